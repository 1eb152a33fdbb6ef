"""Articles of one story that carry the same text: wire copies.

Overlap is containment of four-word shingles (Broder 1997: On the resemblance and containment of
documents): the share of an article's shingles that an earlier one has too. This module knows texts
and order. It doesn't know which outlet wrote a text first, only which published it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mujaz.model import Article
from mujaz.text.words import tokens

_SHINGLE = 4
#: Words looked at; more change no verdict.
_WORDS = 400
#: Share of shingles that makes a copy; in labelled stories copies lie above it, rewrites below.
_COPY = 0.5
_LEAST_SHINGLES = 12


@lru_cache(1 << 10)
def shingles(text: str) -> frozenset[int]:
    """Return hashes of all runs of four folded words of a text's first 400 words."""
    words = tokens(text[: _WORDS * 12])[:_WORDS]
    return frozenset(
        hash(tuple(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1)
    )


def wire_copies(articles: Sequence[Article]) -> dict[str, str]:
    """Return article id → id of the earliest article whose text it repeats.

    Args:
        articles: the articles of one story in published order.
    """
    originals: list[tuple[str, frozenset[int]]] = []
    copies: dict[str, str] = {}
    for article in articles:
        own = shingles(article.text)
        if len(own) >= _LEAST_SHINGLES:
            origin = _origin(own, originals)
            if origin is not None:
                copies[article.id] = origin
                continue
        originals.append((article.id, own))
    return copies


def _origin(own: frozenset[int], originals: Sequence[tuple[str, frozenset[int]]]) -> str | None:
    for one, theirs in originals:
        smaller = min(len(own), len(theirs))
        if smaller >= _LEAST_SHINGLES and len(own & theirs) > _COPY * smaller:
            return one
    return None
