"""A small server for the person who writes: a folder on this machine, and open pages that reload themselves.

The page keeps its policy: what reloads it is a script file of this server.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import CourseError, Problem

Made = Callable[[str], "tuple[bytes, str] | None"]  # path to body and content type; None: look in the folder
HTML = "text/html; charset=utf-8"
HOST = "127.0.0.1"
SCRIPT, EVENTS = "/-/reload.js", "/-/changes"
TAG = f'<script src="{SCRIPT}" defer></script></head>'.encode()
RELOAD = b"""(function () {
  'use strict';
  const changes = new EventSource('/-/changes');
  changes.onmessage = () => { changes.close(); location.reload(); };
  addEventListener('pagehide', () => changes.close());
})();
"""
BEAT = 10.0  # seconds; a closed tab is noticed at the next beat


class Changes:
    """Tells waiting pages that something changed."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._number = 0
        self.closed = False

    def tell(self, *, last: bool = False) -> None:
        """Wake every waiting page; `last` also ends all waiting."""
        with self._condition:
            self._number += not last
            self.closed = self.closed or last
            self._condition.notify_all()

    def wait(self) -> Iterator[bool]:
        """True at each change from now on, False at each beat without one."""
        seen = self._number
        while not self.closed:
            with self._condition:
                self._condition.wait_for(lambda seen=seen: self._number != seen or self.closed, BEAT)
            changed, seen = self._number != seen, self._number
            if not self.closed:
                yield changed


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, or pages from memory (`made`), with the reloading script put in."""

    def __init__(self, *args: object, changes: Changes, made: Made, **more: object) -> None:
        self.changes, self.made = changes, made
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._events()
        elif path == SCRIPT:
            self._send(RELOAD, "text/javascript")
        elif (made := self.made(path)) is not None:
            self._send(*made)
        else:
            file = Path(self.translate_path(self.path))
            file = file / "index.html" if file.is_dir() and path.endswith("/") else file
            if file.suffix == ".html" and file.is_file():
                self._send(file.read_bytes(), HTML)
            else:
                super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The course's own page for a wrong address."""
        page = Path(str(self.directory), "404.html")
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(page.read_bytes(), HTML, HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        """Nothing is kept: the writer sees the last version."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """The terminal shows builds and problems, not requests."""

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        if kind == HTML:
            body = body.replace(b"</head>", TAG, 1)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):  # the tab was closed
            for changed in self.changes.wait():
                self.wfile.write(b"data: changed\n\n" if changed else b": still here\n\n")
                self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A tab that closes in the middle of an answer is no news; a fault of ours is."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serving(folder: Path, port: int, made: Made = lambda path: None) -> Iterator[tuple[str, Changes]]:
    """Serve `folder` at `port` or the next free one; gives the address and what tells pages to reload."""
    changes = Changes()
    server = _listen(partial(Handler, directory=str(folder), changes=changes, made=made), port)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/", changes
    finally:
        changes.tell(last=True)
        server.shutdown()
        server.server_close()


def _listen(handler: Callable[..., Handler], port: int, tries: int = 50) -> _Server:
    for candidate in range(port, min(port + tries, 65536)):
        # Asked by connecting: with the address reused, binding may succeed beside another server.
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((HOST, candidate)) == 0:
                continue
        with contextlib.suppress(OSError):
            return _Server((HOST, candidate), handler)
    raise CourseError(Problem(f"no free port from {port} on", cure="name another with --port"))
