"""Articles as weighted bags of terms, and how alike two of them are.

This module knows how often terms stand in news at large (a table that ships) and lately (counted
by whoever holds the articles). What a term is, is known by :mod:`mujaz.stories.terms`.

Weights are whole thousandths and terms are 32-bit checksums: sums of products are exact, so the
order in which articles are compared changes nothing, and a stored vector is small.
"""

from __future__ import annotations

import lzma
import math
from array import array
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from mujaz.text.words import light_stem

#: Term checksum → weight in thousandths; the squares of the weights sum to about a million.
Vector = dict[int, int]

#: A vector has this length; the product of two is divided by its square.
UNIT = 1000
#: How many recent articles the shipped table weighs as much as.
_BACKGROUND = 4000.0


@lru_cache(1 << 15)
def checksum(term: str) -> int:
    """Return the 32-bit checksum that stands for a term."""
    return crc32(term.encode())


@cache
def _frequencies() -> tuple[int, dict[int, int]]:
    """Number of articles counted, and term checksum → number of those that hold it."""
    packed = files("mujaz").joinpath("data", "document_frequencies.xz").read_bytes()
    rows = lzma.decompress(packed).decode().splitlines()
    table: dict[int, int] = {}
    for row in rows[1:]:
        count, _, terms = row.partition(" ")
        table.update(dict.fromkeys(map(crc32, terms.encode().split()), int(count)))
    return int(rows[0]), table


def common(word: str, share: float = 0.004) -> bool:
    """Whether a folded word's stem stands in more than ``share`` of the articles of the table."""
    total, table = _frequencies()
    return table.get(checksum(light_stem(word)), 0) > share * total


def rarity(term: str) -> float:
    """Return the inverse document frequency of a term in news at large, 0 to about 9."""
    return rarity_of(checksum(term))


@lru_cache(1 << 14)
def rarity_of(key: int) -> float:
    """Return the inverse document frequency of the term with a checksum."""
    total, table = _frequencies()
    return math.log((total + 1) / (table.get(key, 0) + 1))


def pack_terms(terms: Iterable[str]) -> bytes:
    """Return the checksums of terms, each once and in order, four bytes each.

    What is kept of many articles is kept as bytes: a set of names takes thirty times the room.
    """
    return array("I", dict.fromkeys(map(checksum, terms))).tobytes()


def unpack_terms(packed: bytes) -> memoryview:
    """Return the checksums that :func:`pack_terms` packed, to be walked over."""
    return memoryview(packed).cast("I")


class Recent:
    """How many of the recent articles hold each term; what is common lately tells little."""

    __slots__ = ("_articles", "_counts")

    def __init__(self) -> None:
        self._articles = 0
        self._counts: dict[int, int] = {}

    def add(self, found: Iterable[int]) -> None:
        """Count the terms of one more article."""
        self._articles += 1
        own = self._counts
        for term in found:
            own[term] = own.get(term, 0) + 1

    def remove(self, found: Iterable[int]) -> None:
        """Take an article's terms off again."""
        self._articles -= 1
        own = self._counts
        for term in found:
            left = own[term] - 1
            if left:
                own[term] = left
            else:
                del own[term]

    def vector(self, found: Mapping[int, int]) -> Vector:
        """Return the unit vector of weighted counts: (1 + ln tf) · idf, table and recent as one.

        Terms too common to weigh anything stay in it with weight 0: they are still counted.
        """
        total, table = _frequencies()
        scale = _BACKGROUND / total
        size = math.log(_BACKGROUND + self._articles)
        own = self._counts
        raw: dict[int, float] = {}
        for key, count in found.items():
            seen = table.get(key, 0) * scale + own.get(key, 0) + 0.5
            raw[key] = max(0.0, (1.0 + math.log(count)) * (size - math.log(seen)))
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return vector_of(raw, [round(UNIT * weight / length) for weight in raw.values()])


#: One object for each weight and each term: thousands of vectors are held at once.
_WEIGHTS = tuple(range(2 * UNIT))
_TERMS: dict[int, int] = {}
_MOST_TERMS = 1 << 17


def vector_of(terms: Iterable[int], weights: Iterable[int]) -> Vector:
    """Return a vector that shares its numbers with all others."""
    if len(_TERMS) > _MOST_TERMS:
        _TERMS.clear()
    same = _TERMS.setdefault
    return {same(term, term): _WEIGHTS[weight] for term, weight in zip(terms, weights, strict=True)}


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors, 0 to about 1."""
    shared = one.keys() & other.keys()  # whole numbers: the order of the terms changes nothing
    return sum([one[term] * other[term] for term in shared]) / (UNIT * UNIT)
