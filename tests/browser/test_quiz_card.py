"""A learner answers a question and is told what to think of it, beside the choice that it concerns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from interpreter import expect
from playwright.sync_api import Page
from quiz_harness import (
    CATEGORISE,
    LONG_MATCHING,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    WRITTEN,
    card,
    choose,
    focused,
    press,
    stored,
    verdict,
)

Quiz = Callable[..., Page]


def order(tab: Page) -> list[str]:
    """The lines of the ordering question, from above."""
    return tab.locator(".q-order .q-txt").all_inner_texts()


def put_in_order(tab: Page, *lines: str) -> None:
    """Moves each line up to its place with its arrow."""
    for place, line in enumerate(lines):
        while order(tab).index(line) > place:
            press(card(tab, ORDERING), f"Move up: {line}")


RIGHT_ORDER = [item.text for item in ORDERING.items]


def test_the_right_choice_is_marked_beside_it_with_its_reason(quiz: Quiz) -> None:
    """A tick, a word and the author's reason stand in the box of the choice; the other boxes stay bare."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    choose(q, "The customs service")
    press(q, "Check answer")
    row = q.locator(".q-row.is-right")
    assert row.locator(".q-fb").inner_text() == "Right. Customs collects duties and stops prohibited goods."
    assert q.locator(".q-fb:visible").count() == 1
    assert "Right" in verdict(q) and "1 of 1 point" in verdict(q)
    assert q.locator(".q-badge").inner_text() == "Right"


