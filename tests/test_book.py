"""The course is built whole, again only as far as it changed, and never half."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from small_book import copy_course
from ssr_course.book import Result, build
from ssr_course.errors import CourseError
from ssr_course.layout import Layout

BIN = Path(sys.executable).parent
ONE = "book/first-module/one"


def make(root: Path, *languages: str, **more: object) -> Result:
    """Build the course at `root`, quietly."""
    return build(Layout(root), languages, **more)


def page(root: Path, name: str) -> str:
    """A page of the published site."""
    return (root / "_build/site/en" / f"{name}.html").read_text(encoding="utf-8")


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace `old` in a source, so that its time changes too."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    later = path.stat().st_mtime_ns + 2_000_000_000
    os.utime(path, ns=(later, later))


def line_of(root: Path, name: str, text: str) -> int:
    """The first line of a source that holds `text`."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


@pytest.fixture
def built(small_course: Path) -> Path:
    """The small course, built once."""
    assert make(small_course).published
    return small_course


def everything(folder: Path) -> dict[str, bytes]:
    """Path to content of all files below `folder`."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_build_says_what_it_did(small_course: Path) -> None:
    """Languages, pages, where."""
    result = make(small_course)
    assert (result.languages, result.pages, result.problems, result.published) == (("en",), 7, (), True)
    assert result.summary.startswith("en: 7 pages written in ")
    assert result.summary.endswith("in _build/site")


def test_nothing_is_written_again_when_nothing_changed(built: Path) -> None:
    """The site stays the same, byte for byte."""
    before = everything(built / "_build/site")
    assert make(built).pages == 0
    assert everything(built / "_build/site") == before


def test_one_edited_page_is_written_alone(built: Path) -> None:
    """As long as nothing changes that others show."""
    edit(built, f"{ONE}.md", "A sentence with a note.", "Another sentence with a note.")
    assert make(built).pages <= 3  # and the pages before and after it in the table of contents
    assert "Another sentence" in page(built, ONE)


def test_a_new_title_reaches_every_page_that_shows_it(built: Path) -> None:
    """Stock Sphinx leaves the old one in other sidebars."""
    edit(built, f"{ONE}.md", "# Lesson one", "# Lesson the first")
    make(built)
    for name in (ONE, "book/first-module/practice", "book/index"):
        assert "Lesson the first" in page(built, name)
        assert "Lesson one" not in page(built, name)


def test_a_changed_bank_reaches_the_pages_that_ask_its_questions(built: Path) -> None:
    """Prompt and objective; the number of questions and the minutes on the welcome page too."""
    edit(built, "quizzes/practice/first-module.yml", "to the zebra", "to the okapi")
    edit(built, "quizzes/practice/first-module.yml", "Name them all", "Name all of them")
    make(built)
    assert "okapi" in page(built, ONE)
    assert "Name all of them" in page(built, ONE)
    assert "okapi" in page(built, "book/first-module/practice")
    edit(built, f"{ONE}.md", ":questions: gate pool-a typed", ":questions: gate pool-a")
    make(built)
    assert "2 questions" in page(built, ONE)
    assert "2 questions" in page(built, "book/index")


def test_a_changed_definition_reaches_the_notes_of_other_pages(built: Path) -> None:
    """They travel with each page that uses the term."""
    edit(built, "book/glossary.md", "Asking, looking and reporting", "Asking and telling")
    make(built)
    assert "<p>Asking and telling" in page(built, ONE)


def test_a_page_taken_out_of_the_course_leaves_the_site(built: Path) -> None:
    """Its file, its place in the sidebar, its words in the index."""
    edit(
        built,
        "_toc.yml",
        "      - file: book/second-module/alone\n",
        "      - file: book/second-module/other\n",
    )
    (built / "book/second-module/alone.md").rename(built / "book/second-module/other.md")
    result = make(built)
    assert result.problems == ()
    assert not (built / "_build/site/en/book/second-module/alone.html").exists()
    assert "second-module/alone" not in page(built, ONE)
    assert "second-module/alone" not in (built / "_build/site/en/searchindex.js").read_text()


def test_a_problem_keeps_the_earlier_site_and_is_not_forgotten(built: Path) -> None:
    """It is listed again by the next build, until it is mended."""
    before = everything(built / "_build/site")
    edit(built, f"{ONE}.md", "{term}`accountability`", "{term}`nonsense`")
    line = line_of(built, f"{ONE}.md", "`nonsense`")
    for _ in range(2):
        result = make(built)
        assert not result.published
        assert [(p.what, p.file, p.line) for p in result.problems] == [
            ("term not in the glossary: nonsense", f"{ONE}.md", line)
        ]
    assert result.summary == "1 problem to mend; the earlier site was left as it is"
    assert everything(built / "_build/site") == before
    edit(built, f"{ONE}.md", "{term}`nonsense`", "{term}`accountability`")
    assert make(built).published


def test_while_writing_a_small_problem_does_not_hold_up_the_page(built: Path) -> None:
    """The server shows what can be shown."""
    edit(built, f"{ONE}.md", "{term}`accountability`", "{term}`nonsense`")
    result = make(built, strict=False)
    assert result.published
    assert len(result.problems) == 1
    assert "nonsense" in page(built, ONE)


# What is changed, and the line that a person reads; LINE stands for the place of the marker that follows.
MISTAKES = {
    "a figure that is not there": (
        f"{ONE}.md", "figures/one.svg", "figures/ten.svg", "{figure}",
        "no figure book/first-module/figures/ten.svg: LINE; put the file there, or correct its name"),
    "a page that is not there": (
        "_toc.yml", "file: book/about", "file: book/about\n      - file: book/nowhere", "book/nowhere",
        "no page book/nowhere.md: LINE; write it, or take it out of _toc.yml"),
    "a bank that is not there": (
        f"{ONE}.md", "```{quiz} first-module", "```{quiz} third-module", "third-module",
        "no bank quizzes/practice/third-module.yml: LINE; write it, or name another module"),
    "a question that is not there": (
        f"{ONE}.md", ":questions: gate", ":questions: fence", "{quiz}",
        "no question fence in the bank first-module: LINE; correct the id, or write the question"),
    "an objective that is not there": (
        f"{ONE}.md", "{objectives} tell-apart", "{objectives} tell", "{objectives}",
        "no objective tell in the bank first-module: LINE; correct the id, or write it under objectives:"),
    "an unknown directive": (
        f"{ONE}.md", "{reflection}", "{reflexion}", "{reflexion}",
        "no directive {reflexion}: LINE; correct its name"),
    "a link that leads nowhere": (
        f"{ONE}.md", "(two.md)", "(ten.md)", "(ten.md)", "this link leads nowhere: ten.md: LINE; correct it"),
    "a bank without a right choice": (
        "quizzes/practice/first-module.yml", ", correct: true", "", "choices:",
        "LINE (question gate)"),
    "a figure of a question that is not there": (
        "quizzes/practice/first-module.yml", "figure: book/first-module/figures/one.svg", "figure: ten.svg",
        "- id: typed", "no figure ten.svg: LINE (question typed); put the file there, or correct its name"),
    "a link of a question that leads nowhere": (
        "quizzes/practice/first-module.yml", "see: book/first-module/one.md", "see: book/first-module/ten.md",
        "- id: gate", "this link leads nowhere: book/first-module/ten.md#a-closer-look: LINE; correct it"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_of_an_author_is_one_line_with_its_place_and_cure(
    small_course: Path, mistake: tuple[str, str, str, str, str]
) -> None:
    """Never a traceback, nothing else beside it; and nothing is published."""
    file, old, new, marker, message = mistake
    edit(small_course, file, old, new)
    message = message.replace("LINE", f"{file}:{line_of(small_course, file, marker)}")
    result = make(small_course)
    found = [str(problem) for problem in result.problems]
    assert len(found) == 1, found
    assert message in found[0]
    assert not result.published
    assert not (small_course / "_build/site").exists()


@pytest.mark.parametrize(("name", "text", "start"), [
    ("_config.yml", "title: [unclosed", "cannot read the configuration"),
    ("_config.yml", "parse: 7", "the configuration is not as it must be: _config.yml"),
    ("_toc.yml", "root: [", "cannot read the table of contents: _toc.yml:"),
    ("_toc.yml", "format: jb-book\nparts: 3\n", "cannot read the table of contents: _toc.yml"),
    ("_toc.yml", "format: jb-book\nroot: book/nowhere\n", "no welcome page: _toc.yml"),
])  # fmt: skip
def test_a_broken_configuration_stops_the_build_with_a_line(
    small_course: Path, name: str, text: str, start: str
) -> None:
    """Nothing could be built at all."""
    (small_course / name).write_text(text)
    with pytest.raises(CourseError) as error:
        make(small_course)
    assert any(str(problem).startswith(start) for problem in error.value.problems), error.value


def test_an_unknown_language_is_refused(small_course: Path) -> None:
    """With those that there are."""
    with pytest.raises(CourseError, match="no language xx; there are: en"):
        make(small_course, "xx")


def test_a_killed_build_does_not_leave_a_site_that_lies(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was remembered is forgotten, so the next build writes everything again."""
    edit(built, f"{ONE}.md", "# Lesson one", "# Lesson the first")
    with monkeypatch.context() as patch:
        patch.setattr("ssr_course.page.terms.used", lambda *_: 1 / 0)
        with pytest.raises(Exception, match="division by zero"):
            make(built)
    assert "Lesson one" in page(built, "book/index")
    assert make(built).pages == 7
    assert "Lesson the first" in page(built, "book/index")


