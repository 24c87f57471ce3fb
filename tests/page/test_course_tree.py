"""The tree that sidebar, welcome page and scripts share, compared with what the theme would show."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from ssr_course.page import record
from ssr_course.page.nav import Course, make_course, page_data
from ssr_course.page.record import Record, count_words
from ssr_course.page.sidebar import Sidebar

LESSON = "book/first-module/one"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory):
    """The small course as Sphinx holds it after a build."""
    from furo.navigation import get_navigation_tree
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from small_book import copy_course
    from ssr_course.book.language import configuration
    from ssr_course.languages import SOURCE
    from ssr_course.layout import Layout

    root = copy_course(tmp_path_factory.mktemp("tree") / "course")
    out = root / "_build"
    config = configuration(Layout(root), SOURCE, [SOURCE])
    with patch_docutils(None), docutils_namespace():
        app = Sphinx(root, None, out / "html", out / "doctrees", "html", confoverrides=config, status=None)
        app.build()
        # What the theme would resolve and parse for every single page.
        app.stock_tree = get_navigation_tree(
            app.builder._get_local_toctree(
                "book/index", collapse=False, titles_only=True, maxdepth=-1, includehidden=True
            )
        )
    return app


@pytest.fixture
def course(built) -> Course:
    """Its tree."""
    return make_course(built.env)


def test_modules_are_folders_and_lessons_are_counted_without_practice(course: Course) -> None:
    """Pages outside a module folder stand apart."""
    assert [(m.id, m.number, m.title) for m in course.modules] == [
        ("first-module", 1, "The first module"),
        ("second-module", 2, "The second module"),
    ]
    assert [(p.name, p.kind, p.place) for p in course.modules[0].pages] == [
        (LESSON, "lesson", "1.1"),
        ("book/first-module/two", "lesson", "1.2"),
        ("book/first-module/practice", "practice", ""),
    ]
    assert [p.name for p in course.others] == ["book/glossary", "book/about"]


def test_a_pool_counts_as_one_question(course: Course) -> None:
    """Whichever of its questions a learner is asked."""
    assert course.by_name[LESSON].units == (("gate",), ("pool-a", "pool-b"), ("typed",))
    assert course.questions == 5  # and two of the second module


def test_our_sidebar_links_what_the_stock_one_links(built) -> None:
    """The same pages in the same order as the theme's own tree; only ours is made once."""
    theirs = [f"book/{link}" for link in re.findall(r'href="([^"#]+)"', built.stock_tree)]
    course = make_course(built.env)
    ours = [f"{page.name}.html" for page in course.by_name.values() if page is not course.welcome]
    assert ours == theirs


def test_the_sidebar_marks_the_page_and_opens_its_module_only(html) -> None:
    """Other modules are one line each."""
    page = html(LESSON)
    tree = page[page.index('class="tree"') : page.index("</nav>", page.index('class="tree"'))]
    assert tree.count('aria-current="page"') == 1
    assert 'href="#" aria-current="page"' in tree
    assert 'data-page="book/first-module/two"' in tree
    assert 'data-page="book/second-module/alone"' not in tree
    assert 'href="../second-module/alone.html"' in tree


def test_a_sidebar_drawn_once_is_what_a_page_would_draw_for_itself(course: Course) -> None:
    """Pages of one folder share it; each marks only itself."""
    drawn: list[dict] = []

    def render(context: dict) -> str:
        drawn.append(context)
        lines = (f'<li data-page="{name}"><a href="{context["pathto"](name)}">' for name in course.by_name)
        return "\n".join(lines)

    sidebar = Sidebar(course, render, lambda name: f"{name}.html")
    first, second = sidebar.of(LESSON), sidebar.of("book/first-module/two")
    assert len(drawn) == 1
    assert f'<li data-page="{LESSON}"><a href="#" aria-current="page">' in first
    assert '<li data-page="book/first-module/two"><a href="two.html">' in first
    assert '<li data-page="book/glossary"><a href="../glossary.html">' in first
    assert second.count("aria-current") == 1
    assert f'<li data-page="{LESSON}"><a href="one.html">' in second
    assert '<a href="/ssr/en/book/glossary.html">' in sidebar.of("404", "/ssr/en/")


def test_the_scripts_know_every_page(course: Course) -> None:
    """A pool is a list of ids; order is that of the course."""
    data = page_data(course)
    assert list(data)[:3] == ["book/index", LESSON, "book/first-module/two"]
    assert data[LESSON]["questions"] == ["gate", ["pool-a", "pool-b"], "typed"]
    assert data[LESSON]["module"] == "first-module"
    assert data["book/glossary"] == {
        "title": "Glossary",
        "module": "",
        "minutes": data["book/glossary"]["minutes"],
        "questions": [],
    }


def test_the_data_of_the_scripts_holds_only_texts_that_they_ask_for(small_site: Path) -> None:
    """Nothing is sent twice; every name that a script uses is there."""
    text = (small_site / "en/_static/ssr-data.js").read_text(encoding="utf-8")
    data = json.loads(text[text.index(".data=") + 6 : text.rindex(";")])
    script = (small_site / "en/_static/ssr.js").read_text(encoding="utf-8")
    assert "site-independent" not in data["ui"]
    assert set(re.findall(r"'(site-[a-z-]+)'", script)) <= set(data["ui"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two, three.", 3),
        ("It's a well-known fact", 4),
        ("", 0),
        ("— · –", 0),
        ("安全部门改革", 4),
        ("قطاع الأمن", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    """Chinese has no spaces: about 1.7 characters make a word."""
    assert count_words(text) == words


def test_minutes_are_reading_and_one_a_question() -> None:
    """160 words a minute, rounded up; never nothing."""
    assert Record(words=0).minutes == 1
    assert Record(words=161, units=[("m", ["a"]), ("m", ["b", "c"])]).minutes == 4


def test_questions_and_comments_are_not_read_as_text(built) -> None:
    """The minute of a question is counted apart."""
    assert built.env.ssr_records["book/first-module/practice"].words == 5  # Practice questions. All of them.


def test_records_of_pages_are_merged_and_forgotten_page_by_page() -> None:
    """Where pages are read in several processes, or taken out of the course."""
    mine, theirs = SimpleNamespace(), SimpleNamespace()
    record.records(mine)["a"] = Record(words=1)
    record.records(theirs).update({"b": Record(words=2), "c": Record(words=3)})
    record.merge(None, mine, ["b"], theirs)
    assert {name: r.words for name, r in record.records(mine).items()} == {"a": 1, "b": 2}
    record.purge(None, mine, "a")
    assert set(record.records(mine)) == {"b"}
