/* The quizzes of a page: joins cards with the store, and says what is answered, kept and handed in. */
(function (SSR) {
  'use strict';
  const { store, ui, el, all, icon } = SSR, groups = {}, NUMBER = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

  /* All quizzes of one module on this page, and the last of their boxes. */
  function group(module, roots) {
    const cards = [], sets = [], find = css => box.querySelector(css), shown = () => cards.filter(card => !card.el.hidden);
    const box = all(document, '.quiz[data-module="' + module + '"] > .q-save').pop();
    const status = find('.q-status'), news = find('.q-news'), who = find('.q-who'), form = find('form'), ask = find('.q-ask');
    const number = form.querySelector('[type=text]'), take = find('.q-check'), graded = roots.some(root => root.dataset.mode === 'graded');
    const done = list => list.filter(card => card.state() !== 'fresh').length;
    let busy = true;

    roots.forEach(root => {
      const island = root.querySelector('.quiz-key'), keys = island ? JSON.parse(island.textContent).questions : {};
      const own = all(root, '.q').map(section => SSR.card(section, {
        key: keys[section.dataset.id],
        onState: () => busy || draw(),
        onAnswer(answer, tries) {
          store.answer(module, section.dataset.id, answer, tries);
          return store.state;
        }
      }));
      const strip = own.length > 3 && el('nav', { class: 'q-strip', 'aria-label': ui('quiz-strip') }, el('p', ''), el('ol', ''));
      if (strip) root.prepend(strip);
      cards.push(...own);
      sets.push({ strip, own });
    });

    /* What the store holds, into the cards: each leaves alone what it knows already. */
    function fill() {
      const pack = store.load(module);
      cards.forEach(card => card.set(pack.answers[card.id], pack.tries[card.id]));
      draw();
    }
    function draw(said) {
      busy = false;
      take.hidden = !done(cards);
      sets.forEach(set => {
        const { strip, own } = set;
        if (!strip) return;
        const seen = own.filter(card => !card.el.hidden), now = seen.map(card => card.id + card.state()).join();
        if (now === set.now) return;
        set.now = now;
        strip.firstChild.textContent = ui('quiz-count', { n: done(seen), of: seen.length });
        const list = strip.lastChild, left = list.scrollLeft;
        list.replaceChildren(...seen.map((card, n) => el('li', '', el('a', { href: '#' + card.el.id, class: card.state() },
          el('span', '', String(n + 1)), icon(card.state()), el('span', 'vh', ui('quiz-state-' + card.state()))))));
        list.scrollLeft = left;
      });
      const text = said || ui(done(shown()) || store.state !== 'ok' ? 'quiz-kept-' + store.state : 'quiz-nothing');
      if (status.textContent !== text) status.replaceChildren(icon('#i-info'), text);
    }
    /* Another learner, or a fresh page: whose pools, whose order, whose answers. */
    function refresh() {
      const learner = store.learner(), pools = {};
      busy = true;
      cards.forEach(card => {
        const pool = card.el.dataset.pool;
        card.arrange(learner);
        if (pool) (pools[pool] = pools[pool] || new Set()).add(card.id);
      });
      Object.keys(pools).forEach(pool => {
        const one = SSR.pick(Array.from(pools[pool]), module, pool, learner);
        cards.forEach(card => { if (card.el.dataset.pool === pool) card.el.hidden = card.id !== one; });
      });
      fill();
      who.firstChild.textContent = learner ? ui('quiz-learner-is', { learner }) : ui('quiz-learner-none');
      find('[data-act=leave]').hidden = !(form.hidden = !!learner);
      ask.hidden = true;
      number.value = form.lastElementChild.textContent = '';
    }
    /* The ids of a receipt: the graded ones here, else all that the course asks of the module (of a pool: one). */
    function ids(given) {
      const pages = Object.values((SSR.data || {}).pages || {}).filter(page => page.module === module), asked = [].concat(...pages.map(page => page.questions));
      return graded || !asked[0] ? shown().filter(card => !graded || card.graded).map(card => card.id)
        : asked.map(q => [].concat(q).find(id => id in given) || [].concat(q)[0]);
    }
    function tell(text, ...more) { news.replaceChildren(el('p', { tabindex: -1 }, text), ...more); }
    function open(bytes) {
      const got = SSR.answers.read(bytes), theirs = got.pack, mine = store.learner();
      if (!got.ok) return tell(ui('quiz-file-bad'));
      if (theirs.module !== module) return tell(ui('quiz-file-module', theirs));
      if (theirs.learner && mine && theirs.learner !== mine) return tell(ui('quiz-file-learner', { theirs: theirs.learner, mine }));
      if (NUMBER.test(theirs.learner)) store.setLearner(theirs.learner, true);
      const before = store.load(module), both = SSR.answers.merge(before, theirs), n = both.differing.length;
      const differ = cards.filter(card => both.differing.includes(card.id));
      store.save(module, both.pack);
      tell(ui('quiz-file-opened', { n: Object.keys(theirs.answers).length }) + (n ? ' ' + ui('quiz-file-differs', { n }) : ''),
        el('ul', '', differ.map(card => el('li', '', el('a', { href: '#' + card.el.id }, card.el.querySelector('.q-no').textContent)))),
        SSR.button(ui('quiz-undo'), () => { store.save(module, before); tell(ui('quiz-undone')); news.firstChild.focus(); }));
    }
    function leave(everyone) {
      store.clear(everyone);
      tell(ui('quiz-deleted'));
      who.firstChild.focus();
    }
    const acts = {
      download() {
        const pack = store.load(module), learner = store.learner(), link = el('a', { download: 'answers-' + module + '.json' });
        Object.assign(pack, { language: SSR.data.language, edition: roots.find(root => !graded || root.dataset.mode === 'graded').dataset.edition, saved: store.now() }, learner ? { learner } : {});
        if (!Object.keys(pack.answers).length) return draw();
        const got = SSR.answers.receipt(pack, ids(pack.answers));
        link.href = URL.createObjectURL(new Blob([SSR.answers.write(pack)], { type: 'application/json' }));
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 9999);
        draw(ui('quiz-receipt', { n: got.answered, of: got.answered + got.missing, missing: got.missing, code: got.code }));
      },
      leave() { store.setLearner(''); number.focus(); },
      ask() {
        const learner = store.learner();
        ask.hidden = false;
        ask.firstChild.textContent = learner ? ui('quiz-delete-ask', { learner }) : ui('quiz-delete-ask-all');
        find('[data-act=stay]').focus();
      },
      stay() { ask.hidden = true; find('[data-act=ask]').focus(); },
      mine: () => leave(false),
      everybody: () => leave(true)
    };
    box.onclick = e => { const button = e.target.closest('[data-act]'); if (button) acts[button.dataset.act](); };
    box.onchange = e => {
      const input = e.target, file = input.files && input.files[0];
      if (!file) return;
      if (file.size > 262144) tell(ui('quiz-file-too-large')); else file.arrayBuffer().then(open);
      input.value = '';
    };
    form.onsubmit = e => {
      const learner = number.value.normalize('NFC').trim(), good = NUMBER.test(learner);
      e.preventDefault();
      if (good) { store.setLearner(learner, !take.hidden && take.firstChild.checked); who.firstChild.focus(); }
      else { form.lastElementChild.textContent = ui('quiz-learner-bad'); number.focus(); }
    };
    box.hidden = false;
    refresh();
    return { fill, refresh };
  }

  all(document, '.quiz').forEach(root => { (groups[root.dataset.module] = groups[root.dataset.module] || []).push(root); });
  Object.keys(groups).forEach(module => { groups[module] = group(module, groups[module]); });
  store.on(what => Object.keys(groups).forEach(module => {
    if (what === module) groups[module].fill(); else if (!what || what === 'learner') groups[module].refresh();
  }));
})(globalThis.SSR = globalThis.SSR || {});
