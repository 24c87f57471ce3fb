"""The shape of a bank, by JSON Schema, with every error said in the words of an author."""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import Problem
from .reader import Map

FILE = Path(__file__).with_name("bank.schema.json")
MOST = 1000  # problems said of one bank
# Errors that leave a question's meaning to be judged in the same run.
HARMLESS = {"exclusiveMinimum", "minimum", "maximum", "maxLength", "minItems", "maxItems", "uniqueItems"}

NOUNS = {
    "questions": "question",
    "objectives": "objective",
    "choices": "choice",
    "targets": "target",
    "items": "item",
    "feedback": "feedback",
}
MISSING = {
    "id": "give it a short name that never changes, such as customs-role",
    "type": "add 'type:' with one of single, multiple, true-false, matching, categorise, ordering, numeric, "
    "short, written",
    "prompt": "write what is asked after 'prompt:'",
    "text": "write the words after 'text:'",
    "questions": "add the line 'questions:' and at least one question",
    "choices": "add 'choices:' with at least two choices",
    "answer": "add 'answer: true' or 'answer: false'",
    "targets": "add 'targets:' with at least two",
    "items": "add 'items:' with at least two (ordering: three)",
    "target": "name one of the targets after 'target:'",
    "value": "add 'value:' with the right number",
    "accept": "add 'accept:' with the texts that are right, such as [customs, customs service]",
    "when": "add 'when:' with correct, incorrect or one particular answer",
    "alt": "add 'alt:' and say what the figure shows, for who cannot see it",
    "figure": "add 'figure:', or take 'alt' away",
}
FORMS = {
    "see": ("does not name a page", "write it from the course's folder, such as book/MODULE/page.md#heading"),
    "figure": (
        "does not name a picture",
        "write it from the course's folder, such as book/MODULE/figures/name.svg",
    ),
    "facts": ("cannot be the id of a fact", "take it from book/facts.csv, such as F113"),
}
SHAPES = {
    "boolean": ("must be true or false", "write true or false, without quotes"),
    "number": ("must be a number", "write digits and a point, without unit and quotes, such as 31.4"),
    "integer": ("must be a whole number", "write digits only, such as 80"),
    "array": ("must be a list", "write each entry on its own line after a dash, or all in [brackets]"),
    "object": ("must have keys", "write it as {id: …, text: …}"),
}
OTHER_OBJECTS = {
    "questions": "write id:, type: and prompt: below it",
    "feedback": "write it as {when: correct, text: …}; in true-false as {true: …, false: …}",
}


def problems(bank: Map, file: str) -> tuple[list[Problem], set[int]]:
    """What is wrong in the shape of `bank`, and the places of the questions that cannot be understood."""
    found: dict[tuple[Any, ...], Problem] = {}
    questions: set[int] = set()
    for number, error in enumerate(islice(_validator().iter_errors(bank), MOST), 1):
        if number == MOST and isinstance(bank.get("questions"), list):  # the rest was not looked at
            questions |= set(range(len(bank["questions"])))
        path = list(error.absolute_path)
        question = ""
        if len(path) > 1 and path[0] == "questions":
            if error.validator not in HARMLESS and not (error.validator == "pattern" and path[-1] in FORMS):
                questions.add(path[1])
            question = _id(bank["questions"][path[1]])
        for what, line, cure in _said(error, path, bank):
            found[what, line] = Problem(what, file, line, question, cure)
    return list(found.values()), questions


