"""How long a build takes: ours against `jb build` with its default theme; and how it grows."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from .books import make

BIN = Path(sys.executable).parent


def timed(*command: str | Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of a command that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {command}\n{output.decode(errors='replace')}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def ours(root: Path, *more: str) -> tuple[float, float]:
    return timed(BIN / "ssr", "--root", root, "build", "en", *more)


def stock(root: Path) -> tuple[float, float]:
    return timed(BIN / "jb", "build", root)


def edit(root: Path, round_: int) -> None:
    """One more sentence in one lesson."""
    with (root / "book" / "module-1" / "lesson-2.md").open("a") as page:
        page.write(f"\nOne more sentence, number {round_}.\n")


def against_stock(pages: int = 30, rounds: int = 3) -> None:
    """From nothing, and after one edit, `rounds` interleaved rounds."""
    times: dict[str, list[float]] = {name: [] for name in ("ours", "stock", "ours edit", "stock edit")}
    for round_ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch:
            a = make(Path(scratch) / "ours", pages, ours=True)
            b = make(Path(scratch) / "stock", pages, ours=False)
            times["ours"].append(ours(a)[0])
            times["stock"].append(stock(b)[0])
            edit(a, round_)
            edit(b, round_)
            times["ours edit"].append(ours(a)[0])
            times["stock edit"].append(stock(b)[0])
    print(f"Build of {pages} pages, {rounds} interleaved rounds, seconds (median)")
    for what, mine, theirs in (
        ("from nothing", "ours", "stock"),
        ("one page edited", "ours edit", "stock edit"),
    ):
        m, t = median(times[mine]), median(times[theirs])
        print(f"  {what:<16} jb build {t:6.2f}   ssr build {m:6.2f}   ratio {t / m:4.1f}")


def growth(sizes: tuple[int, ...] = (30, 120, 480)) -> None:
    """Time a page as the book grows, less what an empty build costs."""
    with tempfile.TemporaryDirectory() as scratch:
        base = min(ours(make(Path(scratch) / f"base{n}", 1, ours=True))[0] for n in range(2))
        print(f"Growth (one page alone takes {base:.2f} s)")
        for size in sizes:
            seconds, memory = ours(make(Path(scratch) / f"book{size}", size, ours=True))
            print(
                f"  {size:>4} pages {seconds:6.2f} s   peak {memory:4.0f} MB"
                f"   {1000 * (seconds - base) / (size - 1):5.1f} ms a further page"
            )
