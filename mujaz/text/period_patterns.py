"""How dates and spans of time are written in Arabic prose: patterns over folded text.

This module knows forms. What day a form means is known by :mod:`mujaz.text.periods`.
"""

from __future__ import annotations

import re
from functools import cache

from mujaz.text.fold import fold
from mujaz.text.months import gregorian_months, hijri_months, weekdays


def word_set(text: str) -> frozenset[str]:
    """Return the white-space separated words of ``text``, folded."""
    return frozenset(map(fold, text.split()))


PAST = frozenset(("الماضي", "الماضيه", "الفائت", "المنصرم", "الفائته", "المنصرمه", "الماضيين"))
NEXT = frozenset(("المقبل", "القادم", "المقبله", "القادمه", "القابل"))
THIS = frozenset(("الحالي", "الجاري", "الحاليه", "الجاريه", "هذا", "هذه"))
_TENSE = "|".join(sorted(PAST | NEXT | THIS, key=len, reverse=True))


def _month_pattern() -> str:
    """Month names, longest first; long ones may be glued to the next word (نوفمبرعملية)."""
    names = sorted(gregorian_months(), key=len, reverse=True)
    return "|".join(
        re.escape(name).replace("\\ ", r"\s+") + ("" if len(name) > 5 else r"(?!\w)")
        for name in names
    )


_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _needed() -> dict[str, frozenset[str]]:
    """Per kind of date the words without one of which no such date is there."""
    words = {
        "month": {name.split()[0] for name in gregorian_months()},
        "relative": {*PAST, *NEXT, *THIS, "اليوم", "امس", "غدا", "الليله"},
        "this": {"هذا", "هذه"},
        "weekday": set(weekdays()),
    }
    return {
        kind: frozenset(letter + word for word in found for letter in ("", *"وفبل"))
        for kind, found in words.items()
    }


@cache
def _glued() -> tuple[str, ...]:
    """Month names so long that the next word may be glued to them."""
    return tuple(name for name in gregorian_months() if len(name) > 5)


def kinds(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a folded text, and what kinds of dates may be there.

    Looking for dates takes far longer than to see that no month or weekday is named. Kinds are
    month, relative, this and weekday.
    """
    words = frozenset(_LETTERS.findall(folded))
    found = {kind for kind, needed in _needed().items() if not needed.isdisjoint(words)}
    if "month" not in found and any(name in folded for name in _glued()):
        found.add("month")
    return words, frozenset(found)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns over folded text, compiled at first use."""
    month = rf"(?:شهر\s+)?(?P<{{m}}>{_month_pattern()})"
    second = rf"(?:\s*[/(،-]\s*(?:{_month_pattern()})\)?)?"
    tense = rf"(?:\s+(?P<{{t}}>{_TENSE})(?!\w))?"
    year = r"(?:(?:\s*[,،/]?\s*(?:من\s+)?(?:عام|سنه|العام)?\s*)(?P<{y}>(?:19|20)\d\d)(?!\d))?"
    day = r"(?P<{d}>[0-3]?\d)(?!\d)(?:\s*من)?\s*(?:شهر\s+)?/?\s*"

    def full(n: int) -> str:
        return (
            day.format(d=f"d{n}")
            + month.format(m=f"m{n}")
            + second
            + tense.format(t=f"t{n}")
            + year.format(y=f"y{n}")
        )

    joint = r"\s*(?:-|–|—|و|الي|حتي|و\s*حتي|ولغايه|و?\s*لغايه)\s*"
    lead = r"(?<![\d.,/])(?:ال)?"
    hijri = "|".join(
        re.escape(name).replace("\\ ", r"\s+")
        for name in sorted(hijri_months(), key=len, reverse=True)
    )
    sources = {
        "range2": lead + full(1) + joint + full(2),
        "range1": lead + r"(?P<d1>[0-3]?\d)(?:\s*(?:من)?)" + joint + full(2),
        "day": lead + full(1),
        "iso": r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?![\d/-])",
        "dmy": r"(?<![\d/.-])(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)(?![\d/-])",
        "month": (
            r"(?<!\w)(?:(?P<part>نهايه|اواخر|اخر|مطلع|اوائل|بدايه|منتصف)\s+)?[وفبل]?"
            + month.format(m="m1")
            + second
            + tense.format(t="t1")
            + year.format(y="y1")
        ),
        "year": (
            r"(?<!\w)(?:(?:[وفبل]?(?:ال)?(?:عام|عامي|سنه|موسم)|للعام|لعام)\s+|(?:[وفب]?في|منذ|بحلول|قبل|خلال|حتي|"
            r"من|الي|بين|و)\s*)(?P<y1>(?:19|20)\d\d)(?:\s*(?:-|–|/|و|الي|حتي)\s*"
            r"(?:عام\s+|سنه\s+)?(?P<y2>(?:19|20)\d\d))?(?![\d.,]*\d)(?!\s*(?:%|مليون|الف))"
        ),
        "hijri": (
            rf"(?<!\d)\d{{1,2}}\s*(?:من\s+)?(?:شهر\s+)?(?:{hijri})(?!\w)"
            r"(?:\s*(?:الماضي|الجاري|المقبل))?(?:\s*(?:عام\s+)?(?:1[34]\d\d)\s*(?:هـ?)?(?!\w))?"
            r"|(?<!\d)1[34]\d\d\s*(?:-\s*1[34]\d\d\s*)?هـ?(?!\w)"
        ),
        "relative": (
            r"(?<!\w)[وفبل]?(?:ال(?P<unit>شهر|اسبوع|عام|سنه|يوم)|(?P<wd>"
            + "|".join(weekdays())
            + rf"))\s+(?P<t>{_TENSE})(?!\w)|(?<!\w)[وف]?(?P<word>اليوم|امس\s+الاول|اول\s+(?:من\s+)?امس"
            + r"|امس|غدا|الليله\s+الماضيه)(?!\w)(?:\s+(?:"
            + "|".join(weekdays())
            + r")(?!\w))?"
        ),
        "weekday": r"(?<!\w)[وفبل]?(?:يوم\s+)?(?P<wd>" + "|".join(weekdays()) + r")(?!\w)",
        "this": r"(?<!\w)[وفبل]?هذ[اه]\s+ال(?P<unit>شهر|اسبوع|عام|سنه|يوم)(?!\w)",
    }
    return {name: re.compile(source) for name, source in sources.items()}
