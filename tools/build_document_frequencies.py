"""Count in how many articles each term stands, for ``mujaz/data/document_frequencies.xz``.

    python tools/build_document_frequencies.py STREAM.jsonl.gz [--at-least N]

Reads articles (``title`` and ``text``) of the ANT Corpus v2.1 and writes the table: the number of
articles, then one line a frequency: the count and the terms that have it. No text is kept. See
``mujaz/data/README.md`` for the source.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import lzma
from pathlib import Path

from mujaz.stories.context import Context
from mujaz.stories.features import counts

OUTPUT = Path(__file__).resolve().parent.parent / "mujaz" / "data" / "document_frequencies.xz"


def table(path: Path, at_least: int) -> str:
    """Return the table as text: the number of articles, then ``count term term …`` lines."""
    total = 0
    held: collections.Counter[str] = collections.Counter()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            article = json.loads(line)
            held.update(counts(Context(article["title"]), Context(article["text"])).keys())
            total += 1
    by_count: dict[int, list[str]] = collections.defaultdict(list)
    for term, count in held.items():
        if count >= at_least:
            by_count[count].append(term)
    rows = [f"{count} {' '.join(sorted(by_count[count]))}" for count in sorted(by_count)]
    return "\n".join([str(total), *rows]) + "\n"


def main() -> None:
    """Write the table and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stream", type=Path)
    parser.add_argument("--at-least", type=int, default=4)
    options = parser.parse_args()
    text = table(options.stream, options.at_least)
    OUTPUT.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{OUTPUT}: {len(text.split())} terms, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
