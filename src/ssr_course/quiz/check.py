"""What crosses banks, pages and facts, over the whole course: `ssr check`.

1. Every bank by itself (`load`, with what the course demands). 2. Ids that are used twice, objectives.
3. What questions point to: facts, pages, figures. 4. What pages say: facts, questions, objectives.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Problem
from ..layout import Layout
from .load import Examined, examine_file
from .meaning import unknown_objectives
from .model import Bank, Question
from .pages import Directive, Page, read_page
from .schema import near

MOST_FACTS_BYTES = 1 << 22


@dataclass
class _Course:
    layout: Layout
    problems: list[Problem] = field(default_factory=list)
    practice: dict[str, Examined] = field(default_factory=dict)
    graded: dict[str, Examined] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    facts: dict[str, str] | None = None  # id → certainty; None where there is no table

    def say(self, what: str, file: str, line: int, cure: str, question: str = "") -> None:
        self.problems.append(Problem(what, file, line, question, cure))

    def banks(self) -> Iterator[Bank]:
        for examined in (*self.practice.values(), *self.graded.values()):
            if examined.bank:
                yield examined.bank


def check_course(layout: Layout) -> list[Problem]:
    """Everything that is wrong in the banks and pages of the course, sorted by where it is."""
    course = _read(layout)
    _ids(course)
    for bank in course.banks():
        _objectives(course, bank)
        for question in bank.questions:
            _facts(course, bank.file, ((id, question.at("facts")) for id in question.facts), question.id)
            _see(course, bank, question)
            _figure(course, bank, question)
    for page in list(course.pages.values()):
        _facts(course, page.file, page.facts)
        for directive in page.directives:
            _directive(course, page, directive)
    return sorted(dict.fromkeys(course.problems), key=lambda problem: problem.key)


def check_banks(layout: Layout, paths: Iterable[Path]) -> list[Problem]:
    """What is wrong in the banks `paths` only; a bank outside the course's folders is judged by itself."""
    everything: list[Problem] | None = None
    problems: list[Problem] = []
    for path in paths:
        if path.is_file() and path.resolve().parent in (layout.practice.resolve(), layout.graded.resolve()):
            if everything is None:
                everything = check_course(layout)
            problems += [problem for problem in everything if problem.file == layout.relative(path)]
        else:
            problems += examine_file(path, course=True).problems
    return list(dict.fromkeys(problems))


def _read(layout: Layout) -> _Course:
    course = _Course(layout)
    for folder, graded in ((layout.practice, False), (layout.graded, True)):
        for path in sorted(folder.glob("[!.]*.y*ml")):
            shown = layout.relative(path)
            if path.suffix != ".yml":
                course.say("a bank that is not read", shown, 0, f"name it {path.stem}.yml")
                continue
            examined = examine_file(path, course=True, graded=graded, shown=shown)
            course.problems += examined.problems
            (course.graded if graded else course.practice)[path.stem] = examined
    for path in sorted(layout.book.rglob("*.md")):
        shown = layout.relative(path)
        try:
            course.pages[shown] = read_page(path, shown)
        except (OSError, ValueError):
            course.say("the page cannot be read", shown, 0, "save it as UTF-8")
    _read_facts(course)
    return course


