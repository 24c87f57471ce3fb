"""Six languages at once: `ssr build` against one stock build a language; while writing; and how it grows."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

import yaml

from ssr_course.book import messages
from ssr_course.i18n import extract, pseudo
from ssr_course.languages import LANGUAGES, SOURCE
from ssr_course.layout import Layout

from .books import make
from .build import BIN, edit, timed

PORT = 8765


def six_languages(scratch: Path, pages: int) -> tuple[Path, Path]:
    """The generated book twice, ours and stock, with the same catalogues of five pseudo-languages."""
    a, b = make(scratch / "ours", pages, ours=True), make(scratch / "stock", pages, ours=False)
    layout = Layout(a)
    extract.extract(layout, messages(layout))
    for language in LANGUAGES.values():
        if language != SOURCE:
            pseudo.write(layout, language, "rtl" if language.rtl else "long", a / "locales")
    shutil.copytree(a / "locales", b / "locales")
    shutil.rmtree(a / "_build")
    config = yaml.safe_load((b / "_config.yml").read_text())
    config["sphinx"] = {"config": {"gettext_compact": False, "gettext_uuid": False}}
    config["exclude_patterns"] = ["locales", "_build"]
    (b / "_config.yml").write_text(yaml.safe_dump(config))
    subprocess.run([BIN / "jb", "config", "sphinx", b], check=True, capture_output=True)
    return a, b


def all_ours(root: Path) -> tuple[float, float]:
    return timed(BIN / "ssr", "--root", root, "build")


def all_stock(root: Path) -> float:
    """One stock build a language, one after another."""
    total = 0.0
    for language in LANGUAGES.values():
        out = root / "_build" / language.code
        total += timed(BIN / "sphinx-build", "-q", "-D", f"language={language.locale}", root, out)[0]
    return total


def built_from_nothing(pages: int = 30, rounds: int = 3) -> None:
    """The same book in six languages, `rounds` interleaved rounds."""
    ours: list[float] = []
    stock: list[float] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch:
            a, b = six_languages(Path(scratch), pages)
            ours.append(all_ours(a)[0])
            stock.append(all_stock(b))
    m, t = median(ours), median(stock)
    print(f"{pages} pages in six languages, from nothing, {rounds} interleaved rounds, seconds (median)")
    print(f"  six stock builds {t:6.2f}   ssr build {m:6.2f}   ratio {t / m:4.1f}")


def while_writing(pages: int = 30, rounds: int = 3) -> None:
    """From saving a page, or one translated message, until every language is right again."""
    with tempfile.TemporaryDirectory() as scratch:
        a, b = six_languages(Path(scratch), pages)
        all_stock(b)
        address = f"http://127.0.0.1:{PORT}/"
        log = (Path(scratch) / "serve.log").open("w")
        server = subprocess.Popen(
            [BIN / "ssr", "--root", a, "serve", "--port", str(PORT)], stdout=log, stderr=log
        )
        try:
            page = "book/module-1/lesson-2.html"
            _until(lambda: b"lesson" in _get(f"{address}zh-cn/{page}").lower())
            times: dict[str, list[float]] = {
                name: [] for name in ("page", "message", "stock page", "stock message")
            }
            for round_ in range(rounds):
                edit(a, round_)
                start, new = time.perf_counter(), f"One more sentence, number {round_}.".encode()
                for code in LANGUAGES:
                    _until(lambda code=code, new=new: new in _get(f"{address}{code}/{page}"))
                times["page"].append(time.perf_counter() - start)
                edit(b, round_)
                times["stock page"].append(all_stock(b))
                _translate(a, round_)
                start, new = time.perf_counter(), f"Traduction {round_}".encode()
                _until(lambda new=new: new in _get(f"{address}fr/{page}"))
                times["message"].append(time.perf_counter() - start)
                _translate(b, round_)
                times["stock message"].append(all_stock(b))
        finally:
            server.terminate()
            server.wait()
            log.close()
    print(f"One edit while `ssr serve` runs ({pages} pages, six languages), seconds (median of {rounds})")
    for what in ("page", "message"):
        m, t = median(times[what]), median(times[f"stock {what}"])
        print(f"  one {what:<8} six stock builds {t:6.2f}   ssr serve {m:6.2f}   ratio {t / m:4.1f}")


def growth(sizes: tuple[int, ...] = (30, 120, 480)) -> None:
    """All six languages as the book grows."""
    print("Growth, six languages")
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            root, _ = six_languages(Path(scratch), size)
            seconds, memory = all_ours(root)
        print(f"  {size:>4} pages {seconds:6.2f} s   {1000 * seconds / size / 6:5.1f} ms a page and language"
              f"   peak {memory:4.0f} MB a process")  # fmt: skip


def real_course() -> None:
    """The course itself: `ssr build` against `jb build` once a language."""
    source = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "course"
        names = ("book", "quizzes", "locales", "exercises", "_config.yml", "_toc.yml")
        root.mkdir()
        for name in names:
            copy = shutil.copytree if (source / name).is_dir() else shutil.copy2
            if (source / name).exists():
                copy(source / name, root / name)
        ours, _ = all_ours(root)
        config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
        codes = [p.name for p in (root / "_build" / "site").iterdir() if p.is_dir()]
        stock = 0.0
        for code in codes:
            config["sphinx"]["config"]["language"] = LANGUAGES[code].locale
            (root / f"config-{code}.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
            stock += timed(
                BIN / "jb", "build", root, "--all", "--config", root / f"config-{code}.yml",
                "--path-output", Path(scratch) / code,
            )[0]  # fmt: skip
    print(
        f"This course in {len(codes)} languages: jb build {stock:.2f} s   ssr build {ours:.2f} s"
        f"   ratio {stock / ours:.1f}"
    )


def _translate(root: Path, round_: int) -> None:
    """Change one French message of the page."""
    path = root / "locales" / "fr" / "LC_MESSAGES" / "book" / "module-1" / "lesson-2.po"
    text = path.read_text(encoding="utf-8")
    place = text.index('msgstr "', text.index('msgid "Section 1 of lesson 2"'))
    path.write_text(
        text[:place] + f'msgstr "Traduction {round_}"' + text[text.index("\n", place) :], encoding="utf-8"
    )


def _get(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read()
    except OSError:
        return b""


def _until(true, seconds: float = 120) -> None:
    end = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > end:
            raise SystemExit("the page was never right again")
        time.sleep(0.02)


def run() -> None:
    """All of it."""
    built_from_nothing()
    while_writing()
    growth()
    real_course()
