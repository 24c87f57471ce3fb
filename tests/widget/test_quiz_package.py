"""`quiz.json` and `Quiz` without a browser: keyless, merged, kept, or said why not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ssr_course import Quiz, answers, record
from ssr_course.errors import CourseError
from ssr_course.interface import Interface
from ssr_course.quiz.model import Bank
from ssr_course.quiz.package import quiz_json
from ssr_course.quiz.public import edition

pytest.importorskip("anywidget")


def panel(quiz: Quiz) -> Any:
    """The widget of `quiz`, as a notebook would show it; what it sends is collected in ``sent``."""
    quiz._repr_mimebundle_()
    made = quiz._panel
    made.sent = []
    made.send = made.sent.append
    return made


def give(made: Any, id: str, answer: object, n: int = 1, tries: int = 0) -> dict[str, Any]:
    """An answer as the browser sends it; what the kernel says to that."""
    made._hear(made, {"id": id, "answer": answer, "tries": tries, "n": n}, [])
    return made.sent[-1]


def test_the_package_holds_every_question_rendered_and_no_key(nine: Bank, packed: dict[str, Any]) -> None:
    """Neither feedback nor explanation nor what is right."""
    assert (
        packed["format"] == "ssr-quiz/1" and packed["module"] == "nine" and packed["edition"] == edition(nine)
    )
    assert list(packed["languages"]) == ["en", "ar"]
    english = packed["languages"]["en"]
    assert [q["id"] for q in english["questions"]] == [q.id for q in nine.questions]
    assert {q["type"] for q in english["questions"]} == {q.type for q in nine.questions}
    assert [q["id"] for q in english["questions"] if q["computed"]] == ["share"]
    text = json.dumps(packed)
    assert "SECRET" not in text and "data-correct" not in text and "27.3" not in text
    assert (
        'dir="rtl"' in packed["languages"]["ar"]["questions"][0]["html"] or english["title"] == "Nine kinds"
    )


def test_a_practice_bank_is_packed_without_its_key_too(nine: Bank) -> None:
    """Whatever bank is given."""
    from dataclasses import replace

    text = json.dumps(quiz_json(replace(nine, graded=False), [(nine, Interface())]))
    assert "SECRET" not in text and "27.3" not in text and "<script" not in text


def test_the_package_is_the_same_every_time(nine: Bank, packed: dict[str, Any]) -> None:
    """Byte for byte, so that a release does not change by itself."""
    again = quiz_json(nine, [(nine, Interface())])
    assert json.dumps(again["languages"]["en"]) == json.dumps(packed["languages"]["en"])


def test_the_state_of_the_widget_holds_no_key(learner: Path) -> None:
    """Every byte that goes to the browser."""
    made = panel(Quiz("nine"))
    state = json.dumps(made.get_state(), default=str)
    assert "SECRET" not in state and "pool-b" in state
    assert made.quiz["dir"] == "ltr" and panel(Quiz("nine", language="ar")).quiz["dir"] == "rtl"


def test_an_answer_is_on_the_disk_before_it_is_called_saved(learner: Path) -> None:
    """With its time, tries, language and edition; the reply carries the number of the message."""
    made = panel(Quiz("nine", language="ar"))
    assert give(made, "one", ["customs"], n=7, tries=2) == {"kept": 7, "id": "one", "why": "", "aside": ""}
    pack = answers.read("answers.json", "nine")
    assert (pack.answers, pack.tries, pack.language) == ({"one": ["customs"]}, {"one": 2}, "ar")
    assert pack.edition == made.quiz["edition"] and pack.times["one"]
    assert made.pack["answers"] == {"one": ["customs"]}


def test_an_answer_can_be_taken_back(learner: Path) -> None:
    """It does not come back from the file."""
    made = panel(Quiz("nine"))
    give(made, "one", ["customs"])
    give(made, "one", None)
    assert answers.read("answers.json").answers == {} and panel(Quiz("nine")).pack["answers"] == {}


def test_answers_are_there_when_the_notebook_is_opened_again(learner: Path) -> None:
    """In whichever language; answers to other questions stay in the file and out of the widget."""
    answers.write("answers.json", answers.Answers("nine", {"one": ["army"], "elsewhere": [1]}))
    assert panel(Quiz("nine", language="ar")).pack["answers"] == {"one": ["army"]}
    give(panel(Quiz("nine")), "blue", False)
    assert answers.read("answers.json").answers == {"one": ["army"], "elsewhere": [1], "blue": False}


def test_a_file_of_a_page_is_taken_over_and_said(learner: Path) -> None:
    """The learner sees where the answers came from."""
    answers.write("answers-nine.json", answers.Answers("nine", {"one": ["navy"]}, learner="k7"))
    made = panel(Quiz("nine"))
    assert made.pack["answers"] == {"one": ["navy"]} and made.pack["learner"] == "k7"
    assert made.news == "Answers were taken over from: answers-nine.json"


def test_what_was_recorded_is_seen_in_an_open_quiz(learner: Path) -> None:
    """Without running the quiz's cell again."""
    made = panel(Quiz("nine"))
    record("share", 27.3)
    assert made.pack["answers"] == {"share": 27.3}


