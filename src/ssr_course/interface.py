"""The words of the interface: buttons, verdicts, labels, of the page, the widget and the scripts.

`MESSAGES` maps a permanent name to its English text, or to ``(singular, plural)``. Placeholders are
written ``{name}``. This table is the source of the gettext domain `interface`; a script is given
the same texts by name (`Interface.table`) and chooses plurals with `Intl.PluralRules`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .languages import SOURCE, Language

Text = str | tuple[str, ...]

MESSAGES: dict[str, Text] = {
}

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Interface:
    """The interface in one language; what `translations` lacks is English."""

    language: Language = SOURCE
    translations: Mapping[str, Text] = field(default_factory=dict)

    def __call__(self, name: str, **values: object) -> str:
        """The message `name`, filled in. A message with plural forms is chosen by ``n``."""
        text = self.translations.get(name) or MESSAGES[name]
        if not isinstance(text, str):
            text = text[self._form(name, values.get("n"))]
        return _PLACE.sub(lambda m: str(values.get(m[1], m[0])), text)

    def _form(self, name: str, n: object) -> int:
        language = self.language if name in self.translations else SOURCE
        import gettext

        count = abs(int(n)) if isinstance(n, int | float) and n == int(n) else 2
        return gettext.c2py(language.plural_forms.split("plural=", 1)[1].rstrip("; "))(count)

    def table(self, names: tuple[str, ...] | None = None) -> dict[str, str | dict[str, str]]:
        """Texts by name for a script; plural forms by CLDR category."""
        out: dict[str, str | dict[str, str]] = {}
        for name in names or tuple(MESSAGES):
            text = self.translations.get(name) or MESSAGES[name]
            language = self.language if self.translations.get(name) else SOURCE
            out[name] = text if isinstance(text, str) else dict(zip(language.plurals, text, strict=True))
        return out
