"""How fast the reader is on a terminal: start, keys, pages, memory; newsboat beside it.

    python bench/reader.py [ROWS…] [--stores FOLDER] [--runs N] [--check]

Everything is real: stores of 1,000, 10,000 and 100,000 articles, the ``mujaz`` command in a process
of its own on a pseudo-terminal of 100 columns and 40 rows that answers DA1. Printed are:

start     from starting the process to the last byte of the first full frame (rows and article), the
          smallest of some runs; in brackets its processor time
row, list page, line, article page
          one row or page down in the list, one line or page down in an article of 10,000 words:
          p50, p95  processor milliseconds of the screen's thread from key to frame: our own work
                    and Textual's, without the wait for its frame timer
          all       95 % of the keys: the same until all is quiet, with what follows the key (the
                    row's article) and what is prepared for the next one
          answer    95 % of the keys: wall milliseconds until the frame is written, timer within
          bytes     at most, to the terminal, for one key
memory    resident at the end of all keys, and at its highest, in MB

``--stores`` keeps the stores for the next run; ``--check`` ends with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.newsroom import BODY_MARK, LIST_MARK, NOW, fill, write_feeds
from bench.ptyrun import PtyRun
from mujaz.store.sqlite import SqliteStore
from tui.place import KEY as KEY_OF_PLACE

COLUMNS, ROWS = 100, 40
SIZES = (1_000, 10_000, 100_000)
KEYS = 60
START, KEY, PAGE, MEMORY = 500.0, 6.0, 20_000.0, 90.0
"""Milliseconds of a start and of a key, bytes of a page, MB."""
FLAT = 1.2
"""How much longer the start may take with the largest store than with the smallest."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What some presses of one key cost.

    Attributes:
        frame: processor milliseconds of the screen's thread until its frame is written.
        all: the same until nothing more happens, what follows the key (the article) within.
        answer: wall milliseconds until the frame is written, the frame timer within.
        sent: bytes to the terminal.
    """

    frame: list[float]
    all: list[float]
    answer: list[float]
    sent: list[int]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def environment(folder: Path) -> Mapping[str, str]:
    """Return the variables of a run: a plain terminal, its own folders, no network."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "MUJAZ_NOW": NOW.isoformat(),
        "MUJAZ_CONFIG": str(folder / "config.toml"),
    }


def start(store: Path, home: Path) -> PtyRun:
    """Start the reader on a store, at the beginning of its list."""
    with SqliteStore(store / "mujaz.db") as kept:
        kept.put_value(KEY_OF_PLACE, "")
    command = [str(Path(sys.executable).with_name("mujaz")), "--data", str(store)]
    return PtyRun(command, columns=COLUMNS, rows=ROWS, environment=environment(home))


def first_frame(store: Path, home: Path) -> tuple[float, float]:
    """Return wall and processor milliseconds until rows and article are on the screen."""
    run = start(store, home)
    run.until(LIST_MARK.encode(), BODY_MARK.encode())
    while run.read(0.03):
        continue
    wall, cpu = run.last - run.started, run.cpu()
    run.quiet(0.5)
    run.end(b"q")
    return wall * 1e3, cpu * 1e3


def press(run: PtyRun, key: bytes, times: int) -> Keys:
    """Press a key again and again, each time when the last frame is long over."""
    keys = Keys([], [], [], [])
    for _ in range(times):
        run.quiet(0.2)
        before, cpu = len(run.output), run.cpu(main_only=True)
        pressed = time.perf_counter()
        run.send(key)
        if run.read(1.0):
            keys.frame.append((run.cpu(main_only=True) - cpu) * 1e3)
            keys.answer.append((run.last - pressed) * 1e3)
        run.quiet(0.2)
        keys.all.append((run.cpu(main_only=True) - cpu) * 1e3)
        keys.sent.append(len(run.output) - before)
    return keys


