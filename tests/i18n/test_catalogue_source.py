"""What the English must not use because it could not be translated, and that the course does not use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssr_course.i18n import source
from ssr_course.layout import Layout


def said(course: Layout, text: str) -> list[tuple[int, str]]:
    page = course.book / "one" / "second.md"
    page.write_text(text, encoding="utf-8")
    return [(problem.line, problem.what) for problem in source.of_page(course, page)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# T\n\nsee [this][ref]\n", 3, "reference link"),
        ("# T\n\n[ref]: https://example.org\n", 3, "link definition"),
        ("# T\n\nfirst\\\nsecond\n", 3, "hard line break"),
        ("# T\n\nfirst  \nsecond\n", 3, "hard line break"),
        ("# T\n\nsome <b>HTML</b>\n", 3, "raw HTML"),
        ("# T\n\n<!-- a comment -->\n", 3, "raw HTML"),
        ("# T\n\n{{ name }}\n", 3, "substitution"),
        ("---\ntitle: T\n---\n# T\n", 1, "front matter"),
        ("# T\n\n```{table} Caption\n| a |\n|---|\n```\n", 3, "{table}"),
        ("# T\n\n```{raw} html\n<b>\n```\n", 3, "{raw}"),
        ("# T\n\n:::{note}\nsee [this][ref]\n:::\n", 4, "reference link"),
    ],
)
def test_it_is_told_where_it_stands(course: Layout, text: str, line: int, words: str) -> None:
    """File, line and what to write instead."""
    found = said(course, text)
    assert (found[0][0], words in found[0][1]) == (line, True)


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nsee [this](second.md) and [^1]\n\n[^1]: A footnote.\n",
        "# T\n\n```{code-block} html\n<b>[a][b]</b>\n```\n",
        "# T\n\n`<b>` and `[a][b]` are code\n",
        "# T\n\n% facts: F111, <b>F113</b>\n",
        "# T\n\n```\nplain <code>\n```\n",
        "# T\n\n- [x] done\n- [ ] to do\n",
    ],
)
def test_what_can_be_translated_is_not_told(course: Layout, text: str) -> None:
    """Code, comments, footnotes, inline links."""
    assert said(course, text) == []


def test_titles_in_the_contents_are_told(course: Layout) -> None:
    """Sphinx shows them in English in every language."""
    text = course.toc_file.read_text(encoding="utf-8")
    course.toc_file.write_text(
        text.replace("- file: book/one/second", "- file: book/one/second\n        title: Two"),
        encoding="utf-8",
    )
    (problem,) = source.of_contents(course)
    assert (problem.file, problem.line) == ("_toc.yml", 8)


def test_words_of_a_figure_without_an_id_are_told(course: Layout) -> None:
    """And an id that stands twice."""
    path = course.book / "one" / "figures" / "way.svg"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id="inside" ', "").replace('id="note"', 'id="title"'), encoding="utf-8")
    found = {problem.what for problem in source.of_figure(course, path)}
    assert found == {"words of a figure without an id: Inspectors", "the id title twice in a figure"}


def test_the_course_can_be_translated() -> None:
    """Every page, the contents, every figure."""
    assert [str(problem) for problem in source.check(Layout(Path(__file__).parents[2]))] == []
