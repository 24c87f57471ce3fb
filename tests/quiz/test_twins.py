"""Python and JavaScript give the same marks, numbers, words, orders, choices and receipts."""

# ruff: noqa: E501 - scripts are quoted whole

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ssr_course import answers
from ssr_course.quiz import public
from ssr_course.quiz.load import parse_bank
from ssr_course.quiz.score import score
from ssr_course.text import canonical, digits, fnv1a, fold, parse_number

DATA = Path(__file__).parents[1] / "data"
ASSETS = Path(__file__).parents[2] / "src" / "ssr_course" / "assets"
Run = Callable[[str, Any], Any]
Table = Callable[[str], Any]


def both(value: Any) -> str:
    """A decimal as JavaScript writes it; None stays."""
    if value is None:
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def cases(table: Table) -> list[tuple[Any, str, Any, Any]]:
    """(question, name of the case, answer, expected) of the shared table of marks."""
    found = []
    for entry in table("scoring.json"):
        bank = parse_bank(json.dumps({"id": "m", "questions": [entry["question"]]}))
        found += [(bank.questions[0], name, answer, expected) for name, answer, expected in entry["cases"]]
    return found


def test_python_gives_the_marks_of_the_table(table: Table) -> None:
    """Each case of tests/data/scoring.json, to the last bit."""
    wrong = [
        (question.id, name, score(question, answer), expected)
        for question, name, answer, expected in cases(table)
        if score(question, answer) != expected
    ]
    assert wrong == []


def test_javascript_gives_the_marks_of_the_table(table: Table, in_javascript: Run) -> None:
    """The same cases, from the key that the page holds."""
    rows = cases(table)
    sent = [[public.key(question), answer] for question, _, answer, _ in rows]
    got = in_javascript("(rows) => rows.map(([key, answer]) => SSR.score(key, answer))", sent)
    wrong = [
        (q.id, name, mark, expected)
        for (q, name, _, expected), mark in zip(rows, got, strict=True)
        if mark != expected
    ]
    assert wrong == []


def test_javascript_marks_what_json_cannot_hold_with_nothing(in_javascript: Run) -> None:
    """NaN, infinity, undefined, functions and objects with a prototype are no answers."""
    code = """(keys) => keys.map((key) => [NaN, Infinity, -Infinity, undefined, () => 1, [NaN], new Date(), Object.create({ a: 'b' }),
      Symbol.iterator, new Array(1e6), 'x'.repeat(1e6), '9'.repeat(1e5), -0, 1e308].map((answer) => SSR.score(key, answer)))"""
    keys = [
        {"type": "single", "points": 1, "key": ["a"]},
        {"type": "multiple", "points": 1, "key": ["a"], "choices": ["a", "b"]},
        {"type": "true-false", "points": 1, "key": True},
        {"type": "matching", "points": 1, "key": {"a": "b", "c": "d"}},
        {"type": "categorise", "points": 1, "key": {"a": "b", "c": "d"}, "targets": ["b", "d"]},
        {"type": "ordering", "points": 1, "key": ["a", "b", "c"]},
        {"type": "numeric", "points": 1, "key": "5", "tolerance": "1"},
        {"type": "short", "points": 1, "key": ["a"]},
    ]
    assert in_javascript(code, keys) == [[0] * 14] * len(keys)


def test_a_thousand_characters_are_the_most_for_a_short_answer(in_javascript: Run) -> None:
    """Characters are counted, not the units in which a language stores them."""
    question = parse_bank("{id: m, questions: [{id: q, type: short, prompt: p, accept: [𝐀b]}]}").questions[0]
    typed = ["𝐀b" + " " * 998, "𝐀b" + " " * 999]
    assert [score(question, text) for text in typed] == [1.0, 0.0]
    code = "([key, typed]) => typed.map((text) => SSR.score(key, text))"
    assert in_javascript(code, [public.key(question), typed]) == [1, 0]


def test_python_folds_as_the_table_says(table: Table) -> None:
    """Each case of folding.json, and folding twice changes nothing."""
    rows = table("folding.json")["folded"]
    assert [fold(text) for _, text, _ in rows] == [expected for *_, expected in rows]
    assert [fold(fold(text)) for _, text, _ in rows] == [expected for *_, expected in rows]


