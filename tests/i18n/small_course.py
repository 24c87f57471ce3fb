"""A small course (`tests/data/catalogues/course`), built by Sphinx with and without our cures."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "catalogues"

# What a page is built with; `import jsonschema` alone takes a second, and no page needs its grammar.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def copy(target: Path) -> Path:
    """A copy of the small course at `target`."""
    shutil.copytree(DATA / "course", target)
    return target


def build(
    root: Path,
    out: Path,
    *,
    language: str = "en",
    builder: str = "html",
    cured: bool = True,
    fresh: bool = True,
    **config: Any,
) -> tuple[Any, str]:
    """Build `root` into `out`; the Sphinx application afterwards, and what it warned of."""
    from jupyter_book.config import get_final_config
    from sphinx.application import Sphinx
    from sphinx.locale import translators
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from ssr_course.page import messages

    found, _ = get_final_config(
        user_yaml=root / "_config.yml",
        sourcedir=root,
        cli_config={
            "latex_individualpages": False,
            "external_toc_path": str(root / "_toc.yml"),
            "language": language,
        },
    )
    found = {**found, "gettext_compact": False, "gettext_uuid": False, **config}
    if cured:
        found["extensions"] = [*found["extensions"], "ssr_course.page.messages"]
        messages.prepare()
    else:
        messages.uninstall()
        translators.clear()
    warnings = io.StringIO()
    with patch_docutils(None), docutils_namespace():
        app = Sphinx(
            str(root),
            None,
            str(out),
            f"{out}.doctrees",
            builder,
            confoverrides=found,
            status=None,
            warning=warnings,
            freshenv=fresh,
        )
        app.build()
    return app, re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())


def page_templates(root: Path) -> Path:
    """What Sphinx's gettext builder finds in the pages of `root`."""
    out = root / "_build" / "pages"
    if not out.is_dir():
        build(root, out, builder="gettext")
    return out


def pages(folder: Path) -> dict[str, str]:
    """The HTML of every page below `folder`, by path."""
    return {
        os.fspath(p.relative_to(folder)): p.read_text(encoding="utf-8")
        for p in sorted(folder.rglob("*.html"))
    }
