"""answers.json: strict, atomic, merged. (The files of tests/data/answers: tests/quiz/test_twins.py.)"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssr_course import answers
from ssr_course.answers import Answers, AnswersError
from ssr_course.text import canonical

FILE = "answers.json"


def code(action: object, *args: object) -> str:
    """The code with which an action refuses."""
    with pytest.raises(AnswersError) as caught:
        action(*args)  # type: ignore[operator]
    assert str(caught.value), "a code comes with a sentence"
    return caught.value.code


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda t: t.encode("utf-8", "surrogatepass")))
)
def test_whatever_the_bytes_are_they_are_taken_or_refused(data: bytes) -> None:
    """No other error comes out of a file."""
    assert code(answers.parse, data) in answers.PROBLEMS


values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**18) + 1, 10**18 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=3), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), values, max_size=5))
def test_what_is_written_is_what_is_read(given_answers: dict[str, object]) -> None:
    """Any JSON value within the limits is kept as it is."""
    pack = Answers("m", given_answers, learner="17", extra={"device": "phone"})
    again = answers.parse(pack.text().encode())
    assert canonical(again.answers) == canonical(given_answers)
    assert (again.module, again.learner, again.extra) == ("m", "17", {"device": "phone"})


def test_the_file_begins_with_what_it_is() -> None:
    """A person who opens it sees format and module first; empty parts are left out."""
    text = Answers("m", {"a": 1}, language="ar", extra={"zz": 1}).text()
    assert list(json.loads(text)) == ["format", "module", "language", "answers", "zz"]


def test_every_problem_has_a_sentence_and_a_cure(tmp_path: Path) -> None:
    """A person reads what happened, in which file, and what to do."""
    (tmp_path / FILE).write_text("{")
    with pytest.raises(AnswersError) as caught:
        answers.read(tmp_path / FILE)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"the file is damaged or no answers file: {tmp_path / FILE}; download")
    assert all(what and cure for what, cure in answers.PROBLEMS.values())


def test_a_missing_file_a_folder_and_a_pipe_are_unreadable(tmp_path: Path) -> None:
    """None of them is waited for."""
    os.mkfifo(tmp_path / "pipe")
    assert [code(answers.read, tmp_path / name) for name in ("missing", "", "pipe", "nul\0")] == [
        "unreadable"
    ] * 4


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A sparse file of a terabyte is refused at once."""
    with open(tmp_path / FILE, "wb") as file:
        file.truncate(1 << 40)
    assert code(answers.read, tmp_path / FILE) == "too-large"


def test_a_file_of_another_module_is_refused_where_one_is_asked_for() -> None:
    """The module of a file is in it."""
    data = Answers("other").text().encode()
    assert code(answers.parse, data, "m") == "other-module"
    assert answers.parse(data, "other").module == answers.parse(data).module == "other"


# ---- writing ----


def test_writing_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    """No temporary file stays behind."""
    answers.write(tmp_path / FILE, Answers("m", {"a": 1}))
    answers.write(tmp_path / FILE, Answers("m", {"a": 2}))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert answers.read(tmp_path / FILE).answers == {"a": 2}


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whenever the disk is full or the power goes: the old file or the new one, whole."""
    answers.write(tmp_path / FILE, Answers("m", {"a": 1}))

    def fail(*args: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError, match="no space left"):
            answers.write(tmp_path / FILE, Answers("m", {"a": 2}))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert answers.read(tmp_path / FILE).answers == {"a": 1}


def test_the_file_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contents, then name, then folder."""
    steps: list[str] = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *args, real=real, name=name: (steps.append(name), real(*args))[1]
        )
    answers.write(tmp_path / FILE, Answers("m"))
    assert steps == ["fsync", "replace", "fsync"]


