"""A page of any kind from the one browser of `tests/conftest.py`, and a guard on every page.

`serve` publishes a folder on this machine; `page` opens a window with the properties a test needs;
`axe` reports what axe-core finds. A test fails by itself when one of its pages logs an error, throws,
or asks any other origin for anything.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api")

LOCAL = ("file", "data", "blob", "about")
DENIED = """Object.defineProperty(window, 'localStorage', { get() {
  throw new DOMException('The operation is insecure.', 'SecurityError'); } });"""
# Really fills the storage of the origin: what a page writes afterwards meets the browser's own error.
FULL = """try { for (let n = 5 * 1024 * 1024; n >= 1; n = Math.floor(n / 2)) {
  try { for (let i = 0; i < 9; i++) localStorage.setItem('filler' + n + '-' + i, 'x'.repeat(n)); }
  catch (e) { /* no room for this size: try a smaller one */ } } } catch (e) { /* no storage here */ }"""
SCRIPTS = {"ok": "", "denied": DENIED, "full": FULL}


class _Handler(SimpleHTTPRequestHandler):
    """Serves one folder below one prefix and says nothing."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "outside-the-prefix"))
        return super().translate_path("/" + path[len(self.prefix) :])

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """``serve(folder, prefix="/")`` gives the address (ending in the prefix) of `folder` on 127.0.0.1."""
    servers: list[ThreadingHTTPServer] = []
    known: dict[tuple[str, str], str] = {}

    def start(folder: Path | str, prefix: str = "/") -> str:
        key = (str(folder), prefix)
        if key not in known:
            handler = type("Handler", (_Handler,), {"prefix": prefix})
            server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            servers.append(server)
            known[key] = f"http://127.0.0.1:{server.server_port}{prefix}"
        return known[key]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


