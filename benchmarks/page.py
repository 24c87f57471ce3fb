"""What a page costs a reader: bytes, requests, and the time to the first answer on a slow line."""

from __future__ import annotations

import gzip
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, sync_playwright

from .books import make
from .build import ours, stock
from .chromium import launch

ANSWERED = {
    # Answer the first question and wait until the page says something about it.
    "ours": """() => {
        const q = document.querySelector('.q-js'); if (!q) return false; q.querySelector('input').click();
        q.querySelector('.q-acts button').click();
        return Boolean(q.querySelector('.q-out').textContent.trim()); }""",
    "stock": """() => {
        const b = document.querySelector('.MCButton'); if (!b) return false; b.click();
        const f = document.querySelector('.Feedback'); return Boolean(f && f.textContent.trim()); }""",
}


class Gzipped(SimpleHTTPRequestHandler):
    """A static server that compresses text, as a real one does."""

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        kind, data = self.guess_type(path), path.read_bytes()
        self.send_response(200)
        if kind.startswith("text/") or kind.split("/")[-1] in {"javascript", "json", "svg+xml"}:
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def serve(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: Gzipped(*a, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def visit(browser: Browser, url: str, side: str, slow: bool) -> dict[str, float]:
    """Load a page in a fresh profile; with `slow`, at 400 kbit/s and 400 ms, until an answer is answered."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    cdp: CDPSession = context.new_cdp_session(page)
    cdp.send("Network.enable")
    got: dict[str, float] = {"requests": 0, "bytes": 0, "refused": 0}
    cdp.on("Network.loadingFinished", lambda e: got.update(bytes=got["bytes"] + e["encodedDataLength"]))
    cdp.on(
        "Network.requestWillBeSent",
        lambda e: got.update(
            requests=got["requests"] + (0 if e["request"]["url"].startswith("data:") else 1)
        ),
    )
    cdp.on("Network.loadingFailed", lambda e: got.update(refused=got["refused"] + 1))
    if slow:
        cdp.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000},
        )
        page.goto(url, wait_until="commit")
        for _ in range(3000):
            try:
                if page.evaluate(ANSWERED[side]):
                    break
            except Exception:  # the page is not there yet
                pass
            page.wait_for_timeout(20)
        else:
            raise SystemExit(f"no answer from {url}")
        got["seconds"] = page.evaluate("performance.now()") / 1000
    else:
        page.goto(url, wait_until="networkidle")
    context.close()
    return got


def weight_and_wait(rounds: int = 3) -> None:
    """A lesson with ten questions: bytes, requests, time to the first answer that is answered."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        a, b = (
            make(Path(scratch) / "ours", 10, ours=True, quiz=10),
            make(Path(scratch) / "stock", 10, ours=False, quiz=10),
        )
        ours(a)
        stock(b)
        one, url_a = serve(a / "_build" / "site" / "en")
        two, url_b = serve(b / "_build" / "html")
        pages = {
            "ours": url_a + "book/module-1/lesson-1.html",
            "stock": url_b + "book/module-1/lesson-1.html",
        }
        print("A lesson with ten questions, first visit (gzip)")
        for side, url in pages.items():
            got = visit(browser, url, side, slow=False)
            print(
                f"  {side:<6} {got['bytes'] / 1024:7.1f} KB  {got['requests']:3.0f} requests"
                + (f" ({got['refused']:.0f} to other hosts, refused here)" if got["refused"] else "")
            )
        waits: dict[str, list[float]] = {side: [] for side in pages}
        for _ in range(rounds):
            for side, url in pages.items():
                waits[side].append(visit(browser, url, side, slow=True)["seconds"])
        m, t = median(waits["ours"]), median(waits["stock"])
        print(
            "From navigation to the first answer that is answered, at 400 kbit/s and 400 ms,"
            f" {rounds} interleaved rounds, seconds (median)"
        )
        print(f"  stock with jupyterquiz {t:5.2f}   ours {m:5.2f}   ratio {t / m:4.1f}")
        one.shutdown()
        two.shutdown()
