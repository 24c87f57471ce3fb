"""The first page of the whole site: it leads to a language, by a script or by a link."""

from __future__ import annotations

from collections.abc import Sequence

from ..interface import Interface
from ..languages import Language
from .policy import POLICY, TEMPLATES


def start_page(title: str, languages: Sequence[Language], welcome: str) -> str:
    """HTML with relative links only, so that it works below any address and from a folder."""
    from jinja2 import Environment, FileSystemLoader

    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template("start.html")
    return page.render(
        title=title,
        policy=POLICY,
        first=languages[0],
        static=f"{languages[0].code}/_static",
        links=[(row, f"{row.code}/{welcome}.html", Interface(row)("site-choose")) for row in languages],
    )