# The suite of questions is run in English and in Arabic. Quick in Arabic too: one test of each kind. Not run
# again: what has chosen a language itself, and what says nothing.
SUITE = "test_quiz_"
QUICK = {
    "test_several_choices_earn_part_of_the_points",
    "test_an_order_is_marked_between_the_lines",
    "test_a_number_in_any_script_is_understood_and_shown",
    "test_the_download_holds_the_answers_as_given_and_a_receipt_says_so",
    "test_a_graded_question_says_that_it_is_marked_later",
    "test_every_kind_of_answer_is_restored_as_it_was_given",
    "test_a_moved_line_keeps_the_focus_on_its_arrow_and_is_spoken",
    "test_axe_finds_nothing_in_the_box_with_everything_open",
}
ONE_LANGUAGE = {
    "test_words_of_a_language_without_spaces_are_counted",
    "test_a_message_from_a_notebook_language_has_its_own_plural",
    "test_from_right_to_left_everything_is_on_the_other_side",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The tests of questions speak to a page in English and to one in Arabic."""
    suite = Path(metafunc.module.__file__).name.startswith(SUITE)
    name = metafunc.function.__name__
    if suite and "quiz" in metafunc.fixturenames and name not in ONE_LANGUAGE:
        arabic = pytest.param("ar", marks=[] if name in QUICK else pytest.mark.slow)
        metafunc.parametrize("speech", ["en", arabic], indirect=True)


@pytest.fixture
def speech(request: pytest.FixtureRequest) -> str:
    """The language of the pages that `quiz` makes."""
    return getattr(request, "param", "en")


@pytest.fixture
def page(browser: playwright.Browser, speech: str) -> Iterator[Callable[..., playwright.Page]]:
    """``page(url="", width=1280, …)`` opens a window; the test fails at its end if the guard saw anything.

    ``javascript``, ``color_scheme`` ("light", "dark"), ``touch``, ``forced_colors``, ``reduced_motion``,
    ``locale``; ``storage``: "ok", "denied" (reading it throws) or "full" (filled to the brim);
    ``beside``: another page, whose storage the new one shares as a second tab;
    ``allow``: texts of console errors that this test causes on purpose.
    """
    contexts: list[playwright.BrowserContext] = []
    seen: list[str] = []

    def watch(context: playwright.BrowserContext, allow: tuple[str, ...]) -> None:
        def heard(kind: str, text: str) -> None:
            if not any(part in text for part in allow):
                seen.append(f"{kind}: {text}")

        def asked(request: playwright.Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme not in LOCAL and parts.hostname != "127.0.0.1":
                seen.append(f"request to another origin: {request.url}")

        context.on("console", lambda m: m.type == "error" and heard("console", f"{m.text} ({m.page.url})"))
        context.on("weberror", lambda e: heard("error", str(e.error)))
        context.on("request", asked)

    def make(
        url: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        color_scheme: str = "light",
        touch: bool = False,
        forced_colors: str = "none",
        reduced_motion: str = "no-preference",
        locale: str = "en-GB",
        storage: str = "ok",
        beside: playwright.Page | None = None,
        allow: tuple[str, ...] = (),
    ) -> playwright.Page:
        if beside is not None:
            tab = beside.context.new_page()
        else:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=javascript,
                color_scheme=color_scheme,
                has_touch=touch,
                forced_colors=forced_colors,
                reduced_motion=reduced_motion,
                locale=locale,
                accept_downloads=True,
            )
            context.set_default_timeout(5000)
            if SCRIPTS[storage]:
                context.add_init_script(SCRIPTS[storage])
            watch(context, allow)
            contexts.append(context)
            tab = context.new_page()
        if url:
            tab.goto(url)
        if speech == "en":
            return tab
        from interpreter import Interpreted, Interpreter

        return Interpreted(tab, Interpreter(speech))

    yield make
    for context in contexts:
        context.close()
    if seen:
        pytest.fail("\n".join(dict.fromkeys(seen)), pytrace=False)


@pytest.fixture
def quiz(
    page: Callable[..., playwright.Page], serve: Callable[..., str], tmp_path: Path, speech: str
) -> Callable[..., playwright.Page]:
    """``quiz(*questions, …)`` opens a page with one quiz of these questions, served from this machine.

    In the language that the suite sets; a test that names another one sees that page as it is.

    ``banks``: several quizzes instead; ``graded``, ``language``, ``pages``, ``tokens``, ``script`` as in
    `quiz_harness.write`; ``file=True`` opens it from disk; what else is given goes to `page`.
    """
    import quiz_harness as harness

    def make(
        *questions: object,
        banks: tuple[object, ...] = (),
        graded: bool = False,
        name: str = "quiz",
        language: str = speech,
        pages: dict[str, object] | None = None,
        tokens: bool = True,
        script: bool = True,
        file: bool = False,
        **window: object,
    ) -> playwright.Page:
        asked = banks or (harness.bank(*questions, graded=graded),)
        path = harness.write(
            tmp_path, *asked, name=name, language=language, pages=pages, tokens=tokens, script=script
        )
        return page(path.as_uri() if file else serve(tmp_path) + path.name, **window)

    return make


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """``axe(page, within=None, rules={})`` gives each violation as ``rule (impact): first places``.

    The page needs JavaScript: without it axe waits for ever.
    """
    import axe_playwright_python

    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def run(
        tab: playwright.Page, within: str | None = None, rules: dict[str, object] | None = None
    ) -> list[str]:
        if not tab.evaluate("typeof axe === 'object'"):
            tab.evaluate(script)
        options = json.dumps({"resultTypes": ["violations"], "rules": rules or {}})
        found = tab.evaluate(
            f"within => axe.run(within || document, {options}).then(r => r.violations.map(v => "
            "[v.id, v.impact, v.nodes.length, v.nodes.slice(0, 3).map(n => n.target.join(' '))]))",
            within,
        )
        return [f"{rule} ({impact}), {n} places: {', '.join(places)}" for rule, impact, n, places in found]

    return run
