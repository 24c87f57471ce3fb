"""`quiz.json`: a keyless quiz, rendered, to lie beside a notebook (docs/design.md §3).

A learner's install needs neither YAML nor Markdown: everything that a learner reads is in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..interface import MESSAGES, Interface
from .html import _places, question_html
from .model import Bank
from .public import edition

FORMAT = "ssr-quiz/1"


def quiz_json(
    bank: Bank,
    versions: Iterable[tuple[Bank, Interface]],
    *,
    href: Callable[[str], str] = str,
    src: Callable[[str], str] = str,
) -> dict[str, Any]:
    """What `quiz.json` holds; JSON-able, deterministic, without any key, also for a practice bank.

    `bank` is the English source, which names the edition; `versions` are it and its translations, each with
    the interface of its language. `href` and `src` turn what a bank names into addresses (``data:`` for a
    figure, as the file stands alone).
    ``{"format", "module", "edition", "languages": {code: {"title", "ui", "questions": [{"id", "type",
    "points", "pool", "computed", "html"}]}}}``.
    """
    names = tuple(name for name in MESSAGES if name.startswith(("quiz-", "exercise-")))
    languages: dict[str, Any] = {}
    for version, ui in versions:
        places = _places(version, version.questions)
        languages[ui.language.code] = {
            "title": version.title,
            "ui": ui.table(names),
            "questions": [
                {
                    "id": question.id,
                    "type": question.type,
                    "points": int(question.points)
                    if question.points == int(question.points)
                    else question.points,
                    "pool": question.pool,
                    "computed": question.computed,
                    "html": question_html(
                        question,
                        ui,
                        number=number,
                        of=len(places),
                        graded=True,
                        href=href,
                        src=src,
                        hidden=question is not place[0],
                    ),
                }
                for number, place in enumerate(places, 1)
                for question in place
            ],
        }
    return {"format": FORMAT, "module": bank.id, "edition": edition(bank), "languages": languages}
