"""The picture of the README: the built site, on a desktop and on a phone. Run by `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.chromium import launch  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402  (after the path to our own packages)

from ssr_course.book import build  # noqa: E402
from ssr_course.layout import Layout  # noqa: E402

LESSON = "book/security-sector/who-watches.html"


def shot(browser: Browser, site: Path, width: int, height: int, to: Path, scale: float = 1.0) -> None:
    """The lesson's first question, answered, or its top on a wide window."""
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page.goto((site / LESSON).as_uri())
    if width < 500:
        question = page.locator(".q").first
        question.locator("input").first.check()
        question.locator(".q-acts button").first.click()
        question.evaluate("q => scrollTo(0, q.getBoundingClientRect().top + scrollY - 60)")
    page.screenshot(path=to)
    page.close()


def main() -> None:
    layout = Layout(ROOT)
    build(layout, ("en",))
    images = ROOT / "docs" / "images"
    images.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        desk, phone = Path(scratch) / "desk.png", Path(scratch) / "phone.png"
        shot(browser, layout.site("en"), 1280, 800, desk)
        shot(browser, layout.site("en"), 360, 740, phone)
        # Both side by side, by the browser itself: no image library needed.
        page = browser.new_page(viewport={"width": 1700, "height": 840})
        page.goto(Path(scratch).as_uri())
        page.set_content(
            "<body style='margin:20px;display:flex;gap:20px;align-items:flex-start;background:#e9e4e8'>"
            + "".join(
                f"<img src='data:image/png;base64,{_base64(path)}' style='border-radius:8px'>"
                for path in (desk, phone)
            )
        )
        page.screenshot(path=images / "lesson.png")
    print(f"wrote {images / 'lesson.png'}")


def _base64(path: Path) -> str:
    from base64 import b64encode

    return b64encode(path.read_bytes()).decode()


if __name__ == "__main__":
    main()
