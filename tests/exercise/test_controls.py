"""What a learner sets: it fits, it is remembered, and what follows it changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ssr_course import answers
from ssr_course.exercise import choose, live, slider


def test_a_choice_is_one_of_the_options_and_comes_back(exercise: Path) -> None:
    """What was chosen is there again when the cell is run again."""
    first = choose("kind", ["yes", "no"])
    assert first.value is None
    assert first.put("no") == ""
    assert choose("kind", ["yes", "no"]).value == "no"
    assert answers.read("answers.json").extra == {"exercise": {"kind": "no"}}


@pytest.mark.parametrize("strange", ["maybe", 3, None, ["yes"], {"yes": 1}])
def test_a_choice_that_is_none_of_the_options_is_no_choice(exercise: Path, strange: object) -> None:
    """Whatever a file or a page sends."""
    control = choose("kind", ["yes", "no"])
    control.put(strange)
    assert control.value is None


def test_several_may_be_chosen_in_the_order_of_the_options(exercise: Path) -> None:
    """Unknown ones fall away."""
    control = choose("kind", ["yes", "no"], several=True)
    control.put(["no", "what", "yes"])
    assert control.value == ["yes", "no"]


def test_items_are_sorted_one_by_one(exercise: Path) -> None:
    """What is not sorted yet is not there; what does not fit falls away."""
    control = choose("kind", ["yes", "no"], items=["army", "police"])
    assert control.value == {}
    control.put({"army": "yes", "police": "what", "navy": "no"})
    assert control.value == {"army": "yes"}


@pytest.mark.parametrize(
    ("given", "expected"), [(13, 15), (0.2, 0), (-5, 0), (500, 100), ("7", 5), (None, 5), (True, 5)]
)
def test_a_slider_stays_on_its_steps_and_inside_its_ends(
    exercise: Path, given: object, expected: int
) -> None:
    """What is no number leaves it where it began."""
    control = slider("line", 0, 100, 5, default=5)
    if control.fits(given) is not None:
        control.put(given)
    assert control.value == expected
    assert slider("half", 0, 1, 0.25, default=0.6).value == 0.5


def test_a_live_value_follows_its_controls(exercise: Path) -> None:
    """It is worked out anew, and so is what follows from it."""
    control, seen = slider("line", 0, 10), []
    double = live(lambda n: 2 * n, control)
    more = live(lambda a, b, c: a + b + c, double, control, 1)
    more.follow(lambda: seen.append(more.value))
    control.put(4)
    assert (double.value, more.value, seen) == (8, 13, [13])


def test_a_choice_that_cannot_be_kept_says_so_and_still_counts(
    exercise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The learner goes on working, and knows."""
    control = choose("kind", ["yes", "no"])
    monkeypatch.setattr(
        answers, "write", lambda *_: (_ for _ in ()).throw(OSError(30, "Read-only file system"))
    )
    assert control.put("yes").startswith("Your choice is not saved: The folder cannot be written to.")
    assert control.value == "yes"


def test_where_no_widget_can_be_shown_a_control_is_text(exercise: Path) -> None:
    """The question, its options, and how it is set."""
    several = choose("kind", ["yes", "no"], several=True)
    several.put(["no"])
    assert several.text() == "What is it?\n  [ ] Yes\n  [x] No"
    rows = choose("sort", ["yes", "no"], items=["army", "police"])
    rows.put({"army": "no"})
    assert rows.text() == "sort\n  Army: No\n  Police: …"
    assert "  31" in slider("line", 0, 100, default=31).text()


def test_without_anybody_looking_nothing_is_shown_and_nothing_heavy_imported(exercise: Path) -> None:
    """In the sandbox: values as they were left, and only the standard library."""
    choose("kind", ["yes", "no"]).put("no")
    slider("line", 0, 100).put(30)
    code = """
import sys
from ssr_course import Quiz, record
from ssr_course.exercise import chart, choose, live, read, say, slider, table
before = set(sys.modules)
rows = read("rows.csv")
kind = choose("kind", ["yes", "no"])
line = slider("line", 0, 100)
Quiz("small")
assert chart("sums", "bars", rows, of="body", values=["money"]) is None and table("t", rows) is None
assert say("said", n=1) is None
record("what", live(lambda n: n * 2, line))
record("chosen", kind)
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"SSR_HEADLESS": "1"}
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert (
        not loaded
        - set(sys.stdlib_module_names)
        - {"ssr_course", "__main__"}
        - {name for name in loaded if name.startswith(("_", "sitecustomize", "distutils", "site"))}
    )
    assert json.loads(Path("answers.json").read_text())["answers"] == {"what": 60, "chosen": "no"}
