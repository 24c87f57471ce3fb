"""The one renderer of a question: a question in a language becomes semantic HTML.

The page, the notebook, the feedback page and paper all use it. It works without JavaScript (native
inputs, the answer in a `details`); `quiz-card.js` enhances it and never builds a question. The HTML of
a graded question holds nothing that comes from its key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from ..interface import Interface
from . import public
from .box import box_html
from .fields import answer_html, how_html
from .markup import View, blocks, inline, plain, prompt
from .model import Bank, Question
from .notes import key_html

__all__ = ["blocks", "inline", "plain", "question_html", "quiz_html"]

BULB = '<svg class="i" aria-hidden="true"><use href="#i-bulb"/></svg>'


def quiz_html(
    bank: Bank,
    questions: Sequence[Question],
    ui: Interface,
    *,
    graded: bool = False,
    href: Callable[[str], str] = str,
    src: Callable[[str], str] = str,
    title: Callable[[str], str] | None = None,
    level: int = 3,
    uid: str = "",
) -> str:
    """All `questions` of `bank` as one block, with the key island of a practice quiz.

    `href` and `src` turn what a bank names (pages, figures) into addresses, `title` a page into its name;
    `level` is that of the question headings; `uid` keeps ids apart where a page has several quizzes.
    Naming one question of a pool brings the whole pool: one of it is shown, by the learner's number.
    """
    graded = graded or bank.graded
    same: dict[str, Any] = {"graded": graded, "href": href, "src": src, "title": title, "level": level}
    places = _places(bank, questions)
    parts: list[str] = []
    taken: set[str] = set()
    for number, place in enumerate(places, 1):
        for question in place:
            name, copy = f"q{uid}-{question.id}", 1
            while name in taken:
                copy += 1
                name = f"q{uid}-{question.id}-{copy}"
            taken.add(name)
            shown = question_html(
                question, ui, number=number, of=len(places), uid=name, hidden=question is not place[0], **same
            )
            parts.append(shown)
    if graded:
        parts.insert(0, f'<p class="q-later">{escape(ui("quiz-later-note"))}</p>')
        parts.insert(1, f'<noscript><p class="q-later">{escape(ui("quiz-no-script"))}</p></noscript>')
    else:
        keys = {question.id: public.key(question) for place in places for question in place}
        parts.append(
            f'<script type="application/json" class="quiz-key">{_json({"questions": keys})}</script>'
        )
    parts.append(box_html(ui, level=level, uid=f"q{uid}"))
    return (
        f'<div class="quiz" lang="{ui.language.html}" dir="{ui.language.direction}"'
        f' data-module="{escape(bank.id)}" data-edition="{escape(public.edition(bank))}"'
        f' data-mode="{"graded" if graded else "practice"}">\n' + "\n".join(parts) + "\n</div>"
    )


def question_html(
    question: Question,
    ui: Interface,
    *,
    number: int = 1,
    of: int = 1,
    graded: bool = False,
    href: Callable[[str], str] = str,
    src: Callable[[str], str] = str,
    title: Callable[[str], str] | None = None,
    level: int = 3,
    uid: str = "",
    hidden: bool = False,
) -> str:
    """One question as a `section`; `graded` leaves out everything that its key tells."""
    uid = uid or f"q-{question.id}"
    view = View(question, ui, uid, href, graded)
    before, asked, after = prompt(question.prompt, href)
    heading = view.word("quiz-number", n=number, of=of) if of > 1 else view.word("quiz-question")
    describes = f' aria-describedby="{uid}-l"' if before else ""
    pieces = [
        f'<section class="q" id="{uid}" data-id="{question.id}" data-type="{question.type}"'
        + (f' data-pool="{escape(question.pool)}"' if question.pool else "")
        + ("" if question.shuffle else ' data-shuffle="no"')
        + (" hidden" if hidden else "")
        + ">",
        f'<header class="q-head"><h{level} class="q-no">{heading}</h{level}>'
        f'<span class="q-pts">{view.word("quiz-points", n=_amount(question.points))}</span>'
        + (f'<span class="q-badge">{view.word("quiz-later")}</span>' if graded else "")
        + "</header>",
        # A form of this method is never sent, so Enter does no harm where no script runs.
        '<form method="dialog" novalidate>',
        f'<div class="q-lead" id="{uid}-l">{before}</div>' if before else "",
        f'<p class="q-fig"><img src="{escape(src(question.figure))}" alt="{escape(question.alt)}"></p>'
        if question.figure
        else "",
        f'<fieldset{describes}><legend class="q-prompt">{asked or heading}</legend>{after}'
        f'<p class="q-how">{how_html(view)}</p>',
        answer_html(view),
        "</fieldset>",
        f'<details class="q-hint"><summary class="q-btn">{BULB}{view.word("quiz-hint")}</summary>'
        f"<p>{view.text(question.hint)}</p></details>"
        if question.hint
        else "",
        "</form>",
        "" if graded else key_html(view, title),
        "</section>",
    ]
    return "\n".join(filter(None, pieces))


def _places(bank: Bank, questions: Iterable[Question]) -> list[tuple[Question, ...]]:
    """What a learner meets: single questions, and pools (each once, sorted by id)."""
    places: list[tuple[Question, ...]] = []
    pools: set[str] = set()
    for question in questions:
        if not question.pool:
            places.append((question,))
        elif question.pool not in pools:
            pools.add(question.pool)
            members = [q for q in bank.questions if q.pool == question.pool] or [question]
            places.append(tuple(sorted(members, key=lambda q: q.id)))
    return places


def _json(data: object) -> str:
    """JSON that cannot end the `script` around it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _amount(points: float) -> int | float:
    return int(points) if points == int(points) else points
