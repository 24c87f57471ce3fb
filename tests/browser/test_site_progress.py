"""The reader knows: what have I done, what is left, where do I go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
WELCOME, ONE, TWO = "en/book/index.html", "en/book/first-module/one.html", "en/book/first-module/two.html"


@pytest.fixture(scope="module")
def site(small_site: Path, serve: Callable[..., str]) -> str:
    """The address of the small course."""
    return serve(small_site)


def step(tab: Page, name: str):
    """A page in the sidebar."""
    return tab.locator(f'.tree li[data-page="book/first-module/{name}"]')


def to_the_end(tab: Page) -> None:
    """Scroll as a reader does."""
    tab.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def answer_all(tab: Page) -> None:
    """One answer to each question of the first lesson, right or wrong."""
    tab.locator("#q-gate .q-txt", has_text="Nobody at all").click()
    tab.locator("#q-pool-a, #q-pool-b").locator("visible=true").first.locator(
        ".q-txt", has_text="True"
    ).click()
    tab.locator("#q-typed").get_by_role("textbox").fill("3")
    for card in ("#q-gate", "#q-typed"):
        tab.locator(card).get_by_role("button", name="Check").click()
    tab.locator(".q:visible").nth(1).get_by_role("button", name="Check").click()


def test_a_page_without_questions_is_done_when_its_end_was_seen(site: str, page: Open) -> None:
    """Not when it was opened."""
    tab = page(site + TWO, height=300)
    expect(step(tab, "two")).not_to_have_class("done")
    to_the_end(tab)
    expect(step(tab, "two")).to_have_class("done")
    expect(step(tab, "two")).to_contain_text("(done)")
    expect(tab.get_by_role("button", name="Completed")).to_be_visible()


def test_a_page_is_done_when_each_question_was_answered(site: str, page: Open) -> None:
    """Seeing its end is not enough; of a pool one answer is."""
    tab = page(site + ONE)
    to_the_end(tab)
    expect(step(tab, "one")).not_to_have_class("done")
    answer_all(tab)
    expect(step(tab, "one")).to_have_class("done")
    tab.reload()
    expect(step(tab, "one")).to_have_class("done")


def test_a_page_can_be_marked_by_hand_and_unmarked(site: str, page: Open) -> None:
    """What the reader says counts."""
    tab = page(site + ONE)
    button = tab.locator("[data-ssr=mark]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(tab.get_by_role("button", name="Completed", pressed=True)).to_be_visible()
    expect(step(tab, "one")).to_have_class("done")
    expect(tab.locator("[data-ssr=left]")).to_contain_text("Left in this module")
    button.click()
    expect(step(tab, "one")).not_to_have_class("done")


def test_what_is_left_in_the_module_is_said_below_the_lesson(site: str, page: Open) -> None:
    """And that it is done, in the end."""
    tab = page(site + TWO)
    tab.evaluate("SSR.store.markPage('book/first-module/one', true)")
    to_the_end(tab)
    expect(tab.locator("[data-ssr=left]")).to_have_text("You have done every lesson of this module.")


def test_a_new_reader_is_told_where_to_begin(site: str, page: Open) -> None:
    """Totals are of the whole course, nothing is called done."""
    tab = page(site + WELCOME)
    expect(tab.locator(".resume")).to_contain_text("Begin here")
    expect(tab.locator(".resume")).to_contain_text("1.1 Lesson one")
    expect(tab.locator(".totals")).to_contain_text("lessons3")
    assert tab.locator(".map .chip").all_inner_texts() == ["Not started", "Not started"]


def test_who_comes_back_goes_on_where_they_left_off(site: str, page: Open) -> None:
    """The next lesson that is not done; what is done, and what is left of time and questions."""
    tab = page(site + ONE)
    to_the_end(tab)
    answer_all(tab)
    tab.goto(site + WELCOME)
    expect(tab.locator(".resume")).to_contain_text("Continue where you left off")
    expect(tab.locator(".resume")).to_contain_text("1.2 Lesson two")
    expect(tab.locator(".totals")).to_contain_text("1 of 3")
    expect(tab.locator(".totals")).to_contain_text("3 of 5")
    expect(tab.locator(".side-progress")).to_contain_text("1 of 3 lessons")
    assert tab.locator(".map .chip").all_inner_texts() == ["In progress", "Not started"]
    expect(tab.locator(".steps .next")).to_contain_text("(next)")
    tab.get_by_role("link", name="Open the lesson").click()
    expect(tab.locator("h1")).to_have_text("Lesson two, without questions")


def test_who_is_done_is_told_so(site: str, page: Open) -> None:
    """And led to the questions that are left."""
    tab = page(site + WELCOME)
    tab.evaluate("""['first-module/one', 'first-module/two', 'second-module/alone'].forEach(
        p => SSR.store.markPage('book/' + p, true))""")
    expect(tab.locator(".resume")).to_contain_text("You have done every lesson")
    expect(tab.locator(".resume")).to_contain_text("Practice questions")
    expect(tab.get_by_role("link", name="Open the questions")).to_have_attribute(
        "href", "first-module/practice.html"
    )
    assert tab.locator(".map .chip").all_inner_texts() == ["Complete", "Complete"]


def test_what_another_tab_did_is_shown_at_once(site: str, page: Open) -> None:
    """Both look at the same storage."""
    first = page(site + WELCOME)
    second = page(site + ONE, beside=first)
    second.locator("[data-ssr=mark]").click()
    expect(first.locator(".totals")).to_contain_text("1 of 3")


def test_another_learner_of_the_device_has_another_progress(site: str, page: Open) -> None:
    """Nothing of the one is shown to the other."""
    tab = page(site + ONE)
    tab.locator("[data-ssr=mark]").click()
    expect(step(tab, "one")).to_have_class("done")
    tab.evaluate("SSR.store.setLearner('ana-7')")
    expect(step(tab, "one")).not_to_have_class("done")


@pytest.mark.parametrize("storage", ["denied", "full"])
def test_where_nothing_is_kept_it_is_said(site: str, page: Open, storage: str) -> None:
    """The mark holds for this page, and the reader knows."""
    tab = page(site + ONE, storage=storage)
    tab.locator("[data-ssr=mark]").click()
    expect(tab.get_by_role("button", name="Completed")).to_be_visible()
    expect(tab.locator("[data-ssr=left]")).to_contain_text("does not keep anything")


def test_reading_fills_the_segment_of_the_lesson(site: str, page: Open) -> None:
    """From nothing to all."""
    tab = page(site + ONE, height=500)
    read = "getComputedStyle(document.querySelector('.segments .now')).getPropertyValue('--read')"
    assert tab.evaluate(read) == "0%"
    to_the_end(tab)
    tab.wait_for_function(f"parseInt({read}) > 90")
