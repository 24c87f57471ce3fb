/* The quiz in a notebook: joins cards with the kernel, and never says "saved" before the kernel has said so.
   Runs inside one function a view (see widget.py), so that two quizzes in two languages do not meet. */
(function (SSR) {
  'use strict';
  const { all } = SSR, WAIT = 8000, PAUSE = 350;
  /* Ids of this view alone: a notebook may show a quiz twice. */
  function own(root, mark) {
    ['id', 'for', 'aria-labelledby', 'aria-describedby'].forEach(name => all(root, '[' + name + ']').forEach(node => {
      node.setAttribute(name, node.getAttribute(name).split(' ').map(id => id + mark).join(' '));
    }));
  }

  SSR.widget = (model, root) => {
    const quiz = model.get('quiz'), ui = SSR.ui, el = SSR.el;
    const copy = window.ssrQuizzes = (window.ssrQuizzes || 0) + 1, mark = '-' + copy, again = copy > 1 ? ' (' + copy + ')' : '';
    SSR.data = { language: quiz.language, ui: quiz.ui };
    const pending = new Map(), unsaved = new Map();      // id → {value, tries}: not yet sent; known not to be on the disk
    let flight = null, timer = 0, pause = 0, sent = copy * 1e6, ready = false;      // another view of the widget hears its answers too

    const box = el('div', { class: 'quiz', lang: quiz.lang, dir: quiz.dir, 'data-module': quiz.module, 'data-mode': 'graded' });
    const read = new DOMParser().parseFromString(quiz.questions.map(q => q.html).join(''), 'text/html');
    box.append(...read.body.childNodes);
    own(box, mark);
    all(box, '.q').forEach(section => section.setAttribute('role', 'group'));      // a landmark each would bury the notebook's own
    const sprite = new DOMParser().parseFromString(quiz.icons, 'text/html').querySelector('svg');
    if (sprite) { sprite.setAttribute('class', 'ssr-sprite'); sprite.setAttribute('aria-hidden', 'true'); }
    root.append(sprite || '', box);

    // ---- the kernel ----
    const cards = all(box, '.q').map(section => SSR.card(section, {
      onState: () => ready && draw(),
      onAnswer(value, tries) {
        const id = section.dataset.id;
        pending.set(id, { value, tries });
        clearTimeout(pause);
        pause = setTimeout(send, /text|textarea/.test((document.activeElement || {}).type) ? PAUSE : 0);
        return 'wait';
      }
    }));
    const cardOf = id => cards.find(card => card.id === id);
    const said = (id, text) => { cardOf(id).el.querySelector('form > .q-kept').textContent = text; };

    /* One answer at a time; what is typed meanwhile goes with the next. */
    function send() {
      if (flight || !pending.size) return;
      const [id, answer] = pending.entries().next().value;
      pending.delete(id);
      flight = { id, answer };
      clearTimeout(timer);
      timer = setTimeout(silence, WAIT);
      post(id, answer);
    }
    function post(id, answer) {
      answer.n = sent += 1;
      model.send({ answer: answer.value, id, tries: answer.tries || 0, n: answer.n });
    }
    function miss(id, answer, why) {
      unsaved.set(id, answer);
      said(id, why);
    }
    /* Nobody answers: whatever waits is sent all the same, and taken as saved if that is ever said. */
    function silence() {
      miss(flight.id, flight.answer, ui('exercise-gone'));
      flight = null;
      pending.forEach((answer, id) => { miss(id, answer, ui('exercise-gone')); post(id, answer); });
      pending.clear();
      draw();
    }
    function heard(message) {
      const { id, kept, why } = message, mine = flight && flight.answer.n === kept, late = unsaved.get(id);
      if (!mine && !(late && late.n === kept)) return;
      const answer = mine ? flight.answer : late;
      if (mine) { flight = null; clearTimeout(timer); }
      if (why) miss(id, answer, why);
      else {
        unsaved.delete(id);
        if (!pending.has(id)) said(id, cardOf(id).state() === 'fresh' ? '' : ui('quiz-kept-ok'));
      }
      draw(message.aside);
      send();
    }
    const busy = id => pending.has(id) || unsaved.has(id) || (flight && flight.id === id);
    function fill() {
      const pack = model.get('pack');
      cards.forEach(card => { if (!busy(card.id)) card.set(pack.answers[card.id], pack.tries[card.id]); });
      draw();
    }
    function refresh() {
      const learner = model.get('pack').learner || '', pools = {};
      cards.forEach(card => { const { pool } = card.el.dataset; if (pool) (pools[pool] = pools[pool] || []).push(card.id); });
      cards.forEach(card => {
        const { pool } = card.el.dataset;
        card.arrange(learner);
        if (pool) card.el.hidden = card.id !== SSR.pick(pools[pool], quiz.module, pool, learner);
      });
      fill();
    }

    // ---- what stands around the questions ----
    const shown = () => cards.filter(card => !card.el.hidden), done = () => shown().filter(card => card.state() !== 'fresh');
    const strip = el('nav', { class: 'q-strip', 'aria-label': ui('quiz-strip') + again }, el('p', ''), el('ol', ''));
    const status = el('p', { class: 'q-status', role: 'status' }), get = SSR.button(ui('quiz-download'), download, '#i-get');
    const number = el('input', { type: 'text', id: 'q-who' + mark, dir: 'auto', maxlength: 64, autocomplete: 'off', spellcheck: false }), bad = el('p', { class: 'q-kept', role: 'status' });
    const who = el('form', { method: 'dialog', novalidate: '' }, el('label', { for: number.id }, ui('quiz-learner')), el('div', 'q-entry', number, el('button', 'q-btn', ui('quiz-learner-use'))), bad);
    const foot = el('section', { class: 'q-save', 'aria-label': ui('quiz-box') + again }, status, el('div', 'q-acts', get), el('details', 'q-who', el('summary', '', ui('quiz-learner')), el('p', '', ui('quiz-learner-note')), who));
    box.prepend(el('p', 'q-later', ui('quiz-later-note')), shown().length > 3 ? strip : '');
    box.append(foot);
    strip.onclick = e => {      // an address would change the notebook's own
      const link = e.target.closest('a'), card = link && cardOf(link.dataset.id);
      if (!card) return;
      e.preventDefault();
      card.el.scrollIntoView({ block: 'start' });
      const at = card.el.querySelector('input,select,textarea,.q-btns button');
      if (at) at.focus({ preventScroll: true });
    };
    who.onsubmit = e => {
      const learner = number.value.normalize('NFC').trim();
      e.preventDefault();
      if (!/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(learner)) { bad.textContent = ui('quiz-learner-bad'); number.focus(); return; }
      bad.textContent = '';
      model.send({ learner });
    };
    function draw(news) {
      ready = true;
      const list = shown(), n = done().length;
      strip.firstChild.textContent = ui('quiz-count', { n, of: list.length });
      strip.lastChild.replaceChildren(...list.map((card, i) => el('li', '', el('a', { href: '#' + card.el.id, class: card.state(), 'data-id': card.id },
        el('span', '', String(i + 1)), SSR.icon(card.state()), el('span', 'vh', ui('quiz-state-' + card.state()))))));
      const learner = model.get('pack').learner;
      if (learner && document.activeElement !== number) number.value = learner;
      const text = unsaved.size ? ui('exercise-unsaved', { n: unsaved.size }) : news || (n ? ui('exercise-saved', { n, of: list.length }) : ui('quiz-nothing'));
      if (status.textContent !== text) status.replaceChildren(SSR.icon('#i-info'), el('span', '', text));
      foot.classList.toggle('is-unsaved', unsaved.size > 0);
      get.classList.toggle('primary', unsaved.size > 0);
    }
    /* Made in the browser, so it also works without a kernel. */
    function download() {
      const known = model.get('pack'), now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
      const pack = { module: quiz.module, language: quiz.language, edition: quiz.edition, saved: now, answers: Object.assign({}, known.answers), times: Object.assign({}, known.times), tries: Object.assign({}, known.tries) };
      if (known.learner) pack.learner = known.learner;
      [unsaved, pending].concat(flight ? [new Map([[flight.id, flight.answer]])] : []).forEach(some => some.forEach((answer, id) => {
        if (answer.value === null) { delete pack.answers[id]; delete pack.times[id]; } else { pack.answers[id] = answer.value; pack.times[id] = now; }
      }));
      const link = el('a', { download: 'answers-' + quiz.module + '.json', href: URL.createObjectURL(new Blob([SSR.answers.write(pack)], { type: 'application/json' })) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 9999);
    }

    const leave = () => { clearTimeout(pause); send(); };
    refresh();
    draw(model.get('news'));
    let learner = model.get('pack').learner;
    const changed = () => { if (model.get('pack').learner !== learner) { learner = model.get('pack').learner; refresh(); } else fill(); };
    model.on('change:pack', changed);
    model.on('msg:custom', heard);
    box.addEventListener('focusout', leave);
    addEventListener('pagehide', leave);
    return () => { leave(); model.off('change:pack', changed); model.off('msg:custom', heard); removeEventListener('pagehide', leave); };
  };
})(globalThis.SSR = globalThis.SSR || {});
