"""Notes on terms, the menu, the contents, searching: by mouse, by touch, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
ONE, WELCOME, SEARCH = "en/book/first-module/one.html", "en/book/index.html", "en/search.html"
MEANING = "bodies outside the chain of command"


@pytest.fixture(scope="module")
def site(small_site: Path, serve: Callable[..., str]) -> str:
    """The address of the small course."""
    return serve(small_site)


# --- notes on terms


def test_pointing_at_a_term_shows_its_meaning_until_the_pointer_leaves(site: str, page: Open) -> None:
    """The pointer may move onto the note."""
    tab = page(site + ONE)
    term = tab.locator("a.term").first
    term.hover()
    expect(tab.locator(".def")).to_contain_text(MEANING)
    tab.locator(".def").hover()
    tab.wait_for_timeout(500)
    expect(tab.locator(".def")).to_be_visible()
    tab.mouse.move(5, 5)
    expect(tab.locator(".def")).to_have_count(0)


def test_the_keyboard_shows_a_note_hides_it_and_follows_the_link(site: str, page: Open) -> None:
    """Focus shows, Escape hides, Enter follows; the note describes the link."""
    tab = page(site + ONE)
    term = tab.locator("a.term").first
    term.focus()
    expect(tab.locator(".def")).to_contain_text(MEANING)
    assert term.get_attribute("aria-describedby") == "def-now"
    tab.keyboard.press("Escape")
    expect(tab.locator(".def")).to_have_count(0)
    expect(term).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/glossary.html#term-oversight")
    assert tab.evaluate("document.querySelector(':target').textContent").startswith("oversight")


def test_moving_on_by_keyboard_shuts_the_note(site: str, page: Open) -> None:
    """One note at a time."""
    tab = page(site + ONE)
    tab.locator("a.term").nth(0).focus()
    tab.locator("a.term").nth(1).focus()
    expect(tab.locator(".def")).to_have_count(1)
    expect(tab.locator(".def")).to_contain_text("The duty to answer")


def test_a_touch_shows_the_note_and_a_second_one_follows(site: str, page: Open) -> None:
    """At the bottom of the screen, with a button to close it."""
    tab = page(site + ONE, width=360, touch=True)
    term = tab.locator("a.term").first
    term.tap()
    note = tab.locator(".def")
    expect(note).to_contain_text(MEANING)
    assert abs(note.evaluate("n => n.getBoundingClientRect().bottom") - 900) < 1
    note.get_by_role("button", name="Close").tap()
    expect(note).to_have_count(0)
    term.tap()
    expect(note).to_be_visible()
    term.tap()
    tab.wait_for_url("**/glossary.html#term-oversight")


def test_a_note_in_a_table_is_not_cut_off(site: str, page: Open) -> None:
    """It lies above the table and inside the window."""
    tab = page(site + ONE, width=1280)
    tab.locator("table a.term").focus()
    box = tab.locator(".def").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    on_top = """n => { const r = n.getBoundingClientRect();
        return n.contains(document.elementFromPoint(r.x + 9, r.bottom - 9)); }"""
    assert tab.locator(".def").evaluate(on_top)


# --- menu and contents


def test_the_menu_of_a_phone_opens_and_shuts_by_keyboard(site: str, page: Open) -> None:
    """Focus goes in and comes back; the page stays where it was."""
    tab = page(site + ONE, width=360)
    tab.evaluate("scrollTo(0, 400)")
    opener = tab.get_by_role("link", name="Menu")
    opener.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#site-menu")).to_be_visible()
    expect(tab.locator("#site-menu .close a")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("#site-menu")).not_to_be_visible()
    expect(opener).to_be_focused()
    assert tab.evaluate("scrollY") == 400
    assert tab.url.endswith("one.html")


def test_the_first_tab_stop_skips_to_the_text(site: str, page: Open) -> None:
    """Visible when focused."""
    tab = page(site + ONE)
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#furo-main-content")


def test_the_contents_follow_the_reader(site: str, page: Open) -> None:
    """The heading above is the current one."""
    tab = page(site + ONE, width=1280)
    current = tab.locator(".toc-tree [aria-current]")
    expect(current).to_have_text("Why it matters")
    tab.evaluate("document.getElementById('sources').scrollIntoView()")
    expect(current).to_have_text("Sources")


def test_the_page_can_be_walked_by_keyboard_in_the_order_that_is_seen(site: str, page: Open) -> None:
    """Menu, text, questions, previous and next; nothing is a trap."""
    tab = page(site + ONE)
    place = """() => { const p = document.activeElement.closest('.sidebar-drawer, .top, article, footer');
        return p ? (p.className || p.tagName).split(' ')[0] : '' }"""
    order: list[str] = []
    for _ in range(90):
        tab.keyboard.press("Tab")
        now = tab.evaluate(place)
        if now and (not order or order[-1] != now):
            order.append(now)
        if now == "FOOTER":
            break
    assert order == ["sidebar-drawer", "top", "kind-lesson", "FOOTER"]


# --- search


def test_a_search_finds_pages_with_a_piece_of_their_text(site: str, page: Open) -> None:
    """The words are marked, the number is announced, the page is called by its place."""
    tab = page(site + SEARCH + "?q=zebra")
    expect(tab.get_by_role("status")).to_contain_text("2 pages found for “zebra”")
    expect(tab.locator(".search-results li").first).to_contain_text("zebra")
    expect(tab.locator("mark").first).to_have_text("zebra")
    expect(tab.get_by_role("link", name="1.1 Lesson one").last).to_be_visible()


def test_a_term_is_found_at_its_definition(site: str, page: Open) -> None:
    """The best result comes first."""
    tab = page(site + SEARCH + "?q=ombudsman")
    link = tab.locator(".search-results a").first
    expect(link).to_have_attribute("href", "book/glossary.html#term-ombudsman")


@pytest.mark.parametrize("word", ["wombat", "axolotl", "narwhal", "okapi"])
def test_feedback_keys_and_hints_are_not_found(site: str, page: Open, word: str) -> None:
    """A search must not answer a question."""
    tab = page(f"{site}{SEARCH}?q={word}")
    expect(tab.get_by_role("status")).to_contain_text(f"Nothing found for “{word}”")


def test_the_snippet_of_a_result_shows_no_feedback(site: str, page: Open) -> None:
    """Even where it stands beside what was found."""
    tab = page(site + SEARCH + "?q=quokka")
    expect(tab.locator(".search-results p").first).to_contain_text("quokka")
    assert "wombat" not in tab.locator(".search-results").inner_text()


def test_what_was_typed_is_text(site: str, page: Open) -> None:
    """No markup, no pattern."""
    tab = page(site + SEARCH + "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+gate%5B(")
    expect(tab.get_by_role("status")).to_contain_text("<img src=x onerror=alert(1)> gate[(")
    assert tab.locator("article img").count() == 0


def test_a_search_leaves_nothing_behind(site: str, page: Open) -> None:
    """Sphinx would store the words that were looked for."""
    tab = page(site + SEARCH + "?q=gate")
    expect(tab.locator(".search-results li").first).to_be_visible()
    assert tab.evaluate("Object.keys(localStorage).filter(k => !k.startsWith('ssr:'))") == []


def test_searching_works_where_nothing_can_be_stored(site: str, page: Open) -> None:
    """As in a private window."""
    tab = page(site + SEARCH + "?q=gate", storage="denied")
    expect(tab.locator(".search-results li").first).to_be_visible()


def test_the_search_box_keeps_the_words_and_asks_again(site: str, page: Open) -> None:
    """By keyboard."""
    tab = page(site + SEARCH + "?q=gate")
    box = tab.locator("#search-words")
    expect(box).to_have_value("gate")
    box.fill("lamp")
    box.press("Enter")
    tab.wait_for_url("**/search.html?q=lamp")
    expect(tab.get_by_role("status")).to_contain_text("“lamp”")


def test_an_empty_search_finds_nothing_and_says_nothing(site: str, page: Open) -> None:
    """The page just waits."""
    tab = page(site + SEARCH)
    expect(tab.get_by_role("status")).to_have_text("")
