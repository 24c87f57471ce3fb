"""`record`: a computed value, written beside the answers."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from . import numbers, store
from .place import QUIZ, Place, headless, here
from .values import Value, now


class Recorded(Value):
    """What became of a `record`; its ``value`` is what was written, `None` if nothing."""

    def __init__(self, id: str, source: Any, place: Place) -> None:
        super().__init__()
        self.id, self.place, self._source = id, place, source
        self.said, self.kept = "", False
        self.again()
        if isinstance(source, Value):
            source.follow(self.again)

    @property
    def sources(self) -> list[Value]:
        """What this follows: itself, when its source is live."""
        return [self] if isinstance(self._source, Value) else []

    def stop(self) -> None:
        """Follow the source no longer."""
        if isinstance(self._source, Value):
            self._source.leave(self.again)

    def again(self) -> None:
        """Write down what the value is now, and say so."""
        ui, value = self.place.ui, now(self._source)
        clean, why = _clean(value, ui)
        if not why and not _asked(self.id):
            why = ui("exercise-why-unknown")
        name = self.place.label(self.id)
        aside = ""
        if not why:
            kept = store.answer(self.place, self.id, clean)
            why, aside = kept.why, kept.aside and ui("exercise-set-aside", file=kept.aside)
        self.kept = not why
        if why:
            self.said = ui("exercise-not-recorded", id=name, why=why)
        else:
            self.said = ui("exercise-recorded", id=name, value=_written(clean, self.place))
        self.said = f"{self.said} {aside}".strip()
        self.set(clean if self.kept else None)

    def html(self) -> str:
        """What is said, as HTML."""
        kind = "ok" if self.kept else "no"
        return f'<p class="ssr-kept ssr-{kind}">{escape(self.said)}</p>'

    def text(self) -> str:
        """What is said."""
        return self.said

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        from .panel import bundle

        return bundle(self, **kwargs)


_current: dict[tuple[str, str], Recorded] = {}


def record(id: str, value: Any) -> None:
    """Write `value` into `answers.json` as the answer to question `id`, and say so, or say why not.

    `value`: a number, an id, a list of ids, or a dictionary from ids to ids; scalars of numpy and pandas are
    taken. A control or live value is written again whenever it changes. Never raises for a value or a disk.
    """
    place = here()
    before = _current.pop((place.module, id), None)
    if before is not None:
        before.stop()  # the cell is run again
    done = _current[place.module, id] = Recorded(id, value, place)
    if not headless():
        _show(done)


def _show(done: Recorded) -> None:
    """Say it at once, wherever in its cell the call stands; outside a notebook, print."""
    import sys

    shell = sys.modules.get("IPython")
    if shell is not None and shell.get_ipython() is not None:
        from IPython.display import display

        display(done)
    else:
        print(done.said)


def _clean(value: Any, ui: Any) -> tuple[Any, str]:
    """`value` as plain JSON, and why it cannot be one."""
    value = numbers.bare(value)
    if value is None or (isinstance(value, list | dict | str) and not value):
        return None, ui("exercise-why-nothing")
    if isinstance(value, str | bool):
        return value, ""
    if isinstance(value, list | tuple | set):
        items = sorted(value) if isinstance(value, set) else list(value)
        return (items, "") if all(isinstance(item, str) for item in items) else (None, _needed(items, ui))
    if isinstance(value, dict):
        plain = all(isinstance(part, str) for pair in value.items() for part in pair)
        return (dict(value), "") if plain else (None, _needed(value, ui))
    known = numbers.plain(value)
    if known is not None:
        # 31.400000000000002 is nobody's answer; an integer that a file cannot hold is none either
        known = round(known, 9)
        if abs(known) >= 10**15:
            return None, ui("exercise-why-finite")
        return (int(known) if known == int(known) and not isinstance(value, float) else known), ""
    try:
        float(value)
    except (TypeError, ValueError):
        return None, _needed(value, ui)
    return None, ui("exercise-why-finite")


def _needed(value: Any, ui: Any) -> str:
    return ui("exercise-why-number", what=type(value).__name__)


def _written(value: Any, place: Place) -> str:
    known = numbers.plain(value)
    if known is not None:
        return numbers.number(known, place.ui.language)
    if isinstance(value, dict):
        return "; ".join(f"{place.label(item)}: {place.label(target)}" for item, target in value.items())
    if isinstance(value, list):
        from .shown import words

        return words(place, value)
    return place.label(str(value))


def _asked(id: str) -> bool:
    """Whether the quiz beside the notebook has a question `id`; where there is no quiz, yes."""
    try:
        with open(QUIZ, encoding="utf-8") as file:
            languages = json.load(file)["languages"].values()
        return any(question["id"] == id for language in languages for question in language["questions"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return True
