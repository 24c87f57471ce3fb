"""What a search may find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def index(small_site: Path) -> dict:
    """Sphinx's index of the small course."""
    text = (small_site / "en/searchindex.js").read_text(encoding="utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


def found(index: dict, word: str) -> set[str]:
    """Pages whose text holds the (stemmed) word."""
    pages = index["terms"].get(word, index["titleterms"].get(word, []))
    return {index["docnames"][n] for n in ([pages] if isinstance(pages, int) else pages)}


@pytest.mark.parametrize("word", ["zebra", "quokka"])
def test_prompts_and_choices_are_found(index: dict, word: str) -> None:
    """On every page that asks the question."""
    assert found(index, word) == {"book/first-module/one", "book/first-module/practice"}


@pytest.mark.parametrize("word", ["wombat", "axolotl", "narwhal", "twelv", "okapi"])
def test_feedback_explanations_hints_and_keys_are_not(index: dict, word: str) -> None:
    """A search must not answer a question."""
    assert found(index, word) == set()
    assert word not in json.dumps(index)


def test_scenes_and_objectives_are_found(index: dict) -> None:
    """Boxes are text like any other."""
    assert "book/first-module/one" in found(index, "gate")
    assert "book/first-module/two" in found(index, "lamp")
