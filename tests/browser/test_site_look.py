"""Every kind of page is accessible, fits every width, reads without a script, works below any address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
Axe = Callable[..., list[str]]

KINDS = {
    "welcome": "en/book/index.html",
    "lesson": "en/book/first-module/one.html",
    "practice": "en/book/first-module/practice.html",
    "graded": "en/book/second-module/alone.html",
    "glossary": "en/book/glossary.html",
    "about": "en/book/about.html",
    "search": "en/search.html?q=gate",
    "404": "404.html",
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def site(small_site: Path, serve: Callable[..., str]) -> str:
    """The address of the small course."""
    return serve(small_site)


@every_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(site: str, page: Open, axe: Axe, kind: str, scheme: str, width: int) -> None:
    """All rules, best practices too."""
    tab = page(site + KINDS[kind], width=width, color_scheme=scheme)
    assert axe(tab) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_where_things_are_open(site: str, page: Open, axe: Axe, width: int) -> None:
    """A note on a term, the menu, the course map after some reading."""
    tab = page(site + KINDS["lesson"], width=width)
    tab.locator("a.term").first.focus()
    assert tab.locator(".def").is_visible()
    assert axe(tab) == []
    tab.evaluate("SSR.store.markPage('book/first-module/one', true)")
    if width == 360:
        tab.get_by_role("link", name="Menu").click()
        assert axe(tab) == []
    tab.goto(site + KINDS["welcome"])
    assert axe(tab) == []


def test_axe_is_awake(site: str, page: Open, axe: Axe) -> None:
    """A planted fault is found, so silence means something."""
    tab = page(site + KINDS["about"])
    tab.evaluate("document.querySelector('article').append(document.createElement('button'))")
    assert any("button-name" in fault for fault in axe(tab))


@every_kind
def test_nothing_scrolls_sideways(site: str, page: Open, kind: str) -> None:
    """From a small phone to a large desktop."""
    tab = page(site + KINDS[kind], width=320)
    for width in (320, 360, 412, 600, 768, 1007, 1008, 1215, 1216, 1600):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width


@every_kind
def test_without_a_script_a_page_reads(site: str, page: Open, kind: str) -> None:
    """Title, text, menu and links; what needs a script says so or is not there."""
    tab = page(site + KINDS[kind], width=360, javascript=False)
    assert tab.locator("h1").is_visible()
    assert tab.locator("[data-ssr=mark]:visible, .chip:visible, progress:visible").count() == 0
    tab.get_by_role("link", name="Menu").click()
    assert tab.locator("#site-menu").get_by_role("link", name="Glossary").is_visible()
    tab.locator("#site-menu").get_by_role("link", name="Close").click()
    assert not tab.get_by_role("navigation", name="Modules and lessons").is_visible()


def test_without_a_script_the_map_is_plain(site: str, page: Open) -> None:
    """Every lesson can be reached from the welcome page."""
    tab = page(site + KINDS["welcome"], javascript=False)
    assert tab.get_by_text("Begin here").is_visible()
    tab.locator(".map summary").nth(1).click()
    tab.locator(".map").get_by_role("link", name="The only lesson").click()
    assert tab.locator("h1").inner_text() == "The only lesson"


def test_without_a_script_searching_says_what_it_needs(site: str, page: Open) -> None:
    """And what works instead."""
    tab = page(site + KINDS["search"], javascript=False)
    assert tab.get_by_text("Searching needs JavaScript").is_visible()


def test_the_course_works_below_any_address(small_site: Path, serve: Callable[..., str], page: Open) -> None:
    """From its first address to a lesson and a search."""
    tab = page(serve(small_site, "/some/where/"))
    tab.wait_for_url("**/some/where/en/book/index.html")
    tab.get_by_role("link", name="Open the lesson").click()
    assert tab.locator("h1").inner_text() == "Lesson one"
    assert tab.locator("article img").first.evaluate("i => i.complete && i.naturalWidth > 0")
    tab.get_by_role("searchbox").fill("lamp")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/some/where/en/search.html?q=lamp")
    assert tab.locator(".search-results li").count() >= 1


def test_reading_answering_and_searching_work_from_a_folder(small_site: Path, page: Open) -> None:
    """Opened from a disk, with the strict policy in force."""
    tab = page((small_site / "index.html").as_uri())
    tab.wait_for_url("**/en/book/index.html")
    tab.get_by_role("link", name="Open the lesson").click()
    card = tab.locator("#q-gate")
    card.locator(".q-txt", has_text="The keeper of the quokka").click()
    card.get_by_role("button", name="Check").click()
    expect(card.locator(".q-fb", has_text="The wombat agrees.")).to_be_visible()
    tab.reload()
    assert tab.locator("#q-gate input:checked").count() == 1
    tab.get_by_role("searchbox").fill("lamp")
    tab.keyboard.press("Enter")
    expect(tab.locator(".search-results li").first).to_be_visible()


def test_pages_follow_the_readers_light_or_dark(site: str, page: Open) -> None:
    """Without a switch; figures too."""
    light, dark = (page(site + KINDS["lesson"], color_scheme=scheme).evaluate(
        "getComputedStyle(document.body).backgroundColor") for scheme in ("light", "dark"))  # fmt: skip
    assert (light, dark) == ("rgb(253, 252, 251)", "rgb(23, 20, 24)")


def test_paper_gets_the_text_and_not_the_frame(site: str, page: Open) -> None:
    """Menu, contents and buttons stay on the screen."""
    tab = page(site + KINDS["lesson"])
    tab.emulate_media(media="print")
    for gone in (".sidebar-drawer", ".toc-drawer", ".related-pages", ".finish", ".top"):
        assert not tab.locator(gone).is_visible(), gone
    assert tab.locator(".scene").is_visible()


def test_links_and_buttons_are_large_enough_to_touch(site: str, page: Open) -> None:
    """44 pixels, but for links within a sentence."""
    small = """() => [...document.querySelectorAll('a, button, summary, input, select')].filter(e =>
        e.offsetParent && !e.closest('p, dd, label, .bottom-of-page, .skip-to-content, .footnote') &&
        e.type !== 'radio' &&
        Math.min(e.getBoundingClientRect().height, 44) < 43.5).map(e => e.outerHTML.slice(0, 90))"""
    for kind in ("welcome", "lesson", "glossary", "search"):
        tab = page(site + KINDS[kind], width=360, touch=True)
        assert tab.evaluate(small) == [], kind


def test_the_page_fits_at_four_times_the_text_size(site: str, page: Open) -> None:
    """Zoomed to 400 %, a desktop is 320 pixels wide: nothing is lost."""
    tab = page(site + KINDS["lesson"], width=320, height=256)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("motion", ["reduce"])
def test_nothing_moves_for_who_wants_none(site: str, page: Open, motion: str) -> None:
    """All transitions are off."""
    tab = page(site + KINDS["welcome"], reduced_motion=motion)
    assert tab.evaluate("getComputedStyle(document.querySelector('.btn')).transitionDuration") == "0s"
