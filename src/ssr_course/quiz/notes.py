"""The answer of a practice question as a reader without a script opens it, and as the script finds it.

``<li data-for="id">`` is the note on one choice or item, ``<li data-when="…">`` the note on one answer:
``correct``, ``partly``, ``incorrect``, or one particular answer. The note itself is in the `span`.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from .markup import View, blocks


def key_html(view: View, title: Callable[[str], str] | None = None) -> str:
    """The `details` with answer, notes, explanation and what to read again; empty if there is nothing."""
    question = view.question
    inside = [*_NOTES[question.type](view), _why(view, title)]
    if not any(inside):
        return ""
    name = view.word("quiz-model" if question.type == "written" else "quiz-key")
    return (
        f'<details class="q-key"><summary>{name}</summary>\n'
        + "\n".join(filter(None, inside))
        + "\n</details>"
    )


def _why(view: View, title: Callable[[str], str] | None) -> str:
    question, see = view.question, ""
    if question.see:
        text = view.word("quiz-see-page", title=title(question.see)) if title else view.word("quiz-see")
        see = f'<p><a href="{escape(view.href(question.see))}">{text}</a></p>'
    explanation = blocks(question.explanation, view.href)
    return f'<div class="q-why">{explanation}{see}</div>' if explanation or see else ""


def _list(rows: list[str], tag: str = "ul") -> str:
    return f'<{tag} class="q-notes">\n' + "\n".join(rows) + f"\n</{tag}>" if rows else ""


def _row(view: View, attributes: str, name: str, note: str, word: str = "") -> str:
    return (
        f"<li {attributes}><b>{name}</b>"
        + (f" <i>{word}</i>" if word else "")
        + (f" <span>{view.text(note)}</span>" if note else "")
        + "</li>"
    )


def _choices(view: View) -> list[str]:
    rows = [(c.id, view.text(c.text), c.correct, c.feedback) for c in view.question.choices]
    if view.question.type == "true-false":
        q = view.question
        rows = [
            ("true", view.word("quiz-true"), q.answer is True, q.when_true),
            ("false", view.word("quiz-false"), q.answer is False, q.when_false),
        ]
    return [
        _list(
            [
                _row(
                    view,
                    f'data-for="{id}"' + (" data-correct" if correct else ""),
                    text,
                    note,
                    view.word("quiz-row-right" if correct else "quiz-row-wrong"),
                )
                for id, text, correct, note in rows
            ]
        )
    ]


def _sorted(view: View) -> list[str]:
    texts = {target.id: view.text(target.text) for target in view.question.targets}
    return [
        _list(
            [
                _row(view, f'data-for="{i.id}"', f"{view.text(i.text)}: {texts[i.target]}", i.feedback)
                for i in view.question.items
            ]
        )
    ]


def _ordered(view: View) -> list[str]:
    rows = [_row(view, f'data-for="{i.id}"', view.text(i.text), i.feedback) for i in view.question.items]
    return [_list(rows, "ol"), _list(_general(view))]


def _general(view: View) -> list[str]:
    """Notes on kinds of answers and on particular ones."""
    states = {"correct": "right", "partly": "partly", "incorrect": "wrong"}
    names = {when: view.word(f"quiz-state-{state}") for when, state in states.items()}
    return [
        _row(view, f'data-when="{escape(n.when)}"', names.get(n.when) or escape(n.when, quote=False), n.text)
        for n in view.question.notes
    ]


def _typed(view: View) -> list[str]:
    """The accepted answer on a line of its own, then the notes."""
    q = view.question
    right = ""
    if q.value is not None:
        right = f'<bdi dir="ltr">{q.value:f}</bdi>' + (f" {view.text(q.unit)}" if q.unit else "")
        if q.tolerance:
            low, high = (
                f'<bdi dir="ltr">{x:f}</bdi>' for x in (q.value - q.tolerance, q.value + q.tolerance)
            )
            right += " " + view.word("quiz-accepted", low="\0", high="\1").replace("\0", low).replace(
                "\1", high
            )
    elif q.accept:
        right = " · ".join(f"<bdi>{escape(text, quote=False)}</bdi>" for text in q.accept)
    return [f'<p class="q-notes"><b>{right}</b></p>' if right else "", _list(_general(view))]


def _written(view: View) -> list[str]:
    rubric = view.question.rubric
    return [
        f'<p class="q-rubric"><b>{view.word("quiz-rubric")}</b> {view.text(rubric)}</p>' if rubric else ""
    ]


_NOTES: dict[str, Callable[[View], list[str]]] = {
    "single": _choices,
    "multiple": _choices,
    "true-false": _choices,
    "matching": _sorted,
    "categorise": _sorted,
    "ordering": _ordered,
    "numeric": _typed,
    "short": _typed,
    "written": _written,
}
