/* A control of an exercise, or what follows from it, inside a notebook. Native inputs, words from the kernel. */
const make = (tag, props, ...kids) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) node.setAttribute(name, value);
  node.append(...kids);
  return node;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const note = (help, tag) => (help ? [make(tag || 'p', { class: 'ssr-help' }, help)] : []);
let groups = 0, sent = 0;      // shared by all views of this widget

/* The kernel escaped every word; parsing apart from the page runs nothing. Open tables and focus stay as they were. */
function show(model, root) {
  const open = Array.from(root.querySelectorAll('details'), d => d.open);
  const focus = Array.from(root.querySelectorAll('summary')).indexOf(document.activeElement);
  const read = new DOMParser().parseFromString(model.get('html'), 'text/html');
  root.replaceChildren(...read.body.childNodes);
  root.querySelectorAll('details').forEach((d, n) => { d.open = Boolean(open[n]); });
  if (focus >= 0 && root.querySelectorAll('summary')[focus]) root.querySelectorAll('summary')[focus].focus();
}

/* Sends what is set, one message at a time and always the latest; what the kernel says of an older one comes too
   late to matter. `quiet()`: nothing is on its way, so what the kernel holds is what should be seen. */
function keeper(model, say, words, settle) {
  let flight = 0, pending = null, timer = 0;
  function pump() {
    if (flight || !pending) return;
    const message = Object.assign(pending, { n: flight = sent += 1 });
    pending = null;
    timer = setTimeout(() => { flight = 0; say(words.gone); pump(); }, 8000);
    model.send(message);
  }
  model.on('msg:custom', message => {
    if (message.heard === undefined) return;
    say(message.said);
    if (message.heard !== flight) return;
    clearTimeout(timer);
    flight = 0;
    pump();
    if (!flight) settle();
  });
  return {
    quiet: () => !flight && !pending,
    send(value, keep) { pending = { value, keep: keep || Boolean(pending && pending.keep) }; pump(); }
  };
}

/* One set of radio buttons or tick boxes; `get` and `set` work on ids. */
function pills(legend, options, type, picked, help) {
  const name = 'ssr-' + (groups += 1), inputs = options.map(o => make('input', { type, name, value: o.id }));
  const box = make('div', { class: 'ssr-pills' }, ...inputs.map((input, n) => make('label', {}, input, make('span', {}, options[n].text))));
  const el = make('fieldset', {}, make('legend', {}, legend), ...note(help), box);
  el.addEventListener('change', picked);
  return {
    el,
    get: () => inputs.filter(i => i.checked).map(i => i.value),
    set: ids => inputs.forEach(i => { i.checked = ids.includes(i.value); })
  };
}

const KINDS = {
  one(ask, tell) {
    const set = pills(ask.label, ask.options, 'radio', () => tell(set.get()[0] || null, true), ask.help);
    return { el: set.el, read: value => set.set([value]) };
  },
  several(ask, tell) {
    const set = pills(ask.label, ask.options, 'checkbox', () => tell(set.get(), true), ask.help);
    return { el: set.el, read: value => set.set(value || []) };
  },
  sort(ask, tell) {
    const count = make('p', { class: 'ssr-count', role: 'status' });
    const rows = ask.items.map(item => pills(item.text, ask.options, 'radio', () => {
      const all = {};
      rows.forEach((row, n) => { if (row.get()[0]) all[ask.items[n].id] = row.get()[0]; });
      number(all);
      tell(all, true);
    }));
    const number = all => { count.textContent = fill(ask.words.count, { n: Object.keys(all).length, all: ask.items.length }); };
    const list = make('div', { class: 'ssr-sort' }, ...rows.map(row => row.el));
    return {
      el: make('fieldset', { class: 'ssr-all' }, make('legend', {}, ask.label), ...note(ask.help), list, count),
      read: value => { rows.forEach((row, n) => row.set([(value || {})[ask.items[n].id]])); number(value || {}); }
    };
  },
  slider(ask, tell) {
    const input = make('input', { type: 'range', min: ask.low, max: ask.high, step: ask.step });
    const out = make('output', {}), write = n => {
      const text = fill(ask.unit, { n: new Intl.NumberFormat('en', { useGrouping: false }).format(n) });
      out.textContent = text;
      input.setAttribute('aria-valuetext', text);
    };
    input.addEventListener('input', () => { write(Number(input.value)); tell(Number(input.value), false); });
    input.addEventListener('change', () => tell(Number(input.value), true));
    return {
      el: make('label', { class: 'ssr-slider' }, make('span', {}, ask.label, ...note(ask.help, 'span')), input, out),
      read: value => { if (Number(input.value) !== value || !out.textContent) { input.value = value; write(value); } }
    };
  }
};

export default {
  render({ model, el }) {
    const ask = model.get('ask'), root = make('div', { class: 'ssr-note', lang: ask.lang, dir: ask.dir });
    // In a notebook arrows move between cells and D D deletes one: not while a control has the focus.
    root.addEventListener('focusin', e => e.target.setAttribute('data-lm-suppress-shortcuts', 'true'));
    el.append(root);
    if (ask.kind === 'view') {
      const draw = () => show(model, root);
      draw();
      model.on('change:html', draw);
      return () => model.off('change:html', draw);
    }
    const status = make('p', { class: 'ssr-kept ssr-no', role: 'status' }), say = text => { status.textContent = text || ''; };
    const kernel = keeper(model, say, ask.words, () => read());
    const control = KINDS[ask.kind](ask, (value, done) => kernel.send(value, done));
    const box = make('div', { class: 'ssr-ask' });
    box.append(control.el, status);
    root.append(box);
    const read = () => { if (kernel.quiet()) control.read(model.get('value')); };
    read();
    say(model.get('said'));
    model.on('change:value', read);
    return () => model.off('change:value', read);
  }
};
