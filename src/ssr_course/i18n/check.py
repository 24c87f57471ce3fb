"""`ssr translate check`: everything that can be wrong with a translation, in the order of the files."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import CourseError, Problem
from ..languages import LANGUAGES, SOURCE, Language
from ..layout import Layout
from . import (
    figures,
    places,
    poread,
    rules_file,
    rules_language,
    rules_markup,
    rules_questions,
    rules_text,
    terms,
)
from .apply import BREAKING_RULES, Translations, extensions, judge, syntax
from .finding import Finding, Rule
from .po import Catalogue

RULES: tuple[Rule, ...] = (*BREAKING_RULES, *rules_markup.OTHER, *rules_text.OTHER, *rules_language.RULES)


def check(layout: Layout, languages: tuple[str, ...] = ()) -> list[Finding]:
    """What is wrong with the catalogues of `languages` (codes; all that are there if none is named).

    Sorted by file and line. Raises `CourseError` where no templates have been extracted.
    """
    known = read_templates(layout)
    vocabulary = terms.load(layout)
    found = [] if languages else list(_strange_folders(layout))
    for language in places.named(layout, languages):
        found += of_language(layout, language, known, vocabulary)
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.severity, finding.what))


def _strange_folders(layout: Layout) -> Iterator[Finding]:
    """Folders of `locales/` that are no language of the course."""
    base = places.locales(layout)
    known = {row.locale for row in LANGUAGES.values()}
    for folder in sorted(base.iterdir()) if base.is_dir() else ():
        if folder.is_dir() and folder.name not in known and not folder.name.startswith("."):
            yield Finding(
                "no language of the course has this folder",
                layout.relative(folder),
                rule="stranger",
                cure=f"rename it to one of: {' '.join(sorted(known - {SOURCE.locale}))}",
            )


def read_templates(layout: Layout) -> dict[str, Catalogue]:
    """Every template by domain. Raises `CourseError` if there is none."""
    found: dict[str, Catalogue] = {}
    for base in dict.fromkeys((places.templates(layout), places.templates(layout, places.GRADED))):
        for domain in places.domains(base, ".pot") if base.is_dir() else ():
            path = base / f"{domain}.pot"
            found[domain] = poread.read(path, layout.relative(path))
    if not found:
        raise CourseError(
            Problem(
                "no templates", layout.relative(places.templates(layout)), cure="run `ssr translate extract`"
            )
        )
    return found


def of_language(
    layout: Layout, language: Language, known: dict[str, Catalogue], vocabulary: tuple[terms.Term, ...] = ()
) -> list[Finding]:
    """What is wrong with one language; `known` are the templates by domain."""
    translations = Translations.load(layout, language)
    bases = dict.fromkeys((places.folder(layout, language), places.folder(layout, language, places.GRADED)))
    present = [domain for base in bases if base.is_dir() for domain in places.domains(base, ".po")]
    found: list[Finding] = []
    for domain in present:
        found += of_domain(translations, domain, known.get(domain), vocabulary, extensions(layout))
    try:
        found += figures.too_wide(layout, translations)
    except CourseError as error:
        found += [Finding(p.what, p.file, p.line, cure=p.cure, rule="width") for p in error.problems]
    for domain in sorted(set(known) - set(present)):
        path = layout.relative(places.catalogue(layout, language, domain))
        found.append(
            Finding(
                "this catalogue is missing",
                path,
                cure="run `ssr translate update`",
                rule="stranger",
                language=language.code,
            )
        )
    return found


def of_domain(
    translations: Translations,
    domain: str,
    known: Catalogue | None,
    vocabulary: tuple[terms.Term, ...],
    names: tuple[str, ...],
) -> Iterator[Finding]:
    """What is wrong with one catalogue."""
    catalogue = translations.catalogue(domain)
    unreadable = [problem for problem in translations.problems if problem.file.endswith(f"/{domain}.po")]
    if unreadable:
        for p in unreadable:
            yield Finding(p.what, p.file, p.line, "", p.cure, "encoding", language=translations.language.code)
        return
    language = translations.language
    yield from rules_file.of_file(catalogue, language, known)
    yield from rules_file.of_state(catalogue, language)
    rules = (*RULES, terms.rule(vocabulary, domain)) if vocabulary else RULES
    for entry in catalogue.messages:
        if entry.usable:
            kind = syntax(domain, entry.context)
            yield from judge(entry, kind, language, rules, catalogue.file, names)
    if domain in ("quizzes", places.GRADED):
        yield from rules_questions.of_questions(translations, domain)
