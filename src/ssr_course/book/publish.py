"""From what Sphinx wrote to what readers see: only what a page may ask for, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from ..page.assets import PUBLISHED


def files_of(out: Path, pages: Iterable[str], pictures: Iterable[str], downloads: Iterable[str]) -> list[str]:
    """Paths below `out` that belong to the site: pages that still exist, what they show and offer, assets."""
    wanted = [f"{page}.html" for page in pages]
    wanted += ["index.html", "404.html", "search.html", "searchindex.js", "searchtext.js"]
    wanted += [f"_images/{name}" for name in pictures]
    wanted += [f"_downloads/{name}" for name in downloads]
    wanted += [f"_static/{name}" for name in PUBLISHED]
    return sorted({path for path in wanted if (out / path).is_file()})


def put_in_place(out: Path, files: Iterable[str], site: Path) -> None:
    """Replace the folder `site` by `files` of `out`. Until all is copied, the earlier site stays."""
    fresh, old = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")
    for left_over in (fresh, old):
        shutil.rmtree(left_over, ignore_errors=True)
    for path in files:
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / path, fresh / path)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def write(path: Path, text: str) -> None:
    """Write one file so that a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
