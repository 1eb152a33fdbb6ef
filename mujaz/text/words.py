"""Words of Arabic (and any other) text, and their light stems.

This module knows where a word begins and ends and which affixes light10 takes off. It knows no
stop words, no names and no meanings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from mujaz.text.fold import fold

_TOKEN = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+")

# Signs that stand inside a word without being letters: accents, vowel signs, Koranic marks,
# Hebrew points, joiners and direction marks.
_INSIDE = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08ff"
    "\u00ad\u200c-\u200f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_WORD = re.compile(
    rf"\d[{_INSIDE}]*+(?:[.,٫٬]?+[{_INSIDE}]*+\d[{_INSIDE}]*+)*"
    rf"|[^\W\d_\u0640][^\W\d_]*+(?:[{_INSIDE}]++[^\W\d_]*+)*+"
)
_CUT = re.compile(f"({_WORD.pattern})")

_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


class Word(NamedTuple):
    """Where a word or number stands: ``text[start:end]``.

    A tuple rather than a dataclass: an article makes hundreds of them.
    """

    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the ranges of the words and numbers of ``text``, in order.

    A run of letters with its marks is a word, a run of digits with its separators a number
    (``1,250.5``); a letter glued to digits (``و27``) is a word of its own.

    Args:
        text: Unfolded text; indices are those of its characters.
    """
    starts, ends, _ = cut(text)
    return list(map(Word, starts, ends))


def cut(text: str) -> tuple[list[int], list[int], list[str]]:
    """Return where the words of ``text`` start, where they end, and the words as written.

    The words are those of :func:`words`; a text has hundreds, and this makes no object for each.
    """
    pieces = _CUT.split(text)  # what stands between words, and words, in turn
    edges = list(accumulate(map(len, pieces)))
    return edges[:-1:2], edges[1::2], pieces[1::2]


def tokens(text: str) -> list[str]:
    """Return the folded words and numbers of ``text``, in order; cut as by :func:`words`."""
    return _TOKEN.findall(fold(text))


@lru_cache(1 << 14)
def light_stem(token: str) -> str:
    """Return the light10 stem of a folded token.

    Light10 (Larkey, Ballesteros, Connell: Light Stemming for Arabic Information Retrieval, 2007)
    takes off the conjunction و, one article with its preposition, and the common endings. As in
    the paper a short word stays whole; here a two-letter article or one-letter ending also asks
    for three letters to remain, which keeps الله and علي apart from له and عل.

    Args:
        token: A token of :func:`tokens`; tokens in other scripts come back unchanged.
    """
    if len(token) < 4 or not "\u0620" <= token[0] <= "\u06ff":
        return token
    if token[0] == "و":
        token = token[1:]
    for article in _ARTICLES:
        if token.startswith(article):
            if len(token) - len(article) >= (2 if len(article) > 2 else 3):
                token = token[len(article) :]
            break
    for suffix in _SUFFIXES:
        if token.endswith(suffix) and len(token) - len(suffix) >= 4 - len(suffix):
            token = token[: -len(suffix)]
    return token
