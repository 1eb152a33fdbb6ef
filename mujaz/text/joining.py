"""How Arabic letters join: joining types and the form each letter takes beside its neighbours.

This module knows Unicode's ArabicShaping for the Arabic blocks, and the presentation forms. It
works on letters without marks and knows no words, lines or directions.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TypeAlias

# Joining_Type of ArabicShaping.txt for U+0600-06FF, 0750-077F and 0870-08FF.
_DUAL = (
    "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u066e\u066f"
    "\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff"
    "\u0750-\u0758\u075c-\u076a\u076d-\u0770\u0772\u0775-\u0777\u077a-\u077f"
    "\u0886\u0889-\u088d\u08a0-\u08a9\u08af\u08b0\u08b3-\u08b8\u08ba-\u08c8"
)
_RIGHT = (
    "\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699"
    "\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c"
    "\u0771\u0773\u0774\u0778\u0779\u0870-\u0882\u088e\u08aa-\u08ac\u08ae\u08b1\u08b2\u08b9"
)
_CAUSING = "\u0640\u0883-\u0885"
_TRANSPARENT = (
    "\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)

# Lam followed by an alef is one letter to the eye and one cell. It needs a code point that no
# text can hold, so that a ligature which stands in the text already formed stays as it is.
LAM_ALEF = {"\u0622": "\ufdd2", "\u0623": "\ufdd3", "\u0625": "\ufdd5", "\u0627": "\ufdd7"}
_LAM_ALEF_FORMS = {
    "\ufdd2": ("\ufef5", "\ufef6"),
    "\ufdd3": ("\ufef7", "\ufef8"),
    "\ufdd5": ("\ufef9", "\ufefa"),
    "\ufdd7": ("\ufefb", "\ufefc"),
}

# Whether a letter joins the one after it; its forms: isolated, final, initial, medial.
_Letter: TypeAlias = tuple[bool, tuple[str, str, str, str]]


def _expand(ranges: str) -> list[str]:
    """List the characters of a class body such as ``a-cx``."""
    chars: list[str] = []
    index = 0
    while index < len(ranges):
        if ranges[index + 1 : index + 2] == "-":
            chars.extend(map(chr, range(ord(ranges[index]), ord(ranges[index + 2]) + 1)))
            index += 3
        else:
            chars.append(ranges[index])
            index += 1
    return chars


@cache
def _types() -> dict[str, str]:
    kinds = {"D": _DUAL, "R": _RIGHT, "C": _CAUSING + "\u200d", "T": _TRANSPARENT}
    return {char: kind for kind, ranges in kinds.items() for char in _expand(ranges)}


def joining_type(char: str) -> str:
    """Return the Joining_Type of ``char``: D, R, C, T or U (UAX #44).

    Covers the Arabic blocks and ZWJ; everything else is U (non-joining).
    """
    return _types().get(char, "U")


@lru_cache(1)
def _letters() -> dict[str, _Letter]:
    """Return every letter that joins, with its forms; a form that Unicode lacks is the letter."""
    from arabic_reshaper.letters import LETTERS_ARABIC

    letters: dict[str, _Letter] = {}
    for char, kind in _types().items():
        if kind in "DRC" and char != "\u200d":
            isolated, initial, medial, final = LETTERS_ARABIC.get(char, ("", "", "", ""))
            forms = (isolated or char, final or char, initial or char, medial or char)
            letters[char] = (kind != "R", forms)
    for char, (isolated, final) in _LAM_ALEF_FORMS.items():
        letters[char] = (False, (isolated, final, isolated, final))
    return letters


def offers_join(char: str) -> bool:
    """Whether ``char`` would join a letter that follows it."""
    letter = _letters().get(char)
    return letter is not None and letter[0]


def accepts_join(char: str) -> bool:
    """Whether ``char`` would join a letter that stands before it."""
    return char in _letters()


def join(letters: str, *, before: bool = False, after: bool = False) -> str:
    """Give each letter the presentation form that its neighbours ask for.

    Args:
        letters: Text in logical order without marks or format characters, lam-alef pairs
            replaced by :data:`LAM_ALEF`. Characters that do not join stay as they are.
        before: Whether something in front of ``letters`` joins its first letter.
        after: Whether something behind ``letters`` joins its last letter.

    Returns:
        As many characters as ``letters`` has, still in logical order.
    """
    if not letters:
        return ""
    get = _letters().get
    forms: list[str] = []
    joined = before
    entries: list[_Letter | None] = [get(char) for char in letters]
    last = len(entries) - 1
    for index, entry in enumerate(entries):
        if entry is None:
            forms.append(letters[index])
            joined = False
            continue
        offers = entry[0]
        follows = after if index == last else entries[index + 1] is not None
        forms.append(entry[1][joined + 2 * (offers and follows)])
        joined = offers
    return "".join(forms)
