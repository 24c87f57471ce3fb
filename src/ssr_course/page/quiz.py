"""``{quiz} MODULE`` and ``{objectives} IDS``: what a bank gives to a page."""

from __future__ import annotations

import posixpath
from html import escape
from typing import Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..errors import Problem
from ..quiz.html import inline, plain, quiz_html
from ..quiz.model import Bank, Question
from .banks import page_bank, read_bank, report, select
from .lesson import Box
from .nodes import box, question_set, ready

logger = logging.getLogger(__name__)


class Quiz(SphinxDirective):
    """``{quiz} MODULE`` with ``:questions: ID…`` (else the whole bank) and ``:graded:``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"questions": directives.unchanged, "graded": directives.flag}

    def run(self) -> list[nodes.Node]:
        module, graded = self.arguments[0], "graded" in self.options
        bank = page_bank(self.env, module, graded=graded, line=self.lineno)
        if bank is None:
            return []
        ids = self.options.get("questions", "").split()
        questions = select(bank, ids, self.get_location())
        for question in questions:
            self.take_figure(question, bank)
        number = self.env.temp_data["ssr_quizzes"] = self.env.temp_data.get("ssr_quizzes", 0) + 1
        node = question_set(
            "",
            *_searchable(questions),
            module=module,
            graded=graded,
            questions=[question.id for question in questions],
            units=_units(questions, bank),
            chosen=bool(ids),
            uid="" if number == 1 else str(number),
        )
        self.set_source_info(node)
        return [node]

    def take_figure(self, question: Question, bank: Bank) -> None:
        """Have the figure of a question copied, and the page read again when it changes."""
        if not question.figure:
            return
        self.env.note_dependency(question.figure)
        if (self.env.app.ssr.layout.root / question.figure).is_file():
            self.env.images.add_file(self.env.docname, question.figure)
        else:
            cure = "put the file there, or correct its name"
            report(Problem(f"no figure {question.figure}", bank.file, question.line, question.id, cure))
            self.env.note_reread()


class Objectives(Box):
    """``{objectives} ID…``: what the reader can do afterwards, in the words of the practice bank."""

    kind = "aims"
    has_content = False
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        module = self.env.docname.split("/")[-2] if "/" in self.env.docname else ""
        bank = page_bank(self.env, module, line=self.lineno)
        if bank is None:
            return []
        texts = {objective.id: objective.text for objective in bank.objectives}
        ids = self.arguments[0].split()
        for id in ids:
            if id not in texts:
                logger.error(
                    "no objective %s in the bank %s; correct the id, or write it under objectives:",
                    id,
                    module,
                    location=self.get_location(),
                )
        anchor = self.anchor()
        items = "".join(f"<li>{inline(texts[id])}</li>" for id in ids if id in texts)
        return [
            box(
                "",
                self.heading(self.ui("site-aims"), anchor),
                ready(html=f"<ol>{items}</ol>\n"),
                kind=self.kind,
                label=anchor,
            )
        ]


def _searchable(questions: list[Question]) -> list[nodes.Text]:
    """Prompts and what can be chosen; never a key, feedback or explanation."""
    texts: list[str] = []
    for q in questions:
        texts += [q.prompt, *(part.text for part in (*q.choices, *q.items, *q.targets))]
    return [nodes.Text(plain(text) + "\n") for text in texts]


def _units(questions: list[Question], bank: Bank) -> list[list[str]]:
    """The ids of what a learner meets as one question: a question, or all questions of a pool."""
    units: dict[str, list[str]] = {}
    for q in questions:
        units[f"pool {q.pool}" if q.pool else q.id] = (
            sorted(other.id for other in bank.questions if other.pool == q.pool) if q.pool else [q.id]
        )
    return list(units.values())


def own_heading(node: question_set) -> bool:
    """Whether questions bring a heading: those chosen for a lesson, unless the author wrote one above."""
    parent = node.parent
    written = (
        isinstance(parent, nodes.section) and parent.index(node) == 1 and isinstance(parent[0], nodes.title)
    )
    return node["chosen"] and not written


def heading_id(node: question_set) -> str:
    """The anchor of the heading that `own_heading` asks for."""
    return "check-yourself" + (f"-{node['uid']}" if node["uid"] else "")


def place_figures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Have the figures of questions copied beside those of the text (on ``doctree-resolved``)."""
    for node in doctree.findall(question_set):
        bank = read_bank(app.ssr, node["module"], graded=node["graded"])
        for question in bank.questions:
            if question.figure in app.env.images and question.id in node["questions"]:
                app.builder.images[question.figure] = app.env.images[question.figure][1]


def _visit_question_set(self: Any, node: question_set) -> None:
    """Write the questions, with links as seen from the page that is written."""
    builder, env = self.builder, self.builder.env
    site, here = builder.app.ssr, builder.current_docname

    def href(target: str) -> str:
        name, _, anchor = target.partition("#")
        doc = name.removesuffix(".md").removesuffix(".html")
        if not name:
            return target
        if doc not in env.found_docs:
            lines = (q.line for q in bank.questions if target in q.see + q.prompt + q.explanation)
            place = f"{bank.file}:{next(lines, 1)}"
            logger.error("this link leads nowhere: %s; correct it", target, location=place)
            return "#"
        return builder.get_relative_uri(here, doc) + (f"#{anchor}" if anchor else "")

    def src(figure: str) -> str:
        return posixpath.join(builder.imgpath, quote(builder.images.get(figure, figure)))

    bank = read_bank(site, node["module"], graded=node["graded"])
    level = 3 if own_heading(node) or self.section_level > 1 else 2
    if own_heading(node):
        self.body.append(f'<h2 id="{heading_id(node)}">{escape(site.ui("site-check-yourself"))}</h2>\n')
    self.body.append(
        quiz_html(
            bank,
            [bank.question(id) for id in node["questions"]],
            site.ui,
            graded=node["graded"],
            href=href,
            src=src,
            title=lambda see: site.page_name(see.partition("#")[0].removesuffix(".md")),
            level=level,
            uid=node["uid"],
        )
        + "\n"
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_node(question_set, html=(_visit_question_set, None))
    app.add_directive("quiz", Quiz)
    app.add_directive("objectives", Objectives)
    app.connect("doctree-resolved", place_figures)
