"""A small page around `html.quiz_html` for the tests of questions: strict policy, joined scripts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from interpreter import words
from playwright.sync_api import Locator, Page

from ssr_course.interface import Interface
from ssr_course.languages import LANGUAGES
from ssr_course.layout import ASSETS
from ssr_course.quiz import html
from ssr_course.quiz.model import Bank, Choice, Item, Note, Question, Target

IN_FULL = ("ar",)  # with the interface of the course; other languages with that of English
SCRIPTS = ("quiz-score.js", "quiz-answers.js", "quiz-store.js", "quiz-card.js", "quiz-page.js")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
# The tokens that site.css gives: without them the cards must look right too, but are always light.
TOKENS = """
:root{color-scheme:light dark;--paper:#fdfcfb;--surface:#f7f4f2;--surface-2:#ece6e4;--line:#dcd4d1;
--edge:#857880;--ink:#241d23;--ink-2:#514650;--accent:#5a2a5c;--accent-hi:#431c45;--on-accent:#fff;
--soft:#f3eaf3;--right:#17573a;--right-soft:#e8f2ec;--partly:#694800;--partly-soft:#f9efd9;--wrong:#8a2a1e;
--wrong-soft:#fae9e5}
@media (prefers-color-scheme:dark){:root{--paper:#171418;--surface:#1f1b20;--surface-2:#2b262d;
--line:#3b343d;--edge:#8f8492;--ink:#efe9ed;--ink-2:#cabfc8;--accent:#dcb8e0;--accent-hi:#edd5f0;
--on-accent:#2a122d;--soft:#2e2232;--right:#95d6b2;--right-soft:#16291f;--partly:#ecc57c;
--partly-soft:#2f2512;--wrong:#f5ada0;--wrong-soft:#371e1a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
main{max-inline-size:43rem;margin-inline:auto;padding-inline:1rem}
.sprite{position:absolute;inline-size:0;block-size:0;overflow:hidden}
"""

SINGLE = Question(
    "customs-role",
    "single",
    "A truck waits at the border, and nobody has stamped its papers.\n\nWhich institution collects *duties*?",
    hint="Think of goods and revenue, not of people and passports.",
    explanation="Customs belongs to the security sector in **most** countries.",
    see="book/security-sector/institutions.md#customs",
    choices=(
        Choice("army", "The army", feedback="Defence has no part in collecting *revenue*."),
        Choice("customs", "The customs service", True, "Customs collects duties and stops prohibited goods."),
        Choice("border", "The border guard", feedback="Close: border guards control the movement of people."),
    ),
)
MULTIPLE = Question(
    "oversight-bodies",
    "multiple",
    "Which of these oversee security institutions?",
    points=3,
    hint="Overseers stand outside the chain of command.",
    explanation="Three stand outside the chain of command.",
    choices=(
        Choice("committee", "A parliamentary committee", True, "It approves or rejects laws and budgets."),
        Choice("ministry", "The ministry of defence", feedback="A ministry manages."),
        Choice("ombuds", "The ombuds institution", True, "It receives complaints."),
        Choice("audit", "The audit institution", True, "It examines whether money was spent well."),
    ),
)
TRUE_FALSE = Question(
    "one-model",
    "true-false",
    "The security sector has the same parts in every country.",
    answer=False,
    when_true="Many parts recur, but each country settles for itself who belongs.",
    when_false="There is no single model.",
    explanation="The United Nations works from functions.",
)
MATCHING = Question(
    "who-does-what",
    "matching",
    "Match each body with what it does.",
    points=3,
    targets=(
        Target("budget", "Approves the budget"),
        Target("accounts", "Examines the accounts"),
        Target("judges", "Judges abuses of power"),
    ),
    items=(
        Item("parliament", "Parliament", "budget", "Parliament holds the purse."),
        Item("audit", "Audit institution", "accounts", "Auditors come after the spending."),
        Item("courts", "Courts", "judges", "Courts decide when the law was broken."),
    ),
    explanation="Each body sees a different side.",
)
LONG_MATCHING = replace(
    MATCHING,
    id="long-powers",
    prompt="Match each body to the power that is its own.",
    targets=(
        Target("budget", "Says yes or no to the money before anybody may spend any of it"),
        Target("accounts", "Compares what was voted with what was spent, and reports the difference"),
        Target("judges", "Gives a judgment that binds"),
    ),
)
CATEGORISE = Question(
    "functions",
    "categorise",
    "Provide, manage or oversee? Sort each body.",
    points=3,
    targets=(Target("provide", "Provides"), Target("manage", "Manages"), Target("oversee", "Oversees")),
    items=(
        Item("police", "Police service", "provide", "The police deal with people directly."),
        Item("interior", "Ministry of the interior", "manage", "A ministry directs and pays."),
        Item("anticorr", "Anti-corruption commission", "oversee", "It investigates from outside."),
    ),
    hint="Ask: does it act, direct, or watch?",
    explanation="Services act, ministries direct, independent bodies watch.",
)
ORDERING = Question(
    "budget-cycle",
    "ordering",
    "Put one year of budget oversight in order.",
    points=3,
    items=(
        Item("propose", "The ministry proposes a budget", feedback="A plan comes before money."),
        Item("approve", "Parliament approves it", feedback="Nothing is spent before somebody said yes."),
        Item("spend", "The services spend", feedback="They leave a trail of receipts."),
        Item("examine", "Auditors examine the accounts", feedback="Auditors need something to examine."),
    ),
    notes=(Note("correct", "The relay is complete."), Note("partly", "The baton fell at one hand.")),
    hint="Nothing is spent before somebody has said yes.",
    explanation="Proposal, approval, spending, audit.",
)
NUMERIC = Question(
    "budget-share",
    "numeric",
    "In Tamaré, 84 million of a budget of 267.5 million pays for the police. What share is that?",
    value=Decimal("31.4"),
    tolerance=Decimal("0.1"),
    unit="per cent",
    hint="Part divided by whole.",
    notes=(
        Note("correct", "84 ÷ 267.5 = 0.314."),
        Note("incorrect", "Divide the police share by the whole."),
        Note("3.18", "You divided the other way round."),
    ),
    explanation="A share says nothing about need.",
)
SHORT = Question(
    "name-office",
    "short",
    "What is the office called that receives complaints?",
    accept=("ombudsman", "ombuds institution", "أمين المظالم"),
    notes=(
        Note("correct", "National titles differ."),
        Note("incorrect", "It has a name of Swedish origin."),
        Note("Audit office", "Auditors come after the spending; this office listens."),
    ),
    explanation="It inquires and recommends.",
)
WRITTEN = Question(
    "in-your-words",
    "written",
    "A colonel asks why anybody should watch his unit. What do you answer?",
    min_words=5,
    max_words=60,
    rubric="Names a benefit for the unit itself.",
    explanation="Oversight protects honest commanders: it shows *who* used the money well.",
)
POOL = tuple(
    Question(
        f"pool-{letter}",
        "single",
        f"Which letter is {letter}?",
        pool="letters",
        explanation="A letter.",
        choices=tuple(Choice(c, c.upper(), c == letter, f"This is {c}.") for c in "abcd"),
    )
    for letter in "abcd"
)
EVERY = (
    SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, LONG_MATCHING, CATEGORISE, ORDERING, NUMERIC, SHORT, WRITTEN,
)  # fmt: skip


def card(tab: Page, question: Question, nth: int = 0) -> Locator:
    """The card of a question on a page."""
    return tab.locator(f".q[data-id={question.id}]").nth(nth)


def choose(card: Locator, text: str) -> None:
    """Click the row of a choice by its words."""
    card.locator("form label").filter(has_text=text).click()


def press(card: Locator, name: str) -> None:
    """Click a button of a card or box by the beginning of its name."""
    card.get_by_role("button", name=re.compile("^" + re.escape(name))).click()


def verdict(card: Locator) -> str:
    """What the card says after a check, and says to a screen reader."""
    return card.locator(".q-out").inner_text()


def stored(tab: Page, module: str = "security-sector", learner: str = "") -> dict[str, object]:
    """The answers that this browser keeps, read past all scripts."""
    return tab.evaluate(
        "key => (JSON.parse(localStorage.getItem(key)) || {answers: {}}).answers", f"ssr:{learner}:{module}"
    )


def focused(tab: Page) -> str:
    """What has the focus, as a person would call it."""
    return tab.evaluate(
        "(e => e === document.body ? 'nothing' : e.getAttribute('aria-label') || "
        "e.textContent.trim() || e.value || e.id)(document.activeElement)"
    )


def bank(*questions: Question, id: str = "security-sector", graded: bool = False) -> Bank:
    """A bank of these questions."""
    return Bank(id, "What the security sector is", questions, graded=graded)


def write(
    folder: Path,
    *quizzes: Bank,
    name: str = "quiz",
    language: str = "en",
    pages: dict[str, object] | None = None,
    tokens: bool = True,
    script: bool = True,
) -> Path:
    """Writes one page with these quizzes, and what it needs, into `folder`; gives the page."""
    row = LANGUAGES[language]
    ui = words(language) if language in IN_FULL else Interface(row)
    asked = [
        html.quiz_html(
            b, b.questions, ui, href=lambda at: at.replace(".md", ".html"), uid=str(n or ""), level=2
        )
        for n, b in enumerate(quizzes)
    ]
    data = {"language": language, "ui": ui.table(), "pages": pages or {}}
    (folder / "data.js").write_text(
        f"(globalThis.SSR = globalThis.SSR || {{}}).data = {json.dumps(data)};", encoding="utf-8"
    )
    scripts = "".join((ASSETS / script).read_text(encoding="utf-8") for script in SCRIPTS)
    (folder / "ssr.js").write_text(scripts, encoding="utf-8")
    style = (TOKENS if tokens else "") + (ASSETS / "quiz.css").read_text(encoding="utf-8")
    (folder / "ssr.css").write_text(style, encoding="utf-8")
    icons = (ASSETS / "icons.svg").read_text(encoding="utf-8")
    page = folder / f"{name}.html"
    page.write_text(
        f'<!doctype html>\n<html lang="{row.html}" dir="{row.direction}" data-page="book/{name}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>Practice</title>'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="ssr.css">'
        + ('<script src="data.js" defer></script><script src="ssr.js" defer></script>' if script else "")
        + "</head><body>"
        f'<div class="sprite" aria-hidden="true">{icons}</div><main><h1>Practice</h1>\n'
        + "\n".join(asked)
        + "</main></body></html>\n",
        encoding="utf-8",
    )
    return page
