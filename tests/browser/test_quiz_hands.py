"""Every question is answered by keyboard alone, and by touch on a small phone; reading needs no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from quiz_harness import (
    CATEGORISE,
    EVERY,
    LONG_MATCHING,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    WRITTEN,
    bank,
    card,
    choose,
    focused,
    stored,
)

Quiz = Callable[..., Page]


def keys(tab: Page, *pressed: str) -> None:
    """Press keys one after the other."""
    for key in pressed:
        tab.keyboard.press(key)


def enter(tab: Page) -> None:
    """Put the focus on the first control of the only question, as Tab would."""
    tab.locator(".q form").locator("input, select, textarea, button").first.focus()


def answer_by_keys(tab: Page, question: object) -> object:
    """Answer the only question of a page by keyboard; gives the answer that must be kept."""
    enter(tab)
    if question is SINGLE:
        keys(tab, "Space", "ArrowDown", "Tab", "Enter")
        return ["customs"]
    if question is MULTIPLE:
        keys(tab, "Space", "Tab", "Tab", "Space", "Tab", "Space", "Tab", "Enter")
        return ["committee", "ombuds", "audit"]
    if question is TRUE_FALSE:
        keys(tab, "Space", "ArrowDown", "Tab", "Enter")
        return False
    if question in (MATCHING, LONG_MATCHING):
        answer = {item.id: item.target for item in question.items}
        for item in question.items:
            if question is MATCHING:
                tab.keyboard.type(next(t.text for t in MATCHING.targets if t.id == item.target))
            else:
                keys(tab, "Space")
                while tab.evaluate("document.activeElement.value") != item.target:
                    keys(tab, "ArrowDown")
            keys(tab, "Tab")
        keys(tab, "Enter")
        return answer
    if question is CATEGORISE:
        for steps in (0, 1, 2):
            keys(tab, "Space", *["ArrowDown"] * steps, "Tab")
        keys(tab, "Enter")
        return {"police": "provide", "interior": "manage", "anticorr": "oversee"}
    if question is NUMERIC:
        tab.keyboard.type("31.4")
        keys(tab, "Enter")
        return "31.4"
    if question is SHORT:
        tab.keyboard.type("ombudsman")
        keys(tab, "Enter")
        return "ombudsman"
    if question is WRITTEN:
        tab.keyboard.type("It keeps honest people safe.")
        keys(tab, "Tab", "Enter")
        return "It keeps honest people safe."
    wanted = [item.id for item in ORDERING.items]
    rows = tab.locator(".q-order .q-row")
    for place, name in enumerate(wanted):
        now = [row.get_attribute("data-item") for row in rows.all()]
        tab.locator(f".q-row[data-item={name}]").get_by_role("button", name="Move up").focus()
        keys(tab, *["Enter"] * (now.index(name) - place))
    tab.get_by_role("button", name="Check answer").focus()
    keys(tab, "Enter")
    return wanted


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.id)
def test_each_type_is_answered_and_checked_by_keyboard_alone(quiz: Quiz, question: object) -> None:
    """Tab, arrows, Space and Enter do it, and the focus never falls off the page."""
    tab = quiz(question)
    answer = answer_by_keys(tab, question)
    q = card(tab, question)
    assert q.get_attribute("data-state") == ("answered" if question is WRITTEN else "right")
    assert stored(tab)[question.id] == answer
    assert focused(tab) != "nothing"


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.id)
def test_each_type_is_answered_by_touch_on_a_small_phone(quiz: Quiz, question: object) -> None:
    """Taps alone give an answer; nothing has to be dragged, and nothing is wider than the screen."""
    tab = quiz(question, width=360, height=700, touch=True)
    q = card(tab, question)
    if question in (NUMERIC, SHORT, WRITTEN):
        q.get_by_role("textbox").tap()
        tab.keyboard.type("31.4 words that are enough here")
    elif question is MATCHING:
        q.locator("select").first.tap()
        q.locator("select").first.select_option(index=1)
    elif question is ORDERING:
        q.get_by_role("button", name="Move down").first.tap()
    else:
        q.locator("form label").first.tap()
    assert question.id in stored(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_moved_line_keeps_the_focus_on_its_arrow_and_is_spoken(quiz: Quiz) -> None:
    """At the end of its way the arrow stays focused, only without effect."""
    tab = quiz(ORDERING)
    q = card(tab, ORDERING)
    line = q.locator(".q-order .q-txt").nth(1).inner_text()
    q.get_by_role("button", name=f"Move up: {line}").focus()
    keys(tab, "Enter", "Enter", "Enter")
    assert focused(tab) == f"Move up: {line}"
    assert q.locator(".vh[role=status]").inner_text() == f"{line}: now 1 of 4"
    assert q.locator(".q-order .q-txt").first.inner_text() == line
    assert q.get_by_role("button", name=f"Move up: {line}").get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_that_is_pressed_is_large_enough_for_a_thumb(quiz: Quiz, width: int) -> None:
    """Rows, pills, arrows, selects, fields, buttons, the strip and links: 44 pixels at least."""
    tab = quiz(banks=(bank(*EVERY), bank(SINGLE, id="reform")), width=width)
    choose(card(tab, SINGLE), "The army")
    card(tab, SINGLE).get_by_role("button", name="Check answer").click()
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    tab.locator("[data-act=ask]").first.click()
    kinds = "a, button, select, textarea, summary, [type=text], .q-row > label, .q-pills label, .q-check"
    small = tab.evaluate(
        """kinds => [...document.querySelectorAll(kinds)].filter(e => e.offsetParent)
        .map(e => [e.textContent.trim().slice(0, 30) || e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
        .filter(([name, box]) => box.height < 43.5 || box.width < 43.5)
        .map(([name, box]) => name + ' ' + box.height)""",
        kinds,
    )
    free = [name for name in small if not name.startswith("Your answer")]
    assert free == []


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.id)
def test_without_a_script_each_question_can_be_read_and_its_answer_opened(
    quiz: Quiz, question: object
) -> None:
    """Native controls, no dead button, the answer and explanation in a details that opens by keyboard."""
    tab = quiz(question, javascript=False, width=360)
    q = card(tab, question)
    assert q.locator("form input, form select, form textarea").first.is_visible()
    assert q.get_by_role("button").count() == 0
    assert not tab.locator(".q-save").is_visible()
    explanation = q.locator(".q-why")
    assert not explanation.is_visible()
    q.locator(".q-key summary").focus()
    keys(tab, "Enter")
    assert explanation.is_visible()


def test_without_a_script_the_answer_tells_what_is_right_and_why(quiz: Quiz) -> None:
    """Each choice stands there with its word and its reason."""
    tab = quiz(SINGLE, javascript=False)
    q = card(tab, SINGLE)
    q.locator(".q-key summary").click()
    notes = q.locator(".q-notes li").all_inner_texts()
    assert notes[0] == "The army Not this.\nDefence has no part in collecting revenue."
    assert notes[1] == "The customs service Right.\nCustoms collects duties and stops prohibited goods."
    q.locator(".q-hint summary").click()
    assert q.get_by_text("Think of goods and revenue").is_visible()


def test_without_a_script_enter_sends_nothing(quiz: Quiz) -> None:
    """Enter in a field leaves page and answer as they are."""
    tab = quiz(SHORT, javascript=False)
    field = card(tab, SHORT).get_by_label("Your answer")
    field.fill("ombudsman")
    field.press("Enter")
    assert field.input_value() == "ombudsman" and "?" not in tab.url
