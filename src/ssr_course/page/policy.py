"""What every page of the site obeys, and where the templates of all of them are."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
# Nothing inline, nothing from elsewhere; `data:` for the pictures that the theme's style sheet may hold.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
