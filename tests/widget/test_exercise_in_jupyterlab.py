"""The exercise of module 1 and the exercise kit in a real JupyterLab."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lab import Lab
from nine_quiz import wait_for

from ssr_course import answers
from ssr_course.exercise import place
from ssr_course.interface import Interface
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout
from ssr_course.quiz.load import load_bank
from ssr_course.quiz.package import quiz_json

ROOT = Layout(Path(__file__).parents[2])
pytestmark = pytest.mark.slow
# The corners of a bar: where it begins tells the direction of reading.
BAR = """() => document.querySelector('.ssr-chart svg .track').nextElementSibling
  .getBoundingClientRect().toJSON()"""
SMALL = """() => Array.from(document.querySelectorAll(
  '.ssr-note :is(.ssr-pills label, summary, button, input[type=range], select)'))
  .filter(n => n.checkVisibility() && n.getBoundingClientRect().height < 43.5)
  .map(n => n.outerHTML.slice(0, 120))"""
WIDE = """() => Array.from(document.querySelectorAll('.ssr-note'))
  .filter(n => n.scrollWidth > n.clientWidth + 1).flatMap(n => Array.from(n.querySelectorAll('*')).filter(
    k => k.getBoundingClientRect().right > n.getBoundingClientRect().right + 1 && !k.closest('.ssr-table'))
  .map(k => k.tagName + k.className + ' ' + k.textContent.slice(0, 30)))"""


def unpack(lab: Lab, name: str, language: str) -> Path:
    """A learner's folder of module 1, as a release makes it, in `language` (hardly translated)."""
    yaml = pytest.importorskip("yaml")
    source = ROOT.root / "exercises" / "security-sector"
    to = Path(
        shutil.copytree(source, lab.folder / name, ignore=shutil.ignore_patterns("answers*", "labels.yml"))
    )
    written = yaml.safe_load((source / "labels.yml").read_text(encoding="utf-8"))
    words = (
        {"ar": {"labels": {"police": "الشرطة", "function": "ماذا يفعل كل جهاز؟"}}} if language == "ar" else {}
    )
    (to / "labels.json").write_text(json.dumps(place.released(written, words, language)), encoding="utf-8")
    bank = load_bank(ROOT.graded / "security-sector.yml", graded=True)
    versions = [(bank, Interface()), (bank, Interface(LANGUAGES["ar"]))]
    (to / "quiz.json").write_text(json.dumps(quiz_json(bank, versions)), encoding="utf-8")
    return to


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_learner_does_the_exercise_by_keyboard_and_everything_follows(
    lab: Lab, browser: Any, axe: Callable[..., list[str]], language: str
) -> None:
    """Sorting changes charts and records a value for the quiz; the slider moves; all of it comes back."""
    to = unpack(lab, f"exercise-{language}", language)
    theme = "dark" if language == "ar" else "light"
    page = lab.open(
        browser, f"{to.name}/security-sector.ipynb", theme=theme, viewport={"width": 1200, "height": 9000}
    )
    wait_for(lambda: page.locator(".ssr-sort > fieldset").count(), 15)
    open_table = page.locator(".ssr-parts summary").first
    open_table.click()
    kinds = ["provides"] * 10 + ["oversees"] + ["outside"] * 4
    kinds[7] = "manages"
    rows = page.locator(".ssr-sort > fieldset")
    for n, kind in enumerate(kinds):
        rows.nth(n).locator("input").first.focus()
        page.keyboard.press("Space")
        for _ in range(["provides", "manages", "oversees", "outside"].index(kind)):
            page.keyboard.press("ArrowDown")
    wait_for(lambda: answers.read(to / "answers.json").answers.get("spending-share"), 25.0)
    assert page.locator(".ssr-parts details").first.get_attribute("open") is not None
    assert "1.0%" in page.locator(".ssr-parts").first.inner_text()
    wait_for(lambda: page.locator(".q[data-id=spending-share] input").input_value(), "25")

    slider = page.locator(".ssr-slider input")
    slider.focus()
    for _ in range(9):  # from 80 down to 35
        page.keyboard.press("ArrowLeft" if language == "en" else "ArrowRight")
    wait_for(slider.input_value, "35")
    wait_for(lambda: page.locator(".ssr-bars").last.locator(".t2").count(), 6)
    wait_for(lambda: answers.read(to / "answers.json").extra["exercise"].get("line"), 35)

    edge = page.evaluate(BAR)
    track = page.locator(".ssr-chart svg .track").first.bounding_box()
    begins = edge["right"] - track["x"] - track["width"] if language == "ar" else edge["left"] - track["x"]
    assert abs(begins) < 1.5
    assert axe(page) == [] and page.said == []
    page.evaluate("() => window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
    lab.run(page)
    wait_for(lambda: page.locator(".ssr-sort input:checked").count(), 15)
    assert page.locator(".ssr-slider input").input_value() == "35"
    page.context.close()


def test_every_target_is_large_enough_and_nothing_scrolls_sideways(lab: Lab, browser: Any) -> None:
    """Also in a narrow window."""
    to = unpack(lab, "narrow", "en")
    page = lab.open(browser, f"{to.name}/security-sector.ipynb", viewport={"width": 620, "height": 9000})
    wait_for(lambda: page.locator(".ssr-sort > fieldset").count(), 15)
    assert page.evaluate(SMALL) == []
    assert page.evaluate(WIDE) == []
    page.context.close()


def test_what_cannot_be_kept_is_said_below_the_question(lab: Lab, browser: Any) -> None:
    """The choice counts, and the learner knows that it is not on the disk."""
    to = unpack(lab, "locked", "en")
    (to / "answers.json").mkdir()
    page = lab.open(browser, f"{to.name}/security-sector.ipynb", viewport={"width": 1200, "height": 9000})
    page.locator(".ssr-pills input[value=guest-women]").check()
    said = page.locator(".ssr-ask .ssr-kept")
    wait_for(lambda: any("Your choice is not saved" in text for text in said.all_inner_texts()), True)
    assert "they are made to pay" in page.locator(".ssr-table").last.inner_text()
    page.context.close()