def test_two_builds_of_one_source_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """In another folder, with another seed of hashes, as a release is built on another machine."""
    sites = []
    for seed in ("1", "2"):
        root = copy_course(tmp_path / f"course-{seed}")
        subprocess.run([BIN / "ssr", "--root", root, "build"], check=True, capture_output=True,
                       env=os.environ | {"PYTHONHASHSEED": seed})  # fmt: skip
        sites.append(root / "_build/site")
    names = sorted(everything(sites[0]))
    assert names == sorted(everything(sites[1]))
    assert filecmp.cmpfiles(*sites, names, shallow=False)[1:] == ([], [])


def test_jupyter_book_builds_the_same_pages(small_course: Path, small_site: Path) -> None:
    """`jb build .` works, without a warning, and gives what `ssr build` gives."""
    run = subprocess.run([BIN / "jb", "build", small_course], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stdout + run.stderr
    theirs = (small_course / "_build/html" / f"{ONE}.html").read_text(encoding="utf-8")
    assert theirs == (small_site / "en" / f"{ONE}.html").read_text(encoding="utf-8")


def test_with_an_address_pages_name_themselves(small_course: Path) -> None:
    """And the page for wrong addresses works below a sub-path."""
    edit(small_course, "_config.yml", "ssr:\n", "ssr:\n  base_url: https://example.org/ssr/\n")
    make(small_course)
    assert f'<link rel="canonical" href="https://example.org/ssr/en/{ONE}.html">' in page(small_course, ONE)
    assert 'href="/ssr/en/book/index.html"' in (small_course / "_build/site/404.html").read_text()


def test_progress_counts_pages(small_course: Path) -> None:
    """Each page once when it is read and once when it is written."""
    seen: list[tuple[str, int, int]] = []
    make(small_course, progress=lambda what, done, of: seen.append((what, done, of)))
    assert [s for s in seen if s[0] == "read"] == [("read", n, 7) for n in range(1, 8)]
    assert [s for s in seen if s[0] == "written"] == [("written", n, 7) for n in range(1, 8)]


def test_the_search_index_of_an_incremental_build_is_that_of_a_full_one(built: Path) -> None:
    """Byte by byte; stock Sphinx forgets the glossary terms of every page that it did not write."""

    def index() -> list[str]:
        folder = built / "_build/site/en"
        return [(folder / name).read_text(encoding="utf-8") for name in ("searchindex.js", "searchtext.js")]

    edit(built, f"{ONE}.md", "A sentence with a note.", "Another sentence with a note.")
    make(built)
    partly = index()
    assert "Another sentence" in partly[1]
    make(built, clean=True)
    assert partly == index()


def test_another_version_of_the_package_builds_everything_anew(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else old pages would stand beside new ones."""
    monkeypatch.setattr("ssr_course.page._version", lambda: 7)
    assert make(built).pages == 7
