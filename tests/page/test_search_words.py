"""Words as a search compares them: the same in Python, when the index is made, and in the page."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_in_node import in_node
from ssr_course.languages import LANGUAGES as COURSE
from ssr_course.page.search_languages import LANGUAGES, ROWS
from ssr_course.text import search_fold, search_words

DATA = Path(__file__).parents[1] / "data"
TABLE = json.loads((DATA / "search_folding.json").read_text(encoding="utf-8"))
WORDS = "(rows) => rows.map(SSR.search.words)"
STEMS = "(rows) => rows.map((word) => [word, speech.stem(word), speech.more(word)])"


def test_python_finds_the_words_of_the_table() -> None:
    """Each case of search_folding.json."""
    assert [search_words(text) for _, text, _ in TABLE["words"]] == [words for *_, words in TABLE["words"]]


def test_javascript_finds_the_same_words() -> None:
    """The same cases."""
    got = in_node("en", WORDS, [text for _, text, _ in TABLE["words"]])
    assert got == [words for *_, words in TABLE["words"]]


@pytest.mark.parametrize("locale", ROWS)
def test_python_stems_as_the_table_says(locale: str) -> None:
    """Each word of search_folding.json: its stem, and stems it has if the course has them too."""
    language = LANGUAGES[locale]({})
    rows = TABLE["stems"][locale]
    assert [[word, language.stem(word), language.more(word)] for word, *_ in rows] == rows


@pytest.mark.parametrize("locale", ROWS)
def test_javascript_stems_alike(locale: str) -> None:
    """Sphinx's script or ours, as the page loads it."""
    rows = TABLE["stems"][locale]
    assert in_node(locale, STEMS, [word for word, *_ in rows]) == rows


@pytest.mark.parametrize("locale", ROWS)
def test_both_stem_every_word_of_the_terms_alike(locale: str) -> None:
    """Thousands of words of the course's subject, in the language itself and in the others."""
    text = (DATA.parents[1] / "locales/terms.csv").read_text(encoding="utf-8-sig")
    words = sorted(
        {word for row in csv.reader(text.splitlines()) for cell in row for word in search_words(cell)}
    )
    language = LANGUAGES[locale]({})
    assert in_node(locale, STEMS, words) == [
        [word, language.stem(word), language.more(word)] for word in words
    ]


def test_both_fold_every_character_alike() -> None:
    """All of Unicode that this Python knows, each character between a letter and a digit."""
    known = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    code = "(codes) => codes.map((c) => SSR.search.words('aa' + String.fromCodePoint(c) + '1').join(' '))"
    got = in_node("en", code, [ord(c) for c in known])
    wanted = [" ".join(search_words(f"aa{c}1")) for c in known]
    assert [hex(ord(c)) for c, a, b in zip(known, wanted, got, strict=True) if a != b] == []


@given(st.text(st.characters()))
def test_words_are_folded_and_found_again(text: str) -> None:
    """A word that was found is its own folded form, so that an index and a query can meet."""
    for word in search_words(text):
        assert search_fold(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أمن", "والأمن"),
        ("الأمن", "للأمن"),
        ("مؤسسة", "المؤسسات"),
        ("مسؤول", "مسئول"),
        ("شرطة", "الشرطه"),
        ("حُقُوق", "حقوق"),
        ("قانون", "القانونية"),
        ("سلطة", "سلطتها"),
    ],
)
def test_forms_of_an_arabic_word_meet(one: str, other: str) -> None:
    """Article, prefixes, plural, pronoun, hamza and diacritics make no difference."""
    language = LANGUAGES["ar"]({})
    assert language.stem(*search_words(one)) == language.stem(*search_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("حكومة", "حوكمة"), ("سجن", "سجل"), ("والد", "ولد"), ("بلد", "والد"), ("محكمة", "محاكمة")],
)
def test_different_arabic_words_stay_apart(one: str, other: str) -> None:
    """What only looks like a prefix or an ending is kept."""
    language = LANGUAGES["ar"]({})
    assert language.stem(*search_words(one)) != language.stem(*search_words(other))


def test_every_language_of_the_course_has_a_row() -> None:
    """Adding one more is a row and, where Sphinx has none, a stemmer."""
    assert ROWS.keys() == {language.locale for language in COURSE.values()}
