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
    const text = (data().ui || {})[name] || name;
    const one = text.other || text.many ? text[new Intl.PluralRules(language()).select(values.n)] || text.other || text.many : text;
    return one.replace(/\{(\w+)\}/g, (_, k) => (typeof values[k] === 'number' ? digits(values[k]) : values[k]));
  };
  /* An element with a class or with attributes; what is empty in `kids` is left out. */
  const el = SSR.el = (tag, props, ...kids) => {
    const node = document.createElement(tag), attributes = typeof props === 'string' ? { class: props } : props;
    Object.keys(attributes).forEach(k => node.setAttribute(k, attributes[k]));
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
    const node = el('button', Object.assign({ type: 'button', class: 'q-btn' }, more), name && icon(name), text);
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
    const { id, type, shuffle } = root.dataset, key = o.key, right = key && key.key, ui = o.ui || SSR.ui;
    const find = css => root.querySelector(css), form = find('form'), list = find('.q-list'), hint = find('.q-hint'), info = find('.q-key');
    const rows = all(root, '.q-row'), inputs = all(form, 'input'), field = find('.q-free input, textarea');
    const written = type === 'written', ordering = type === 'ordering', choices = /single|multiple|true/.test(type), placed = !field && !ordering && !choices;
    const names = field ? [] : rows.map(row => row.dataset.item || row.querySelector('input').value);
    const rowOf = name => rows[names.indexOf(name)], order = () => all(list, '.q-row').map(row => names[rows.indexOf(row)]);
    const follows = (x, y) => right.indexOf(y) === right.indexOf(x) + 1, isRight = value => String(right).split(',').includes(value);
    let state, tries, moved, last, learner;

    // ---- what only a script needs ----
    const out = el('div', { class: 'q-out', role: 'status' }), kept = el('p', { class: 'q-kept', role: 'status' });
    const spoken = el('p', { class: 'vh', 'aria-live': 'polite' }), heard = el('p', { class: 'q-heard', id: root.id + '-h', role: written ? 'note' : 'status' });
    const badge = find('.q-badge') || el('span', 'q-badge'), main = el('button', 'q-btn');
    const clear = SSR.button(ui('quiz-clear'), reset), keep = !key && ordering && SSR.button(ui('quiz-keep-order'), () => { moved = true; changed(); focus(root); });
    const help = hint && SSR.button(hint.firstChild.textContent, () => { hint.open = !hint.open; help.setAttribute('aria-expanded', hint.open); }, '#i-bulb', { 'aria-expanded': false });
    root.classList.add('q-js');
    find('.q-head').append(badge);
    form.append(out, kept, el('div', 'q-acts', key && main, keep, clear, help), spoken);
    rows.forEach((row, n) => {
      const note = el('p', { class: 'q-fb', id: root.id + '-f' + n, hidden: '' }), at = row.querySelector('fieldset,input,select,textarea');
      if (ordering) {
        const text = row.querySelector('.q-txt'), arrow = way => SSR.button('', () => move(row, way), way, { class: '', 'data-way': way, 'aria-label': ui('quiz-move-' + way, { item: text.textContent }) });
        row.firstChild.replaceWith(el('div', 'q-move', el('span', 'q-pos'), text, el('span', 'q-btns', arrow('up'), arrow('down'))));
      } else at.setAttribute('aria-describedby', [at.getAttribute('aria-describedby'), field && heard.id, note.id].filter(Boolean).join(' '));
      row.append(field ? heard : '', note);
    });
    if (ordering) find('.q-how').textContent = ui('quiz-how-move');

    // ---- the answer ----
    function read() {
      if (field) return field.value.trim() ? field.value : null;
      if (ordering) return moved ? order() : null;
      const picked = all(form, 'select,input:checked').filter(c => c.value), values = picked.map(c => c.value), map = {};
      picked.forEach(c => { map[c.name] = c.value; });
      return !values[0] ? null : placed ? map : type === 'true-false' ? values[0] === 'true' : values;
    }
    function write(a) {       // whatever a file held: what does not fit is no answer
      const values = type === 'true-false' ? [JSON.stringify(a)] : [].concat(a), map = Object(a);
      if (field) field.value = Object(a) === a || a === null ? '' : a;
      else if (ordering) {
        moved = names.length === values.length && names.every(name => values.includes(name));
        sort(moved ? values : first());
      } else all(form, 'select,input').forEach(c => {
        if (c.options) c.selectedIndex = Math.max(0, Array.from(c.options).findIndex(x => x.value === map[c.name]));
        else c.checked = placed ? map[c.name] === c.value : values.includes(c.value);
      });
      if (field) understand();
    }
    const first = () => (learner && shuffle !== 'no' && choices !== placed && type !== 'true-false' && type !== 'matching' || ordering && learner ? SSR.order(names, learner, id, ordering && right || undefined) : names);
    function sort(ids) {
      ids.forEach(name => { const row = rowOf(name); list.append(ordering ? row.parentNode : row); });
      if (ordering) number();
    }
    function number() {
      order().forEach((name, n) => {
        const row = rowOf(name), off = (way, at) => row.querySelector('[data-way=' + way + ']').setAttribute('aria-disabled', n === at);
        row.querySelector('.q-pos').textContent = n + 1;
        off('up', 0); off('down', rows.length - 1);
      });
    }
    function move(row, way) {
      const li = row.parentNode, other = way === 'up' ? li.previousElementSibling : li.nextElementSibling, button = row.querySelector('[data-way=' + way + ']');
      if (!other) return;
      if (way === 'up') other.before(li); else other.after(li);
      moved = true;
      number(); changed(); button.focus();
      row.classList.add('just-moved');
      spoken.textContent = ui('quiz-moved', { item: row.querySelector('.q-txt').textContent, n: order().indexOf(names[rows.indexOf(row)]) + 1, of: rows.length });
    }
    function words() {
      if (!Intl.Segmenter) return field.value.split(/\s+/).filter(Boolean).length;
      return Array.from(new Intl.Segmenter(language(), { granularity: 'word' }).segment(field.value)).filter(s => s.isWordLike).length;
    }
    function understand(done) {
      const text = field.value.trim(), number = type === 'numeric' && SSR.parseNumber(text);
      heard.textContent = written ? ui('quiz-words', { n: words() }) : !number || !text || number.text === text ? ''
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
      rows.forEach(row => { row.classList.remove('is-right', 'is-wrong', 'is-partly', 'is-missed', 'just-moved'); row.lastChild.hidden = true; row.lastChild.textContent = ''; });
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
    function mark(row, kind, word, from) {
      const note = from && from.querySelector('span');
      row.classList.add('is-' + kind);
      row.lastChild.hidden = false;
      row.lastChild.append(icon(kind), el('span', '', el('b', '', word || ui('quiz-row-' + kind)), ' ', note ? Array.from(note.cloneNode(true).childNodes) : ''));
    }
    const noteOn = name => info && info.querySelector('[data-for="' + name + '"]');
    function verdict(kind, head, ...more) {
      out.className = 'q-out ' + kind;
      out.replaceChildren(icon(kind), el('p', '', el('b', '', ui('quiz-state-' + kind)), head && [' ', el('span', '', head)]), ...more.filter(Boolean).map(text => el('p', '', text)));
    }
    function check() {
      const a = ordering ? order() : read(), least = written ? +field.dataset.min : 0;
      const stop = a === null ? ui(field ? 'quiz-type-first' : 'quiz-choose-first') : type === 'numeric' && !SSR.parseNumber(a).ok ? ui('quiz-no-number') : written && words() < least && ui('quiz-words-first', { n: least });
      wipe();
      if (stop) return verdict('none', '', stop);
      moved = ordering; tries++;
      const points = SSR.score(key, a), kind = written ? 'answered' : points >= key.points ? 'right' : points > 0 ? 'partly' : 'wrong';
      const note = info && SSR.note(info, type, WHEN[kind], a);
      let n, reason;
      if (choices) {
        rows.forEach((row, i) => { if (inputs[i].checked) mark(row, isRight(names[i]) ? 'right' : 'wrong', '', noteOn(names[i])); });
        n = [].concat(a).filter(isRight).length;
        if (type === 'multiple') reason = ui('quiz-found', { n, of: right.length }) + (a.length > n ? ' ' + ui('quiz-extra', { n: a.length - n }) : '');
      } else if (placed) {
        n = names.filter(name => a[name] === right[name]).length;
        names.forEach((name, i) => mark(rows[i], a[name] === right[name] ? 'right' : 'wrong', a[name] ? '' : ui('quiz-row-blank'), a[name] && noteOn(name)));
        reason = ui('quiz-placed', { n, of: rows.length });
      } else if (ordering) {      // marks are for neighbours, so they stand between them
        a.slice(1).forEach((name, i) => {
          const ok = follows(a[i], name);
          rowOf(a[i]).after(el('p', 'q-pair ' + (ok ? 'ok' : 'no'), icon(ok ? 'right' : 'wrong'), ui(ok ? 'quiz-pair-ok' : 'quiz-pair-no')));
        });
        reason = ui('quiz-steps', { n: a.slice(1).filter((name, i) => follows(a[i], name)).length, of: rows.length - 1 });
      } else if (!written) mark(rows[0], kind, '', note);
      show(kind);
      if (info) { info.hidden = false; info.open = written; }
      const notes = all(root, '.q-fb:not([hidden])');
      if (written) verdict(kind, '', ui('quiz-compare-now'));
      else verdict(kind, ui('quiz-score', { points, n: key.points }) + (tries > 1 ? ' · ' + ui('quiz-tries', { n: tries }) : ''), kind !== 'right' && reason,
        ordering && note && note.querySelector('span').textContent, kind !== 'right' ? !ordering && ui('quiz-advice') : info && info.querySelector('.q-why') && ui('quiz-praise'));
      if (notes.length === 1) out.append(el('p', 'vh', notes[0].textContent));
      give();
    }
    function retry() {        // what was right stays; what is kept on the device stays until a new answer is given
      const wrong = rows.filter(row => row.classList.contains('is-wrong'));
      if (!field) wrong.forEach(row => all(row, 'input,select').forEach(c => { c.checked = false; c.selectedIndex = 0; }));
      wipe();
      focus(wrong[0] || root);
    }
    function reset() {
      write(null); changed();
      focus(key ? form : root);
    }
    function focus(at) {
      const to = at === form ? main : at.querySelector('input,select,textarea,.q-btns button');
      to.focus();
      if (to === field) field.select();
    }
    form.onsubmit = e => {
      e.preventDefault();
      if (key) (state === 'right' ? reset : fixable() ? retry : check)();
    };
    form.oninput = () => { if (field) understand(); changed(); };
    form.onchange = () => { if (field) understand(true); };
    if (info) info.ontoggle = () => {      // with the explanation comes what was missed
      if (info.open && choices) rows.forEach((row, i) => {
        if (!inputs[i].checked && isRight(names[i]) && row.lastChild.hidden) mark(row, 'missed', type === 'multiple' ? '' : ui('quiz-row-answer'), noteOn(names[i]));
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
        learner = who; last = undefined;
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
