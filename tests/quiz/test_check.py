"""What crosses banks, pages and facts: `ssr check` over a whole course."""

# ruff: noqa: E501 - messages are quoted whole, as an author sees them

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssr_course.layout import Layout
from ssr_course.quiz.check import check_banks, check_course
from ssr_course.quiz.pages import parse_page, slug

ROOT = Path(__file__).parents[2]

FACTS = "id,fact,source,certainty\nF1,One,S,confirmed\nF2,Two,S,known\nF3,Three,S,uncertain\n"
PAGE = """# Who watches

```{objectives} m-tell
```

% facts: F1, F2; the rest is our reading

## What each can do, and where it stops

```{quiz} m
:questions: q-one q-two
```

```{quiz} m
:graded:
```
"""
QUESTION = """  - id: {id}
    type: true-false
    prompt: P
    objective: {objective}
    skill: recall
    facts: [{fact}]
    answer: true
    feedback: {{true: T, false: F}}
{more}"""


def question(id: str, more: str = "", objective: str = "m-tell", fact: str = "F1") -> str:
    """A question of the course, with more keys."""
    return QUESTION.format(id=id, more=f"    {more}\n" if more else "", objective=objective, fact=fact)


def bank(*questions: str, id: str = "m", objective: str = "m-tell") -> str:
    """A practice bank."""
    return (
        f"id: {id}\ntitle: T\nobjectives:\n  - {{id: {objective}, text: O}}\nquestions:\n{''.join(questions)}"
    )


Course = Callable[..., list[str]]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """``course({path: text})``: the problems of a sound small course in which those files are changed."""

    def build(files: dict[str, str | bytes | None] | None = None) -> list[str]:
        sound = {
            "_config.yml": "",
            "_toc.yml": "",
            "book/facts.csv": FACTS,
            "book/m/page.md": PAGE,
            "book/m/figures/f.svg": "<svg/>",
            "quizzes/practice/m.yml": bank(question("q-one"), question("q-two")),
            "quizzes/graded/m.yml": f"id: m\ntitle: T\nquestions:\n{question('g-one')}",
        }
        for name, text in (sound | (files or {})).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(problem) for problem in check_course(Layout(tmp_path))]

    return build


def practice(*questions: str) -> dict[str, str | bytes | None]:
    """The practice bank with the sound questions and some more."""
    return {"quizzes/practice/m.yml": bank(question("q-one"), question("q-two"), *questions)}


def test_the_course_of_this_repository_has_nothing_to_mend() -> None:
    """Facts, objectives, pages, figures, ids: everything that `ssr check` looks at."""
    assert [str(problem) for problem in check_course(Layout(ROOT))] == []


def test_a_sound_course_has_nothing_to_mend(course: Course) -> None:
    """The small course that the other tests break."""
    assert course() == []


