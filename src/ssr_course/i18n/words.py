"""What Sphinx and furo themselves say in our pages (domain `sphinx`).

Most of the frame is ours and in `interface`; these are the words that Sphinx's writer and search put in.
`tests/i18n/test_words.py` builds a page with everything in it and holds the table against what was asked
for. Sphinx has catalogues of its own for some languages; ours are asked first.
"""

from __future__ import annotations

from .po import Message

# English → what the translator is told
WORDS: dict[str, str] = {
    # admonitions
    "Attention": "Title of a box in the text",
    "Caution": "Title of a box in the text",
    "Danger": "Title of a box in the text",
    "Error": "Title of a box in the text",
    "Hint": "Title of a box in the text",
    "Important": "Title of a box in the text",
    "Note": "Title of a box in the text",
    "See also": "Title of a box in the text",
    "Tip": "Title of a box in the text",
    "Warning": "Title of a box in the text",
    # numbers of figures and tables
    "Fig. %s": "Number of a figure, above its caption and in references",
    "Table %s": "Number of a table, above its caption and in references",
    "Listing %s": "Number of a piece of code, above its caption and in references",
    "Section %s": "Number of a section in references",
    # links at headings, for those who point at them
    "Link to this heading": "Read aloud: a link to the heading itself",
    "Link to this image": "Read aloud: a link to the figure itself",
    "Link to this table": "Read aloud: a link to the table itself",
    "Link to this term": "Read aloud: a link to the entry of the glossary itself",
    "Link to this code": "Read aloud: a link to the piece of code itself",
}


def messages() -> list[Message]:
    """The messages of the domain `sphinx`, sorted."""
    return [
        Message(text, comments=(told,), flags=("python-format",) if "%" in text else ())
        for text, told in sorted(WORDS.items())
    ]
