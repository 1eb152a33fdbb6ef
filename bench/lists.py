"""How long the reader takes with a long list: ready, key to frame, to the end; memory.

    python bench/lists.py [ROWS]

Everything is real: an SQLite store with single-article stories, the app without a terminal.
Times are wall-clock milliseconds; a frame is counted when Textual hands it over.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mujaz.model import Article, Digested
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore

NOW = datetime(2025, 12, 15, 18, 0, tzinfo=UTC)
WORDS = [
    "مدينة",
    "ميناء",
    "قطار",
    "موسم",
    "افتتاح",
    "مجلس",
    "اتفاق",
    "زراعة",
    "سوق",
    "جديد",
    "خلال",
    "الشتاء",
]
BATCH = 2000
PRESSES = 60


def fill(store: SqliteStore, rows: int) -> None:
    """Write so many stories of one article each."""
    for start in range(0, rows, BATCH):
        articles = [_article(number) for number in range(start, min(rows, start + BATCH))]
        store.add_articles(articles)
        store.save_stories(
            [
                StoryChange(f"s{a.id}", (a.id,), (), b"", Digested(a.title, 1), {a.id: ""})
                for a in articles
            ]
        )


def _article(number: int) -> Article:
    title = " ".join(WORDS[(number * 7 + k * 3) % len(WORDS)] for k in range(9))
    when = NOW - timedelta(minutes=number)
    return Article(
        id=f"a{number}",
        feed="https://bench.example/feed",
        guid=str(number),
        source=f"مصدر {number % 40}",
        title=f"{title} {number}",
        text="نص قصير للتجربة. " * 20,
        published=when,
        fetched=NOW,
    )


async def measure(store: SqliteStore) -> dict[str, float]:
    """Run the reader and press keys; return times in milliseconds."""
    from textual.app import App

    from tui.app import Reader
    from tui.settings import ReaderSettings

    frames: list[float] = []
    display = App._display

    def counted(self: App[None], *args: object) -> None:
        display(self, *args)  # type: ignore[arg-type]
        frames.append(time.perf_counter())

    App._display = counted  # type: ignore[method-assign, assignment]
    start = time.perf_counter()
    app = Reader(store, settings=ReaderSettings(), clock=lambda: NOW)
    found: dict[str, float] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.reader.list
        while not rows.summary(rows.current):
            await asyncio.sleep(0.001)
        found["first rows"] = (time.perf_counter() - start) * 1e3
        total = store.counts().stories
        while rows.count < total:
            await asyncio.sleep(0.001)
        found["all rows"] = (time.perf_counter() - start) * 1e3
        await pilot.pause(0.5)
        times: list[float] = []
        for key in ["j"] * PRESSES + ["space"] * PRESSES + ["G"]:
            frames.clear()
            pressed = time.perf_counter()
            app.simulate_key(key)
            while not frames:
                await asyncio.sleep(0.0005)
            times.append((frames[0] - pressed) * 1e3)
            await asyncio.sleep(0.02)
        for name, part in (("row", times[:PRESSES]), ("page", times[PRESSES:-1])):
            found[f"{name} p50"] = statistics.median(part)
            found[f"{name} p95"] = sorted(part)[int(len(part) * 0.95)]
        found["end"] = times[-1]
    return found


def main() -> None:
    """Fill a store, run the reader on it, print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with (
        tempfile.TemporaryDirectory() as folder,
        SqliteStore(Path(folder) / "mujaz.db") as store,
    ):
        fill(store, rows)
        for name, value in asyncio.run(measure(store)).items():
            print(f"{name:12} {value:8.1f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory':12} {peak:8.0f} MB")


if __name__ == "__main__":
    main()
