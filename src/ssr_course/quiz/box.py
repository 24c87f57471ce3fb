"""The box below the questions: carry answers away, bring them back, say whose they are, delete them.

It does nothing without a script, so it is hidden until `quiz-page.js` shows it: of several boxes of a module
on one page, the last.
"""

from __future__ import annotations

from html import escape

from ..interface import Interface


def box_html(ui: Interface, *, level: int, uid: str) -> str:
    """One `section`, hidden; `uid` starts its ids."""

    def word(name: str) -> str:
        return escape(ui(name), quote=False)

    def button(act: str, name: str, *, icon: str = "", kind: str = "", hidden: bool = False) -> str:
        picture = f'<svg class="i" aria-hidden="true"><use href="#i-{icon}"/></svg>' if icon else ""
        return (
            f'<button type="button" class="q-btn{kind}" data-act="{act}"{" hidden" if hidden else ""}>'
            f"{picture}{word(name)}</button>"
        )

    return f"""<section class="q-save" hidden>
<h{level}>{word("quiz-box")}</h{level}>
<p>{word("quiz-box-note")}</p>
<div class="q-acts">{button("download", "quiz-download", icon="get", kind=" primary")}<label class="q-btn">\
<svg class="i" aria-hidden="true"><use href="#i-put"/></svg>{word("quiz-open")}\
<input class="vh" type="file" accept=".json,application/json"></label></div>
<p class="q-status" role="status"></p>
<div class="q-news" role="status"></div>
<details class="q-who"><summary></summary>
<p>{word("quiz-learner-note")}</p>
<form method="dialog" novalidate><label for="{uid}-who">{word("quiz-learner")}</label>
<div class="q-entry"><input id="{uid}-who" type="text" dir="auto" maxlength="64" autocomplete="off" \
autocapitalize="off" spellcheck="false"><button class="q-btn">{word("quiz-learner-use")}</button></div>
<label class="q-check"><input type="checkbox" checked><span>{word("quiz-learner-take")}</span></label>
<p class="q-kept" role="status"></p></form>
<div class="q-acts">{button("leave", "quiz-learner-not-me")}{button("ask", "quiz-delete")}</div>
<div class="q-ask" role="group" aria-label="{escape(ui("quiz-delete"))}" hidden><p></p>
<div class="q-acts">{button("stay", "quiz-delete-no")}{button("mine", "quiz-delete-mine")}\
{button("everybody", "quiz-delete-all")}</div></div>
</details>
</section>"""