def test_a_wrong_choice_gets_its_reason_and_can_be_tried_again(quiz: Quiz) -> None:
    """Emphasis of the feedback survives; trying again clears the wrong choice and leads the focus back."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    choose(q, "The army")
    press(q, "Check answer")
    assert q.locator(".is-wrong .q-fb").inner_text() == "Not this. Defence has no part in collecting revenue."
    assert q.locator(".is-wrong .q-fb em").inner_text() == "revenue"
    assert "Not right yet" in verdict(q)
    press(q, "Try again")
    assert q.locator(":checked").count() == 0
    assert q.locator(".q-fb:visible").count() == 0
    assert tab.evaluate("document.activeElement.value") == "army"
    choose(q, "The customs service")
    press(q, "Check answer")
    assert "2 tries" in verdict(q)


def test_several_choices_earn_part_of_the_points(quiz: Quiz) -> None:
    """Two right and one wrong of three give one of three points, each choice with its own reason."""
    tab = quiz(MULTIPLE)
    q = card(tab, MULTIPLE)
    for text in ("A parliamentary committee", "The ombuds institution", "The ministry of defence"):
        choose(q, text)
    press(q, "Check answer")
    assert "Partly right 1 of 3 points" in " ".join(verdict(q).split())
    assert "You found 2 of 3. 1 of your choices does not belong." in verdict(q)
    assert q.locator(".is-right").count() == 2 and q.locator(".is-wrong").count() == 1
    press(q, "Try again")
    assert q.locator(":checked").count() == 2, "what was right stays"


def test_the_explanation_shows_what_was_missed(quiz: Quiz) -> None:
    """Only who opens the explanation sees the choices that were left out."""
    tab = quiz(MULTIPLE)
    q = card(tab, MULTIPLE)
    choose(q, "The audit institution")
    press(q, "Check answer")
    assert q.locator(".is-missed").count() == 0
    q.get_by_text("Answer and explanation").click()
    expect(q.locator(".is-missed")).to_have_count(2)
    assert "This belongs too. It receives complaints." in q.inner_text()
    assert "Three stand outside the chain of command." in q.inner_text()


def test_true_or_false_is_marked_with_the_note_on_that_answer(quiz: Quiz) -> None:
    """Each of both answers has its own note."""
    tab = quiz(TRUE_FALSE)
    q = card(tab, TRUE_FALSE)
    choose(q, "True")
    press(q, "Check answer")
    assert "Many parts recur" in q.locator(".is-wrong").inner_text()
    press(q, "Try again")
    choose(q, "False")
    press(q, "Check answer")
    assert "There is no single model." in q.locator(".is-right").inner_text()
    assert stored(tab) == {"one-model": False}


def test_matching_by_selects_tells_each_line(quiz: Quiz) -> None:
    """Right, wrong and empty lines are told apart; empty lines learn nothing yet."""
    tab = quiz(MATCHING)
    q = card(tab, MATCHING)
    q.get_by_label("Parliament").select_option("Approves the budget")
    q.get_by_label("Audit institution").select_option("Judges abuses of power")
    press(q, "Check answer")
    assert "1 of 3 are in place." in verdict(q)
    rows = q.locator(".q-row")
    assert rows.nth(0).locator(".q-fb").inner_text() == "Right. Parliament holds the purse."
    assert rows.nth(1).locator(".q-fb").inner_text() == "Not this. Auditors come after the spending."
    assert rows.nth(2).locator(".q-fb").inner_text().strip() == "No answer on this line yet."
    press(q, "Try again")
    assert stored(tab)["who-does-what"] == {"parliament": "budget", "audit": "judges"}
    assert q.get_by_label("Audit institution").input_value() == "", "the wrong line is free again"
    assert focused(tab).startswith("Choose"), "and has the focus"


def test_long_targets_are_read_in_full_below_each_line(quiz: Quiz) -> None:
    """Texts that a phone would cut in a select are radio buttons."""
    tab = quiz(LONG_MATCHING, width=360)
    q = card(tab, LONG_MATCHING)
    assert q.locator("select").count() == 0
    for item in LONG_MATCHING.items:
        target = next(t.text for t in LONG_MATCHING.targets if t.id == item.target)
        q.get_by_role("group", name=item.text).get_by_label(target).check()
    press(q, "Check answer")
    assert q.locator(".is-right").count() == 3
    assert "3 of 3 points" in verdict(q)


def test_sorting_into_groups_is_marked_line_by_line(quiz: Quiz) -> None:
    """Two of three in place give two of three points."""
    tab = quiz(CATEGORISE)
    q = card(tab, CATEGORISE)
    for name, group in (
        ("Police service", "Provides"),
        ("Ministry", "Manages"),
        ("Anti-corruption", "Manages"),
    ):
        q.get_by_role("group", name=name).locator("label").filter(has_text=group).click()
    press(q, "Check answer")
    assert "2 of 3 are in place." in verdict(q) and "2 of 3 points" in verdict(q)
    assert "It investigates from outside." in q.locator(".is-wrong").inner_text()


def test_an_order_is_marked_between_the_lines(quiz: Quiz) -> None:
    """Marks are for neighbours, so the verdict stands between them; the general note joins in."""
    tab = quiz(ORDERING)
    q = card(tab, ORDERING)
    assert order(tab) != RIGHT_ORDER, "the order shown first is never the right one"
    put_in_order(tab, RIGHT_ORDER[1], RIGHT_ORDER[0], RIGHT_ORDER[2], RIGHT_ORDER[3])
    press(q, "Check answer")
    assert q.locator(".q-pair.ok").count() == 1 and q.locator(".q-pair.no").count() == 2
    assert "1 of 3 steps follow each other as they should." in verdict(q)
    assert "The baton fell at one hand." in verdict(q)
    press(q, "Try again")
    put_in_order(tab, *RIGHT_ORDER)
    assert q.locator(".q-pair").count() == 0, "a moved line clears the verdict"
    press(q, "Check answer")
    assert "3 of 3 points" in verdict(q) and "The relay is complete." in verdict(q)


def test_an_order_that_nobody_touched_can_be_checked(quiz: Quiz) -> None:
    """Whoever agrees with the order shown may say so; it is then an answer."""
    tab = quiz(ORDERING)
    press(card(tab, ORDERING), "Check answer")
    assert len(stored(tab)["budget-cycle"]) == 4


@pytest.mark.parametrize(("typed", "heard"), [("٣١٫٤", "31.4"), ("31,40", "31.4"), ("  +31.4 ", "31.4")])
def test_a_number_in_any_script_is_understood_and_shown(quiz: Quiz, typed: str, heard: str) -> None:
    """The learner sees which number the page understood before checking; what is kept is as typed."""
    tab = quiz(NUMERIC)
    q = card(tab, NUMERIC)
    q.get_by_label("Your answer").fill(typed)
    assert q.locator(".q-heard").inner_text() == f"Understood as {heard}"
    press(q, "Check answer")
    assert "84 ÷ 267.5 = 0.314." in q.locator(".is-right").inner_text()
    assert stored(tab)["budget-share"] == typed


def test_what_is_no_number_is_said_and_costs_no_try(quiz: Quiz) -> None:
    """A cure is named, the focus stays in the field, and the next answer is the first try."""
    tab = quiz(NUMERIC)
    q = card(tab, NUMERIC)
    q.get_by_label("Your answer").fill("about a third")
    q.get_by_label("Your answer").press("Enter")
    assert "This is not a number yet." in verdict(q)
    assert tab.evaluate("document.activeElement.tagName") == "INPUT"
    q.get_by_label("Your answer").fill("30")
    press(q, "Check answer")
    assert "Divide the police share by the whole." in q.locator(".is-wrong").inner_text()
    assert "tries" not in verdict(q)


def test_a_particular_wrong_number_has_its_own_note(quiz: Quiz) -> None:
    """The note on this very answer wins over the general one."""
    tab = quiz(NUMERIC)
    q = card(tab, NUMERIC)
    q.get_by_label("Your answer").fill("3,180")
    press(q, "Check answer")
    assert "You divided the other way round." in q.locator(".is-wrong").inner_text()


def test_a_word_is_compared_without_regard_to_case_and_signs(quiz: Quiz) -> None:
    """A right word in another script counts; a particular wrong word has its own note."""
    tab = quiz(SHORT)
    q = card(tab, SHORT)
    q.get_by_label("Your answer").fill("audit  OFFICE")
    press(q, "Check answer")
    assert "this office listens" in q.locator(".is-wrong").inner_text()
    press(q, "Try again")
    assert tab.evaluate("document.activeElement.selectionEnd") == len("audit  OFFICE"), (
        "the text is ready to be replaced"
    )
    q.get_by_label("Your answer").fill("أمينُ المظالم")
    press(q, "Check answer")
    assert "National titles differ." in q.locator(".is-right").inner_text()


def test_a_text_is_counted_and_then_compared_with_a_model_answer(quiz: Quiz) -> None:
    """Words are counted while writing; too few words are told; then the model answer opens."""
    tab = quiz(WRITTEN)
    q = card(tab, WRITTEN)
    q.get_by_label("Your answer").fill("Because it helps")
    assert q.locator(".q-heard").inner_text() == "3 words"
    press(q, "Compare")
    assert "Write 5 words first, then compare." in verdict(q)
    assert not q.get_by_text("Oversight protects honest commanders").is_visible()
    q.get_by_label("Your answer").fill("Because it helps honest people everywhere")
    press(q, "Compare")
    assert q.get_by_text("Oversight protects honest commanders").is_visible()
    assert q.get_by_text("Names a benefit for the unit itself.").is_visible()
    assert "point" not in verdict(q), "a person marks it"
    assert stored(tab) == {"in-your-words": "Because it helps honest people everywhere"}


def test_words_of_a_language_without_spaces_are_counted(quiz: Quiz) -> None:
    """A Chinese sentence is more than one word."""
    tab = quiz(WRITTEN, language="zh-cn")
    card(tab, WRITTEN).get_by_role("textbox").fill("监督保护诚实的指挥官")
    assert int(card(tab, WRITTEN).locator(".q-heard").inner_text().split()[0]) > 3


def test_a_hint_opens_and_closes_beside_the_button(quiz: Quiz) -> None:
    """It opens below both, so that nothing jumps away under the finger."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    hint = q.locator(".q-hint summary")
    before = hint.bounding_box()
    hint.click()
    assert q.get_by_text("Think of goods and revenue").is_visible()
    assert hint.bounding_box() == before
    hint.click()
    assert not q.get_by_text("Think of goods and revenue").is_visible()


