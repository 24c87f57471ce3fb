"""Banks are read strictly: a gallery of bad ones, a few good ones, hostile ones, random ones."""

# ruff: noqa: E501 - banks and messages are quoted whole

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssr_course.errors import CourseError
from ssr_course.quiz import reader, schema
from ssr_course.quiz.load import examine, load_bank, parse_bank
from ssr_course.quiz.model import SKILLS, TYPES, Bank, Choice, Note, Question

BANKS = Path(__file__).parents[1] / "data" / "banks"
BAD = sorted((BANKS / "bad").iterdir(), key=lambda path: path.name)
with open(BANKS / "expected.csv", encoding="utf-8", newline="") as file:
    EXPECTED: dict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader(file):
        EXPECTED[row["file"]].append(row["message"])

QUESTION = (
    "- {id: q, type: single, prompt: p, choices: [{id: a, text: A, correct: true}, {id: b, text: B}]}\n"
)


def problems(text: str, **options: Any) -> list[str]:
    """What is wrong in a text, a line each."""
    return [str(problem) for problem in examine(text, file="m.yml", **options).problems]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_bank_gets_exactly_these_lines(path: Path) -> None:
    """The table tests/data/banks/expected.csv; a bank named course-… is read as one of the course."""
    with pytest.raises(CourseError) as caught:
        load_bank(path, course=path.name.startswith("course-"), shown=path.name)
    assert [str(problem) for problem in caught.value.problems] == EXPECTED[path.name]


def test_the_table_has_no_line_without_a_file() -> None:
    """Nothing is expected of a bank that is no more there."""
    assert set(EXPECTED) == {path.name for path in BAD}


def test_every_message_names_file_and_cure_in_one_line_of_plain_words() -> None:
    """No jargon of schemas, no Python, no line break."""
    for file, messages in EXPECTED.items():
        for message in messages:
            assert f": {file}" in message
            assert "; " in message
            assert "\n" not in message
            for jargon in (
                "instance",
                "propert",
                "regex",
                "^[",
                "Decimal",
                "NoneType",
                "dict",
                "None",
                "schema",
                "str ",
            ):
                assert jargon not in message, message


def test_every_rule_of_the_schema_has_its_words() -> None:
    """A keyword that nobody has put into words would be said badly."""
    silent = {
        "$schema",
        "title",
        "description",
        "if",
        "then",
        "const",
        "allOf",
        "items",
        "properties",
        "propertyNames",
    }
    said = {
        "enum", "required", "dependentRequired", "type", "pattern", "maxLength", "minItems", "maxItems",
        "uniqueItems", "exclusiveMinimum", "minimum", "maximum",
    }  # fmt: skip
    found: set[str] = set()

    def walk(rule: dict[str, Any]) -> None:
        found.update(rule)
        for name, value in rule.items():
            if name == "properties":
                for part in value.values():
                    walk(part)
            elif name == "allOf":
                for part in value:
                    walk(part)
            elif name in ("items", "if", "then", "propertyNames"):
                walk(value)

    walk(schema.schema())
    assert found == silent | said


