"""One bank as a page for its author: every question, its key open, or what is wrong in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..interface import Interface
from ..layout import ASSETS, Layout
from ..quiz.html import quiz_html
from ..quiz.load import examine_file, load_bank
from ..quiz.markup import View
from ..quiz.model import Question
from ..quiz.notes import key_html
from . import assets
from .policy import POLICY, TEMPLATES


def _render(**values: Any) -> bytes:
    from jinja2 import Environment, FileSystemLoader

    ui = Interface()
    body = str(values.get("questions", ""))
    source = body + assets.script() + (TEMPLATES / "preview.html").read_text(encoding="utf-8")
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("preview.html")
    return page.render(ui=ui, policy=POLICY, sprite=assets.sprite(assets.pictures(source)), **values).encode()


def problem_page(problems: Iterable[Problem]) -> bytes:
    """The problems that keep a page from being made."""
    found = list(problems)
    return _render(title=Interface()("site-preview-problems", n=len(found)), problems=found)


def bank_page(path: Path, layout: Layout | None = None) -> bytes:
    """All questions of the bank `path`, each with its key below it; its problems, if it cannot be read.

    A bank of the course also shows what `ssr check` would still ask for.
    """
    shown = layout.relative(path) if layout else path.name
    ours = layout is not None and path.parent in (layout.practice.resolve(), layout.graded)
    try:
        bank = load_bank(path, shown=shown)
    except CourseError as error:
        return problem_page(error.problems)
    missing = examine_file(path, course=True, shown=shown).problems if ours else ()
    # The author sees every question of a pool; a reader is asked one of them.
    bank = replace(bank, questions=tuple(replace(question, pool="") for question in bank.questions))
    html = quiz_html(bank, bank.questions, Interface(), level=2, src=lambda figure: f"file/{figure}")
    start = '<section class="q"'
    before, *sections = html.split(start)
    keyed = [
        start + section.replace("</section>", f"</section>{_key(question)}", 1)
        for section, question in zip(sections, bank.questions, strict=True)
    ]
    html = before + "".join(keyed)
    return _render(title=bank.title, questions=html, count=len(bank.questions), file=shown, missing=missing)


def _key(question: Question) -> str:
    """What only the author sees: the key, and where the question stands in the file."""
    place = f"{question.id}, line {question.line}"
    about = (
        place,
        question.type,
        f"points: {question.points:g}",
        question.objective,
        question.skill,
        *question.facts,
    )
    key = key_html(View(question, Interface(), f"key-{question.id}"), None)
    key = key.replace('<details class="q-key">', '<details class="q-key" open>')
    return (
        f'<div class="card author"><p class="small">{escape(" · ".join(filter(None, about)))}</p>{key}</div>'
    )


def assets_of_preview() -> dict[str, str]:
    """Name to text of what the page asks for."""
    spec = find_spec("furo")
    theme = Path(str(spec.origin)).parent / "theme/furo/static/styles/furo.css" if spec else None
    return {
        "ssr.css": assets.style_sheet(theme),
        "ssr.js": assets.script(),
        "ssr-data.js": assets.data("en", Interface().table(assets.names_in(assets.script())), {}),
        "favicon.svg": (ASSETS / "favicon.svg").read_text(encoding="utf-8"),
    }
