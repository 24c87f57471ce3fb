"""The frame of a page: what is set for it, when it is written again, what its templates find."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..layout import ASSETS, Layout
from . import assets, nav, terms, threshold
from .nodes import ready
from .policy import POLICY, TEMPLATES
from .quiz import heading_id, own_heading, question_set
from .record import Record, records
from .sidebar import Sidebar
from .site import Site
from .translation import interface_of, translations_of

# What the look rests on; a course need not write it into its _config.yml.
NEEDED: dict[str, Any] = {
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_permalinks": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "numfig": True,
}


def configure(app: Sphinx, config: Config) -> None:
    """Read our block of `_config.yml` and set what the look needs (on ``config-inited``)."""
    config.ssr = Layout(Path(app.srcdir)).settings
    for name, value in NEEDED.items():
        config[name] = value
    config.templates_path = [*config.templates_path, str(TEMPLATES)]
    config.numfig_format = {
        **config.numfig_format,
        "figure": interface_of(translations_of(app.srcdir, config))("site-figure", n="%s"),
    }


def start(app: Sphinx) -> None:
    """Make `app.ssr` (on ``builder-inited``)."""
    app.ssr = Site(app, dict(app.config.ssr))


def finish_tree(app: Sphinx, env: Any) -> list[str]:
    """Make the course tree and the shared assets once all pages are read (on ``env-updated``).

    If anything changed that every page shows, every page is written again: this is what Sphinx forgets.
    """
    site: Site = app.ssr
    site.course = nav.make_course(env)
    site.sidebar = Sidebar(site.course, lambda more: _sidebar(app, more), site.target)
    site.terms = terms.all_terms(env)
    site.english = threshold.below(app, env)
    if app.builder.format != "html":
        return []
    out = Path(app.outdir, "_static")
    sheets = (Path(folder, "static/styles/furo.css") for folder in app.builder.theme.get_theme_dirs())
    theme = next((sheet for sheet in sheets if sheet.is_file()), None)
    texts = site.ui.table(assets.names_in(assets.script() + assets.script(assets.SEARCH_SCRIPTS)))
    site.digests = {
        name: assets.put(out, name, text)
        for name, text in (
            ("ssr.css", assets.style_sheet(theme)),
            ("ssr.js", assets.script()),
            ("ssr-search.js", assets.script(assets.SEARCH_SCRIPTS)),
            ("start.js", assets.script(("start.js",))),
            ("ssr-data.js", assets.data(site.language.code, texts, nav.page_data(site.course))),
            ("favicon.svg", (ASSETS / "favicon.svg").read_text(encoding="utf-8")),
        )
    }
    now = repr(
        (
            nav.fingerprint(site.course),
            site.terms,
            site.digests,
            site.english,
            site.edition,
            site.date,
            site.settings,
            site.frame,
        )
    )
    before, env.ssr_shared = getattr(env, "ssr_shared", None), now
    return [] if before == now else sorted(env.found_docs)


def _sidebar(app: Sphinx, more: dict[str, object]) -> str:
    return app.builder.templates.render("sidebar.html", {"site": app.ssr, "ui": app.ssr.ui, **more})


def head(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put module and place above and below the title of a page of a module (on ``doctree-resolved``)."""
    site: Site = app.ssr
    module, section = site.course.module_of(docname), next(doctree.findall(nodes.section), None)
    if module is None or section is None or app.builder.format != "html":
        return
    page = site.course.by_name[docname]
    eyebrow = f"{site.ui('site-module', n=module.number)} · {module.title}"
    section.insert(0, ready(html=f'<p class="eyebrow">{escape(eyebrow)}</p>\n'))
    section.insert(
        2,
        ready(
            html=app.builder.templates.render(
                "lesson-head.html", {"page": page, "module": module, "ui": site.ui}
            )
        ),
    )


def contents(doctree: nodes.document | None) -> list[tuple[str, str]]:
    """(anchor, title) of what a reader may want to jump to in a page."""
    top = next(doctree.findall(nodes.section), None) if doctree is not None else None
    out: list[tuple[str, str]] = []
    for node in top.findall() if top is not None else ():
        if isinstance(node, nodes.section) and node.parent is top:
            out.append((node["ids"][0], node[0].astext()))
        elif isinstance(node, ready) and node.get("anchor", "").startswith("box-key-points"):
            out.append((node["anchor"], node["text"]))
        elif isinstance(node, question_set) and own_heading(node):
            out.append((heading_id(node), ""))
    return out


def page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """What the templates need (on ``html-page-context``, before the theme looks)."""
    site: Site = app.ssr
    check = site.ui("site-check-yourself")
    # The theme would resolve and parse a table of contents for every page; ours is made once a language.
    context["toctree"], context["toc"] = (lambda **_: ""), ""
    context |= {
        "site": site,
        "ui": site.ui,
        "course": site.course,
        "policy": POLICY,
        "page": site.course.by_name.get(pagename),
        "module": site.course.module_of(pagename),
        "contents": [(anchor, title or check) for anchor, title in contents(doctree)],
        "terms": terms.used(doctree, site.terms),
        "description": records(app.env).get(pagename, Record()).description,
    }
    # The page for a wrong address is served at any depth, so nothing relative leads anywhere.
    root = site.root_path if pagename == "404" else ""
    if root:
        context["pathto"] = lambda other, resource=False: root + (other if resource else site.target(other))
    context["search_page"] = (root or "../" * pagename.count("/")) + site.target("search")
    context["sidebar"] = site.sidebar.of(pagename, root)


def more_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Pages without a source (on ``html-collect-pages``)."""
    yield "404", {"title": app.ssr.ui("site-not-found")}, "404.html"
    if app.config.root_doc != "index":
        site: Site = app.ssr
        link = (site.language, app.builder.get_target_uri(app.config.root_doc), site.ui("site-choose"))
        yield (
            "index",
            {"title": escape(site.title), "first": site.language, "static": "_static", "links": [link]},
            "start.html",
        )


def setup(app: Sphinx) -> None:
    """Connect the frame."""
    app.add_config_value("ssr", {}, "html", dict)
    app.add_config_value("ssr_prefix", "", "html", str)
    app.add_config_value("ssr_languages", [], "html", list)
    # Jupyter Book sets it for an extension that the course does not load.
    app.add_config_value("comments_config", {}, "", dict)
    app.connect("config-inited", configure)
    app.connect("builder-inited", start)
    app.connect("env-updated", finish_tree)
    app.connect("doctree-resolved", head)
    app.connect("html-page-context", page_context, priority=400)
    app.connect("html-collect-pages", more_pages)
