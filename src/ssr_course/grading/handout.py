"""The page in a released folder, in the learner's language: how to open the exercise and hand it in."""

from __future__ import annotations

from html import escape

from ..interface import Interface

NAME = "read-me.html"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:1.06rem/1.7 system-ui,'Noto Sans Arabic',sans-serif;max-width:40rem;margin:2rem auto;"
    "padding:0 1rem;color:#1a1f26;background:#fff}h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.15rem;"
    "margin-top:2rem}pre{direction:ltr;text-align:left;overflow-x:auto;padding:.8rem 1rem;background:#f1f3f5;"
    "border-radius:6px}code{font-family:ui-monospace,monospace;font-size:.95em}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#14181d}pre{background:#20262d}}"
)


def handout(ui: Interface, module: str, title: str) -> str:
    """The page as HTML: no script, no address of anywhere; `title` is that of the exercise."""
    notebook, answers = f"{module}.ipynb", "answers.json"
    commands = (
        "python -m pip install -r requirements.txt",
        "python -m pip install jupyterlab",
        f"python -m jupyter lab {notebook}",
    )
    parts = [
        f"<h1>{_text(title)}</h1>",
        _paragraph(ui("release-before")),
        _heading(ui("release-open")),
        _paragraph(ui("release-open-own")),
        f'<pre dir="ltr"><code>{escape(chr(10).join(commands))}</code></pre>',
        _paragraph(ui("release-open-there"), file=notebook),
        _heading(ui("release-work")),
        _paragraph(ui("release-work-run")),
        _paragraph(ui("release-work-kept"), answers=answers),
        _paragraph(ui("release-work-page")),
        _heading(ui("release-hand-in")),
        _paragraph(ui("release-hand-in-files")),
        f"<ul><li>{_file(notebook)}</li><li>{_file(answers)}</li></ul>",
        _paragraph(ui("release-hand-in-names")),
        _heading(ui("release-phone")),
        _paragraph(ui("release-phone-text")),
        f"<hr><p><small>{_text(ui('site-independent'))}</small></p>",
    ]
    row = ui.language
    return (
        f'<!doctype html>\n<html lang="{row.html}" dir="{row.direction}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{_text(ui('release-title'))}</title>\n<style>{_STYLE}</style>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(text, quote=False)


def _heading(text: str) -> str:
    return f"<h2>{_text(text)}</h2>"


def _paragraph(text: str, **files: str) -> str:
    html = _text(text)
    for name, file in files.items():
        html = html.replace("{" + name + "}", _file(file))
    return f"<p>{html}</p>"


def _file(name: str) -> str:
    return f'<code dir="ltr">{escape(name)}</code>'
