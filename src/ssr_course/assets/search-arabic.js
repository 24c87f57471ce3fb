/* The twin of `arabic_stem` and `arabic_more` in text.py, which explain it; put into the page by page/search.py. */
var Stemmer = function () { // eslint-disable-line no-unused-vars
  'use strict';
  const article = /^[وف]?(?:[بك]?ال|لل)(?=..)/;
  const ending = /^(.{3,}?)(هما|هم|ها|ات|ان|ون|ين|يه|ه|ي|ا)$|^(..)(ها|ات|ه)$/;
  function bare(word) {
    for (let n = 0; n < 3; n++) {
      const m = ending.exec(word);
      if (!m) break;
      word = m[1] || m[3];
      if (['ها', 'هم', 'هما'].includes(m[2]) && /[^ا]ت$/.test(word) && word.length > 3) word = word.slice(0, -1);
    }
    return word;
  }
  this.stemWord = word => bare(word.replace(article, ''));
  this.more = word => {
    const rests = [/^[وفبلك]/, /^[وف][بلك]/].map((start, n) => start.test(word) ? word.slice(n + 1) : '');
    const lam = /^[وف]?لل(?=..)/.exec(word);
    if (lam) rests.push('ل' + word.slice(lam[0].length));
    if (article.test(word)) rests.push(word);
    const own = this.stemWord(word);
    return Array.from(new Set(rests.map(bare))).filter(stem => stem.length > 2 && stem !== own);
  };
};
