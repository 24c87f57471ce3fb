"""The small course of `tests/data/book`: a copy for who changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).parent / "data" / "book"


def copy_course(to: Path) -> Path:
    """The small course, in the new folder `to`."""
    return Path(shutil.copytree(DATA, to, ignore=shutil.ignore_patterns("_build")))
