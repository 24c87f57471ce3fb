"""A release: one folder in one language, the same bytes every time, and no key in any of them."""

from __future__ import annotations

import html
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssr_course.errors import CourseError
from ssr_course.exercise import place as exercise_place
from ssr_course.grading import assignment, cell, release, source, wheel
from ssr_course.i18n.apply import Translations, apply
from ssr_course.i18n.places import translated
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout
from ssr_course.quiz.model import Bank

REAL = Path(__file__).parents[2]
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "exercises/nine/labels.yml#:title"
msgid "Count the nine"
msgstr "عد التسعة"

msgctxt "exercises/nine/labels.yml#rows"
msgid "Nine rows"
msgstr "تسعة أسطر"

msgctxt "exercises/nine/nine.ipynb#start/1"
msgid "Count the nine"
msgstr "عد التسعة"
"""


def unpacked(data: bytes) -> dict[str, bytes]:
    """Every file of a zip file and of the wheels in it, by name."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            found[name] = archive.read(name)
            if name.endswith(".whl"):
                found |= {f"{name}!{inner}": text for inner, text in unpacked(found[name]).items()}
    return found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The course of nine questions, a little of it in Arabic, released."""
    pytest.importorskip("nbgrader")
    from nine_course import write_course

    layout = write_course(tmp_path_factory.mktemp("released") / "course")
    folder = layout.root / "locales" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "exercises.po").write_text(PO, encoding="utf-8")
    list(release.release(layout, languages=("en", "ar")))
    return layout


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A copy of the course with the releases of every exercise in every language that is ready."""
    pytest.importorskip("nbgrader")
    root = tmp_path_factory.mktemp("real") / "course"
    root.mkdir()
    for name in ("_config.yml", "_toc.yml", "requirements.lock"):
        shutil.copy(REAL / name, root)
    unwanted = shutil.ignore_patterns(
        "source", "release", "gradebook.db", "submitted", "autograded", "feedback"
    )
    for name in ("exercises", "quizzes", "locales"):
        shutil.copytree(REAL / name, root / name, ignore=unwanted)
    layout = Layout(root)
    list(release.release(layout))
    return layout


def folder_of(layout: Layout, module: str, code: str) -> dict[str, bytes]:
    """What a learner has after unpacking."""
    return unpacked(release.place(layout, module, code).read_bytes())


def test_a_release_is_one_folder_with_all_that_a_learner_needs(small: Layout) -> None:
    """Named alike in every language."""
    for code in ("en", "ar"):
        names = [name for name in folder_of(small, "nine", code) if "!" not in name]
        assert names == [
            "nine/labels.json",
            "nine/nine.ipynb",
            "nine/quiz.json",
            "nine/read-me.html",
            "nine/requirements.txt",
            "nine/rows.csv",
            f"nine/{wheel.NAME}",
        ]


def test_the_same_course_gives_the_same_bytes(small: Layout) -> None:
    """Whenever and wherever it is released."""
    before = release.place(small, "nine", "ar").read_bytes()
    os.utime(small.exercises / "nine" / "rows.csv", (1, 1))
    list(release.release(small, ["nine"], ["ar"]))
    assert release.place(small, "nine", "ar").read_bytes() == before


def test_a_release_is_the_same_whatever_the_key(small: Layout, tmp_path: Path) -> None:
    """With every answer, feedback and rubric changed, no byte of any release changes."""
    root = tmp_path / "course"
    shutil.copytree(small.root, root, ignore=shutil.ignore_patterns("_build", "source", "release", "*.db"))
    path = root / "quizzes" / "graded" / "nine.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("SECRET", "OTHER"),
        ("text: Customs, correct: true", "text: Customs"),
        ("text: The army,", "text: The army, correct: true,"),
        ("text: The guard,", "text: The guard, correct: true,"),
        ("answer: true", "answer: false"),
        ("target: in, ", "target: out, "),
        ("27.3", "81.5"),
        ("tolerance: 0.1", "tolerance: 3"),
        ("{id: ask, text: Ask}, {id: think, text: Think}", "{id: think, text: Think}, {id: ask, text: Ask}"),
        ("customs, text: Customs, target: duties", "customs, text: Customs, target: cells"),
        ("prison, text: Prison, target: cells", "prison, text: Prison, target: duties"),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    other = Layout(root)
    list(release.release(other, languages=("en", "ar")))
    assert source.files(other, "nine") != source.files(small, "nine")
    for code in ("en", "ar"):
        assert folder_of(other, "nine", code) == folder_of(small, "nine", code)


