"""Looking words up in an index, as the page does it."""

from __future__ import annotations

import pytest

from search_in_node import in_node
from ssr_course.page.search import make_index
from ssr_course.page.search_languages import LANGUAGES

Pages = dict[str, list[tuple[str, str, str]]]
FIND = """({ index, queries }) => {
  const place = ([page, anchor]) => index.docnames[page] + (anchor && '#') + anchor;
  const results = (query) => SSR.search.find(query, index, speech, stopwords).results;
  return queries.map((query) => results(query).map(
    ({ unit, whole }) => place(index.units[unit]) + (whole ? '' : ' in part')));
}"""

ENGLISH: Pages = {
    "start": [("", "A course", "Who guards the guards, and how to begin.")],
    "police": [
        ("", "The police", "They may search and arrest."),
        ("pay", "Pay", "A constable whose pay is late takes coins at the bridge."),
        ("q-boots", "", "What do new boots change? Everything Nothing"),
    ],
    "prison": [
        ("", "Prisons", "People are held there by order of a court."),
        ("court", "Before the court", "A court may release a prisoner. The police bring him."),
    ],
    "words": [
        ("", "Glossary", ""),
        ("term-court", "court", "Where a judge decides."),
        ("term-court-order", "court order", "What a judge writes."),
    ],
}


def find(pages: Pages, locale: str, *queries: str) -> list[list[str]]:
    """For each query the places found, the best first."""
    index = make_index(LANGUAGES[locale]({}), pages)
    return in_node(locale, FIND, {"index": index, "queries": queries})


def first(pages: Pages, locale: str, query: str) -> str:
    """The best place."""
    return next(iter(find(pages, locale, query)[0]), "")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("constables", "police#pay"),
        ("late pay", "police#pay"),
        ("the police", "police"),
        ("released prisoners", "prison#court"),
        ("court", "words#term-court"),
        ("court order", "words#term-court-order"),
        ("COURTS", "words#term-court"),
        ("new boots", "police#q-boots"),
        ("who guards", "start"),
    ],
)
def test_a_result_leads_to_the_place(query: str, place: str) -> None:
    """A section, a term, a question; the top of a page only where its title or beginning says it."""
    assert first(ENGLISH, "en", query) == place


def test_a_term_that_is_all_of_the_query_comes_before_a_longer_one() -> None:
    """And before sections that speak of it."""
    assert find(ENGLISH, "en", "court")[0][:2] == ["words#term-court", "prison#court"]


def test_pages_with_all_words_come_before_pages_with_some() -> None:
    """These are told apart."""
    results = find(ENGLISH, "en", "police court prisoner")[0]
    assert results[0] == "prison#court"
    assert all(place.endswith("in part") for place in results[1:])


def test_a_word_that_is_not_finished_is_found_by_its_beginning() -> None:
    """From three letters on."""
    assert first(ENGLISH, "en", "const") == "police#pay"
    assert find(ENGLISH, "en", "co")[0] == []


def test_a_letter_too_many_too_few_or_wrong_is_forgiven_in_a_long_word() -> None:
    """Only where no word of the course is meant as it stands."""
    assert [places[:1] for places in find(ENGLISH, "en", "glosary", "glossaryy", "glessary")] == [
        ["words"]
    ] * 3
    assert find(ENGLISH, "en", "peq", "bribge") == [[], []]


@pytest.mark.parametrize(
    "query", ["", "   ", "the of and", "?!", "constructor", "__proto__ hasOwnProperty", "a" * 5000]
)
def test_a_query_without_a_word_of_the_course_finds_nothing(query: str) -> None:
    """And breaks nothing."""
    assert find(ENGLISH, "en", query)[0] == []


def test_words_that_mean_something_to_javascript_are_words() -> None:
    """An index of them works like any other."""
    pages = {"one": [("", "constructor", "toString valueOf __proto__ prototype")]}
    assert find(pages, "en", "constructor", "valueof", "proto") == [["one"]] * 3


ARABIC: Pages = {
    "one": [("", "الرقابة على الأمن", "تسأل اللجنة البرلمانية عن حماية الناس وعن القانون.")],
    "two": [("", "إدارة السجون", "يحتجز السجين بأمر من محكمة. وفي البلد وحدة للشرطة.")],
}


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("رقابه", "one"),
        ("للرقابة", "one"),
        ("ولحماية", "one"),
        ("بحماية", "one"),
        ("لجنة", "one"),
        ("للجنة", "one"),
        ("والقانون", "one"),
        ("شرطه", "two"),
        ("السَّجينُ", "two"),
        ("اداره", "two"),
        ("بالسجون", "two"),
        ("لمحكمة", "two"),
    ],
)
def test_arabic_is_found_as_people_type_it(query: str, place: str) -> None:
    """With any prefix, with or without article, hamza and diacritics."""
    assert first(ARABIC, "ar", query) == place


def test_a_letter_that_belongs_to_an_arabic_word_is_no_prefix() -> None:
    """وحدة is a unit, not a limit with an and before it."""
    assert find({"one": [("", "حد", "حدود")]}, "ar", "وحدة")[0] == []


CHINESE: Pages = {
    "one": [("", "安全部门改革", "养老金由国家支付。")],
    "two": [("", "监督", "议会监督军队的预算。SSR 2014")],
}


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("安全部门", "one"),
        ("改革", "one"),
        ("养老金", "one"),
        ("金", "one"),
        ("军队预算", "two"),
        ("ssr", "two"),
    ],
)
def test_chinese_is_found_without_spaces(query: str, place: str) -> None:
    """By pairs of characters; one character where there is no more."""
    assert first(CHINESE, "zh_CN", query) == place


@pytest.mark.parametrize(
    ("locale", "text", "queries"),
    [
        (
            "fr",
            "La réforme du secteur de la sécurité : l’État contrôle.",
            ["securite", "reformes", "état", "CONTROLE"],
        ),
        ("es", "La rendición de cuentas de las instituciones", ["rendicion", "institución", "cuenta"]),
        (
            "ru",
            "Подотчётность полиции и реформа безопасности",
            ["подотчетность", "полиция", "безопасность", "реформы"],
        ),
    ],
)
def test_the_other_languages_are_ready(locale: str, text: str, queries: list[str]) -> None:
    """Without accents, in another form."""
    assert find({"page": [("", "", text)]}, locale, *queries) == [["page"]] * len(queries)
