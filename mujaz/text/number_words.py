"""Arabic number words and digits one at a time: what each is worth.

This module knows units, tens, hundreds, scales and their duals, and how digits are grouped. It
doesn't know how words make up a number; see :mod:`mujaz.text.numbers`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mujaz.text.fold import fold

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")

_UNITS = {
    1: "واحد واحدة واحدا",
    2: "اثنان اثنين اثنتان اثنتين إثنان إثنين اتنين",
    3: "ثلاثة ثلاث",
    4: "أربعة أربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان ثمانيا",
    9: "تسعة تسع",
    10: "عشرة عشر",
}
_TEEN_HEADS = {1: "أحد إحدى احدا", 2: "اثنا اثني اثنتا اثنتي إثنا إثني"}
_TENS = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_HUNDREDS = {
    300: "ثلاث",
    400: "أربع",
    500: "خمس",
    600: "ست",
    700: "سبع",
    800: "ثماني ثمان",
    900: "تسع",
}
_HUNDRED = "مئة مائة مئه ميه مئةً"
_SCALES = {
    1_000: "ألف ألفا آلاف الاف ألفاً",
    1_000_000: "مليون مليونا ملايين",
    1_000_000_000: "مليار مليارا مليارات بليون بلايين",
    1_000_000_000_000: "تريليون تريليونا تريليونات ترليون ترليونا ترليونات",
}
_SCALE_DUALS = {
    1_000: "ألفان ألفين ألفي ألفا",
    1_000_000: "مليونان مليونين مليوني مليونا",
    1_000_000_000: "ملياران مليارين ملياري",
    1_000_000_000_000: "تريليونان تريليونين تريليوني",
}
_PLURALS = "عشرات مئات مائات آلاف الاف ملايين مليارات بلايين تريليونات"
FEW = frozenset(("عده", "بضعه"))
HALVES = {"نصف": 0.5, "ربع": 0.25, "النصف": 0.5, "الربع": 0.25}


@cache
def values() -> dict[str, tuple[str, float]]:
    """Folded number word → (class, value); classes: unit, teen, tens, hundred, scale, dual."""
    table: dict[str, tuple[str, float]] = {}
    for value, names in _SCALE_DUALS.items():
        table.update((fold(name), ("dual", 2.0 * value)) for name in names.split())
    for value, names in _SCALES.items():
        table.update((fold(name), ("scale", float(value))) for name in names.split())
    for value, names in _UNITS.items():
        table.update((fold(name), ("unit", float(value))) for name in names.split())
    for value, names in _TEEN_HEADS.items():
        table.update((fold(name), ("teen", float(value))) for name in names.split())
    for index, stem in enumerate(_TENS):
        for ending in ("ون", "ين"):
            table[fold(stem + ending)] = ("tens", 20.0 + 10 * index)
    hundreds = [fold(name) for name in _HUNDRED.split()]
    table.update((name, ("hundred", 100.0)) for name in hundreds)
    for worth, stems in _HUNDREDS.items():
        for stem in stems.split():
            for name in hundreds:
                table[fold(stem) + name] = ("hundreds", float(worth))
    for stem in ("مئتان", "مئتين", "مائتان", "مائتين", "مئتا", "مئتي", "مائتا", "مائتي"):
        table[fold(stem)] = ("hundreds", 200.0)
    return table


@cache
def vague() -> frozenset[str]:
    """Return folded plurals that tell a size without a number (عشرات، آلاف)."""
    return frozenset(map(fold, _PLURALS.split()))


@lru_cache(1 << 14)
def resolve(word: str) -> tuple[str, bool, int]:
    """Return (known number word or "", has و, letters of particle) for a folded word."""
    known = values()
    sizes = vague()
    joined = False
    cut = 0
    for _ in range(3):
        for form in (word, word[2:] if word.startswith("ال") else ""):
            if form and (form in known or form in sizes or form in HALVES or form in FEW):
                return form, joined, cut
        if word.startswith("لل") and len(word) > 4 and (word[2:] in known or word[2:] in sizes):
            return word[2:], joined, cut + 1
        if len(word) < 4 or word[0] not in "وفبلك" or word == "كميات":
            break
        joined = joined or word[0] == "و"
        word, cut = word[1:], cut + 1
    return "", False, 0


@cache
def accusative() -> frozenset[str]:
    """Forms that are dual or accusative singular alike: behind a number they are the latter."""
    return frozenset(map(fold, ("ألفا", "مليونا")))


def parse_digits(digits: str, *, scaled: bool = False) -> float:
    """Return the value of digits with their separators.

    Three digits behind a single dot are thousands (``1.200``) unless a scale word follows
    (``2.125 مليار``) or the number begins with a lone zero; a comma groups thousands where three
    digits follow, else it is a decimal comma.
    """
    plain = "".join(
        "." if c == "٫" else "," if c == "٬" else c if c in ".," else fold(c) for c in digits
    )
    if "٫" in digits:
        return float(plain.replace(",", "").replace(".", "", plain.count(".") - 1))
    if _GROUPED.fullmatch(plain) and not plain.startswith("0"):
        return float(plain.replace(",", ""))
    if _DOTTED.fullmatch(plain):
        return float(plain.replace(".", ""))
    head, dot, tail = plain.replace(",", ".").partition(".")
    if dot and len(tail) == 3 and len(head) <= 3 and head.strip("0") and not scaled:
        return float(head + tail)
    return float(head + "." + (tail.replace(".", "") or "0"))
