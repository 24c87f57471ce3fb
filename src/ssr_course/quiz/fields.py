"""What is answered in a question: native inputs, one function a type.

Radio buttons, selects and text fields work by keyboard and by touch, and print, without a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from . import public
from .markup import View, plain
from .model import Item, Target

LONG_TARGET = 28  # characters; a phone of 360 pixels cuts longer texts in a native select
LONG_PILL = 28
MAX_WRITTEN = 8000


def answer_html(view: View) -> str:
    """The rows or the field of the question of `view`."""
    return _BODY[view.question.type](view)


def how_html(view: View) -> str:
    """One sentence that tells what to do."""
    low, high = view.question.min_words, view.question.max_words
    if view.question.type == "written":
        name = "range" if low and high else "least" if low else "most" if high else "free"
        return view.word(f"quiz-words-{name}", n=low if name == "least" else high, low=low)
    return view.word(f"quiz-how-{view.question.type}")


def _choice(kind: str, value: str, text: str) -> str:
    return (
        f'<li class="q-row"><label><input type="{kind}" name="a" value="{value}">'
        f'<span class="q-txt">{text}</span></label></li>'
    )


def _choices(view: View) -> str:
    kind = "radio" if view.question.type == "single" else "checkbox"
    rows = "\n".join(_choice(kind, c.id, view.text(c.text)) for c in view.question.choices)
    return f'<ul class="q-list">\n{rows}\n</ul>'


def _true_false(view: View) -> str:
    rows = (_choice("radio", value, view.word(f"quiz-{value}")) for value in ("true", "false"))
    return '<ul class="q-list">\n' + "\n".join(rows) + "\n</ul>"


def _matching(view: View) -> str:
    by_id = {target.id: target for target in view.question.targets}
    targets = [by_id[id] for id in public.order(list(by_id), "", view.question.id)]
    if max(len(plain(target.text)) for target in targets) > LONG_TARGET:
        return _sort(view, view.question.items, targets, stack=True)
    options = f'<option value="">{view.word("quiz-choose")}</option>' + "".join(
        f'<option value="{t.id}">{escape(plain(t.text), quote=False)}</option>' for t in targets
    )
    rows = "\n".join(
        f'<div class="q-row" data-item="{i.id}"><div class="q-match"><label for="{view.uid}-{i.id}">'
        f"{view.text(i.text)}</label>"
        f'<select id="{view.uid}-{i.id}" name="{i.id}">{options}</select></div></div>'
        for i in view.question.items
    )
    # A closed select says nothing on paper: there, the targets are listed once and a line is left free.
    paper = "".join(f"<li>{view.text(t.text)}</li>" for t in targets)
    return f'<ol class="q-paper">{paper}</ol><div class="q-list">\n{rows}\n</div>'


def _categorise(view: View) -> str:
    stack = max(len(plain(target.text)) for target in view.question.targets) > LONG_PILL
    return _sort(view, view.question.items, view.question.targets, stack=stack)


def _sort(view: View, items: Iterable[Item], targets: Sequence[Target], *, stack: bool) -> str:
    """A group of radio buttons for each item; `stack` puts long targets below each other."""
    pills = " q-stack" if stack else ""
    texts = [(target.id, view.text(target.text)) for target in targets]
    rows = "\n".join(
        f'<div class="q-row" data-item="{i.id}"><fieldset class="q-cat"><legend>{view.text(i.text)}</legend>'
        f'<div class="q-pills{pills}">'
        + "".join(
            f'<label><input type="radio" name="{i.id}" value="{id}"><span>{text}</span></label>'
            for id, text in texts
        )
        + "</div></fieldset></div>"
        for i in items
    )
    return f'<div class="q-list">\n{rows}\n</div>'


def _ordering(view: View) -> str:
    by_id = {item.id: item for item in view.question.items}
    rows = "\n".join(
        f'<li><div class="q-row" data-item="{id}"><label class="q-move">'
        f'<input class="q-pos" inputmode="numeric" maxlength="2" autocomplete="off">'
        f'<span class="q-txt">{view.text(by_id[id].text)}</span></label></div></li>'
        for id in public.shown(view.question, graded=view.graded)
    )
    return f'<ol class="q-list q-order">\n{rows}\n</ol>'


def _entry(view: View, attributes: str) -> str:
    unit, described = "", ""
    if view.question.unit:
        unit = f'<span class="q-unit" id="{view.uid}-u">{view.text(view.question.unit)}</span>'
        described = f' aria-describedby="{view.uid}-u"'
    return (
        f'<div class="q-row q-free"><label for="{view.uid}-a">{view.word("quiz-your-answer")}</label>'
        f'<div class="q-entry"><input type="text" id="{view.uid}-a" {attributes} maxlength="200" '
        f'autocomplete="off"{described}>{unit}</div></div>'
    )


def _numeric(view: View) -> str:
    return _entry(view, 'inputmode="decimal" dir="ltr"')


def _short(view: View) -> str:
    return _entry(view, 'dir="auto" autocapitalize="off" spellcheck="false"')


def _written(view: View) -> str:
    q = view.question
    return (
        f'<div class="q-row q-free"><label for="{view.uid}-a">{view.word("quiz-your-answer")}</label>'
        f'<textarea id="{view.uid}-a" dir="auto" rows="7" maxlength="{MAX_WRITTEN}" '
        f'data-min="{q.min_words}" data-max="{q.max_words}"></textarea></div>'
    )


_BODY: dict[str, Callable[[View], str]] = {
    "single": _choices,
    "multiple": _choices,
    "true-false": _true_false,
    "matching": _matching,
    "categorise": _categorise,
    "ordering": _ordering,
    "numeric": _numeric,
    "short": _short,
    "written": _written,
}
