"""A language that is not finished says on its pages which parts of it are in English."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ssr_course.book import build
from ssr_course.i18n import poread
from ssr_course.layout import Layout

ONE, ALONE = "book/first-module/one", "book/second-module/alone"
Note = Callable[..., str]


def forget(root: Path, *domains: str, keep: float = 0) -> None:
    """Empty the Arabic of these domains, but for the share `keep` of their messages."""
    for domain in domains:
        path = root / f"locales/ar/LC_MESSAGES/{domain}.po"
        catalogue = poread.read(path)
        for entry in catalogue.messages[round(len(catalogue.messages) * keep) :]:
            entry.set_strings([""] * len(entry.strings), "\n")
        poread.write(path, catalogue.text())


@pytest.fixture
def note(bilingual_course: Path) -> Note:
    """``note(page)``: the note at the top of an Arabic page as (opening tag, text), after a build."""

    def read(name: str) -> str:
        page = (bilingual_course / f"_build/site/ar/{name}.html").read_text(encoding="utf-8")
        found = re.search(r'<div class="in-english".*?</div></div>', page, re.S)
        return found[0] if found else ""

    return read


def test_a_finished_language_says_nothing(bilingual_course: Path, note: Note) -> None:
    """Nor does English."""
    assert build(Layout(bilingual_course)).problems == ()
    site = bilingual_course / "_build/site"
    assert [path.name for path in site.rglob("*.html") if 'class="in-english"' in path.read_text()] == []


def test_an_unfinished_module_says_so_on_each_page_and_on_the_welcome_page(
    bilingual_course: Path, note: Note
) -> None:
    """In the language of the page; the other module is silent, the welcome page names the module."""
    forget(bilingual_course, ONE, "book/first-module/two", keep=0.5)
    build(Layout(bilingual_course))
    assert 'role="note"' in note(ONE)
    assert "lang=" not in note(ONE), "the note itself is translated"
    assert re.search("[\u0600-\u06ff]", note(ONE))
    assert note("book/first-module/practice") == note(ONE)
    assert note(ALONE) == ""
    assert note("book/index").count("<li>") == 1


def test_where_the_note_is_not_translated_it_is_english_and_marked_so(
    bilingual_course: Path, note: Note
) -> None:
    """A screen reader and the direction need to know."""
    forget(bilingual_course, ONE, "book/first-module/two", "interface")
    build(Layout(bilingual_course))
    assert 'lang="en" dir="ltr"' in note(ONE)
    assert "This module is not fully translated yet." in note(ONE)


def test_a_page_of_no_module_speaks_for_itself(bilingual_course: Path, note: Note) -> None:
    """The glossary in English does not make a lesson say anything."""
    forget(bilingual_course, "book/glossary")
    build(Layout(bilingual_course))
    assert note("book/glossary")
    assert (note(ONE), note("book/about")) == ("", "")


@pytest.mark.parametrize("templates", [True, False])
def test_a_page_without_a_catalogue_is_in_english(
    bilingual_course: Path, note: Note, templates: bool
) -> None:
    """Whether or not templates were extracted before."""
    (bilingual_course / f"locales/ar/LC_MESSAGES/{ALONE}.po").unlink()
    (bilingual_course / "locales/ar/LC_MESSAGES/quizzes.po").unlink()
    if not templates:
        shutil.rmtree(bilingual_course / "_build/gettext")
    build(Layout(bilingual_course))
    assert note(ALONE)
    assert note("book/index").count("<li>") >= 1


def test_the_course_decides_how_much_is_enough(bilingual_course: Path, note: Note) -> None:
    """`ssr: threshold:` in `_config.yml`."""
    forget(bilingual_course, ONE, keep=0.5)
    config = bilingual_course / "_config.yml"
    config.write_text(config.read_text() + "  threshold: 0.1\n")
    build(Layout(bilingual_course))
    assert note(ONE) == ""


def test_what_a_translator_does_next_is_seen_in_the_next_build(bilingual_course: Path, note: Note) -> None:
    """Also on pages whose own catalogue did not change."""
    path = bilingual_course / f"locales/ar/LC_MESSAGES/{ONE}.po"
    whole = path.read_bytes()
    forget(bilingual_course, ONE)
    build(Layout(bilingual_course))
    assert note("book/index")
    assert note("book/first-module/two")
    path.write_bytes(whole)
    build(Layout(bilingual_course))
    assert note("book/index") == note("book/first-module/two") == ""


def test_english_text_in_a_translated_page_is_marked_as_english(bilingual_course: Path) -> None:
    """Paragraphs and headings without a translation carry `lang`; translated ones do not."""
    forget(bilingual_course, ONE)
    build(Layout(bilingual_course))
    site = bilingual_course / "_build/site/ar"
    page = (site / f"{ONE}.html").read_text(encoding="utf-8")
    assert re.search(r'<h1 lang="en">', page)
    assert page.count('<p lang="en">') > 3
    assert 'lang="en">' not in (site / f"{ALONE}.html").read_text(encoding="utf-8").partition("<article")[2]
