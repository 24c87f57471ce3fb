/* The address of the site leads to the language that was chosen here before, else to one that the reader's
   browser asks for, else to the first. A tag fits by its first part: zh-CN is zh-Hans, ar-EG is ar. */
(function () {
  'use strict';
  const links = Array.from(document.querySelectorAll('a[hreflang]')), base = tag => tag.toLowerCase().split('-')[0];
  const wanted = Array.from(navigator.languages || [navigator.language || 'en']);
  try { wanted.unshift(localStorage.getItem('ssr:language') || ''); } catch (e) { /* nothing is kept here */ }
  const best = wanted.map(tag => links.find(a => base(a.hreflang) === base(tag))).find(Boolean) || links[0];
  if (best) location.replace(best.href);
})();
