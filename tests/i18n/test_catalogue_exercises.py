"""The words of an exercise are messages: its labels by id, its prose by paragraph; code is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssr_course.errors import CourseError
from ssr_course.i18n import exercises, extract
from ssr_course.i18n.apply import Translations, syntax
from ssr_course.i18n.status import module_of
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

REAL = Layout(Path(__file__).parents[2])
PROSE = """# Sort them

A first paragraph
over two lines.

1. Look at **each**.
2. Count them.

> Quoted.

```
code(1)
```

…"""


def with_exercise(
    root: Path, labels: str = "id: m\ntitle: T\nlabels:\n  a: One\n  a.unit: '{n} m'\n"
) -> Layout:
    """A course of one exercise at `root`."""
    folder = root / "exercises" / "m"
    folder.mkdir(parents=True)
    (root / "_config.yml").write_text("title: C\n", encoding="utf-8")
    (folder / "labels.yml").write_text(labels, encoding="utf-8")
    cells = [
        {"cell_type": "markdown", "id": "start", "metadata": {}, "source": PROSE.splitlines(keepends=True)},
        {"cell_type": "code", "id": "code", "metadata": {}, "source": ["print('no message')"]},
    ]
    (folder / "m.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return Layout(root)


def test_labels_and_prose_are_messages_in_the_order_of_the_exercise(tmp_path: Path) -> None:
    """Each with its address; a list item and a quotation are messages of their own."""
    found = exercises.messages(with_exercise(tmp_path))
    assert [(m.context.replace("exercises/m/", ""), m.msgid) for m in found] == [
        ("labels.yml#:title", "T"),
        ("labels.yml#a", "One"),
        ("labels.yml#a.unit", "{n} m"),
        ("m.ipynb#start/1", "Sort them"),
        ("m.ipynb#start/2", "A first paragraph over two lines."),
        ("m.ipynb#start/3", "Look at **each**."),
        ("m.ipynb#start/4", "Count them."),
        ("m.ipynb#start/5", "Quoted."),
    ]
    assert found[2].flags == ("python-brace-format",) and "{n}" in found[2].comments[0]
    assert found[1].occurrences == ("exercises/m/labels.yml:4",)


def test_a_translated_cell_keeps_its_markup_and_its_code() -> None:
    """Headings stay headings, items stay items."""
    shouted = exercises.prose("m.ipynb", "start", PROSE, lambda _, text: text.upper())
    assert shouted == PROSE.replace(
        "A first paragraph\nover two lines.", "A FIRST PARAGRAPH OVER TWO LINES."
    ).replace("Sort them", "SORT THEM").replace("Look at **each**.", "LOOK AT **EACH**.").replace(
        "Count them.", "COUNT THEM."
    ).replace("Quoted.", "QUOTED.")


@pytest.mark.parametrize("folder", exercises.folders(REAL), ids=lambda folder: folder.name)
def test_prose_of_the_course_passes_through_unchanged(folder: Path) -> None:
    """Where nothing is translated, the cell is what its author wrote."""
    for cell in json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            assert exercises.prose("x", cell["id"], source, lambda _, text: text) == source


def test_every_word_of_the_exercise_is_translated_into_arabic() -> None:
    """And what is translated will be used."""
    arabic = Translations.load(REAL, LANGUAGES["ar"])
    left = [
        m.context
        for m in exercises.messages(REAL)
        if arabic.string(exercises.DOMAIN, m.msgid, m.context) is None
    ]
    assert left == []


def test_a_label_is_plain_and_prose_is_markdown() -> None:
    """As they are shown; raw HTML in a catalogue never reaches a notebook."""
    assert syntax("exercises", "exercises/m/labels.yml#a") == "plain"
    assert syntax("exercises", "exercises/m/m.ipynb#start/1") == "inline"


def test_the_words_of_an_exercise_count_for_its_module(tmp_path: Path) -> None:
    """`ssr translate status` shows them with the lessons."""
    from ssr_course.i18n import places

    found = exercises.messages(with_exercise(tmp_path))
    entries = places.new_catalogue(None, found).messages
    assert {module_of("exercises", entry) for entry in entries} == {"m"}


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A label that YAML takes for a number; a notebook without ids."""
    layout = with_exercise(tmp_path, "id: m\nlabels:\n  a: 5\n")
    with pytest.raises(CourseError, match=r"cannot read the labels: exercises/m/labels.yml; .*quotes"):
        extract.others(layout)
    (tmp_path / "exercises/m/labels.yml").write_text("id: m\nlabels: {a: A}\n", encoding="utf-8")
    (tmp_path / "exercises/m/m.ipynb").write_text('{"cells": [{"cell_type": "markdown"}]}', encoding="utf-8")
    with pytest.raises(CourseError, match=r"cannot read the notebook: exercises/m/m.ipynb"):
        exercises.messages(layout)
