"""The exercises of the course: they run, say everything in words, and agree with their questions."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ssr_course import answers
from ssr_course.exercise import place
from ssr_course.layout import Layout
from ssr_course.quiz.load import load_bank
from ssr_course.quiz.score import score

ROOT = Layout(Path(__file__).parents[2])
FOLDERS = sorted(path.parent for path in (ROOT.root / "exercises").glob("*/labels.yml"))
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def notebook(folder: Path) -> dict[str, Any]:
    return json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf-8"))


def code(folder: Path) -> list[str]:
    """The code cells of an exercise."""
    return ["".join(c["source"]) for c in notebook(folder)["cells"] if c["cell_type"] == "code"]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``copy(folder)``: a learner's copy, which becomes the working folder."""

    def make(folder: Path) -> Path:
        to = Path(shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("answers*")))
        monkeypatch.chdir(to)
        return to

    return make


def run(folder: Path, **environment: str) -> dict[str, Any]:
    """What the cells define, run one after the other in this process, without a notebook."""
    names: dict[str, Any] = {}
    for cell in code(folder):
        if "Quiz(" not in cell:
            exec(compile(cell, folder.name, "exec"), names)
    return names


@each
def test_an_exercise_imports_only_the_standard_library_and_the_course(folder: Path) -> None:
    """A learner's install and the sandbox hold nothing else."""
    used = set()
    for cell in code(folder):
        for node in ast.walk(ast.parse(cell)):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                used.add((node.module or "").split(".")[0])
    assert used <= sys.stdlib_module_names | {"ssr_course"}