@pytest.mark.parametrize(
    ("more", "fact", "message"),
    [
        ("hint: H", "F9", "unknown fact 'F9': quizzes/practice/m.yml:27 (question q); take its id from book/facts.csv"),
        ("hint: H", "F3", "the fact F3 is uncertain: quizzes/practice/m.yml:27 (question q); leave it out, or find a source and mark it confirmed"),
        ("see: book/m/pag.md", "F1", "'see' leads to no page: book/m/pag.md: quizzes/practice/m.yml:30 (question q); did you mean 'book/m/page.md'?"),
        ("see: other/place.md", "F1", "'see' leads to no page: other/place.md: quizzes/practice/m.yml:30 (question q); write it from the course's folder, such as book/MODULE/page.md"),
        ("see: ../outside.md", "F1", "'see' leads to no page: ../outside.md: quizzes/practice/m.yml:30 (question q); write it from the course's folder, such as book/MODULE/page.md"),
        ("see: book/m/page.md#what-each-can-do-where-it-stops", "F1", "no heading #what-each-can-do-where-it-stops in book/m/page.md: quizzes/practice/m.yml:30 (question q); did you mean 'what-each-can-do-and-where-it-stops'?"),
        ("see: book/m/page.md#nothing", "F1", "no heading #nothing in book/m/page.md: quizzes/practice/m.yml:30 (question q); its headings are what-each-can-do-and-where-it-stops, who-watches"),
        ("figure: book/m/figures/g.svg\n    alt: A", "F1", "no figure book/m/figures/g.svg: quizzes/practice/m.yml:30 (question q); write it from the course's folder, such as book/MODULE/figures/name.svg"),
        ("figure: ../f.svg\n    alt: A", "F1", "no figure ../f.svg: quizzes/practice/m.yml:30 (question q); write it from the course's folder, such as book/MODULE/figures/name.svg"),
        ("see: book/m/page.md#who-watches", "F2", ""),
        ("see: book/m/page.md", "F2", ""),
        ("figure: book/m/figures/f.svg\n    alt: A", "F2", ""),
    ],
)  # fmt: skip
def test_what_a_question_points_to_is_there(course: Course, more: str, fact: str, message: str) -> None:
    """Facts that are certain, pages and headings, figures; all within the course."""
    assert course(practice(question("q", more, fact=fact))) == [message] * bool(message)


def test_nothing_outside_the_course_is_pointed_to(course: Course, tmp_path: Path) -> None:
    """A file that lies there does not matter: it would not travel with the course."""
    for name in ("outside.md", "outside.svg"):
        (tmp_path.parent / name).write_text("# Outside")
    more = "see: ../outside.md\n    figure: ../outside.svg\n    alt: A"
    assert [message.split(":")[0] for message in course(practice(question("q", more)))] == [
        "'see' leads to no page",
        "no figure ../outside.svg",
    ]


def test_an_id_is_used_once_in_the_course(course: Course) -> None:
    """Questions of two modules, of practice and graded; objectives of two modules."""
    assert course({
        "quizzes/practice/n.yml": bank(question("q-two"), id="n"),
        "quizzes/graded/m.yml": f"id: m\ntitle: T\nquestions:\n{question('q-one')}",
    }) == [
        "the question id 'q-one' is used in two banks: quizzes/graded/m.yml:4; rename one; the other is quizzes/practice/m.yml:6",
        "the objective id 'm-tell' is used in two banks: quizzes/practice/n.yml:4; rename one; the other is quizzes/practice/m.yml:4",
        "the question id 'q-two' is used in two banks: quizzes/practice/n.yml:6; rename one; the other is quizzes/practice/m.yml:14",
    ]  # fmt: skip


def test_a_pool_is_not_named_as_a_question_of_another_bank(course: Course) -> None:
    """Pools and questions share the names of what is marked."""
    files = {"quizzes/graded/m.yml": f"id: m\ntitle: T\nquestions:\n{question('g-one', 'pool: q-one')}"}
    assert course(files) == [
        "the pool 'q-one' has the name of a question in quizzes/practice/m.yml: quizzes/graded/m.yml:12 (question g-one); give the pool a name of its own"
    ]


def test_graded_questions_take_their_objectives_from_the_practice_bank(course: Course) -> None:
    """Of the same module."""
    text = f"id: m\ntitle: T\nquestions:\n{question('g-one', objective='m-tel')}"
    assert course({"quizzes/graded/m.yml": text}) == [
        "unknown objective 'm-tel': quizzes/graded/m.yml:7 (question g-one); did you mean 'm-tell'?"
    ]
    assert course(
        {
            "quizzes/graded/n.yml": f"id: n\ntitle: T\nquestions:\n{question('n-one')}",
            "quizzes/graded/m.yml": "id: m\ntitle: T\nquestions:\n" + question("g-one"),
        }
    ) == [
        "no practice bank for the module 'n': quizzes/graded/n.yml; write quizzes/practice/n.yml with the objectives of the module"
    ]