def secrets(layout: Layout, bank: Bank) -> set[str]:
    """What only an instructor may know, in every language."""
    found: set[str] = set()
    versions = [bank, *(apply(bank, Translations.load(layout, row)) for row in translated(layout))]
    for question in (q for version in versions for q in version.questions):
        parts = (*question.choices, *question.items)
        found |= {part.feedback for part in parts} | {note.text for note in question.notes}
        found |= {question.explanation, question.rubric, question.when_true, question.when_false}
        found.add(repr(cell.plain(question)))
    return {text for text in found if text}


@pytest.mark.parametrize("name", ["small", "real"])
def test_no_key_is_in_any_byte_of_any_release(name: str, request: pytest.FixtureRequest) -> None:
    """Zip files and wheels unpacked, JSON and HTML undone; neither feedback nor rubric nor a hidden test."""
    layout: Layout = request.getfixturevalue(name)
    paths = sorted((layout.build / "release").rglob("*.zip"))
    assert len(paths) >= 2
    for path in paths:
        known = secrets(layout, source.bank(layout, path.stem))
        assert len(known) > 10
        for inner, data in unpacked(path.read_bytes()).items():
            if inner.endswith(".whl"):  # what it holds is here, too
                continue
            text = data.decode("utf-8")
            forms = [text, html.unescape(text)]
            if inner.endswith((".json", ".ipynb")):
                plain = "\n".join(_strings(json.loads(text)))
                forms += [plain, html.unescape(plain)]
            for form in forms:
                assert not [secret for secret in known if secret in form], inner
            if "!" not in inner:
                for mark in (
                    "HIDDEN TESTS",
                    "SOLUTION",
                    "data-correct",
                    "q-key",
                    "application/json",
                    "mark(",
                    "SECRET",
                ):
                    assert mark not in text, inner


def _strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for key, value in data.items() for text in (key, *_strings(value))]
    if isinstance(data, list):
        return [text for value in data for text in _strings(value)]
    return [data] if isinstance(data, str) else []


def test_the_prose_is_translated_and_the_grade_cells_are_those_of_nbgrader(
    small: Layout, cells_of: Callable[[Path], dict[str, dict[str, Any]]], tmp_path: Path
) -> None:
    """What has no translation yet is English; ids, points and checksums stay."""
    path = tmp_path / "nine.ipynb"
    path.write_bytes(folder_of(small, "nine", "ar")["nine/nine.ipynb"])
    made, base = cells_of(path), cells_of(small.exercises / "release" / "nine" / "nine.ipynb")
    start = made["start"]["source"]
    assert start.startswith('<div dir="rtl" lang="ar">\n\n# عد التسعة\n\nThey are **few**.')
    assert "- Look at each." in start and start.endswith("\n\n</div>")
    assert list(made) == list(base)
    for id, one in made.items():
        assert one["metadata"] == base[id]["metadata"]
        if one["cell_type"] == "code":
            assert one["source"] == base[id]["source"]


