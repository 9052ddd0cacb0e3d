// What a reader does with a page, done by a browser: every check is a line, and the first that fails ends red.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { matrix } from './matrix.mjs';
import { book, hostile, matrices, red, sized } from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: quiet });
const failures = [];

// --- What holds of every page that is opened -----------------------------------------------------

// Opens a page from disk, does something with it, and sees to it that nothing went wrong and nothing left.
async function visit(file, options, act, hash = '') {
  const { width = 1280, scheme = 'light', scripts = true } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: scripts });
  const wrong = [];
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('weberror', (error) => wrong.push(String(error.error())));
  context.on('console', (message) => ['error', 'warning'].includes(message.type()) && wrong.push(message.text()));
  try {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    await page.goto(url + hash);
    await act(page, context);
    assert.deepEqual(wrong, [], 'nothing is said on the console');
    const left = asked.filter((address) => address.split('#')[0] !== url);
    assert.deepEqual(left, [], 'nothing is asked for but the page');
  } finally {
    await context.close();
  }
}

async function check(name, act) {
  const start = performance.now();
  try {
    await act();
    console.log(`ok    ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL  ${name}\n${String(error.stack ?? error).replace(/^/gm, '      ')}`);
  }
}

// What no filter has taken away; of what is far from the window a browser would first have to find out where it is.
const shown = (page, selector) =>
  page.locator(selector).evaluateAll((all) => all.filter((element) => !element.closest('[hidden]')).length);
const inView = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  });

async function accessible(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const told = found.violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
  assert.deepEqual(told, [], what);
}

// --- The pages --------------------------------------------------------------------------------------

const begun = performance.now();
const pages = { red: red(), hostile: hostile(), book: book(), small: sized(300, '--defect', 'payout-nulls-omitted') };
pages.part = book('--features', `${process.env.PAGES}/features-300`);

const large = sized(3000);
const compared = matrices();
console.log(`      pages made in ${((performance.now() - begun) / 1000).toFixed(1)} s`);

await check('a red run says so, and what is broken comes before the specification', () =>
  visit(pages.red, {}, async (page) => {
    assert.match(await page.locator('h1').innerText(), /broken/i);
    assert.equal(await inView(page, '.finding'), true, 'a finding is in the first view');
    const order = await page.locator('main > section').evaluateAll((all) => all.map((part) => part.id));
    assert.ok(order.indexOf('findings') < order.indexOf('specification'), String(order));
  }));

await check('a finding opens: its step is marked, its conversation and its rule are a click away', () =>
  visit(pages.red, {}, async (page) => {
    const finding = page.locator('#finding-TRR-05');
    assert.equal((await finding.locator('mark').first().innerText()).trim(), 'Then the request is refused');
    const conversation = finding.locator('.transcript').first();
    await conversation.locator('> summary').click();
    await conversation.locator('.x.act > summary').first().click();
    assert.match(await conversation.locator('.x.act').first().innerText(), /reversals/);
    await finding.getByRole('link', { name: 'the rule' }).click();
    assert.equal(await inView(page, '#TRR-05'), true);
    assert.match(page.url(), /#TRR-05$/);
  }));

await check('a curl line is copied', () =>
  visit(pages.red, {}, async (page) => {
    const line = page.locator('#finding-TRR-05 .cmd').filter({ hasText: 'curl' }).first();
    await line.getByRole('button').click();
    await page.locator('#q').focus();
    await page.keyboard.press('Control+V');
    const pasted = await page.locator('#q').inputValue();
    assert.equal(pasted, await line.locator('code').innerText());
    assert.match(pasted, /^curl -X POST http:\/\/127\.0\.0\.1:\d+\/v1\/transfers\//);
  }));

await check('a search finds rule ids, sentences, titles and steps; Escape ends it', () =>
  visit(pages.red, {}, async (page) => {
    const all = await shown(page, '.s');
    for (const [words, id] of [['pay-cancel-02', 'PAY-CANCEL-02'], ['returns the amount of the payout', 'PAY-CANCEL-02'], ['in another currency, to a debit card', 'PAY-CANCEL-02'], ['given a payout of 11.00 eur debit card', 'PAY-CANCEL-02']]) {
      await page.keyboard.press('/');
      await page.keyboard.insertText(words);
      assert.equal(await page.locator(`#${id}`).isVisible(), true, words);
      const left = await shown(page, '.s');
      assert.ok(left > 0 && left < all / 20, `${words}: ${left} of ${all}`);
      await page.keyboard.press('Escape');
      assert.equal(await shown(page, '.s'), all);
      await page.locator('#q').blur();
    }
    await page.locator('#q').fill('no such words anywhere');
    assert.equal(await page.locator('#nothing').isVisible(), true);
    await page.locator('#nothing').getByRole('button').click();
    assert.equal(await shown(page, '.s'), all);
  }));

await check('filters by verdict, level and group add up, and a link tells them to others', () =>
  visit(pages.red, {}, async (page, context) => {
    const button = (name) => page.locator('#tools').getByRole('button', { name });
    const broken = await page.locator('.s.broken').count();
    await button(/^broken/).click();
    assert.equal(await shown(page, '.s'), broken);
    assert.equal(await shown(page, '.s:not(.broken)'), 0);
    await button(/^documented/).click();
    await page.locator('#group').selectOption('TRR');
    const few = await shown(page, '.s');
    assert.ok(few > 0 && few < broken, `${few} of ${broken}`);
    assert.equal(await shown(page, '.rule:not([data-group="TRR"])'), 0);
    assert.equal(await shown(page, '.finding'), 1);
    await page.locator('#TRR-05 .id').click();
    const other = await context.newPage();
    await other.goto(page.url());
    assert.equal(await shown(other, '.s'), few);
    assert.equal(await inView(other, '#TRR-05'), true);
    await other.locator('#clear').click();
    assert.ok((await shown(other, '.s')) > 1000);
    await other.goto(`${page.url().split('#')[0]}#PAY-CANCEL-02`);
    assert.equal(await inView(other, '#PAY-CANCEL-02'), true);
  }));

await check('a permalink opens its scenario', async () => {
  const id = 'payouts/cancel/canceling-one-of-two-pending-payouts';
  await visit(pages.red, {}, async (page) => {
    assert.equal(await inView(page, `[id="${id}"]`), true);
    assert.equal(await page.locator(`[id="${id}"] pre`).isVisible(), true);
  }, `#${id}`);
});

await check('it reads with scripts off', () =>
  visit(pages.red, { scripts: false }, async (page) => {
    assert.equal(await page.locator('#tools').isVisible(), false, 'what needs the script is not there');
    assert.equal(await page.locator('.copy').first().isVisible(), false);
    assert.match(await page.locator('#finding-TRR-05').innerText(), /curl -X POST/);
    assert.equal(await shown(page, '.rule'), await page.locator('.rule').count());
    const scenario = page.locator('#PAY-CANCEL-02 .s').first();
    await scenario.locator('summary').click();
    assert.match(await scenario.locator('pre').innerText(), /^Given /);
    await page.locator('.side').getByRole('link', { name: /^Specification/ }).click();
    assert.equal(await inView(page, '#specification'), true);
  }));

await check('the keyboard reaches everything: skip link, rules, folds', () =>
  visit(pages.book, {}, async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await inView(page, '#specification'), true);
    const summary = page.locator('.s > summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.s').first().getAttribute('open'), '');
  }));

