"""Articles as weighted bags of terms, and how alike two of them are.

A term is the light stem of a word, or the canonical form of a known name, so that all spellings
of داعش count as one. This module knows terms, how often they stand in news at large (a table that
ships) and lately (counted by whoever holds the articles). It knows no stories.

Weights are whole thousandths and terms are 32-bit checksums: sums of products are exact, so the
order in which articles are compared changes nothing, and a stored vector is small.
"""

from __future__ import annotations

import lzma
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from mujaz.stories import gazetteer
from mujaz.stories.facts import folded_words, lines
from mujaz.text.fold import fold
from mujaz.text.months import weekdays
from mujaz.text.words import light_stem, tokens, words

#: Term checksum → weight in thousandths; the squares of the weights sum to about a million.
Vector = dict[int, int]

#: A vector has this length; the product of two is divided by its square.
UNIT = 1000
#: Words of the text that count; news say what happened first (a longer lead adds background).
LEAD_WORDS = 80
#: The first words of the text are told again by every outlet and weigh four times.
FIRST_WORDS = 30
_FIRST_WEIGHT = 4
_TITLE_WEIGHT = 4
#: Characters that certainly hold the lead.
_LEAD_CHARS = 1200
#: Where weekdays are looked for: news say early on when it happened.
_DAY_CHARS = 500
#: Where counted numbers are looked for, and how many are kept.
_ANCHOR_CHARS = 2500
_MOST_ANCHORS = 24
_COUNTED = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)*)(?:\s+([^\W\d_]{3,}))?")
_DATELINE = re.compile(r"(?:[^\n.:،–—-]{2,24}\s?[:–—-]+\s*){1,3}(?<=[\s:–—-])(?=\S)")
#: How many recent articles the shipped table weighs as much as.
_BACKGROUND = 4000.0


@lru_cache(1 << 17)
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
        number = int(count)
        for term in terms.split():
            table[checksum(term)] = number
    return int(rows[0]), table


def common(word: str, share: float = 0.004) -> bool:
    """Whether a folded word's stem stands in more than ``share`` of the articles of the table."""
    total, table = _frequencies()
    return table.get(checksum(light_stem(word)), 0) > share * total


@lru_cache(1 << 16)
def rarity(term: str) -> float:
    """Return the inverse document frequency of a term in news at large, 0 to about 9."""
    total, table = _frequencies()
    return math.log((total + 1) / (table.get(checksum(term), 0) + 1))


@cache
def _synonyms() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Stem → the group's term, and two stems in a row → the group's term."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for line in lines("synonyms.txt"):
        group = [tuple(map(light_stem, tokens(part))) for part in line.split("|")]
        name = "~" + "_".join(group[0])
        for stems in group:
            if len(stems) == 1:
                single[stems[0]] = name
            else:
                double[stems[0], stems[1]] = name
    return single, double


@lru_cache(1 << 16)
def _stem(word: str) -> str:
    """The light stem of a folded word; "" for stop words and single letters."""
    return "" if len(word) < 2 or word in folded_words("stopwords.txt") else light_stem(word)


@lru_cache(1 << 11)
def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text in order.

    Terms are stems, known names in one piece (``=داعش``), and one term for words that outlets of
    different countries use for the same thing (``~زلزال``).
    """
    single, double = _synonyms()
    words = tokens(text)
    out: list[str] = []
    at, size = 0, len(words)
    find = gazetteer.find
    while at < size:
        found = find(words, at)
        if found is not None and not found.known.plain and not _in_longer_name(words, at, found):
            out.append(_name_term(found.known.name))
            at += found.count
            continue
        word = words[at]
        at += 1
        stem = _stem(word)
        if not stem:
            continue
        pair = double.get((stem, light_stem(words[at]))) if at < size else None
        if pair is not None:
            at += 1
        out.append(pair or single.get(stem, stem))
    return tuple(out)


def _in_longer_name(words: Sequence[str], at: int, found: gazetteer.Found) -> bool:
    """Whether a person's name is the father's in somebody else's (فيصل بن سلمان بن عبدالعزيز)."""
    return found.known.kind == "person" and at > 0 and words[at - 1] in ("بن", "ابن")