def test_checking_without_an_answer_asks_for_one_and_keeps_the_focus(quiz: Quiz) -> None:
    """Nothing is marked, nothing is counted."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    press(q, "Check answer")
    assert "No answer yet" in verdict(q) and "Choose an answer, then check it." in verdict(q)
    assert focused(tab) == "Check answer"
    assert stored(tab) == {}


def test_changing_an_answer_takes_the_verdict_away(quiz: Quiz) -> None:
    """An old verdict never stands beside a new answer."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    choose(q, "The army")
    press(q, "Check answer")
    choose(q, "The border guard")
    assert verdict(q) == "" and q.locator(".q-fb:visible").count() == 0
    assert q.locator(".q-badge").inner_text() == "Answered"


def test_the_verdict_is_announced_with_its_reason(quiz: Quiz) -> None:
    """The live region was there before; a single note is spoken with it, and describes its choice."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    assert q.locator(".q-out[role=status]").count() == 1
    choose(q, "The army")
    press(q, "Check answer")
    assert "Defence has no part" in q.locator(".q-out").text_content()
    described = q.get_by_label("The army").get_attribute("aria-describedby")
    assert "Defence has no part" in tab.locator(f"#{described}").inner_text()


@pytest.mark.parametrize("answer", ["The customs service", "The army"])
def test_the_focus_stays_on_the_button_that_was_pressed(quiz: Quiz, answer: str) -> None:
    """Check, try again and start again are one button, so it cannot vanish under the focus."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    choose(q, answer)
    press(q, "Check answer")
    assert focused(tab) in ("Start again", "Try again")


