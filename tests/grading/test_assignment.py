"""An assignment of nbgrader: a grade cell a question, the key in the source alone, the marks of `score`."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssr_course import answers
from ssr_course.answers import Answers
from ssr_course.errors import CourseError
from ssr_course.grading import assignment, cell, source
from ssr_course.layout import Layout
from ssr_course.quiz.load import load_bank
from ssr_course.quiz.model import Bank
from ssr_course.quiz.score import score, score_bank

RIGHT = {
    "one": ["customs"],
    "many": ["audit", "court"],
    "blue": True,
    "match": {"customs": "duties", "prison": "cells"},
    "sort": {"police": "in", "school": "out"},
    "steps": ["ask", "think", "act"],
    "share": "27.3",
    "word": "secret-word",
    "essay": "I would ask first: who </pre> pays?",
    "pool-a": True,
}
HALF = {
    "one": ["army"],
    "many": ["audit"],
    "blue": "true",
    "match": {"customs": "duties", "prison": "duties"},
    "sort": {"police": "in"},
    "steps": ["think", "act", "ask"],
    "share": "٢٧٫٤",
    "word": "nothing",
    "pool-b": False,
}
HANDED_IN: dict[str, Any] = {
    "right": Answers("nine", RIGHT),
    "half": Answers("nine", HALF),
    "learner-of-a-pool": Answers("nine", RIGHT | {"pool-b": True}, learner="amal"),
    "other-of-the-pool": Answers("nine", {"pool-b": False}, learner="badr"),
    "nothing": None,
    "broken": b'{"format": "ssr-answers/1", "module": "nine", "answers": {"blue": tr',
    "of-another-module": Answers("ten", RIGHT),
}


@pytest.fixture(scope="module")
def bank(assigned: Layout) -> Bank:
    return load_bank(assigned.graded / "nine.yml", graded=True)


def test_there_is_a_grade_cell_for_each_question_and_each_pool(
    assigned: Layout, bank: Bank, cells_of: Callable[..., Any]
) -> None:
    """With its points, so that the highest mark is the same for every learner."""
    for folder in (assignment.source_folder, assignment.release_folder):
        made = cells_of(folder(assigned, "nine") / "nine.ipynb")
        marks = {
            c["metadata"]["nbgrader"]["grade_id"]: c["metadata"]["nbgrader"]["points"]
            for c in made.values()
            if c["metadata"].get("nbgrader", {}).get("grade")
        }
        assert marks == {q.cell: q.points for q in bank.questions}


def test_prose_carries_no_grading_marks(assigned: Layout, cells_of: Callable[..., Any]) -> None:
    """A locked Markdown cell would come back in English when it is graded."""
    made = cells_of(assignment.release_folder(assigned, "nine") / "nine.ipynb")
    prose = {id: c for id, c in made.items() if c["cell_type"] == "markdown"}
    assert [id for id, c in prose.items() if "nbgrader" in c["metadata"]] == ["mark-essay"]


def test_the_key_stands_in_the_hidden_region_of_the_source_and_nowhere_else(assigned: Layout) -> None:
    """Neither in another file of the source, which nbgrader copies, nor in any byte of the release."""
    for path in (*assigned.exercises.glob("source/nine/*"), *assigned.exercises.glob("release/nine/*")):
        text = path.read_text(encoding="utf-8")
        if path != assignment.source_folder(assigned, "nine") / "nine.ipynb":
            assert "SECRET" not in text and "27.3" not in text and "HIDDEN" not in text, path
            assert "mark(" not in text, path
        else:
            assert "SECRET-WORD" in text and "SECRET-RUBRIC" in text and "27.3" in text
            assert "SECRET-WHY" not in text and "SECRET-YES" not in text  # marking needs no feedback


def test_nothing_of_a_learner_or_of_the_author_enters_an_assignment(course: Layout) -> None:
    """An `answers.json` in the source would overwrite everybody's."""
    folder = course.exercises / "nine"
    for name in ("answers.json", "answers.json.bad-1", "nine (1).ipynb", ".hidden", "quiz.json"):
        (folder / name).write_text("{}", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "rows.csv").write_text("old", encoding="utf-8")
    (folder / "more").mkdir()
    (folder / "more" / "cities.csv").write_text("a\n", encoding="utf-8")
    made = source.files(course, "nine")
    assert list(made) == ["labels.json", "more/cities.csv", "nine.ipynb", "quiz.json", "rows.csv"]
    assert json.loads(made["quiz.json"])["format"] == "ssr-quiz/1"


def test_assigning_again_changes_no_byte(assigned: Layout) -> None:
    """And nothing warns of the release that was there."""
    folders = [assigned.exercises / "source", assigned.exercises / "release"]
    before = {p: p.read_bytes() for f in folders for p in f.rglob("*") if p.is_file()}
    done = assignment.assign(assigned, "nine")
    assert (done.cells, done.points) == (10, 11.0)
    assert {p: p.read_bytes() for f in folders for p in f.rglob("*") if p.is_file()} == before
    assert assignment.current(assigned, "nine")


