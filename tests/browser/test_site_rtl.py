"""Two languages, one from right to left: the frame is mirrored, the switch leads to the same place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
ONE = "book/first-module/one.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The small course in English and, untranslated, in Arabic."""
    from small_book import copy_course
    from ssr_course.book import publish
    from ssr_course.book.language import build_language
    from ssr_course.languages import LANGUAGES
    from ssr_course.layout import Layout

    layout = Layout(copy_course(tmp_path_factory.mktemp("two") / "course"))
    among = [LANGUAGES["en"], LANGUAGES["ar"]]
    for language in among:
        built = build_language(layout, language, among=among)
        publish.put_in_place(built.out, built.files, layout.site(language.code))
    return serve(layout.build / "site")


def middle(tab: Page, selector: str) -> float:
    """Where the middle of an element is, from left (0) to right (1)."""
    box = tab.locator(selector).first.bounding_box()
    return (box["x"] + box["width"] / 2) / tab.viewport_size["width"]


def test_the_frame_is_mirrored(site: str, page: Open) -> None:
    """Menu at the right, contents at the left, the bar of the scene at its start."""
    english, arabic = page(f"{site}en/{ONE}"), page(f"{site}ar/{ONE}")
    assert arabic.evaluate("[document.documentElement.lang, document.dir].join()") == "ar,rtl"
    for selector in (".sidebar-drawer", ".toc-tree", ".btn[data-ssr=mark]", ".prev-page", ".segments .now"):
        here, there = middle(english, selector), middle(arabic, selector)
        assert (here < 0.5) != (there < 0.5), selector
    bar = "getComputedStyle(document.querySelector('.scene'), '::before').right"
    assert arabic.evaluate(bar) == "0px"


def test_arrows_point_the_other_way_and_ticks_do_not(site: str, page: Open) -> None:
    """Only what has a direction is mirrored."""
    tab = page(f"{site}ar/{ONE}")
    flip = "s => getComputedStyle(document.querySelector(s)).transform"
    assert tab.evaluate(flip, ".next-page .i") == "matrix(-1, 0, 0, 1, 0, 0)"
    assert tab.evaluate(flip, ".facts .i") == "none"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    site: str, page: Open, axe: Callable[..., list[str]], width: int
) -> None:
    """As in English."""
    for name in (ONE, "book/index.html", "search.html?q=gate"):
        tab = page(f"{site}ar/{name}", width=width)
        assert axe(tab) == [], name
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_switch_leads_to_the_same_page(site: str, page: Open) -> None:
    """By its own name of the language; Escape shuts the list."""
    tab = page(f"{site}en/{ONE}")
    switch = tab.locator(".top .switch")
    switch.locator("summary").click()
    tab.keyboard.press("Escape")
    expect(switch.get_by_role("link", name="العربية")).not_to_be_visible()
    switch.locator("summary").click()
    switch.get_by_role("link", name="العربية").click()
    tab.wait_for_url(f"**/ar/{ONE}")


def test_the_switch_of_a_phone_is_in_its_header(site: str, page: Open) -> None:
    """And its list fits the window."""
    tab = page(f"{site}ar/{ONE}", width=320)
    tab.locator(".mobile-header .switch summary").click()
    box = tab.locator(".mobile-header .switch ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_a_note_on_a_term_stays_inside_the_window(site: str, page: Open) -> None:
    """It starts below its word, at the right."""
    tab = page(f"{site}ar/{ONE}")
    tab.locator("a.term").first.focus()
    box = tab.locator(".def").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280


def test_progress_made_in_one_language_counts_in_the_other(site: str, page: Open) -> None:
    """Answers and pages have no language."""
    tab = page(f"{site}en/{ONE}")
    tab.locator("[data-ssr=mark]").click()
    tab.goto(f"{site}ar/book/index.html")
    expect(tab.locator(".steps .done")).to_have_count(1)
