"""Answers stay on the device, apart for each learner, whatever the browser does with its storage."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from interpreter import expect
from playwright.sync_api import Page
from quiz_harness import (
    EVERY,
    NUMERIC,
    ORDERING,
    POOL,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    bank,
    card,
    choose,
    focused,
    press,
    stored,
    verdict,
)

Quiz = Callable[..., Page]
ANSWERS = {
    "customs-role": ["army"],
    "oversight-bodies": ["committee", "audit"],
    "one-model": False,
    "who-does-what": {"parliament": "judges", "audit": "accounts"},
    "long-powers": {"courts": "judges"},
    "functions": {"police": "manage", "interior": "manage"},
    "budget-cycle": ["examine", "spend", "propose", "approve"],
    "budget-share": "٣١٫٤",
    "name-office": "Ombud?",
    "in-your-words": "Two\nlines",
}


def become(tab: Page, number: str) -> None:
    """Give a learner number in the box below the questions."""
    tab.locator(".q-who summary").click()
    tab.get_by_label("Learner number").fill(number)
    tab.get_by_role("button", name="Use this number").click()


def put(tab: Page, answers: object, key: str = "ssr::security-sector") -> None:
    """Lay answers into the storage and open the page again."""
    pack = {"format": "ssr-answers/1", "module": "security-sector", "answers": answers}
    tab.evaluate("([key, pack]) => localStorage.setItem(key, JSON.stringify(pack))", [key, pack])
    tab.reload()


def test_every_kind_of_answer_is_restored_as_it_was_given(quiz: Quiz) -> None:
    """After a return each question shows its answer, and a save of one leaves the others alone."""
    tab = quiz(*EVERY)
    put(tab, ANSWERS)
    assert tab.locator(".q[data-state=answered]").count() == len(EVERY)
    assert tab.locator(".q-strip p").inner_text() == "10 of 10 answered"
    assert card(tab, NUMERIC).get_by_label("Your answer").input_value() == "٣١٫٤"
    assert card(tab, NUMERIC).locator(".q-heard").inner_text() == "Understood as 31.4"
    shown = card(tab, ORDERING).locator(".q-row").evaluate_all("rows => rows.map(r => r.dataset.item)")
    assert shown == ANSWERS["budget-cycle"]
    choose(card(tab, SINGLE), "The border guard")
    assert stored(tab) == {**ANSWERS, "customs-role": ["border"]}


def test_whatever_lies_in_the_storage_the_page_works(quiz: Quiz) -> None:
    """An answer of another shape is no answer, and the question can be answered."""
    tab = quiz(*EVERY)
    for nonsense in (None, 7, [[["customs"]]], {"a": {"b": 1}}, ["customs", 1]):
        put(tab, {q.id: nonsense for q in EVERY})
        choose(card(tab, SINGLE), "The army")
        choose(card(tab, SINGLE), "The customs service")
        press(card(tab, SINGLE), "Check answer")
        assert "1 of 1 point" in verdict(card(tab, SINGLE)), nonsense


def test_a_broken_record_in_the_storage_does_not_stop_the_page(quiz: Quiz) -> None:
    """Half a file left by a crash reads as no answers."""
    tab = quiz(SINGLE)
    tab.evaluate("localStorage.setItem('ssr::security-sector', '{\"answers\": {')")
    tab.reload()
    choose(card(tab, SINGLE), "The army")
    assert stored(tab) == {"customs-role": ["army"]}


def test_tries_are_counted_over_visits(quiz: Quiz) -> None:
    """The second try of another day is the second try."""
    tab = quiz(SINGLE)
    for _ in range(2):
        choose(card(tab, SINGLE), "The army")
        press(card(tab, SINGLE), "Check answer")
        tab.reload()
    pack = tab.evaluate("JSON.parse(localStorage.getItem('ssr::security-sector'))")
    assert pack["tries"] == {"customs-role": 2}
    assert pack["times"]["customs-role"].endswith("Z")


def test_trying_again_does_not_lose_the_answer_that_was_given(quiz: Quiz) -> None:
    """Who leaves after "Try again" comes back to the last answer."""
    tab = quiz(SINGLE)
    choose(card(tab, SINGLE), "The army")
    press(card(tab, SINGLE), "Check answer")
    press(card(tab, SINGLE), "Try again")
    tab.reload()
    assert card(tab, SINGLE).get_by_label("The army").is_checked()


def test_two_tabs_never_lose_each_others_answers(quiz: Quiz, page: Callable[..., Page]) -> None:
    """Each tab writes only its own change, and shows what the other one did."""
    one = quiz(SINGLE, TRUE_FALSE, SHORT)
    two = page(one.url, beside=one)
    choose(card(one, SINGLE), "The army")
    choose(card(two, TRUE_FALSE), "False")
    card(one, SHORT).get_by_label("Your answer").fill("ombudsman")
    expect(card(two, SINGLE).get_by_label("The army")).to_be_checked()
    expect(card(two, SHORT).get_by_label("Your answer")).to_have_value("ombudsman")
    expect(card(one, TRUE_FALSE).get_by_label("False")).to_be_checked()
    assert stored(two) == {"customs-role": ["army"], "one-model": False, "name-office": "ombudsman"}
    card(two, SHORT).get_by_label("Your answer").fill("")
    expect(card(one, SHORT)).to_have_attribute("data-state", "fresh")
    assert "name-office" not in stored(one)


def test_another_tab_does_not_disturb_a_verdict(quiz: Quiz, page: Callable[..., Page]) -> None:
    """What is read here stays, while another question is answered there."""
    one = quiz(SINGLE, TRUE_FALSE)
    two = page(one.url, beside=one)
    choose(card(one, SINGLE), "The army")
    press(card(one, SINGLE), "Check answer")
    choose(card(two, TRUE_FALSE), "False")
    expect(card(one, TRUE_FALSE).get_by_label("False")).to_be_checked()
    assert "Not right yet" in verdict(card(one, SINGLE))


def test_the_same_question_twice_on_a_page_is_one_answer(quiz: Quiz) -> None:
    """Both copies show it; each has ids of its own."""
    tab = quiz(banks=(bank(SINGLE, SINGLE), bank(SINGLE)))
    choose(card(tab, SINGLE, 2), "The border guard")
    for nth in range(3):
        assert card(tab, SINGLE, nth).get_by_label("The border guard").is_checked()
    assert tab.evaluate(
        "[...document.querySelectorAll('[id]')].length == new Set([...document.querySelectorAll('[id]')]"
        ".map(e => e.id)).size"
    )
    assert tab.locator(".q-save:visible").count() == 1, "one module has one box"


def test_two_modules_on_a_page_are_kept_apart(quiz: Quiz) -> None:
    """Each has its own box and its own record."""
    tab = quiz(banks=(bank(SINGLE), bank(TRUE_FALSE, id="reform")))
    choose(card(tab, SINGLE), "The army")
    choose(card(tab, TRUE_FALSE), "True")
    assert tab.locator(".q-save:visible").count() == 2
    assert stored(tab) == {"customs-role": ["army"]}
    assert stored(tab, "reform") == {"one-model": True}


@pytest.mark.parametrize(
    ("storage", "said"), [("denied", "does not let this page save"), ("full", "no room left")]
)
def test_where_nothing_can_be_saved_it_is_said_beside_the_answer(quiz: Quiz, storage: str, said: str) -> None:
    """Answering, checking and downloading still work; two copies still agree."""
    tab = quiz(banks=(bank(SINGLE, TRUE_FALSE), bank(SINGLE)), storage=storage)
    q = card(tab, SINGLE)
    choose(q, "The customs service")
    assert said in q.locator(".q-kept").inner_text()
    press(q, "Check answer")
    assert "1 of 1 point" in verdict(q) and said in q.locator(".q-kept").inner_text()
    assert said in tab.locator(".q-status:visible").inner_text()
    assert card(tab, SINGLE, 1).get_by_label("The customs service").is_checked()
    with tab.expect_download() as download:
        press(tab.locator(".q-save:visible"), "Download")
    assert '"customs"' in download.value.path().read_text(encoding="utf-8")


def test_room_that_is_made_is_used(quiz: Quiz) -> None:
    """Once the device has room again, the next answer saves also those before it."""
    tab = quiz(SINGLE, TRUE_FALSE, storage="full")
    choose(card(tab, SINGLE), "The army")
    tab.evaluate(
        "Object.keys(localStorage).forEach(k => k.startsWith('filler') && localStorage.removeItem(k))"
    )
    choose(card(tab, TRUE_FALSE), "True")
    assert stored(tab) == {"customs-role": ["army"], "one-model": True}
    assert tab.locator(".q-status").inner_text().strip() == "Saved on this device"


def test_the_page_works_from_a_file(quiz: Quiz) -> None:
    """No server, the same quiz, the same memory."""
    tab = quiz(*EVERY, file=True)
    choose(card(tab, SINGLE), "The army")
    press(card(tab, SINGLE), "Check answer")
    assert "Defence has no part" in card(tab, SINGLE).locator(".is-wrong").inner_text()
    tab.reload()
    assert card(tab, SINGLE).get_by_label("The army").is_checked()


def test_learners_who_share_a_device_have_answers_of_their_own(quiz: Quiz) -> None:
    """A number keeps them apart; "I am somebody else" makes room for the next one."""
    tab = quiz(SINGLE)
    become(tab, "cadet-7")
    assert tab.locator(".q-who summary").inner_text() == "Answers of learner cadet-7"
    choose(card(tab, SINGLE), "The army")
    press(tab.locator(".q-save"), "I am somebody else")
    assert focused(tab) in ("", "q-who"), "the focus is in the field for the next number"
    assert card(tab, SINGLE).get_attribute("data-state") == "fresh"
    tab.get_by_label("Learner number").fill("cadet-8")
    tab.keyboard.press("Enter")
    choose(card(tab, SINGLE), "The border guard")
    tab.reload()
    assert card(tab, SINGLE).get_by_label("The border guard").is_checked()
    assert stored(tab, learner="cadet-7") == {"customs-role": ["army"]}


@pytest.mark.parametrize("mine", [True, False])
def test_what_was_answered_before_a_number_was_given_can_be_taken_along(quiz: Quiz, mine: bool) -> None:
    """A learner says whether the answers so far are theirs; else they stay without a name."""
    tab = quiz(SINGLE)
    choose(card(tab, SINGLE), "The army")
    tab.locator(".q-who summary").click()
    tab.get_by_label("The answers given so far are mine").set_checked(mine)
    tab.get_by_label("Learner number").fill("7")
    tab.keyboard.press("Enter")
    assert stored(tab, learner="7") == ({"customs-role": ["army"]} if mine else {})
    assert stored(tab) == ({} if mine else {"customs-role": ["army"]})


@pytest.mark.parametrize("number", ["a b", "../x", "", "ü7", "x" * 64 + "y", "a:b"])
def test_a_number_that_a_roster_cannot_hold_is_refused(quiz: Quiz, number: str) -> None:
    """What may be typed is said, the focus stays in the field, nothing changes."""
    tab = quiz(SINGLE)
    tab.locator(".q-who summary").click()
    tab.evaluate("document.querySelector('.q-who [type=text]').removeAttribute('maxlength')")
    tab.get_by_label("Learner number").fill(number)
    tab.keyboard.press("Enter")
    assert "Use letters, digits" in tab.locator(".q-who .q-kept").inner_text()
    assert tab.evaluate("SSR.store.learner()") == ""
    assert tab.evaluate("document.activeElement.type") == "text"


def test_a_number_given_in_one_tab_counts_in_the_other(quiz: Quiz, page: Callable[..., Page]) -> None:
    """The device has one learner at a time."""
    one = quiz(SINGLE, *POOL)
    two = page(one.url, beside=one)
    become(one, "cadet-7")
    expect(two.locator(".q-who summary")).to_have_text("Answers of learner cadet-7")


def test_deleting_asks_first_and_can_be_left(quiz: Quiz) -> None:
    """ "Keep them" has the focus, closes the question and gives the focus back."""
    tab = quiz(SINGLE)
    choose(card(tab, SINGLE), "The army")
    tab.locator(".q-who summary").click()
    press(tab.locator(".q-save"), "Delete my answers")
    assert focused(tab) == "Keep them"
    tab.keyboard.press("Enter")
    assert focused(tab) == "Delete my answers from this device"
    assert not tab.locator(".q-ask").is_visible()
    assert stored(tab) == {"customs-role": ["army"]}


def test_deleting_mine_leaves_what_others_answered(quiz: Quiz) -> None:
    """Answers and progress of this learner go, in all modules; another learner's stay."""
    tab = quiz(banks=(bank(SINGLE), bank(TRUE_FALSE, id="reform")))
    choose(card(tab, SINGLE), "The army")
    tab.evaluate("SSR.store.setLearner('cadet-7'); SSR.store.markPage('book/quiz', true)")
    choose(card(tab, SINGLE), "The border guard")
    choose(card(tab, TRUE_FALSE), "True")
    tab.locator(".q-who summary").first.click()
    box = tab.locator(".q-save").first
    press(box, "Delete my answers")
    assert "of learner cadet-7, in all modules" in box.locator(".q-ask").inner_text()
    press(box, "Delete mine")
    assert box.locator(".q-news").inner_text() == "Deleted from this device."
    assert tab.evaluate("Object.keys(localStorage).sort()") == ["ssr::security-sector", "ssr:learner"]
    assert card(tab, SINGLE).get_attribute("data-state") == "fresh"
    assert focused(tab) == "Answers of learner cadet-7"


