"""A quiz of all nine types in a learner's folder, and a real JupyterLab to open it in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lab import Lab, running

from ssr_course.interface import Interface
from ssr_course.languages import LANGUAGES
from ssr_course.layout import ASSETS
from ssr_course.quiz.load import parse_bank
from ssr_course.quiz.model import Bank
from ssr_course.quiz.package import quiz_json


@pytest.fixture(scope="session")
def nine() -> Bank:
    """The bank, with its key."""
    return parse_bank((Path(__file__).parent / "nine.yml").read_text(encoding="utf-8"), graded=True)


@pytest.fixture(scope="session")
def packed(nine: Bank) -> dict[str, Any]:
    """Its `quiz.json`, in English and as far as possible in Arabic."""
    return quiz_json(nine, [(nine, Interface()), (nine, Interface(LANGUAGES["ar"]))])


@pytest.fixture
def learner(tmp_path: Path, packed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder with the quiz; it is the working folder."""
    (tmp_path / "quiz.json").write_text(json.dumps(packed, ensure_ascii=False), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("SSR_HEADLESS", "SSR_LANGUAGE", "SSR_MODULE", "JUPYTERHUB_USER"):
        monkeypatch.delenv(name, raising=False)
    from ssr_course.exercise import store

    monkeypatch.setattr(store, "listeners", [])
    return tmp_path


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One JupyterLab for all tests of this session, on an empty folder."""
    root = tmp_path_factory.mktemp("lab")
    with running(root, tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def folder(lab: Lab, packed: dict[str, Any], request: pytest.FixtureRequest) -> Callable[..., Path]:
    """``folder(*cells)``: a folder of its own in the running JupyterLab, with the quiz and `work.ipynb`.

    A cell that begins with ``# `` is prose.
    """

    def make(*cells: str) -> Path:
        import nbformat

        name = "".join(c if c.isalnum() else "-" for c in request.node.name)
        place = lab.folder / name
        place.mkdir()
        (place / "quiz.json").write_text(json.dumps(packed, ensure_ascii=False), encoding="utf-8")
        v4 = nbformat.v4
        made = [v4.new_markdown_cell(c) if c.startswith("# ") else v4.new_code_cell(c) for c in cells]
        book = v4.new_notebook(cells=made)
        book.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(book, place / "work.ipynb")
        return place

    return make


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """``axe(page, css)``: each violation inside `css` as ``rule (impact): first place``."""
    import axe_playwright_python

    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def check(page: Any, css: str = ".ssr-note") -> list[str]:
        page.evaluate(script)
        found = page.evaluate("css => axe.run({include: [[css]]})", css)["violations"]
        return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found]

    return check


@pytest.fixture(scope="session")
def charts_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """``charts_page(figures, language)``: a page with these figures under a policy without inline styles."""
    root = tmp_path_factory.mktemp("charts")
    css = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("notebook.css", "chart.css"))
    (root / "look.css").write_text(css, encoding="utf-8")

    def make(figures: str, code: str) -> Path:
        row = LANGUAGES[code]
        path = root / f"charts-{code}.html"
        path.write_text(
            f'<!doctype html><html lang="{row.html}" dir="{row.direction}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>Charts</title>'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src file:">'
            f'<link rel="stylesheet" href="look.css"><body><main class="ssr-note" lang="{row.html}" '
            f'dir="{row.direction}"><h1>Charts</h1>{figures}</main></body></html>',
            encoding="utf-8",
        )
        return path

    return make
