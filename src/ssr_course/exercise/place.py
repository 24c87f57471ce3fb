"""Where a notebook is: its folder, module, language and words.

The words stand in `labels.yml` beside an author's notebook and in `labels.json` beside a learner's:
``{"format": "ssr-labels/1", "module", "language", "languages": {"ar": {"labels": {…}, "ui": {…}}}}``,
where `labels` maps ids to texts and `ui` the names of the interface.
What a language lacks is English; what English lacks is the id itself.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import answers
from ..answers import AnswersError
from ..errors import CourseError, Problem
from ..interface import Interface
from ..languages import LANGUAGES, SOURCE

FORMAT = "ssr-labels/1"
RELEASED, WRITTEN, QUIZ, ANSWERS = "labels.json", "labels.yml", "quiz.json", "answers.json"


def headless() -> bool:
    """Nobody is looking: values only, and no import beyond the standard library."""
    return os.environ.get("SSR_HEADLESS", "") not in ("", "0")


@dataclass(frozen=True)
class Place:
    """One exercise in one language. `folder` stays relative, so that it may be moved while it is open."""

    folder: Path = Path()
    module: str = ""
    ui: Interface = field(default_factory=Interface)
    words: Mapping[str, str] = field(default_factory=dict)

    def label(self, id: str, **values: object) -> str:
        """What `id` is called in the reader's language; the id itself where it has no word."""
        text = self.words.get(id, id)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def has(self, id: str) -> bool:
        """Whether there is a word for `id`."""
        return id in self.words


def here(language: str = "") -> Place:
    """The exercise in the working folder, in `language`, else in that of its release, else in English."""
    found = next((Path(name) for name in (RELEASED, WRITTEN) if Path(name).is_file()), None)
    if found is None or (headless() and found.name == WRITTEN):
        return Place(module=_module({}))
    return _read(
        str(Path.cwd()), found.name, found.stat().st_mtime_ns, language or os.environ.get("SSR_LANGUAGE", "")
    )


@lru_cache(maxsize=16)
def _read(_folder: str, name: str, _changed: int, language: str) -> Place:
    text = Path(name).read_text(encoding="utf-8-sig")
    data = json.loads(text) if name == RELEASED else released(_yaml(text, name), {})
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CourseError(Problem("this is not a file of labels", name, cure="unpack the exercise again"))
    known = data.get("languages", {})
    code = next(
        (c for c in (language, data.get("language"), SOURCE.code, *known) if c in known and c in LANGUAGES),
        "",
    )
    mine, english = known.get(code, {}), known.get(SOURCE.code, {})
    forms = {
        key: tuple(value) if isinstance(value, list) else value for key, value in mine.get("ui", {}).items()
    }
    return Place(
        Path(),
        _module(data),
        Interface(LANGUAGES.get(code, SOURCE), forms),
        {**english.get("labels", {}), **mine.get("labels", {})},
    )


def _module(data: Mapping[str, Any]) -> str:
    """The module's id: of the labels, of the quiz, of the answers that are there, else the folder's name.

    The sandbox may see no more than the notebook, its data and the answers.
    """
    if data.get("module"):
        return str(data["module"])
    try:
        with open(QUIZ, encoding="utf-8") as file:
            return str(json.load(file)["module"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    try:
        return os.environ.get("SSR_MODULE") or answers.read(ANSWERS).module
    except AnswersError:
        return "-".join(re.findall("[a-z0-9]+", Path.cwd().name.lower())) or "exercise"


def _yaml(text: str, name: str) -> dict[str, Any]:
    try:
        import yaml  # only an author has labels.yml, and an author has PyYAML
    except ImportError as error:
        raise CourseError(Problem("labels.yml cannot be read here", name, cure="install PyYAML")) from error
    data = yaml.safe_load(text)
    if not isinstance(data, dict) or not isinstance(data.get("labels"), dict):
        raise CourseError(
            Problem("no labels", name, cure="write `labels:` and under it one `id: text` a line")
        )
    return data


def released(
    source: Mapping[str, Any],
    translations: Mapping[str, Mapping[str, Any]],
    language: str = SOURCE.code,
) -> dict[str, Any]:
    """What `labels.json` holds: the `labels.yml` of an exercise, and `translations` of it.

    `translations`: language code → ``{"labels": {id: text}, "ui": {name: text or forms}}``; only ids that
    `source` has are taken. Pure; errors: `CourseError` where a label is not text.
    """
    labels = {str(id): text for id, text in source["labels"].items()}
    if odd := [id for id, text in labels.items() if not isinstance(text, str)]:
        raise CourseError(
            *(Problem(f"the label {id} is not text", WRITTEN, cure="put it in quotes") for id in odd)
        )
    languages: dict[str, Any] = {SOURCE.code: {"labels": labels}}
    for code, words in translations.items():
        mine = {id: text for id, text in words.get("labels", {}).items() if id in labels and text}
        languages[code] = {"labels": mine, "ui": dict(words.get("ui", {}))}
    return {"format": FORMAT, "module": source.get("id", ""), "language": language, "languages": languages}
