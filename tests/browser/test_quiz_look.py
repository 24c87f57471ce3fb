"""Every type in every state is accessible, in light and dark, small and large, left and right, on paper."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page
from quiz_harness import EVERY, MATCHING, ORDERING, POOL, SCRIPTS, SINGLE, bank, card, choose, press, stored

from ssr_course.layout import ASSETS

Quiz = Callable[..., Page]
Axe = Callable[..., list[str]]

STATES: dict[str, dict[str, object]] = {
    "fresh": {},
    "right": {
        "customs-role": ["customs"],
        "oversight-bodies": ["committee", "audit", "ombuds"],
        "one-model": False,
        "who-does-what": {"parliament": "budget", "audit": "accounts", "courts": "judges"},
        "long-powers": {"parliament": "budget", "audit": "accounts", "courts": "judges"},
        "functions": {"police": "provide", "interior": "manage", "anticorr": "oversee"},
        "budget-cycle": ["propose", "approve", "spend", "examine"],
        "budget-share": "٣١٫٤",
        "name-office": "ombudsman",
        "in-your-words": "It protects honest officers from rumours.",
    },
    "partly": {
        "oversight-bodies": ["committee", "audit", "ministry"],
        "who-does-what": {"parliament": "budget", "audit": "judges"},
        "long-powers": {"parliament": "budget", "courts": "accounts"},
        "functions": {"police": "provide", "interior": "provide"},
        "budget-cycle": ["propose", "approve", "examine", "spend"],
    },
    "wrong": {
        "customs-role": ["army"],
        "oversight-bodies": ["ministry"],
        "one-model": True,
        "who-does-what": {"parliament": "judges"},
        "long-powers": {"parliament": "judges"},
        "functions": {"police": "manage"},
        "budget-cycle": ["spend", "propose", "examine", "approve"],
        "budget-share": "30",
        "name-office": "court",
    },
}
STATES["answered"] = STATES["partly"] | {
    "customs-role": ["army"],
    "one-model": True,
    "budget-share": "1",
    "name-office": "x",
}


def put(tab: Page, state: str) -> None:
    """Bring the questions of a page into a state, with everything open that can be opened."""
    pack = {"format": "ssr-answers/1", "module": "security-sector", "answers": STATES[state]}
    tab.evaluate("pack => localStorage.setItem('ssr::security-sector', JSON.stringify(pack))", pack)
    tab.reload()
    if state not in ("fresh", "answered"):
        tab.evaluate(
            "document.querySelectorAll('.q[data-state=answered] form').forEach(f => f.requestSubmit())"
        )
    tab.evaluate("document.querySelectorAll('.q details').forEach(d => { d.open = true; })")


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(quiz: Quiz, axe: Axe, state: str, scheme: str, width: int) -> None:
    """All types, notes, hints and explanations open; and nothing is wider than the screen."""
    tab = quiz(*EVERY, width=width, color_scheme=scheme)
    put(tab, state)
    if state not in ("fresh", "answered"):
        assert tab.locator(f".q[data-state={state}]").count() >= 5
    assert axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_box_with_everything_open(quiz: Quiz, axe: Axe, scheme: str) -> None:
    """A refused number, a refused file, the question before deleting; two quizzes on the page."""
    tab = quiz(banks=(bank(SINGLE, SINGLE), bank(ORDERING, id="reform")), width=360, color_scheme=scheme)
    box = tab.locator(".q-save").first
    choose(card(tab, SINGLE), "The army")
    box.locator("summary").click()
    box.get_by_label("Learner number").fill("a b")
    tab.keyboard.press("Enter")
    box.locator("input[type=file]").set_input_files({"name": "a", "mimeType": "x/y", "buffer": b"x"})
    press(box, "Delete my answers")
    box.locator(".q-news p").wait_for()
    assert axe(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_graded_questions(quiz: Quiz, axe: Axe, scheme: str) -> None:
    """Fresh and answered."""
    tab = quiz(*EVERY, *POOL, graded=True, color_scheme=scheme)
    assert axe(tab) == []
    put(tab, "answered")
    assert axe(tab) == []


@pytest.mark.parametrize("graded", [True, False])
def test_axe_finds_nothing_without_a_script(quiz: Quiz, axe: Axe, graded: bool) -> None:
    """The plain HTML is accessible by itself."""
    tab = quiz(*EVERY, graded=graded, script=False)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert axe(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_without_the_styles_of_the_site_is_readable(quiz: Quiz, axe: Axe, scheme: str) -> None:
    """In a notebook there are no tokens: the cards fall back to light ones."""
    tab = quiz(*EVERY, tokens=False, color_scheme=scheme)
    put(tab, "wrong")
    assert axe(tab, ".quiz") == []
    assert (
        tab.locator(".q").first.evaluate("q => getComputedStyle(q).backgroundColor") == "rgb(255, 255, 255)"
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_from_right_to_left_everything_is_on_the_other_side(quiz: Quiz, axe: Axe, width: int) -> None:
    """Inputs right of their words, arrows and badge on the left; typed text finds its own direction."""
    tab = quiz(*EVERY, language="ar", width=width)
    put(tab, "wrong")
    assert axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width

    def left(css: str) -> float:
        return tab.locator(css).first.bounding_box()["x"]

    assert left(".q-row input") > left(".q-row .q-txt")
    assert left(".q-pos") > left(".q-move .q-txt") > left(".q-btns")
    assert left(".q-no") > left(".q-badge")
    assert left(".q-out .i") > left(".q-out p")
    assert tab.locator("input[inputmode=decimal]").get_attribute("dir") == "ltr"
    assert tab.locator("textarea").get_attribute("dir") == "auto"
    choose(card(tab, SINGLE), "The border guard")
    assert stored(tab)["customs-role"] == ["border"]


def test_nothing_moves_for_a_reader_who_asked_for_rest(quiz: Quiz) -> None:
    """No transition is left."""
    tab = quiz(SINGLE, reduced_motion="reduce")
    times = tab.locator(".quiz *").evaluate_all("all => all.map(e => getComputedStyle(e).transitionDuration)")
    assert set(times) == {"0s"}


def test_chosen_and_marked_can_be_told_apart_in_forced_colours(quiz: Quiz) -> None:
    """Where the system paints, outlines and border styles remain."""
    tab = quiz(*EVERY, forced_colors="active")
    put(tab, "wrong")
    chosen = tab.locator(".q-pills:not(.q-stack) label:has(:checked)").first
    assert chosen.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert tab.locator(".is-wrong").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "dashed"


def test_on_paper_there_are_questions_and_room_to_answer(quiz: Quiz) -> None:
    """No button, key, strip or box; the targets of a select are listed; places to write are left free."""
    tab = quiz(*EVERY)
    tab.emulate_media(media="print")
    gone = "button, summary, .q-key, .q-hint, .q-strip, .q-save"
    assert tab.locator(gone).locator("visible=true").count() == 0
    assert tab.locator(".q-prompt:visible").count() == len(EVERY)
    assert card(tab, MATCHING).locator(".q-paper li:visible").count() == 3
    for place in (card(tab, MATCHING).locator("select").first, card(tab, ORDERING).locator(".q-pos").first):
        assert place.evaluate("e => getComputedStyle(e).color") == "rgba(0, 0, 0, 0)"


def test_on_paper_an_answer_is_printed_with_what_was_said_to_it(quiz: Quiz) -> None:
    """Who prints after checking keeps choice, reason and the explanation that was opened."""
    tab = quiz(SINGLE, MATCHING)
    put(tab, "wrong")
    tab.emulate_media(media="print")
    assert card(tab, SINGLE).get_by_text("Defence has no part").first.is_visible()
    assert card(tab, SINGLE).get_by_text("Customs belongs to the security sector").is_visible()
    assert (
        card(tab, MATCHING).locator("select").first.evaluate("e => getComputedStyle(e).color")
        != "rgba(0, 0, 0, 0)"
    )
    assert tab.locator("button:visible").count() == 0


def test_a_long_word_does_not_widen_a_phone(quiz: Quiz) -> None:
    """Long compounds and addresses break."""
    word = "Sicherheitssektorreformunterstützungsprogrammkoordination" * 2
    long = replace(
        SINGLE, prompt=word, choices=tuple(replace(c, text=word, feedback=word) for c in SINGLE.choices)
    )
    tab = quiz(long, width=360)
    card(tab, long).locator("form label").first.click()
    press(card(tab, long), "Check")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_files_are_small() -> None:
    """Scripts and styles of a quiz, as they are published."""
    from ssr_course.page import assets

    def weight(text: str) -> int:
        return len(gzip.compress(text.encode(), 9, mtime=0))

    assert weight(assets.script(SCRIPTS)) <= 10_240
    assert weight((ASSETS / "quiz.css").read_text(encoding="utf-8")) <= 3_584
