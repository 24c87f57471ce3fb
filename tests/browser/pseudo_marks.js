/* What a page in a pseudo-language shows wrongly. Every message stands between the marks ⟦ and ⟧:
   letters outside of them escaped the catalogues; a mark that is missing or cannot be seen was cut. */
(function () {
  'use strict';
  const OPEN = '⟦', CLOSE = '⟧', found = [];
  const wide = document.documentElement.clientWidth;
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.getAttribute('class') ? '.' + e.getAttribute('class').trim().split(/\s+/).join('.') : '');
  const path = e => [e.parentElement, e].filter(Boolean).map(name).join(' > ');
  const say = (what, e, text) => found.push([what, path(e), text.trim().replace(/\s+/g, ' ').slice(0, 80)]);
  const shown = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.sprite, script, style, template, noscript');
  const block = e => { while (e && getComputedStyle(e).display.startsWith('inline') && !/^inline-(flex|block|grid)/.test(getComputedStyle(e).display)) e = e.parentElement; return e; };

  /* The letters of a text that stand outside of all marks; `depth` is that before the text. */
  function outside(text, depth) {
    let left = '';
    for (const letter of text) {
      if (letter === OPEN) depth += 1;
      else if (letter === CLOSE) depth -= 1;
      else if (depth <= 0) left += letter;
    }
    return [left, depth];
  }
  const words = text => /\p{L}{2,}/u.test(text);

  /* Whether a place on the page is hidden by an edge: of the window, or of a box that cuts without scrolling. */
  function cut(e, box) {
    if (box.left < -1 || box.right > wide + 1) {
      for (let up = e; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up !== document.documentElement) return '';
      return 'outside the window';
    }
    for (let up = e; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up), edge = up.getBoundingClientRect();
      if (style.position === 'fixed') return '';
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) return '';
      if (/hidden|clip/.test(style.overflowX + style.overflowY) && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)) return 'cut by ' + name(up);
    }
    return '';
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let depth = 0, home = null, range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement, text = node.data;
    if (!text.trim() || !shown(e)) continue;
    const here = block(e), piece = e.closest('.search-results p'); // a piece of a text begins and ends anywhere
    if (piece) depth = 0;
    if (here !== home && depth && !home.contains(here) && !here.contains(home)) { say('a mark is missing', home, home.textContent); depth = 0; }
    if (here !== home) home = here;
    let left;
    [left, depth] = piece ? ['', 0] : outside(text, depth);
    if (words(left) && !e.closest('code, pre, [lang]:not(html):not(.quiz)')) say('escaped', e, left);
    const hidden = e.closest('.vh');
    if (hidden || e.closest('option')) continue;
    range.selectNodeContents(node);
    const edge = here.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (!box.width) continue;
      const why = cut(e, box);
      if (why) { say(why, e, text); break; }
      if (box.left < edge.left - 2 || box.right > edge.right + 2) { say('wider than its box', here, text); break; }
    }
  }
  for (const e of document.querySelectorAll('[aria-label], [placeholder], [alt], [title], [aria-description]')) {
    if (e.closest('.sprite, template')) continue;
    for (const key of ['aria-label', 'placeholder', 'alt', 'title', 'aria-description']) {
      const text = e.getAttribute(key);
      if (!text) continue;
      const [left, rest] = outside(text, 0);
      if (words(left)) say('escaped ' + key, e, left);
      if (rest) say('a mark is missing in ' + key, e, text);
    }
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const e of document.querySelectorAll('select, input[placeholder]')) {
    if (!shown(e)) continue;
    const style = getComputedStyle(e), text = e.tagName === 'SELECT' ? Array.from(e.options, o => o.text).reduce((a, b) => (a.length > b.length ? a : b), '') : e.placeholder;
    pen.font = style.font;
    const room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (pen.measureText(text).width > room + 1) say('cut in its field', e, text);
  }
  const over = document.documentElement.scrollWidth - wide;
  if (over > 0) found.push(['scrolls sideways by ' + over, '', location.pathname]);
  const title = outside(document.title, 0)[0];
  if (words(title)) found.push(['escaped', 'title', title]);
  return found;
})();
