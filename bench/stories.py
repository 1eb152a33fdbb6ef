"""How fast news become stories, how the speed holds as they grow, and what memory it takes.

    python bench/stories.py [--articles 5000] [--large 100000] [--day 10000]

Articles are made from the bundled sample's texts: each invented event is one story of the sample in
which three of four words are replaced, half of those by words that no other event has, and all
numbers change; the story's outlets tell it within two days, each with the same background behind. ``mujaz import`` runs as outsiders call it, everything on (clean, store, index, names,
figures, grouping, briefs); a plain TF-IDF clusterer groups the same articles in the same run. Where
two cores are free, one of them helps.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import importlib.util
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
START = datetime(2025, 1, 1, tzinfo=UTC)
PER_DAY = 1500
#: Share of words that are replaced by others of the sample, and by words of the event alone.
OTHER, OWN = 0.4, 0.35
_LETTERS = "بتجحدرسشصطعفقكلمنهوي"
_WORD = re.compile(r"[^\W\d_]{4,}")
_DIGITS = re.compile(r"\d+")


# --------------------------------------------------------------------- articles
def sample() -> ModuleType:
    """Return the module that reads the sample's texts."""
    path = ROOT / "tools" / "sample" / "sample_source.py"
    spec = importlib.util.spec_from_file_location("sample_source", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_source"] = module
    spec.loader.exec_module(module)
    return module


def made_articles(count: int, per_day: int = PER_DAY) -> Iterator[dict[str, str]]:
    """Yield ``count`` articles in published order, ``per_day`` a day, always the same ones."""
    source = sample()
    outlets = source.read_outlets()
    told = collections.defaultdict(list)
    for piece in source.read_pieces(outlets):
        text = "\n".join([piece.standfirst, *(block.text for block in piece.blocks)])
        told[piece.story].append((outlets[piece.outlet].name, piece.title, text))
    words = sorted({w for s in told.values() for _, _, t in s for w in _WORD.findall(t)})
    kinds, chance = sorted(told), random.Random(1)
    rows: list[tuple[float, dict[str, str]]] = []
    for event in range(count):
        if len(rows) >= count:
            break
        begins = len(rows) / per_day * 86_400
        change = _Change(event, words)
        background = chance.choice(told[chance.choice(kinds)])[2]
        for name, title, text in told[chance.choice(kinds)]:
            text = f"{text}\n{background}"
            at = begins + chance.uniform(0, 2 * 86_400) * chance.random()
            row = {"source": name, "title": change(title), "text": change(text)}
            rows.append((at, row))
    rows.sort(key=lambda pair: pair[0])
    for number, (at, row) in enumerate(rows[:count]):
        moment = (START + timedelta(seconds=int(at))).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield {"guid": f"made-{number}", "published": moment, **row}


class _Change:
    """Replaces most words of a text, and its numbers, in the same way all over one event."""

    def __init__(self, event: int, words: list[str]) -> None:
        self._event, self._words = event, words
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return _DIGITS.sub(self._number, _WORD.sub(self._word, text))

    def _draw(self, text: str) -> int:
        digest = hashlib.blake2b(f"{self._event} {text}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big")

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word not in self._known:
            share, drawn = (self._draw(word) % 1000) / 1000, self._draw(word) // 1000
            if share < OTHER:
                word = self._words[drawn % len(self._words)]
            elif share < OTHER + OWN:
                word = "".join(_LETTERS[drawn >> shift & 15] for shift in range(0, 24, 4))
            self._known[match[0]] = word
        return self._known[match[0]]

    def _number(self, match: re.Match[str]) -> str:
        return str(1 + self._draw(match[0]) % (10 ** len(match[0])))


def write(path: Path, count: int, per_day: int = PER_DAY) -> None:
    """Write made articles as ``mujaz import`` reads them."""
    with path.open("w", encoding="utf-8") as file:
        for row in made_articles(count, per_day):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


# ------------------------------------------------------------------------- runs
class Run:
    """One call of mujaz: seconds on the clock, seconds of all its processes, most memory."""

    def __init__(self, data: Path, *arguments: object) -> None:
        command = [sys.executable, "-m", "cli.main", "--data", str(data), *map(str, arguments)]
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        self.lines = sum(1 for _ in process.stdout)
        _, status, used = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - begun
        self.cpu = used.ru_utime + used.ru_stime
        self.megabytes = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
        if status:
            raise SystemExit(f"{' '.join(command)} failed")


def importing(folder: Path, name: str, count: int, per_day: int = PER_DAY) -> tuple[Path, float]:
    """Import made articles, print the figures, and return the data folder and the rate."""
    path, data = folder / f"{name}.jsonl", folder / name
    write(path, count, per_day)
    run = Run(data, "import", path)
    rate = count / run.seconds
    print(
        f"import {count:7} articles: {run.seconds:7.1f} s, {rate:5.0f} a second, "
        f"{1000 * run.cpu / count:5.2f} ms of all cores each, {run.megabytes:4.0f} MB"
    )
    return data, rate


def regrouping(data: Path, count: int) -> None:
    """Group articles anew that stand in no story: what a day takes after its stories are gone."""
    import sqlite3

    from mujaz.pipeline.grouping import group_new
    from mujaz.store.sqlite import SqliteStore

    (file,) = data.glob("*.db")
    with sqlite3.connect(file) as connection:
        for table in ("story_articles", "stories", "groups", "threads"):
            connection.execute(f"DELETE FROM {table}")
    begun = time.perf_counter()
    with SqliteStore(file) as store:
        group_new(store)
    seconds = time.perf_counter() - begun
    print(f"group  {count:7} articles anew: {seconds:.1f} s, {count / seconds:.0f} a second")


def listing(data: Path, limit: int = 1000) -> None:
    """List complete stories as JSON."""
    run = Run(data, "stories", "list", "--json", "--limit", limit)
    print(f"list   {run.lines:7} stories as JSON: {run.seconds:.2f} s")


def plain_clusterer(path: Path) -> tuple[int, float]:
    """Group a file's articles by TF-IDF and a threshold alone; return stories and seconds.

    No store, no names, no figures: words, cosine with a story's sum of vectors, an inverted index
    over four days.
    """
    begun = time.perf_counter()
    held: collections.Counter[str] = collections.Counter()
    stories: list[tuple[dict[str, float], float]] = []
    postings: dict[str, list[int]] = collections.defaultdict(list)
    for number, line in enumerate(path.open(encoding="utf-8"), 1):
        row = json.loads(line)
        at = datetime.fromisoformat(row["published"]).timestamp()
        counts = collections.Counter(_WORD.findall(f"{row['title']} {row['title']} {row['text']}"))
        held.update(counts.keys())
        raw = {w: (1 + math.log(n)) * math.log(1 + number / held[w]) for w, n in counts.items()}
        length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        vector = {w: v / length for w, v in raw.items()}
        scores: collections.Counter[int] = collections.Counter()
        for word in sorted(vector, key=vector.__getitem__, reverse=True)[:24]:
            postings[word] = [s for s in postings[word] if at - stories[s][1] < 4 * 86_400]
            for story in postings[word]:
                scores[story] += vector[word] * stories[story][0].get(word, 0.0)
        best = max(scores, key=scores.__getitem__, default=-1)
        if best >= 0:
            centre = stories[best][0]
            norm = math.sqrt(sum(v * v for v in centre.values()))
            if sum(v * centre.get(w, 0.0) for w, v in vector.items()) / norm >= 0.3:
                for word, value in vector.items():
                    centre[word] = centre.get(word, 0.0) + value
                stories[best] = (centre, at)
                continue
        for word in sorted(vector, key=vector.__getitem__, reverse=True)[:24]:
            postings[word].append(len(stories))
        stories.append((vector, at))
    return len(stories), time.perf_counter() - begun


def main() -> None:
    """Run everything and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--day", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, rate = importing(folder, "small", options.articles)
        stories, seconds = plain_clusterer(folder / "small.jsonl")
        print(
            f"plain  {options.articles:7} articles by TF-IDF alone: {stories} stories, "
            f"{seconds:.1f} s, {options.articles / seconds:.0f} a second"
        )
        listing(data)
        if options.day:
            data, _ = importing(folder, "day", options.day, options.day)
            regrouping(data, options.day)
        if options.large:
            data, large = importing(folder, "large", options.large)
            print(
                f"rate at {options.large}: {100 * large / rate:.0f} % of that at {options.articles}"
            )
            listing(data)


if __name__ == "__main__":
    main()
