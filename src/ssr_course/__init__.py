"""SSR Course: a multilingual course on security sector reform.

Importing this package loads none of its frameworks: Sphinx, nbgrader, ipywidgets and Babel
are imported only by the part that needs them. A notebook takes `Quiz` and `record` from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .exercise import record
    from .widget import Quiz

__all__ = ["Quiz", "record"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`Quiz` and `record`, imported when they are first asked for."""
    if name == "Quiz":
        from .widget import Quiz

        return Quiz
    if name == "record":
        from .exercise import record

        return record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
