"""Charts: what a reader sees, hears and can check."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from chart_samples import charts

from ssr_course.exercise import charts as drawing
from ssr_course.exercise.charts import Chart, Row
from ssr_course.exercise.svg import measure, ticks, wrap
from ssr_course.interface import Interface
from ssr_course.languages import LANGUAGES

ENGLISH, ARABIC = Interface(), Interface(LANGUAGES["ar"])
SAMPLES = charts()
NAMES = list(SAMPLES)
FULL = [name for name in NAMES if SAMPLES[name].rows]


class Balance(HTMLParser):
    """Notes every tag that is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_well_formed_and_the_same_every_time(name: str) -> None:
    """Balanced tags, and two drawings of the same numbers are byte for byte the same."""
    html = drawing.figure(SAMPLES[name], ENGLISH)
    checker = Balance()
    checker.feed(html)
    assert (checker.open, checker.wrong) == ([], [])
    assert html == drawing.figure(charts()[name], ENGLISH)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_needs_no_style_script_or_id(name: str) -> None:
    """It lives under a strict policy and beside any other chart."""
    html = drawing.figure(SAMPLES[name], ARABIC)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|\sid=|url\(|#[0-9a-f]{3}|https?:", html)


@pytest.mark.parametrize("name", FULL)
def test_the_name_of_a_drawing_says_its_title_and_its_gist(name: str) -> None:
    """A person who does not see it hears what it is about, the extremes or the course of each line."""
    chart = SAMPLES[name]
    label = re.search(r'role="img" aria-label="([^"]+)"', drawing.svg(chart, ENGLISH))[1]
    assert label.startswith(chart.title + ".")
    assert ("from" in label) if chart.kind == "lines" else ("Highest:" in label or chart.kind == "lines")


@pytest.mark.parametrize("name", FULL)
def test_every_number_of_a_chart_stands_in_its_table(name: str) -> None:
    """The table is the whole chart, with headers for rows and columns."""
    chart = SAMPLES[name]
    table = drawing.table(chart, ENGLISH)
    assert table.count('<th scope="row">') == len(chart.rows)
    assert table.count('<th scope="col"') == len(chart.names) + 1 + (chart.kind == "parts")
    for row in chart.rows:
        for n, value in enumerate(row.values):
            assert drawing.show(chart, ENGLISH, value, n) in table
    assert chart.rows[0].label in drawing.text(chart, ENGLISH)


def test_a_chart_without_rows_says_so_and_shows_no_empty_table() -> None:
    """Before a learner has chosen anything there is a sentence, not a blank."""
    html = drawing.figure(SAMPLES["Nothing"], ENGLISH)
    assert "Nothing to show yet." in html and "<details" not in html and "<svg" not in html


def test_text_of_a_chart_cannot_become_markup() -> None:
    """Labels are data in every place where they stand."""
    evil = '"><script>alert(1)</script>&'
    for kind, values in (
        ("bars", (1.0,)),
        ("columns", (1.0,)),
        ("lines", (1.0,)),
        ("points", (1.0, 2.0)),
        ("ranges", (1.0, 0.0, 2.0)),
        ("parts", (1.0,)),
    ):
        chart = Chart(
            kind,
            evil,
            (Row(evil, values, evil),),
            (evil,) * len(values),
            evil,
            evil,
            reference=(0, evil) if kind in ("bars", "columns", "lines") else None,
        )
        html = drawing.figure(chart, ENGLISH)
        assert "<script" not in html and '"">' not in html
        checker = Balance()
        checker.feed(html)
        assert (checker.open, checker.wrong) == ([], [])


def test_right_to_left_mirrors_the_drawing() -> None:
    """A bar begins at the right edge, and the words of the drawing run from there."""
    chart = Chart("bars", "T", (Row("A", (50,)), Row("B", (100,))), ("N",))
    left, right = drawing.svg(chart, ENGLISH, 200), drawing.svg(chart, ARABIC, 200)
    assert 'class="t1" x="0" y="20" width="100"' in left
    assert 'class="t1" x="100" y="20" width="100"' in right
    assert '<text x="0"' in left and '<text x="200"' in right and 'direction="rtl"' in right


def test_parts_fill_the_whole_one_after_the_other() -> None:
    """Each part begins where the last one ends, and the last ends at the edge."""
    bars = re.findall(
        r'class="t1" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawing.svg(SAMPLES["Who spends"], ENGLISH)
    )
    edge = 0.0
    for x, width in bars:
        assert float(x) == pytest.approx(edge, abs=0.15)
        edge = float(x) + float(width)
    assert len(bars) == 3 and edge == pytest.approx(drawing.NARROW, abs=0.2)
    assert "75.0%" in drawing.table(SAMPLES["Who spends"], ENGLISH)


def test_series_are_told_apart_without_colour() -> None:
    """Lines differ in stroke and in the shape of their marks; bars carry their names."""
    lines = drawing.svg(SAMPLES["Five years"], ENGLISH)
    assert {"line", "line two dashed", "line dotted"} <= set(re.findall(r'<path class="([^"]+)"', lines))
    assert "<circle" in lines and "Z" in lines
    assert drawing.svg(SAMPLES["Change"], ENGLISH).count(">Staff<") == 2


def test_an_unknown_number_breaks_a_line_and_is_a_dash_in_the_table() -> None:
    """Nothing is made up between two known numbers."""
    chart = Chart("lines", "T", tuple(Row(str(n), (v,)) for n, v in enumerate([1, 2, None, 4, 5])), ("N",))
    assert drawing.svg(chart, ENGLISH).count('class="line"') == 2
    assert '<td class="num">\u2013</td>' in drawing.table(chart, ENGLISH)


def test_every_word_in_a_drawing_stays_inside_it() -> None:
    """At the narrow width too, in both directions, by an estimate that is rather too wide."""
    for ui, samples in ((ENGLISH, SAMPLES), (ARABIC, charts(arabic=True))):
        for chart in samples.values():
            for width in (drawing.NARROW, drawing.WIDE):
                svg = drawing.svg(chart, ui, width)
                for kind, x, anchor, words in re.findall(
                    r'<text(?: class="([^"]*)")? x="([\d.-]+)" y="[\d.-]+"(?: text-anchor="(\w+)")?>([^<]*)<',
                    svg,
                ):
                    wide = measure(words, 12 if "small" in kind else 13)
                    begin = width - float(x) if ui.language.rtl else float(x)
                    begin -= {"": 0, "middle": wide / 2, "end": wide}[anchor]
                    assert begin > -4 and begin + wide < width + 4, (chart.title, words)


def test_a_chart_that_makes_no_sense_is_refused_with_what_it_needs() -> None:
    """An author learns at once what is missing."""
    for kind, row, names, message in (
        ("pie", Row("A", (1,)), ("N",), "no such kind"),
        ("points", Row("A", (1,)), ("x",), "needs 2 numbers"),
        ("bars", Row("A", (1, 2)), ("N",), "needs 1 numbers"),
        ("parts", Row("A", (-1,)), ("N",), "cannot be negative"),
    ):
        with pytest.raises(ValueError, match=message):
            Chart(kind, "T", (row,), names)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 25, 50, 75, 100]),
        (0, 9, [0, 2.5, 5, 7.5, 10]),
        (-3, 4, [-4, -2, 0, 2, 4]),
        (5, 5, [5, 10]),
        (0, 0.3, [0, 0.1, 0.2, 0.3]),
    ],
)
def test_an_axis_has_few_round_numbers(low: float, high: float, expected: list[float]) -> None:
    """They enclose the data; one value alone has an axis too."""
    found = ticks(low, high)
    assert found[0] <= low and found[-1] >= high and 2 <= len(found) <= 8
    if low != high:
        assert found == expected


def test_long_words_are_wrapped_in_every_script() -> None:
    """By spaces; Chinese anywhere; a word too long for its room by force; nothing is lost."""
    for text in (
        "One two three four five six",
        "一二三四五六七八九十",
        "Donaudampfschifffahrtsgesellschaft",
        "القوات المسلحة الوطنية",
    ):
        lines = wrap(text, 60)
        assert len(lines) > 1 and all(measure(line) <= 60 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrap("", 60) == [""]


def test_drawing_charts_imports_no_framework() -> None:
    """The report and a sandbox may draw without ipywidgets."""
    code = (
        "import sys; from ssr_course.exercise import charts; "
        "charts.figure(charts.Chart('bars', 'T', (charts.Row('A', (1,)),), ('N',))); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"ipywidgets", "anywidget", "IPython", "traitlets", "yaml"} & set(loaded)