await check('hostile texts stay text, in every field', () =>
  visit(pages.hostile, {}, async (page) => {
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    assert.equal(await page.evaluate(() => window.owned), undefined);
    assert.equal(await page.locator('img, iframe, object, svg [onload], b[title]').count(), 0);
    assert.equal(await page.locator('script').count(), 1);
    const text = await page.locator('body').innerText();
    assert.ok(text.split('onerror="window.owned=1"').length > 100, 'they are shown');
    assert.ok(text.includes('\\u{1b}[31m') && text.includes('\\u{202e}gnp.exe'), 'what acts is shown as what it is');
    assert.doesNotMatch(text, /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2028]/);
    for (const place of ['.target', '.rule .sentence', '.feature h4', '.g', '.case .title', 'dl.verdict', '.x summary', '.x pre', '.cmd code', '.facts']) {
      assert.match(await page.locator(place).filter({ hasText: 'onerror=' }).first().textContent(), /<img src=x/, place);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px wider than the window`);
  }));

for (const [name, options] of [['light', {}], ['dark', { scheme: 'dark' }], ['390 wide', { width: 390 }], ['390 wide, dark', { width: 390, scheme: 'dark' }]]) {
  await check(`axe-core finds nothing: a red run, ${name}`, () =>
    visit(pages.small, options, async (page) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px wider than the window`);
      await page.evaluate(() => document.querySelectorAll('.finding, .case, .side details, .s.broken').forEach((part) => (part.open = true)));
      await page.locator('.transcript').first().evaluate((part) => [part, ...part.querySelectorAll('.x')].forEach((each) => (each.open = true)));
      await accessible(page, name);
    }));
}
await check('axe-core finds nothing: the book', () => visit(pages.part, {}, (page) => accessible(page, 'book')));
await check('axe-core finds nothing: hostile texts', () => visit(pages.hostile, {}, (page) => accessible(page, 'hostile')));
await check('axe-core finds nothing: filters on, scripts having hidden the rest', () =>
  visit(pages.small, {}, (page) => accessible(page, 'filtered'), '#?verdict=broken'));

await matrix({ check, visit, inView, accessible }, compared);

// --- How long it takes, which is told and not judged: machines differ --------------------------------

// From a first key to the page as it stands then; it is the slowest, since the words are read off the page.
function searched() {
  const start = performance.now();
  const search = document.getElementById('q');
  search.value = 'payout';
  search.dispatchEvent(new Event('input'));
  return document.body.offsetHeight && performance.now() - start;
}

const timed = [pages.small, pages.red, large];
for (const file of [...timed, pages.book]) {
  const times = [];
  const searches = [];
  let count = 0;
  await visit(file, {}, async (page) => {
    for (let round = 0; round < 3; round += 1) {
      await page.reload();
      times.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd));
      searches.push(await page.evaluate(searched));
      count = await page.locator('.s').count();
    }
  });
  const size = (statSync(file).size / 1024).toFixed(0);
  const middle = (list) => list.sort((a, b) => a - b)[1].toFixed(0);
  console.log(`      ${file.split('/').pop()}: ${count} scenarios, ${size} KiB, loaded in ${middle(times)} ms, first search in ${middle(searches)} ms`);
}

await browser.close();
console.log(failures.length === 0 ? 'browser: every check holds' : `browser: ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
