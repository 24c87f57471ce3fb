"""`ssr assign` and `ssr release`, as a person types them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ssr_course.layout import Layout


def ssr(layout: Layout, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `ssr` in a course."""
    return subprocess.run(
        [sys.executable, "-m", "ssr_course.cli", *words], cwd=layout.root, capture_output=True, text=True
    )


def test_an_assignment_and_its_release_are_made_by_two_commands(course: Layout) -> None:
    """Each says what it made and where; nothing warns."""
    pytest.importorskip("nbgrader")
    done = ssr(course, "assign", "nine")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "nine: 10 grade cells, 11 points in all",
        "source   exercises/source/nine  (holds the key)",
        "release  exercises/release/nine",
    ]
    done = ssr(course, "release")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 of 1  en") and done.stdout.endswith("KB  _build/release/en/nine.zip\n")
    assert (course.build / "release" / "en" / "nine.zip").is_file()


def test_what_a_person_must_mend_is_one_line_with_its_cure(course: Layout) -> None:
    """No exercise, a language that is not there, two languages for the exchange."""
    for words, said in (
        (("assign", "ten"), "no exercise for ten: exercises/ten; write ten.ipynb and labels.yml there;"),
        (("release", "ten"), "no exercise for ten: exercises/ten;"),
        (("release", "--language", "xx"), "no language xx; there are: en"),
        (("release", "--exchange"), "nbgrader's exchange holds one language; name it:"),
    ):
        done = ssr(course, *words)
        assert done.returncode == 1 and done.stderr.startswith(said), done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_help_is_there_without_nbgrader(course: Layout) -> None:
    """It takes seconds to import, and only an assignment needs it."""
    program = "import sys; from ssr_course.cli import main; main(['assign', '--help'], standalone_mode=False)"
    program += "; assert not {'nbgrader', 'yaml', 'sphinx'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "never for learners" in done.stdout
