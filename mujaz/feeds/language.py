"""The language of a text by its letters.

Letters that only one language of the Arabic script writes decide; this module knows no words but a
few of English. What is done with the language is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

Language = Literal["ar", "fa", "ur", "ckb", "ps", "sd", "ug", "en"]

_SAMPLE = 4000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
#: Letters by the language that writes them and Arabic does not.
_URDU = "ٹڈڑںےہھۂۓ"
_KURDISH = "ڕڵۆێە"
_PASHTO = "ټځڅډړږښګڼېۍ"
_SINDHI = "ڄڃڇڊڍڏڙڦڪڳڻٻڀٺٽ"
_UYGHUR = "ۇۈۋې"
#: Letters that Persian has beyond the Arabic ones, and its own shapes of two that both have.
_PERSIAN = "پچژگ"
_PERSIAN_SHAPES = "یک"
#: Letters that Arabic writes all the time and Persian hardly ever.
_ARABIC_ONLY = "ةأإ"
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "as",
        "by",
        "was",
        "at",
        "from",
    ]
)
# Below this share of all letters a foreign letter is a name or a slip.
_SHARE = 0.01


def language_of(text: str) -> Language | None:
    """Return the language of a text by letter evidence.

    Args:
        text: clean text; its first 4,000 characters are looked at.

    Returns:
        ``ar``, ``fa``, ``ur``, ``ckb`` (Central Kurdish), ``ps`` (Pashto), ``sd`` (Sindhi), ``ug``
        (Uyghur) or ``en``; None for another language, for mixed text and for fewer than eight
        letters.
    """
    sample = text[:_SAMPLE]
    counts = Counter(sample)
    arabic = sum(count for char, count in counts.items() if _ARABIC.match(char))
    latin = sum(count for char, count in counts.items() if _LATIN.match(char))
    if arabic + latin < 8:
        return None
    if arabic >= 2 * latin:
        return _arabic_script(counts, arabic)
    if latin >= 2 * arabic:
        words = re.findall(r"[a-z]+", sample.lower())
        common = sum(word in _ENGLISH for word in words)
        return "en" if words and common >= 0.12 * len(words) else None
    return None


def _arabic_script(counts: Counter[str], total: int) -> Language | None:
    """Tell the languages of the Arabic script apart by how often each letter stands in a text."""

    def share(letters: str) -> float:
        return sum(counts[letter] for letter in letters) / total

    evidence: dict[Language, float] = {
        "ur": share(_URDU),
        "ckb": share(_KURDISH),
        "ps": share(_PASHTO),
        "sd": share(_SINDHI),
        "ug": share(_UYGHUR),
    }
    best = max(evidence, key=lambda name: evidence[name])
    if evidence[best] >= 2 * _SHARE:
        return best
    persian, own = share(_PERSIAN), share(_ARABIC_ONLY)
    # Arabic is typed with Persian keys here and there, and Persian with Arabic ones: the shapes of
    # yeh and kaf alone prove nothing.
    if own < _SHARE and (persian >= _SHARE or persian + share(_PERSIAN_SHAPES) >= 2 * _SHARE):
        return "fa"
    return "ar"
