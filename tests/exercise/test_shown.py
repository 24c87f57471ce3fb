"""Tables, charts and sentences of a notebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssr_course.errors import CourseError
from ssr_course.exercise import chart, data, live, place, read, say, slider, table


def test_rows_have_numbers_as_numbers_and_ids_as_text(exercise: Path) -> None:
    """Whole numbers stay whole; an empty cell is empty."""
    rows = read("rows.csv")
    assert [row["money"] for row in rows] == [240, 84.5, 31]
    assert data.ids(rows[0]["asks"]) == ["audit", "parliament"] and data.ids(rows[1]["asks"]) == []


def test_sums_groups_and_shares_have_no_noise() -> None:
    """Money adds up as on paper."""
    rows = [{"b": "x", "m": 0.1}, {"b": "y", "m": 0.2}, {"b": "z", "m": 0.7}]
    assert data.total(rows, "m") == 1.0
    assert data.group(rows, "m", {"x": "in", "y": "in"}, "b", ["in", "out"]) == {"in": 0.3, "out": 0.0}
    assert (data.share(620, 2480), data.share(1, 8), data.share(1, 0)) == (25.0, 12.5, None)
    assert data.where(rows, lambda row: row["m"] > 0.5) == [rows[2]]


def test_a_table_shows_words_for_ids_and_adds_up(exercise: Path) -> None:
    """Labels, `nobody` for an empty cell, numbers with equal places, a last row."""
    shown = table("sums", read("rows.csv"), total=["money"])
    assert shown.text().splitlines() == [
        "Sums (millions)",
        "",
        "Body       Money  Who asks",
        "Army       240.0  audit, parliament",
        "Police      84.5  nobody",
        "Guard <b>   31.0  nobody",
        "Total      355.5",
    ]
    assert "Guard &lt;b&gt;" in shown.html() and "<tfoot>" in shown.html()


def test_a_chart_takes_rows_or_a_dictionary_and_follows_live_values(exercise: Path) -> None:
    """What is light, where the line is and the numbers themselves may change."""
    line = slider("line", 0, 300, default=100)
    rows = read("rows.csv")
    light = live(lambda n: [row["body"] for row in rows if row["money"] < n], line)
    shown = chart("sums", "bars", rows, of="body", values=["money"], note="asks", light=light, line=line)
    assert shown.html().count('class="t2"') == 2 and "Limit 100" in shown.html()
    line.put(0)
    assert shown.html().count('class="t2"') == 0
    sums = live(lambda n: {"army": n, "police": 3}, line)
    parts = chart("sums", "parts", sums, of="body", values=["money"])
    line.put(9)
    assert "75.0%" in parts.html() and parts.text().splitlines()[3].split() == ["Army", "9", "75.0%"]


def test_a_chart_of_percentages_goes_to_a_hundred(exercise: Path) -> None:
    """So that two small shares do not look like everything."""
    labels = json.loads(Path("labels.json").read_text(encoding="utf-8"))
    labels["languages"]["en"]["labels"]["sums.unit"] = "%"
    Path("labels.json").write_text(json.dumps(labels), encoding="utf-8")
    html = chart("sums", "bars", {"army": 25}, of="body", values=["money"]).html()
    assert 'class="t1" x="0" y="20" width="75"' in html and "25%" in html


def test_a_sentence_is_filled_with_numbers_and_labels(exercise: Path) -> None:
    """Each may be live; the words are escaped."""
    shown = say("said", n=1, all=12345, names=live(lambda: ["army", "guard"]))
    assert shown.text() == "1 of 12\u202f345: Army, Guard <b>"
    assert shown.html() == '<p class="ssr-say">1 of 12\u202f345: Army, Guard &lt;b&gt;</p>'


def test_everything_is_in_the_language_of_the_exercise(
    exercise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arabic where it is translated, English where not; right to left."""
    monkeypatch.setenv("SSR_LANGUAGE", "ar")
    html = table("sums", read("rows.csv"), ["body", "money", "asks"]).html()
    assert 'dir="rtl"' in html and "الجيش" in html and "لا أحد" in html and "Guard" in html
    assert "audit، parliament" in html


def test_a_learners_labels_hold_what_the_author_wrote_and_no_more() -> None:
    """Translations of ids that are gone are left out; a label that is no text is an error."""
    source = {"id": "m", "labels": {"a": "A", "b": "B"}}
    out = place.released(
        source, {"ar": {"labels": {"a": "أ", "b": "", "gone": "x"}, "ui": {"exercise-share": "ح"}}}, "ar"
    )
    assert out["languages"] == {
        "en": {"labels": {"a": "A", "b": "B"}},
        "ar": {"labels": {"a": "أ"}, "ui": {"exercise-share": "ح"}},
    }
    assert (out["format"], out["module"], out["language"]) == ("ssr-labels/1", "m", "ar")
    with pytest.raises(CourseError, match=r"the label a is not text: labels.yml; put it in quotes"):
        place.released({"labels": {"a": 3}}, {})


def test_labels_that_are_none_are_named(exercise: Path) -> None:
    """With what to do."""
    Path("labels.json").write_text("{}", encoding="utf-8")
    with pytest.raises(
        CourseError, match=r"this is not a file of labels: labels.json; unpack the exercise again"
    ):
        place.here()


def test_an_author_works_with_labels_yml(exercise: Path) -> None:
    """Without building anything; the module is the id that stands there."""
    Path("labels.json").unlink()
    Path("labels.yml").write_text("id: small\nlabels:\n  army: The army\n", encoding="utf-8")
    found = place.here()
    assert (found.module, found.label("army"), found.label("navy")) == ("small", "The army", "navy")
    Path("labels.yml").write_text("labels: x\n", encoding="utf-8")
    with pytest.raises(CourseError, match="no labels"):
        place.here()


def test_what_is_shown_has_html_and_text_and_a_widget_only_where_something_can_change(exercise: Path) -> None:
    """A fixed table needs no kernel to be seen again."""
    pytest.importorskip("anywidget")
    fixed = table("sums", read("rows.csv"))._repr_mimebundle_()
    assert set(fixed) == {"text/html", "text/plain"} and fixed["text/html"].startswith("<style>")
    line = slider("line", 0, 9)
    moving, _ = table("sums", live(lambda n: [{"body": "army", "money": n}], line))._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in moving and "text/html" in moving
    control, _ = line._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in control and "Where?" in control["text/plain"]


def test_a_widget_follows_and_leads(exercise: Path) -> None:
    """What the front end sets reaches the control, and what follows is drawn anew."""
    pytest.importorskip("anywidget")
    line = slider("line", 0, 9)
    shown = say("said", n=line, all=9, names="army")
    shown._repr_mimebundle_(), line._repr_mimebundle_()
    sent: list[dict[str, object]] = []
    line._panel.send = sent.append
    line._panel._hear(line, {"value": 4, "n": 1, "keep": False})
    assert line.value == 4 and "4 of 9" in shown._panel.html and slider("line", 0, 9).value == 0
    line._panel._hear(line, {"value": 5, "n": 2, "keep": True})
    assert sent == [{"heard": 1, "said": ""}, {"heard": 2, "said": ""}] and slider("line", 0, 9).value == 5
    line.put(7)
    assert line._panel.value == 7
