"""The site: built, served while it is written, and a single bank shown while it is written.

1. `site` builds languages by Sphinx, in one warm process, and says what a person must mend (`problems`).
2. `publish` puts what was built in place, at once or not at all.
3. `catalogues` gives the English of the pages for templates; `pseudo` builds the course in two
   pseudo-languages.
4. `server` serves a folder on this machine and reloads open pages; `live` builds again at every save.
"""

from __future__ import annotations

from .catalogues import messages
from .live import preview, serve, show
from .pseudo import build_pseudo
from .site import Result, build

__all__ = ["Result", "build", "build_pseudo", "messages", "preview", "serve", "show"]
