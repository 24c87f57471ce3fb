"""Templates hold every text that a learner meets, each with an address, and change only with the English."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import small_course

from ssr_course.errors import CourseError
from ssr_course.i18n import extract, places, poread, questions, words
from ssr_course.layout import Layout
from ssr_course.quiz.load import load_bank


def template(course: Layout, domain: str) -> Mapping[tuple[str | None, str], list[str]]:
    """The messages of a template with their places."""
    catalogue = poread.read(places.template(course, domain))
    assert catalogue.problems == []
    return {entry.key: entry.occurrences for entry in catalogue.messages}


def test_the_text_of_a_page_is_there(course: Layout) -> None:
    """Title, paragraph, figure, alt text, table, list, admonition, footnote: with file and line."""
    found = template(course, "book/one/first")
    assert found[None, "1. Who watches"] == ["book/one/first.md:1"]
    for text in (
        "A truck and three bands.",
        "One truck, three distances.",
        "Open the **logbook** today",
        "Key points",
        "As a rule.",
        "Courts wait until somebody brings a case[^1].",
    ):
        assert (None, text) in found


def test_captions_of_the_contents_are_there_and_formulas_are_not(course: Layout) -> None:
    """Stock extracts formulas; translated, they come out broken."""
    assert (None, "The first part") in template(course, "book/index")
    assert not [text for _, text in template(course, "book/one/second") if "a = 1" in text]


def test_a_question_is_there_by_address(course: Layout) -> None:
    """Every text of it, at the line where it was written."""
    found = template(course, "quizzes")
    assert found["one/title", "Who watches"] == ["quizzes/practice/one.yml"]
    assert found["objectives/tell-watchers", "Tell the watchers apart"] == ["quizzes/practice/one.yml:4"]
    assert found["who-asks/choices/driver/feedback", "The driver drives."] == ["quizzes/practice/one.yml:12"]
    assert ("which-office/accept", "ombudsman\nombuds institution") in found
    assert ("which-office/feedback/police/answer", "police") in found
    assert ("in-order/items/audit/text", "The auditor compares") in found
    assert not any(context and context.endswith("/answer") and "incorrect" in context for context, _ in found)


def test_every_field_of_a_bank_is_walked() -> None:
    """Whatever text a question has, the walk meets it: nothing of a bank stays English unseen."""
    path = Path(__file__).parents[2] / "quizzes" / "practice" / "security-sector.yml"
    bank = load_bank(path)
    changed = questions.walk(bank, lambda _address, text, _kind, _line: f"«{text}»")
    for old, new in zip(bank.questions, changed.questions, strict=True):
        for name in ("prompt", "hint", "explanation", "alt", "unit", "rubric", "when_true", "when_false"):
            assert getattr(new, name) == (f"«{getattr(old, name)}»" if getattr(old, name) else "")
        assert all(part.text.startswith("«") for part in (*new.choices, *new.targets, *new.items, *new.notes))
        assert (new.id, new.see, new.facts, new.points) == (old.id, old.see, old.facts, old.points)


def test_graded_questions_have_a_catalogue_of_their_own(course: Layout) -> None:
    """It can travel with the graded folder."""
    assert ("graded-truth/feedback/true", "It asks.") in template(course, "graded")
    assert not any("graded-truth" in (context or "") for context, _ in template(course, "quizzes"))


def test_private_graded_banks_keep_their_texts_with_them(course: Layout, tmp_path: Path) -> None:
    """Where `ssr: graded:` points outside, no template and no catalogue of them lies in the course."""
    shutil.move(course.graded, tmp_path / "secret")
    config = course.config_file
    config.write_text(config.read_text(encoding="utf-8") + "\nssr:\n  graded: ../secret\n", encoding="utf-8")
    moved = Layout(course.root)
    extract.extract(moved)
    assert not (places.templates(moved) / "graded.pot").exists()
    assert (tmp_path / "secret" / "locales" / "graded.pot").is_file()


def test_the_words_of_a_figure_are_there(course: Layout) -> None:
    """By file and id; a title that is read aloud too."""
    found = template(course, "figures")
    where = "book/one/figures/way.svg"
    assert found[f"{where}#inside", "Inspectors"] == [f"{where}:9"]
    assert (f"{where}#note", "Nearest to the service") in found
    assert (f"{where}#title", "A truck and a box") in found


def test_the_interface_is_there_by_name_with_its_plural_forms() -> None:
    """Placeholders are named to the translator."""
    found = {
        m.context: m for m in extract.interface({"quiz-n": ("{n} point", "{n} points"), "quiz-ok": "Right"})
    }
    assert (found["quiz-n"].msgid, found["quiz-n"].plural) == ("{n} point", "{n} points")
    assert found["quiz-n"].comments == ("Interface, quiz; filled in: {n}",)
    assert found["quiz-ok"].plural is None


def test_extracting_again_changes_no_byte(course: Layout) -> None:
    """Also after another run of the gettext builder."""
    folder = places.templates(course)
    before = {p: p.read_bytes() for p in folder.rglob("*.pot")}
    shutil.rmtree(course.build / "pages")
    result = extract.extract(course, small_course.page_templates(course.root))
    assert result.changed == []
    assert {p: p.read_bytes() for p in folder.rglob("*.pot")} == before


def test_the_template_of_a_page_that_is_gone_goes(course: Layout) -> None:
    """So that nobody translates it."""
    pages = course.build / "pages"
    (pages / "book" / "one" / "second.pot").unlink()
    extract.extract(course, pages)
    assert not places.template(course, "book/one/second").exists()
    assert places.template(course, "book/one/first").exists()


def test_without_pages_their_templates_stay(course: Layout) -> None:
    """Questions can be extracted alone, without Sphinx."""
    result = extract.extract(course)
    assert "book/one/first" in result.domains
    assert places.template(course, "book/one/first").exists()


def test_a_bad_bank_and_a_bad_figure_are_told_together(course: Layout) -> None:
    """And nothing is written."""
    (course.practice / "one.yml").write_text("id: one\n", encoding="utf-8")
    (course.book / "one" / "figures" / "way.svg").write_text("<svg", encoding="utf-8")
    before = places.template(course, "quizzes").read_bytes()
    with pytest.raises(CourseError) as caught:
        extract.extract(course)
    assert {problem.file for problem in caught.value.problems} >= {
        "quizzes/practice/one.yml",
        "book/one/figures/way.svg",
    }
    assert places.template(course, "quizzes").read_bytes() == before


def test_the_words_of_sphinx_are_those_that_it_asks_for(
    course: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page with one of each: whatever Sphinx's writer or an admonition looks up is in the table."""
    import gettext
    import sys

    asked: set[str] = set()

    def listening(cls: type) -> None:
        original = cls.gettext

        def look_up(self: gettext.NullTranslations, message: str) -> str:
            frame, files = sys._getframe(1), []
            for _ in range(5):
                files.append(frame.f_code.co_filename)
                if frame.f_back is None:
                    break
                frame = frame.f_back
            if any(name in file for file in files for name in ("sphinx/writers/html5", "docutils/nodes")):
                asked.add(str(message))
            return original(self, message)

        monkeypatch.setattr(cls, "gettext", look_up)

    listening(gettext.NullTranslations)
    listening(gettext.GNUTranslations)
    names = (
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "seealso",
        "tip",
        "warning",
    )
    extra = "".join(f"\n:::{{{name}}}\nText.\n:::\n" for name in names)
    page = course.book / "one" / "second.md"
    page.write_text(page.read_text(encoding="utf-8") + extra, encoding="utf-8")
    small_course.build(course.root, tmp_path / "html", language="fr")
    assert {"Note", "Link to this image"} <= asked
    assert asked - set(words.WORDS) == set()


def test_the_words_of_sphinx_are_known_to_sphinx() -> None:
    """A new version that says something else is noticed."""
    import sphinx

    known = (Path(sphinx.__file__).parent / "locale" / "fr" / "LC_MESSAGES" / "sphinx.po").read_text(
        encoding="utf-8"
    )
    assert [text for text in words.WORDS if f'msgid "{text}"' not in known] == []
