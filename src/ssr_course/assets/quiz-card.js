/* One question: enhances the HTML of quiz/html.py, marks by SSR.score, says what it thinks beside the choice.
   Knows nothing of storage, so that page and notebook share it. */
(function (SSR) {
  'use strict';
  const ICONS = { right: '#i-check', partly: '#i-half', wrong: '#i-cross', answered: '#i-dot', fresh: '#i-circle', missed: '#i-plus', none: '#i-info', up: '#i-up', down: '#i-down' };
  const WHEN = { right: 'correct', partly: 'partly', wrong: 'incorrect' };
  const data = () => SSR.data || {}, language = () => data().language || 'en';

  const all = SSR.all = (root, css) => Array.from(root.querySelectorAll(css));
  /* A number as the language writes it, in Western digits. */
  const digits = SSR.number = n => new Intl.NumberFormat(language() + '-u-nu-latn', { maximumFractionDigits: 2 }).format(n);
  /* A message filled in; its plural form is chosen by values.n. */
  SSR.ui = (name, values) => {
    let text = (data().ui || {})[name] || name;
    if (typeof text === 'object') text = text[new Intl.PluralRules(language()).select(values.n)] || text.other || text.many;
    return text.replace(/\{(\w+)\}/g, (_, k) => (typeof values[k] === 'number' ? digits(values[k]) : values[k]));
  };
  /* An element with a class or with attributes; what is empty in `kids` is left out. */
  const el = SSR.el = (tag, props, ...kids) => {
    const node = document.createElement(tag);
    Object.entries(typeof props === 'string' ? { class: props } : props).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...kids.flat().filter(Boolean));
    return node;
  };
  const icon = SSR.icon = state => {
    const make = tag => document.createElementNS('http://www.w3.org/2000/svg', tag), svg = make('svg'), use = make('use');
    svg.setAttribute('class', 'i');
    svg.setAttribute('aria-hidden', true);
    use.setAttribute('href', ICONS[state] || state);
    svg.append(use);
    return svg;
  };
  SSR.button = (text, click, name, more) => {
    const node = el('button', { type: 'button', class: 'q-btn', ...more }, name && icon(name), text);
    node.onclick = click;
    return node;
  };
  /* The note of `root` on an answer: one on this very answer wins over one on its kind (correct, partly, incorrect). */
  SSR.note = (root, type, when, answer) => {
    const notes = all(root, '[data-when]'), same = type === 'numeric' ? t => SSR.parseNumber(t).text : SSR.fold;
    const exact = n => !/^(correct|partly|incorrect)$/.test(n.dataset.when) && same(n.dataset.when) === same(String(answer));
    return type !== 'ordering' && notes.find(exact) || notes.find(n => n.dataset.when === when);
  };

  /* card(section, {key, answer, tries, learner, ui, onAnswer(answer, tries) → 'ok' | 'denied' | 'full', onState(state)}).
     Without key it is graded: nothing is marked here. Gives {id, el, graded, state(), set(answer, tries), arrange(learner)}. */
  SSR.card = (root, o) => {
    const { id, type, shuffle } = root.dataset, { key } = o, right = key && key.key, ui = o.ui || SSR.ui;
    const find = css => root.querySelector(css), form = find('form'), list = find('.q-list'), hint = find('.q-hint'), info = find('.q-key');
    const rows = all(root, '.q-row'), inputs = all(form, 'input'), field = find('.q-free input, textarea');
    const written = type === 'written', ordering = type === 'ordering', choices = /single|multiple|true/.test(type), placed = !field && !ordering && !choices;
    const names = field ? [] : rows.map(row => row.dataset.item || row.querySelector('input').value), arrows = [];
    const rowOf = name => rows[names.indexOf(name)], order = () => all(list, '.q-row').map(row => names[rows.indexOf(row)]);
    const isRight = value => String(right).split(',').includes(value), noteOn = name => info && info.querySelector('[data-for="' + name + '"]');
    let state, tries, moved, last, learner;

    // ---- what only a script needs ----
    const out = el('div', { class: 'q-out', role: 'status' }), kept = el('p', { class: 'q-kept', role: 'status' });
    const heard = el('p', { class: 'q-heard', id: root.id + '-h', role: written ? 'note' : 'status' });
    const spoken = ordering && el('p', { class: 'vh', role: 'status' }), badge = find('.q-badge') || el('span', 'q-badge'), main = el('button', 'q-btn');
    const clear = SSR.button(ui('quiz-clear'), () => { write(null); changed(); focus(key ? form : root); });
    const keep = !key && ordering && SSR.button(ui('quiz-keep-order'), () => { moved = true; changed(); focus(root); });
    root.classList.add('q-js');
    find('.q-head').append(badge);
    form.append(...[out, kept, el('div', 'q-acts', key && main, keep, clear), hint, spoken].filter(Boolean));
    rows.forEach((row, n) => {
      const note = el('p', { class: 'q-fb', id: root.id + '-f' + n, hidden: '' }), at = row.querySelector('fieldset,input,select,textarea');
      if (ordering) {
        const text = row.querySelector('.q-txt'), item = text.textContent;
        arrows.push(['up', 'down'].map((way, down) => SSR.button('', e => move(names[n], down * 2 - 1, e.currentTarget), way, { class: '', 'aria-label': ui('quiz-move-' + way, { item }) })));
        row.firstChild.replaceWith(el('div', 'q-move', el('span', 'q-pos'), text, el('span', 'q-btns', arrows[n])));
      } else at.setAttribute('aria-describedby', [at.getAttribute('aria-describedby'), field && heard.id, note.id].filter(Boolean).join(' '));
      row.append(field ? heard : '', note);
    });
    if (ordering) find('.q-how').textContent = ui('quiz-how-move');

    // ---- the answer ----
    function read() {
      if (field) return field.value.trim() ? field.value : null;
      if (ordering) return moved ? order() : null;
      const picked = all(form, 'select,:checked').filter(c => c.name && c.value), map = {};
      picked.forEach(c => { map[c.name] = c.value; });
      return !picked[0] ? null : placed ? map : type === 'true-false' ? map.a === 'true' : picked.map(c => c.value);
    }
    function write(a) {       // whatever a file held: what does not fit is no answer
      const values = type === 'true-false' ? [JSON.stringify(a)] : [].concat(a), map = Object(a);
      if (field) {
        field.value = map === a || a === null ? '' : a;
        understand();
      } else if (ordering) {
        moved = names.length === values.length && names.every(name => values.includes(name));
        sort(moved ? values : first());
      } else all(form, 'select,input').forEach(c => {
        if (c.options) c.selectedIndex = Math.max(0, Array.from(c.options).findIndex(x => x.value === map[c.name]));
        else c.checked = placed ? map[c.name] === c.value : values.includes(c.value);
      });
    }
    /* The order before anybody moved anything: as written, or the learner's own. */
    function first() {
      const own = ordering || /single|multiple|categorise/.test(type) && shuffle !== 'no';
      return learner && own ? SSR.order(names, learner, id, ordering && right) : names;
    }
    function sort(ids) {
      const same = String(order()) === String(ids);      // what is moved loses the focus
      ids.forEach((name, n) => {
        const row = rowOf(name);
        if (!same) list.append(ordering ? row.parentNode : row);
        if (!ordering) return;
        row.querySelector('.q-pos').textContent = n + 1;
        arrows[rows.indexOf(row)].forEach((arrow, down) => arrow.setAttribute('aria-disabled', n === (down && names.length - 1)));
      });
    }
    function move(item, step, arrow) {
      const ids = order(), n = ids.indexOf(item), row = rowOf(item);
      if (!ids[n + step]) return;
      ids[n] = ids[n + step];
      ids[n + step] = item;
      sort(ids);
      moved = true;
      changed(); arrow.focus();
      row.classList.add('just-moved');
      spoken.textContent = ui('quiz-moved', { item: row.querySelector('.q-txt').textContent, n: n + step + 1, of: names.length });
    }
    /* Words between spaces; of a script without spaces, two signs count as one. */
    const words = () => (field.value.match(/\p{sc=Han}{1,2}|[^\s\p{sc=Han}]+/gu) || []).length;
    function understand(done) {
      const text = field.value.trim(), number = type === 'numeric' && text && SSR.parseNumber(text);
      heard.textContent = written ? ui('quiz-words', { n: words() }) : !number || number.text === text ? ''
        : number.ok ? ui('quiz-understood', { value: number.text.replace('.', digits(1.5)[1]) }) : done ? ui('quiz-no-number') : '';
    }

    // ---- states ----
    const fixable = () => state === 'wrong' || state === 'partly';
    function show(next) {
      state = root.dataset.state = next;
      if (key) {
        badge.className = 'q-badge ' + next;
        badge.replaceChildren(...(next === 'fresh' ? [] : [icon(next), ui('quiz-state-' + next)]));
      }
      main.textContent = ui(written ? 'quiz-compare' : next === 'right' ? 'quiz-restart' : fixable() ? 'quiz-again' : 'quiz-check');
      main.className = next === 'right' ? 'q-btn' : 'q-btn primary';
      clear.hidden = key ? !fixable() : next === 'fresh';
      if (keep) keep.hidden = next !== 'fresh';
      if (o.onState) o.onState(next);
    }
    function wipe() {
      out.className = 'q-out';
      out.textContent = '';
      rows.forEach(row => {
        row.className = field ? 'q-row q-free' : 'q-row';
        row.lastChild.hidden = true;
        row.lastChild.textContent = '';
      });
      all(root, '.q-pair').forEach(p => p.remove());
      if (info) { info.hidden = true; info.open = false; }
      show(read() === null ? 'fresh' : 'answered');
    }
    function give() {
      const a = read();
      last = JSON.stringify(a);
      const where = o.onAnswer ? o.onAnswer(a, tries) : 'ok';
      kept.textContent = where === 'ok' && (key || a === null) ? '' : ui('quiz-kept-' + where);
    }
    function changed() { wipe(); give(); }
    function mark(row, kind, note, word) {
      const text = note && note.querySelector('span');
      row.classList.add('is-' + kind);
      row.lastChild.hidden = false;
      row.lastChild.append(icon(kind), el('span', '', kind === 'none' ? word : [el('b', '', word || ui('quiz-row-' + kind)), ' '], text ? Array.from(text.cloneNode(true).childNodes) : ''));
    }
    function verdict(kind, head, ...reasons) {
      out.className = 'q-out ' + kind;
      out.append(icon(kind), el('p', '', el('b', '', ui('quiz-state-' + kind)), ' ', el('span', '', head)), ...reasons.filter(Boolean).map(text => el('p', '', text)));
    }
    function check() {
      const a = ordering ? order() : read(), least = written ? +field.dataset.min : 0;
      const stop = a === null ? ui(field ? 'quiz-type-first' : 'quiz-choose-first') : type === 'numeric' && !SSR.parseNumber(a).ok ? ui('quiz-no-number')
        : written && words() < least && ui('quiz-words-first', { n: least });
      wipe();
      if (stop) return verdict('none', '', stop);
      moved = ordering;
      tries++;
      const points = SSR.score(key, a), kind = written ? 'answered' : points >= key.points ? 'right' : points > 0 ? 'partly' : 'wrong';
      const note = info && SSR.note(info, type, WHEN[kind], a), reasons = [];
      let n = 0;
      if (field) { if (!written) mark(rows[0], kind, note); }
      else if (ordering) a.slice(1).forEach((name, i) => {      // marks are for neighbours, so they stand between them
        const ok = right.indexOf(name) === right.indexOf(a[i]) + 1, about = !ok && noteOn(name);
        n += ok;
        rowOf(a[i]).after(el('p', 'q-pair ' + (ok ? 'ok' : 'no'), icon(ok ? 'right' : 'wrong'), ui(ok ? 'quiz-pair-ok' : 'quiz-pair-no')));
        if (about) mark(rowOf(name), 'none', about, '');
      });
      else names.forEach((name, i) => {
        const given = placed ? a[name] : inputs[i].checked, ok = placed ? given === right[name] : isRight(name);
        n += given && ok || 0;
        if (given) mark(rows[i], ok ? 'right' : 'wrong', noteOn(name)); else if (placed) mark(rows[i], 'none', null, ui('quiz-row-blank'));
      });
      show(kind);
      if (info) { info.hidden = false; info.open = written; }
      if (kind !== 'right') {
        if (type === 'multiple') reasons.push(ui('quiz-found', { n, of: right.length }) + (a.length > n ? ' ' + ui('quiz-extra', { n: a.length - n }) : ''));
        if (placed || ordering) reasons.push(ui(placed ? 'quiz-placed' : 'quiz-steps', { n, of: names.length - ordering }));
      }
      if (ordering && note) reasons.push(note.querySelector('span').textContent);
      else if (kind !== 'right') reasons.push(ui(written ? 'quiz-compare-now' : 'quiz-advice'));
      verdict(kind, written ? '' : ui('quiz-score', { points, n: key.points }) + (tries > 1 ? ' · ' + ui('quiz-tries', { n: tries }) : ''), ...reasons);
      const notes = all(root, '.q-fb:not([hidden])');
      if (notes.length === 1) out.append(el('p', 'vh', notes[0].textContent));
      give();
    }
    function retry() {        // what was right stays; what is kept on the device stays until a new answer is given
      const wrong = all(root, '.is-wrong,.is-none');
      if (!field) wrong.forEach(row => all(row, 'input,select').forEach(c => { c.checked = c.selectedIndex = 0; }));
      wipe();
      focus(wrong[0] || root);
    }
    function focus(at) {
      const to = at === form ? main : at.querySelector('input,select,textarea,.q-btns button');
      to.focus();
      if (to === field) field.select();
    }
    form.onsubmit = e => {
      e.preventDefault();
      if (key) (state === 'right' ? clear.onclick : fixable() ? retry : check)();
    };
    form.oninput = () => { if (field) understand(); changed(); };
    form.onchange = () => { if (field) understand(true); };
    if (info && choices) info.ontoggle = () => {      // with the explanation comes what was missed
      if (info.open) names.forEach((name, i) => {
        if (!inputs[i].checked && isRight(name) && rows[i].lastChild.hidden) mark(rows[i], 'missed', noteOn(name), type !== 'multiple' && ui('quiz-row-answer'));
      });
    };

    const card = {
      id, el: root, graded: !key,
      state: () => state,
      /* An answer from elsewhere; the one that is known already leaves everything as it is. */
      set(answer, count) {
        const next = JSON.stringify(answer === undefined ? null : answer);
        tries = count || 0;
        if (next === last) return;
        last = next;
        write(JSON.parse(next)); wipe();
        kept.textContent = key || state === 'fresh' ? '' : ui('quiz-kept-ok');
      },
      /* Everybody has an own order of choices. */
      arrange(who) {
        learner = who;
        last = '';
        if (!field) sort(first());
        if (type === 'matching') rows.forEach(row => {
          const at = row.querySelector('select,.q-pills'), value = node => (node.control || node).value, parts = Array.from(at.children).filter(value);
          SSR.order(parts.map(value), who, id).forEach(target => at.append(parts.find(part => value(part) === target)));
        });
      }
    };
    card.arrange(o.learner || '');
    card.set(o.answer, o.tries);
    return card;
  };
})(globalThis.SSR = globalThis.SSR || {});