def near(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be; empty if none comes near."""
    return next(iter(difflib.get_close_matches(word[:64], list(known), 1, 0.7)), "")


@cache
def schema() -> dict[str, Any]:
    """`bank.schema.json`, its references put in place: three times quicker to check against."""
    data = json.loads(FILE.read_text(encoding="utf-8"))

    def resolve(node: Any) -> Any:
        if isinstance(node, list):
            return [resolve(entry) for entry in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            node = {**data["$defs"][node["$ref"].rpartition("/")[2]], **node}
        return {key: resolve(value) for key, value in node.items() if key not in ("$ref", "$defs")}

    return resolve(data)


@cache
def _validator() -> Any:
    # jsonschema imports a grammar of web addresses that takes a second and is of no use here.
    unused = "rfc3987_syntax"
    block = unused not in sys.modules
    if block:
        sys.modules[unused] = None  # type: ignore[assignment]
    try:
        from jsonschema import Draft202012Validator
    finally:
        if block:
            del sys.modules[unused]
    return Draft202012Validator(schema())


@cache
def _every_key() -> frozenset[str]:
    rules = schema()["properties"]["questions"]["items"]["allOf"]
    return frozenset(key for rule in rules for key in rule["then"]["propertyNames"]["enum"])


def _id(question: Any) -> str:
    id = question.get("id") if isinstance(question, Map) else None
    return _short(id) if isinstance(id, str) else ""


def _line(bank: Map, path: list[Any]) -> int:
    node: Any = bank
    line = bank.line
    for step in path:
        line = node.lines[step]
        node = node[step]
    return line


def _noun(path: list[Any]) -> str:
    """What stands at `path`, with its article: a bank, a question, a choice …"""
    noun = "bank" if not path else str(path[-1])
    if path and isinstance(path[-1], int):
        noun = NOUNS.get(path[-2], f"entry of '{path[-2]}'")
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 64 else f"{text[:63]}…"


def _said(error: Any, path: list[Any], bank: Map) -> Iterator[tuple[str, int, str]]:
    """(what, line, cure) of one error of the schema."""
    line, value, rule = _line(bank, path), error.instance, error.validator_value
    names = [step for step in path if isinstance(step, str)]
    name = names[-1] if names else ""
    thing = f"'{name}'" if path and isinstance(path[-1], str) else _noun(path)
    match error.validator:
        case "enum" if "propertyNames" in error.absolute_schema_path:
            yield _unknown_key(error, path, bank)
        case "enum":
            guess = near(str(value), rule)
            cure = f"did you mean '{guess}'?" if guess else f"write one of: {', '.join(rule)}"
            yield f"unknown {name} '{_short(value)}'", line, cure
        case "required":
            for key in rule:
                if key not in value:
                    cure = (
                        MISSING[key]
                        if path or key != "id"
                        else "write the name of the module, such as security-sector"
                    )
                    yield f"{_noun(path)} without '{key}'", line, cure
        case "dependentRequired":
            for have, (needed,) in rule.items():
                if have in value and needed not in value:
                    yield f"'{have}' without '{needed}'", value.lines[have], MISSING[needed]
        case "type":
            yield _wrong_type(thing, name, rule, value, line)
        case "pattern" if not value.strip():
            yield f"{thing} is empty", line, "write it, or take the line away"
        case "pattern" if name in FORMS:
            what, cure = FORMS[name]
            yield f"'{_short(value)}' {what}", line, cure
        case "pattern" if "\n" in value:
            yield (
                f"'{_short(value)}' ends with an empty line",
                line,
                "write it behind the colon, without | or >",
            )
        case "pattern":
            slug = re.sub(r"[^a-z0-9]+", "-", value.lower()[:64]).strip("-") or "customs-role"
            cure = f"use small letters, digits and single hyphens, such as {slug}"
            yield f"'{_short(value)}' cannot be an id", line, cure
        case "maxLength":
            yield f"{thing} is longer than {rule:,} characters", line, "shorten it"
        case "minItems" if not value:
            yield f"{thing} is empty", line, MISSING[name]
        case "minItems":
            yield f"{thing} has fewer than {_count(rule)}", line, "add what is missing"
        case "maxItems":
            yield f"{thing} has more than {_count(rule)}", line, "take some away, or make two of it"
        case "uniqueItems":
            yield f"{thing} names the same twice", line, "name each once"
        case "exclusiveMinimum":
            yield f"{thing} must be more than {rule}", line, "write a larger number, or take the line away"
        case "minimum":
            yield f"{thing} must be at least {rule}", line, "write a larger number, or take the line away"
        case "maximum":
            yield f"{thing} must be at most {rule:,}", line, "write a smaller number"
        case other:  # a keyword of the schema without words here; a test holds that there is none
            yield f"{thing} breaks the rule '{other}'", line, "compare it with another bank"


def _count(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _unknown_key(error: Any, path: list[Any], bank: Map) -> tuple[str, int, str]:
    parent: Any = bank
    for step in path:
        parent = parent[step]
    key, known = error.instance, error.validator_value
    own = parent.get("type") if len(path) == 2 and path[0] == "questions" else None
    guess = near(key, known)
    if own in ("single", "multiple", "matching", "categorise") and key == "feedback":
        cure = f"write it in each {'choice' if own in ('single', 'multiple') else 'item'}"
    elif own and key in _every_key():
        cure = f"take it away: a question of type {own} has none"
    elif guess:
        cure = f"did you mean '{guess}'?"
    elif parent[key] is None and not re.fullmatch(r"\w+", key):
        cure = "put the text before it in quotes: inside { } a comma ends a text"
    else:
        cure = f"take it away; the keys here are {', '.join(known)}"
    return f"unknown key '{_short(key)}'", parent.lines[key], cure


def _wrong_type(thing: str, name: str, rule: Any, value: Any, line: int) -> tuple[str, int, str]:
    if value is None:
        where = "below, each entry after a dash" if rule == "array" else "after the colon"
        return f"{thing} is empty", line, f"write it {where}, or take the line away if it is not needed"
    if "string" in rule:  # also where a number may stand instead
        if isinstance(value, bool | int | Decimal):
            kind = "true or false" if isinstance(value, bool) else "a number"
            cure = f'put it in quotes: "{str(value).lower()}"'
            return f"{thing} is read as {kind}, not as text", line, cure
        return f"{thing} must be one text", line, "put it in quotes if it begins with [ or { or holds a colon"
    what, cure = SHAPES[rule]
    if rule == "array" and name == "feedback":
        cure = "write '- {when: correct, text: …}', and the same for incorrect"
    if rule == "object":
        cure = OTHER_OBJECTS.get(name, cure)
    return f"{thing} {what}", line, cure
