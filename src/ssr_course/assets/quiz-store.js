/* What this browser remembers: answers by learner and module, pages, whose turn it is.
   Each change reads, changes and writes one record at once, so two tabs never lose each other's answers.
   Where storage is denied or full, the same things live as long as the page, and `state` says so. */
(function (SSR) {
  'use strict';
  const ROOT = 'ssr:', memory = {}, hearers = [];
  const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const plain = x => (x && typeof x === 'object' && !Array.isArray(x) ? x : {});

  function get(key) {
    if (key in memory) return memory[key];
    try { return localStorage.getItem(key); } catch (e) { store.state = 'denied'; return null; }
  }
  function record(key) {
    try { return plain(JSON.parse(get(key))); } catch (e) { return {}; }
  }
  function put(key, text) {
    memory[key] = text;
    for (const k of Object.keys(memory)) {
      try {
        if (memory[k] === null) localStorage.removeItem(k); else localStorage.setItem(k, memory[k]);
        delete memory[k];
      } catch (e) {
        store.state = 'full';
        try { localStorage.getItem(k); } catch (no) { store.state = 'denied'; }
      }
    }
    if (!Object.keys(memory).length) store.state = 'ok';
    return !(key in memory);
  }
  function keys() {
    const found = new Set(Object.keys(memory).filter(k => memory[k] !== null));
    try { Object.keys(localStorage).forEach(k => k.startsWith(ROOT) && !(k in memory) && found.add(k)); } catch (e) { /* denied */ }
    return Array.from(found);
  }
  const own = name => ROOT + store.learner() + ':' + name;
  const tell = what => hearers.forEach(hear => hear(what));

  const store = SSR.store = {
    now, state: 'ok',                                  // 'ok', 'denied', 'full'
    learner: () => get(ROOT + 'learner') || '',
    learners: () => Array.from(new Set(keys().map(k => k.split(':')).filter(p => p[2] && p[1]).map(p => p[1]))),
    /* From now on answers are this learner's; `take` brings along what was answered before anybody was named. */
    setLearner(id, take) {
      if (take && id && !store.learner()) keys().filter(k => k.startsWith(ROOT + ':')).forEach(from => {
        const to = ROOT + id + from.slice(ROOT.length), mine = record(to), theirs = record(from);
        put(to, JSON.stringify(!mine.answers || !theirs.answers ? Object.assign(theirs, mine) : SSR.answers.merge(mine, theirs).pack));
        put(from, null);
      });
      put(ROOT + 'learner', id || null);
      tell('learner');
    },
    load(module) {
      const pack = record(own(module));
      for (const part of ['answers', 'times', 'tries']) pack[part] = plain(pack[part]);
      return Object.assign(pack, { format: 'ssr-answers/1', module });
    },
    save(module, pack) {
      const kept = put(own(module), JSON.stringify(pack));
      tell(module);
      return kept;
    },
    /* One answer as given; null takes it back. */
    answer(module, id, answer, tries) {
      const pack = store.load(module);
      if (answer === null) { delete pack.answers[id]; delete pack.times[id]; } else { pack.answers[id] = answer; pack.times[id] = now(); }
      if (tries) pack.tries[id] = tries;
      return store.save(module, pack);
    },
    page: path => record(own('pages'))[path] || null,
    /* Without `done` the page was only seen to its end. */
    markPage(path, done) {
      const pages = record(own('pages')), page = pages[path] = Object.assign({ seen: now() }, pages[path]);
      if (done !== undefined) page.done = done;
      put(own('pages'), JSON.stringify(pages));
      tell('pages');
    },
    /* Marked by hand, else each question answered (of a list in the list: one of them), else seen to the end. */
    isDone(path) {
      const info = plain((SSR.data.pages || {})[path]), page = store.page(path) || {}, asked = info.questions || [];
      if (page.done !== undefined) return page.done;
      if (!asked.length) return !!page.seen;
      const answers = store.load(info.module).answers;
      return asked.every(q => [].concat(q).some(id => id in answers));
    },
    /* {done, of, minutes: left} over the pages of a module, or of the course. */
    progress(module) {
      const pages = SSR.data.pages || {}, paths = Object.keys(pages).filter(p => !module || pages[p].module === module);
      const left = paths.filter(p => !store.isDone(p));
      return { done: paths.length - left.length, of: paths.length, minutes: left.reduce((sum, p) => sum + (pages[p].minutes || 0), 0) };
    },
    clear(everyone) {
      const start = everyone ? ROOT : own('');
      keys().filter(k => k.startsWith(start)).forEach(k => put(k, null));
      tell('');
    },
    /* `hear(what)`: a module, 'pages', 'learner', or '' for everything; also what other tabs did. */
    on: hear => { hearers.push(hear); }
  };
  get(ROOT + 'learner');
  addEventListener('storage', e => {
    if (e.key === null || e.key === ROOT + 'learner') tell(e.key ? 'learner' : '');
    else if (e.key.startsWith(own(''))) tell(e.key.slice(own('').length));
  });
})(globalThis.SSR = globalThis.SSR || {});
