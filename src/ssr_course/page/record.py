"""What each page says about itself, kept in the environment while it is read.

The sidebar, the welcome page, the notes on terms and `ssr-data.js` are made from these records, so that
no page has to be read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .exercise import exercise_link
from .nodes import box, question_set

WORDS_A_MINUTE = 160
DESCRIPTION = 155  # characters that search engines show
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
IDEOGRAPHS_A_WORD = 1.7


@dataclass
class Record:
    """One page. `units` are ``(module, ids)``: what counts as one question (a pool counts once)."""

    words: int = 0
    work: int = 0  # minutes in an exercise
    units: list[tuple[str, list[str]]] = field(default_factory=list)
    description: str = ""
    terms: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Reading time, a minute a question, and work in an exercise."""
        return max(1, ceil(self.words / WORDS_A_MINUTE)) + len(self.units) + self.work


def count_words(text: str) -> int:
    """Words of `text`; of Chinese, about as many as a translation would have."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + round(ideographs / IDEOGRAPHS_A_WORD)


def _read_text(node: nodes.Node) -> Iterator[str]:
    """What a person reads: no comments, no questions."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not isinstance(
        node, nodes.comment | nodes.raw | question_set | addnodes.toctree | nodes.system_message
    ):
        for child in node.children:
            yield from _read_text(child)


def _description(doctree: nodes.document) -> str:
    """The first paragraph of the text itself (of the lead on the welcome page), cut at a word."""
    lead = next((b for b in doctree.findall(box) if b["kind"] == "lead"), None)
    for paragraph in (lead or doctree).findall(nodes.paragraph):
        if lead is None and any(isinstance(a, box | nodes.Admonition) for a in _ancestors(paragraph)):
            continue
        text = " ".join(paragraph.astext().split())
        return text if len(text) <= DESCRIPTION else text[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return ""


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _terms(doctree: nodes.document) -> dict[str, tuple[str, str]]:
    """Anchor of each glossary term: its name and the first paragraph of its definition."""
    out: dict[str, tuple[str, str]] = {}
    for glossary in doctree.findall(addnodes.glossary):
        for entry in glossary.findall(nodes.definition_list_item):
            meaning = next((p.astext() for p in entry.findall(nodes.paragraph)), "")
            for term in entry.findall(nodes.term):
                for anchor in term["ids"]:
                    out[anchor] = (term.astext(), " ".join(meaning.split()))
    return out


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Record the page that was just read (on ``doctree-read``)."""
    record = Record(
        words=count_words(" ".join(_read_text(doctree))),
        work=sum(node["minutes"] for node in doctree.findall(exercise_link)),
        units=[(node["module"], ids) for node in doctree.findall(question_set) for ids in node["units"]],
        description=_description(doctree),
        terms=_terms(doctree),
        parts=[
            (toctree["caption"] or "", list(toctree["includefiles"]))
            for toctree in doctree.findall(addnodes.toctree)
        ],
    )
    records(app.env)[app.env.docname] = record
    for comment in list(doctree.findall(nodes.comment)):
        comment.parent.remove(comment)  # else it would be published; authors name their facts in comments


def records(env: BuildEnvironment) -> dict[str, Record]:
    """Page name to record."""
    if not hasattr(env, "ssr_records"):
        env.ssr_records = {}
    return env.ssr_records


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is removed or read again."""
    records(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take the records of the pages that another process read."""
    records(env).update({name: records(other)[name] for name in docnames if name in records(other)})


def setup(app: Sphinx) -> None:
    """Keep records, also when pages are removed or read in parallel."""
    # After the toctrees were inserted and the catalogue applied, before comments could be written.
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