def _read_facts(course: _Course) -> None:
    """The table of facts; each id once."""
    path = course.layout.facts
    shown = course.layout.relative(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        used = any(question.facts for bank in course.banks() for question in bank.questions)
        if used or any(page.facts for page in course.pages.values()):
            course.say(
                "no table of facts", shown, 0, "write it as UTF-8, with the columns id,fact,source,certainty"
            )
        return
    course.facts = {}
    rows = csv.DictReader(io.StringIO(text))
    for row in rows:
        id, certainty = (row.get("id") or "").strip(), (row.get("certainty") or "").strip()
        if not id or certainty not in ("confirmed", "known", "uncertain"):
            cure = "fill in id,fact,source,certainty; certainty is confirmed, known or uncertain"
            course.say("a fact without id or certainty", shown, rows.line_num, cure)
        elif id in course.facts:
            course.say(f"the fact {id} stands twice", shown, rows.line_num, "give it an id of its own")
        course.facts.setdefault(id, certainty)


def _ids(course: _Course) -> None:
    """Ids of questions and of objectives are used once in the course; no pool has the name of a question."""
    questions: dict[str, tuple[Bank, int]] = {}
    objectives: dict[str, tuple[Bank, int]] = {}
    for bank in course.banks():
        for kind, parts, known in (
            ("question", bank.questions, questions),
            ("objective", bank.objectives, objectives),
        ):
            for part in parts:
                other, line = known.setdefault(part.id, (bank, part.line))
                if other is not bank:
                    cure = f"rename one; the other is {other.file}:{line}"
                    course.say(f"the {kind} id '{part.id}' is used in two banks", bank.file, part.line, cure)
    for bank in course.banks():
        for question in bank.questions:
            other, _ = questions.get(question.pool, (bank, 0))
            if other is not bank:
                what = f"the pool '{question.pool}' has the name of a question in {other.file}"
                course.say(
                    what, bank.file, question.at("pool"), "give the pool a name of its own", question.id
                )


def _objectives(course: _Course, bank: Bank) -> None:
    """A graded bank takes its objectives from the practice bank of the module."""
    practice = course.practice.get(bank.id)
    if not bank.graded:
        return
    if not practice:
        cure = f"write quizzes/practice/{bank.id}.yml with the objectives of the module"
        course.say(f"no practice bank for the module '{bank.id}'", bank.file, 0, cure)
    elif practice.bank:
        for question, (what, line, cure) in unknown_objectives(bank, practice.bank):
            course.say(what, bank.file, line, cure, question.id)


def _guess(word: str, known: Iterable[str], otherwise: str) -> str:
    guess = near(word, known)
    return f"did you mean '{guess}'?" if guess else otherwise


def _facts(course: _Course, file: str, facts: Iterable[tuple[str, int]], question: str = "") -> None:
    for fact, line in facts if course.facts is not None else ():
        certainty = course.facts.get(fact)
        if certainty is None:
            course.say(f"unknown fact '{fact[:40]}'", file, line, "take its id from book/facts.csv", question)
        elif certainty == "uncertain":
            cure = "leave it out, or find a source and mark it confirmed"
            course.say(f"the fact {fact} is uncertain", file, line, cure, question)


def _inside(course: _Course, name: str) -> Path | None:
    """The file `name` of the course, from its root; None if there is none inside it."""
    root = course.layout.root.resolve()
    path = (root / name).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None


def _see(course: _Course, bank: Bank, question: Question) -> None:
    name, _, anchor = question.see.partition("#")
    if not name:
        return
    path = _inside(course, name)
    page = course.pages.get(course.layout.relative(path)) if path else None
    if not page:
        cure = _guess(name, course.pages, "write it from the course's folder, such as book/MODULE/page.md")
        course.say(f"'see' leads to no page: {name}", bank.file, question.at("see"), cure, question.id)
    elif anchor and anchor not in page.anchors:
        cure = _guess(anchor, page.anchors, f"its headings are {', '.join(sorted(page.anchors))}")
        course.say(f"no heading #{anchor} in {name}", bank.file, question.at("see"), cure, question.id)


def _figure(course: _Course, bank: Bank, question: Question) -> None:
    if question.figure and not _inside(course, question.figure):
        cure = "write it from the course's folder, such as book/MODULE/figures/name.svg"
        what = f"no figure {question.figure}"
        course.say(what, bank.file, question.at("figure"), cure, question.id)


def _directive(course: _Course, page: Page, directive: Directive) -> None:
    if directive.name == "objectives":
        parts = Path(page.file).parts
        module, ids, kind = parts[1] if len(parts) > 2 else "", directive.argument.split(), "objective"
        examined = course.practice.get(module)
        known = {o.id for o in examined.bank.objectives} if examined and examined.bank else set()
        folder = "practice"
    else:
        folder = "graded" if "graded" in directive.options else "practice"
        module, kind = directive.argument, "question"
        ids = directive.options.get("questions", "").split()
        examined = (course.graded if folder == "graded" else course.practice).get(module)
        known = set(examined.ids) if examined else set()
    if not examined:
        cure = f"write quizzes/{folder}/{module or 'MODULE'}.yml, or name another module"
        course.say(f"no {folder} bank '{module}'", page.file, directive.line, cure)
    elif examined.bank:
        for id in ids:
            if id not in known:
                cure = _guess(id, known, f"correct the id, or write the {kind}")
                course.say(
                    f"no {kind} '{id}' in the {folder} bank '{module}'", page.file, directive.line, cure
                )
