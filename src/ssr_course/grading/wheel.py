"""What a learner installs: the learner's part of this package as a wheel, made of the files that are here.

The whole package is three times as large, and a learner on a slow line needs the widget, the exercise kit and
nothing else. The version says so (``+learner``), so that pip never takes one for the other. The same files
give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from .. import __version__
from ..layout import PACKAGE

VERSION = f"{__version__}+learner"
NAME = f"ssr_course-{VERSION}-py3-none-any.whl"
_INFO = f"ssr_course-{VERSION}.dist-info"
ROOMS = ("__init__", "answers", "errors", "exercise", "interface", "languages", "layout", "text", "widget")
ASSETS = ("exercise", "notebook", "chart", "icons", "quiz-score", "quiz-answers", "quiz-card", "quiz-widget")
ASSETS += ("quiz.css",)
_METADATA = f"""\
Metadata-Version: 2.1
Name: ssr-course
Version: {VERSION}
Summary: What a learner of the SSR Course needs in a notebook
License: MIT
Requires-Python: >=3.11
Requires-Dist: ipywidgets>=8
Requires-Dist: anywidget
"""


def wheel() -> bytes:
    """The wheel's bytes. No bank, no catalogue and no command is in it."""
    files = {
        f"{PACKAGE.name}/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and _wanted(path.relative_to(PACKAGE))
    }
    files[f"{_INFO}/METADATA"] = _METADATA.encode()
    files[f"{_INFO}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: ssr\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    rows = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in files.items()]
    record = f"{_INFO}/RECORD"
    files[record] = "".join([*rows, f"{record},,\n"]).encode()
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip file of `files` by name, without dates or owners."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            ready = name.endswith((".whl", ".png", ".zip"))
            entry.compress_type = zipfile.ZIP_STORED if ready else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return out.getvalue()


def _wanted(path: Path) -> bool:
    room = path.parts[0].removesuffix(".py")
    if room == "assets":
        return path.name.startswith(ASSETS)
    return room in ROOMS and path.suffix == ".py"


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
