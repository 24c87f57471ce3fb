"""Terms are compared by stems: inflection does not matter, another word does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssr_course.errors import CourseError
from ssr_course.i18n import terms
from ssr_course.i18n.finding import Case
from ssr_course.languages import LANGUAGES

TERMS = terms.read(Path(__file__).parents[2] / "locales" / "terms.csv")


def said(code: str, english: str, text: str, domain: str = "book/page") -> list[str]:
    rule = terms.rule(TERMS, domain)
    return [what for what, _ in rule.judge(Case(english, text, LANGUAGES[code]))]


@pytest.mark.parametrize(
    ("code", "english", "text"),
    [
        ("ar", "Oversight of the security sector", "الرقابة على قطاع الأمن"),
        ("ar", "For the security sector and oversight", "لقطاع الأمن وللرقابة"),
        ("ar", "Missions have mandates.", "للبعثات ولاياتها."),
        ("fr", "Reforms of the security sectors", "les réformes des secteurs de la sécurité"),
        ("fr", "The rule of law", "l’État de droit"),
        ("ru", "to the security sector", "сектору безопасности"),
        ("ru", "The Security Council", "в Совете Безопасности"),
        ("es", "human rights", "de los derechos humanos"),
        ("zh-cn", "Security sector reform", "安全部门改革"),
    ],
)
def test_an_inflected_term_is_found(code: str, english: str, text: str) -> None:
    """Articles, prefixes, cases, plurals."""
    assert said(code, english, text) == []


@pytest.mark.parametrize(
    ("code", "english", "text"),
    [
        ("ar", "Oversight is needed.", "تلزم المراقبة."),
        ("fr", "Oversight is needed.", "La surveillance est nécessaire."),
        ("ru", "The rule of law", "правовое государство"),
        ("zh-cn", "civil society", "公民社会"),
    ],
)
def test_another_word_is_told(code: str, english: str, text: str) -> None:
    """With the term that was expected."""
    (what,) = said(code, english, text)
    assert what.startswith("term: ")


def test_inside_a_longer_term_no_shorter_one_is_looked_for() -> None:
    """`security sector reform` is one term, not two."""
    assert [t.english for t in terms.found_in("Security sector reform", TERMS)] == ["security sector reform"]


def test_everyday_words_are_terms_in_the_interface_only() -> None:
    """`Check the list` in a lesson is no button."""
    assert said("ar", "Check the list and run.", "راجع القائمة.") == []
    assert said("ar", "Check", "فحص", "interface") != []
    assert (
        said("ar", "The notebook does not answer; run the cells again.", "الدفتر لا يستجيب.", "interface")
        == []
    )


def test_one_stem_is_not_one_word() -> None:
    """No account is needed: that is not accountability."""
    assert said("ar", "No account is needed.", "من دون حساب.") == []
    assert said("ar", "By custom the elders decide.", "يقرر الشيوخ بحكم العرف.") == []
    assert said("ar", "They are accountable.", "هم خاضعون للمساءلة.") == []


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    """The first line names them."""
    path = tmp_path / "terms.csv"
    path.write_text("english,arabic\n", encoding="utf-8")
    with pytest.raises(CourseError, match="en"):
        terms.read(path)


def test_every_term_has_its_text_in_every_language() -> None:
    """The table is whole."""
    others = [code for code in LANGUAGES if code != "en"]
    assert [(t.english, c) for t in TERMS for c in others if not t.others.get(c)] == []
