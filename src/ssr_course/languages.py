"""The languages of the course: one row each, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language.

    ``code`` is used in site paths, `answers.json`, the roster and ``Quiz(language=)``;
    ``locale`` is the folder in `locales/` and Sphinx's own name; ``html`` is ``<html lang>``.
    ``plurals`` names the CLDR categories (`Intl.PluralRules`) in the order of the gettext forms.
    """

    code: str
    locale: str
    html: str
    name: str
    direction: str
    plurals: tuple[str, ...]
    plural_forms: str

    @property
    def rtl(self) -> bool:
        """Written from right to left."""
        return self.direction == "rtl"


LANGUAGES: dict[str, Language] = {
    row.code: row
    for row in (
        Language("ar", "ar", "ar", "العربية", "rtl", ("zero", "one", "two", "few", "many", "other"),
                 "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
                 "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"),
        Language("en", "en", "en", "English", "ltr", ("one", "other"),
                 "nplurals=2; plural=(n != 1);"),
        Language("es", "es", "es", "Español", "ltr", ("one", "other"),
                 "nplurals=2; plural=(n != 1);"),
        Language("fr", "fr", "fr", "Français", "ltr", ("one", "other"),
                 "nplurals=2; plural=(n > 1);"),
        Language("ru", "ru", "ru", "Русский", "ltr", ("one", "few", "many"),
                 "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
                 "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
        Language("zh-cn", "zh_CN", "zh-Hans", "中文", "ltr", ("other",),
                 "nplurals=1; plural=0;"),
    )
}

SOURCE = LANGUAGES["en"]


def by_locale(locale: str) -> Language:
    """The row whose `locales/` folder (Sphinx's ``language``) is `locale`; English if none."""
    return next((row for row in LANGUAGES.values() if row.locale == locale), SOURCE)
