/* The twin of answers.py, which explains it. */
(function (SSR) {
  'use strict';
  const TABLES = ['answers', 'times', 'tries'], TEXTS = ['language', 'edition', 'learner', 'saved'];
  const isObject = (value) => !!value && typeof value === 'object' && !Array.isArray(value);
  const copy = (object) => Object.assign(Object.create(null), object); // where __proto__ is a name

  function scan(text) { // for what JSON.parse lets pass
    const token = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[[\]{},]|-?\d[-+.\deE]*/g, stack = [];
    let found = '', name = false, m;
    while ((m = token.exec(text))) {
      let t = m[0];
      const names = stack[stack.length - 1];
      if (t === '{' || t === '[') {
        name = t === '{';
        if (stack.push(name && new Set()) > 20) return 'too-deep';
      } else if (t === '}' || t === ']') stack.pop();
      else if (t === ',') name = !!names;
      else if (t[0] === '"') {
        try { t = JSON.parse(t); } catch (e) { return 'not-json'; }
        if (/[\ud800-\udfff]/u.test(t)) found = found || 'bad-text';
        if (name && names) found = names.has(t) ? found || 'duplicate' : (names.add(t), found);
        name = false;
      } else if (!isFinite(t) || /^-?\d{19}\d*$/.test(t)) found = found || 'bad-number';
    }
    return found;
  }

  function misshapen(pack, module) {
    if (!isObject(pack) || pack.format !== 'ssr-answers/1') return 'wrong-format';
    const tables = TABLES.map((name) => pack[name]).filter((table) => table !== undefined);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(pack.module) || !pack.answers || !tables.every(isObject) ||
      ![pack.module].concat(TEXTS.map((name) => name in pack ? pack[name] : '')).every((text) => typeof text === 'string')) return 'wrong-shape';
    if (tables.some((table) => Object.keys(table).length > 2000)) return 'too-many';
    return module && module !== pack.module ? 'other-module' : '';
  }

  function read(input, module) {
    const refuse = (problem) => ({ ok: false, problem }), isText = typeof input === 'string';
    let text = input, pack;
    if ((isText ? SSR.utf8(input).length : input.byteLength) > 262144) return refuse('too-large');
    try { if (!isText) text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input); } catch (e) { return refuse('not-utf8'); }
    text = text.replace(/^\ufeff/, '');
    const problem = scan(text);
    if (problem === 'too-deep') return refuse(problem);
    try { pack = JSON.parse(text); } catch (e) { return refuse('not-json'); }
    const code = problem || misshapen(pack, module);
    return code ? refuse(code) : { ok: true, pack };
  }

  const write = (pack) => JSON.stringify(Object.assign(copy({ format: 'ssr-answers/1' }), pack))
    .replace(/"[^"\\]*(?:\\[^][^"\\]*)*"|\d{19,}/g, (t) => t[0] === '"' ? t : t + 'e0'); // 1e20 is no long integer

  const canonical = (value) => Array.isArray(value) ? '[' + value.map(canonical) + ']'
    : !isObject(value) ? JSON.stringify(value)
      : '{' + Object.keys(value).sort().map((name) => JSON.stringify(name) + ':' + canonical(value[name])) + '}';

  const when = (t) => typeof t === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(t) ? t.slice(0, -1) : '';

  function merge(mine, theirs) {
    if (mine.module !== theirs.module) return { problem: 'other-module' };
    const [answers, times, tries] = TABLES.map((name) => copy(mine[name])), differing = [];
    const [theirAnswers, theirTimes, theirTries] = TABLES.map((name) => copy(theirs[name]));
    for (const id in theirAnswers) {
      const value = theirAnswers[id], time = theirTimes[id];
      if (id in answers) {
        if (canonical(answers[id]) !== canonical(value)) differing.push(id);
        if (when(time) <= when(times[id])) continue;
      }
      answers[id] = value;
      delete times[id];
      if (time !== undefined) times[id] = time;
    }
    for (const id in theirTries) if (!(tries[id] >= theirTries[id])) tries[id] = theirTries[id];
    return { pack: Object.assign(copy(theirs), mine, { answers, times, tries }), differing: differing.sort() };
  }

  function receipt(pack, ids) {
    const answers = copy(pack.answers), given = copy(), wanted = new Set(ids);
    wanted.forEach((id) => { if (!/^(null|""|\[\]|{})?$/.test(canonical(answers[id]) || '')) given[id] = answers[id]; });
    const hash = SSR.fnv1a(canonical(given)), answered = Object.keys(given).length;
    const letter = (shift) => '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'[(hash >>> 20 ^ hash) >> shift & 31];
    return { answered, missing: wanted.size - answered, code: [15, 10, 5, 0].map(letter).join('') };
  }

  SSR.answers = { read, write, merge, receipt };
})(globalThis.SSR = globalThis.SSR || {});