def test_the_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A grader of the same group can still read it; a new file is like any other."""
    path = tmp_path / FILE
    answers.write(path, Answers("m"))
    (tmp_path / "other").touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)
    path.chmod(0o640)
    answers.write(path, Answers("m"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("pack", "expected"),
    [
        (Answers("m", {"a": float("nan")}), "bad-number"),
        (Answers("m", {"a": 10**18}), "bad-number"),
        (Answers("m", {"a": object()}), "bad-number"),
        (Answers("m", {"a": "\ud800"}), "bad-text"),
        (Answers("m", {"a": "x" * 300_000}), "too-large"),
        (Answers("m", {str(n): 1 for n in range(2001)}), "too-many"),
        (Answers("../m"), "wrong-shape"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_could_not_be_read_is_not_written(tmp_path: Path, pack: Answers, expected: str) -> None:
    """The old file stays."""
    answers.write(tmp_path / FILE, Answers("m", {"old": 1}))
    assert code(answers.write, tmp_path / FILE, pack) == expected
    assert answers.read(tmp_path / FILE).answers == {"old": 1}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


# ---- updating ----


def test_an_update_makes_the_file_or_merges_into_it(tmp_path: Path) -> None:
    """Earlier answers and unknown keys stay; the ids that differ are told."""
    first = answers.update(tmp_path / FILE, Answers("m", {"a": 1}, extra={"device": "phone"}))
    assert (first.differing, first.set_aside) == ([], None)
    second = answers.update(tmp_path / FILE, Answers("m", {"a": 2, "b": 3}))
    assert second.differing == ["a"]
    assert (
        answers.read(tmp_path / FILE)
        == second.answers
        == Answers("m", {"a": 2, "b": 3}, extra={"device": "phone"})
    )


def test_a_broken_file_is_set_aside_and_never_overwritten(tmp_path: Path) -> None:
    """Three broken files become bad-1, bad-2, bad-3, each with its bytes."""
    broken = [b"{", b"\xff\xfe", b'{"format": "ssr-answers/9"}']
    for number, data in enumerate(broken, 1):
        (tmp_path / FILE).write_bytes(data)
        done = answers.update(tmp_path / FILE, Answers("m", {"a": number}))
        assert done.set_aside == tmp_path / f"{FILE}.bad-{number}"
        assert done.problem and done.problem.code in answers.PROBLEMS
        assert answers.read(tmp_path / FILE).answers == {"a": number}
    assert [(tmp_path / f"{FILE}.bad-{n}").read_bytes() for n in (1, 2, 3)] == broken


def test_a_file_of_another_module_is_left_alone(tmp_path: Path) -> None:
    """It is no broken file: the folder is the wrong one."""
    answers.write(tmp_path / FILE, Answers("other", {"a": 1}))
    before = (tmp_path / FILE).read_bytes()
    assert code(answers.update, tmp_path / FILE, Answers("m", {"a": 2})) == "other-module"
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    """Nothing is moved that is not a file."""
    (tmp_path / FILE).mkdir()
    assert code(answers.update, tmp_path / FILE, Answers("m")) == "unreadable"
    assert (tmp_path / FILE).is_dir()


def test_files_of_two_modules_are_not_merged() -> None:
    """Ids are unique in a course, but the file would name one module only."""
    assert code(answers.merge, Answers("m"), Answers("n")) == "other-module"


def test_merging_changes_neither_side() -> None:
    """The merged answers are a new object."""
    mine, theirs = (
        Answers("m", {"a": 1}, {"a": "2026-01-01T00:00:00Z"}),
        Answers("m", {"b": 1}, tries={"b": 1}),
    )
    before = mine.text(), theirs.text()
    answers.merge(mine, theirs)[0].answers["c"] = 1
    assert (mine.text(), theirs.text()) == before


# ---- receipts ----


def test_a_receipt_counts_what_is_answered_and_what_is_missing() -> None:
    """An empty answer is none; an id is counted once; other ids do not matter."""
    pack = Answers("m", {"a": ["x"], "b": None, "c": [], "d": {}, "e": "", "f": False, "g": 0, "other": 1})
    receipt = answers.receipt(pack, ["a", "b", "c", "d", "e", "f", "g", "h", "a"])
    assert (receipt["answered"], receipt["missing"]) == (3, 5)


def test_a_receipt_names_the_answers_and_nothing_else() -> None:
    """Language, time, device and order change nothing; one answer changes the code."""
    ids = ["a", "b"]
    code = answers.receipt(Answers("m", {"a": ["x"], "b": 1}), ids)["code"]
    other = Answers(
        "m", {"b": 1.0, "a": ["x"], "c": 5}, {"a": "2026-01-01T00:00:00Z"}, language="ar", learner="17"
    )
    assert answers.receipt(other, ids)["code"] == code
    assert answers.receipt(Answers("m", {"a": ["y"], "b": 1}), ids)["code"] != code


def test_a_code_has_no_letters_that_are_taken_for_others() -> None:
    """Read out by telephone: no 0 and O, no 1 and I; and few coincide."""
    codes = [answers.receipt(Answers("m", {"a": n}), ["a"])["code"] for n in range(1000)]
    assert all(len(code) == 4 for code in codes)
    assert not set("".join(codes)) & set("01OI")
    assert len(set(codes)) > 990
