'use strict';
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const tools = byId('tools');
  const search = byId('q');
  const group = byId('group');

  // What can be found, read off the page once; the words of scenarios only when somebody searches.
  const rules = all('.rule').map((element) => ({
    element,
    verdict: element.dataset.v,
    level: element.dataset.level,
    group: element.dataset.group,
    scenarios: all('.s', element).map((part) => ({ element: part, verdict: part.classList[1] })),
  }));
  const features = all('.feature').map((element) => ({ element, rules: all('.rule', element) }));
  const areas = all('.area').map((element) => ({ element, features: all('.feature', element) }));
  const findings = all('.findings [data-rule]');
  const total = rules.reduce((sum, rule) => sum + rule.scenarios.length, 0);
  const byRule = new Map(rules.map((rule) => [rule.element.id, rule]));

  const words = (element) => element.textContent.toLowerCase();
  const text = (entry, read) => (entry.text ??= read());
  const ruleText = (rule) =>
    text(rule, () => all(':scope > h5, :scope > p', rule.element).map(words).join(' '));
  const scenarioText = (scenario) =>
    text(scenario, () => `${scenario.element.id} ${words(scenario.element)}`);

  let filter = { q: '', verdict: [], level: [], group: '' };

  // --- The address: a rule or a scenario, or filters with the place that is looked at ---------

  const read = () => {
    const hash = location.hash.slice(1);
    if (!hash.startsWith('?')) {
      return { filter: null, at: decode(hash) };
    }
    const given = new URLSearchParams(hash.slice(1));
    const list = (name) => (given.get(name) ?? '').split(',').filter(Boolean);
    const asked = { q: given.get('q') ?? '', verdict: list('verdict'), level: list('level'), group: given.get('group') ?? '' };
    return { filter: asked, at: given.get('at') ?? '' };
  };

  const decode = (hash) => {
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash;
    }
  };

  const written = (at) => {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) {
      if (value.length > 0) given.set(name, String(value));
    }
    if (at) given.set('at', at);
    return `#?${given}`;
  };

  const isFiltered = () => Object.values(filter).some((value) => value.length > 0);

  // --- Filtering -------------------------------------------------------------------------------

  const apply = () => {
    const terms = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = isFiltered();
    const among = (list, value) => list.length === 0 || list.includes(value);
    let shownRules = 0;
    let shownScenarios = 0;
    for (const rule of rules) {
      const fits = among(filter.level, rule.level) && (!filter.group || rule.group === filter.group);
      const missing = fits ? terms.filter((term) => !ruleText(rule).includes(term)) : [];
      let shown = 0;
      for (const scenario of rule.scenarios) {
        const found = missing.every((term) => scenarioText(scenario).includes(term));
        const visible = fits && among(filter.verdict, scenario.verdict) && found;
        if (scenario.element.hidden === visible) scenario.element.hidden = !visible;
        shown += visible;
      }
      // A rule may be broken by what scenarios of other rules have shown.
      const itself = fits && missing.length === 0 && filter.verdict.length > 0 && filter.verdict.includes(rule.verdict);
      rule.element.hidden = asked && shown === 0 && !itself;
      rule.shown = !rule.element.hidden;
      shownRules += rule.shown;
      shownScenarios += shown;
    }
    for (const feature of features) feature.element.hidden = feature.rules.every((rule) => rule.hidden);
    for (const area of areas) area.element.hidden = area.features.every((feature) => feature.hidden);
    for (const finding of findings) finding.hidden = asked && byRule.get(finding.dataset.rule)?.shown === false;
    for (const part of all('.findings')) part.hidden = all('[data-rule]', part).every((finding) => finding.hidden);
    document.body.classList.toggle('filtered', asked);
    say(asked, shownRules, shownScenarios);
    mark(terms);
  };

  // Marks what was searched for where it can be seen, as far as a reader would look.
  const mark = (terms) => {
    if (!CSS.highlights) return;
    const ranges = [];
    const seen = terms.length > 0 ? all('.rule:not([hidden]) > h5, .s:not([hidden]) > summary, .s[open]:not([hidden]) > pre') : [];
    for (const part of seen.slice(0, 400)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLowerCase();
        for (const term of terms) {
          for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, Math.min(at + term.length, walker.currentNode.length));
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set('found', new Highlight(...ranges));
  };

  const say = (asked, shownRules, shownScenarios) => {
    const number = (count) => count.toLocaleString('en');
    const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
    const of = (shown) => (asked ? `${number(shown)} of ` : '');
    byId('count').textContent =
      `${of(shownRules)}${counted(rules.length, 'rule')}, ${of(shownScenarios)}${counted(total, 'scenario')}`;
    byId('clear').hidden = !asked;
    byId('nothing').hidden = !asked || shownRules > 0;
    for (const button of all('[data-verdict]', tools)) press(button, filter.verdict.includes(button.dataset.verdict));
    for (const button of all('button[data-level]', tools)) press(button, filter.level.includes(button.dataset.level));
    if (search.value !== filter.q) search.value = filter.q;
    group.value = filter.group;
  };

  const press = (button, on) => button.setAttribute('aria-pressed', String(on));

  // Browsers let a page change its address only so often, and keys come faster.
  let addressing = 0;
  const address = () => history.replaceState(null, '', isFiltered() ? written('') : '#');
  const set = (change, wait = 0) => {
    filter = { ...filter, ...change };
    apply();
    clearTimeout(addressing);
    if (wait) addressing = setTimeout(address, wait);
    else address();
  };

  const toggled = (list, value) => (list.includes(value) ? list.filter((other) => other !== value) : [...list, value]);
  const clear = () => set({ q: '', verdict: [], level: [], group: '' });

  // --- Going somewhere ---------------------------------------------------------------------------

  const go = (id) => {
    const element = id && byId(id);
    if (!element) return;
    if (element.closest('[hidden], .filtered .remark')) {
      filter = { q: '', verdict: [], level: [], group: '' };
      apply();
    }
    for (let part = element; part; part = part.parentElement) {
      if (part.tagName === 'DETAILS') part.open = true;
    }
    for (const old of all('.here-now')) old.classList.remove('here-now');
    element.classList.add('here-now');
    element.scrollIntoView();
    // What was not laid out before has its height only now.
    requestAnimationFrame(() => element.scrollIntoView());
  };

  const arrive = () => {
    const { filter: asked, at } = read();
    if (asked) {
      filter = asked;
      apply();
    }
    go(at);
  };

  // --- Copying -----------------------------------------------------------------------------------

  const copy = async (button) => {
    const line = button.parentElement.querySelector('code');
    let done = true;
    try {
      await navigator.clipboard.writeText(line.textContent);
    } catch {
      getSelection().selectAllChildren(line);
      done = document.execCommand('copy');
    }
    button.textContent = done ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  };

  // --- Hands -------------------------------------------------------------------------------------

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest('button');
    if (button?.matches('.copy')) copy(button);
    else if (button?.matches('[data-clear]')) clear();
    else if (button?.dataset.verdict) set({ verdict: toggled(filter.verdict, button.dataset.verdict) });
    else if (button?.dataset.level) set({ level: toggled(filter.level, button.dataset.level) });
    const link = target?.closest('a[href^="#"]');
    if (link && isFiltered()) {
      event.preventDefault();
      location.hash = written(decode(link.hash.slice(1)));
    }
  });
  search.addEventListener('input', () => set({ q: search.value }, 300));
  group.addEventListener('change', () => set({ group: group.value }));
  document.addEventListener('keydown', (event) => {
    const writing = event.target instanceof Element && event.target.matches('input, select, textarea');
    if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === 'Escape' && event.target === search) {
      set({ q: '' });
    }
  });
  addEventListener('hashchange', arrive);

  // The contents follow: the feature that is looked at is marked, and its area is open.
  let followed = null;
  const follow = (id) => {
    const link = byLink.get(id);
    if (!link || link.matches('.here')) return;
    for (const old of all('.side .here')) old.classList.remove('here');
    link.classList.add('here');
    const area = link.closest('.areas > details');
    if (followed && followed !== area) followed.open = false;
    if (area && !area.open) {
      area.open = true;
      followed = area;
    }
  };
  const byLink = new Map(all('.side a').map((link) => [decode(link.hash.slice(1)), link]));
  const seen = new IntersectionObserver(
    (entries) => {
      const inside = entries.filter((entry) => entry.isIntersecting);
      if (inside.length > 0) follow(inside[0].target.id);
    },
    { rootMargin: '-20% 0px -75% 0px' },
  );
  for (const part of all('main > section:not(#specification), .feature')) seen.observe(part);

  const steps = byId('steps');
  steps.addEventListener('click', () => {
    const on = steps.getAttribute('aria-pressed') !== 'true';
    press(steps, on);
    for (const scenario of all('.s')) scenario.open = on;
  });

  // What scrolls by itself has to be reached without a mouse; what is folded has no size until it opens.
  const reachable = (within) => {
    for (const part of all('pre, .t, dl.verdict dd', within)) {
      const scrolls = part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1;
      if (scrolls) part.tabIndex = 0;
    }
  };
  document.addEventListener('toggle', (event) => event.target.open && reachable(event.target), true);
  for (const part of all('main details[open]')) reachable(part);

  // On paper nothing can be opened: what is broken is, and the whole specification where it stands alone.
  let opened = [];
  addEventListener('beforeprint', () => {
    const alone = document.documentElement.classList.contains('book');
    opened = all(alone ? '.s:not([open])' : '.finding:not([open]), .case:not([open])');
    for (const part of opened) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of opened) part.open = false;
  });

  const theme = byId('theme');
  const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const named = () => (theme.textContent = isDark() ? 'Light' : 'Dark');
  theme.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    named();
  });
  named();

  for (const part of [tools, theme, ...all('.copy')]) part.hidden = false;
  if (matchMedia('(max-width: 62rem)').matches) byId('contents').open = false;
  apply();
  arrive();
})();