def test_javascript_folds_as_the_table_says(table: Table, in_javascript: Run) -> None:
    """The same cases of folding.json."""
    rows = table("folding.json")["folded"]
    assert in_javascript("(rows) => rows.map((row) => SSR.fold(row[1]))", rows) == [row[2] for row in rows]


def test_both_fold_every_character_alike(in_javascript: Run) -> None:
    """All of Unicode that this Python knows, each character alone and between letters."""
    known = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    code = "(codes) => codes.map((c) => { c = String.fromCodePoint(c); return SSR.fold(c) + '|' + SSR.fold('a' + c + 'B'); })"
    got = in_javascript(code, [ord(c) for c in known])
    parted = [
        hex(ord(c)) for c, text in zip(known, got, strict=True) if f"{fold(c)}|{fold(f'a{c}B')}" != text
    ]
    assert parted == []


def test_python_reads_typed_numbers_as_the_table_says(table: Table) -> None:
    """Each case of folding.json: any digits, three decimal signs, nothing else."""
    rows = table("folding.json")["numbers"]
    assert [both(parse_number(text)) for _, text, _ in rows] == [expected or "" for *_, expected in rows]


def test_javascript_reads_typed_numbers_as_the_table_says(table: Table, in_javascript: Run) -> None:
    """The same cases, already in their shortest form."""
    rows = table("folding.json")["numbers"]
    got = in_javascript("(rows) => rows.map((row) => SSR.parseNumber(row[1]))", rows)
    assert got == [{"ok": expected is not None, "text": expected or ""} for *_, expected in rows]


def test_both_know_the_digits_of_every_script(in_javascript: Run) -> None:
    """Every decimal digit that this Python knows has one value in both languages."""
    known = [chr(c) for c in range(0x110000) if unicodedata.decimal(chr(c), None) is not None]
    assert len(known) >= 650
    got = in_javascript("(all) => all.map((c) => SSR.parseNumber('1' + c).text)", known)
    assert got == [f"1{digits(c)}" for c in known]


def test_both_compare_decimals_exactly(in_javascript: Run) -> None:
    """Bounds of many sizes: on them is right, a hair outside is wrong, whatever a machine's numbers say."""
    questions = []
    for value in ("0", "31.4", "-31.4", "0.1", "-0.000001", "123456789012345", "1e-15", "99999.9999999999"):
        for tolerance in ("0", "0.1", "0.3", "1e-15", "123456789012345", "0.999999999999999"):
            text = f"{{id: m, questions: [{{id: q, type: numeric, prompt: p, value: {value}, tolerance: {tolerance}}}]}}"
            questions.append(parse_bank(text).questions[0])
    rows = []
    for question in questions:
        for bound in (question.value - question.tolerance, question.value + question.tolerance):
            for hair in ("0", "1e-17", "-1e-17"):
                typed = f"{bound + type(bound)(hair):f}"
                rows.append((question, typed, score(question, typed)))
    assert {mark for *_, mark in rows} == {0.0, 1.0}
    sent = [[public.key(question), typed] for question, typed, _ in rows]
    got = in_javascript("(rows) => rows.map(([key, typed]) => SSR.score(key, typed))", sent)
    assert got == [mark for *_, mark in rows]


def test_hashes_are_those_of_the_table(table: Table, in_javascript: Run) -> None:
    """FNV-1a over UTF-8, checked against another implementation of it."""
    rows = table("pools.json")["hashes"]
    assert [fnv1a(text) for text, _ in rows] == [hash for _, hash in rows]
    assert in_javascript("(rows) => rows.map((row) => SSR.fnv1a(row[0]))", rows) == [hash for _, hash in rows]


def test_choices_from_pools_are_those_of_the_table(table: Table, in_javascript: Run) -> None:
    """The same learner is asked the same question in both languages."""
    rows = table("pools.json")["picks"]
    assert [public.pick(*row[:4]) for row in rows] == [row[4] for row in rows]
    assert in_javascript("(rows) => rows.map((row) => SSR.pick(...row))", rows) == [row[4] for row in rows]


