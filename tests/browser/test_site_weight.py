"""What a lesson with ten questions costs a reader on a slow line."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

WORDS = Path(__file__).parents[2] / "book"


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course with a lesson of 800 words and ten questions with all their feedback."""
    from small_book import copy_course
    from ssr_course.book import build
    from ssr_course.layout import Layout

    rng = random.Random(2151)
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(WORDS.rglob("*.md")))
    words = re.findall(r"[a-z]{2,}", text) or ["word"]

    def say(count: int) -> str:
        """That many words of the course's own vocabulary."""
        return " ".join(rng.choices(words, k=count)).capitalize() + "."

    root = copy_course(tmp_path_factory.mktemp("heavy") / "course")
    lesson = root / "book/second-module/alone.md"
    parts = [f"## Section {n}\n\n{say(130)}\n" for n in range(6)]
    lesson.write_text("# A long lesson\n\n" + "\n".join(parts) + "\n```{quiz} second-module\n```\n")

    def choice(n: int, c: int) -> dict:
        right = {"correct": True} if c == n % 4 else {}
        return {"id": f"choice-{c}", "text": say(9), "feedback": say(22)} | right

    questions = [
        {"id": f"question-{n}", "type": "single", "prompt": say(20), "hint": say(9), "explanation": say(20)}
        | {"choices": [choice(n, c) for c in range(4)]}
        for n in range(10)
    ]
    bank = {"id": "second-module", "title": "The second module", "questions": questions}
    (root / "quizzes/practice/second-module.yml").write_text(yaml.safe_dump(bank, sort_keys=False))
    result = build(Layout(root))
    assert result.published, result.problems
    return root / "_build/site"


def test_a_lesson_with_ten_questions_is_light(
    heavy: Path, serve: Callable[..., str], page: Callable[..., Page]
) -> None:
    """At most 40 KB in 8 requests; the picture for the tab counts too."""
    tab = page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    address = serve(heavy)
    tab.goto(address + "en/book/second-module/alone.html", wait_until="networkidle")
    assert tab.locator(".q").count() == 10
    paths = [heavy / url.removeprefix(address).partition("?")[0] for url in asked]
    weight = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in paths}
    assert len(asked) <= 8, asked
    assert sum(weight.values()) <= 40_000, weight


def test_nothing_stands_in_the_way_of_the_first_paint(heavy: Path) -> None:
    """One style sheet; every script waits until the text is there."""
    html = (heavy / "en/book/second-module/alone.html").read_text(encoding="utf-8")
    assert html.count('rel="stylesheet"') == 1
    scripts = [tag for tag in re.findall(r"<script[^>]*>", html) if "application/json" not in tag]
    assert scripts
    assert all(" defer" in tag for tag in scripts)
