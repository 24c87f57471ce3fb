"""`Quiz`: the questions of a module inside a notebook, answered into `answers.json` beside it.

The questions come rendered and keyless from `quiz.json`; the page's own scripts enhance them. Every answer is
written by the kernel as it is given, and only then called saved. Nothing here is imported with the package:
`ssr_course` loads this file when `Quiz` is first asked for, and the widget library when one is first shown.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

from .answers import Answers
from .errors import CourseError, Problem
from .exercise import store
from .exercise.place import QUIZ, Place, headless, here
from .interface import Interface
from .languages import LANGUAGES, SOURCE
from .layout import ASSETS

FORMAT = "ssr-quiz/1"
SCRIPTS = ("quiz-score.js", "quiz-answers.js", "quiz-card.js", "quiz-widget.js")
STYLES = ("notebook.css", "quiz.css", "exercise.css")
_LEARNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


class Quiz:
    """The questions of `module` in `language` (that of the exercise, else English).

    Shows a widget in a notebook and plain text where none can be shown. Reads `quiz.json` and `answers.json`
    beside the notebook; answers of a page that somebody put there are merged. `learner` decides which
    question of each pool is asked. Errors: `CourseError` where `quiz.json` is missing or of another module.
    """

    def __init__(self, module: str, *, language: str = "", learner: str = "") -> None:
        self.module = module
        self._panel: Any = None
        if headless():
            return
        data = _read(module)
        place = here(language)
        code = next(
            c
            for c in (language, place.ui.language.code, SOURCE.code, *data["languages"])
            if c in data["languages"]
        )
        self.content = data["languages"][code]
        ui = Interface(LANGUAGES[code], _messages(self.content.get("ui", {}), LANGUAGES[code].plurals))
        self.place = Place(place.folder, module, ui, place.words)
        self.edition = data["edition"]
        self._learner = learner or os.environ.get("JUPYTERHUB_USER", "")

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Every question of the module, in order: ``id``, ``type``, ``points``, ``pool``, ``html``."""
        return self.content["questions"]

    def pack(self, known: Answers | None = None) -> dict[str, Any]:
        """The answers as a view is given them."""
        known = known or store.load(self.place)
        learner = known.learner or (self._learner if _LEARNER.fullmatch(self._learner) else "")
        ids = {question["id"] for question in self.questions}
        parts = {"answers": known.answers, "times": known.times, "tries": known.tries}
        return {name: {i: v for i, v in part.items() if i in ids} for name, part in parts.items()} | {
            "learner": learner
        }

    def answer(self, id: str) -> str:
        """What is answered to the question `id`, as text; empty where nothing is."""
        if headless():
            return ""
        known = store.load(self.place).answers.get(id, "")
        return known if isinstance(known, str) else json.dumps(known, ensure_ascii=False)

    def text(self) -> str:
        """The questions as plain text."""
        reader = _Plain()
        for question in self.questions:
            reader.feed(question["html"])
        return f"{self.content['title']}\n{reader.text()}\n"

    def _repr_mimebundle_(self, **_: Any) -> Any:
        if headless():
            return {"text/plain": f"Quiz({self.module!r})"}
        plain = {"text/plain": self.text()}
        if self._panel is None:
            try:
                self._panel = _widget()(self)
            except ImportError:
                return plain
        shown = self._panel._repr_mimebundle_()
        data, meta = shown if isinstance(shown, tuple) else (shown, {})
        return {**(data or {}), **plain}, meta


def _read(module: str) -> dict[str, Any]:
    try:
        with open(QUIZ, encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError) as error:
        raise CourseError(
            Problem(
                "the questions are not here",
                QUIZ,
                cure=("open the notebook in the folder that you unpacked, with quiz.json beside it"),
            )
        ) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CourseError(Problem("this is no file of questions", QUIZ, cure="unpack the exercise again"))
    if data.get("module") != module:
        raise CourseError(
            Problem(
                f"these are the questions of {data.get('module')}, not of {module}",
                QUIZ,
                cure=("write the module that this folder belongs to"),
            )
        )
    return data


def _messages(table: dict[str, Any], plurals: tuple[str, ...]) -> dict[str, Any]:
    """Texts of the interface as Python holds them: plural forms in the order of the language.

    A text that was not translated has the English forms, and is left to the English table.
    """
    known: dict[str, Any] = {}
    for name, text in table.items():
        if isinstance(text, str):
            known[name] = text
        elif all(form in text for form in plurals):
            known[name] = tuple(text[form] for form in plurals)
    return known