def test_a_mark_is_a_plain_float_whatever_lies_there(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """nbgrader takes anything but a plain number for full marks, and any message for none."""
    monkeypatch.chdir(tmp_path)
    for given in HANDED_IN.values():
        Path("answers.json").unlink(missing_ok=True)
        hand_in(Path("answers.json"), given)
        for question in bank.questions:
            mark = cell.mark("nine", [cell.plain(question)])
            assert type(mark) is float and 0 <= mark <= question.points
    assert capsys.readouterr() == ("", "")


def test_what_stands_in_a_cell_marks_like_the_question_itself(bank: Bank) -> None:
    """Every type, from its literal, with right, half and strange answers."""
    for question in bank.questions:
        literal = eval(repr(cell.plain(question)))
        for given in (RIGHT.get(question.id), HALF.get(question.id), None, [], {"a": 1}, "x" * 9000):
            assert score(cell.question(literal), given) == score(question, given)


def test_what_is_missing_is_named_with_its_cure(course: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """No exercise, no bank, no nbgrader: one sentence each."""
    with pytest.raises(
        CourseError, match=r"no exercise for ten: exercises/ten; .*modules with an exercise: nine"
    ):
        assignment.assign(course, "ten")
    monkeypatch.setitem(sys.modules, "nbgrader.apps", None)
    monkeypatch.setitem(sys.modules, "nbgrader", None)
    with pytest.raises(
        CourseError, match=r"nbgrader is not installed; type: pip install 'ssr-course\[grading\]'"
    ):
        assignment.assign(course, "nine")
    (course.graded / "nine.yml").unlink()
    with pytest.raises(CourseError, match=r"no graded questions for nine: quizzes/graded/nine.yml"):
        assignment.assign(course, "nine")


def hand_in(path: Path, given: Any) -> None:
    """What a learner hands in as `answers.json`: answers, bytes, or no file."""
    if isinstance(given, bytes):
        path.write_bytes(given)
    elif given is not None:
        answers.write(path, given)


@pytest.fixture(scope="module")
def graded(assigned: Layout) -> dict[str, dict[str, Any]]:
    """Graded by nbgrader itself: learner → grade cell → (score by machine, waits for a person)."""
    release = assignment.release_folder(assigned, "nine")
    for learner, given in HANDED_IN.items():
        folder = assigned.exercises / "submitted" / learner / "nine"
        shutil.copytree(release, folder)
        hand_in(folder / "answers.json", given)
    folder = Path(shutil.copytree(release, assigned.exercises / "submitted" / "by-phone" / "nine"))
    answers.write(folder / "answers-nine.json", Answers("nine", RIGHT))
    api = assignment.api(assigned)
    for learner in (*HANDED_IN, "by-phone"):
        done = api.autograde("nine", learner)
        assert done["success"], done.get("error")
    found: dict[str, dict[str, Any]] = {}
    with api.gradebook as gradebook:
        for learner in (*HANDED_IN, "by-phone"):
            notebook = gradebook.find_submission("nine", learner).notebooks[0]
            found[learner] = {g.name: (g.auto_score, g.needs_manual_grade) for g in notebook.grades}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("learner", [*HANDED_IN, "by-phone"])
def test_nbgrader_gives_the_marks_of_the_course_question_by_question(
    graded: dict[str, dict[str, Any]], bank: Bank, learner: str
) -> None:
    """Autograded by stock nbgrader, also with a file from a phone beside the notebook, or none at all."""
    given = Answers("nine", RIGHT) if learner == "by-phone" else HANDED_IN[learner]
    usable = given if isinstance(given, Answers) and given.module == "nine" else {}
    marks = score_bank(bank, usable)["questions"]
    cells = {q.id: q.cell for q in bank.questions}
    assert {cells[id]: mark["score"] for id, mark in marks.items()} == {
        name: mark for name, (mark, _) in graded[learner].items()
    }


@pytest.mark.slow
def test_a_written_answer_waits_for_a_person_and_can_be_read_there(
    graded: dict[str, dict[str, Any]], assigned: Layout, cells_of: Callable[..., Any]
) -> None:
    """nbgrader alone would give 0 to a cell that nobody changed."""
    assert all(marks["essay"] == (None, True) for marks in graded.values())
    made = cells_of(assigned.exercises / "autograded" / "right" / "nine" / "nine.ipynb")
    assert made["show-essay"]["outputs"][0]["text"] == [RIGHT["essay"] + "\n"]


@pytest.mark.slow
def test_questions_that_were_handed_in_do_not_change_under_the_gradebook(
    graded: dict[str, dict[str, Any]], assigned: Layout
) -> None:
    """nbgrader refuses; the release that learners have stays as it is."""
    path = assigned.graded / "nine.yml"
    text = path.read_text(encoding="utf-8")
    release = assignment.release_folder(assigned, "nine") / "nine.ipynb"
    before = release.read_bytes()
    path.write_text(text.replace("- id: blue", "- id: green"), encoding="utf-8")
    try:
        with pytest.raises(CourseError) as caught:
            assignment.assign(assigned, "nine")
    finally:
        path.write_text(text, encoding="utf-8")
    assert "nbgrader says" in str(caught.value) and release.read_bytes() == before
    assignment.assign(assigned, "nine")
