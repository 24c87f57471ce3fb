"""Questions that count: answered in the page, kept as given, marked later, nothing tells the key."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from quiz_harness import EVERY, ORDERING, POOL, SINGLE, TRUE_FALSE, WRITTEN, bank, card, choose, press, stored

from ssr_course.quiz import public

Quiz = Callable[..., Page]


def shown(tab: Page) -> list[str]:
    """The ids of the questions that can be seen."""
    return tab.locator(".q:visible").evaluate_all("all => all.map(q => q.dataset.id)")


def test_a_graded_question_says_that_it_is_marked_later(quiz: Quiz) -> None:
    """No button checks anything; an answer is saved, and that is said beside it."""
    tab = quiz(*EVERY, graded=True)
    assert "marked later" in tab.locator(".q-later").inner_text()
    assert tab.get_by_role("button", name="Check").count() == 0
    assert tab.get_by_role("button", name="Compare").count() == 0
    q = card(tab, SINGLE)
    choose(q, "The army")
    assert q.locator(".q-kept").inner_text() == "Saved on this device"
    assert q.locator(".q-fb:visible, .q-out:visible").count() == 0
    assert stored(tab) == {"customs-role": ["army"]}
    tab.reload()
    assert card(tab, SINGLE).locator(".q-kept").inner_text() == "Saved on this device"


def test_nothing_in_a_graded_page_tells_the_key(quiz: Quiz) -> None:
    """No island, no notes, no explanation, no mark of the right choice, no rubric."""
    tab = quiz(*EVERY, graded=True)
    source = tab.content()
    for secret in (
        "data-correct",
        "quiz-key",
        "q-why",
        "most</strong>",
        "Names a benefit",
        "31.4",
        "National titles",
    ):
        assert secret not in source.replace("such as 31 or 31.4", ""), secret


def test_enter_in_a_graded_field_sends_and_marks_nothing(quiz: Quiz) -> None:
    """The answer is only kept."""
    tab = quiz(EVERY[8], graded=True)
    field = tab.get_by_role("textbox", name="Your answer")
    field.fill("ombudsman")
    field.press("Enter")
    assert stored(tab) == {"name-office": "ombudsman"} and "?" not in tab.url


def test_a_graded_answer_can_be_taken_back(quiz: Quiz) -> None:
    """ "Clear my answer" is offered once there is one."""
    tab = quiz(SINGLE, graded=True)
    q = card(tab, SINGLE)
    assert not q.get_by_role("button", name="Clear").is_visible()
    choose(q, "The army")
    press(q, "Clear my answer")
    assert stored(tab) == {} and q.locator(":checked").count() == 0
    assert tab.evaluate("document.activeElement.type") == "radio"


def test_an_order_that_is_right_as_shown_can_be_handed_in(quiz: Quiz) -> None:
    """Without a check button the learner says "Keep this order"."""
    tab = quiz(ORDERING, graded=True)
    press(card(tab, ORDERING), "Keep this order")
    assert len(stored(tab)["budget-cycle"]) == 4
    assert tab.evaluate("document.activeElement !== document.body")


def test_each_learner_gets_one_question_of_a_pool_as_python_picks_it(quiz: Quiz) -> None:
    """Without a number it is the first; another number picks anew."""
    ids = [q.id for q in POOL]
    tab = quiz(SINGLE, *POOL, graded=True)
    assert shown(tab) == ["customs-role", "pool-a"]
    assert card(tab, POOL[0]).locator(".q-no").inner_text() == "Question 2 of 2"
    for learner in ("cadet-1", "cadet-2", "cadet-3", ""):
        tab.evaluate("id => SSR.store.setLearner(id)", learner)
        assert shown(tab) == ["customs-role", public.pick(ids, "security-sector", "letters", learner)]


def test_each_learner_has_an_own_order_of_choices_as_python_has_it(quiz: Quiz) -> None:
    """Choices, items to be ordered and groups to be sorted; true and false stay where they are."""
    tab = quiz(*EVERY, graded=True)
    for learner in ("", "cadet-1", "cadet-2"):
        tab.evaluate("id => SSR.store.setLearner(id)", learner)
        for question in EVERY:
            if question.type in ("true-false", "numeric", "short", "written"):
                continue
            rows = (
                card(tab, question)
                .locator(".q-row")
                .evaluate_all("rows => rows.map(r => r.dataset.item || r.querySelector('input').value)")
            )
            assert rows == public.shown(question, learner, graded=True), (question.id, learner)
        targets = (
            card(tab, EVERY[3])
            .locator("select")
            .first.locator("option")
            .evaluate_all("o => o.map(x => x.value)")
        )
        assert targets[1:] == public.order([t.id for t in EVERY[3].targets], learner, EVERY[3].id)


def test_practice_has_the_same_order_as_python_too(quiz: Quiz) -> None:
    """An order to be found is never shown as the right one."""
    tab = quiz(ORDERING)
    for number in range(12):
        tab.evaluate("id => SSR.store.setLearner(id)", f"cadet-{number}")
        rows = card(tab, ORDERING).locator(".q-row").evaluate_all("rows => rows.map(r => r.dataset.item)")
        assert rows == public.shown(ORDERING, f"cadet-{number}") != [item.id for item in ORDERING.items]


def test_the_receipt_of_a_graded_page_counts_the_questions_that_count(quiz: Quiz) -> None:
    """Practice on the same page, and the pool's other questions, are not counted."""
    tab = quiz(banks=(bank(TRUE_FALSE), bank(SINGLE, WRITTEN, *POOL, graded=True)))
    choose(card(tab, TRUE_FALSE), "True")
    choose(card(tab, SINGLE), "The army")
    with tab.expect_download() as waiting:
        press(tab.locator(".q-save:visible"), "Download")
    assert "1 of 3 answered, 2 missing" in tab.locator(".q-status:visible").inner_text()
    held = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert held["answers"] == {"one-model": True, "customs-role": ["army"]}, "one file holds both"


@pytest.mark.parametrize("storage", ["denied", "full"])
def test_a_graded_answer_that_cannot_be_saved_says_so(quiz: Quiz, storage: str) -> None:
    """Never "Saved" where nothing was."""
    tab = quiz(SINGLE, graded=True, storage=storage)
    choose(card(tab, SINGLE), "The army")
    assert "Download your answers before" in card(tab, SINGLE).locator(".q-kept").inner_text()


def test_without_a_script_a_graded_page_says_what_does_not_work(quiz: Quiz) -> None:
    """It can be read and printed; that nothing is kept is said first."""
    tab = quiz(SINGLE, *POOL, graded=True, javascript=False)
    assert "cannot keep your answers" in tab.locator("noscript").inner_text()
    assert shown(tab) == ["customs-role", "pool-a"]
