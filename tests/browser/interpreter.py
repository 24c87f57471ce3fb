"""A test that speaks English to a page in another language.

The tests of questions name buttons and verdicts in English. `Interpreter` knows the words of the interface in
both languages; `interpreted` wraps a window, so that what a test looks for is translated on the way in, and
what the page says is translated back. What is not of the interface (questions, answers) passes as it is.
"""

from __future__ import annotations

import re
import time
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page
from playwright.sync_api import expect as expect_in_english

from ssr_course.i18n.apply import Translations, interface
from ssr_course.interface import MESSAGES, Interface
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

ROOT = Path(__file__).parents[2]
LETTER = "[^\\W\\da-zA-Z_]"  # not of English: a message may stand right before an author's words
PLACE = re.compile(r"\{(\w+)\}")
# What may stand in a place of a message; anything else: the rest of its line.
VALUES = {"code": "[A-Z0-9]{4}"} | dict.fromkeys(("learner", "theirs", "mine", "module"), r"[^\s⁦⁩]+")
VALUES |= dict.fromkeys(("n", "of", "points", "missing", "low", "high"), r"[\d.,٫]+")
EXACTLY = {"zero": "0", "one": "1", "two": "2"}


@cache
def words(code: str) -> Interface:
    """The interface of the course in a language, from its catalogue."""
    return interface(Translations.load(Layout(ROOT), LANGUAGES[code]), MESSAGES)


def _pattern(text: str, prefix: str = "") -> str:
    """`text` as a regular expression; the value of each place is a group, named once."""
    out, at, seen = "", 0, set()
    for match in PLACE.finditer(text):
        value = VALUES.get(match[1], ".+")
        group = f"(?P<{prefix}{match[1]}>{value})" if match[1] not in seen else value
        seen.add(match[1])
        out, at = out + re.escape(text[at : match.start()]) + group, match.end()
    return out + re.escape(text[at:])


class Interpreter:
    """Between English and the interface of one language, for the messages of questions."""

    def __init__(self, code: str) -> None:
        self.ui, self.english = words(code), Interface()
        self.messages = {name: text for name, text in MESSAGES.items() if name.startswith("quiz-")}
        said: list[tuple[str, str, str]] = []  # what the page says, the message, its plural category
        for name in self.messages:
            text = self.ui.translations[name]
            if isinstance(text, str):
                said.append((text, name, ""))
            else:
                said += [
                    (form, name, kind) for form, kind in zip(text, self.ui.language.plurals, strict=True)
                ]
        said.sort(key=lambda row: -len(PLACE.sub("", row[0])))
        self.known = [(name, kind) for _, name, kind in said]
        self.heard = re.compile(
            "|".join(
                rf"(?P<m{i}_>(?<!{LETTER}){_pattern(text, f'm{i}_')}(?!{LETTER}))"
                for i, (text, _, _) in enumerate(said)
            )
        )

    def say(self, text: str) -> str:
        """A message, or its beginning, in the language; anything else as it is."""
        for name, known in self.messages.items():
            for form in (known,) if isinstance(known, str) else known:
                if match := re.fullmatch(_pattern(form), text):
                    values = match.groupdict()
                    n = values.get("n", "1" if form != known else None)
                    number = {} if n is None else {"n": float(n) if "." in n else int(n)}
                    return self.ui(name, **(values | number))
        begun = [
            name for name, known in self.messages.items() if isinstance(known, str) and known.startswith(text)
        ]
        if not begun or len(text) < 4:
            return text
        name = min(begun, key=lambda name: len(MESSAGES[name]))
        return PLACE.split(self.ui.translations[name])[0].rstrip()

    def hear(self, said: Any) -> Any:
        """What the page says, in English; lists and tables of texts too."""
        if isinstance(said, str):
            return self.heard.sub(self._english, said)
        if isinstance(said, list):
            return [self.hear(one) for one in said]
        return said

    def _english(self, match: re.Match[str]) -> str:
        number = next(i for i in range(len(self.known)) if match[f"m{i}_"] is not None)
        name, kind = self.known[number]
        start = f"m{number}_"
        values: dict[str, Any] = {
            key.removeprefix(start): self.hear(value)
            for key, value in match.groupdict().items()
            if key.startswith(start) and key != start and value is not None
        }
        values.setdefault("n", EXACTLY.get(kind, ""))
        number_of = values["n"]
        values["n"] = int(number_of) if number_of.isdigit() else number_of
        return self.english(name, **values)


class Interpreted:
    """A window, or something in it, to which a test speaks English."""

    SPOKEN = ("get_by_label", "get_by_text", "get_by_placeholder", "filter", "get_by_role")
    HEARD = ("inner_text", "text_content", "all_inner_texts", "all_text_contents", "evaluate", "evaluate_all")

    def __init__(self, real: Page | Locator, interpreter: Interpreter) -> None:
        self.real, self.interpreter = real, interpreter

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.real, name)
        if not callable(value):
            return self._wrap(value)

        def call(*args: Any, **options: Any) -> Any:
            if name in self.SPOKEN:
                kept = args[:1] if name == "get_by_role" else ()
                args = (*kept, *map(self._say, args[len(kept) :]))
                options = {key: self._say(option) for key, option in options.items()}
            result = value(*[getattr(arg, "real", arg) for arg in args], **options)
            return self.interpreter.hear(result) if name in self.HEARD else self._wrap(result)

        return call

    def _say(self, text: Any) -> Any:
        if isinstance(text, re.Pattern):  # the beginning of a name
            plain = re.sub(r"\\(.)", r"\1", text.pattern.removeprefix("^"))
            whole = plain in MESSAGES.values()
            return re.compile("^" + re.escape(self.interpreter.say(plain)) + ("$" if whole else ""))
        return self.interpreter.say(text) if isinstance(text, str) else text

    def _wrap(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._wrap(one) for one in value]
        return Interpreted(value, self.interpreter) if isinstance(value, Page | Locator) else value


class _Expected:
    """Assertions that wait, on what is heard in English."""

    def __init__(self, thing: Interpreted) -> None:
        self.thing = thing

    def __getattr__(self, name: str) -> Any:
        if name not in ("to_have_text", "to_contain_text"):
            return getattr(expect_in_english(self.thing.real), name)

        def wait(text: str) -> None:
            until, heard = time.monotonic() + 5, ""
            while time.monotonic() < until:
                heard = " ".join(str(self.thing.text_content()).split())
                if heard == text if name == "to_have_text" else text in heard:
                    return
                time.sleep(0.05)
            raise AssertionError(f"{heard!r}, where {text!r} is expected")

        return wait


def expect(thing: Any) -> Any:
    """Playwright's `expect`, also of what is interpreted."""
    return _Expected(thing) if isinstance(thing, Interpreted) else expect_in_english(thing)
