"""Two languages, one from right to left: the frame is mirrored, the switch leads to the same place."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
ROOT = Path(__file__).parents[2]
ONE = "book/first-module/one.html"


@pytest.fixture
def site(bilingual_site: Path, serve: Callable[..., str]) -> str:
    """The small course in English and in an Arabic that nobody speaks: every word runs from right to left."""
    return serve(bilingual_site)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`_build/site/ar` of the course in this repository, as it is translated."""
    from ssr_course.book import build
    from ssr_course.layout import Layout

    root = tmp_path_factory.mktemp("arabic")
    for part in ("_config.yml", "_toc.yml", "book", "quizzes", "exercises", "locales"):
        source = ROOT / part
        shutil.copytree(source, root / part) if source.is_dir() else shutil.copyfile(source, root / part)
    assert build(Layout(root), ["ar"]).published
    return root / "_build/site/ar"


SYMBOLS = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const symbol = /[A-Z]+(?:\/[A-Z0-9.]+)+(?: \(\d{4}\))?|[A-Z]{2,}(?: [A-Z]{2,})+/g, out = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!e.checkVisibility() || e.closest('script, template')) continue;
    for (const match of node.data.matchAll(symbol)) {
      const boxes = Array.from(match[0], (_, i) => {
        range.setStart(node, match.index + i); range.setEnd(node, match.index + i + 1);
        return range.getClientRects()[0];
      }).filter(box => box && box.width);
      const follows = (box, last) => Math.abs(box.top - last.top) >= 4 || box.left > last.left;
      out.push([match[0], boxes.some((box, i) => i && !follows(box, boxes[i - 1]))]);
    }
  }
  return out;
}"""


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


def left(tab: Page, selector: str) -> float:
    """The left edge of the first such element that is visible, in pixels."""
    return tab.locator(f"{selector} >> visible=true").first.bounding_box()["x"]


def lines(tab: Page, selector: str) -> list[list[float]]:
    """The left edges of the characters of an element, in reading order, line by line."""
    return tab.locator(selector).first.evaluate(
        """e => {
          const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), out = [];
          const range = document.createRange();
          let top = NaN;
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            for (let i = 0; i < node.length; i += 1) {
              range.setStart(node, i); range.setEnd(node, i + 1);
              const box = range.getClientRects()[0];
              if (!box || !box.width) continue;
              if (!(Math.abs(box.top - top) < 4)) { out.push([]); top = box.top; }
              out[out.length - 1].push(box.left);
            }
          return out;
        }"""
    )


def halves(tab: Page, selector: str) -> tuple[float, float]:
    """How light the left and the right half of an element are painted, from 0 to 255."""
    picture = base64.b64encode(tab.locator(f"{selector} >> visible=true").first.screenshot()).decode()
    helper = tab.context.new_page()
    light = helper.evaluate(
        """async data => {
          const image = new Image();
          image.src = 'data:image/png;base64,' + data;
          await image.decode();
          const pen = Object.assign(document.createElement('canvas'), image).getContext('2d');
          pen.canvas.width = image.width; pen.canvas.height = image.height;
          pen.drawImage(image, 0, 0);
          const half = Math.floor(image.width / 2), mean = x => {
            const dots = pen.getImageData(x, 0, half, image.height).data;
            return dots.reduce((sum, value) => sum + value, 0) / dots.length;
          };
          return [mean(0), mean(image.width - half)];
        }""",
        picture,
    )
    helper.close()
    return light[0], light[1]


def test_the_drawer_of_a_phone_reads_from_the_right(site: str, page: Open) -> None:
    """Numbers and circles stand right of their words, the button that shuts it at the left."""
    tab = page(f"{site}ar/{ONE}", width=360)
    assert left(tab, ".mobile-header a[href='#site-menu']") > 180
    tab.locator("a[href='#site-menu']").click()
    assert left(tab, ".close a") < 180
    for pair in (
        (".sidebar-tree .n", ".sidebar-tree .n + span"),
        ("li[data-page] .i", "li[data-page] .i + span"),
    ):
        assert left(tab, pair[0]) > left(tab, pair[1]), pair


@pytest.mark.parametrize("width", [360, 1280])
def test_icons_and_marks_stand_right_of_their_words(site: str, page: Open, width: int) -> None:
    """Of facts, boxes, headings; bullets and numbers hang at the right; edges are painted at the right."""
    tab = page(f"{site}ar/{ONE}", width=width)
    for box in (".facts li", ".key h2", ".heard h2", ".fact h3", ".reflection h2"):
        icon, words = left(tab, f"{box} .i"), min(min(line) for line in lines(tab, box))
        assert icon > words, box
    inside = "s => (c => [c.paddingRight, c.paddingLeft])(getComputedStyle(document.querySelector(s)))"
    assert tab.evaluate(inside, ".key ul") == ["20px", "0px"]
    assert tab.evaluate(inside, ".scene")[1] == "0px"
    item = tab.locator(".aims li").first.bounding_box()
    assert max(max(line) for line in lines(tab, ".aims li")) < item["x"] + item["width"] - 30


def test_the_first_column_of_a_table_is_at_the_right(site: str, page: Open) -> None:
    """And its words begin at their right edge."""
    tab = page(f"{site}ar/{ONE}")
    cells = tab.locator("article table tbody tr").first.locator("td")
    first, second = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert first["x"] > second["x"]
    words = max(max(line) for line in lines(tab, "article table tbody td:nth-child(2)"))
    assert second["x"] + second["width"] - words < 40
    headings = tab.locator("article table th")
    assert headings.nth(0).bounding_box()["x"] > headings.nth(1).bounding_box()["x"]


def test_code_runs_from_left_to_right(site: str, page: Open) -> None:
    """Each character right of the one before, from the left edge of its box."""
    tab = page(f"{site}ar/{ONE}")
    for line in lines(tab, "article pre"):
        assert line == sorted(line)
    box = tab.locator("article pre").first.bounding_box()
    assert lines(tab, "article pre")[0][0] - box["x"] < 40


def test_progress_grows_from_the_right(site: str, page: Open) -> None:
    """In the menu and on the welcome page; in English from the left."""
    for code in ("ar", "en"):
        tab = page(f"{site}{code}/book/index.html")
        for bar in (".side-progress progress", ".totals progress"):
            tab.evaluate("s => { const p = document.querySelector(s); p.max = 2; p.value = 1; }", bar)
            at_left, at_right = halves(tab, bar)
            assert abs(at_left - at_right) > 5, "half of it is done"
            assert (at_right < at_left) == (code == "ar"), (code, bar)


def test_what_was_read_of_a_page_grows_from_the_right(site: str, page: Open) -> None:
    """The segment of the page fills in reading direction."""
    for code in ("ar", "en"):
        tab = page(f"{site}{code}/{ONE}")
        tab.evaluate("document.querySelector('.segments .now').style.setProperty('--read', '50%')")
        at_left, at_right = halves(tab, ".segments .now")
        assert (at_right < at_left) == (code == "ar"), code


def test_segments_and_pages_follow_each_other_to_the_left(site: str, page: Open) -> None:
    """The first lesson is the rightmost segment; back is at the right, on is at the left."""
    tab = page(f"{site}ar/book/first-module/two.html")
    places = [box["x"] for box in (item.bounding_box() for item in tab.locator(".segments li").all())]
    assert places == sorted(places, reverse=True)
    assert left(tab, ".prev-page") > left(tab, ".next-page")
    assert left(tab, ".crumbs li:first-child") > left(tab, ".crumbs li:last-child")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_symbol_of_a_document_is_scrambled(arabic: Path, page: Open, width: int) -> None:
    """S/RES/2151 (2014) and the like, on every page: each character right of the one before it."""
    tab, seen = page(width=width), 0
    for path in sorted(arabic.rglob("*.html")):
        if path.name == "404.html":
            continue
        tab.goto(path.as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found = tab.evaluate(SYMBOLS)
        seen += len(found)
        assert [text for text, wrong in found if wrong] == [], path.name
    assert seen >= 5


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_arabic_course_is_accessible_and_fits(
    arabic: Path, serve: Callable[..., str], page: Open, axe: Callable[..., list[str]], width: int
) -> None:
    """Axe finds nothing, nothing scrolls sideways, each page says its language and direction."""
    tab, address = page(width=width), serve(arabic.parent)
    for path in sorted((arabic / "book").rglob("*.html")):
        tab.goto(address + path.relative_to(arabic.parent).as_posix())
        assert tab.evaluate("[document.documentElement.lang, document.dir].join()") == "ar,rtl"
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert axe(tab) == [], path.name
