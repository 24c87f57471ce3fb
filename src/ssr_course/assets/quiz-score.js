/* The twin of quiz/score.py, quiz/public.py and text.py, which explain it. */
(function (SSR) {
  'use strict';
  const neat = (text) => text.replace(/[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/[\s\x1c-\x1f\x85]+/g, ' ').trim();

  SSR.fold = (text) => neat(text.replace(/\xb4/g, "'").normalize('NFKC').toLowerCase().toUpperCase().toLowerCase()
    .replace(/ς/g, 'σ').normalize('NFKC').replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627').replace(/[\u0649\u06cc]/g, '\u064a').replace(/\u0629/g, '\u0647')
    .replace(/\u06a9/g, '\u0643').replace(/[\u2018-\u201b\u02b9\u02bc\u2032`]/g, "'")
    .replace(/[\u201c-\u201f\xab\xbb]/g, '"').replace(/[\u2010-\u2015\u2212]/g, '-'));

  function digit(c) { // rows of ten stand in Unicode one after the other
    let n = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(c.codePointAt(0) - n - 1))) n++;
    return n % 10;
  }

  SSR.parseNumber = function (typed) {
    const plain = neat(typed.replace(/(?!\d)\p{Nd}/gu, digit).replace(/[,٫\uff0e\uff0c]/g, '.')
      .replace(/[\u2212\uff0d]/g, '-').replace(/\uff0b/g, '+'));
    const m = /^([+-]?)(?=\.?\d)0*(\d*)\.?(\d*?)0*$/.exec(plain);
    if (!m || plain.replace(/\D/g, '').length > 40) return { ok: false, text: '' };
    const text = (m[2] || '0') + (m[3] && '.' + m[3]);
    return { ok: true, text: m[1] === '-' && text !== '0' ? '-' + text : text };
  };

  function sign(terms) { // of a sum of decimals [factor, text], exactly
    const rows = terms.map(([factor, text]) => {
      const m = /^(-?)(\d*)\.?(\d*)(?:e(.*))?$/.exec(text), low = (m[4] || 0) - m[3].length, digits = m[2] + m[3];
      return { factor: m[1] ? -factor : factor, low, top: low + digits.length, digits };
    });
    let sum = 0, place = Math.max(...rows.map((r) => r.top));
    const last = Math.min(...rows.map((r) => r.low));
    while (place-- > last && Math.abs(sum) < 4) // lower places come to less than 3
      sum = rows.reduce((s, r) => s + r.factor * (r.digits[r.top - 1 - place] || 0), 10 * sum);
    return sum;
  }

  const ids = (answer, known) => Array.isArray(answer) && answer.length <= known.length &&
    answer.every((id, n) => known.includes(id) && answer.indexOf(id) === n);

  const share = {
    single: ({ key }, a) => ids(a, key) && a.length,
    multiple({ key, choices }, a) {
      if (!ids(a, choices)) return 0;
      return Math.max(0, 2 * a.filter((id) => key.includes(id)).length - a.length) / key.length;
    },
    'true-false': ({ key }, a) => a === key,
    matching({ key, targets }, a) {
      const items = Object.keys(key), placed = !a || typeof a !== 'object' || Array.isArray(a) ? [] : Object.keys(a);
      targets = targets || items.map((item) => key[item]);
      if (placed.length > items.length || !placed.every((item) => items.includes(item) && targets.includes(a[item]))) return 0;
      return placed.filter((item) => a[item] === key[item]).length / items.length;
    },
    ordering({ key }, a) {
      if (!ids(a, key) || a.length < key.length) return 0;
      return a.filter((id, n) => n && key.indexOf(id) === key.indexOf(a[n - 1]) + 1).length / (a.length - 1);
    },
    numeric({ key, tolerance }, a) {
      const text = typeof a === 'string' ? SSR.parseNumber(a).text : typeof a === 'number' && isFinite(a) ? '' + a : '';
      const off = (bound) => sign([[1, text], [-1, key], [bound, tolerance]]);
      return text && off(-1) <= 0 && off(1) >= 0;
    },
    short({ key }, a) {
      const text = typeof a === 'string' && Array.from(a).length <= 1000 && SSR.fold(a);
      return text && key.some((accepted) => SSR.fold(accepted) === text);
    },
  };
  share.categorise = share.matching;

  SSR.score = (key, answer) => key.type === 'written' ? null : key.points * share[key.type](key, answer);

  SSR.utf8 = (text) => unescape(encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))); // a byte a character

  SSR.fnv1a = function (text) {
    let hash = 0x811c9dc5;
    for (const c of SSR.utf8(text)) hash = Math.imul(hash ^ c.charCodeAt(), 0x01000193);
    return hash >>> 0;
  };

  SSR.order = function (list, learner, question, right) {
    const hash = (id) => SSR.fnv1a(learner + '\n' + question + '\n' + id);
    const out = list.slice().sort((a, b) => hash(a) - hash(b) || (a < b ? -1 : 1));
    if (right && out.join() === right.join()) out.push(out.shift());
    return out;
  };

  SSR.pick = (list, module, pool, learner) => list.slice().sort()[
    learner ? SSR.fnv1a(module + '\n' + pool + '\n' + learner) % list.length : 0];
})(globalThis.SSR = globalThis.SSR || {});