def test_two_quizzes_in_two_languages_share_the_answers(learner: Path) -> None:
    """What is answered in one is seen in the other."""
    one, other = panel(Quiz("nine")), panel(Quiz("nine", language="ar"))
    give(one, "word", "oversight")
    assert other.pack["answers"] == {"word": "oversight"}


@pytest.mark.parametrize("id", ["elsewhere", "", None, 3])
def test_a_question_that_is_not_asked_is_not_answered(learner: Path, id: object) -> None:
    """Whatever is sent, nothing else enters the file."""
    made = panel(Quiz("nine"))
    made._hear(made, {"id": id, "answer": 1, "n": 1}, [])
    assert made.sent[-1]["why"] and not Path("answers.json").exists()


@pytest.mark.parametrize("answer", [float("nan"), 10**30, "\ud800", ["x" * 300_000]])
def test_an_answer_that_a_file_cannot_hold_is_refused_and_nothing_is_lost(
    learner: Path, answer: object
) -> None:
    """The rest of the file stays as it was."""
    made = panel(Quiz("nine"))
    give(made, "one", ["army"])
    assert give(made, "word", answer)["why"]
    assert answers.read("answers.json").answers == {"one": ["army"]}


def test_a_file_that_cannot_be_read_is_set_aside_and_said(learner: Path) -> None:
    """By the first answer that is given."""
    Path("answers.json").write_text("[", encoding="utf-8")
    said = give(panel(Quiz("nine")), "one", ["army"])
    assert not said["why"] and "answers.json.bad-1" in said["aside"]


def test_a_learner_number_is_kept_if_it_is_one(learner: Path) -> None:
    """It decides which question of a pool is asked, here as in the page."""
    made = panel(Quiz("nine"))
    for number in ("k7", "not a number", "=1+1", "x" * 65):
        made._hear(made, {"learner": number}, [])
    assert answers.read("answers.json").learner == "k7" and made.pack["learner"] == "k7"


def test_the_number_of_a_hub_is_used_until_a_learner_gives_one(
    learner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is not fit for it is not."""
    monkeypatch.setenv("JUPYTERHUB_USER", "a.lopez")
    assert panel(Quiz("nine")).pack["learner"] == "a.lopez"
    monkeypatch.setenv("JUPYTERHUB_USER", "a lopez")
    assert panel(Quiz("nine")).pack["learner"] == ""


def test_where_no_widget_can_be_shown_the_questions_are_text(learner: Path) -> None:
    """Prompts, choices and points, without tags and without what only a script uses."""
    text = Quiz("nine").text()
    assert text.startswith("Nine kinds\n") and "Who collects duties?" in text and "  [ ] Customs" in text
    assert "<" not in text and "SECRET" not in text


def test_a_language_that_is_not_there_is_english(learner: Path) -> None:
    """Rather than nothing."""
    assert Quiz("nine", language="fr").place.ui.language.code == "en"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the questions are not here: quiz.json; open the notebook in the folder that you unpacked"),
        ("{", "the questions are not here"),
        ("[]", "this is no file of questions: quiz.json; unpack the exercise again"),
        ('{"format": "ssr-quiz/1", "module": "other"}', "these are the questions of other, not of nine"),
    ],
)
def test_what_is_wrong_with_the_file_of_questions_is_named(
    learner: Path, content: str | None, message: str
) -> None:
    """With the cure."""
    Path("quiz.json").unlink()
    if content is not None:
        Path("quiz.json").write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        Quiz("nine")


def test_importing_the_package_is_light_and_asking_for_a_quiz_is_too(learner: Path) -> None:
    """anywidget is imported when a quiz is first shown."""
    code = "import sys, ssr_course; ssr_course.Quiz('nine'); ssr_course.record; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"anywidget", "ipywidgets", "traitlets", "yaml", "markdown_it"} & set(loaded)
    with pytest.raises(AttributeError, match="no attribute 'Quizz'"):
        import ssr_course

        _ = ssr_course.Quizz