def test_the_schema_is_a_schema_and_knows_the_types() -> None:
    """The file that ships with the package is valid by itself, and names what the model names."""
    from jsonschema import Draft202012Validator

    data = json.loads(schema.FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(data)
    question = data["$defs"]["question"]
    assert tuple(question["properties"]["type"]["enum"]) == TYPES
    assert tuple(question["properties"]["skill"]["enum"]) == SKILLS
    assert [rule["if"]["properties"]["type"]["const"] for rule in question["allOf"]] == list(TYPES)


# ---- good banks ----


@pytest.mark.parametrize("path", sorted((BANKS / "good").iterdir()), ids=lambda path: path.stem)
def test_a_good_bank_is_read(path: Path) -> None:
    """Without a word."""
    assert load_bank(path).questions


def test_a_whole_bank_becomes_the_model() -> None:
    """Every type and every key arrives where it belongs; block texts lose their last line break."""
    bank = load_bank(BANKS / "good" / "all-types.yml", course=True)
    assert (bank.id, bank.title, bank.graded) == ("all-types", "Every type and every key", False)
    assert [question.type for question in bank.questions] == [
        "single", "single", "multiple", "true-false", "matching", "categorise", "ordering", "numeric", "short", "written",
    ]  # fmt: skip
    first = bank.question("customs-role")
    assert first == Question(
        id="customs-role",
        type="single",
        prompt="A truck waits at the border.\n\nWhich institution collects duties? "
        "See `<b>` and <https://example.org/?a=1>.",
        points=0.5,
        hint="Think of [revenue](https://example.org).",
        explanation="- one\n- two, write to [us](mailto:us@example.org)",
        see="book/m/page.md#customs",
        objective="all-tell",
        skill="apply",
        facts=("F113",),
        figure="book/m/figures/border.svg",
        alt="A truck at a barrier",
        pool="customs",
        shuffle=False,
        choices=(
            Choice("customs", "The customs service", True, "It collects duties."),
            Choice("army", "The army", False, "It guards."),
        ),
    )
    fuel = bank.question("fuel")
    assert (fuel.value, fuel.tolerance, fuel.unit, fuel.computed) == (
        Decimal("31.4"),
        Decimal("0.1"),
        "litres a day",
        True,
    )
    assert fuel.notes[2:] == (
        Note("1500", "All the trucks."),
        Note("1,1", "Those that run."),
        Note("-0.5", "Not less than nothing."),
    )
    sector = bank.question("sector")
    assert (sector.answer, sector.when_true[:2], sector.when_false[:2]) == (True, "It", "It")
    assert bank.question("office").accept == ("ombudsman", "ombuds office", "أمين المظالم")
    essay = bank.question("essay")
    assert (essay.min_words, essay.max_words, essay.rubric) == (50, 120, "- names the body\n- gives a reason")
    assert bank.question("relay").items[1].feedback == "After the vote."
    assert [bank.question("places").items[0].target, bank.question("powers").targets[1].id] == [
        "inside",
        "compare",
    ]


def test_what_is_read_knows_its_lines() -> None:
    """So that later checks can point to the very key."""
    bank = load_bank(BANKS / "good" / "all-types.yml")
    first = bank.question("customs-role")
    lines = (BANKS / "good" / "all-types.yml").read_text(encoding="utf-8").splitlines()
    for key in ("see", "facts", "figure", "pool", "objective", "prompt", "explanation"):
        assert lines[first.at(key) - 1].strip().startswith(f"{key}:")
    assert "- id: customs-role" in lines[first.line - 1]
    assert first.at("tolerance") == first.line
    assert "id: army" in lines[first.choices[1].line - 1]
    assert "id: all-judge" in lines[bank.objectives[1].line - 1]


def test_words_that_older_yaml_takes_for_other_things_stay_text() -> None:
    """no, on, off, dates, times, octal and underscored numbers."""
    bank = load_bank(BANKS / "good" / "words-of-yaml-1-1.yml")
    question = bank.questions[0]
    assert (bank.title, question.id, question.prompt) == ("2014-04-28", "on", "no")
    assert [(c.id, c.text) for c in question.choices] == [
        ("yes", "Yes"), ("n", "12:30:45"), ("off", "0o17"), ("hex", "0xFF"), ("12", "1_000"),
    ]  # fmt: skip


def test_two_readings_are_equal_wherever_the_lines_stand() -> None:
    """A comment above changes no question."""
    text = f"id: m\nquestions:\n{QUESTION}"
    assert parse_bank(text) == parse_bank(f"# a comment\n\n{text}")


def test_a_json_file_is_a_bank_too() -> None:
    """JSON is YAML."""
    data = {"id": "m", "questions": [{"id": "q", "type": "numeric", "prompt": "p", "value": 0.1}]}
    assert parse_bank(json.dumps(data, indent="\t")).questions[0].value == Decimal("0.1")


# ---- files ----


def test_graded_is_told_by_the_folder_unless_it_is_said(tmp_path: Path) -> None:
    """A graded bank may lie elsewhere; then whoever reads it says so."""
    for name in ("graded", "practice"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "m.yml").write_text(f"id: m\nquestions:\n{QUESTION}")
    assert load_bank(tmp_path / "graded" / "m.yml").graded
    assert not load_bank(tmp_path / "practice" / "m.yml").graded
    assert load_bank(tmp_path / "practice" / "m.yml", graded=True).graded
    assert not load_bank(tmp_path / "graded" / "m.yml", graded=False).graded


def test_a_graded_bank_holds_no_objectives() -> None:
    """They stand in the practice bank, and only there."""
    text = f"id: m\ntitle: T\nobjectives: [{{id: o, text: O}}]\nquestions:\n{QUESTION}"
    assert problems(text, graded=True) == [
        "objectives in a graded bank: m.yml:3; keep the list in the practice bank of the module"
    ]
    assert problems(text) == []


def test_a_file_that_cannot_be_read_gets_a_line(tmp_path: Path) -> None:
    """Missing, a folder, a pipe, an impossible name, larger than 1 MiB."""
    os.mkfifo(tmp_path / "pipe.yml")
    with open(tmp_path / "huge.yml", "wb") as huge:
        huge.truncate(1 << 40)
    said = {}
    for name in ("missing.yml", "", "pipe.yml", "nul\0.yml", "huge.yml"):
        with pytest.raises(CourseError) as caught:
            load_bank(tmp_path / name, shown=name or "folder")
        said[name] = [str(problem) for problem in caught.value.problems]
    assert said == {
        "missing.yml": [
            "cannot read the bank (No such file or directory): missing.yml; check its name and who may read it"
        ],
        "": ["this is not a file: folder; name one bank, such as quizzes/practice/MODULE.yml"],
        "pipe.yml": ["this is not a file: pipe.yml; name one bank, such as quizzes/practice/MODULE.yml"],
        "nul\0.yml": [
            "cannot read the bank (not a usable name): nul\0.yml; check its name and who may read it"
        ],
        "huge.yml": ["the bank is larger than 1 MiB: huge.yml; shorten it, or divide it among modules"],
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_gets_a_line(tmp_path: Path) -> None:
    """Permissions are said in the system's words."""
    (tmp_path / "m.yml").write_text("id: m")
    (tmp_path / "m.yml").chmod(0)
    with pytest.raises(CourseError, match="Permission denied"):
        load_bank(tmp_path / "m.yml")


# ---- hostile banks ----

MIB = 1 << 20
HEAD = "id: m\nquestions:\n"
LONG = "\ufdfa" * 60  # each becomes eighteen characters
HOSTILE = {
    "100,000 brackets": "[" * 100_000,
    "100,000 braces": "{" * 100_000,
    "a mebibyte of brackets": HEAD + "- " + "[" * (MIB - 100),
    "half a million dashes": "- " * (MIB // 2),
    "a mebibyte of anchors": "".join(f"a{n}: &b{n} x\n" for n in range(55_000)),
    "a mebibyte of aliases": "- *a\n" * (MIB // 5),
    "aliases of aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{'*a, ' * 9}*a]\n" for n in range(2000)),
    "a list of half a million": "[" + "a," * (MIB // 2 - 1) + "]",
    "a million digits": HEAD + "- {id: q, type: numeric, prompt: p, value: " + "9" * 10**6 + "}",
    "a million decimals": HEAD + "- {id: q, type: numeric, prompt: p, value: 0." + "9" * 10**6 + "}",
    "a huge exponent": HEAD + "- {id: q, type: numeric, prompt: p, value: 1e999999999, tolerance: 1e-999999999}",
    "points of many digits": HEAD + QUESTION.replace("type:", f"points: {'9' * 10**5}, type:"),
    "200,000 repeated keys": "a: 1\n" * (MIB // 5 - 1),
    "half a million empty keys": "?\n" * (MIB // 2),
    "20,000 unknown keys": HEAD + QUESTION[:3] + "".join(f"k{n}: v, " for n in range(20_000)) + QUESTION[3:],
    "450 times 45 unknown keys": HEAD + "- id: q\n  type: single\n  prompt: p\n  choices:\n" + "".join(
        "  - {" + ", ".join(f"k{n}: v" for n in range(45)) + "}\n" for _ in range(450)),
    "500 wrong questions": HEAD + "- {id: A, type: x, prompt: 1, points: -1}\n" * 500,
    "500 empty questions": HEAD + "- {}\n" * 500,
    "501 questions": HEAD + "".join(QUESTION.replace("id: q", f"id: q{n}") for n in range(501)),
    "10,000 wrong choices": HEAD + "".join(
        f"- {{id: q{n}, type: single, prompt: p, choices: [{'{id: A, text: 1}, ' * 20}]}}\n" for n in range(500)),
    "a mebibyte of tags of HTML": HEAD + "".join(QUESTION.replace("prompt: p", f"prompt: '{'<a ' * 1600}'") for _ in range(200)),
    "a mebibyte of links": HEAD + "".join(QUESTION.replace("prompt: p", f"prompt: '{'[[' * 2400}'") for _ in range(200)),
    "a mebibyte of backticks": HEAD + "".join(QUESTION.replace("prompt: p", f"prompt: '{']`' * 2400}'") for _ in range(200)),
    "characters that grow when folded": HEAD + "".join(
        f"- {{id: q{n}, type: short, prompt: p, accept: [{', '.join([LONG] * 20)}]}}\n" for n in range(250)),
    "a mebibyte of line breaks": "\n" * MIB,
    "a mebibyte of spaces": " " * MIB,
    "a mebibyte of tabs": "\t" * MIB,
    "a mebibyte of colons": ":" * MIB,
    "a mebibyte of quotes": '"' + "\\" * (MIB - 1),
    "a mebibyte in one key": "a" * (MIB - 2) + ": b",
    "a mebibyte of an id": HEAD + "- {id: " + "a-" * (MIB // 2 - 100) + "a, type: x, prompt: p}",
    "half a mebibyte of plain lines": "a: " + "b\n  " * (MIB // 4 - 10),
    "a deep staircase": "".join(" " * n + "a:\n" for n in range(1400)),
    "tag directives": "%TAG !a! b\n" * (MIB // 12),
    "250,000 escapes": 'id: "' + "\\x41" * (MIB // 4 - 10) + '"',
    "half a character": 'id: "\\ud800"',
    "only BOMs": "\ufeff" * (MIB // 3),
    "a fork of Python": '!!python/object/apply:os.system ["false"]',
    "a template": "id: ${m}\nquestions: {{ questions }}",
}  # fmt: skip


def test_hostile_banks_get_a_line_each_and_take_no_time(tmp_path: Path) -> None:
    """Never a traceback; all of them together in a few seconds, in a process that may be stopped."""
    code = """
import json, sys
from ssr_course.quiz.load import examine_file
out = {}
for name in sys.argv[1:]:
    out[name] = [str(problem) for problem in examine_file(name, course=True).problems]
    print(name, file=sys.stderr)
json.dump(out, sys.stdout)
"""
    names = []
    for number, text in enumerate(HOSTILE.values()):
        (tmp_path / f"h{number}.yml").write_text(text, encoding="utf-8")
        names.append(f"h{number}.yml")
    done = subprocess.run(
        [sys.executable, "-c", code, *names], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for name, title in zip(names, HOSTILE, strict=True):
        assert found[name], f"no word about {title}"
        assert len(found[name]) < 3000, f"too many words about {title}"
        assert all(len(line) < 600 and "\n" not in line for line in found[name]), title


# ---- random banks ----

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**20), st.floats(), st.text(max_size=8),
    st.sampled_from([*TYPES, "a", "b", "q", "correct", "incorrect", "book/m.md#a", "F101", "apply", "1.5", "<b>", "[a](x:y)"]),
)  # fmt: skip
keys = st.sampled_from([
    "id", "type", "prompt", "choices", "targets", "items", "answer", "value", "tolerance", "accept", "feedback", "text",
    "when", "target", "correct", "points", "pool", "facts", "min_words", "max_words", "figure", "alt", "see", "true", "x",
])  # fmt: skip
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=8)),
    max_leaves=30,
)


@settings(max_examples=500, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "id": scalars,
            "questions": st.one_of(trees, st.lists(st.dictionaries(keys, trees, max_size=9), max_size=3)),
        }
    )
)
def test_any_data_is_a_bank_or_gets_lines(data: dict[str, Any]) -> None:
    """Whatever stands under whatever key: no error of Python comes out."""
    examined = examine(json.dumps(data), file="m.yml", course=True)
    assert examined.problems
    assert all("breaks the rule" not in str(problem) for problem in examined.problems)


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("idquestons: -[]{}&*!|>'\"#%@`,?\n\t \\12.~é\ufeff\x07<"), max_size=60))
def test_any_text_is_a_bank_or_gets_lines(text: str) -> None:
    """However it is broken."""
    assert examine(text, file="m.yml").problems


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_good_bank_with_something_missing_is_a_bank_or_gets_lines(data: st.DataObject) -> None:
    """Any part of a good bank cut out or doubled."""
    text = (BANKS / "good" / "all-types.yml").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    examine(
        text[:start] + data.draw(st.sampled_from(["", text[start:end] * 2, "\n", '"'])) + text[end:],
        file="m.yml",
    )


def test_the_slower_reader_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C part, the same data and the same places come out."""
    import yaml

    path = BANKS / "good" / "all-types.yml"
    fast = load_bank(path)
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = load_bank(path)
    assert slow == fast
    assert [q.lines for q in slow.questions] == [q.lines for q in fast.questions]
    for name in (
        "alias.yml",
        "tag.yml",
        "repeated-key.yml",
        "two-documents.yml",
        "deep.yml",
        "text-is-number.yml",
    ):
        reading = [str(p) for p in examine((BANKS / "bad" / name).read_text(), file=name).problems]
        assert reading == EXPECTED[name]


def test_reading_banks_does_not_import_the_grammar_of_addresses() -> None:
    """jsonschema would import it, which takes a second; it stays importable for others."""
    code = f"import sys; from ssr_course.quiz.load import load_bank; load_bank({str(BANKS / 'good' / 'smallest.yml')!r})"
    code += "; assert 'rfc3987_syntax' not in sys.modules; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "jsonschema" in loaded
    assert "lark" not in loaded
    assert "markdown_it" not in loaded


def test_problems_of_a_whole_bank_come_in_the_order_of_the_file() -> None:
    """Sorted by line, each once."""
    found = examine((BANKS / "bad" / "many-at-once.yml").read_text(), file="m.yml").problems
    assert [p.line for p in found] == sorted(p.line for p in found)
    assert len(set(found)) == len(found) == 10


def test_a_bank_with_problems_is_known_as_far_as_it_is_understood() -> None:
    """So that pages and other banks are checked in the same run."""
    examined = examine((BANKS / "bad" / "many-at-once.yml").read_text(), file="m.yml")
    assert isinstance(examined.bank, Bank)
    assert [q.id for q in examined.bank.questions] == ["r", "s"]
    assert examined.ids == {"Q", "q", "r", "s"}


def test_the_limits_are_those_of_the_design() -> None:
    """20 levels, 1 MiB, 500 questions, 60,000 entries, 15 digits."""
    assert (reader.MAX_DEPTH, reader.MAX_BYTES, reader.MAX_LIST, reader.MAX_DIGITS) == (20, 1 << 20, 500, 15)
    many = HEAD + "".join(QUESTION.replace("id: q", f"id: q{n}") for n in range(500))
    assert len(parse_bank(many).questions) == 500
    assert problems(many + QUESTION) == [
        "more than 500 entries in one list: m.yml:503; divide the bank among modules"
    ]
    full = "".join(f"k{n}: v\n" for n in range(29_999))
    assert "more than 60,000 entries" not in " ".join(problems(full))
    assert problems(f"{full}x: y\n") == [
        "more than 60,000 entries: m.yml:30000; divide the bank among modules"
    ]
    assert replace(parse_bank(many), file="x") == parse_bank(many, file="x")
