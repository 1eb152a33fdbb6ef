"""Articles of one story that carry the same text: wire copies.

Overlap is containment of four-word shingles (Broder 1997: On the resemblance and containment of
documents): the share of an article's shingles that an earlier one has too. This module knows texts
and order. It doesn't know which outlet wrote a text first, only which published it first.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from mujaz.stories.vectors import checksum

_SHINGLE = 4
#: Words looked at; more change no verdict.
WORDS = 400
#: Share of shingles that makes a copy; in labelled stories copies lie above it, rewrites below.
_COPY = 0.5
_LEAST_SHINGLES = 12


def shingles(words: Sequence[str]) -> bytes:
    """Return hashes of all runs of four of the first 400 folded words, packed.

    The hash of a tuple of integers is the same in every process, that of a text is not.
    """
    sums = list(map(checksum, words[:WORDS]))
    runs = {hash(run) for run in zip(sums, sums[1:], sums[2:], sums[3:], strict=False)}
    return array("q", sorted(runs)).tobytes()


def wire_copies(articles: Mapping[str, bytes]) -> dict[str, str]:
    """Return article id → id of the earliest article whose text it repeats.

    Args:
        articles: id → :func:`shingles` of the articles of one story, in published order.
    """
    sizes: dict[str, int] = {}
    holders: dict[int, list[str]] = {}
    copies: dict[str, str] = {}
    for article, packed in articles.items():
        own = array("q")
        own.frombytes(packed)
        if len(own) < _LEAST_SHINGLES:
            continue
        shared: dict[str, int] = {}
        for run in own:
            for origin in holders.get(run, ()):
                shared[origin] = shared.get(origin, 0) + 1
        repeated = [o for o in sizes if shared.get(o, 0) > _COPY * min(len(own), sizes[o])]
        if repeated:
            copies[article] = repeated[0]
            continue
        sizes[article] = len(own)
        for run in own:
            holders.setdefault(run, []).append(article)
    return copies
