"""One bank as a page for its author: every question, its key open, or what is wrong in the file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import CourseError, Problem
from ..interface import Interface
from ..layout import ASSETS
from ..quiz.html import quiz_html
from ..quiz.load import load_bank
from . import assets
from .policy import POLICY, TEMPLATES


def _render(**values: Any) -> bytes:
    from jinja2 import Environment, FileSystemLoader

    ui = Interface()
    body = str(values.get("questions", ""))
    source = body + assets.script() + (TEMPLATES / "preview.html").read_text(encoding="utf-8")
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("preview.html")
    return page.render(ui=ui, policy=POLICY, sprite=assets.sprite(source), **values).encode()


def problem_page(problems: Iterable[Problem]) -> bytes:
    """The problems that keep a page from being made."""
    found = list(problems)
    return _render(title=Interface()("site-preview-problems", n=len(found)), problems=found)


def bank_page(path: Path, root: Path) -> bytes:
    """All questions of the bank `path` with their keys; its problems instead, if it has any."""
    try:
        bank = load_bank(path)
    except CourseError as error:
        return problem_page(error.problems)
    html = quiz_html(bank, bank.questions, Interface(), level=2, src=lambda figure: f"file/{figure}")
    # The author sees every key at once; a reader opens them one by one.
    html = html.replace('<details class="q-key">', '<details class="q-key" open>')
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return _render(title=bank.title, questions=html, bank=bank, file=shown)


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
