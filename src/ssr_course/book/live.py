"""The course, or one bank, in a browser while it is written: every save is shown at once."""

from __future__ import annotations

import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable
from mimetypes import guess_type
from pathlib import Path

from ..errors import CourseError, Problem
from ..layout import PACKAGE, Layout
from .server import HTML, serving
from .site import build

Say = Callable[[str], None]


def _print(line: str) -> None:
    print(line, flush=True)


def serve(
    layout: Layout,
    *,
    port: int = 8000,
    languages: tuple[str, ...] = (),
    say: Say = _print,
    stop: threading.Event | None = None,
) -> None:
    """Build the course, serve it at `port` (or the next free one), build again at every save, until Ctrl-C.

    A source with a mistake leaves the last good page in place and its problems on the terminal.
    """
    last: list[Problem] = []

    def again() -> bool:
        nonlocal last
        try:
            # A layout remembers the configuration, which may have been the thing that changed.
            result = build(Layout(layout.root), languages, strict=False)
            last = list(result.problems)
            _list(last, say)
            say(f"{result.pages} page{'' if result.pages == 1 else 's'} written in {result.seconds:.1f} s")
            return True
        except CourseError as error:
            last = error.problems
            _list(last, say)
            say("The last good pages are still served.")
        except Exception:  # a fault of ours must not end a morning's work
            traceback.print_exc()
        return False

    site = layout.build / "site"
    say("Building the course …")
    again()

    def made(path: str) -> tuple[bytes, str] | None:
        from ..page.preview import problem_page

        first = path in ("/", "/index.html") and not (site / "index.html").is_file()
        return (problem_page(last), HTML) if first else None

    with serving(site, port, made) as (address, changes):
        _open_sign(address, port, say)
        _follow(_sources(layout), lambda: again() and changes.tell(), say, stop)


def preview(
    layout: Layout | None,
    bank: Path,
    *,
    port: int = 8001,
    say: Say = _print,
    stop: threading.Event | None = None,
) -> None:
    """Show all questions of the file `bank` with their keys, at `port`, until Ctrl-C.

    The bank need not belong to the course. What is wrong in it is shown in the page. Raises `CourseError`
    if there is no such file.
    """
    from ..page.preview import assets_of_preview, bank_page

    bank = Path(bank).resolve()
    if not bank.is_file():
        raise CourseError(Problem("no such bank", str(bank), cure="correct the path"))
    assets = assets_of_preview()

    def made(path: str) -> tuple[bytes, str] | None:
        if path in ("/", "/index.html"):
            return bank_page(bank, layout), HTML
        if layout and path.startswith("/file/"):  # a figure of a question
            figure = (layout.root / path.removeprefix("/file/")).resolve()
            kind = guess_type(figure.name)[0] or ""
            if figure.is_relative_to(layout.root) and kind.startswith("image/") and figure.is_file():
                return figure.read_bytes(), kind
        return None

    with tempfile.TemporaryDirectory() as folder:
        for name, text in assets.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        with serving(Path(folder), port, made) as (address, changes):
            _open_sign(address, port, say)
            _follow([bank.parent], changes.tell, say, stop, only={bank})


def show(folder: Path, *, port: int, say: Say = _print, stop: threading.Event | None = None) -> None:
    """Serve a built site as it is, until Ctrl-C."""
    with serving(folder, port, lambda _: None) as (address, _):
        _open_sign(address, port, say)
        try:
            (stop or threading.Event()).wait()
        except KeyboardInterrupt:
            say("Ended.")


def _open_sign(address: str, port: int, say: Say) -> None:
    if not address.endswith(f":{port}/"):
        say(f"Port {port} is in use.")
    say(f"Open {address}   (Ctrl-C ends)")


def _list(problems: Iterable[Problem], say: Say) -> None:
    for problem in problems:
        say(str(problem))


def _sources(layout: Layout) -> list[Path]:
    """Everything that a page is made of."""
    sources = (layout.book, layout.practice, layout.graded, layout.root / "locales")
    ours = (PACKAGE / "assets", PACKAGE / "page" / "templates")
    return [path for path in (*sources, layout.config_file, layout.toc_file, *ours) if path.exists()]


def _follow(
    paths: list[Path],
    changed: Callable[[], object],
    say: Say,
    stop: threading.Event | None,
    only: set[Path] | None = None,
) -> None:
    """Call `changed` after each save below `paths`, until Ctrl-C or `stop`."""
    from watchfiles import watch

    try:
        for changes in watch(*paths, stop_event=stop, debounce=200, step=50, raise_interrupt=True):
            if only is None or only & {Path(path).resolve() for _, path in changes}:
                changed()
    except KeyboardInterrupt:
        if sys.stdout.isatty():
            say("")
        say("Ended.")
