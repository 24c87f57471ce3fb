/* Comforts of the page; everything reads without them. Progress is what the store remembers on this device. */
(function (SSR) {
  'use strict';
  const { store, ui, el, icon } = SSR, pages = (SSR.data || {}).pages || {}, here = document.documentElement.dataset.page;
  const one = (css, root) => (root || document).querySelector(css);
  const all = (css, root) => Array.from((root || document).querySelectorAll(css));
  const names = kind => Object.keys(pages).filter(name => !kind || pages[name].kind === kind);
  const minutes = list => list.reduce((sum, name) => sum + pages[name].minutes, 0);
  const time = n => {
    const h = Math.floor(n / 60), rest = n % 60;
    return ui(!h ? 'site-short-minutes' : rest ? 'site-short-both' : 'site-short-hours', { h, n: rest });
  };
  const called = name => (pages[name].place ? pages[name].place + ' ' : '') + pages[name].title;

  /* ---------- progress ---------- */
  const lessons = names('lesson'), seen = name => (store.page(name) || {}).seen || '';

  function answered() {
    const packs = {}, units = new Set(), done = new Set();
    names().forEach(name => pages[name].questions.forEach(q => {
      const ids = [].concat(q), module = pages[name].module, key = module + ids;
      const answers = (packs[module] = packs[module] || store.load(module)).answers;
      units.add(key);
      if (ids.some(id => id in answers)) done.add(key);
    }));
    return { n: done.size, all: units.size };
  }
  /* Where to go on: the lesson seen last if it is not done, else the first one after it that is not, else any. */
  function next() {
    const last = lessons.reduce((a, b) => (seen(b) > seen(a) ? b : a), lessons[0]), from = Math.max(0, lessons.indexOf(last));
    return lessons.slice(from).concat(lessons.slice(0, from)).find(name => !store.isDone(name));
  }
  function state(li, done, following) {
    const use = one('use', li), page = pages[li.dataset.page], words = one('a > span', li);
    li.classList.toggle('done', done);
    li.classList.toggle('next', following);
    if (!use || !page || !words) return;
    if (!use.dataset.plain) use.dataset.plain = use.getAttribute('href');
    use.setAttribute('href', done ? '#i-done' : following ? '#i-dot' : use.dataset.plain);
    const old = one('.vh', words), text = done ? ui('site-state-done') : following ? ui('site-state-next') : '';
    if (old) old.remove();
    if (text) words.append(el('span', 'vh', ' ' + text));
  }
  function bar(box, value, max) {
    const progress = one('progress', box);
    progress.hidden = false; progress.max = max || 1; progress.value = value;
  }
  function ring(svg, share) {
    let arc = one('.bar', svg);
    if (!arc) {
      arc = one('circle', svg).cloneNode(); arc.setAttribute('class', 'bar');
      svg.insertBefore(arc, one('text', svg));
    }
    const around = 2 * Math.PI * 22;
    arc.setAttribute('stroke-dasharray', share * around + ' ' + around);
    arc.toggleAttribute('hidden', !share);
  }
  function draw() {
    if (!lessons.length) return;
    const done = lessons.filter(store.isDone), following = next(), questions = answered();
    const left = minutes(lessons.filter(name => !done.includes(name))), started = done.length || questions.n || lessons.some(seen);
    const count = { n: done.length, all: lessons.length };
    all('li[data-page]').forEach(li => state(li, store.isDone(li.dataset.page), !!started && li.dataset.page === following && !!li.closest('.steps')));
    all('[data-ssr=progress]').forEach(box => {
      bar(box, done.length, lessons.length);
      if (started) one('p', box).textContent = ui('site-lessons-done', count) + ' · ' + ui('site-time-left', { time: time(left) });
    });
    all('[data-ssr=totals]').forEach(box => {
      bar(box, done.length, lessons.length);
      if (!started) return;
      const rows = [['site-total-lessons-done', ui('site-n-of', count)], ['site-total-time-left', time(left)], ['site-total-questions-answered', ui('site-n-of', questions)]];
      all('dl > div', box).forEach((row, i) => { one('dt', row).textContent = ui(rows[i][0]); one('dd', row).textContent = rows[i][1]; });
    });
    all('[data-ssr=resume]').forEach(box => started && resume(box, following));
    all('.map > li').forEach(module);
    all('[data-ssr=left]').forEach(span => {
      const mine = lessons.filter(name => pages[name].module === pages[here].module && !done.includes(name));
      span.textContent = store.state !== 'ok' ? ui('site-not-kept') : mine.length ? ui('site-left-in-module', { time: time(minutes(mine)) }) : ui('site-module-done');
    });
    all('[data-ssr=mark]').forEach(button => {
      const on = store.isDone(here);
      button.hidden = false;
      button.setAttribute('aria-pressed', on);
      one('span', button).textContent = ui(on ? 'site-marked' : 'site-mark');
    });
  }
  function resume(box, following) {
    const practice = names('practice').find(name => !store.isDone(name)), to = following || practice || lessons[0];
    const link = one('a', box), texts = all('p', box);
    texts[0].textContent = ui(following ? 'site-continue' : 'site-all-done');
    one('h2', box).textContent = called(to);
    texts[1].textContent = ui('site-minutes', { n: pages[to].minutes }) + (pages[to].questions.length ? ' · ' + ui('site-questions', { n: pages[to].questions.length }) : '');
    link.href = (one('.steps li[data-page="' + to + '"] a') || link).getAttribute('href');
    one('span', link).textContent = ui(following || to !== practice ? 'site-open-lesson' : 'site-open-practice');
  }
  function module(li) {
    const mine = lessons.filter(name => pages[name].module === li.dataset.module), done = mine.filter(store.isDone), chip = one('[data-ssr=state]', li);
    const begun = done.length || mine.some(seen), whole = begun && done.length === mine.length;
    li.classList.toggle('done', !!whole);
    ring(one('.ring', li), done.length / (mine.length || 1));
    chip.hidden = false;
    chip.className = 'chip' + (whole ? ' done' : begun ? ' now' : '');
    chip.textContent = ui(whole ? 'site-complete' : begun ? 'site-in-progress' : 'site-not-started');
    one('[data-ssr=lessons]', li).textContent = begun ? ui('site-lessons-done', { n: done.length, all: mine.length }) : ui('site-lessons', { n: mine.length });
    const left = minutes(mine.filter(name => !done.includes(name)));
    one('[data-ssr=time]', li).textContent = begun && left ? ui('site-time-left', { time: time(left) }) : time(minutes(mine));
  }
  all('[data-ssr=mark]').forEach(button => button.addEventListener('click', () => store.markPage(here, !store.isDone(here))));
  if (pages[here] && globalThis.IntersectionObserver) {
    const end = new IntersectionObserver(seen => { if (seen.some(s => s.isIntersecting)) { end.disconnect(); store.markPage(here); } });
    end.observe(one('.finish') || one('.bottom-of-page'));
  }
  /* The module that the reader is in stands open on the map; the others as the reader leaves them. */
  const at = next();
  if (at) all('.map > li').forEach(li => { one('details', li).open = li.dataset.module === pages[at].module; });
  store.on(draw);
  draw();

  /* ---------- notes on terms ---------- */
  let note = null, from = null, touched = null, timer = 0;
  function shut(back) {
    clearTimeout(timer);
    if (!note) return;
    note.remove(); from.removeAttribute('aria-describedby');
    if (back) from.focus();
    note = from = null;
  }
  function show(link) {
    clearTimeout(timer);
    const source = document.getElementById('def-' + link.hash.slice(1));
    if (!source || from === link) return;
    shut();
    from = link;
    const button = el('button', { type: 'button', 'aria-label': ui('site-close') }, icon('#i-cross'));
    button.addEventListener('click', () => shut(true));
    note = el('div', { class: 'def', id: 'def-now', role: 'note' }, source.content.cloneNode(true), el('a', { href: link.getAttribute('href') }, ui('site-open-glossary')), button);
    (link.closest('p') || link).after(note);
    link.setAttribute('aria-describedby', 'def-now');
    note.addEventListener('mouseenter', () => clearTimeout(timer));
    note.addEventListener('mouseleave', later);
    if (!matchMedia('(min-width:40.01em)').matches) return;
    const r = link.getClientRects()[0], w = note.offsetWidth, host = (note.offsetParent || document.body).getBoundingClientRect();
    const x = getComputedStyle(link).direction === 'rtl' ? r.right - w : r.left;
    note.style.left = Math.max(16, Math.min(x, document.documentElement.clientWidth - w - 16)) - host.left + 'px';
    note.style.top = r.bottom - host.top + 6 + 'px';
  }
  const later = () => { timer = setTimeout(() => { if (!note || !note.contains(document.activeElement)) shut(); }, 350); };
  all('a.term').forEach(link => {
    link.addEventListener('pointerdown', e => { touched = { touch: e.pointerType === 'touch', open: from === link }; });
    link.addEventListener('mouseenter', () => show(link));
    link.addEventListener('mouseleave', () => { if (document.activeElement !== link) later(); });
    link.addEventListener('focus', () => show(link));
    // A first touch shows the note, a second follows the link; mouse and keyboard follow it at once.
    link.addEventListener('click', e => {
      if (touched && touched.touch && !touched.open && document.getElementById('def-' + link.hash.slice(1))) { e.preventDefault(); show(link); }
      touched = null;
    });
  });
  document.addEventListener('focusin', e => { if (note && e.target !== from && !note.contains(e.target)) shut(); });

  /* ---------- menu, language, contents ---------- */
  const menu = one('#site-menu'), opener = one('a[href="#site-menu"]');
  /* Without a script the menu is a link target; with one it opens and shuts without touching address or place. */
  const opened = () => menu && (menu.classList.contains('open') || location.hash === '#site-menu');
  function close() {
    menu.classList.remove('open');
    if (location.hash === '#site-menu') location.hash = '';
    opener.focus();
  }
  if (menu) {
    const shutter = one('.close a', menu);
    opener.addEventListener('click', e => { e.preventDefault(); menu.classList.add('open'); shutter.focus(); });
    shutter.addEventListener('click', e => { e.preventDefault(); close(); });
  }
  const shutLists = target => all('details.switch[open]').forEach(d => { if (!target || !d.contains(target)) d.open = false; });
  document.addEventListener('keydown', e => {
    if (e.key !== 'Escape') return;
    if (note) shut(note.contains(document.activeElement)); else if (opened()) close();
    shutLists();
  });
  document.addEventListener('click', e => {
    if (note && !note.contains(e.target) && !e.target.closest('a.term')) shut();
    shutLists(e.target);
  });
  /* Another language: remembered for the next visit, and opened at the same place, between the same two anchors. */
  const EYES = 96, KEPT = 'ssr:place';
  function anchors() {
    const list = all('article [id]').filter(e => e.getClientRects().length).map(e => [e.id, e.getBoundingClientRect().top]);
    list.push(['', one('.bottom-of-page').getBoundingClientRect().top]);
    return list.sort((a, b) => a[1] - b[1]);
  }
  all('.switch a').forEach(link => link.addEventListener('click', () => {
    const list = anchors(), i = list.filter(a => a[1] < EYES).length, from = list[i - 1] || ['', -scrollY], to = list[i] || from;
    const place = [here, from[0], scrollY > EYES ? (EYES - from[1]) / (to[1] - from[1] || 1) : -1];
    link.search = location.search;
    link.hash = place[2] < 0 ? '' : from[0];
    try {
      localStorage.setItem('ssr:language', link.hreflang);
      sessionStorage.setItem(KEPT, JSON.stringify(place));
    } catch (e) { /* the link itself leads near the place */ }
  }));
  addEventListener('load', () => {
    let place = [];
    try { place = JSON.parse(sessionStorage.getItem(KEPT)) || []; sessionStorage.removeItem(KEPT); } catch (e) { /* none */ }
    if (place[0] !== here || !(place[2] >= 0)) return;
    const list = anchors(), i = list.findIndex(a => a[0] && a[0] === place[1]), from = list[i] || ['', -scrollY], to = list[i + 1] || from;
    if (i >= 0 || !place[1]) scrollBy({ top: from[1] + place[2] * (to[1] - from[1]) - EYES, behavior: 'instant' });
  });
  const marks = all('.toc-tree a').map(a => [a, document.getElementById(decodeURIComponent(a.hash.slice(1)))]).filter(m => m[1]);
  const now = one('.segments .now'), article = one('article');
  let waiting = false;
  function spy() {
    waiting = false;
    const whole = article.getBoundingClientRect(), read = (innerHeight - whole.top) / whole.height;
    if (now) now.style.setProperty('--read', Math.round(100 * Math.max(0, Math.min(1, scrollY ? read : 0))) + '%');
    const end = scrollY + innerHeight > document.documentElement.scrollHeight - 4;
    const at = marks.filter(m => m[1].getBoundingClientRect().top < (end ? innerHeight : innerHeight / 3)).pop() || marks[0];
    marks.forEach(m => { if (m === at) m[0].setAttribute('aria-current', 'true'); else m[0].removeAttribute('aria-current'); });
  }
  if (article) {
    addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(spy); } }, { passive: true });
    spy();
  }
})(globalThis.SSR = globalThis.SSR || {});
