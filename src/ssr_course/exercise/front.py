"""The widget. The only file of this package that imports a framework."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from ..layout import ASSETS
from .controls import Control

_CSS = "".join(
    (ASSETS / name).read_text(encoding="utf-8") for name in ("notebook.css", "chart.css", "exercise.css")
)


class Panel(anywidget.AnyWidget):
    """Shows a control, or something that follows controls, in as many places as the notebook likes."""

    _esm = (ASSETS / "exercise.js").read_text(encoding="utf-8")
    _css = _CSS
    ask = traitlets.Dict().tag(sync=True)
    value = traitlets.Any(None, allow_none=True).tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, thing: Any) -> None:
        language = thing.place.ui.language
        if isinstance(thing, Control):
            super().__init__(ask=thing.ask, value=thing.value)
            thing.follow(lambda: setattr(self, "value", thing.value))
            self.on_msg(lambda _, content, buffers: self._hear(thing, content))
        else:
            super().__init__(
                ask={"kind": "view", "lang": language.html, "dir": language.direction}, html=thing.html()
            )
            for source in thing.sources:
                source.follow(lambda: setattr(self, "html", thing.html()))

    def _hear(self, control: Control, content: dict[str, Any]) -> None:
        """What the learner set, and whether they have let go: written down then. Always answered."""
        self.said = control.put(content.get("value"), keep=bool(content.get("keep")))
        self.send({"heard": content.get("n"), "said": self.said})
