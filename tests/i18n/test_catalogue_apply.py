"""Translations come back into questions and interface; what cannot be used is English, and counted so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ssr_course.i18n import places, status, update
from ssr_course.i18n.apply import Translations, apply, interface
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout
from ssr_course.quiz.load import load_bank
from ssr_course.quiz.model import Bank
from ssr_course.quiz.public import edition
from ssr_course.quiz.score import score

AR, FR = LANGUAGES["ar"], LANGUAGES["fr"]
PROMPT = "Who asks **questions** of the service?"


@pytest.fixture
def bank(course: Layout) -> Bank:
    return load_bank(course.practice / "one.yml")


def mark(path: Path, english: str, line: str) -> None:
    """Put a line above the msgid of a message."""
    text = path.read_text(encoding="utf-8")
    place = text.index("msgctxt", text.rindex("\n\n", 0, text.index(f'msgid "{english}"')))
    path.write_text(text[:place] + line + "\n" + text[place:], encoding="utf-8")


def test_a_question_is_asked_in_the_language(arabic: Layout, translate: Callable, bank: Bank) -> None:
    """Ids, key and points are those of the English; what is not translated is English."""
    translate(
        arabic,
        "quizzes",
        {
            ("who-asks/prompt", PROMPT): "من يطرح **الأسئلة** على الجهاز؟",
            ("who-asks/choices/driver/text", "The driver of the truck"): "سائق الشاحنة",
            ("objectives/tell-watchers", "Tell the watchers apart"): "التمييز بين جهات الرقابة",
        },
    )
    found = apply(bank, Translations.load(arabic, AR))
    question = found.question("who-asks")
    assert question.prompt == "من يطرح **الأسئلة** على الجهاز؟"
    assert [c.text for c in question.choices] == ["A committee of parliament", "سائق الشاحنة"]
    assert [(c.id, c.correct) for c in question.choices] == [("parliament", True), ("driver", False)]
    assert found.objectives[0].text == "التمييز بين جهات الرقابة"
    assert question.hint == bank.question("who-asks").hint


def test_english_needs_no_catalogue(course: Layout, bank: Bank) -> None:
    """And comes out as it went in."""
    assert apply(bank, Translations.load(course, LANGUAGES["en"])) == bank


def test_a_short_answer_is_accepted_in_every_language(
    arabic: Layout, translate: Callable, bank: Bank
) -> None:
    """Those of the reader's language come first; a mark does not depend on the language."""
    update.add(arabic, "fr")
    key = ("which-office/accept", "ombudsman\nombuds institution")
    translate(arabic, "quizzes", {key: "أمين المظالم\nديوان المظالم"})
    translate(arabic, "quizzes", {key: "médiateur\nombudsman"}, code="fr")
    languages = {row.code: Translations.load(arabic, row) for row in (AR, FR)}
    question = apply(bank, languages["ar"], languages).question("which-office")
    assert question.accept == ("أمين المظالم", "ديوان المظالم")
    assert question.also == ("ombudsman", "ombuds institution", "médiateur")
    assert all(score(question, text) == 1 for text in (*question.accept, *question.also))
    english = apply(bank, Translations.load(arabic, LANGUAGES["en"]), languages).question("which-office")
    assert score(english, "ديوان المظالم") == score(english, "Médiateur") == 1


def test_feedback_to_a_particular_answer_is_given_in_the_language(
    arabic: Layout, translate: Callable, bank: Bank
) -> None:
    """Whether the learner types the word in English or in Arabic."""
    translate(
        arabic,
        "quizzes",
        {
            ("which-office/feedback/police/answer", "police"): "الشرطة\nشرطة",
            ("which-office/feedback/police", "The police act."): "الشرطة تتصرف.",
        },
    )
    notes = apply(bank, Translations.load(arabic, AR)).question("which-office").notes
    found = {note.when: note.text for note in notes}
    assert found["الشرطة"] == found["شرطة"] == found["police"] == "الشرطة تتصرف."


def test_fuzzy_is_not_used(arabic: Layout, translate: Callable, bank: Bank) -> None:
    """The English of that message is."""
    path = translate(arabic, "quizzes", {("who-asks/hint", "Think of parliament."): "فكر في البرلمان."})
    mark(path, "Think of parliament.", "#, fuzzy")
    assert apply(bank, Translations.load(arabic, AR)).question("who-asks").hint == "Think of parliament."


