"""`record`: a value beside the answers, and a sentence about it."""

from __future__ import annotations

import errno
import json
import math
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from ssr_course import answers, record
from ssr_course.exercise import choose, live, slider, store


class Scalar:
    """A number of numpy or pandas, as far as anybody can tell without importing them."""

    def __init__(self, value: object) -> None:
        self.value = value

    def item(self) -> object:
        return self.value


def stored() -> dict[str, object]:
    return answers.read("answers.json", "small").answers


@pytest.mark.parametrize(
    ("value", "kept", "said"),
    [
        (31.4, 31.4, "31.4"), (0.1 + 0.2, 0.3, "0.3"), (7, 7, "7"), (Scalar(31.4), 31.4, "31.4"),
        (Scalar(7), 7, "7"), (Decimal("2.5"), 2.5, "2.5"), ("army", "army", "Army"), (True, True, "True"),
        (["army", "police"], ["army", "police"], "Army, Police"), (("army",), ["army"], "Army"),
        ({"b", "a"}, ["a", "b"], "a, b"), ({"army": "yes"}, {"army": "yes"}, "Army: Yes"),
    ],
)  # fmt: skip
def test_a_value_is_written_and_said(
    exercise: Path, capsys: pytest.CaptureFixture[str], value: object, kept: object, said: str
) -> None:
    """Numbers, ids, lists and pairs of ids; scalars of other libraries are unwrapped."""
    record("share", value)
    assert stored() == {"share": kept}
    assert capsys.readouterr().out == f"Recorded: The share = {said}\n"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "There is no value yet."), ([], "There is no value yet."), (math.nan, "not finite"),
        (math.inf, "not finite"), (Scalar(math.nan), "not finite"), (10**18, "not finite"),
        (object(), "this is object"), ([1, 2], "this is list"), ({"a": 1}, "this is dict"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_not_written_and_the_reason_is_said(
    exercise: Path, capsys: pytest.CaptureFixture[str], value: object, why: str
) -> None:
    """It never raises, and what was there before stays."""
    record("share", 5)
    record("share", value)
    assert stored() == {"share": 5}
    assert "Not recorded: The share." in (out := capsys.readouterr().out) and why in out


def test_real_scalars_of_numpy_are_taken(exercise: Path) -> None:
    """Where somebody has it."""
    numpy = pytest.importorskip("numpy")
    record("share", numpy.float64(31.4))
    record("count", numpy.int64(7))
    assert stored() == {"share": 31.4, "count": 7}


def test_a_live_value_is_written_again_when_it_changes(exercise: Path) -> None:
    """And a cell that is run twice does not write twice."""
    control = slider("line", 0, 100)
    double = live(lambda n: n * 2, control)
    record("share", double)
    record("share", double)
    control.put(20)
    assert stored() == {"share": 40}
    assert len(double._followers) == 1


def test_a_value_recorded_now_wins_over_a_clock_that_is_ahead(exercise: Path) -> None:
    """A phone's clock may be wrong; what the learner does last counts."""
    answers.write("answers.json", answers.Answers("small", {"share": 1}, {"share": "2999-01-01T00:00:00Z"}))
    record("share", 2)
    assert stored() == {"share": 2}
    assert answers.read("answers.json").times == {"share": "2999-01-01T00:00:00Z"}


def test_other_answers_and_unknown_keys_stay(exercise: Path) -> None:
    """`record` touches one answer."""
    answers.write("answers.json", answers.Answers("small", {"a": ["b"]}, learner="k1", extra={"later": [1]}))
    record("share", 2)
    pack = answers.read("answers.json")
    assert (pack.answers, pack.learner, pack.extra) == ({"a": ["b"], "share": 2}, "k1", {"later": [1]})


def test_a_file_that_cannot_be_read_is_set_aside_and_said(
    exercise: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is overwritten that somebody might still need."""
    Path("answers.json").write_text("{broken", encoding="utf-8")
    record("share", 2)
    assert stored() == {"share": 2}
    assert Path("answers.json.bad-1").read_text(encoding="utf-8") == "{broken"
    assert "answers.json.bad-1" in capsys.readouterr().out


def test_the_answers_of_another_module_are_left_alone(
    exercise: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the wrong folder is not the learner's file of this one."""
    answers.write("answers.json", answers.Answers("other", {"a": 1}))
    record("share", 2)
    assert answers.read("answers.json").answers == {"a": 1}
    assert "belongs to another module" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EROFS, "cannot be written to"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_fails_is_named(
    exercise: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, why: str
) -> None:
    """Full, read-only, broken: the sentence says which and what to do."""

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(answers, "write", fail)
    record("share", 2)
    assert why in capsys.readouterr().out
    assert not Path("answers.json").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_plain_user_in_a_folder_that_is_not_theirs_is_told(exercise: Path) -> None:
    """Really, with another user's rights."""
    code = (
        "import os; from ssr_course import record; from ssr_course.exercise.place import here; here()\n"
        "os.setegid(65534); os.seteuid(65534); record('share', 2)"
    )
    for folder in (exercise, *exercise.parents):
        if folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "Not recorded: The share. The folder cannot be written to." in done.stdout, done.stderr
    assert not (exercise / "answers.json").exists()


def test_a_name_that_the_quiz_does_not_know_is_not_written(
    exercise: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of an author is seen at once."""
    quiz = {"languages": {"en": {"questions": [{"id": "share"}]}}, "module": "small"}
    Path("quiz.json").write_text(json.dumps(quiz), encoding="utf-8")
    record("shaer", 2)
    assert "no question of that name" in capsys.readouterr().out
    assert not Path("answers.json").exists()
    record("share", 2)
    assert stored() == {"share": 2}


def test_who_listens_hears_of_every_change(exercise: Path) -> None:
    """An open quiz shows what was recorded; one that fails keeps nobody from saving."""
    heard: list[object] = []
    store.listeners[:] = [lambda pack: 1 / 0, lambda pack: heard.append(dict(pack.answers))]
    record("share", 2)
    choose("kind", ["yes", "no"]).put("no")
    assert heard == [{"share": 2}, {"share": 2}]


def test_a_file_of_a_page_put_beside_the_notebook_is_taken_once(exercise: Path) -> None:
    """It is told by its content, the later answer wins, and an answer taken back does not return."""
    answers.write("answers.json", answers.Answers("small", {"a": 1, "b": 1}, {"a": "2026-01-01T00:00:00Z"}))
    page = answers.Answers(
        "small", {"a": 2, "c": 3}, {"a": "2026-02-01T00:00:00Z", "c": "2026-02-01T00:00:00Z"}
    )
    answers.write("answers-small (1).json", page)
    answers.write("answers-other.json", answers.Answers("other", {"z": 1}))
    Path("notes.json").write_text("[]", encoding="utf-8")
    where = choose("kind", ["yes"]).place
    assert store.take_in(where) == ["answers-small (1).json"]
    assert stored() == {"a": 2, "b": 1, "c": 3}
    store.answer(where, "c", None)
    assert store.take_in(where) == []
    assert "c" not in stored()


def test_with_nothing_but_the_answers_beside_it_a_notebook_knows_its_module(
    exercise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the sandbox; without answers the folder's name has to do, as far as it can be an id."""
    monkeypatch.setenv("SSR_HEADLESS", "1")
    Path("labels.json").unlink()
    answers.write("answers.json", answers.Answers("small", {"a": 1}))
    record("share", 2)
    assert stored() == {"a": 1, "share": 2}
    (exercise / "My Folder (1)").mkdir()
    monkeypatch.chdir(exercise / "My Folder (1)")
    record("share", 3)
    assert answers.read("answers.json").module == "my-folder-1"
