// The pages that are looked at, made by the binary: red, hostile, of several sizes, and the book.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const recoup = process.env.RECOUP;
const pages = process.env.PAGES;
const features = process.env.FEATURES;

// A red run ends with another exit code than 0, and is what is wanted.
function run(...args) {
  try {
    execFileSync(recoup, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env.PATH, NO_PROXY: '127.0.0.1' } });
  } catch (error) {
    if (![0, 1].includes(error.status)) throw error;
  }
}

const sources = (folder = features, below = '') =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return sources(path, `${below}${name}/`);
      return name.endsWith('.feature') ? [{ name: below + name, text: readFileSync(path, 'utf8') }] : [];
    });

// Scenarios of a file: its own, or as many as its outlines have rows.
function scenarios(text) {
  let count = 0;
  let rows = -1;
  for (const line of text.split('\n').map((line) => line.trim())) {
    if (line.startsWith('Scenario:')) count += 1;
    if (line.startsWith('Examples:')) rows = 0;
    else if (rows >= 0 && line.startsWith('|')) count += rows++ > 0 ? 1 : 0;
    else if (line !== '' && !line.startsWith('#')) rows = -1;
  }
  return count;
}

function write(folder, files) {
  for (const { name, text } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

// The features once, or in part, or with copies whose rules have ids of their own.
function resized(wanted) {
  const files = [];
  let count = 0;
  for (let copy = 0; count < wanted; copy += 1) {
    const letter = String.fromCharCode(65 + copy);
    for (const { name, text } of sources()) {
      if (count >= wanted) break;
      files.push({
        name: copy === 0 ? name : name.replace('.feature', `_${letter.toLowerCase()}.feature`),
        text: copy === 0 ? text : text.replace(/@([A-Z]+(?:-[A-Z]+)*-\d\d[a-z]?)\b/g, `@COPY${letter}-$1`),
      });
      count += scenarios(text);
    }
  }
  // A choice with one value is refused; what lost its other value is a rule like any other.
  const all = files.map((file) => file.text).join('\n');
  const values = (choice) => new Set(all.match(new RegExp(`@reading:${choice}=\\S+`, 'g'))).size;
  const single = (tag, choice) => (values(choice) > 1 ? tag : '');
  return files.map(({ name, text }) => ({ name, text: text.replace(/ *@reading:([^=\s]+)=\S+/g, single) }));
}

/** A run of about so many scenarios; its page and how long that took to make is not what is measured. */
export function sized(wanted, ...args) {
  const folder = write(join(pages, `features-${wanted}`), resized(wanted));
  const page = join(pages, `run-${wanted}.html`);
  run('check', '-q', '--features', folder, `--report=html=${page}`, ...args);
  return page;
}

/** A page of a run with a defect, of every scenario there is; the same run for programs is beside it. */
export function red() {
  const page = join(pages, 'red.html');
  run('check', '-q', '--defect', 'transfer-over-reversal', `--report=html=${page}`, `--report=json=${join(pages, 'red.json')}`);
  return page;
}

/** Runs side by side: a sound one and the red one, and two with hostile texts. */
export function matrices() {
  const [sound, red, told, two, hostile] = ['sound.json', 'red.json', 'hostile.json', 'matrix.html', 'matrix-hostile.html'].map((name) => join(pages, name));
  run('check', '-q', `--report=json=${sound}`);
  run('compare', '-q', sound, red, `--report=html=${two}`);
  run('compare', '-q', sound, told, `--report=html=${hostile}`);
  return { two, hostile };
}

/** The specification alone, or that of other features. */
export function book(...args) {
  const page = join(pages, args.length > 0 ? 'book-part.html' : 'book.html');
  run('book', '--out', page, ...args);
  return page;
}

/** What a target that means harm would put into every text it can reach. */
export const HOSTILE =
  '</script></style><img src=x onerror="window.owned=1"><svg onload=window.owned=1><script>window.owned=1</script>' +
  `"'\`&amp;<!--]]>\u001b[31m\u0000\u0007\u009b\u202egnp.exe\u2028\ufeff`;
/** The same where only letters are let through. */
const TAGS = '</script><img src=x onerror=window.owned=1><b title="x">bold</b> &lt;';

// Names and words that the reader of reports holds to a closed set, and ids that must stay what they are.
const FIXED = new Set(['schema', 'recoup', 'started', 'ended', 'conformance', 'gate', 'level', 'verdict', 'plane', 'purpose', 'method', 'credentials', 'state', 'capabilities', 'capability', 'resembles', 'until', 'id', 'rule', 'feature', 'path-of-feature']);

function poison(value, name, parent) {
  if (typeof value === 'string') {
    const fixed = FIXED.has(name) || (name === 'path' && parent?.title !== undefined);
    return fixed ? value : `${value}${HOSTILE}`;
  }
  if (Array.isArray(value)) return value.map((item) => poison(item, FIXED.has(name) ? name : '', undefined));
  if (value !== null && typeof value === 'object') {
    const within = ['answer', 'implementation'].includes(name);
    const told = Object.entries(value).map(([key, member]) => [key, poison(member, within ? '' : key, value)]);
    return Object.fromEntries(within ? [...told, [HOSTILE, HOSTILE]] : told);
  }
  return value;
}

/** A run in which every text is hostile: of the features, of the target, of the findings and their exchanges. */
export function hostile() {
  const files = sources().filter(({ name }) => ['payouts/cancel.feature', 'payouts/booking.feature'].includes(name));
  const marked = files.map(({ name, text }) => ({
    name,
    text: text.replace(/^( *(?:Feature|Rule|Source): .*)$/gm, `$1 ${TAGS}`),
  }));
  const folder = write(join(pages, 'features-hostile'), marked);
  const [seen, told, page] = ['seen.json', 'hostile.json', 'hostile.html'].map((name) => join(pages, name));
  run('check', '-q', '--features', folder, '--defect', 'cancel-returns-later', `--report=json=${seen}`);
  writeFileSync(told, JSON.stringify(poison(JSON.parse(readFileSync(seen, 'utf8')), '', undefined)));
  run('merge', '-q', told, '--features', folder, `--report=html=${page}`);
  return page;
}
