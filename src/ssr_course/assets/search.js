/* The search page: shows what search-words.js finds, without writing HTML and without storing what was looked for.
   searchindex.js calls `Search.setIndex`; searchtext.js, read only where pages cannot be fetched, `Search.setTexts`. */
(function (SSR) {
  'use strict';
  const LIMIT = 40, AROUND = 220, LEAD = 60, { ui, el } = SSR, pages = SSR.data.pages;
  const one = css => document.querySelector(css), count = one('.search-count'), list = one('.search-results');
  /* global Search, Stemmer, searchSpelling, stopwords */
  const speech = SSR.search.language(typeof Stemmer === 'undefined' ? null : Stemmer, searchSpelling);
  const query = (new URLSearchParams(location.search).get('q') || '').trim();
  const waiting = [];                               // results that get their piece of text from searchtext.js
  let index = null, texts = null;

  document.querySelectorAll('input[name=q]').forEach(box => { box.value = query; });
  count.textContent = '';                           // until now it said that a script is needed
  addEventListener('load', () => { if (!index && query) count.textContent = ui('site-search-broken'); });

  globalThis.Search = {
    setIndex(found) { Search.index = index = found; if (query) show(SSR.search.find(query, index, speech, stopwords)); },
    setTexts(found) { texts = found; waiting.forEach(give => give()); },
  };

  function show({ results, stems }) {
    count.textContent = ui(results.length ? 'site-results' : 'site-no-results', { n: results.length, query });
    if (!results.length) count.after(nextStep());
    else if (!results.some(result => result.whole)) count.after(el('p', 'small', ui('site-results-some')));
    const see = later();
    results.slice(0, LIMIT).forEach(({ page, unit }) => {
      const name = index.docnames[page], [, anchor, heading] = index.units[unit], known = pages[name] || { title: name };
      const link = el('a', { href: name + '.html' + (anchor && '#' + anchor) }, (known.place ? known.place + ' ' : '') + known.title);
      if (anchor && heading) link.append(el('span', '', heading));
      const text = el('p', ''), item = el('li', '', link, text);
      list.append(item);
      see(item, () => snippet(name, anchor, unit, stems, text));
    });
  }
  function nextStep() {
    const names = Object.keys(pages), glossary = names.find(name => name.endsWith('/glossary'));
    const welcome = names.find(name => pages[name].kind === 'welcome'), step = el('p', 'search-next');
    if (glossary) step.append(el('a', { href: glossary + '.html' }, pages[glossary].title), ' · ');
    step.append(el('a', { href: welcome + '.html' }, ui('site-to-welcome')));
    return step;
  }
  /* Calls back when a result comes near the window: what nobody looks at is not fetched. */
  function later() {
    if (!globalThis.IntersectionObserver) return (item, call) => call();
    const calls = new Map(), observer = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
      if (isIntersecting) { observer.unobserve(target); calls.get(target)(); }
    }), { rootMargin: '200px' });
    return (item, call) => { calls.set(item, call); observer.observe(item); };
  }

  function snippet(name, anchor, unit, stems, out) {
    const fromTexts = () => mark(texts.filter((_, n) => n === unit || !anchor && index.units[n][0] === index.units[unit][0]).join(' '), stems, out);
    if (location.protocol !== 'file:')
      return fetch(name + '.html').then(answer => answer.text()).then(html => mark(textOf(html, anchor), stems, out)).catch(() => {});
    if (texts) return fromTexts();
    if (waiting.push(fromTexts) === 1) document.head.append(el('script', { src: 'searchtext.js' }));
    return null;
  }
  /* The text of one place of a page, without what answers its questions and without headings, buttons, labels. */
  function textOf(html, anchor) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    let root = (anchor && page.getElementById(anchor)) || page.querySelector('article'), quiz = ', .quiz, .aims';
    if (/^H\d$/.test(root.tagName)) root = root.parentElement;
    if (root.tagName === 'DT') root = root.nextElementSibling || root;
    if (anchor && root.querySelector('h1, h2, h3')) root.querySelector('h1, h2, h3').remove();
    if (root.closest('.quiz, .aims')) quiz = '';
    root.querySelectorAll('script, template, svg, select, .q-key, .q-hint, .q-head, .q-how, .finish, .lesson-meta, .eyebrow, h1' + quiz).forEach(node => node.remove());
    root.querySelectorAll('p, li, dt, dd, td, th, h2, h3, h4, label, legend, figcaption').forEach(node => node.append(' '));
    return root.textContent;
  }
  /* The piece of a text that holds most of what was looked for, these words marked. */
  function mark(whole, stems, out) {
    const text = whole.replace(/\s+/g, ' ').trim(), hits = [];
    const token = /([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])(?=([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]?))|[\p{L}\p{N}\p{M}\u0640]+/gu;
    for (let m; (m = token.exec(text));) {
      const word = m[1] ? m[1] + m[2] : m[0];       // Chinese: a pair that begins at this character
      const key = [].concat(...SSR.search.words(word).map(w => [speech.stem(w), ...speech.more(w)])).find(stem => stems.has(stem));
      if (key) hits.push({ key, from: m.index, to: m.index + word.length });
    }
    const worth = hit => Array.from(new Set(hits.filter(h => h.from >= hit.from && h.to <= hit.from + AROUND).map(h => h.key)))
      .reduce((sum, key) => sum + stems.get(key), 0);
    const best = hits.slice(0, 200).reduce((a, b) => worth(b) > worth(a) ? b : a, hits[0] || { from: 0 }), far = AROUND + LEAD;
    const start = best.from <= LEAD ? 0 : Math.max(text.lastIndexOf(' ', best.from - LEAD) + 1, best.from - 2 * LEAD);
    const last = text.lastIndexOf(' ', start + far), end = text.length <= start + far ? text.length : last > best.from ? last : start + far;
    let at = start;
    if (start) out.append('… ');
    hits.filter(hit => hit.from >= start && hit.to <= end && hit.to > hit.from).forEach(({ from, to }) => {
      const begin = Math.max(at, from);
      if (to <= at) return;
      out.append(text.slice(at, begin), el('mark', '', text.slice(begin, to)));
      at = to;
    });
    out.append(text.slice(at, end) + (end < text.length ? ' …' : ''));
  }
})(globalThis.SSR = globalThis.SSR || {});