def test_a_broken_translation_is_not_used(arabic: Layout, translate: Callable, bank: Bank) -> None:
    """Nor does it touch its neighbours."""
    translate(
        arabic,
        "quizzes",
        {
            ("who-asks/prompt", PROMPT): "من يطرح **«الأسئلة»**على الجهاز؟",
            ("who-asks/hint", "Think of parliament."): "فكر في البرلمان.",
        },
    )
    question = apply(bank, Translations.load(arabic, AR)).question("who-asks")
    assert (question.prompt, question.hint) == (PROMPT, "فكر في البرلمان.")


def test_a_file_that_cannot_be_read_is_english_and_told(arabic: Layout, bank: Bank) -> None:
    """One bad file is not the end of a language."""
    path = places.catalogue(arabic, AR, "quizzes")
    path.write_bytes("msgid".encode("utf-16"))
    translations = Translations.load(arabic, AR)
    assert apply(bank, translations) == bank
    assert translations.problems[0].file == "locales/ar/LC_MESSAGES/quizzes.po"


def test_windows_lines_and_a_byte_order_mark_do_no_harm(
    arabic: Layout, translate: Callable, bank: Bank
) -> None:
    """As an editor on Windows leaves them."""
    path = translate(arabic, "quizzes", {("who-asks/hint", "Think of parliament."): "فكر في البرلمان."})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert apply(bank, Translations.load(arabic, AR)).question("who-asks").hint == "فكر في البرلمان."


def test_the_interface_counts_as_the_language_counts(arabic: Layout, translate: Callable) -> None:
    """Six forms in Arabic; a message without a translation is English, in English forms."""
    messages = {"site-lessons": ("{n} lesson", "{n} lessons"), "site-minutes": ("{n} minute", "{n} minutes")}
    forms = ["لا دروس", "درس واحد", "درسان", "{n} دروس", "{n} درسا", "{n} درس"]
    translate(arabic, "interface", {("site-lessons", "{n} lesson"): forms})
    ui = interface(Translations.load(arabic, AR), messages)
    assert [ui("site-lessons", n=n) for n in (0, 1, 2, 3, 11, 100)] == [
        "لا دروس",
        "درس واحد",
        "درسان",
        "3 دروس",
        "11 درسا",
        "100 درس",
    ]
    assert ui.table(("site-lessons",))["site-lessons"]["few"] == "{n} دروس"
    assert ui("site-minutes", n=1) == "1 minute"


def test_an_interface_message_without_its_placeholder_is_english(arabic: Layout, translate: Callable) -> None:
    """A reader would see a button without its number."""
    translate(arabic, "interface", {("site-lesson", "Lesson {n} of {all}"): "الدرس {n}"})
    assert interface(Translations.load(arabic, AR), {"site-lesson": "Lesson {n} of {all}"}).translations == {}


def test_status_counts_what_a_reader_will_see(arabic: Layout, translate: Callable) -> None:
    """Not fuzzy, not broken: sphinx-intl counts both as translated."""
    path = translate(
        arabic,
        "quizzes",
        {
            ("who-asks/prompt", PROMPT): "من يطرح **«الأسئلة»**على الجهاز؟",
            ("who-asks/hint", "Think of parliament."): "فكر في البرلمان.",
            ("who-asks/choices/driver/feedback", "The driver drives."): "السائق يقود.",
        },
    )
    mark(path, "The driver drives.", "#, fuzzy")
    (arabic_status,) = status.status(arabic)
    assert {state: arabic_status.total.messages[state] for state in ("used", "fuzzy", "broken")} == {
        "used": 1,
        "fuzzy": 1,
        "broken": 1,
    }
    assert arabic_status.total.words["used"] == 3


def test_status_is_by_module_and_a_missing_file_counts(arabic: Layout) -> None:
    """Pages, questions and figures of a module are one; nothing is all in English."""
    places.catalogue(arabic, AR, "quizzes").unlink()
    (found,) = status.status(arabic)
    assert set(found.modules) == {"course", "interface", "one"}
    assert found.modules["one"].messages["empty"] > 40
    assert status.in_english(found, 0.9) == ["course", "interface", "one"]
    assert found.total.share == 0


def test_status_for_a_terminal_and_for_a_machine(arabic: Layout) -> None:
    """One aligned line a module; the same numbers as JSON."""
    found = status.status(arabic)
    rows = status.lines(found)
    assert len(rows) == 4
    assert len({row.index("%") for row in rows}) == 1
    assert found[0].as_json()["rows"]["total"]["share"] == 0


def test_a_translated_bank_is_of_the_same_edition(bank: Bank) -> None:
    """An answers file says the same edition in whatever language it was made."""
    other = apply(bank, Translations(AR, []))
    assert edition(replace(other, title="عنوان")) == edition(bank)