def test_deleting_everybodys_leaves_nothing(quiz: Quiz) -> None:
    """Not a key of ours is left; what other pages keep stays."""
    tab = quiz(SINGLE)
    tab.evaluate("localStorage.setItem('other', '1'); SSR.store.setLearner('cadet-7')")
    choose(card(tab, SINGLE), "The army")
    tab.locator(".q-who summary").click()
    press(tab.locator(".q-save"), "Delete my answers")
    press(tab.locator(".q-save"), "Delete everybody's")
    assert tab.evaluate("Object.keys(localStorage)") == ["other"]
    assert tab.locator(".q-who summary").inner_text() == "Do others use this device?"


def test_pages_know_when_they_are_done(quiz: Quiz) -> None:
    """A page is done when all its questions are answered, or its end was seen, or the learner says so."""
    pages = {
        "book/a": {"module": "security-sector", "questions": ["customs-role", ["pool-a", "pool-b"]]},
        "book/b": {"module": "security-sector", "questions": []},
    }
    tab = quiz(SINGLE, POOL[1], pages=pages)

    def done(name: str) -> bool:
        return tab.evaluate("name => SSR.store.isDone(name)", f"book/{name}")

    assert not done("a") and not done("b")
    choose(card(tab, SINGLE), "The army")
    assert not done("a")
    choose(card(tab, POOL[1]), "C")
    assert done("a"), "of a pool, one is asked"
    tab.evaluate("SSR.store.markPage('book/b')")
    assert done("b")
    tab.evaluate("SSR.store.markPage('book/b', false)")
    assert not done("b")