@cache
def _widget() -> type:
    """The widget's class, made when a quiz is first shown: to import anywidget takes longest of all."""
    import anywidget
    import traitlets

    scripts = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    esm = (
        "export default { render({ model, el }) {\n"
        "const root = document.createElement('div');\n"
        "root.className = 'ssr-note';\n"
        # In a notebook arrows move between cells and D D deletes one: not while a control has the focus.
        "const own = e => e.target.setAttribute('data-lm-suppress-shortcuts', 'true');\n"
        "root.addEventListener('focusin', own);\n"
        "root.lang = model.get('quiz').lang; root.dir = model.get('quiz').dir; el.append(root);\n"
        # The scripts find their SSR in this object, each view its own.
        f"const globalThis = {{}};\n{scripts}\nreturn globalThis.SSR.widget(model, root);\n}} }};\n"
    )

    class QuizWidget(anywidget.AnyWidget):
        """What the browser is given: rendered questions, the answers so far, never a key."""

        _esm = esm
        _css = "".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)
        quiz = traitlets.Dict().tag(sync=True)
        pack = traitlets.Dict().tag(sync=True)
        news = traitlets.Unicode().tag(sync=True)

        def __init__(self, quiz: Quiz) -> None:
            ui, language = quiz.place.ui, quiz.place.ui.language
            taken = store.take_in(quiz.place)
            words = {
                **quiz.content["ui"],
                "quiz-kept-wait": ui("exercise-saving"),
                "quiz-kept-ok": ui("exercise-kept"),
            }
            super().__init__(
                quiz={
                    "module": quiz.module,
                    "edition": quiz.edition,
                    "language": language.code,
                    "lang": language.html,
                    "dir": language.direction,
                    "ui": words,
                    "questions": quiz.questions,
                    "icons": (ASSETS / "icons.svg").read_text(encoding="utf-8"),
                },
                pack=quiz.pack(),
                news=ui("exercise-taken", files=", ".join(taken)) if taken else "",
            )
            self._quiz = quiz
            self.on_msg(self._hear)
            store.listeners.append(self._changed)

        def _changed(self, known: Answers) -> None:
            if known.module == self._quiz.module:
                self.pack = self._quiz.pack(known)

        def _hear(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
            if "learner" in content:
                if _LEARNER.fullmatch(str(content["learner"])):
                    store.change(self._quiz.place, lambda pack: setattr(pack, "learner", content["learner"]))
                return
            kept = self._keep(str(content.get("id")), content.get("answer"), content.get("tries"))
            aside = kept.aside and self._quiz.place.ui("exercise-set-aside", file=kept.aside)
            self.send({"kept": content.get("n"), "id": content.get("id"), "why": kept.why, "aside": aside})

        def _keep(self, id: str, value: Any, tries: Any) -> store.Kept:
            if id not in {question["id"] for question in self._quiz.questions}:
                return store.Kept(Answers(self._quiz.module), self._quiz.place.ui("exercise-why-unknown"))
            count = tries if isinstance(tries, int) and not isinstance(tries, bool) else 0
            return store.answer(self._quiz.place, id, value, count, edition=self._quiz.edition)

    return QuizWidget


class _Plain(HTMLParser):
    """Words of the HTML of questions, one line a block."""

    _BLOCKS = frozenset(("section", "header", "p", "li", "legend", "label", "div", "fieldset", "summary"))
    _SILENT = frozenset(("script", "style", "option", "svg"))

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = [""]
        self._deaf = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._deaf += 1
        elif tag == "section":
            self._lines += ["", ""]
        elif tag in self._BLOCKS:
            self._lines.append("")
        elif tag == "input" and dict(attrs).get("type") in ("radio", "checkbox"):
            self._lines.append("  [ ] ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._deaf -= 1
        elif tag in self._BLOCKS:
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._deaf and data.strip():
            last = self._lines[-1]
            self._lines[-1] = last + ("" if not last or last.endswith(" ") else " ") + " ".join(data.split())

    def text(self) -> str:
        """Without more than one empty line in a row."""
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in self._lines)).strip()
