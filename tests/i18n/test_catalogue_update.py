"""Catalogues follow the templates and lose nothing that a person wrote."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_course import DATA

from ssr_course.errors import CourseError
from ssr_course.i18n import merge, places, poread, update
from ssr_course.i18n.memory import sentences
from ssr_course.i18n.po import Catalogue, Message
from ssr_course.languages import LANGUAGES
from ssr_course.layout import Layout

AR = LANGUAGES["ar"]
FIRST = "book/one/first"
SECOND = "book/one/second"
MONEY = "Money such as 15,000 dollars is counted. It is spent. It is reported to parliament."
MONEY_AR = "تحسب الأموال، مثل 15000 دولار. ثم تنفق. ثم يبلغ بها البرلمان."


def at(course: Layout, domain: str) -> Path:
    return places.catalogue(course, AR, domain)


def read(course: Layout, domain: str) -> Catalogue:
    return poread.read(at(course, domain))


def set_template(course: Layout, domain: str, messages: list[Message]) -> None:
    """Replace a template."""
    poread.write(places.template(course, domain), places.new_catalogue(None, messages).text())


def messages_of(course: Layout, domain: str) -> list[Message]:
    return [merge.message_of(entry) for entry in poread.read(places.template(course, domain)).messages]


def changed(course: Layout, domain: str, **texts: str) -> list[Message]:
    """The template's messages, some English texts exchanged (old → new; new "" leaves it out)."""
    found = messages_of(course, domain)
    return [
        Message(texts.get(m.msgid, m.msgid), m.context, m.plural, m.occurrences, m.comments, m.flags)
        for m in found
        if texts.get(m.msgid, m.msgid)
    ]


def test_a_language_begins_with_every_catalogue_empty(course: Layout) -> None:
    """One header, that of the language table; nothing is invented."""
    result = update.add(course, "ar")
    assert {change.file for change in result.changes} >= {
        "locales/ar/LC_MESSAGES/book/one/first.po",
        "locales/ar/LC_MESSAGES/quizzes.po",
    }
    catalogue = read(course, "interface")
    assert catalogue.headers["Plural-Forms"] == AR.plural_forms
    assert catalogue.headers["Language"] == "ar"
    assert all(len(entry.strings) == 6 for entry in catalogue.messages if entry.plural)
    assert all(entry.empty for entry in catalogue.messages)


def test_a_language_that_is_there_is_not_begun_again(arabic: Layout) -> None:
    """The cure is to update it."""
    with pytest.raises(CourseError, match="ssr translate update"):
        update.add(arabic, "ar")


def test_an_unknown_language_is_refused_with_the_choice(course: Layout) -> None:
    """The languages are a table."""
    with pytest.raises(CourseError, match="ar es fr ru zh-cn"):
        update.add(course, "tlh")


def test_updating_without_a_change_leaves_every_byte(arabic: Layout) -> None:
    """Whatever the translators' tools did to the files: wrapping, headers, order, Windows lines."""
    quizzes = read(arabic, "quizzes")
    text = quizzes.text().replace(
        'msgid "The driver of the truck"', 'msgid ""\n"The driver "\n"of the truck"'
    )
    text = text.replace('"MIME-Version: 1.0\\n"\n', '"X-Generator: Poedit 3.4\\n"\n"MIME-Version: 1.0\\n"\n')
    text = text.replace("#: quizzes/practice/one.yml:12\n#", "#: quizzes/practice/one.yml:12\n# Mine.\n#", 1)
    at(arabic, "quizzes").write_bytes(text.replace("\n", "\r\n").encode())
    shuffled = read(arabic, FIRST)
    header, *rest = shuffled.entries
    random.Random(4).shuffle(rest)
    shuffled.entries = [header, *rest]
    poread.write(at(arabic, FIRST), shuffled.text())
    before = {p: p.read_bytes() for p in places.locales(arabic).rglob("*.po")}
    assert update.update(arabic).changes == []
    assert {p: p.read_bytes() for p in places.locales(arabic).rglob("*.po")} == before


def test_a_poedit_shaped_file_keeps_all_but_its_places(arabic: Layout) -> None:
    """Rewrapped, reordered headers, comments, previous text, obsolete: a line number is all that moves."""
    text = (DATA / "poedit.po").read_text(encoding="utf-8")
    at(arabic, SECOND).write_text(text, encoding="utf-8")
    mine = poread.parse(text)
    kept = [merge.message_of(entry) for entry in mine.messages]
    kept[0] = Message(kept[0].msgid, occurrences=("book/a.md:13", "book/b.md:3"), comments=kept[0].comments)
    set_template(arabic, SECOND, kept)
    update.update(arabic)
    expected = text.replace("#: book/a.md:12 book/b.md:3", "#: book/a.md:13\n#: book/b.md:3")
    assert at(arabic, SECOND).read_text(encoding="utf-8") == expected


