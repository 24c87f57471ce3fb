"""Controls: `choose` and `slider`. Each remembers what it was set to, and checks what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import numbers, store
from .place import Place, headless, here
from .values import Value


class Control(Value):
    """What a learner sets. `ask` says to the front end what to draw; `fits` keeps a value within it."""

    def __init__(self, id: str, ask: dict[str, Any], place: Place, default: Any) -> None:
        self.id, self.ask, self.place = id, ask, place
        self.problem = ""
        before = self.fits(store.setting(place, id))
        super().__init__(self.fits(default) if before is None else before)

    def fits(self, value: Any) -> Any:
        """`value` if this control can have it, in part if only a part fits; `None` if it cannot."""
        kind, options = self.ask["kind"], [option["id"] for option in self.ask.get("options", ())]
        if kind == "slider":
            known = numbers.plain(value)
            if known is None:
                return None
            steps = round(
                (min(max(known, self.ask["low"]), self.ask["high"]) - self.ask["low"]) / self.ask["step"]
            )
            place = round(self.ask["low"] + steps * self.ask["step"], 9)
            return int(place) if place == int(place) else place
        if kind == "sort":
            items = [item["id"] for item in self.ask["items"]]
            known = value if isinstance(value, dict) else {}
            return {item: known[item] for item in items if known.get(item) in options}
        if kind == "several":
            return (
                [option for option in options if option in value] if isinstance(value, list | tuple) else None
            )
        return value if isinstance(value, str) and value in options else None

    def put(self, value: Any, keep: bool = True) -> str:
        """Set it to `value` as far as it fits, and write that down; gives back why that failed."""
        fitting = self.fits(value)
        if fitting != self._value:
            self.set(fitting)
        if keep:
            kept = store.keep_setting(self.place, self.id, fitting)
            self.problem = kept.why and self.place.ui("exercise-not-kept", why=kept.why)
        return self.problem

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        from .panel import bundle

        return bundle(self, **kwargs)

    def text(self) -> str:
        """What it asks and how it is set, where no widget can be shown."""
        lines = [self.ask["label"]]
        options = {option["id"]: option["text"] for option in self.ask.get("options", ())}
        if self.ask["kind"] == "sort":
            lines += [
                f"  {item['text']}: {options.get(self.value.get(item['id']), '…')}"
                for item in self.ask["items"]
            ]
        elif options:
            chosen = self.value if isinstance(self.value, list) else [self.value]
            lines += [f"  [{'x' if id in chosen else ' '}] {text}" for id, text in options.items()]
        else:
            lines.append(f"  {numbers.number(self.value, self.place.ui.language)}")
        return "\n".join(lines)


def choose(
    id: str, options: Sequence[str], *, items: Sequence[str] = (), several: bool = False, default: Any = None
) -> Control:
    """Ask for one of `options` (ids).

    ``value``: the id chosen, or `None`; with ``several=True`` a list of ids; with `items` a dictionary from
    those items that have been sorted to the option chosen for each. Words come from the labels: `id`,
    ``id.help``, the options, the items.
    """
    place = here()
    kind = "sort" if items else "several" if several else "one"
    ask = _ask(place, kind, id) | {"options": _named(place, options), "items": _named(place, items)}
    return Control(
        id, ask, place, default if default is not None else {} if items else [] if several else None
    )


def slider(id: str, low: float, high: float, step: float = 1, *, default: float | None = None) -> Control:
    """Ask for a number from `low` to `high`. ``value``: the number. ``id.unit`` may hold ``{n} million``."""
    place = here()
    ask = _ask(place, "slider", id) | {"low": low, "high": high, "step": step}
    ask["unit"] = place.words.get(f"{id}.unit", "{n}")
    return Control(id, ask, place, low if default is None else default)


def _ask(place: Place, kind: str, id: str) -> dict[str, Any]:
    if headless():
        return {"kind": kind, "label": id}
    language, ui = place.ui.language, place.ui
    return {
        "kind": kind,
        "label": place.label(id),
        "help": place.words.get(f"{id}.help", ""),
        "lang": language.html,
        "dir": language.direction,
        "words": {
            "choose": ui("exercise-choose"),
            "count": ui("exercise-chosen"),
            "gone": ui("exercise-gone"),
        },
    }


def _named(place: Place, ids: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": id, "text": place.label(id)} for id in ids]
