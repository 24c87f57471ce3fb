/* The search page. Sphinx's searchtools.js finds and ranks; this file asks it and shows what it found,
   without writing HTML and without storing the words that were looked for. It is loaded before it. */
(function (SSR) {
  'use strict';
  const LIMIT = 40, AROUND = 110;
  globalThis.SPHINX_HIGHLIGHT_ENABLED = false;
  globalThis._ = text => text;
  globalThis._ready = () => {                       // searchtools.js calls it when it is complete
    /* global Search */
    const words = new URLSearchParams(location.search).get('q') || '';
    document.querySelectorAll('input[name=q]').forEach(box => { box.value = words; });
    document.querySelector('.search-count').textContent = '';   // until now it said that a script is needed
    if (!words.trim()) return;
    Search.query = show;
    if (Search.hasIndex()) show(words); else Search.deferQuery(words);
  };

  function show(words) {
    const [query, terms, without, plain, objects] = Search._parseQuery(words), { ui } = SSR, pages = SSR.data.pages;
    const found = Search._performSearch(query, terms, without, plain, objects), best = new Map();
    // A page once, at its best place: results come with the best last.
    found.reverse().forEach(([name, , anchor]) => { if (!best.has(name)) best.set(name, anchor); });
    const list = document.querySelector('.search-results'), results = Array.from(best).slice(0, LIMIT);
    document.querySelector('.search-count').textContent = ui(best.size ? 'site-results' : 'site-no-results', { n: best.size, query: words });
    results.forEach(([name, anchor]) => {
      const page = pages[name] || { title: name }, text = SSR.el('p', '');
      list.append(SSR.el('li', '', SSR.el('a', { href: name + '.html' + anchor }, (page.place ? page.place + ' ' : '') + page.title), text));
      snippet(name, anchor, Array.from(plain), text);
    });
  }
  /* A few words around the first one that was looked for; none where pages cannot be fetched (file://). */
  function snippet(name, anchor, words, out) {
    if (location.protocol === 'file:') return;
    fetch(name + '.html').then(answer => answer.text()).then(html => {
      const page = new DOMParser().parseFromString(html, 'text/html');
      page.querySelectorAll('script, template, .q-key, .q-hint, .q-head, .q-how, select, .finish, .lesson-meta, .eyebrow, h1, svg').forEach(node => node.remove());
      page.querySelectorAll('p, li, dt, dd, td, th, h2, h3, h4, label, legend, figcaption').forEach(node => node.append(' '));
      const root = (anchor && page.getElementById(anchor.slice(1))) || page.querySelector('article');
      const holder = anchor && root.tagName === 'DT' ? root.nextElementSibling || root : root;
      const text = holder.textContent.replace(/\s+/g, ' ').trim(), low = text.toLowerCase();
      const at = words.map(word => low.indexOf(word)).filter(i => i >= 0).sort((a, b) => a - b)[0] || 0;
      const start = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - AROUND)) + (at > AROUND ? 1 : 0)), end = text.indexOf(' ', at + AROUND);
      const piece = (start ? '… ' : '') + text.slice(start, end < 0 ? undefined : end) + (end < 0 ? '' : ' …');
      mark(piece, words, out);
    }).catch(() => { /* the result stands without it */ });
  }
  function mark(text, words, out) {
    const escaped = words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    text.split(new RegExp('(' + escaped.join('|') + ')', 'i')).forEach((part, i) => out.append(i % 2 ? SSR.el('mark', '', part) : part));
  }
})(globalThis.SSR = globalThis.SSR || {});