def test_a_changed_paragraph_becomes_fuzzy_with_its_previous_english(
    arabic: Layout, translate: Callable
) -> None:
    """So that the translator sees what changed."""
    translate(arabic, SECOND, {MONEY: MONEY_AR})
    new = MONEY.replace("15,000", "20,000")
    set_template(arabic, SECOND, changed(arabic, SECOND, **{MONEY: new}))
    (change,) = update.update(arabic).changes
    entry = read(arabic, SECOND).find(None, new)
    assert (entry.fuzzy, entry.previous, entry.strings) == (True, MONEY, [MONEY_AR])
    assert (change.new, change.fuzzy) == (1, 1)
    assert "#~" not in at(arabic, SECOND).read_text(encoding="utf-8")


def test_a_changed_choice_is_found_by_its_address(arabic: Layout, translate: Callable) -> None:
    """However different its new words."""
    old = ("who-asks/choices/driver/text", "The driver of the truck")
    translate(arabic, "quizzes", {old: "سائق الشاحنة"})
    set_template(arabic, "quizzes", changed(arabic, "quizzes", **{old[1]: "Nobody"}))
    update.update(arabic)
    entry = read(arabic, "quizzes").find(old[0], "Nobody")
    assert (entry.fuzzy, entry.previous, entry.strings) == (True, old[1], ["سائق الشاحنة"])


def test_a_paragraph_moved_to_another_page_keeps_its_translation(arabic: Layout, translate: Callable) -> None:
    """It is the same text: nobody has to look at it again, and it is not kept twice."""
    translate(arabic, SECOND, {MONEY: MONEY_AR})
    moved = [*messages_of(arabic, FIRST), Message(MONEY, occurrences=("book/one/first.md:50",))]
    set_template(arabic, FIRST, moved)
    set_template(arabic, SECOND, changed(arabic, SECOND, **{MONEY: ""}))
    changes = {change.file: change for change in update.update(arabic).changes}
    entry = read(arabic, FIRST).find(None, MONEY)
    assert (entry.strings, entry.fuzzy) == ([MONEY_AR], False)
    assert changes["locales/ar/LC_MESSAGES/book/one/first.po"].found == 1
    assert MONEY_AR not in at(arabic, SECOND).read_text(encoding="utf-8")


def test_a_renamed_page_takes_its_catalogue_along(arabic: Layout, translate: Callable) -> None:
    """The old file goes once nothing is left in it."""
    translate(arabic, SECOND, {MONEY: MONEY_AR})
    places.template(arabic, SECOND).rename(places.template(arabic, "book/one/renamed"))
    update.update(arabic)
    assert read(arabic, "book/one/renamed").find(None, MONEY).strings == [MONEY_AR]
    assert not at(arabic, SECOND).exists()


def test_a_page_that_is_gone_keeps_what_was_translated(arabic: Layout, translate: Callable) -> None:
    """Nothing that a person wrote is deleted; `check` names the file."""
    translate(arabic, SECOND, {MONEY: MONEY_AR})
    places.template(arabic, SECOND).unlink()
    update.update(arabic)
    assert MONEY_AR in at(arabic, SECOND).read_text(encoding="utf-8")


def test_a_split_paragraph_gets_its_sentences(arabic: Layout, translate: Callable) -> None:
    """Fuzzy, with the whole English before; the whole stays as obsolete."""
    translate(arabic, SECOND, {MONEY: MONEY_AR})
    start, end = "Money such as 15,000 dollars is counted.", "It is spent. It is reported to parliament."
    rest = [m for m in messages_of(arabic, SECOND) if m.msgid != MONEY]
    set_template(arabic, SECOND, [*rest, Message(start), Message(end)])
    update.update(arabic)
    catalogue = read(arabic, SECOND)
    assert catalogue.find(None, start).strings == ["تحسب الأموال، مثل 15000 دولار."]
    assert catalogue.find(None, end).strings == ["ثم تنفق. ثم يبلغ بها البرلمان."]
    assert catalogue.find(None, end).previous == MONEY
    assert catalogue.find(None, end).fuzzy


def test_joined_paragraphs_get_both_translations(arabic: Layout, translate: Callable) -> None:
    """In the order of the new text."""
    one, two = "Parliament votes budgets.", "Oversight asks and somebody must answer."
    translate(arabic, FIRST, {one: "يقر البرلمان الميزانيات.", two: "الرقابة تسأل."})
    joined = f"{two} {one}"
    rest = [m for m in messages_of(arabic, FIRST) if m.msgid not in (one, two)]
    set_template(arabic, FIRST, [*rest, Message(joined)])
    update.update(arabic)
    entry = read(arabic, FIRST).find(None, joined)
    assert (entry.strings, entry.fuzzy) == (["الرقابة تسأل. يقر البرلمان الميزانيات."], True)


def test_a_text_known_from_another_page_is_taken(arabic: Layout, translate: Callable) -> None:
    """Where it has no context and one translation only."""
    translate(arabic, FIRST, {"Key points": "النقاط الرئيسية"})
    set_template(arabic, SECOND, [*messages_of(arabic, SECOND), Message("Key points")])
    update.update(arabic)
    entry = read(arabic, SECOND).find(None, "Key points")
    assert (entry.strings, entry.fuzzy) == (["النقاط الرئيسية"], False)


