"""How far a build is, where somebody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

Progress = Callable[[str, int, int], None]  # what is done, how many are done, of how many


def silent(what: str, done: int, of: int) -> None:
    """Nobody looks."""


def terminal() -> Progress:
    """A bar on a terminal; nothing in a log."""
    if not sys.stderr.isatty():
        return silent
    from tqdm import tqdm

    bars: dict[str, Any] = {}

    def show(what: str, done: int, of: int) -> None:
        if what not in bars:
            name = "Languages" if what == "languages" else f"Pages {what}"
            layout = "{desc}: {n} of {total} {bar} {remaining} left"
            bars[what] = tqdm(total=of, desc=name, bar_format=layout, leave=False)
        bars[what].total = of
        bars[what].update(done - bars[what].n)
        if done >= of:
            bars.pop(what).close()

    return show