def measure(store: Path, home: Path, runs: int) -> dict[str, float]:
    """Return the figures of one store."""
    starts = [first_frame(store, home) for _ in range(runs)]
    run = start(store, home)
    run.until(LIST_MARK.encode(), BODY_MARK.encode())
    run.quiet(1.0)
    rows = press(run, b"j", KEYS)
    pages = press(run, b" ", KEYS // 2)
    run.send(b"g\r")
    run.quiet(0.5)
    lines = press(run, b"j", KEYS)
    article = press(run, b" ", KEYS // 2)
    memory = run.memory()
    run.end(b"lgq")
    found = {
        "start": min(wall for wall, _cpu in starts),
        "start cpu": min(cpu for _wall, cpu in starts),
    }
    for name, keys in (
        ("row", rows),
        ("list page", pages),
        ("line", lines),
        ("article page", article),
    ):
        found[f"{name} p50"] = statistics.median(keys.frame)
        found[f"{name} p95"] = percentile(keys.frame, 0.95)
        found[f"{name} all"] = percentile(keys.all, 0.95)
        found[f"{name} answer"] = percentile(keys.answer, 0.95)
        found[f"{name} bytes"] = max(keys.sent)
    found["memory"], found["peak"] = memory["VmRSS"], memory["VmHWM"]
    return found


def newsboat(rows: int, folder: Path) -> str:
    """Return how newsboat starts on the same articles, or why that is not measured."""
    if shutil.which("newsboat") is None:
        return "newsboat is not installed: not measured"
    feeds = folder / f"feeds{rows}"
    feeds.mkdir()
    urls = folder / f"urls{rows}"
    urls.write_text("\n".join(write_feeds(feeds, rows)))
    (folder / "config").write_text("refresh-on-startup no\nauto-reload no\n")
    command = ["newsboat", "-q", "-u", str(urls), "-c", str(folder / f"cache{rows}.db")]
    command += ["-C", str(folder / "config")]
    if os.spawnvpe(os.P_WAIT, "newsboat", [*command, "-x", "reload"], environment(folder)):
        return "newsboat cannot read the feeds: not measured"
    found = []
    for _ in range(3):
        run = PtyRun(command, columns=COLUMNS, rows=ROWS, environment=environment(folder))
        run.until(f"{LIST_MARK} 0".encode())
        while run.read(0.03):
            continue
        found.append((run.last - run.started, run.cpu(), run.memory()["VmRSS"]))
        run.end(b"q")
    wall, cpu, memory = min(found)
    return f"newsboat  {rows:>7} articles: start {wall * 1e3:.0f} ms ({cpu * 1e3:.0f} ms of CPU), {memory:.0f} MB"


def missed(found: Mapping[int, Mapping[str, float]]) -> list[str]:
    """Return the limits that were missed, in words."""
    wrong = []
    for rows, one in found.items():
        limits = {"start": START, "memory": MEMORY}
        limits |= {f"{key} p95": KEY for key in ("row", "list page", "line", "article page")}
        limits |= {f"{key} bytes": PAGE for key in ("list page", "article page")}
        for name, limit in limits.items():
            if one[name] > limit:
                wrong.append(f"{rows}: {name} {one[name]:.1f}, limit {limit:.0f}")
    smallest, largest = min(found), max(found)
    if found[largest]["start"] > FLAT * found[smallest]["start"]:
        wrong.append(f"start grows by more than {FLAT}")
    return wrong


def main() -> int:
    """Measure, print, and on request compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--stores", type=Path, help="folder in which stores are kept")
    parser.add_argument("--runs", type=int, default=5, help="starts of which the best counts")
    parser.add_argument("--check", action="store_true", help="end with 1 where a limit is missed")
    parser.add_argument("--alone", action="store_true", help="without newsboat")
    options = parser.parse_args()
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        (home / "config.toml").write_text("[reader]\nrefresh_every = 0\n")
        for rows in options.rows:
            store = (options.stores or home) / str(rows)
            if not (store / "mujaz.db").exists():
                store.mkdir(parents=True, exist_ok=True)
                fill(store / "mujaz.db", rows)
            found[rows] = measure(store, home, options.runs)
            print(f"{rows:>7} articles:", flush=True)
            for name, value in found[rows].items():
                print(f"    {name:14} {value:9.1f}")
            if not options.alone:
                print(newsboat(rows, home), flush=True)
    wrong = missed(found)
    print("\n".join(wrong) or "all limits kept")
    return int(bool(wrong) and options.check)


if __name__ == "__main__":
    sys.exit(main())