def test_a_text_known_from_another_question_is_to_be_confirmed(arabic: Layout, translate: Callable) -> None:
    """Another context may want another gender or case."""
    known = ("who-asks/choices/driver/text", "The driver of the truck")
    translate(arabic, "quizzes", {known: "سائق الشاحنة"})
    new = Message(known[1], "new-question/choices/driver/text")
    set_template(arabic, "quizzes", [*messages_of(arabic, "quizzes"), new])
    update.update(arabic)
    entry = read(arabic, "quizzes").find(new.context, new.msgid)
    assert (entry.strings, entry.fuzzy) == (["سائق الشاحنة"], True)


def test_what_is_gone_becomes_obsolete_and_comes_back(arabic: Layout, translate: Callable) -> None:
    """With its translation, not fuzzy."""
    translate(arabic, SECOND, {MONEY: MONEY_AR})
    before = messages_of(arabic, SECOND)
    set_template(arabic, SECOND, changed(arabic, SECOND, **{MONEY: ""}))
    update.update(arabic)
    assert f'#~ msgid "{MONEY}"' in at(arabic, SECOND).read_text(encoding="utf-8")
    set_template(arabic, SECOND, before)
    update.update(arabic)
    entry = read(arabic, SECOND).find(None, MONEY)
    assert (entry.strings, entry.fuzzy) == ([MONEY_AR], False)
    assert "#~" not in at(arabic, SECOND).read_text(encoding="utf-8")


def test_new_messages_stand_where_the_page_has_them(arabic: Layout) -> None:
    """A translator works in the order of the text."""
    first, *rest = messages_of(arabic, SECOND)
    set_template(arabic, SECOND, [first, Message("A wholly new paragraph."), *rest])
    update.update(arabic)
    assert [entry.msgid for entry in read(arabic, SECOND).messages][:2] == [
        first.msgid,
        "A wholly new paragraph.",
    ]


def test_a_foreign_header_is_put_right_and_its_plurals_doubted(arabic: Layout) -> None:
    """Forms translated under another rule are not those of this one."""
    path = at(arabic, "interface")
    text = re.sub(
        r'"Plural-Forms: .*?"', r'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"', path.read_text("utf-8")
    )
    text = re.sub(
        r'msgstr\[0\] ""\nmsgstr\[1\] ""\n(?:msgstr\[\d\] ""\n)+', 'msgstr[0] "أ"\nmsgstr[1] "ب"\n', text
    )
    path.write_text(text, encoding="utf-8")
    update.update(arabic)
    catalogue = poread.read(path)
    assert catalogue.headers["Plural-Forms"] == AR.plural_forms
    plurals = [entry for entry in catalogue.messages if entry.plural]
    assert all(len(entry.strings) == 6 and entry.fuzzy for entry in plurals)


def test_plural_forms_that_count_alike_are_left_alone(arabic: Layout) -> None:
    """Poedit writes the same rule with other brackets."""
    path = at(arabic, "interface")
    text = path.read_text(encoding="utf-8").replace("plural=(n==0 ? 0 :", "plural=(n == 0 ? 0 :")
    path.write_text(text, encoding="utf-8")
    assert update.update(arabic).changes == []


def test_an_empty_date_is_repaired(arabic: Layout) -> None:
    """Babel, and so Sphinx and sphinx-intl, stops at it."""
    path = at(arabic, SECOND)
    path.write_text(
        path.read_text("utf-8").replace("MIME-Version: 1.0", 'POT-Creation-Date: \\n"\n"MIME-Version: 1.0'),
        encoding="utf-8",
    )
    update.update(arabic)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d\+0000", poread.read(path).headers["POT-Creation-Date"])


def test_a_byte_order_mark_is_taken_away(arabic: Layout) -> None:
    """msgfmt and Sphinx stop at it; nothing else changes."""
    path = at(arabic, SECOND)
    before = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + before)
    update.update(arabic)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (
            lambda data: data + b'\n<<<<<<< ours\nmsgid "x"\nmsgstr ""\n=======\n>>>>>>> theirs\n',
            "two versions",
        ),
        (lambda data: data + "# ملاحظة\n".encode("windows-1256"), "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_left_alone_and_told(
    arabic: Layout, damage: Callable, words: str
) -> None:
    """The other files are updated."""
    path = at(arabic, SECOND)
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    set_template(arabic, FIRST, [*messages_of(arabic, FIRST), Message("New.")])
    set_template(arabic, SECOND, [*messages_of(arabic, SECOND), Message("New.")])
    result = update.update(arabic)
    assert words in result.problems[0].what
    assert path.read_bytes() == before
    assert read(arabic, FIRST).find(None, "New.")


def test_sentences_end_in_every_script() -> None:
    """Latin, Arabic, Chinese."""
    assert sentences("One. Two? Three") == ["One.", "Two?", "Three"]
    assert sentences("من يراقب؟ البرلمان.") == ["من يراقب؟", "البرلمان."]
    assert sentences("谁监督？议会。") == ["谁监督？", "议会。"]
