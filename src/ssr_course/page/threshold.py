"""Which parts of a language are still in English: said at the top of their pages and on the welcome page.

Counted as `ssr translate status` counts (`i18n.status`): a message is translated if a page will show it.
What a catalogue is measured by: its template, where templates were extracted; else its own entries; a
page that has no catalogue at all, by its English.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import extract_messages

from ..errors import CourseError
from ..i18n import extract, places, poread, status
from ..i18n.apply import Translations
from ..i18n.po import Catalogue, Entry
from ..languages import SOURCE
from ..layout import Layout

THRESHOLD = 0.9  # the share of words from which a language is shown without a word about it


def below(app: Sphinx, env: Any) -> dict[str, float]:
    """The shares of what is shown in English by more than the course allows: modules by id, pages by name.

    Also `course` and `interface`, as `i18n.status` calls what belongs to no module. Catalogues that did not
    change since the last build are not counted again.
    """
    site = app.ssr
    if site.language == SOURCE:
        return {}
    before: dict[str, Any] = getattr(env, "ssr_counts", {})
    env.ssr_counts = {}
    for domain, mark, files in _domains(site.layout, site.translations, env):
        kept = before.get(domain)
        if kept is None or kept[0] != mark:
            template = _template(site.layout, site.translations, domain, files)
            kept = (mark, status.of_domain(site.translations, domain, template))
        env.ssr_counts[domain] = kept
    counts = {domain: count for domain, (_, count) in env.ssr_counts.items()}
    whole = status.merged(site.language, counts.values())
    found = {name: whole.modules[name].share for name in status.in_english(whole, _threshold(site.settings))}
    for name in sorted(env.found_docs):
        share = status.merged(site.language, [counts[name]]).total.share
        if share < _threshold(site.settings):
            found[name] = share
    return found


def _threshold(settings: dict[str, Any]) -> float:
    value = settings.get("threshold", THRESHOLD)
    return float(value) if isinstance(value, int | float) else THRESHOLD


def _domains(
    layout: Layout, translations: Translations, env: Any
) -> Iterator[tuple[str, str, tuple[Path, Path, Path]]]:
    """Each domain that readers see: its name, a mark of its files, and these: template, catalogue, page."""
    for domain in sorted({*places.DOMAINS, *env.found_docs} - {"exercises"}):
        catalogues = (folder / f"{domain}.po" for folder in translations.folders)
        catalogue = next(filter(Path.is_file, catalogues), translations.folders[-1] / f"{domain}.po")
        page = Path(env.doc2path(domain)) if domain in env.found_docs else Path()
        files = (places.template(layout, domain), catalogue, page)
        digest = hashlib.sha256()
        for path in files:
            digest.update(path.read_bytes() if path.is_file() else b"-")
        yield domain, digest.hexdigest(), files


def _template(
    layout: Layout, translations: Translations, domain: str, files: tuple[Path, Path, Path]
) -> Catalogue:
    """What the catalogue of `domain` is measured by."""
    template, catalogue, page = files
    with suppress(CourseError):
        if template.is_file():
            return poread.read(template)
        if catalogue.is_file():
            return translations.catalogue(domain)
        if domain in places.DOMAINS:
            return places.new_catalogue(None, extract.others(layout).get(domain, []))
        return Catalogue(entries=[Entry(msgid=page.read_text(encoding="utf-8"))])
    return Catalogue()


def mark(app: Sphinx, doctree: nodes.document) -> None:
    """Say of each English text in a translated page that it is English (on ``doctree-read``).

    So a screen reader speaks it rightly, and from right to left its full stop stands where it belongs.
    """
    if app.ssr.language != SOURCE:
        for node, _ in extract_messages(doctree):
            text = isinstance(node, nodes.TextElement) and node.astext()
            if text and not node.get("translated") and any(map(str.isalpha, text)):
                node["classes"].append(f"language-{SOURCE.html}")


def setup(app: Sphinx) -> None:
    """Mark what is English."""
    app.connect("doctree-read", mark)