def test_words_and_questions_are_in_the_language_and_in_english(
    small: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A learner may change the language of a quiz without another download."""
    files = folder_of(small, "nine", "ar")
    assert list(json.loads(files["nine/quiz.json"])["languages"]) == ["ar", "en"]
    assert list(json.loads(folder_of(small, "nine", "en")["nine/quiz.json"])["languages"]) == ["en"]
    (tmp_path / "labels.json").write_bytes(files["nine/labels.json"])
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SSR_LANGUAGE", raising=False)
    here = exercise_place.here()
    assert (here.ui.language.code, here.label("rows"), here.label("kind")) == (
        "ar",
        "تسعة أسطر",
        "Which kind?",
    )
    assert here.module == "nine"


def test_the_page_says_how_in_the_language_of_the_learner(real: Layout) -> None:
    """It runs nothing, loads nothing, and names the files."""
    for row in (LANGUAGES["en"], LANGUAGES["ar"]):
        page = folder_of(real, "security-sector", row.code)["security-sector/read-me.html"].decode("utf-8")
        assert f'<html lang="{row.html}" dir="{row.direction}">' in page
        for name in ("security-sector.ipynb", "answers.json", "requirements.txt"):
            assert name in page
        assert "<script" not in page and "://" not in page and "{" not in page.partition("</style>")[2]


def test_what_is_installed_are_the_versions_that_were_tried(small: Layout) -> None:
    """The wheel beside it, and two libraries as in the lock."""
    lines = folder_of(small, "nine", "en")["nine/requirements.txt"].decode().splitlines()
    lock = (REAL / "requirements.lock").read_text(encoding="utf-8")
    assert lines[0] == f"./{wheel.NAME}"
    assert [line.partition("==")[0] for line in lines[1:]] == ["ipywidgets", "anywidget"]
    assert all(f"\n{line} " in lock for line in lines[1:])


def test_a_release_stays_small(real: Layout) -> None:
    """A quarter of an hour on the worst line is too long: 130 KB a language."""
    for path in sorted((real.build / "release").rglob("*.zip")):
        assert path.stat().st_size < 130_000, path


def test_the_learners_wheel_alone_runs_the_exercise(real: Layout, tmp_path: Path) -> None:
    """Installed without the rest of the package, in the folder as it was unpacked, as a notebook would."""
    with zipfile.ZipFile(release.place(real, "security-sector", "ar")) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "security-sector"
    with zipfile.ZipFile(folder / wheel.NAME) as archive:
        archive.extractall(tmp_path / "site")
    program = f"""
import sys
sys.path.insert(0, {str(tmp_path / "site")!r})
sys.meta_path[:] = [f for f in sys.meta_path if "editable" not in repr(f)]
import json, ssr_course
assert ssr_course.__file__.startswith({str(tmp_path)!r})
names = {{}}
for cell in json.load(open("security-sector.ipynb", encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
quiz = ssr_course.Quiz("security-sector")
bundle, _ = quiz._repr_mimebundle_()
assert "application/vnd.jupyter.widget-view+json" in bundle, bundle
print(quiz.text()[:200])
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "أمن" in done.stdout


def test_for_the_exchange_nbgraders_folder_holds_one_language(
    small: Layout, cells_of: Callable[[Path], dict[str, dict[str, Any]]]
) -> None:
    """Without what only a computer of one's own needs; later releases are the same as before."""
    before = folder_of(small, "nine", "en")
    with pytest.raises(CourseError, match=r"exchange holds one language; name it: --exchange --language ar"):
        list(release.release(small, exchange=True))
    list(release.release(small, ["nine"], ["ar"], exchange=True))
    folder = assignment.release_folder(small, "nine")
    assert sorted(p.name for p in folder.iterdir()) == ["labels.json", "nine.ipynb", "quiz.json", "rows.csv"]
    assert "عد التسعة" in cells_of(folder / "nine.ipynb")["start"]["source"]
    list(release.release(small, ["nine"], ["en"]))
    assert folder_of(small, "nine", "en") == before
    assert "عد التسعة" in cells_of(folder / "nine.ipynb")["start"]["source"]


def test_a_language_is_released_by_itself_once_it_is_translated(small: Layout, real: Layout) -> None:
    """Three of seven texts are not enough; a language that nobody began is refused."""
    made = [(one.module, one.language.code) for one, _, _ in release.release(small)]
    assert made == [("nine", "en")]
    assert sorted(p.parent.name for p in (real.build / "release").rglob("*.zip")) == ["ar", "en"]
    with pytest.raises(CourseError, match="no language fr; there are: en, ar"):
        list(release.release(small, languages=["fr"]))


def test_a_changed_question_makes_the_assignment_anew(course: Layout) -> None:
    """Nobody has to remember to run `ssr assign` first."""
    pytest.importorskip("nbgrader")
    list(release.release(course))
    path = course.graded / "nine.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Who asks?", "Who asks them?"), encoding="utf-8")
    assert not assignment.current(course, "nine")
    list(release.release(course))
    assert assignment.current(course, "nine")
    assert b"Who asks them?" in folder_of(course, "nine", "en")["nine/quiz.json"]
