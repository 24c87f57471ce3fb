"""Translated pages: what Sphinx and MyST do slowly or wrongly with a message, cured in one place.

1. The translation of a page is looked up by `i18n.apply`, from the `.po` itself: what is fuzzy, empty
   or broken is English, and the page says so in a warning. Stock shows whatever was compiled.
2. One Markdown parser parses all messages (stock makes two for each); plain text is not parsed at all.
   A message that still cannot be rendered as its paragraph stays English.
3. Footnotes are known to the parser (stock loses them); raw HTML is not passed through (stock does).
4. A link to a page and one to a section of it in one paragraph keep their own targets (stock sends both
   to the section). A wrong `%` in a {numref} is a warning (stock ends the build). Formulas are not
   translated. Captions of the contents are (stock forgets to apply them).
5. Translated nodes do not keep their document alive: stock pickles the whole environment with each page.

`install` changes Sphinx itself, once a process; `tests/page/test_messages.py` shows for each cure that
stock still needs it, and that all else comes out as stock makes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.locale import translators
from sphinx.transforms import i18n
from sphinx.util import i18n as catalogues
from sphinx.util import logging
from sphinx.util import nodes as sphinx_nodes

from ..errors import Problem
from ..i18n import figures, mo, rules_file
from ..i18n.apply import Translations
from ..languages import by_locale
from .msgstr import Publisher

logger = logging.getLogger(__name__)

_stock: dict[str, Any] = {}


def report(problem: Problem, what: str = "translation not used: ") -> None:
    """Warn of a translation that is not used (or of `what` else), once a build."""
    if problem not in _now.reported:
        _now.reported.add(problem)
        logger.warning(
            "%s%s; %s",
            what,
            problem.what,
            problem.cure,
            type="i18n",
            subtype="translation",
            location=f"{problem.file}:{problem.line or 1}",
        )


class Messages:
    """What is kept while one language is built."""

    def __init__(self, root: Path | None = None, extensions: tuple[str, ...] = ()) -> None:
        self.root = root
        self.extensions = extensions
        self.translations: dict[tuple[Path, ...], Translations] = {}
        self.reported: set[Problem] = set()
        self.publisher = Publisher(extensions, report)


class _Found:
    """What the transform of Sphinx reads of a `gettext` catalogue."""

    _fallback = None

    def __init__(self, messages: dict[str, str]) -> None:
        self._catalog = messages


_now = Messages()


def find_catalogue(dirs: list[str], language: str, domain: str) -> tuple[_Found, bool]:
    """The usable messages of a page; what is broken is reported once."""
    folders = tuple(Path(base, language, "LC_MESSAGES") for base in dirs)
    if folders not in _now.translations:
        options = {"extensions": _now.extensions} if _now.extensions else {}
        _now.translations[folders] = Translations(
            by_locale(language), list(folders), root=_now.root, **options
        )
    translations = _now.translations[folders]
    messages = translations.page(domain)
    say(translations, domain)
    return _Found(messages), bool(messages)


def say(translations: Translations, domain: str) -> None:
    """Report what is wrong with the catalogue of a domain, and each message of it that is not used."""
    catalogue = translations.catalogue(domain)
    broken = (translations.broken(domain, entry) for entry in catalogue.messages if entry.usable)
    for problem in (*translations.problems, *catalogue.problems, *filter(None, broken)):
        report(problem)
    for problem in rules_file.of_bytes(catalogue):
        report(problem, "")


def share(translations: Translations) -> None:
    """Let pages be translated by `translations`, so that each message is judged once a build."""
    for number in range(1, len(translations.folders) + 1):
        _now.translations[tuple(translations.folders[-number:])] = translations


def publish(app: Sphinx, source: str, path: str, line: int, config: Any, settings: Any) -> nodes.Element:
    """One translated message as nodes (`msgstr.Publisher`); stock where the page is not Markdown."""
    if not str(path).endswith((".md", ".ipynb")):
        return _stock["publish"](app, source, path, line, config, settings)
    return _now.publisher.publish(app, source, path, line, settings)


def update_xrefs(self: Any) -> None:
    """Give references of the translation the attributes of the same reference in the English.

    As stock, but the section that a link names belongs to what makes it the same.
    """
    old = list(self.node.findall(addnodes.pending_xref))
    new = list(self.patch.findall(addnodes.pending_xref))
    self.compare_references(
        old,
        new,
        i18n.__("inconsistent term references in translated message. original: {0}, translated: {1}"),
    )
    known = {_xref_key(node): node.attributes for node in old if _xref_key(node)}
    for node in new:
        for name, value in known.get(_xref_key(node), {}).items():
            if name not in i18n.EXCLUDED_PENDING_XREF_ATTRIBUTES:
                node[name] = value


def _xref_key(node: addnodes.pending_xref) -> tuple[Any, ...]:
    if (node["refdomain"], node["reftype"]) == ("std", "term"):
        return ()
    return (node["refdomain"], node["reftype"], node["reftarget"], node.get("reftargetid"))


def resolve_numref(
    self: StandardDomain,
    env: Any,
    fromdocname: str,
    builder: Any,
    typ: str,
    target: str,
    node: addnodes.pending_xref,
    contnode: nodes.Element,
) -> nodes.Element | None:
    """A {numref} whose text has a wrong placeholder is shown as it is."""
    try:
        return _stock["numref"](self, env, fromdocname, builder, typ, target, node, contnode)
    except (ValueError, IndexError) as error:
        logger.warning(
            "bad placeholder in {numref}: %s (%s); write %%s for the number",
            contnode.astext(),
            error,
            location=node,
            type="i18n",
            subtype="translation",
        )
        return contnode


def write_mo(self: catalogues.CatalogInfo, locale: str, use_fuzzy: bool = False) -> None:
    """Compile a catalogue: only what may be used, whatever the state of the file."""
    data, translations = mo.compiled(Path(self.po_path), _now.root, _now.extensions)
    for problem in translations.problems:
        report(problem)
    if not translations.problems:
        Path(self.mo_path).write_bytes(data)


def prepare() -> None:
    """To be called before each `Sphinx()`, which reads the words of Sphinx before any extension is loaded.

    Sphinx keeps the words of the language that was built before in the same process, and asks them first.
    """
    translators.clear()
    install()


def install() -> None:
    """Put the cures into Sphinx; doing it twice is doing it once."""
    if _stock:
        return
    _stock.update(
        publish=i18n.publish_msgstr,
        init=i18n.init_locale,
        xrefs=i18n._NodeUpdater.update_pending_xrefs,
        numref=StandardDomain._resolve_numref_xref,
        mo=catalogues.CatalogInfo.write_mo,
        ignored=sphinx_nodes.IGNORED_NODES,
    )
    i18n.publish_msgstr = publish
    i18n.init_locale = find_catalogue
    i18n._NodeUpdater.update_pending_xrefs = update_xrefs
    StandardDomain._resolve_numref_xref = resolve_numref
    catalogues.CatalogInfo.write_mo = write_mo
    sphinx_nodes.IGNORED_NODES = (*sphinx_nodes.IGNORED_NODES, nodes.math_block)
    from sphinx_external_toc.events import InsertToctrees

    _stock["toctrees"] = InsertToctrees.default_priority
    InsertToctrees.default_priority = 5  # before the messages are collected, at 10


def uninstall() -> None:
    """Take the cures out again, for those who compare with stock."""
    if not _stock:
        return
    from sphinx_external_toc.events import InsertToctrees

    i18n.publish_msgstr, i18n.init_locale = _stock["publish"], _stock["init"]
    i18n._NodeUpdater.update_pending_xrefs = _stock["xrefs"]
    StandardDomain._resolve_numref_xref = _stock["numref"]
    catalogues.CatalogInfo.write_mo = _stock["mo"]
    sphinx_nodes.IGNORED_NODES = _stock["ignored"]
    InsertToctrees.default_priority = _stock["toctrees"]
    _stock.clear()


def configure(app: Sphinx, config: Any) -> None:
    """One catalogue a page, without random marks; figures by language (on ``config-inited``)."""
    config.gettext_compact = False
    config.gettext_uuid = False
    config.figure_language_filename = figures.FILENAME


def begin(app: Sphinx) -> None:
    """Forget what an earlier build of this process knew (on ``builder-inited``)."""
    global _now
    extensions = getattr(app.config, "myst_enable_extensions", ()) or ()
    _now = Messages(Path(app.srcdir), tuple(sorted(extensions)))


def setup(app: Sphinx) -> None:
    """Install the cures for this build."""
    install()
    app.connect("config-inited", configure)
    app.connect("builder-inited", begin, priority=100)