def test_a_bank_with_another_ending_is_not_passed_over_in_silence(course: Course) -> None:
    """Somebody thinks that it is read; a backup of an editor is nobody's bank."""
    assert course({"quizzes/practice/n.yaml": "id: n", "quizzes/practice/.#m.yml": "{"}) == [
        "a bank that is not read: quizzes/practice/n.yaml; name it n.yml"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("% facts: F1 F9", "unknown fact 'F9': book/m/page.md:3; take its id from book/facts.csv"),
        ("% facts: F3", "the fact F3 is uncertain: book/m/page.md:3; leave it out, or find a source and mark it confirmed"),
        ("%facts:F1,F2 , F1; F9 is only mentioned", ""),
        ("% fact: F9", "unknown fact 'F9': book/m/page.md:3; take its id from book/facts.csv"),
        ("% a comment about F9", ""),
        ("```{quiz} n\n```", "no practice bank 'n': book/m/page.md:3; write quizzes/practice/n.yml, or name another module"),
        ("```{quiz} m\n:questions: q-one q-tow\n```", "no question 'q-tow' in the practice bank 'm': book/m/page.md:3; did you mean 'q-two'?"),
        (":::{quiz} m\n:questions: zzz\n:::", "no question 'zzz' in the practice bank 'm': book/m/page.md:3; correct the id, or write the question"),
        ("```{quiz} m\n:graded:\n:questions: q-one\n```", "no question 'q-one' in the graded bank 'm': book/m/page.md:3; did you mean 'g-one'?"),
        ("````{note}\n```{quiz} n\n```\n````", "no practice bank 'n': book/m/page.md:4; write quizzes/practice/n.yml, or name another module"),
        ("```{quiz} n\n:graded:\n```", "no graded bank 'n': book/m/page.md:3; write quizzes/graded/n.yml, or name another module"),
        ("```{objectives} m-tell m-tall\n```", "no objective 'm-tall' in the practice bank 'm': book/m/page.md:3; did you mean 'm-tell'?"),
        ("```\n```{quiz} n\n% facts: F9\n```", ""),
        ("```python\n% facts: F9\n```\n", ""),
        ("~~~~md\n```{quiz} n\n~~~~", ""),
    ],
)  # fmt: skip
def test_what_a_page_names_is_there(course: Course, line: str, message: str) -> None:
    """Facts, banks, questions, objectives; code shows what it likes."""
    assert course({"book/m/page.md": f"# T\n\n{line}\n"}) == [message] * bool(message)


def test_objectives_belong_to_the_module_of_the_page(course: Course) -> None:
    """The module is the folder."""
    assert course({"book/n/page.md": "# T\n\n```{objectives} m-tell\n```\n"}) == [
        "no practice bank 'n': book/n/page.md:3; write quizzes/practice/n.yml, or name another module"
    ]


def test_a_page_that_cannot_be_read_gets_a_line(course: Course) -> None:
    """Pages are text in UTF-8."""
    assert course({"book/m/page.md": b"# Caf\xe9"}) == [
        "the page cannot be read: book/m/page.md; save it as UTF-8"
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"\xff", "no table of facts: book/facts.csv; write it as UTF-8, with the columns id,fact,source,certainty"),
        ("id,fact,source,certainty\nF1,O,S,confirmed\nF2,T,S,sure\n", "a fact without id or certainty: book/facts.csv:3; fill in id,fact,source,certainty; certainty is confirmed, known or uncertain"),
        (FACTS + "F1,Again,S,known\n", "the fact F1 stands twice: book/facts.csv:5; give it an id of its own"),
        ("\ufeff" + FACTS, ""),
    ],
)  # fmt: skip
def test_the_table_of_facts_is_sound(course: Course, table: str | bytes, message: str) -> None:
    """Each fact once, with one of three certainties."""
    assert course({"book/facts.csv": table}) == [message] * bool(message)


