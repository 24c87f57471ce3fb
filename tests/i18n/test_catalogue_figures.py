"""Figures speak the reader's language and run in its direction; words that will not fit are told."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
import small_course

from ssr_course.errors import CourseError
from ssr_course.i18n import figures, svg, update, widths
from ssr_course.i18n.apply import Translations
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

AR, FR = LANGUAGES["ar"], LANGUAGES["fr"]
WAY = "book/one/figures/way.svg"
NS = {"s": svg.SVG}


@pytest.fixture
def drawn(arabic: Layout, translate: Callable) -> ET.Element:
    """The figure in Arabic."""
    translate(
        arabic,
        "figures",
        {
            (f"{WAY}#inside", "Inspectors"): "المفتشون",
            (f"{WAY}#note", "Nearest to the service"): "الأقرب إلى الجهاز وأهله",
            (f"{WAY}#title", "A truck and a box"): "شاحنة وصندوق <&>",
        },
    )
    figures.write(arabic, Translations.load(arabic, AR))
    return ET.parse(figures.folder(arabic, AR) / WAY).getroot()


def text(root: ET.Element, id: str) -> ET.Element:
    found = root.find(f".//*[@id='{id}']")
    assert found is not None
    return found


def test_the_words_are_those_of_the_language(drawn: ET.Element) -> None:
    """Also the one that is read aloud; a translation is text, never markup."""
    assert text(drawn, "inside").text == "المفتشون"
    assert text(drawn, "title").text == "شاحنة وصندوق <&>"
    assert drawn.get(f"{{{svg.XML}}}lang") == "ar"


def test_words_in_rows_are_wrapped_anew(drawn: ET.Element) -> None:
    """The rows of another language are not those of the English."""
    rows = [row.text for row in svg.rows(text(drawn, "note"))]
    assert len(rows) == 2
    assert " ".join(rows) == "الأقرب إلى الجهاز وأهله"


def test_a_figure_is_mirrored_where_its_author_wants_it(drawn: ET.Element) -> None:
    """All in one flipped group; words and what is marked so are flipped back around their own place."""
    assert drawn.get("direction") == "rtl"
    (group,) = drawn.findall("s:g", NS)
    assert group.get("transform") == "matrix(-1 0 0 1 336 0)"
    assert text(drawn, "inside").get("transform") == "matrix(-1 0 0 1 140 0)"
    assert group.find(".//*[@data-mirror='no']").get("transform") == "matrix(-1 0 0 1 560 0)"
    assert drawn.find("s:style", NS) is not None


def test_a_figure_that_is_not_mirrored_keeps_its_words_in_place(arabic: Layout, translate: Callable) -> None:
    """Where the direction turns, the start of a text is its other end."""
    path = arabic.root / WAY
    path.write_text(path.read_text("utf-8").replace(' data-mirror="yes"', ""), encoding="utf-8")
    translate(arabic, "figures", {(f"{WAY}#inside", "Inspectors"): "المفتشون"})
    root = ET.fromstring(figures.translate(arabic, path, Translations.load(arabic, AR)))
    assert text(root, "note").get("style") == "text-anchor:end"
    assert text(root, "inside").get("style") is None, "what stands in the middle stays there"
    assert root.find("s:g[@transform]", NS) is None


def test_a_language_from_left_to_right_only_changes_words(arabic: Layout, translate: Callable) -> None:
    """Lines and boxes stay where they are."""
    update.add(arabic, "fr")
    translate(arabic, "figures", {(f"{WAY}#inside", "Inspectors"): "Inspecteurs"}, code="fr")
    made = figures.translate(arabic, arabic.root / WAY, Translations.load(arabic, FR))
    assert "matrix" not in made
    assert made.count("<rect") == 1
    assert "Inspecteurs" in made


def test_an_untranslated_figure_is_not_written(arabic: Layout) -> None:
    """Sphinx then takes the English one; a file of before is removed."""
    old = figures.folder(arabic, AR) / WAY
    old.parent.mkdir(parents=True)
    old.write_text("<svg/>", encoding="utf-8")
    assert figures.write(arabic, Translations.load(arabic, AR)) == [old]
    assert not old.exists()


def test_writing_again_changes_nothing(arabic: Layout, drawn: ET.Element) -> None:
    """So that a build has nothing to do."""
    assert figures.write(arabic, Translations.load(arabic, AR)) == []


def test_sphinx_takes_the_figure_of_the_language(arabic: Layout, drawn: ET.Element, tmp_path: Path) -> None:
    """From the folder of derived files, by the pattern that we give it."""
    small_course.build(arabic.root, tmp_path / "html", language="ar")
    assert "المفتشون" in (tmp_path / "html" / "_images" / "way.svg").read_text(encoding="utf-8")


def test_words_wider_than_their_box_are_told(arabic: Layout, translate: Callable) -> None:
    """With the line of the translation and about how many letters there is room for."""
    long = "مفتشون ومراجعون ومراقبون كثيرون جدا"
    path = translate(arabic, "figures", {(f"{WAY}#inside", "Inspectors"): long})
    (finding,) = figures.too_wide(arabic, Translations.load(arabic, AR))
    line = path.read_text(encoding="utf-8").split("\n").index(f'msgstr "{long}"') + 1
    assert (finding.file, finding.line, finding.rule) == ("locales/ar/LC_MESSAGES/figures.po", line, "width")
    assert re.fullmatch(r"say it in about \d\d letters a row", finding.cure)


def test_the_english_figures_of_the_course_fit() -> None:
    """The author is told as a translator is."""
    layout = Layout(Path(__file__).parents[2])
    assert list(figures.too_wide(layout, Translations(LANGUAGES["en"], []))) == []


def test_the_room_of_a_word_is_its_box(course: Layout) -> None:
    """The smallest box around it, with a little air; without a box the figure."""
    words = {word.id: word for word in svg.Figure(course.root / WAY).words()}
    assert (words["inside"].room, words["inside"].size, words["inside"].bold) == (112.0, 16.0, True)
    assert (words["note"].room, words["note"].size, words["note"].rows) == (320.0, 14.0, 2)
    assert words["title"].room == float("inf")


@pytest.mark.parametrize(
    ("words", "drawn_at_100_px"),
    [  # as Chromium draws them in Noto Sans, Noto Sans Arabic, Noto Sans CJK SC
        ("security sector reform", 1036),
        ("réforme du secteur de la sécurité", 1556),
        ("реформа сектора безопасности", 1553),
        ("rendición de cuentas", 979),
        ("إصلاح قطاع الأمن", 693),
        ("安全部门改革", 600),
    ],
)
def test_the_estimate_of_a_width_is_near_what_is_drawn(words: str, drawn_at_100_px: float) -> None:
    """In every script of the course."""
    assert widths.width(words, 100) == pytest.approx(drawn_at_100_px, rel=0.09)


def test_a_figure_that_is_no_xml_is_told(course: Layout) -> None:
    """With its file."""
    (course.root / WAY).write_text("<svg>", encoding="utf-8")
    with pytest.raises(CourseError, match=re.escape(WAY)):
        figures.messages(course)
