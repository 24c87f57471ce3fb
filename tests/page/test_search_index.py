"""What a search may find: the index and the texts that are written beside the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ssr_course.page.search import question_text
from ssr_course.page.search_languages import LANGUAGES
from ssr_course.quiz.load import parse_bank
from ssr_course.text import search_words

ONE, TWO, PRACTICE = (f"book/first-module/{name}" for name in ("one", "two", "practice"))


def read(path: Path) -> list | dict:
    """What the call in a script hands over."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


@pytest.fixture(scope="module")
def index(small_site: Path) -> dict:
    """The index of the small course."""
    return read(small_site / "en/searchindex.js")


def places(index: dict, word: str, table: str = "terms") -> set[str]:
    """``page#anchor`` of every unit whose text (or heading: ``titleterms``) has the word."""
    steps = index[table].get(LANGUAGES["en"]({}).stem(*search_words(word)), [])
    units = [index["units"][sum(steps[: n + 1])] for n in range(len(steps))]
    return {f"{index['docnames'][page]}#{anchor}" for page, anchor, _ in units}


def test_a_question_is_found_by_its_prompt_and_by_its_choices(index: dict) -> None:
    """On every page that asks it, and the place is the question."""
    for word in ("zebra", "quokka"):
        found = places(index, word)
        assert {place.partition("#")[0] for place in found} == {ONE, PRACTICE}
        assert all(re.search(r"#q\d*-", place) for place in found)


@pytest.mark.parametrize("word", ["wombat", "axolotl", "narwhal", "twelve", "okapi"])
def test_feedback_explanations_hints_and_keys_are_not(index: dict, small_site: Path, word: str) -> None:
    """A search must not answer a question."""
    assert places(index, word) == set()
    for name in ("searchindex.js", "searchtext.js"):
        assert word not in (small_site / "en" / name).read_text(encoding="utf-8").lower()


def test_the_text_of_a_question_does_not_tell_its_key() -> None:
    """Steps in the right order, or each item beside its target, would."""
    steps = ", ".join(f"{{id: {c}, text: {c}}}" for c in "qxb")
    bank = parse_bank(f"{{id: m, questions: [{{id: o, type: ordering, prompt: P, items: [{steps}]}}]}}")
    assert question_text(bank.questions[0]) == "P b q x"


def test_scenes_and_objectives_are_found(index: dict) -> None:
    """Boxes are text like any other, and places of their own."""
    assert f"{ONE}#box-scene" in places(index, "gate")
    assert f"{TWO}#box-scene" in places(index, "lamp")
    assert {place.partition("#")[2] for place in places(index, "name")} >= {"box-aims"}


def test_a_term_is_a_place_named_by_itself(index: dict) -> None:
    """Its definition is the text."""
    assert "book/glossary#term-ombudsman" in places(index, "ombudsman", "titleterms")


def test_every_place_is_on_its_page(index: dict, small_site: Path) -> None:
    """A result leads to an element that is there."""
    for page, anchor, _ in index["units"]:
        name = index["docnames"][page]
        if anchor:
            html = (small_site / "en" / f"{name}.html").read_text(encoding="utf-8")
            assert f'id="{anchor}"' in html, (name, anchor)


def test_every_unit_has_its_text(index: dict, small_site: Path) -> None:
    """For who reads from a folder, where pages cannot be fetched."""
    texts = read(small_site / "en/searchtext.js")
    assert len(texts) == len(index["units"])
    of = {anchor: text for (_, anchor, _), text in zip(index["units"], texts, strict=True)}
    assert of["term-ombudsman"] == of["term-ombuds-institution"]
    assert of["term-ombudsman"].startswith("An office")


def test_pages_stand_in_the_order_of_the_course(index: dict) -> None:
    """So does what is found equally well."""
    assert index["docnames"][:4] == ["book/index", ONE, TWO, PRACTICE]


def test_no_word_of_the_interface_is_indexed(index: dict) -> None:
    """Buttons and labels stand on every page."""
    assert places(index, "hint") | places(index, "minutes") | places(index, "javascript") == set()


def test_what_a_search_needs_is_asked_for_by_the_search_page_alone(small_site: Path) -> None:
    """Other pages are not heavier for it."""
    for path in small_site.rglob("*.html"):
        needs = re.findall(
            r'src="[^"]*(searchindex|ssr-search|language_data)', path.read_text(encoding="utf-8")
        )
        assert bool(needs) == (path.name == "search.html"), path


def test_the_search_page_loads_nothing_that_its_policy_forbids(small_site: Path) -> None:
    """No evaluation of text, no script in the page."""
    html = (small_site / "en/search.html").read_text(encoding="utf-8")
    assert "script-src 'self'" in html
    names = ["language_data.js", "ssr-search.js"]
    scripts = [(small_site / "en/_static" / name).read_text(encoding="utf-8") for name in names]
    assert not re.search(r"\beval\(|\bFunction\(|innerHTML", "".join(scripts))
