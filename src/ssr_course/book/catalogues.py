"""The English of the pages, as Sphinx finds it: what `i18n.extract` makes templates of."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from ..errors import CourseError, Problem
from ..languages import SOURCE
from ..layout import Layout
from .language import configuration
from .problems import parse


def messages(layout: Layout) -> Path:
    """Let Sphinx write one `.pot` a page into a folder of its own, and give that folder.

    Raises `CourseError` with what keeps a page from being read.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from ..page.messages import prepare

    work = layout.build / "work" / "gettext"
    shutil.rmtree(work, ignore_errors=True)
    log = io.StringIO()
    prepare()
    try:
        with patch_docutils(None), docutils_namespace():
            app = Sphinx(
                layout.root,
                None,
                work / "pages",
                work / "doctrees",
                "gettext",
                confoverrides=configuration(layout, SOURCE, [SOURCE]),
                status=None,
                warning=log,
            )
            app.build()
    except SphinxError as error:
        text = " ".join(str(error).split()).replace(f"{layout.root}/", "")
        raise CourseError(*parse(log.getvalue(), layout), Problem(text)) from error
    if problems := parse(log.getvalue(), layout):
        raise CourseError(*problems)
    return work / "pages"
