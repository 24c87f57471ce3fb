"""From English to the other languages and back, by gettext catalogues.

The way of a text:

1. `extract` makes templates (`.pot`): pages from what Sphinx wrote, questions, figures, interface and
   the words of Sphinx and furo from their own sources.
2. `update` brings each language's catalogues (`.po`) up to the templates and loses nothing of them.
3. A translator translates.
4. `check` says what is wrong with a translation, where, and how to mend it.
5. `apply` gives the translation back: a question bank, the interface, a page's messages. It is the one
   look-up; what `check` finds broken beyond use is English there.
6. `figures` writes each figure in each language. `status` counts what will really be used.

`pseudo` makes the catalogues of languages that nobody speaks, to find what escaped them.
"""
