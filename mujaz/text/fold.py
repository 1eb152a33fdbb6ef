"""What search and comparison see of a text.

This module knows which spellings count as the same: hamza seats, final yeh, taa marbuta, Persian
letters, digits of several scripts, vowel signs, tatweel, presentation forms, accents and case. It
knows no words and no stems.

Folding looks at one character at a time, whatever stands around it. So each folded character has
a known origin, and a hit in folded text leads back to the original.
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ؤٶٷۄۆ", "و"),
    **dict.fromkeys("ىئیيےېۍٸؠۓێ", "ي"),
    **dict.fromkeys("ةهەہھۃۀۂ", "ه"),
    **dict.fromkeys("کگڪڭ", "ك"),
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڨ": "ق",
    "٫": ".",
    "٬": ",",
    "٪": "%",
    "ـ": "",
}


class _Table(dict[int, str]):
    """Folded text by code point, filled as characters turn up; made for ``str.translate``."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_character(chr(point))
        return folded


def _is_dropped(char: str) -> bool:
    """True for accents, vowel signs and format characters; vowels of Indic and Thai stay."""
    category = unicodedata.category(char)
    if category == "Mn":
        combining = unicodedata.combining(char)
        return 10 <= combining <= 35 or combining >= 200
    return category in ("Cf", "Me")


def _fold_character(char: str) -> str:
    """Fold one character by the letter table and by compatibility decomposition (NFKD)."""
    out = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        if not _is_dropped(part):
            digit = unicodedata.decimal(part, None)
            out.append(_LETTERS.get(part, part) if digit is None else str(digit))
    folded = "".join(out)
    # The spacing forms of the vowel signs (U+FE70 …) decompose to a space and the sign.
    return "" if folded == " " and "\ufe70" <= char <= "\ufe7f" else folded


_TABLE = _Table()
#: A longer text of fewer different characters is folded sooner a character at a time.
_LONG, _FEW = 60, 160


def fold(text: str) -> str:
    """Return the form of ``text`` that search and comparison see.

    Alef with and without hamza or madda, hamza seats, ى/ي, ة/ه and the Persian, Urdu and Kurdish
    variants of Arabic letters become one letter each; all decimal digits become ASCII; vowel
    signs, tatweel, accents and format characters (ZWNJ, RLM, …) vanish; presentation forms and
    other compatibility characters are taken apart (NFKD); letters lose their case (full case
    folding). White space and punctuation stay.

    Args:
        text: Any text, clean or not.

    Returns:
        The folded text; folding it again changes nothing.
    """
    if text.isascii():
        return text.lower()
    chars = set(text) if len(text) > _LONG else ()
    if not chars or len(chars) > _FEW:
        return text.translate(_TABLE)
    # What a character folds to folds to itself, so characters can be replaced one after the other.
    for char in chars:
        folded = _TABLE[ord(char)]
        if folded != char:
            text = text.replace(char, folded)
    return text


#: :func:`fold` of single words, which texts repeat: news say most things in the same few thousand.
fold_word = lru_cache(1 << 15)(fold)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters came from.

    Attributes:
        text: What :func:`fold` gives.
        starts: For each folded character, the index of its origin in the unfolded text.
        ends: The index after that origin and after the characters behind it that folded to
            nothing (its vowel signs, say).
    """

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the unfolded range of the folded characters ``start`` to ``end`` (excluded).

        Raises:
            IndexError: The range is empty or leaves the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"folded range {start}:{end} of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]


def fold_map(text: str) -> Folded:
    """Fold ``text`` and keep the way back; see :class:`Folded`."""
    table = _TABLE
    if all(len(table[ord(char)]) == 1 for char in set(text)):
        size = len(text)
        return Folded(fold(text), array("q", range(size)), array("q", range(1, size + 1)))
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    for index, char in enumerate(text):
        part = table[ord(char)]
        if part:
            parts.append(part)
            for _ in part:
                starts.append(index)
                ends.append(index + 1)
        elif ends:
            # All characters of one origin must end alike, an expanded ligature's too.
            origin = starts[-1]
            slot = len(ends) - 1
            while slot >= 0 and starts[slot] == origin:
                ends[slot] = index + 1
                slot -= 1
    return Folded("".join(parts), starts, ends)


def find_folded(haystack: str, needle: str) -> list[tuple[int, int]]:
    """Find ``needle`` in ``haystack`` whatever spelling either uses.

    Args:
        haystack: The unfolded text to look in.
        needle: What to look for, unfolded.

    Returns:
        Ranges ``(start, end)`` of the unfolded ``haystack``, in order, not overlapping; a
        letter's vowel signs belong to its range. Empty where ``needle`` folds to nothing.
    """
    wanted = fold(needle)
    if not wanted or wanted not in fold(haystack):
        return []
    folded = fold_map(haystack)
    found: list[tuple[int, int]] = []
    at = folded.text.find(wanted)
    while at >= 0:
        start, end = folded.span(at, at + len(wanted))
        # Two hits inside one expanded character (a ligature) are one range of the original.
        if not found or start >= found[-1][1]:
            found.append((start, end))
        at = folded.text.find(wanted, at + len(wanted))
    return found