def test_a_right_answer_can_be_started_again(quiz: Quiz) -> None:
    """The question is fresh, the kept answer gone, the focus still on the button."""
    tab = quiz(SINGLE)
    q = card(tab, SINGLE)
    choose(q, "The customs service")
    press(q, "Check answer")
    press(q, "Start again")
    assert q.get_attribute("data-state") == "fresh" and stored(tab) == {}
    assert focused(tab) == "Check answer"


def test_a_wrong_answer_can_be_cleared_altogether(quiz: Quiz) -> None:
    """Also the order goes back to how it was shown first."""
    tab = quiz(ORDERING)
    q = card(tab, ORDERING)
    shown = order(tab)
    put_in_order(tab, RIGHT_ORDER[1], RIGHT_ORDER[0])
    press(q, "Check answer")
    press(q, "Clear my answer")
    assert order(tab) == shown and stored(tab) == {}
    assert q.get_attribute("data-state") == "fresh"


def test_a_question_without_notes_or_explanation_still_answers(quiz: Quiz) -> None:
    """The least that a bank may hold: a key and nothing else."""
    bare = replace(SHORT, notes=(), explanation="", hint="", see="")
    tab = quiz(bare)
    q = card(tab, bare)
    q.get_by_label("Your answer").fill("Ombudsman")
    q.get_by_label("Your answer").press("Enter")
    expect(q.locator(".q-badge")).to_have_text("Right")


def test_a_message_from_a_notebook_language_has_its_own_plural(quiz: Quiz) -> None:
    """Words that the language lacks are English, with English plural forms."""
    tab = quiz(WRITTEN, language="ru")
    field = card(tab, WRITTEN).get_by_role("textbox")
    field.fill("раз")
    assert card(tab, WRITTEN).locator(".q-heard").inner_text() == "1 word"
    field.fill("раз два")
    assert card(tab, WRITTEN).locator(".q-heard").inner_text() == "2 words"
