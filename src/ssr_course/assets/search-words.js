/* The twin of the part on searching of text.py, which explains it, and the looking up itself; pure, no page.
   `stopwords`, `Stemmer` and `searchSpelling` come from language_data.js (page/search_languages.py). */
(function (SSR) {
  'use strict';
  const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff', han = new RegExp('^[' + HAN + ']');
  const searched = new RegExp('[' + HAN + ']+|(?:(?![' + HAN + '])[\\p{L}\\p{N}])+', 'gu');

  function digit(c) { // rows of ten stand in Unicode one after the other
    let n = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(c.codePointAt(0) - n - 1))) n++;
    return n % 10;
  }
  const fold = text => SSR.fold(text.replace(/(?!\d)\p{Nd}/gu, digit)).replace(/[ؤئ](?=و)|ء/g, '')
    .normalize('NFD').replace(/и\u0306/g, 'й').replace(/[\u0300-\u036f\u0653-\u0655]/g, '').normalize('NFC')
    .replace(/œ/g, 'oe').replace(/æ/g, 'ae');

  function words(text) {
    const out = [];
    (fold(text).match(searched) || []).forEach(word => {
      const signs = Array.from(word);
      if (han.test(word)) for (let n = 0; n < Math.max(1, word.length - 1); n++) out.push(word.slice(n, n + 2));
      else if (signs.length > 1 || !/\p{L}/u.test(word)) out.push(signs.slice(0, 40).join(''));
    });
    return out;
  }

  /* How one language makes stems: `stem(word)`, `more(word)`. */
  function language(Stemmer, spelling) {
    const stemmer = Stemmer && new Stemmer(), rules = spelling.map(([pattern, end]) => [RegExp(pattern, 'g'), end]);
    return {
      stem: word => {
        const spelled = rules.reduce((text, [pattern, end]) => text.replace(pattern, end), word);
        return stemmer ? stemmer.stemWord(spelled) : spelled;
      },
      more: word => stemmer && stemmer.more ? stemmer.more(word) : [],
    };
  }

  const near = (a, b) => { // one letter put in, left out, or another
    if (Math.abs(a.length - b.length) > 1) return false;
    let n = 0, m = 0;
    while (n < a.length && a[n] === b[n]) n++;
    while (m < Math.min(a.length, b.length) - n && a[a.length - 1 - m] === b[b.length - 1 - m]) m++;
    return Math.max(a.length, b.length) - n - m <= 1;
  };

  /* Stems of the course that a word stands for, with how sure that is: its own; else those that begin with it; else
     those of almost the same letters. */
  function standsFor(word, { stem, more }, known) {
    const own = stem(word), out = new Map([own, ...more(word)].filter(key => known.has(key)).map(key => [key, key === own ? 1 : 0.8]));
    const all = test => known.forEach(key => { if (test(key)) out.set(key, 0.5); });
    if (!out.size && han.test(own)) all(key => key.includes(own));
    else if (!out.size && own.length > 2) all(key => key.startsWith(own));
    if (!out.size && own.length > 5) all(key => key[0] === own[0] && near(key, own));
    return out;
  }

  /* The words of a query: each once, without those that say nothing. Of Chinese, a pair that no page has is left out
     where it only joins two words that pages have. */
  function askedFor(query, known, stopwords) {
    const list = words(query), met = word => word && (known.has(word) || !han.test(word));
    const joins = (word, n) => han.test(word) && !known.has(word) && met(list[n - 1]) && met(list[n + 1]) &&
      list[n - 1][1] === word[0] && list[n + 1][0] === word[1];
    return Array.from(new Set(list.filter((word, n) => !joins(word, n) && !stopwords.includes(word)))).slice(0, 30);
  }

  /* The pages for a query, the best first, as {page, unit, whole: it has every word}; the stems found, with weights.
     A rare word weighs more than a frequent one, a heading more than its text, the title of a page most. */
  function find(query, index, speech, stopwords) {
    const known = new Set([...Object.keys(index.terms), ...Object.keys(index.titleterms)]), stems = new Map();
    const asked = askedFor(query, known, stopwords), pages = new Map(), top = [];
    index.units.forEach(([page], unit) => { if (top[page] === undefined) top[page] = unit; });
    const isTop = unit => top[index.units[unit][0]] === unit, asks = unit => /^q\d*-/.test(index.units[unit][1]);
    const places = (table, key) => { let n = 0; return (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : []).map(step => n += step); };
    let most = 0;

    asked.forEach(word => {
      const weights = new Map();                    // of the units that have the word
      const forms = standsFor(word, speech, known);
      forms.forEach((sure, key) => {
        const note = (unit, weight) => weights.set(unit, Math.max(weights.get(unit) || 0, sure * weight));
        places(index.terms, key).forEach(unit => note(unit, 1));
        places(index.titleterms, key).forEach(unit => note(unit, isTop(unit) ? 4 : 3));
      });
      const rare = Math.log(1 + index.units.length / (weights.size || 1)), times = new Map();
      most += rare;
      forms.forEach((sure, key) => stems.set(key, rare));
      weights.forEach((weight, unit) => {
        const number = index.units[unit][0];
        if (!pages.has(number)) pages.set(number, { page: number, words: new Map(), title: new Map(), often: 0, units: new Map() });
        const page = pages.get(number);
        if (!page.units.has(unit)) page.units.set(unit, { unit, sum: 0, words: new Set(), named: 0 });
        const place = page.units.get(unit);
        place.sum += rare * weight;
        place.words.add(word);
        page.words.set(word, rare);
        if (weight > 1) place.named++;
        if (weight > 1 && isTop(unit)) page.title.set(word, rare);
        if (!asks(unit)) times.set(page, (times.get(page) || 0) + 1);
      });
      times.forEach((n, page) => { page.often += rare * Math.log2(1 + n); });
    });

    const total = map => Array.from(map.values()).reduce((a, b) => a + b, 0);
    const results = Array.from(pages.values()).map(page => {
      const units = Array.from(page.units.values()), share = total(page.words) / most;
      units.filter(place => place.named === asked.length).forEach(place => { // a heading of all the words, or of no other
        const others = words(index.units[place.unit][2]).filter(word => !stopwords.includes(word)).length > asked.length;
        place.sum *= others ? 1.5 : 3;
      });
      // The title counts for every place of its page: there may be one that has the other words, too.
      const has = place => new Set([...place.words, ...page.title.keys()]).size;
      const { unit } = units.reduce((a, b) => (has(b) - has(a) || b.sum - a.sum || a.unit - b.unit) > 0 ? b : a);
      const score = share * share * (Math.max(...units.map(place => place.sum)) + total(page.title) + page.often / 4);
      return { page: page.page, unit, whole: page.words.size === asked.length, share, score };
    });
    const best = Math.max(0, ...results.map(result => result.share));
    return { stems, results: results.filter(result => result.share > best / 2).sort((a, b) => b.score - a.score || a.page - b.page) };
  }
  SSR.search = { fold, words, language, find };
})(globalThis.SSR = globalThis.SSR || {});
