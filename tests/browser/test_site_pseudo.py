"""Two languages that nobody speaks show what escaped the catalogues, what is cut, and what overflows.

Every message of theirs stands between marks; `pseudo_marks.js` looks at a page for text outside of them,
for marks that cannot be seen, and for anything wider than its box or the window.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
ROOT = Path(__file__).parents[2]
LOOK = (Path(__file__).parent / "pseudo_marks.js").read_text(encoding="utf-8")

# Where, and what of it may stand outside of the marks or be cut; and why.
ALLOWED = (
    ("escaped", "details.switch > summary", "each language is called by its own name"),
    ("cut by a.brand", "span.brand-name", "the name of the course shows on a phone only where it fits"),
    ("escaped", "a.brand", "the name of the course, where it is not translated"),
    ("escaped", "span.q-heard", "the learner's own number"),
)


def found(tab: Page) -> list[str]:
    """What is wrong on the page as it stands, without what is allowed."""
    out = []
    for what, where, text in tab.evaluate(LOOK):
        if not any(what.startswith(kind) and place in where for kind, place, _ in ALLOWED):
            out.append(f"{what}: {where}: {text}")
    return list(dict.fromkeys(out))


def pages(site: Path, code: str) -> Iterator[str]:
    """Every page of a language that has an address of its own."""
    for path in sorted((site / code).rglob("*.html")):
        if path != site / code / "404.html":  # its links need a server
            yield path.relative_to(site).as_posix()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course in both pseudo-languages: `fr` is long, `ar` runs from right to left."""
    from small_book import copy_course
    from ssr_course.book import build_pseudo
    from ssr_course.layout import Layout

    folder, result = build_pseudo(Layout(copy_course(tmp_path_factory.mktemp("pseudo") / "course")))
    assert not result.problems, "\n".join(map(str, result.problems))
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course of this repository in both."""
    from ssr_course.book import build_pseudo
    from ssr_course.layout import Layout

    root = tmp_path_factory.mktemp("pseudo-course")
    for part in ("_config.yml", "_toc.yml", "book", "quizzes", "exercises"):
        source = ROOT / part
        shutil.copytree(source, root / part) if source.is_dir() else shutil.copyfile(source, root / part)
    folder, result = build_pseudo(Layout(root))
    assert not result.problems, "\n".join(map(str, result.problems))
    return folder


def look_at_all(site: Path, code: str, tab: Page) -> dict[str, list[str]]:
    """What is wrong, by page and width: as it opens, then with all that can be opened or answered."""
    wrong: dict[str, list[str]] = {}
    for name in pages(site, code):
        tab.set_viewport_size({"width": 360, "height": 800})
        tab.goto((site / name).as_uri())
        tab.evaluate("localStorage.clear()")
        tab.reload()
        for step in ("as it opens", "answered"):
            if step == "answered":
                answer_everything(tab)
            for width in (360, 1280):
                tab.set_viewport_size({"width": width, "height": 800})
                if seen := found(tab):
                    wrong[f"{name}, {width}, {step}"] = seen
    return wrong


def answer_everything(tab: Page) -> None:
    """Answer and check each question, open each hint, explanation, list and box; ask before deleting."""
    tab.evaluate(
        """() => {
          const all = css => [...document.querySelectorAll(css)];
          const fire = (e, kind) => e.dispatchEvent(new Event(kind, { bubbles: true }));
          for (const form of all('.q form')) {
            const names = new Set();
            for (const field of form.querySelectorAll('input, select, textarea')) {
              if (field.type === 'radio' && names.has(field.name)) continue;
              names.add(field.name);
              if (field.type === 'radio' || field.type === 'checkbox') field.click();
              else if (field.tagName === 'SELECT') { field.selectedIndex = 1; fire(field, 'change'); }
              else { field.value = '31.4'; fire(field, 'input'); }
            }
            form.requestSubmit();
          }
          all('article details, .steps-of').forEach(d => { d.open = true; });
          for (const form of all('.q-save form')) {
            form.querySelector('[type=text]').value = '! ?';
            form.requestSubmit();
          }
          all('[data-act=ask]').forEach(button => button.click());
          all('[data-act=download]').forEach(button => button.click());
          all('[data-ssr=mark]').forEach(button => button.click());
        }"""
    )
    assert tab.locator(".quiz[data-mode=practice] .q:visible[data-state=fresh]").count() == 0


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_nothing_escapes_is_cut_or_overflows(site: Path, page: Open, code: str) -> None:
    """On every page kind, on a phone and on a desktop, fresh and answered."""
    assert look_at_all(site, code, page()) == {}


@pytest.mark.slow
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_nothing_escapes_is_cut_or_overflows_in_this_course(course: Path, page: Open, code: str) -> None:
    """Every page of it, with all nine types of question."""
    assert look_at_all(course, code, page()) == {}


@pytest.mark.parametrize("code", ["fr", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_opens_over_a_page_holds_its_words(
    site: Path, page: Open, serve: Callable[..., str], code: str, width: int
) -> None:
    """The menu of a phone, the list of languages, a note on a term, the page for a wrong address."""
    tab = page(f"{serve(site)}{code}/book/first-module/one.html", width=width)
    tab.locator(".switch:visible summary").click()
    assert found(tab) == []
    tab.keyboard.press("Escape")
    tab.locator("a.term").first.focus()
    tab.locator(".def").wait_for()
    assert found(tab) == []
    tab.keyboard.press("Escape")
    if width == 360:
        tab.locator("a[href='#site-menu']").click()
        assert found(tab) == []
    tab.goto(f"{serve(site)}{code}/404.html")
    assert found(tab) == []


@pytest.mark.parametrize("code", ["fr", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_search_speaks_the_language(
    site: Path, page: Open, serve: Callable[..., str], code: str, width: int
) -> None:
    """With results, without, and before anything was asked."""
    address = f"{serve(site)}{code}/search.html"
    tab = page(address, width=width)
    assert found(tab) == []
    words = tab.locator(".sidebar-tree a").nth(1).text_content().split()[-1].strip("⟦⟧0123456789")
    for query in (words, "zzzz"):
        tab.goto(f"{address}?q={query}")
        expect(tab.locator(".search-count")).not_to_be_empty()
        assert bool(tab.locator(".search-results li").count()) == (query == words)
        tab.wait_for_timeout(300)  # the pieces of text come one by one
        assert found(tab) == []


def test_a_text_that_escaped_would_be_seen(site: Path, page: Open) -> None:
    """And one that is cut, one that overflows, one in an attribute."""
    tab = page((site / "fr/book/first-module/one.html").as_uri(), width=360)
    tab.evaluate(
        """() => {
          const put = (text, more) => { const p = document.createElement('p'); p.textContent = text;
            for (const name in more) p.setAttribute(name, more[name]);
            document.querySelector('article').append(p); return p; };
          put('An English sentence');
          put('⟦without its end');
          put('⟦ok⟧', { 'aria-label': 'English label' });
          put('⟦' + 'x'.repeat(99) + '⟧').style.overflowWrap = 'normal';
          const narrow = { overflow: 'hidden', whiteSpace: 'nowrap', width: '4rem' };
          Object.assign(put('⟦cut at the end⟧').style, narrow);
        }"""
    )
    said = "\n".join(found(tab))
    for what in ("escaped: ", "a mark is missing", "escaped aria-label", "outside the window", "cut by p"):
        assert what in said, what
