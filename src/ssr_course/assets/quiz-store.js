/* What this browser remembers: answers by learner and module, pages, whose turn it is.
   Each change reads, changes and writes one record at once, so two tabs never lose each other's answers.
   Where storage is denied or full, the same things live as long as the page, and `state` says so. */
(function (SSR) {
  'use strict';
  const ROOT = 'ssr:', NAME = ROOT + 'learner', memory = {}, hearers = [];
  const now = () => new Date().toISOString().replace(/\.\d+/, '');
  const plain = x => (x && typeof x === 'object' && !Array.isArray(x) ? x : {});

  function get(key) {
    if (key in memory) return memory[key];
    try { return localStorage.getItem(key); } catch (e) { store.state = 'denied'; return null; }
  }
  function record(key) {
    try { return plain(JSON.parse(get(key))); } catch (e) { return {}; }
  }
  /* What cannot be written waits in memory and is tried again with the next change; null takes away. */
  function put(key, text) {
    memory[key] = text;
    store.state = 'ok';
    Object.keys(memory).forEach(k => {
      let state = 'denied';
      try {
        localStorage.getItem(k);
        state = 'full';
        if (memory[k] === null) localStorage.removeItem(k); else localStorage.setItem(k, memory[k]);
        delete memory[k];
      } catch (e) { store.state = state; }
    });
    return !(key in memory);
  }
  function keys(start) {
    let all = memory;
    try { all = { ...localStorage, ...memory }; } catch (e) { /* denied */ }
    return Object.keys(all).filter(k => k.startsWith(start) && all[k] !== null);
  }
  const own = name => ROOT + store.learner() + ':' + name;
  const tell = what => hearers.forEach(hear => hear(what));

  const store = SSR.store = {
    now, state: 'ok',                                  // 'ok', 'denied', 'full'
    learner: () => get(NAME) || '',
    /* From now on answers are this learner's; `take` brings along what was answered before anybody was named. */
    setLearner(id, take) {
      if (take && id && !store.learner()) keys(ROOT + ':').forEach(from => {
        const to = ROOT + id + from.slice(ROOT.length), mine = record(to), theirs = record(from);
        put(to, JSON.stringify(mine.answers && theirs.answers ? SSR.answers.merge(mine, theirs).pack : { ...theirs, ...mine }));
        put(from, null);
      });
      put(NAME, id || null);
      tell('learner');
    },
    load(module) {
      const pack = record(own(module));
      ['answers', 'times', 'tries'].forEach(part => { pack[part] = plain(pack[part]); });
      return { ...pack, format: 'ssr-answers/1', module };
    },
    save(module, pack) {
      const kept = put(own(module), JSON.stringify(pack));
      tell(module);
      return kept;
    },
    /* One answer as given; null takes it back. */
    answer(module, id, answer, tries) {
      const pack = store.load(module);
      pack.answers[id] = answer;
      pack.times[id] = now();
      if (answer === null) { delete pack.answers[id]; delete pack.times[id]; }
      if (tries) pack.tries[id] = tries;
      return store.save(module, pack);
    },
    page: path => record(own('pages'))[path] || null,
    /* Without `done` the page was only seen to its end. */
    markPage(path, done) {
      const all = record(own('pages')), page = all[path] = { seen: now(), ...all[path] };
      if (done !== undefined) page.done = done;
      put(own('pages'), JSON.stringify(all));
      tell('pages');
    },
    /* As marked by hand; else each question was answered (of a list in the list: one of them); else seen to the end. */
    isDone(path) {
      const { module, questions } = SSR.data.pages[path], page = store.page(path) || {}, answers = store.load(module).answers;
      if (page.done !== undefined) return page.done;
      return questions && questions.length ? questions.every(q => [].concat(q).some(id => id in answers)) : !!page.seen;
    },
    /* What this learner, or everybody, left in this browser. */
    clear(everyone) {
      keys(everyone ? ROOT : own('')).forEach(key => put(key, null));
      tell('');
    },
    /* `hear(what)`: a module, 'pages', 'learner', or '' for everything; also what other tabs did. */
    on: hear => { hearers.push(hear); }
  };
  get(NAME);
  addEventListener('storage', e => {
    const key = e.key || '', start = own('');
    if (!key || key === NAME) tell(key && 'learner'); else if (key.startsWith(start)) tell(key.slice(start.length));
  });
})(globalThis.SSR = globalThis.SSR || {});
