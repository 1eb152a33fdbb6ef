"""Names of months and weekdays in Arabic, as facts: Gulf and Egypt, Levant and Iraq, Maghreb, Hijri.

Keys are folded (:func:`mujaz.text.fold`). What a date looks like in a text is not known here.
"""

from __future__ import annotations

from functools import cache

from mujaz.text.fold import fold

_GREGORIAN: tuple[tuple[str, ...], ...] = (
    ("يناير", "كانون الثاني", "كانون ثاني", "كانون ثان", "جانفي", "ينار", "january", "jan"),
    ("فبراير", "شباط", "فيفري", "february", "feb"),
    ("مارس", "آذار", "مارث", "march", "mar"),
    ("أبريل", "إبريل", "نيسان", "أفريل", "april", "apr"),
    ("مايو", "أيار", "ماي", "أيّار", "may"),
    ("يونيو", "يونيه", "حزيران", "جوان", "june", "jun"),
    ("يوليو", "يوليه", "تموز", "جويلية", "يوليوز", "جويليه", "july", "jul"),
    ("أغسطس", "آب", "أوت", "غشت", "أغشت", "august", "aug"),
    ("سبتمبر", "أيلول", "شتنبر", "september", "sep", "sept"),
    ("أكتوبر", "تشرين الأول", "تشرين أول", "october", "oct"),
    ("نوفمبر", "تشرين الثاني", "تشرين ثاني", "تشرين ثان", "نونبر", "november", "nov"),
    ("ديسمبر", "كانون الأول", "كانون أول", "دجنبر", "december", "dec"),
)
_HIJRI: tuple[tuple[str, ...], ...] = (
    ("محرم", "المحرم"),
    ("صفر",),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع ثاني"),
    ("جمادى الأولى", "جمادى الأول", "جمادى أولى"),
    ("جمادى الآخرة", "جمادى الثانية", "جمادى الثاني"),
    ("رجب",),
    ("شعبان",),
    ("رمضان",),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة"),
    ("ذو الحجة", "ذي الحجة"),
)
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")

#: The two usual names of each Gregorian month, for display: (Gulf and Egypt, Levant and Iraq).
DISPLAY_NAMES: tuple[tuple[str, str], ...] = tuple((row[0], row[1]) for row in _GREGORIAN)
#: Hijri month names for display, Muharram first.
HIJRI_NAMES: tuple[str, ...] = tuple(row[0] for row in _HIJRI)
#: Weekday names for display, Monday first as in :meth:`datetime.date.weekday`.
WEEKDAY_NAMES = _WEEKDAYS


@cache
def gregorian_months() -> dict[str, int]:
    """Return folded month name → month number 1…12."""
    return {fold(name): n for n, row in enumerate(_GREGORIAN, 1) for name in row}


@cache
def hijri_months() -> dict[str, int]:
    """Return folded Hijri month name → month number 1…12."""
    return {fold(name): n for n, row in enumerate(_HIJRI, 1) for name in row}


@cache
def weekdays() -> dict[str, int]:
    """Return folded weekday name → 0 for Monday … 6 for Sunday."""
    return {fold(name): n for n, name in enumerate(_WEEKDAYS)} | {fold("الإثنين"): 0}
