"""A catalogue is read without loss and understood as gettext and Babel understand it."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st
from small_course import DATA

from ssr_course.errors import CourseError
from ssr_course.i18n import mo, poread, quoting

POEDIT = DATA / "poedit.po"
# Of which a file may consist, in any order.
PIECES = [
    *POEDIT.read_text(encoding="utf-8").splitlines(keepends=True)[20:],
    *(
        "<<<<<<< ours\n",
        "=======\n",
        ">>>>>>> theirs\n",
        "\n",
        "\r\n",
        "stray\n",
        '"no field"\n',
        "#",
        "#~\n",
    ),
    *(
        'msgid "open\n',
        'msgstr "alone"\n',
        '#~| msgid "x"\n',
        'msgid_plural "xs"\n',
        'msgstr[1] "y"\n',
        "\ufeff",
    ),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_nobody_changed_is_written_byte_for_byte(ending: str) -> None:
    """A file as Poedit leaves it: wrapped its own way, with its own headers and comments."""
    text = POEDIT.read_text(encoding="utf-8").replace("\n", ending)
    assert poread.parse(text).text() == text


def test_babel_on_which_sphinx_intl_stands_would_lose_lines_of_it() -> None:
    """Why there is a reader of our own: the day Babel keeps everything, this test says so."""
    text = POEDIT.read_text(encoding="utf-8")
    kept: list[int] = []
    for width in (76, 79, 0):
        out = io.BytesIO()
        pofile.write_po(out, pofile.read_po(io.BytesIO(text.encode())), width=width, include_previous=True)
        kept.append(len(set(text.splitlines()) - set(out.getvalue().decode().splitlines())))
    assert min(kept) >= 5


def test_each_part_of_an_entry_is_found() -> None:
    """Context, plural, flags, comments, places, previous text, obsolete."""
    catalogue = poread.read(POEDIT)
    first, fuzzy, plural = catalogue.messages
    assert first.comments == ["Checked by the second reader.  Two spaces, kept."]
    assert first.occurrences == ["book/a.md:12", "book/b.md:3"]
    assert first.strings[0].endswith("في الملف")
    assert (fuzzy.fuzzy, fuzzy.usable) == (True, False)
    assert fuzzy.previous == "An auditor gives the patrol no orders, in the old wording of the text"
    assert (plural.context, plural.plural, len(plural.strings)) == ("quiz-points", "{n} points", 6)
    assert [entry.previous for entry in catalogue.entries if entry.obsolete] == ["Older"]
    assert catalogue.headers["X-Generator"] == "Poedit 3.4.2"


def test_it_is_read_as_babel_reads_it() -> None:
    """Every living message, its translation and its line."""
    ours = poread.read(POEDIT)
    theirs = pofile.read_po(io.BytesIO(POEDIT.read_bytes()))
    for entry in ours.messages:
        message = theirs.get(entry.msgid, entry.context)
        string = message.string if isinstance(message.string, tuple) else (message.string,)
        assert (tuple(entry.strings), entry.line) == (string, message.lineno)


def test_an_edit_touches_only_its_own_lines() -> None:
    """New places of one entry change one line of the file."""
    text = POEDIT.read_text(encoding="utf-8")
    catalogue = poread.parse(text)
    catalogue.messages[0].replace("occurrence", ["#: book/a.md:99"], "\n")
    assert catalogue.text() == text.replace("#: book/a.md:12 book/b.md:3", "#: book/a.md:99")


def test_a_header_is_changed_without_its_neighbours() -> None:
    """Even where the field is wrapped over two lines; a new field goes to the end."""
    catalogue = poread.read(POEDIT)
    catalogue.set_header("Plural-Forms", "nplurals=1; plural=0;")
    catalogue.set_header("X-New", "yes")
    again = poread.parse(catalogue.text())
    assert again.headers["Plural-Forms"] == "nplurals=1; plural=0;"
    assert list(again.headers)[-2:] == ["X-Poedit-SourceCharset", "X-New"]
    assert again.headers["X-Generator"] == "Poedit 3.4.2"


def test_an_entry_is_buried_and_revived_as_it_was() -> None:
    """Obsolete and back: only the places are lost, which the template gives again."""
    catalogue = poread.read(POEDIT)
    entry = catalogue.messages[1]
    before = [line for line in entry.lines if line[0] not in ("occurrence", "extracted")]
    entry.bury()
    assert "#~| msgid" in catalogue.text()
    assert '#~ msgid "An auditor gives no orders {n}"' in catalogue.text()
    entry.revive()
    assert entry.lines == before


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_file_is_so_broken_that_a_byte_is_lost(pieces: list[str]) -> None:
    """Conflict marks, half messages, foreign lines: read, and written as they were."""
    text = "".join(pieces)
    assert poread.parse(text).text() == text


@pytest.mark.parametrize(
    "text", ['a "quoted" word', "back\\slash", "two\nlines", "one line\n", "tab\there", ""]
)
def test_any_text_survives_quoting(text: str) -> None:
    """Quotes, backslashes, line ends."""
    lines = "\n".join(['msgid "x"', *quoting.quote("msgstr", text)])
    assert poread.parse(lines).entries[0].strings == [text]


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """Windows editors write one."""
    path = tmp_path / "x.po"
    path.write_bytes(b"\xef\xbb\xbf" + POEDIT.read_bytes())
    catalogue = poread.read(path)
    assert catalogue.bom
    assert len(catalogue.messages) == 3


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16"])
def test_another_encoding_is_refused_with_the_cure(tmp_path: Path, encoding: str) -> None:
    """The line of the first wrong byte is named."""
    path = tmp_path / "x.po"
    path.write_text('msgid "a"\nmsgstr "قطاع"\n', encoding=encoding)
    with pytest.raises(CourseError, match="UTF-8"):
        poread.read(path, "locales/ar/x.po")


def test_a_half_merged_file_is_read_around_the_conflict() -> None:
    """Entries between the marks are not trusted, the others are."""
    text = (
        'msgid "a"\nmsgstr "A"\n\n'
        '<<<<<<< ours\nmsgid "b"\nmsgstr "B"\n=======\nmsgid "b"\nmsgstr "BB"\n>>>>>>> theirs\n\n'
        'msgid "c"\n<<<<<<< ours\nmsgstr "C"\n=======\nmsgstr "CC"\n>>>>>>> theirs\n\nmsgid "d"\nmsgstr "D"\n'
    )
    catalogue = poread.parse(text)
    assert [(e.msgid, e.damaged) for e in catalogue.entries] == [
        ("a", False),
        ("b", True),
        ("b", True),
        ("c", True),
        ("d", False),
    ]
    assert [problem.line for problem in catalogue.problems] == [4, 13]
    assert catalogue.text() == text


def test_a_compiled_catalogue_is_what_gettext_reads(tmp_path: Path) -> None:
    """Fuzzy and obsolete messages are left out; plural forms work."""
    import gettext

    path = tmp_path / "ar" / "LC_MESSAGES" / "interface.po"
    path.parent.mkdir(parents=True)
    shutil.copy(POEDIT, path)
    data, _ = mo.compiled(path)
    found = gettext.GNUTranslations(io.BytesIO(data))
    assert found.npgettext("quiz-points", "{n} point", "{n} points", 2) == "نقطتان"
    assert found.gettext("An auditor gives no orders {n}") == "An auditor gives no orders {n}"
    assert found.gettext("Old") == "Old"


@pytest.mark.skipif(
    not shutil.which("msgunfmt"), reason="gettext is not installed (Debian: apt-get install gettext)"
)
def test_msgunfmt_reads_the_compiled_catalogue(tmp_path: Path) -> None:
    """The tool of gettext itself agrees on the file format."""
    (tmp_path / "x.mo").write_bytes(
        mo.pack({"": "Content-Type: text/plain; charset=UTF-8\n", "b": "ب", "a": "ا"})
    )
    done = subprocess.run(["msgunfmt", tmp_path / "x.mo"], capture_output=True, check=True)
    assert 'msgid "a"\nmsgstr "ا"' in done.stdout.decode()
