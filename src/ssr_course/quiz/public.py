"""What may be known of a question: its key for practice, its keyless form, which is asked, in what order.

`order` and `pick` have their twins in `assets/quiz-score.js`; `tests/data/pools.json` is run by both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..text import fnv1a
from .model import Bank, Question

__all__ = ["asked", "edition", "fnv1a", "key", "keyless", "order", "pick", "shown"]


def key(question: Question) -> dict[str, Any]:
    """The key of a practice question for the page, JSON-able: ``{"type", "points", …}`` by type.

    - single: ``key`` [id]; multiple: ``key`` [ids], ``choices`` [every id]
    - true-false: ``key`` bool
    - matching: ``key`` {item: target}; categorise also ``targets`` [every id]
    - ordering: ``key`` [ids in the right order]
    - numeric: ``key``, ``tolerance``: decimals as text
    - short: ``key`` [accepted texts]
    - written: ``min_words``, ``max_words``; never a key
    """
    out: dict[str, Any] = {"type": question.type, "points": _plain(question.points)}
    match question.type:
        case "single" | "multiple":
            out["key"] = [choice.id for choice in question.choices if choice.correct]
            if question.type == "multiple":
                out["choices"] = [choice.id for choice in question.choices]
        case "true-false":
            out["key"] = question.answer
        case "matching" | "categorise":
            out["key"] = {item.id: item.target for item in question.items}
            if question.type == "categorise":
                out["targets"] = [target.id for target in question.targets]
        case "ordering":
            out["key"] = [item.id for item in question.items]
        case "numeric":
            out["key"] = _decimal(question.value or Decimal(0))
            out["tolerance"] = _decimal(question.tolerance)
        case "short":
            out["key"] = [*question.accept, *question.also]
        case "written":
            out |= {"min_words": question.min_words, "max_words": question.max_words}
    return out


def keyless(question: Question) -> dict[str, Any]:
    """What a learner is asked, without anything that tells the key; JSON-able.

    The written order of `ordering` items and of `matching` targets is the key, so those are sorted by id.
    """
    items, targets = list(question.items), list(question.targets)
    if question.type == "ordering":
        items.sort(key=lambda item: item.id)
    if question.type == "matching":
        targets.sort(key=lambda target: target.id)
    out = {
        "id": question.id,
        "type": question.type,
        "points": _plain(question.points),
        "pool": question.pool,
        "prompt": question.prompt,
        "hint": question.hint,
        "figure": question.figure,
        "alt": question.alt,
        "choices": [{"id": choice.id, "text": choice.text} for choice in question.choices],
        "items": [{"id": item.id, "text": item.text} for item in items],
        "targets": [{"id": target.id, "text": target.text} for target in targets],
        "unit": question.unit,
        "min_words": question.min_words,
        "max_words": question.max_words,
    }
    return {name: value for name, value in out.items() if value}


def edition(bank: Bank) -> str:
    """The name of this state of the bank: 16 hex digits of SHA-256 of what learners are asked, in English.

    A changed key, feedback or explanation leaves it as it is, and so does the language.
    """
    if bank.edition:
        return bank.edition
    public = {"id": bank.id, "title": bank.title, "questions": [keyless(q) for q in bank.questions]}
    text = json.dumps(public, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def pick(ids: Iterable[str], module: str, pool: str, learner: str = "") -> str:
    """Which of a pool's `ids` a learner is asked; the first by id where the learner is not known."""
    members = sorted(ids)
    return members[fnv1a(f"{module}\n{pool}\n{learner}") % len(members) if learner else 0]


def asked(bank: Bank, learner: str = "") -> list[Question]:
    """The questions of `bank` that a learner is asked, one of each pool, in the bank's order."""
    pools: dict[str, list[str]] = {}
    for question in bank.questions:
        pools.setdefault(question.pool, []).append(question.id)
    picked = {name: pick(ids, bank.id, name, learner) for name, ids in pools.items() if name}
    return [q for q in bank.questions if not q.pool or picked[q.pool] == q.id]


def order(ids: Iterable[str], learner: str, question: str, right: Sequence[str] = ()) -> list[str]:
    """`ids` in the order of the hash of learner, question and id.

    Where that order is `right`, the one asked for, it is rotated by one.
    """
    out = sorted(ids, key=lambda id: (fnv1a(f"{learner}\n{question}\n{id}"), id))
    return [*out[1:], *out[:1]] if right and out == list(right) else out


def shown(question: Question, learner: str = "", *, graded: bool = False) -> list[str]:
    """The ids of a question's choices, or of its items, in the order in which a learner sees them.

    As written without a learner or with ``shuffle: false``; but `ordering` is never shown as written, nor in
    practice in the right order. `graded` does not rotate: who knows the hash could tell the key from it.
    The targets of `matching` are shown in `order`, those of `categorise` as written.
    """
    ids = [part.id for part in question.choices or question.items]
    if question.type == "ordering":
        return order(ids, learner, question.id, () if graded else ids)
    if learner and question.shuffle and question.type != "matching":
        return order(ids, learner, question.id)
    return ids


def _plain(points: float) -> float:
    return int(points) if points == int(points) else points


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
