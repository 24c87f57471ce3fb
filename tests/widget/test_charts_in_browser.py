"""Charts on a page of their own: no barrier for axe, readable on a phone, light and dark, in print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssr_course.exercise.charts import figure
from ssr_course.interface import Interface
from ssr_course.languages import LANGUAGES

sys.path.append(str(Path(__file__).parents[1] / "exercise"))
from chart_samples import charts

SEEN = "Array.from(document.querySelectorAll('.ssr-svg')).filter(s => s.checkVisibility())"
OUTSIDE = f"""() => {SEEN}.flatMap(svg => {{
  const box = svg.getBoundingClientRect();
  return Array.from(svg.querySelectorAll('text')).filter(t => {{
    const b = t.getBoundingClientRect();
    return b.left < box.left - 2 || b.right > box.right + 2;
  }}).map(t => t.textContent);
}})"""
# Boxes of words are higher than the words, so that lines may touch; half of one is too much.
CLASH = f"""() => {SEEN}.flatMap(svg => {{
  const all = Array.from(svg.querySelectorAll('text'), t => [t.textContent, t.getBoundingClientRect()]);
  return all.flatMap(([a, p], n) => all.slice(n + 1).filter(([b, q]) => {{
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    return wide > 1 && high > 0.5 * Math.min(p.height, q.height);
  }}).map(([b]) => a + ' / ' + b));
}})"""
SMALL = f"""() => Math.min(...{SEEN}.map(s =>
  12 * s.getBoundingClientRect().width / s.viewBox.baseVal.width))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1000])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_charts_can_be_read_by_everybody(
    browser: Any,
    axe: Callable[..., list[str]],
    charts_page: Callable[..., Path],
    code: str,
    width: int,
    scheme: str,
) -> None:
    """Words stay inside the drawing and apart from each other, at 12 px or more; axe finds nothing."""
    ui = Interface(LANGUAGES[code])
    html = "".join(figure(chart, ui, details="open") for chart in charts(code == "ar").values())
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.goto(charts_page(html, code).as_uri())
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(CLASH) == []
    assert page.evaluate(SMALL) >= 11.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    assert axe(page, "main") == []
    paper = page.evaluate("getComputedStyle(document.querySelector('.ssr-note')).backgroundColor")
    assert paper == {"light": "rgb(253, 252, 251)", "dark": "rgb(23, 20, 24)"}[scheme]
    page.close()


def test_in_high_contrast_and_in_print_nothing_disappears(
    browser: Any, charts_page: Callable[..., Path]
) -> None:
    """Bars have an outline of the system's colour; colours are printed."""
    html = "".join(figure(chart) for chart in charts().values())
    page = browser.new_page(forced_colors="active")
    page.goto(charts_page(html, "en").as_uri())
    look = "s => getComputedStyle(document.querySelector('.ssr-svg .t1'))[s]"
    assert page.evaluate(look, "fill") != page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print", forced_colors="none")
    assert page.evaluate("getComputedStyle(document.querySelector('.ssr-svg')).printColorAdjust") == "exact"
    page.close()