def readable_terms(text: str) -> dict[str, str]:
    """Return term → how the text first writes it; known names in their canonical form."""
    spans = words(text)
    folded = [fold(text[start:end]) for start, end in spans]
    single, _ = _synonyms()
    shown: dict[str, str] = {}
    at = 0
    while at < len(folded):
        found = gazetteer.find(folded, at)
        if found is not None and not found.known.plain:
            shown.setdefault(_name_term(found.known.name), found.known.name)
            at += found.count
            continue
        stem = _stem(folded[at])
        start, end = spans[at]
        if stem:
            shown.setdefault(single.get(stem, stem), text[start:end])
        at += 1
    return shown


@lru_cache(1 << 12)
def _name_term(name: str) -> str:
    return "=" + "_".join(tokens(name))


def _dateline(text: str) -> int:
    """Return where a text begins behind its dateline (``سامي خالد- البريد- جدة:``), 0 if none.

    Outlets open each text with it; its words would tie articles that have nothing else in common.
    """
    match = _DATELINE.match(text)
    return match.end() if match else 0


def counts(title: str, text: str) -> dict[str, int]:
    """Return term → weighted count of an article's title and lead."""
    found: dict[str, int] = {}
    for term in terms(title):
        found[term] = found.get(term, 0) + _TITLE_WEIGHT
    lead = text[: _LEAD_CHARS + 60]
    lead = lead[_dateline(lead) :][:_LEAD_CHARS]
    for index, term in enumerate(terms(lead)[:LEAD_WORDS]):
        found[term] = found.get(term, 0) + (_FIRST_WEIGHT if index < FIRST_WORDS else 1)
    return found


def anchors(text: str) -> tuple[int, ...]:
    """Return checksums of a text's counted numbers: number and stem of its noun, or a rare number.

    Numbers below ten and years are in too many texts to tell anything.
    """
    found: dict[int, None] = {}
    for match in _COUNTED.finditer(fold(text[:_ANCHOR_CHARS])):
        number, noun = match[1].replace(",", ""), match[2]
        if len(number) < 2 or (len(number) == 4 and number[:2] in ("19", "20")):
            continue
        if noun and noun not in folded_words("stopwords.txt"):
            found[checksum(f"#{number}_{light_stem(noun)}")] = None
        if len(number) > 2 and number.strip("0") != number[:1]:
            found[checksum(f"#{number}")] = None
    return tuple(found)[:_MOST_ANCHORS]


def named_days(text: str) -> int:
    """Return a bit mask of the weekdays that the first words of a text name."""
    known = weekdays()
    mask = 0
    for word in tokens(text[:_DAY_CHARS]):
        if word in known or (word[0] in "وفبل" and word[1:] in known):
            mask |= 1 << known[word if word in known else word[1:]]
    return mask


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

    def vector(self, found: Mapping[str, int]) -> Vector:
        """Return the unit vector of weighted counts: (1 + ln tf) · idf, table and recent as one.

        Terms too common to weigh anything stay in it with weight 0: they are still counted.
        """
        total, table = _frequencies()
        scale = _BACKGROUND / total
        size = math.log(_BACKGROUND + self._articles)
        own = self._counts
        raw: dict[int, float] = {}
        for term, count in found.items():
            key = checksum(term)
            seen = table.get(key, 0) * scale + own.get(key, 0) + 0.5
            raw[key] = max(0.0, (1.0 + math.log(count)) * (size - math.log(seen)))
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {key: round(UNIT * weight / length) for key, weight in raw.items()}


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors, 0 to about 1."""
    if len(other) < len(one):
        one, other = other, one
    get = other.get
    return sum([weight * get(term, 0) for term, weight in one.items()]) / (UNIT * UNIT)
