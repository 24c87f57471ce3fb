"""A gallery of bad catalogues (`tests/data/catalogues/bad`): what `check` says of each, and nothing else.

A file is named `WHAT.LANGUAGE.DOMAIN.po`. `expected.tsv` has one line a finding: file, line, rule,
`error`, `notice` or `English` (not used until mended), what, cure. A file named `good` has none.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from small_course import DATA

from ssr_course.errors import CourseError
from ssr_course.i18n import check, places, poread, terms, update
from ssr_course.i18n.apply import Translations
from ssr_course.i18n.finding import Case, Finding
from ssr_course.i18n.po import Catalogue, Entry
from ssr_course.i18n.rules_text import changed_numbers
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

BAD = DATA / "bad"
FILES = sorted(path.name for path in BAD.glob("*.po"))
TERMS = terms.read(Path(__file__).parents[2] / "locales" / "terms.csv")


def findings(name: str, tmp_path: Path) -> list[Finding]:
    """What is said of one file of the gallery, as the catalogue of a page `book/page` or of its domain."""
    _, code, domain, _ = name.split(".")
    domain = f"book/{domain}" if domain in ("page", "gone") else domain
    language = LANGUAGES[code]
    path = tmp_path / language.locale / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((BAD / name).read_bytes())
    translations = Translations(language, [tmp_path / language.locale / "LC_MESSAGES"], root=tmp_path)
    known = None if domain == "book/gone" else template(path, name)
    return list(check.of_domain(translations, domain, known, TERMS, translations.extensions))


def template(path: Path, name: str) -> Catalogue:
    """The English that belongs to a file: its own, but for the file of another project."""
    try:
        entries = [entry for entry in poread.read(path).messages if entry.msgid]
    except CourseError:
        entries = []
    if name.startswith("another-project"):
        entries = [entry for entry in entries if entry.msgid.startswith("Oversight")]
    return Catalogue([Entry(msgid=e.msgid, context=e.context, plural=e.plural) for e in entries])


def row(name: str, finding: Finding) -> tuple[str, ...]:
    severity = "English" if finding.falls_back else finding.severity
    return (name, str(finding.line), finding.rule, severity, finding.what, finding.cure)


def expected(name: str) -> list[tuple[str, ...]]:
    with (BAD / "expected.tsv").open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in csv.reader(file, "excel-tab") if line and line[0] == name]


@pytest.mark.parametrize("name", FILES)
def test_what_is_wrong_is_said_once_with_line_and_cure(name: str, tmp_path: Path) -> None:
    """The table is read like a page of the translators' guide."""
    said = [row(name, finding) for finding in findings(name, tmp_path)]
    assert said == expected(name)
    assert (said == []) == name.startswith("good")
    assert all(finding[5] for finding in said), "each with its cure"


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.split(".")[0] not in ("good", "no-such-page")]
)
def test_a_finding_tells_a_person_where_to_go(name: str, tmp_path: Path) -> None:
    """`what: file:line; cure`."""
    for finding in findings(name, tmp_path):
        assert f": {finding.file}:{finding.line}" in str(finding)
        assert finding.line > 0


def test_a_comment_silences_what_a_person_may_judge_and_nothing_else(tmp_path: Path) -> None:
    """`# stray-ok` does not bring broken markup into a page."""
    text = (BAD / "stars.zh-cn.page.po").read_text(encoding="utf-8")
    path = tmp_path / "zh_CN" / "LC_MESSAGES" / "book" / "page.po"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace('msgid "**Key:**', '# stray-ok\nmsgid "**Key:**'), encoding="utf-8")
    translations = Translations(LANGUAGES["zh-cn"], [path.parents[1]], root=tmp_path)
    catalogue = translations.catalogue("book/page")
    assert translations.broken("book/page", catalogue.messages[0]).rule == "stray"


def test_the_whole_course_is_checked_in_the_order_of_its_files(arabic: Layout) -> None:
    """An empty language has only notices: that it is empty."""
    found = check.check(arabic)
    assert {finding.rule for finding in found} == {"empty"}
    assert [finding.file for finding in found] == sorted(finding.file for finding in found)
    assert all(finding.severity == "notice" for finding in found)


def test_a_missing_catalogue_is_told(arabic: Layout) -> None:
    """`ssr translate update` makes it."""
    places.catalogue(arabic, LANGUAGES["ar"], "figures").unlink()
    (finding,) = [finding for finding in check.check(arabic) if finding.rule == "stranger"]
    assert (finding.file, finding.cure) == ("locales/ar/LC_MESSAGES/figures.po", "run `ssr translate update`")


def test_a_file_that_no_page_has_is_told(arabic: Layout) -> None:
    """As after a page was renamed by hand."""
    places.template(arabic, "book/one/second").unlink()
    (finding,) = [finding for finding in check.check(arabic) if finding.rule == "stranger"]
    assert "no page and no domain has this name" in finding.what


def test_without_templates_the_command_that_makes_them_is_named(course: Layout) -> None:
    """A fresh clone has none: they are derived."""
    update.add(course, "ar")
    for path in places.templates(course).rglob("*.pot"):
        path.unlink()
    with pytest.raises(CourseError, match="ssr translate extract"):
        check.check(course)


def test_only_the_languages_asked_for_are_checked(arabic: Layout) -> None:
    """By code or by folder name."""
    update.add(arabic, "zh-cn")
    assert {finding.language for finding in check.check(arabic, ("zh_CN",))} == {"zh-cn"}
    assert {finding.language for finding in check.check(arabic)} == {"ar", "zh-cn"}


def test_a_folder_that_is_no_language_is_told(arabic: Layout) -> None:
    """`zh-cn` is a code, `zh_CN` the folder that Sphinx looks in."""
    (places.locales(arabic) / "zh-cn").mkdir()
    (finding,) = [finding for finding in check.check(arabic) if finding.rule == "stranger"]
    assert "zh_CN" in finding.cure


def test_words_that_do_not_fit_their_figure_are_told(arabic: Layout, translate: Callable[..., Path]) -> None:
    """With the other things to mend."""
    translate(
        arabic,
        "figures",
        {("book/one/figures/way.svg#inside", "Inspectors"): "المفتشون والمراجعون والمراقبون كلهم"},
    )
    assert [f.rule for f in check.check(arabic) if f.rule != "empty"] == ["width"]


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("15,000 people in 2014", "15\u202f000 человек в 2014 году"),
        ("15,000 people in 2014", "في عام ٢٠١٤ كان ١٥٠٠٠ شخص"),
        ("1.5 per cent", "1,5\u00a0%"),
        ("Forty-four trucks of sixty", "60辆卡车中的44辆"),
        ("60 places at 12 a month", "60 place, 12 a month: 60 ÷ 12"),
        ("on 28 April 2014", "2014年4月28日"),
        ("on 28 April 2014", "28.04.2014"),
        ("S/RES/2151 (2014)", "\u2066S/RES/2151 (2014)\u2069"),
    ],
)
def test_a_number_is_the_same_however_a_language_writes_it(english: str, other: str) -> None:
    """Separators, digits of another script, words in figures, dates, said again."""
    assert list(changed_numbers(Case(english, other, LANGUAGES["ar"]))) == []