@each
def test_no_word_that_a_learner_reads_stands_in_a_cell_or_a_table(folder: Path) -> None:
    """Cells and data name ids; words would stay English in every language."""
    texts = [
        node.value
        for cell in code(folder)
        for node in ast.walk(ast.parse(cell))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    for path in folder.glob("*.csv"):
        texts += re.split(r"[\s,]+", path.read_text(encoding="utf-8"))
    # A last hyphen begins an id that the cell completes.
    assert [text for text in texts if text and not ID.fullmatch(text.rstrip("-"))] == []


@each
def test_everything_that_is_shown_has_a_word(
    folder: Path, copy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every control set to every option in turn, no bare id appears."""
    from ssr_course.exercise import controls, shown

    missing: set[str] = set()
    real = place.Place.label
    seen: list[Any] = []

    def label(self: place.Place, id: str, **values: object) -> str:
        if not self.has(id):
            missing.add(id)
        return real(self, id, **values)

    monkeypatch.setattr(place.Place, "label", label)
    for kind in (controls.Control, shown.Shown):
        before = kind.__init__

        def note(self: Any, *args: Any, _before: Any = before, **named: Any) -> None:
            _before(self, *args, **named)
            seen.append(self)

        monkeypatch.setattr(kind, "__init__", note)
    copy(folder)
    run(folder)
    for control in [thing for thing in seen if isinstance(thing, controls.Control)]:
        for option in [option["id"] for option in control.ask.get("options", ())]:
            value: Any = option
            if control.ask["kind"] == "several":
                value = [option]
            elif control.ask["kind"] == "sort":
                value = {item["id"]: option for item in control.ask["items"]}
            control.put(value, keep=False)
            assert all(thing.html() for thing in seen if isinstance(thing, shown.Shown))
    assert missing == set()


@each
def test_every_label_is_used(folder: Path, copy: Any) -> None:
    """Translators are not asked for words that nobody sees."""
    here = copy(folder)
    data = "\n".join(path.read_text(encoding="utf-8") for path in here.glob("*.csv"))
    source = "\n".join(code(folder)) + data
    generated = {f"{stem}-{tail}" for tail in re.findall(r'"(\w+)"', source) for stem in ("guest", "brings")}
    used = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", source)) | generated | {"none"}
    labels = place.here().words
    assert [id for id in labels if id.partition(".")[0] not in used] == []


@each
def test_an_exercise_runs_headless_and_light(folder: Path, copy: Any) -> None:
    """As the sandbox runs it: plain `exec`, nothing shown, nothing heavy imported."""
    copy(folder)
    (Path.cwd() / "labels.yml").unlink()
    program = "import sys\n" + "\n".join(code(folder)) + "\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"SSR_HEADLESS": "1"}
    )
    heavy = {"ipywidgets", "anywidget", "traitlets", "IPython", "yaml", "numpy", "pandas", "matplotlib"}
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}


@each
def test_its_notebook_is_clean(folder: Path) -> None:
    """No outputs, no counts, an id on every cell, prose without grading marks, English headings in order."""
    cells = notebook(folder)["cells"]
    assert all(cell.get("id") for cell in cells) and len({cell["id"] for cell in cells}) == len(cells)
    assert all(not c["outputs"] and c["execution_count"] is None for c in cells if c["cell_type"] == "code")
    assert all("nbgrader" not in cell["metadata"] for cell in cells)
    assert "".join(cells[0]["source"]).startswith("# ")


@each
@pytest.mark.slow
def test_its_cells_run_from_top_to_bottom_in_a_kernel(folder: Path, copy: Any) -> None:
    """Under nbclient, with widgets, in English and in a language with hardly a word."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    here = copy(folder)
    from ssr_course.interface import Interface
    from ssr_course.languages import LANGUAGES
    from ssr_course.quiz.package import quiz_json

    bank = load_bank(ROOT.graded / f"{folder.name}.yml", graded=True)
    versions = [(bank, Interface()), (bank, Interface(LANGUAGES["ar"]))]
    (here / "quiz.json").write_text(json.dumps(quiz_json(bank, versions)), encoding="utf-8")
    for _ in LANGUAGES:
        book = nbformat.read(here / f"{folder.name}.ipynb", as_version=4)
        nbclient.NotebookClient(book, timeout=60, resources={"metadata": {"path": str(here)}}).execute()
        assert not [
            o for c in book.cells for o in c.get("outputs", ()) if o.output_type in ("error", "stream")
        ]


def test_the_right_work_in_module_1_earns_the_marks_of_its_computed_questions(
    copy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Table, exercise and bank agree; half of the work records nothing; the values can be reproduced."""
    folder = ROOT.root / "exercises" / "security-sector"
    bank = load_bank(ROOT.graded / "security-sector.yml", graded=True)
    copy(folder)
    made = run(folder)
    functions, unwatched = made["functions"], made["unwatched"]
    sector = dict.fromkeys(
        [
            "armed-forces",
            "police",
            "gendarmerie",
            "presidential-guard",
            "intelligence",
            "border-guard",
            "prisons",
        ],
        "provides",
    ) | {
        "customs": "provides",
        "civil-protection": "provides",
        "departments": "manages",
        "oversight": "oversees",
    }
    functions.put(sector)
    assert "spending-share" not in answers.read("answers.json").answers  # four bodies are not sorted yet
    functions.put(sector | dict.fromkeys(["health", "schools", "roads", "other-services"], "outside"))
    unwatched.put(["gendarmerie", "intelligence", "presidential-guard"])
    given = answers.read("answers.json").answers
    for id in ("spending-share", "unwatched-bodies"):
        question = bank.question(id)
        assert question.computed and score(question, given[id]) == question.points
    functions.put(functions.value | {"oversight": "outside"})
    assert score(bank.question("spending-share"), answers.read("answers.json").answers["spending-share"]) == 0

    functions.put(functions.value | {"oversight": "oversees"})
    pack = answers.read("answers.json")
    answers.write(
        "answers.json", answers.Answers(pack.module, extra=pack.extra)
    )  # only what the controls were set to
    monkeypatch.setenv("SSR_HEADLESS", "1")
    run(folder)
    assert answers.read("answers.json").answers == given
