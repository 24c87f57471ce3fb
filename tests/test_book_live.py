"""The course and a bank in a browser while somebody writes: shown, reloaded, and never taken away."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ssr_course.book import preview, serve
from ssr_course.errors import CourseError
from ssr_course.layout import Layout

ONE = "en/book/first-module/one.html"


class Live:
    """A server in a thread: its address, and what it said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.stop = threading.Event()

    @property
    def address(self) -> str:
        return self.wait_for("Open http://").split()[1]

    def wait_for(self, start: str, count: int = 1) -> str:
        """The `count`-th line that starts so, within 30 seconds."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            lines = [line for line in self.said if line.startswith(start) or start in line]
            if len(lines) >= count:
                return lines[count - 1]
            time.sleep(0.05)
        raise AssertionError(f"nobody said {start!r}: {self.said}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return answer.read().decode()


@contextmanager
def live(run: Callable[..., None], *args: object, **more: object) -> Iterator[Live]:
    """Run `serve` or `preview` until the end of the block."""
    it = Live()
    thread = threading.Thread(target=run, args=args, kwargs={"say": it.said.append, "stop": it.stop, **more})
    thread.start()
    try:
        yield it
    finally:
        it.stop.set()
        thread.join(15)
        assert not thread.is_alive()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def save(path: Path, old: str, new: str) -> None:
    """What an editor does."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_served_page_reloads_itself_and_keeps_its_policy(small_course: Path) -> None:
    """By a script file of the server, which is in no published page."""
    with live(serve, Layout(small_course), port=free_port()) as it:
        page = it.get(ONE)
        assert '<script src="/-/reload.js" defer></script></head>' in page
        assert "script-src 'self';" in page
        assert "EventSource" in it.get("-/reload.js")
        assert "reload" not in (small_course / "_build/site" / ONE).read_text(encoding="utf-8")


def test_a_save_is_built_and_open_pages_are_told(small_course: Path) -> None:
    """Within a moment."""
    with live(serve, Layout(small_course), port=free_port()) as it:
        waiting = urllib.request.urlopen(it.address + "-/changes", timeout=30)
        time.sleep(0.5)
        save(small_course / "book/first-module/one.md", "A sentence with a note.", "Quite another sentence.")
        assert waiting.readline() == b"data: changed\n"
        assert "Quite another sentence." in it.get(ONE)
        waiting.close()


def test_a_broken_source_leaves_the_last_good_page(small_course: Path) -> None:
    """The terminal says what is wrong, and where; mending it goes on."""
    bank = small_course / "quizzes/practice/first-module.yml"
    with live(serve, Layout(small_course), port=free_port()) as it:
        assert "zebra" in it.get(ONE)
        time.sleep(0.5)
        config = small_course / "_config.yml"
        save(config, "title: Small Course", "title: [Small Course")
        it.wait_for("cannot read the configuration")
        it.wait_for("The last good pages are still served.")
        assert "zebra" in it.get(ONE)
        save(config, "title: [Small Course", "title: Small Course")
        it.wait_for("written in", 2)
        save(bank, "to the zebra", "to the okapi")
        it.wait_for("written in", 3)
        assert "okapi" in it.get(ONE)


def test_a_course_that_cannot_be_built_yet_says_why_in_the_page(small_course: Path) -> None:
    """And is shown as soon as it can."""
    toc = (small_course / "_toc.yml").read_text()
    (small_course / "_toc.yml").write_text("root: [")
    with live(serve, Layout(small_course), port=free_port()) as it:
        assert "cannot read the table of contents" in it.get("")
        time.sleep(0.5)
        (small_course / "_toc.yml").write_text(toc)
        it.wait_for("written in")
        assert "Open the course" in it.get("")


def test_the_next_free_port_is_taken_and_said(small_course: Path) -> None:
    """Another server is not disturbed."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with live(preview, None, small_course / "quizzes/practice/second-module.yml", port=port) as it:
            assert it.address != f"http://127.0.0.1:{port}/"
            assert f"Port {port} is in use." in it.said


def test_a_wrong_address_shows_the_page_of_the_course(small_course: Path) -> None:
    """With the right status."""
    with (
        live(serve, Layout(small_course), port=free_port()) as it,
        pytest.raises(urllib.error.HTTPError) as error,
    ):
        it.get("en/nowhere/at/all.html")
    assert error.value.code == 404
    assert "This page does not exist" in error.value.read().decode()


def test_preview_shows_a_bank_without_a_course(tmp_path: Path, small_course: Path) -> None:
    """Any file; every question of a pool; the keys below."""
    bank = tmp_path / "alone.yml"
    bank.write_text((small_course / "quizzes/practice/first-module.yml").read_text(encoding="utf-8"))
    with live(preview, None, bank, port=free_port()) as it:
        page = it.get("")
    assert page.count('<section class="q"') == 4
    assert page.count('<details class="q-key" open>') == 4
    assert "The wombat agrees." in page
    assert "gate, line 9" in page or "gate, line 8" in page
    assert "alone.yml" in page


def test_preview_shows_graded_questions_with_their_keys(small_course: Path) -> None:
    """The author needs them; the page of the course has none."""
    with live(
        preview, Layout(small_course), small_course / "quizzes/graded/second-module.yml", port=free_port()
    ) as it:
        assert "A secret okapi." in it.get("")


def test_preview_shows_what_is_wrong_and_follows_the_file(small_course: Path) -> None:
    """Problems with their lines instead of questions, until they are mended."""
    bank = small_course / "quizzes/practice/first-module.yml"
    with live(preview, Layout(small_course), bank, port=free_port()) as it:
        waiting = urllib.request.urlopen(it.address + "-/changes", timeout=30)
        time.sleep(0.5)
        save(bank, "type: single", "type: singular")
        assert waiting.readline() == b"data: changed\n"
        page = it.get("")
        assert "1 problem to mend" in page
        assert "quizzes/practice/first-module.yml:" in page
        waiting.close()


def test_preview_of_a_bank_of_the_course_says_what_check_would_ask_for(small_course: Path) -> None:
    """A bank without objectives works, but is not yet one of the course."""
    with live(
        preview, Layout(small_course), small_course / "quizzes/practice/second-module.yml", port=free_port()
    ) as it:
        assert "still missing for a bank of the course" in it.get("")


def test_preview_serves_pictures_of_the_course_and_nothing_else(small_course: Path) -> None:
    """No other file of this machine can be asked for."""
    (small_course.parent / "secret.svg").write_text("<svg/>")
    with live(
        preview, Layout(small_course), small_course / "quizzes/practice/first-module.yml", port=free_port()
    ) as it:
        assert "Above" in it.get("file/book/first-module/figures/one.svg")
        for path in ("file/_config.yml", "file/%2e%2e/secret.svg", "file/../secret.svg"):
            with pytest.raises(urllib.error.HTTPError):
                it.get(path)


def test_a_bank_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(CourseError, match=r"no such bank: .*; correct the path"):
        preview(None, tmp_path / "nothing.yml")


def test_ctrl_c_ends_cleanly(small_course: Path) -> None:
    """No traceback, status 0."""
    command = [
        Path(sys.executable).parent / "ssr",
        "--root",
        small_course,
        "serve",
        "--port",
        str(free_port()),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=os.environ | {"PYTHONUNBUFFERED": "1"})  # fmt: skip
    for line in process.stdout:
        if line.startswith("Open"):
            break
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "Ended." in out
