"""A question becomes HTML: the same everywhere, escaped at the last moment, keyless where it counts."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from ssr_course.interface import MESSAGES, Interface
from ssr_course.languages import LANGUAGES
from ssr_course.layout import ASSETS, PACKAGE
from ssr_course.quiz import html, public
from ssr_course.quiz.markup import prompt, safe_link
from ssr_course.quiz.model import Bank, Choice, Item, Note, Question, Target

UI = Interface()
HOSTILE = "</script><img src=x onerror=\"alert('1')\"> & <b>"
SINGLE = Question(
    "customs-role",
    "single",
    "Which one?",
    hint="A hint.",
    explanation="Because *so*.",
    see="book/a.md#b",
    choices=(
        Choice("a", "Army", feedback="Not in charge."),
        Choice("c", "Customs", True, "In charge."),
    ),
)
ITEMS = (
    Item("i", "First", "s", "Note on i."),
    Item("j", "Second", "t", "Note on j."),
    Item("k", "Third", "s"),
)
TARGETS = (Target("s", "Side"), Target("t", "Top"))
EVERY = (
    SINGLE,
    replace(SINGLE, id="multiple-one", type="multiple"),
    Question("true-one", "true-false", "Is it?", answer=True, when_true="Yes, it is.", when_false="It is."),
    Question("match-one", "matching", "Match.", items=ITEMS[:2], targets=TARGETS),
    Question("sort-one", "categorise", "Sort.", items=ITEMS, targets=TARGETS),
    Question("order-one", "ordering", "Order.", items=ITEMS, notes=(Note("partly", "Half way."),)),
    Question("number-one", "numeric", "How many?", value=Decimal("31.4"), tolerance=Decimal("0.1"),
             unit="litres", notes=(Note("correct", "So it is."), Note("30", "You rounded."))),
    Question("short-one", "short", "Its name?", accept=("ombudsman", "ombud")),
    Question("write-one", "written", "Why?", min_words=5, max_words=60, rubric="Names a reason.",
             explanation="A model."),
)  # fmt: skip


def bank(*questions: Question, graded: bool = False) -> Bank:
    """A bank of these questions."""
    return Bank("security-sector", "The sector", questions, graded=graded)


class Tree(HTMLParser):
    """Checks that elements nest, and remembers each start tag with its attributes."""

    EMPTY = frozenset({"input", "img", "use", "br", "hr"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize("graded", [False, True])
def test_a_quiz_of_all_types_is_well_formed_and_has_no_inline_script_or_style(graded: bool) -> None:
    """Elements nest, ids are unique, every label and description finds its element, no style= and no on…=."""
    tree = Tree(html.quiz_html(bank(*EVERY, *EVERY), [*EVERY, *EVERY], UI, graded=graded))
    ids = [attrs["id"] for _, attrs in tree.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    for _, attrs in tree.tags:
        assert not [name for name in attrs if name == "style" or name.startswith("on")]
        for name in ("for", "aria-describedby", "aria-labelledby"):
            assert not attrs.get(name) or set(attrs[name].split()) <= set(ids)


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.type)
def test_each_type_is_a_fieldset_with_a_legend_and_native_controls(question: Question) -> None:
    """The prompt is the legend; every control has a label."""
    tree = Tree(html.question_html(question, UI))
    assert tree.tags[0] == ("section", tree.tags[0][1]) and tree.tags[0][1]["data-id"] == question.id
    assert len(tree.all("fieldset")) >= 1 and len(tree.all("legend")) == len(tree.all("fieldset"))
    controls = [*tree.all("input"), *tree.all("select"), *tree.all("textarea")]
    assert controls
    labelled = {label.get("for") for label in tree.all("label")}
    loose = [c for c in controls if c.get("type") not in ("radio", "checkbox") and c.get("class") != "q-pos"]
    assert all(c["id"] in labelled for c in loose)


@pytest.mark.parametrize("field", ["prompt", "hint", "explanation"])
def test_hostile_text_of_a_bank_stays_text(field: str) -> None:
    """Tags in any text are shown as they were written."""
    tree = Tree(html.question_html(replace(SINGLE, **{field: HOSTILE}), UI))
    assert not tree.all("img") and not tree.all("script")


def test_hostile_text_in_every_other_place_stays_text_too() -> None:
    """Choices, notes, units, accepted words, alternatives, titles, pools and addresses."""
    bad = (
        replace(
            SINGLE, choices=(Choice("a", HOSTILE, True, HOSTILE),), pool=HOSTILE, see=HOSTILE, alt=HOSTILE
        ),
        replace(EVERY[3], items=(Item("i", HOSTILE, "s", HOSTILE),), targets=(Target("s", HOSTILE),)),
        replace(EVERY[6], unit=HOSTILE, notes=(Note(HOSTILE, HOSTILE),)),
        replace(EVERY[7], accept=(HOSTILE,)),
        replace(EVERY[8], rubric=HOSTILE),
    )
    source = html.quiz_html(bank(*bad), bad, UI, title=lambda see: HOSTILE)
    tree = Tree(source)
    assert not tree.all("img") and len(tree.all("script")) == 1
    island = re.search(r'<script type="application/json" class="quiz-key">(.*?)</script>', source, re.DOTALL)
    assert json.loads(island[1])["questions"]["short-one"]["key"] == [HOSTILE]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("book/a.md#b", True),
        ("#here", True),
        ("a?b=c:d", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc", False),
        (" vbscript:x", False),
    ],
)
def test_only_harmless_links_are_published(address: str, allowed: bool) -> None:
    """http, https, mailto and relative ones."""
    assert safe_link(address) is allowed


def test_a_forbidden_link_is_shown_as_text() -> None:
    """Nothing to click is left, also behind an entity."""
    shown = html.inline("[a](javascript:x) [b](javascript&colon;x) ![c](http://example.org/p.png)")
    assert shown.count("<a") == 1 and 'href="http://example.org/p.png"' in shown and "<img" not in shown


def test_relative_links_become_addresses_of_the_page() -> None:
    """`href` sees what an author wrote to a page of the course, and nothing else."""
    shown = html.blocks("[a](book/a.md) [b](#b) [c](https://example.org)", lambda at: "../" + at)
    assert re.findall(r'href="(.*?)"', shown) == ["../book/a.md", "#b", "https://example.org"]


def test_the_last_paragraph_of_a_prompt_asks_and_those_before_tell_the_situation() -> None:
    """A legend may hold no paragraphs, so only the question is in it; the rest describes the group."""
    assert prompt("A *truck*.\n\n- x\n\nWhich?\n\n- y") == (
        "<p>A <em>truck</em>.</p>\n<ul>\n<li>x</li>\n</ul>",
        "Which?",
        "<ul>\n<li>y</li>\n</ul>",
    )
    shown = html.question_html(replace(SINGLE, prompt="Long ago.\n\nWhich?"), UI)
    assert '<fieldset aria-describedby="q-customs-role-l"><legend class="q-prompt">Which?</legend>' in shown
    assert '<legend class="q-prompt">Question</legend>' in html.question_html(
        replace(SINGLE, prompt="- x"), UI
    )


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.type)
def test_a_practice_question_brings_its_answer_in_a_details(question: Question) -> None:
    """Closed at first, readable without a script."""
    tree = Tree(html.question_html(question, UI))
    keys = [attrs for attrs in tree.all("details") if attrs["class"] == "q-key"]
    assert keys == [{"class": "q-key"}]


def test_notes_can_be_found_by_choice_and_by_answer() -> None:
    """`data-for` names a choice or item, `data-when` an answer; the note is in the span."""
    single = html.question_html(SINGLE, UI)
    assert '<li data-for="c" data-correct><b>Customs</b> <i>Right.</i> <span>In charge.</span></li>' in single
    number = html.question_html(EVERY[6], UI)
    assert '<li data-when="30"><b>30</b> <span>You rounded.</span></li>' in number
    assert re.sub("<.*?>", "", number).count("31.4 litres (accepted: 31.3 to 31.5)") == 1


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.type)
def test_the_html_of_a_graded_question_does_not_change_with_its_key(question: Question) -> None:
    """Whatever is right, and whatever is said of it, the bytes are the same."""
    other = replace(
        question,
        choices=tuple(replace(c, correct=not c.correct, feedback="x") for c in question.choices),
        items=tuple(replace(i, target="t", feedback="x") for i in reversed(question.items))
        if question.type == "ordering"
        else tuple(replace(i, target="t", feedback="x") for i in question.items),
        targets=tuple(reversed(question.targets)) if question.type == "matching" else question.targets,
        answer=False,
        when_true="x",
        when_false="x",
        value=Decimal(7),
        tolerance=Decimal(3),
        accept=("x",),
        notes=(Note("correct", "x"),),
        rubric="x",
        explanation="x",
        see="x",
    )
    assert html.question_html(question, UI, graded=True) == html.question_html(other, UI, graded=True)


def test_a_graded_quiz_has_no_island_and_says_that_it_is_marked_later() -> None:
    """Graded is a property of the bank, or asked for."""
    for quiz in (
        html.quiz_html(bank(SINGLE, graded=True), [SINGLE], UI),
        html.quiz_html(bank(SINGLE), [SINGLE], UI, graded=True),
    ):
        assert 'data-mode="graded"' in quiz and "quiz-key" not in quiz and "Marked later" in quiz


def test_the_island_of_a_practice_quiz_holds_the_keys_of_its_questions() -> None:
    """As `public.key` gives them."""
    quiz = html.quiz_html(bank(*EVERY), EVERY[:2], UI)
    island = re.search(r'class="quiz-key">(.*?)</script>', quiz)
    assert json.loads(island[1]) == {"questions": {q.id: public.key(q) for q in EVERY[:2]}}


def test_the_order_shown_first_is_never_the_key() -> None:
    """Lines to be ordered, and what is matched, stand in the order of the hash."""
    shown = re.findall(r'data-item="(.)"', html.question_html(EVERY[5], UI))
    assert sorted(shown) == ["i", "j", "k"] and shown != ["i", "j", "k"]
    options = re.findall(r'<option value="(.)">', html.question_html(EVERY[3], UI))
    assert options[:2] == public.order(["s", "t"], "", "match-one")


def test_naming_one_of_a_pool_brings_the_whole_pool_as_one_question() -> None:
    """The first by id is shown, the others are hidden; all bear the same number."""
    pool = tuple(replace(SINGLE, id=f"pool-{c}", pool="p") for c in "cab")
    last = replace(SINGLE, id="z")
    quiz = html.quiz_html(bank(*pool, last), [pool[0], pool[1], last], UI)
    sections = re.findall(r'<section class="q" id="q-(.*?)".*?( hidden)?>\n.*?Question (\d) of 2', quiz)
    assert sections == [
        ("pool-a", "", "1"),
        ("pool-b", " hidden", "1"),
        ("pool-c", " hidden", "1"),
        ("z", "", "2"),
    ]


@pytest.mark.parametrize(("length", "select"), [(28, True), (29, False)])
def test_targets_that_a_phone_would_cut_are_radio_buttons(length: int, select: bool) -> None:
    """A native select up to 28 characters, above that one group of radio buttons a line."""
    long = replace(EVERY[3], targets=(Target("s", "x" * length), TARGETS[1]))
    tree = Tree(html.question_html(long, UI))
    assert bool(tree.all("select")) is select
    assert bool([i for i in tree.all("input") if i.get("type") == "radio"]) is not select


def test_the_level_of_the_headings_is_given() -> None:
    """Questions and box take the level that the page needs."""
    quiz = html.quiz_html(bank(SINGLE), [SINGLE], UI, level=2)
    assert re.findall(r"<h(\d)", quiz) == ["2", "2"]


def test_a_figure_and_what_to_read_again_get_addresses_of_the_page() -> None:
    """`src` and `href` are asked; `title` names the page."""
    question = replace(SINGLE, figure="book/f.svg", alt='A "map"')
    shown = html.question_html(
        question, UI, src=lambda at: f"_images/{at}", href=lambda at: f"/x/{at}", title=str
    )
    assert '<img src="_images/book/f.svg" alt="A &quot;map&quot;">' in shown
    assert '<a href="/x/book/a.md#b">Read again: book/a.md#b</a>' in shown


def test_the_words_around_a_question_are_in_the_language() -> None:
    """Direction and language stand on the quiz; plural forms are those of the language."""
    arabic = Interface(
        LANGUAGES["ar"], {"quiz-points": ("0", "نقطة", "نقطتان", "{n} نقاط", "{n} نقطة", "{n}")}
    )
    quiz = html.quiz_html(bank(replace(SINGLE, points=3)), [replace(SINGLE, points=3)], arabic)
    assert '<div class="quiz" lang="ar" dir="rtl"' in quiz and "3 نقاط" in quiz


def test_every_word_of_the_questions_is_in_the_table_and_every_word_of_the_table_is_used() -> None:
    """A name that ends in a hyphen stands for all that begin with it."""
    places = [*(PACKAGE / "quiz").glob("*.py"), *ASSETS.glob("quiz-*.js")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in places)
    asked = set(re.findall(r"""['"](quiz-[a-z-]*)['"{]""", source))
    ours = {name for name in MESSAGES if name.startswith("quiz-")}
    starts = tuple(name for name in asked if name.endswith("-"))
    assert {name for name in asked if not name.endswith("-")} - ours == set()
    assert all(any(name.startswith(start) for name in ours) for start in starts)
    assert {name for name in ours if name not in asked and not name.startswith(starts)} == set()


def test_the_html_of_a_typical_question_is_lean() -> None:
    """Ten of them weigh less than one font."""
    four = replace(
        SINGLE, choices=tuple(Choice(f"c{n}", f"Choice number {n}", n == 1, "Reason.") for n in range(4))
    )
    one = html.question_html(four, UI)
    assert len(one.encode()) < 2000
    ten = [replace(four, id=f"q-{n}") for n in range(10)]
    assert len(gzip.compress(html.quiz_html(bank(*ten), ten, UI).encode(), 9, mtime=0)) < 3000
