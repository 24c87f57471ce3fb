"""What a quiz in a notebook costs: until it can be used, in bytes, to the disk, to import, to download."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from .chromium import launch

ROOT = Path(__file__).parents[1]
QUESTIONS = 20
# A control that answers when it is clicked; both are looked for in the whole page.
USABLE = {
    "ours": "() => document.querySelectorAll('.ssr-note .q-js input[type=radio]').length >= 80",
    "stock": "() => document.querySelectorAll('.MCButton').length >= 80",
}
_RUN = """async usable => {
  const ready = eval(usable), start = performance.now();
  window.jupyterapp.commands.execute('notebook:run-all-cells');
  while (!ready()) {
    await new Promise(requestAnimationFrame);
    if (performance.now() - start > 60000) throw Error('not usable after a minute');
  }
  return (performance.now() - start) / 1000; }"""


def folder(place: Path) -> None:
    """Two notebooks with the same 20 questions of four choices: ours and jupyterquiz, one cell each."""
    from ssr_course.interface import Interface
    from ssr_course.quiz.load import parse_bank
    from ssr_course.quiz.package import quiz_json

    bank, stock = ["id: twenty", "title: Twenty", "questions:"], []
    for n in range(1, QUESTIONS + 1):
        bank += [f"- id: q-{n}", "  type: single", f"  prompt: Which body watches the service in case {n}?"]
        bank += ["  choices:"]
        rows = []
        for letter in "abcd":
            text, why = (
                f"Body {letter} of case {n}",
                f"What body {letter} does in case {n} is something else.",
            )
            right = ", correct: true" if letter == "b" else ""
            bank.append(f"  - {{id: {letter}, text: {text}{right}, feedback: {why}}}")
            rows.append({"answer": text, "correct": letter == "b", "feedback": why})
        prompt = f"Which body watches the service in case {n}?"
        stock.append({"question": prompt, "type": "multiple_choice", "answers": rows})
    made = parse_bank("\n".join(bank) + "\n", graded=True)
    data = quiz_json(made, [(made, Interface())])
    (place / "quiz.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (place / "stock.json").write_text(json.dumps(stock), encoding="utf-8")
    for side, code in (
        ("ours", "from ssr_course import Quiz\nQuiz('twenty')"),
        ("stock", "from jupyterquiz import display_quiz\ndisplay_quiz('stock.json')"),
    ):
        cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": code, "outputs": []}
        book = {
            "cells": [cell | {"execution_count": None}],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (place / f"{side}.ipynb").write_text(json.dumps(book), encoding="utf-8")


def until_usable(lab: Any, browser: Browser, side: str) -> dict[str, float]:
    """A fresh page and kernel: from "run" to a control that can be clicked; bytes that the browser got."""
    (lab.folder / "answers.json").unlink(missing_ok=True)  # else the choice would be made already
    page = lab.open(browser, f"{side}.ipynb", run=False)
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    got = {"bytes": 0.0}
    client.on(
        "Network.webSocketFrameReceived",
        lambda e: got.update(bytes=got["bytes"] + len(e["response"]["payloadData"])),
    )
    client.on("Network.loadingFinished", lambda e: got.update(bytes=got["bytes"] + e["encodedDataLength"]))
    # The kernel has answered once, so that its start is in neither number.
    got["seconds"] = page.evaluate(_RUN, USABLE[side])
    page.wait_for_timeout(500)
    if side == "ours":
        got["disk"] = _click_to_disk(page, lab.folder / "answers.json")
    page.evaluate("window.jupyterapp.commands.execute('kernelmenu:shutdown')")
    page.context.close()
    return got


def _click_to_disk(page: Any, file: Path) -> float:
    """Seconds from a click to the answer in the file, by one clock: the file's own time of writing."""
    clicked = page.evaluate(
        "() => { const at = Date.now(); document.querySelector('.ssr-note .q-js input').click(); return at; }"
    )
    for _ in range(500):
        if file.exists():
            return file.stat().st_mtime_ns / 1e9 - clicked / 1000
        time.sleep(0.01)
    raise SystemExit("the answer did not reach the disk in five seconds")


def widget(rounds: int = 5) -> None:
    """The widget against jupyterquiz in one JupyterLab, rounds interleaved."""
    sys.path.insert(0, str(ROOT / "tests" / "widget"))  # the JupyterLab of the tests
    from lab import running

    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        place = Path(scratch) / "work"
        place.mkdir()
        folder(place)
        with running(place, Path(scratch) / "home") as lab:
            seen: dict[str, list[dict[str, float]]] = {"ours": [], "stock": []}
            for turn in range(rounds + 1):
                for side in seen:
                    got = until_usable(lab, browser, side)
                    if turn:  # the first of each fills the caches
                        seen[side].append(got)

    def middle(side: str, name: str) -> float:
        return median(one[name] for one in seen[side])

    ours, stock = middle("ours", "seconds"), middle("stock", "seconds")
    print(f"From run to a usable quiz of {QUESTIONS} questions in JupyterLab, {rounds} rounds, seconds")
    print(f"  jupyterquiz {stock:6.2f}   ours {ours:6.2f}   ratio {stock / ours:4.1f}")
    ours, stock = middle("ours", "bytes") / 1024, middle("stock", "bytes") / 1024
    print("Bytes to the browser for it, KB")
    print(f"  jupyterquiz {stock:6.1f}   ours {ours:6.1f}   ratio {stock / ours:4.1f}")
    print("From a click to the answer on the disk (jupyterquiz keeps none), milliseconds")
    print(f"  ours {middle('ours', 'disk') * 1000:6.0f}")


def imports(rounds: int = 7) -> None:
    """How long an import takes, each in a fresh Python."""
    names = ("ssr_course", "ssr_course.exercise", "ssr_course.widget", "ipywidgets", "jupyterquiz")
    took: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            code = f"import time; t = time.perf_counter(); import {name}; print(time.perf_counter() - t)"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            took[name].append(float(done.stdout))
    print(f"Imports, {rounds} interleaved rounds, milliseconds (median)")
    for name, all_of in took.items():
        print(f"  {name:<20} {median(all_of) * 1000:7.1f}")


def release() -> None:
    """The size of what a learner downloads, and how long it takes to make all of it."""
    from ssr_course.grading.release import release as make
    from ssr_course.layout import Layout

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "course"
        root.mkdir()
        for name in ("_config.yml", "_toc.yml", "requirements.lock"):
            shutil.copy(ROOT / name, root)
        derived = shutil.ignore_patterns("source", "release", "submitted", "autograded", "feedback", "*.db")
        for name in ("exercises", "quizzes", "locales"):
            shutil.copytree(ROOT / name, root / name, ignore=derived)
        for turn in ("first", "again"):
            started = time.perf_counter()
            made = [one for one, _, _ in make(Layout(root))]
            print(f"Releases, {turn}: {len(made)} in {time.perf_counter() - started:.1f} s")
        for one in made:
            print(f"  {one.module} {one.language.code:<6} {one.size / 1024:6.0f} KB")


def notebook() -> None:
    """All of it."""
    imports()
    release()
    widget()
