"""The quiz of all nine types in a browser: its right answers, its cards, what they show."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ssr_course import answers

RIGHT = {
    "one": ["customs"],
    "many": ["audit", "court"],
    "blue": True,
    "match": {"customs": "duties", "prison": "cells"},
    "sort": {"police": "in", "school": "out"},
    "steps": ["ask", "think", "act"],
    "share": "27.3",
    "word": "oversight",
    "essay": "I would ask first.",
    "pool-a": False,
}
_SHOWN = """() => Object.fromEntries(Array.from(document.querySelectorAll('.q:not([hidden])'), q => {
  const { id, type } = q.dataset, on = Array.from(q.querySelectorAll('input:checked'));
  const text = q.querySelector('textarea, [type=text]'), rows = Array.from(q.querySelectorAll('[data-item]'));
  const pairs = of => Object.fromEntries(of);
  if (text) return [id, text.value];
  if (type === 'ordering') return [id, rows.map(r => r.dataset.item)];
  const select = r => r.querySelector('select').value;
  if (type === 'matching') return [id, pairs(rows.map(r => [r.dataset.item, select(r)]))];
  if (type === 'categorise') return [id, pairs(on.map(i => [i.name, i.value]))];
  if (type === 'true-false') return [id, on[0] ? on[0].value === 'true' : null];
  return [id, on.map(i => i.value)];
}))"""


def card(page: Any, id: str) -> Any:
    """The card of one question."""
    return page.locator(f".q[data-id={id}]")


def kept(page: Any, id: str) -> Any:
    """What stands beside an answer."""
    return card(page, id).locator("form > .q-kept")


def shown(page: Any) -> dict[str, Any]:
    """What the cards show, as answers."""
    return page.evaluate(_SHOWN)


def stored(place: Path) -> dict[str, Any]:
    """The answers in the file beside the notebook."""
    return answers.read(place / "answers.json", "nine").answers if (place / "answers.json").is_file() else {}


def wait_for(look: Callable[[], Any], expected: Any, seconds: float = 8) -> None:
    """Until `look()` gives `expected`; what it gives instead is what the test shows."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and look() != expected:
        time.sleep(0.05)
    found = look()
    assert found == expected, f"{found} is not {expected}"


def by_keyboard(page: Any) -> None:
    """Answer every question as RIGHT has it, without a mouse."""

    def press(id: str, css: str, *keys: str) -> None:
        card(page, id).locator(css).first.focus()
        for key in keys:
            page.keyboard.press(key)

    press("one", "input", "Space", "ArrowDown")  # to the second choice, and not to the next cell
    press("many", "input[value=audit]", "Space")
    press("many", "input[value=court]", "Space")
    press("blue", "input", "Space")
    press("match", "[data-item=customs] select", "D")
    press("match", "[data-item=prison] select", "C")
    press("sort", "[data-item=police] input", "Space")
    press("sort", "[data-item=school] input", "Space", "ArrowRight")
    for item in RIGHT["steps"]:  # each to the end, one after the other
        for _ in range(2):
            press("steps", f".q-row[data-item={item}] .q-btns button:last-child", "Enter")
    for id in ("share", "word", "essay"):
        press(id, "input[type=text], textarea")
        page.keyboard.type(RIGHT[id])
    press("pool-a", "input[value=false]", "Space")


def by_mouse(page: Any) -> None:
    """Answer every question as RIGHT has it, by clicking on labels and buttons."""
    for id, css in (
        ("one", "label:has([value=customs])"),
        ("many", "label:has([value=audit])"),
        ("many", "label:has([value=court])"),
        ("blue", "label:has([value=true])"),
        ("sort", "[data-item=police] label:has([value=in])"),
        ("sort", "[data-item=school] label:has([value=out])"),
        ("pool-a", "label:has([value=false])"),
    ):
        card(page, id).locator(css).click()
    for item, target in RIGHT["match"].items():
        card(page, "match").locator(f"[data-item={item}] select").select_option(target)
    for item in RIGHT["steps"]:
        for _ in range(2):
            down = card(page, "steps").locator(f".q-row[data-item={item}] .q-btns button:last-child")
            if down.get_attribute("aria-disabled") != "true":
                down.click()
    for id in ("share", "word", "essay"):
        card(page, id).locator("input[type=text], textarea").fill(RIGHT[id])
