"""The site: built, served while it is written, and a single bank shown while it is written.

1. `site` builds languages by Sphinx, in one warm process, and says what a person must mend (`problems`).
2. `publish` puts what was built in place, at once or not at all.
3. `server` serves a folder on this machine and reloads open pages; `live` builds again at every save.
"""

from __future__ import annotations

from .live import preview, serve
from .site import Result, build

__all__ = ["Result", "build", "preview", "serve"]
