"""How many terminal cells a drawn piece of text takes.

This module knows which characters take one cell without asking, and asks wcwidth about the rest.
It knows no shaping: a lam and an alef are two cells here until they have become one glyph.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Character class body: letters, digits and signs that take one cell in every terminal, join no
#: grapheme cluster with what stands before them, and hide nothing. Arabic, Hebrew, Latin, Greek,
#: Cyrillic, Armenian, general punctuation, box drawing and signs of the interface that are no
#: emoji, and the Arabic presentation forms. Without lam, which :mod:`mujaz.text.cells` looks at.
PLAIN_WITHOUT_LAM = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u0531-\u0556\u0559-\u058a\u058d-\u058f\u05be\u05c0"
    "\u05c3\u05c6\u05d0-\u05ea\u05ef-\u05f4\u0606-\u060f\u061b\u061d-\u0643\u0645-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u06de\u06e5\u06e6\u06e9\u06ee-\u06ff\u0750-\u077f\u0870-\u088e"
    "\u08a0-\u08c9\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b"
    "\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef"
    "\u1ff2-\u1ff4\u1ff6-\u1ffe\u2010-\u2027\u2030-\u203b\u203d-\u2048\u204a-\u205e\u2070\u2071"
    "\u2074-\u208e\u2090-\u209c\u20a0-\u20bf\u2100-\u2121\u2123-\u2138\u213a-\u218b"
    "\u2190-\u2193\u21b5\u21e7\u2260\u2423\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa"
    "\u2605\u2606\u2713\u2717"
    "\ufb1d\ufb1f-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44\ufb46-\ufbc2\ufbd3-\ufd8f"
    "\ufd92-\ufdc7\ufdcf\ufdf0-\ufdff\ufe70-\ufe74\ufe76-\ufefc"
)
_PLAIN = re.compile(f"[{PLAIN_WITHOUT_LAM}\u0644]*")

#: Marks of Arabic and Latin that take no cell, as a character class body. CGJ is none: it is
#: never drawn.
MARKS = (
    "\u0300-\u034e\u0350-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)


def cell_width(text: str) -> int:
    """Return the number of cells that ``text`` takes when it is written as it stands.

    Args:
        text: Text in the order and the forms in which it is written (:attr:`Line.text`, say).
            Controls count as nothing.
    """
    if _PLAIN.fullmatch(text):
        return len(text)
    return _sequence_width(text) if len(text) <= 16 else _measure(text)


def _measure(text: str) -> int:
    from wcwidth import wcswidth

    width: int = wcswidth(text)
    return width if width >= 0 else sum(char_width(char) for char in text)


_sequence_width = lru_cache(1024)(_measure)  # emoji sequences come again and again


@lru_cache(4096)
def char_width(char: str) -> int:
    """Return the cells of one character by itself: 0, 1 or 2; 0 for controls and surrogates."""
    if unicodedata.category(char) in ("Cc", "Cs"):
        return 0
    from wcwidth import wcwidth

    width: int = wcwidth(char)
    return max(0, width)
