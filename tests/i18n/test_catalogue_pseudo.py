"""Languages that nobody speaks: every string, longer or from right to left, and nothing broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import small_course

from ssr_course.i18n import check, places, poread, pseudo
from ssr_course.i18n.apply import Translations
from ssr_course.i18n.pseudo import pseudo as made
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

STYLES = {"long": LANGUAGES["fr"], "rtl": LANGUAGES["ar"]}


@pytest.mark.parametrize("style", STYLES)
def test_nothing_of_it_falls_back(course: Layout, style: str) -> None:
    """Roles, links, footnotes, code, placeholders and numbers are where they were."""
    language = STYLES[style]
    base = pseudo.write(course, language, style)
    translations = Translations(language, [base / language.locale / "LC_MESSAGES"], root=course.root)
    known = check.read_templates(course)
    bad = [
        f
        for domain in known
        for f in check.of_domain(translations, domain, known[domain], (), translations.extensions)
        if f.falls_back or f.rule not in ("style", "display")
    ]
    assert bad == []


@pytest.mark.parametrize("style", STYLES)
def test_every_message_is_in_it(course: Layout, style: str) -> None:
    """And none of it in `locales/`."""
    language = STYLES[style]
    base = pseudo.write(course, language, style)
    for domain, template in check.read_templates(course).items():
        catalogue = poread.read(base / language.locale / "LC_MESSAGES" / f"{domain}.po")
        assert [e.key for e in catalogue.messages] == [e.key for e in template.messages]
        assert all(e.usable for e in catalogue.messages)
    assert not list(places.locales(course).rglob("*.po"))


def test_long_words_are_readable_accented_and_a_third_longer() -> None:
    """Between marks that show whether the end was cut."""
    assert made("Parliament", "long") == "⟦Þáŕļíáɱéñţ öñé⟧"
    text = "The committee asks the minister to explain."
    assert len(made(text, "long")) >= len(text) * 4 / 3


def test_words_from_right_to_left_are_in_arabic_letters() -> None:
    """No control character turns them: the letters do."""
    words = made("Parliament", "rtl")
    assert re.fullmatch("⟦[\u0600-\u06ff]+⟧", words)


@pytest.mark.parametrize(
    ("english", "kept"),
    [
        ("{term}`Oversight <oversight>` asks", "<oversight>`"),
        ("{term}`oversight` asks", " <oversight>`"),
        ("see [this](a.md#b)", "](a.md#b)"),
        ("it says so[^why]", "[^why]"),
        ("run `code` now", "`code`"),
        ("S/RES/2151 (2014) says", "S/RES/2151 (2014)"),
        ("{numref}`Figure %s <fig>`", "%s <fig>`"),
        ("{n} points", "{n}"),
        ("**bold** and *more*", "**"),
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_markup_stays(english: str, kept: str, style: str) -> None:
    """What is no language is copied."""
    assert kept in made(english, style)


def test_plural_forms_are_as_many_as_the_language_has(course: Layout) -> None:
    """Six in Arabic, so that each is seen."""
    base = pseudo.write(course, LANGUAGES["ar"], "rtl")
    catalogue = poread.read(base / "ar" / "LC_MESSAGES" / "interface.po")
    assert {len(e.strings) for e in catalogue.messages if e.plural} == {6}


def test_a_page_built_in_it_has_no_english_left(course: Layout, tmp_path: Path) -> None:
    """What has no mark around it did not come out of a catalogue."""
    base = pseudo.write(course, LANGUAGES["fr"], "long")
    small_course.build(course.root, tmp_path / "html", language="fr", locale_dirs=[str(base)])
    page = (tmp_path / "html" / "book" / "one" / "first.html").read_text(encoding="utf-8")
    article = page[page.index("<article") : page.index("</article>")]
    article = re.sub(r"<a class=\"headerlink\".*?</a>|<code.*?</code>", "", article, flags=re.S)
    words = re.findall(r">([^<>]+)<", article)
    plain = [text for text in words if re.search(r"\b[a-zA-Z]{3,}\b", text.replace("S/RES", ""))]
    assert plain == []