def test_one_broken_bank_does_not_hide_what_else_is_wrong(course: Course) -> None:
    """Its sound questions, the other banks and the pages are judged in the same run; its name is known."""
    broken = bank(question("q-one").replace("prompt: P", "promt: P"), question("q-two", fact="F9"))
    graded = f"id: m\ntitle: T\nquestions:\n{question('g-one', fact='F3')}"
    assert course({"quizzes/practice/m.yml": broken, "quizzes/graded/m.yml": graded}) == [
        "the fact F3 is uncertain: quizzes/graded/m.yml:9 (question g-one); leave it out, or find a source and mark it confirmed",
        "a question without 'prompt': quizzes/practice/m.yml:6 (question q-one); write what is asked after 'prompt:'",
        "unknown key 'promt': quizzes/practice/m.yml:8 (question q-one); did you mean 'prompt'?",
        "unknown fact 'F9': quizzes/practice/m.yml:19 (question q-two); take its id from book/facts.csv",
    ]


def test_an_unreadable_bank_is_said_once(course: Course) -> None:
    """Pages that show it say nothing more."""
    assert course({"quizzes/practice/m.yml": "id: {"}) == [
        "something is missing in [ ] or { }: quizzes/practice/m.yml:2; close it; put texts in quotes"
    ]


def test_only_the_banks_that_were_named_are_reported(course: Course, tmp_path: Path) -> None:
    """What crosses the course is still seen; a draft outside its folders is judged by itself."""
    course(practice(question("q", fact="F9")) | {"book/m/page.md": "% facts: F9\n"})
    layout = Layout(tmp_path)
    draft = tmp_path / "draft.yml"
    draft.write_text(bank(question("d", objective="m-tel"), id="draft"))
    named = [tmp_path / "quizzes/practice/m.yml"]
    assert [p.what for p in check_banks(layout, named)] == ["unknown fact 'F9'"]
    assert [p.what for p in check_banks(layout, [tmp_path / "quizzes/graded/m.yml"])] == []
    assert [p.what for p in check_banks(layout, [draft])] == ["unknown objective 'm-tel'"]
    assert [p.what for p in check_banks(layout, [tmp_path / "missing.yml"])] == [
        "cannot read the bank (No such file or directory)"
    ]


def test_graded_banks_may_lie_elsewhere(course: Course, tmp_path: Path) -> None:
    """`ssr: graded:` in the configuration; they are graded whatever their folder is called."""
    files = {
        "_config.yml": "ssr: {graded: private/banks}",
        "private/banks/m.yml": f"id: m\ntitle: T\nobjectives: [{{id: o, text: O}}]\nquestions:\n{question('g-one')}",
    }
    assert course(files) == [
        "objectives in a graded bank: private/banks/m.yml:3; keep the list in the practice bank of the module"
    ]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What each can do, and where it stops", "what-each-can-do-and-where-it-stops"),
        ("The {term}`ombuds institution <ombudsman>` at work", "the-ombuds-institution-at-work"),
        ("A [link](page.md) *and* `code`", "a-link-and-code"),
        ("2. Défense – l’armée", "defense-larmee"),
        ("  1325 and after --", "and-after"),
    ],
)
def test_anchors_are_those_of_the_built_page(heading: str, anchor: str) -> None:
    """As docutils makes an id of a heading."""
    from docutils.nodes import make_id

    assert slug(heading) == anchor
    plain = heading.replace("{term}`ombuds institution <ombudsman>`", "ombuds institution").replace(
        "[link](page.md)", "link"
    )
    assert make_id(plain) == anchor


def test_labels_and_names_are_anchors_too() -> None:
    """``(label)=`` before a paragraph, ``:name:`` of a figure."""
    page = parse_page("# T #\n\n(my-label)=\n\n```{figure} f.svg\n:name: fig-one\n```\n", "page.md")
    assert page.anchors == {"t", "my-label", "fig-one"}
