"""The command `ssr`, as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ssr_course.cli import main

BANK = """
id: sector
title: A sector
questions:
  - {id: who, type: single, prompt: Who?, choices: [{id: a, text: A, correct: true}, {id: b, text: B}]}
  - {id: word, type: short, prompt: A word?, accept: [customs]}
  - {id: why, type: written, prompt: Why?, rubric: A reason}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "sector.yml"
    path.write_text(BANK, encoding="utf-8")
    return path


def answers(folder: Path, **given: object) -> Path:
    """An answers file of module `sector`."""
    path = folder / "answers-sector.json"
    path.write_text(
        json.dumps({"format": "ssr-answers/1", "module": "sector", "answers": given}), encoding="utf-8"
    )
    return path


def ssr(*words: object):
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("words", [(), ("--help",), ("translate",)])
def test_without_a_command_it_says_what_there_is(words: tuple[str, ...]) -> None:
    """Help names the commands and what each is for."""
    assert "Usage: " in ssr(*words).output


@pytest.mark.parametrize("name", sorted({"translate", *main.commands}))
def test_each_command_explains_itself(name: str) -> None:
    """`ssr COMMAND --help` works and is more than a usage line."""
    result = ssr(name, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_marks_as_json_have_the_shape_of_the_contract(bank: Path, tmp_path: Path) -> None:
    """Module, score, maximum, and each question; a written answer has no mark."""
    result = ssr("score", bank, answers(tmp_path, who=["a"], word="Customs "), "--json")
    assert json.loads(result.output) == {
        "module": "sector",
        "score": 2.0,
        "max_score": 2.0,
        "questions": {
            "who": {"score": 1.0, "max_score": 1.0},
            "word": {"score": 1.0, "max_score": 1.0},
            "why": {"score": None, "max_score": 1.0},
        },
    }


def test_marks_are_shown_to_a_person_one_a_line(bank: Path, tmp_path: Path) -> None:
    """Aligned, with the sum last."""
    lines = ssr("score", bank, answers(tmp_path, who=["b"])).output.splitlines()
    assert [line.split() for line in lines] == [
        ["who", "0", "of", "1"],
        ["word", "0", "of", "1"],
        ["why", "by", "hand", "of", "1"],
        ["sector:", "0", "of", "2"],
    ]


def test_an_answer_in_another_language_of_the_course_counts(bank: Path, tmp_path: Path) -> None:
    """Marking takes the accepted texts of all languages."""
    for name in ("_config.yml", "_toc.yml"):
        (tmp_path / name).write_text("title: A course\n", encoding="utf-8")
    catalogue = tmp_path / "locales" / "ar" / "LC_MESSAGES" / "quizzes.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "word/accept"\nmsgid "customs"\nmsgstr "الجمارك"\n',
        encoding="utf-8",
    )
    marks = json.loads(ssr("score", bank, answers(tmp_path, word="الجمارك"), "--json").output)
    assert marks["questions"]["word"]["score"] == 1


@pytest.mark.parametrize(
    ("broken", "said"),
    [("bank", "no correct choice"), ("answers", "answers-sector.json"), ("module", "sector")],
)
def test_what_cannot_be_marked_is_a_line_with_a_cure_and_exit_1(
    bank: Path, tmp_path: Path, broken: str, said: str
) -> None:
    """Never a traceback."""
    file = answers(tmp_path, who=["a"])
    if broken == "bank":
        bank.write_text(BANK.replace(", correct: true", ""), encoding="utf-8")
    elif broken == "answers":
        file.write_text("{", encoding="utf-8")
    else:
        file.write_text(file.read_text().replace('"sector"', '"another"'), encoding="utf-8")
    result = ssr("score", bank, file)
    assert result.exit_code == 1
    assert said in result.output and ";" in result.output


def test_outside_a_course_it_says_where_to_go(tmp_path: Path) -> None:
    """The cure names the two files that make a course."""
    result = ssr("--root", tmp_path, "check")
    assert result.exit_code == 1
    assert "_config.yml and _toc.yml" in result.output


def test_wrong_use_is_exit_2() -> None:
    """As every command line tool has it."""
    assert ssr("score").exit_code == 2


def test_this_course_has_nothing_to_mend() -> None:
    """`ssr check` on the repository, as `make check` calls it."""
    root = Path(__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-m", "ssr_course.cli", "--root", root, "check"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout
    assert run.stdout == "Nothing to mend.\n"