def test_orders_are_those_of_the_table(table: Table, in_javascript: Run) -> None:
    """The same learner sees the same order in both languages, never the right one where that is asked."""
    rows = table("pools.json")["orders"]
    assert [public.order(ids, learner, q, right or ()) for ids, learner, q, right, _ in rows] == [
        r[4] for r in rows
    ]
    assert in_javascript("(rows) => rows.map((row) => SSR.order(...row))", rows) == [row[4] for row in rows]


def test_answer_files_are_taken_or_refused_alike(table: Table, in_javascript: Run) -> None:
    """Each file of tests/data/answers, by its bytes: the code of the table, or what it holds."""
    expected = dict(line.split(",") for line in (DATA / "answers/expected.csv").read_text().split()[1:])
    files = sorted(path for path in (DATA / "answers").glob("*/*"))
    assert [path.relative_to(DATA / "answers").as_posix() for path in files] == sorted(expected)
    in_python = [_code(path) for path in files]
    code = "(paths) => paths.map((path) => SSR.answers.read(file(path)).problem || '')"
    got = in_javascript(code, [str(path) for path in files])
    wanted = [expected[path.relative_to(DATA / "answers").as_posix()].removeprefix("ok") for path in files]
    assert in_python == wanted
    assert got == wanted


def _code(path: Path) -> str:
    try:
        answers.read(path)
    except answers.AnswersError as error:
        return error.code
    return ""


def test_good_answer_files_hold_the_same_in_both_languages(in_javascript: Run) -> None:
    """Values come through reading and writing as they are; the canonical text and the receipt agree."""
    files = sorted((DATA / "answers/good").glob("*"))
    code = """(paths) => paths.map((path) => {
      const read = (x) => SSR.answers.read(x).pack, pack = read(file(path)), again = read(SSR.answers.write(pack));
      return [pack, again, SSR.answers.receipt(pack, Object.keys(pack.answers).concat('missing'))];
    })"""
    for path, (pack, again, receipt) in zip(files, in_javascript(code, [str(p) for p in files]), strict=True):
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
        ours = answers.read(path)
        assert canonical(pack) == canonical(again) == canonical(raw), path.name
        assert canonical(json.loads(ours.text())) == canonical(raw), path.name
        assert receipt == answers.receipt(ours, [*ours.answers, "missing"]), path.name


def test_files_are_merged_alike(table: Table, in_javascript: Run) -> None:
    """Each case of answers/merges.json, with the ids that differed."""
    rows = table("answers/merges.json")
    head = {"format": answers.FORMAT, "module": "m"}
    for row in rows:
        mine, theirs = (answers.parse(json.dumps(head | row[side]).encode()) for side in ("mine", "theirs"))
        merged, differing = answers.merge(mine, theirs)
        data = json.loads(merged.text())
        assert {name: data[name] for name in row["merged"]} == row["merged"], row["what"]
        assert differing == row["differing"], row["what"]
    sent = [[head | row["mine"], head | row["theirs"]] for row in rows]
    got = in_javascript("(rows) => rows.map(([mine, theirs]) => SSR.answers.merge(mine, theirs))", sent)
    for row, result in zip(rows, got, strict=True):
        assert {name: result["pack"][name] for name in row["merged"]} == row["merged"], row["what"]
        assert result["differing"] == row["differing"], row["what"]


def test_numbers_are_written_alike(in_javascript: Run) -> None:
    """The canonical text of a number is what JavaScript writes, whatever its size."""
    numbers = [
        0.0,
        -0.0,
        1.0,
        31.4,
        1e-6,
        1.5e-6,
        1e-7,
        1e20,
        1e21,
        5e-324,
        1.7976931348623157e308,
        0.1 + 0.2,
    ]
    numbers += [sign * (10.0**power) / 3 for power in range(-30, 30) for sign in (1, -1)]
    assert in_javascript("(all) => all.map(String)", numbers) == [canonical(number) for number in numbers]


def test_two_scripts_stay_small() -> None:
    """Marks and answers together cost a learner's phone at most 3.6 KB."""
    text = b"".join((ASSETS / name).read_bytes() for name in ("quiz-score.js", "quiz-answers.js"))
    assert len(gzip.compress(text, 9)) <= 3686
