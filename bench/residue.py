"""What the residue filter takes out of real articles, to be judged by a person line by line.

    python bench/residue.py FILE.jsonl[.gz]... [--lines 5000] [--every 1] [--quiet]

Reads articles (JSON Lines with ``source``, ``title`` and ``text``), cleans them as a refresh does,
each outlet's lines counted first, and prints every line that goes with its reason and the lines
around it. Whoever reads them counts those that an editor would have kept; the rate is that count over the
number of lines seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mujaz.feeds.residue import line_keys, strip_residue


def articles(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--lines", type=int, default=0, help="stop after so many lines")
    parser.add_argument("--every", type=int, default=1, help="look at each n-th article only")
    parser.add_argument(
        "--reason", action="append", help="print only lines that go for this reason"
    )
    parser.add_argument("--quiet", action="store_true", help="print the counts only")
    wanted = parser.parse_args()
    for path in wanted.files:
        look(path, wanted)


def look(path: Path, wanted: argparse.Namespace) -> None:
    """Print what goes out of one file's articles."""
    rows = list(articles(path))
    counts: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for row in rows:
        counts.setdefault(row["source"], Counter()).update(line_keys(row["text"]))
        totals[row["source"]] += 1
    seen, reasons = 0, Counter[str]()
    for row in rows[:: wanted.every]:
        if wanted.lines and seen >= wanted.lines:
            break
        lines = row["text"].split("\n")
        seen += sum(bool(line.strip()) for line in lines)
        _text, removed = strip_residue(
            row["text"],
            title=row["title"],
            counts=counts[row["source"]],
            articles=totals[row["source"]],
        )
        for one in removed:
            reasons[one.reason] += 1
            if not wanted.quiet and (not wanted.reason or one.reason in wanted.reason):
                print(f"{one.reason:9} {one.line + 1}/{len(lines)} {row['source']}: {one.text}")
    told = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
    print(f"{path.name}: {seen} lines, {reasons.total()} removed: {told}")


if __name__ == "__main__":
    main()
