"""Where sentences of Arabic news text begin and end.

This module knows sentence marks, the quotes that close behind them, and the dots that end no
sentence (abbreviations, decimals, addresses). It knows no grammar and changes no text.
"""

from __future__ import annotations

import re

# Marks that may end a sentence, with the quotes and brackets that close behind them.
_CLOSING = "\"'»”’›)]}\u200e\u200f"
_BREAK = re.compile(f"\n+|[.!?؟…۔]+[{re.escape(_CLOSING)}]*+")
_ARABIC_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3"
_LAST_WORD = re.compile(
    r"(?<![\w\u064b-\u0652\u0670])(?:[^\W\d_][\u0640\u064b-\u0652]*|([\w\u064b-\u0652\u0670]+))$"
)
_YEAR = re.compile(r"\d[\s\u00a0]?(?:م|هـ|ه|ق\.م|ب\.م)$")
_LIST_NUMBER = re.compile(r"\s*[(\[]?\d{1,2}$")
_NEXT_ARABIC = re.compile(f"[\"'«“‘(]?[{_ARABIC_LETTER}][{_ARABIC_LETTER}\u064b-\u0652]")
# Titles with a particle, names of Latin letters (إف. بي. آي.), and Latin titles.
_ABBREVIATIONS = frozenset(
    [
        *("ود", "وم", "وأ", "لد", "بد", "فد", "أد"),
        *("إيه", "بي", "سي", "دي", "إف", "اف", "جي", "آي", "اي", "إل", "إم", "ام", "إن", "ان"),
        *("آر", "إس", "اس", "تي", "يو", "البي", "السي", "الإف", "الآي"),
        *(
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "st",
            "vs",
            "inc",
            "ltd",
            "jr",
            "sr",
            "gen",
            "sen",
            "gov",
        ),
    ]
)
# How far back an abbreviation is looked for; a longer word is none.
_LOOK_BACK = 12


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the sentences of ``text``, white space around them left out.

    A sentence ends with its line or at ``. ! ? ؟ … ۔`` (or several of these), its closing quotes
    and brackets included. A dot does not end one after a title or a single letter (``د. أحمد``),
    inside a number or an address, or after a list number; two dots are a pause and end none. A
    full stop glued to the next Arabic word (``…السورية.وأضاف``) does.

    Args:
        text: Clean text; indices are those of its characters.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if text[match.start()] == "\n" or _ends_sentence(text, start, match):
            _add(found, text, start, match.end())
            start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append ``text[start:end]`` without white space at its ends, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark at ``match`` ends the sentence that began at ``start``."""
    at, end = match.span()
    mark = match.group().rstrip(_CLOSING)
    before = text[max(start, at - _LOOK_BACK) : at]
    if not before.strip():
        return False
    last = end >= len(text)
    if mark == ".." and not last and text[end] != "\n":
        return False
    if not last and not text[end].isspace():
        return _glued(text, before, end, mark)
    if mark != ".":
        return True
    if at - start <= _LOOK_BACK and _LIST_NUMBER.match(text[start:at]):
        return last or text[end] == "\n"
    return last or not _is_abbreviation(before)


def _glued(text: str, before: str, end: int, mark: str) -> bool:
    """Whether a mark that no space follows ends a sentence: only between whole Arabic words."""
    before = before.rstrip(_CLOSING)
    word = _LAST_WORD.search(before)
    if mark[-1] not in ".!؟" or mark == ".." or word is None or not word.group(1):
        return False
    arabic = "\u0620" <= before[-1] <= "\u06d3" or "\u064b" <= before[-1] <= "\u0652"
    return arabic and _NEXT_ARABIC.match(text, end) is not None


def _is_abbreviation(before: str) -> bool:
    """Whether the text before a dot ends in a single letter or a known short form."""
    if _YEAR.search(before):
        return False
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    return not word.group(1) or word.group(1).lower() in _ABBREVIATIONS
