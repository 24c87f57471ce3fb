"""What a search finds: sections, glossary terms, questions, told apart so that a result leads there.

The words of a page are kept in the environment when it is read. Sphinx asks `Index` for `searchindex.js`,
which is therefore whole after a partial build too. `search-words.js` looks the words up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import IO, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from ..quiz.html import plain
from ..quiz.model import Question
from ..text import search_words
from .banks import read_bank
from .nodes import box, box_title, question_set, ready
from .quiz import heading_id, own_heading
from .search_languages import Language, register

TEXTS = "searchtext.js"  # read only where pages cannot be fetched: from a folder
_TAG = re.compile("<[^>]+>")
_UNSEARCHED = (nodes.comment, nodes.raw, nodes.system_message, addnodes.toctree, addnodes.index)


@dataclass
class Unit:
    """What a result may lead to: its anchor, its heading, its text in pieces."""

    anchor: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, in one line."""
        return " ".join("".join(self.texts).split())


def units_of(app: Sphinx, doctree: nodes.document) -> list[Unit]:
    """A page as units in reading order; the first is its top, with the title of the page."""
    units = [Unit()]

    def walk(node: nodes.Node) -> None:
        here = units[-1]
        if isinstance(node, nodes.Text):
            here.texts.append(node.astext())
        elif isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            if len(units) == 1 and not here.heading:
                here.heading = node.astext()
            else:
                units.append(Unit(node.parent["ids"][0], node.astext()))
        elif isinstance(node, nodes.term) and node["ids"]:
            alike = node.parent.index(node) > 0  # terms that share a definition
            units.append(Unit(node["ids"][0], node.astext(), here.texts if alike else []))
        elif isinstance(node, box_title) and node.get("anchor"):
            units.append(Unit(node["anchor"], node.astext()))
        elif isinstance(node, question_set):
            units.extend(_questions(app, node))
        elif isinstance(node, ready):
            if isinstance(node.parent, box) and node.parent["kind"] == "aims" and not node.get("anchor"):
                here.texts.append(unescape(_TAG.sub(" ", node["html"])))
            elif node.get("anchor") and node.parent["kind"] != "fact":  # what puts it right belongs to it
                units.append(Unit(node["anchor"]))
        elif not isinstance(node, _UNSEARCHED):
            for child in node.children:
                walk(child)
            if isinstance(node, nodes.TextElement):
                units[-1].texts.append(" ")

    walk(doctree)
    return units


def question_text(q: Question) -> str:
    """Prompt and what can be chosen; never a key, hint, feedback or explanation.

    What can be chosen is sorted: as they are written, the items of an ordering would be its key.
    """
    parts = sorted(part.text for part in (*q.choices, *q.items, *q.targets))
    return " ".join(map(plain, (q.prompt, *parts)))


def _questions(app: Sphinx, node: question_set) -> Iterator[Unit]:
    """Each question, also those of its pool; of a pool the first is shown if the reader has no number."""
    bank = read_bank(app.ssr, node["module"], graded=node["graded"])
    if own_heading(node):
        yield Unit(heading_id(node))
    for ids in node["units"]:
        for id in ids:
            yield Unit(f"q{node['uid']}-{ids[0]}", "", [question_text(bank.question(id))])


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the text of the page that was just read (on ``doctree-read``)."""
    if {"nosearch", "no-search"} & app.env.metadata.get(app.env.docname, {}).keys():
        return
    units = units_of(app, doctree)
    _pages(app.env)[app.env.docname] = [(unit.anchor, unit.heading, unit.text) for unit in units]


def _pages(env: BuildEnvironment) -> dict[str, list[tuple[str, str, str]]]:
    """Page name to its units: (anchor, heading, text)."""
    if not hasattr(env, "ssr_search"):
        env.ssr_search = {}
    return env.ssr_search


def make_index(language: Language, pages: dict[str, list[tuple[str, str, str]]]) -> dict[str, Any]:
    """What the page looks words up in.

    ``docnames``; ``units``: [page, anchor, heading]; ``terms`` and ``titleterms``: stem to the units whose
    text or heading has it, each number less the one before.
    """
    found = [(n, *unit) for n, units in enumerate(pages.values()) for unit in units]
    titles = [search_words(heading) for _, _, heading, _ in found]
    texts = [list(dict.fromkeys(search_words(text))) for *_, text in found]
    stems = {language.stem(word) for words in (*titles, *texts) for word in words}

    def terms(places: list[list[str]]) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for n, words in enumerate(places):
            keys: set[str] = set()
            for word in filter(language.word_filter, words):
                keys |= {language.stem(word), *(stem for stem in language.more(word) if stem in stems)}
            for key in keys:
                out.setdefault(key, []).append(n)
        return {
            key: [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
            for key, numbers in sorted(out.items())
        }

    units = [[n, anchor, heading] for n, anchor, heading, _ in found]
    return {"docnames": list(pages), "units": units, "terms": terms(texts), "titleterms": terms(titles)}


class Index(IndexBuilder):
    """What Sphinx writes to `searchindex.js`, made from the environment; the texts go to a file beside it."""

    lang: Language

    def load(self, stream: IO[str], format: Any) -> None:
        """Nothing: no page is forgotten."""

    def prune(self, docnames: Iterable[str]) -> None:
        """Nothing: the environment knows which pages there are."""

    def feed(self, docname: str, filename: str, title: str, doctree: nodes.document) -> None:
        """Nothing: the text was kept when the page was read, before links and numbers were put in."""

    def dump(self, stream: IO[str], format: Any) -> None:
        """Write the call that hands the index to the page, and the one for the texts."""
        kept = _pages(self.env)
        known = [name for name in self.env.app.ssr.course.by_name if name in kept]
        names = [*known, *sorted(kept.keys() & self.env.found_docs - set(known))]
        pages = {name: kept[name] for name in names}
        stream.write(_call("setIndex", make_index(self.lang, pages)))
        texts = [text for units in pages.values() for *_, text in units]
        Path(self.env.app.outdir, TEXTS).write_text(_call("setTexts", texts), encoding="utf-8")


def _call(name: str, value: Any) -> str:
    return f"Search.{name}({json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n"


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is removed or read again."""
    _pages(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take the pages that another process read."""
    _pages(env).update({name: _pages(other)[name] for name in docnames if name in _pages(other)})


def put_index(app: Sphinx) -> None:
    """Have Sphinx fill our index (on ``builder-inited``)."""
    builder = app.builder

    def load_indexer(docnames: Iterable[str]) -> None:
        config = app.config
        builder.indexer = Index(app.env, config.language, config.html_search_options, "")

    if hasattr(builder, "load_indexer"):
        builder.load_indexer = load_indexer


def setup(app: Sphinx) -> None:
    """Register the languages, and keep the words of pages, also when they are removed or read in parallel."""
    register()
    app.connect("builder-inited", put_index)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
