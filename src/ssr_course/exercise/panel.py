"""What is seen in a notebook: one widget for controls and for what follows them; HTML and text beside it."""

from __future__ import annotations

from typing import Any

from ..layout import ASSETS
from .controls import Control
from .place import headless


def bundle(thing: Any, **_: Any) -> Any:
    """The ways to show `thing`: a widget where something can change, else HTML, always plain text."""
    data: dict[str, Any] = {"text/plain": thing.text()}
    if headless():
        return data
    html = getattr(thing, "html", None)
    if html:
        data["text/html"] = _static(thing, html())
    if not isinstance(thing, Control) and not thing.sources:
        return data
    widget = _widget(thing)
    if widget is None:
        return data
    shown = widget._repr_mimebundle_()
    found, meta = shown if isinstance(shown, tuple) else (shown, {})
    return {**(found or {}), **data}, meta


def _static(thing: Any, html: str) -> str:
    language = thing.place.ui.language
    css = "".join(
        (ASSETS / name).read_text(encoding="utf-8") for name in ("notebook.css", "chart.css", "exercise.css")
    )
    return (
        f'<style>{css}</style><div class="ssr-note" lang="{language.html}" dir="{language.direction}">'
        f"{html}</div>"
    )


def _widget(thing: Any) -> Any:
    """The widget of `thing`, made once; `None` where no widgets are installed."""
    known = getattr(thing, "_panel", None)
    if known is not None:
        return known
    try:
        from .front import Panel
    except ImportError:
        return None
    thing._panel = Panel(thing)
    return thing._panel
