/* The address of the site leads to the course in a language of the reader's browser, else in the first one. */
(function () {
  'use strict';
  const links = Array.from(document.querySelectorAll('a[hreflang]')), base = tag => tag.toLowerCase().split('-')[0];
  const wanted = (navigator.languages || [navigator.language || 'en']).map(base);
  const best = wanted.map(tag => links.find(a => base(a.hreflang) === tag)).find(Boolean) || links[0];
  if (best) location.replace(best.href);
})();
