"""Dates and spans of time in Arabic prose, with where they stand.

This module knows days, ranges, months, years and the relative words of news (أمس، الشهر الماضي،
خلال الأشهر الستة الماضية، منذ يوليو). It knows the Gregorian month names of all Arab countries;
Hijri dates are found, so that their numbers are not taken for figures, but not converted. Clock
times are not its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from mujaz.text.fold import fold, fold_map
from mujaz.text.months import gregorian_months, weekdays
from mujaz.text.numbers import numbers
from mujaz.text.period_patterns import NEXT, PAST, kinds, patterns, word_set

_UNIT_DAYS = {
    **dict.fromkeys(word_set("يوم يوما أيام الأيام ايام يومين اليومين"), 1),
    **dict.fromkeys(word_set("أسبوع أسبوعا أسابيع الأسابيع الأسبوع أسبوعين الأسبوعين"), 7),
    **dict.fromkeys(word_set("شهر شهرا أشهر شهور الأشهر الشهور شهرين الشهرين"), 30),
    **dict.fromkeys(
        word_set("سنة عام عاما أعوام سنوات السنوات الأعوام عامين سنتين العامين السنتين"), 365
    ),
    **dict.fromkeys(word_set("عقد عقدا عقود العقود عقدين العقدين"), 3650),
    **dict.fromkeys(word_set("ساعة ساعات الساعات"), 0),
}
_DUAL_UNITS = word_set(
    "يومين اليومين أسبوعين الأسبوعين شهرين الشهرين عامين سنتين العامين السنتين عقدين العقدين"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A date or span of time at ``text[start:end]``.

    ``first`` and ``last`` are None where the text gives a date that cannot be placed: no year and
    no reference, or a Hijri date. ``since`` tells that it runs on to the reference day (منذ),
    ``length`` that it is told as a counted length of time (خلال ستة أشهر).
    """

    start: int
    end: int
    first: date | None
    last: date | None
    since: bool = False
    length: bool = False


class _Hit(NamedTuple):
    start: int
    end: int
    first: date | None
    last: date | None
    since: bool = False
    length: bool = False


def _place(
    day: int, month: int, year: int | None, tense: str, reference: date | None
) -> date | None:
    """Return the day meant, the year nearest to the reference where none is written."""
    try:
        if year:
            return date(year, month, day)
        if reference is None:
            return None
        around = [date(reference.year + k, month, day) for k in (-1, 0, 1)]
    except ValueError:  # 31 of a short month, 29 February
        return None
    if tense in PAST:
        around = [x for x in around if x <= reference] or around
        return around[-1]
    if tense in NEXT:
        around = [x for x in around if x >= reference] or around
        return around[0]
    return min(around, key=lambda x: abs((x - reference).days))


def _month_span(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _number(match: re.Match[str], name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _word(match: re.Match[str], name: str) -> str:
    return re.sub(r"\s+", " ", match.groupdict().get(name) or "")


class _Finder:
    """Runs the patterns over one folded text, strongest first, never twice over one place."""

    def __init__(self, folded: str, reference: date | None) -> None:
        self.text, self.reference = folded, reference
        self.hits: list[_Hit] = []
        self.taken = bytearray(len(folded))

    def run(self, name: str, make: Callable[[re.Match[str]], _Hit | None]) -> None:
        for match in patterns()[name].finditer(self.text):
            if self.taken.find(1, match.start(), match.end()) >= 0:
                continue
            hit = make(match)
            if hit is not None:
                self.take(hit)

    def take(self, hit: _Hit) -> None:
        """Note a hit unless its place is taken."""
        if self.taken.find(1, hit.start, hit.end) < 0:
            self.hits.append(hit)
            self.taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)

    def day(self, match: re.Match[str], n: int, fallback: int | None = None) -> date | None:
        """The day of the n-th date of a match; ``fallback`` names the part with its month."""
        own = fallback or n
        month = gregorian_months()[_word(match, f"m{own}")]
        number = _number(match, f"d{n}")
        year = _number(match, f"y{own}") or (_number(match, "y2") if n == 1 else None)
        return _place(number or 0, month, year, _word(match, f"t{own}"), self.reference)

    def range2(self, match: re.Match[str]) -> _Hit:
        first, last = self.day(match, 1), self.day(match, 2)
        return self._ordered(match, first, last)

    def range1(self, match: re.Match[str]) -> _Hit:
        return self._ordered(match, self.day(match, 1, 2), self.day(match, 2))

    def _ordered(self, match: re.Match[str], first: date | None, last: date | None) -> _Hit:
        if first is not None and last is not None and first > last:
            first, last = (
                (first.replace(year=first.year - 1), last)
                if (first.month > 6 > last.month)
                else (last, first)
            )
        if first is None or last is None:
            first = last = None
        return _Hit(match.start(), match.end(), first, last)

    def single(self, match: re.Match[str]) -> _Hit | None:
        number = _number(match, "d1")
        if not number or number > 31:
            return None
        found = self.day(match, 1)
        return _Hit(match.start(), match.end(), found, found)

    def numeric(self, match: re.Match[str]) -> _Hit | None:
        day, month = int(match["d"]), int(match["m"])
        if month > 12 >= day:
            day, month = month, day
        try:
            found = date(int(match["y"]), month, day)
        except ValueError:
            return None
        return _Hit(match.start(), match.end(), found, found)

    def month(self, match: re.Match[str]) -> _Hit | None:
        name, year, tense = _word(match, "m1"), _number(match, "y1"), _word(match, "t1")
        written = match["part"] or tense or year or "شهر" in match[0] or "/" in match[0]
        before = self.text[max(0, match.start() - 8) : match.start()].split()
        if name in _AMBIGUOUS and not written and not _MONTH_LEADS.intersection(before[-1:]):
            return None
        number = gregorian_months()[name]
        middle = _place(15, number, year, tense, self.reference)
        if middle is None:
            return _Hit(match.start(), match.end(), None, None)
        if not (year or tense) and middle - _SOON > (self.reference or middle):
            middle = middle.replace(year=middle.year - 1)
        first, last = _month_span(middle.year, number)
        part = match["part"]
        if part in ("نهايه", "اواخر", "اخر"):
            first = first.replace(day=20)
        elif part in ("مطلع", "اوائل", "بدايه"):
            last = last.replace(day=10)
        elif part == "منتصف":
            first, last = first.replace(day=10), last.replace(day=20)
        return _Hit(match.start(), match.end(), first, last)

    def year(self, match: re.Match[str]) -> _Hit:
        first, last = int(match["y1"]), int(match["y2"] or match["y1"])
        start = match.start("y1")
        return _Hit(
            start, match.end(), date(min(first, last), 1, 1), date(max(first, last), 12, 31)
        )

    def relative(self, match: re.Match[str]) -> _Hit | None:
        today, tense = self.reference, _word(match, "t")
        if today is None:
            return _Hit(match.start(), match.end(), None, None)
        word = _word(match, "word")
        if word:
            back = _WORD_DAYS.get(word, 2)
            found = today - timedelta(days=back)
            return _Hit(match.start(), match.end(), found, found)
        step = -1 if tense in PAST else 1 if tense in NEXT else 0
        if match["wd"]:
            found = _weekday(today, weekdays()[match["wd"]], step)
            return _Hit(match.start(), match.end(), found, found)
        first, last = _unit_span(today, match["unit"], step)
        return _Hit(match.start(), match.end(), first, last)

    def weekday(self, match: re.Match[str]) -> _Hit:
        if self.reference is None:
            return _Hit(match.start(), match.end(), None, None)
        found = _weekday(self.reference, weekdays()[match["wd"]], 0)
        return _Hit(match.start(), match.end(), found, found)

    def this(self, match: re.Match[str]) -> _Hit:
        if self.reference is None:
            return _Hit(match.start(), match.end(), None, None)
        first, last = _unit_span(self.reference, match["unit"], 0)
        return _Hit(match.start(), match.end(), first, last)

    def hijri(self, match: re.Match[str]) -> _Hit:
        return _Hit(match.start(), match.end(), None, None)


#: News speak of past months; one named without year or tense lies at most this far ahead.
_SOON = timedelta(days=60)
#: Month names that are other words too; alone they need a month-like word before them.
_AMBIGUOUS = word_set("أيار آب أوت ماي جوان مارس ينار مارث may mar jan apr march")
_MONTH_LEADS = word_set("في منذ خلال شهر حتى بحلول من إلى قبل بعد")
_WORD_DAYS = {"اليوم": 0, "امس": 1, "الليله الماضيه": 1, "غدا": -1}


def _weekday(today: date, weekday: int, step: int) -> date:
    """The weekday meant: the last one up to today, the one before today, or the next one."""
    back = (today.weekday() - weekday) % 7
    if step < 0:
        back = back or 7
    if step > 0:
        back -= 7
    return today - timedelta(days=back)


def _unit_span(today: date, unit: str, step: int) -> tuple[date, date]:
    """The day, week (seven days), calendar month or year before, of or after ``today``."""
    if unit == "يوم":
        day = today + timedelta(days=step)
        return day, day
    if unit == "اسبوع":
        start = today + timedelta(days=7 * step)
        return (start, start + timedelta(days=6)) if step else (today - timedelta(days=6), today)
    if unit == "شهر":
        index = today.year * 12 + today.month - 1 + step
        return _month_span(index // 12, index % 12 + 1)
    return date(today.year + step, 1, 1), date(today.year + step, 12, 31)


_DIGIT = re.compile(r"\d")
_SPAN_LEAD = re.compile(
    r"(?<!\w)(?:[وف]?(?:خلال|طوال|طيله|علي\s+مدي|علي\s+مدار|في|منذ|قبل)\s+)"
    r"(?:(?:نحو|حوالي|اكثر\s+من|قرابه)\s+)?(?:(?:ال)?(?:اخر|مده|فتره)\s+)?$"
)
_FIRST_WORD = re.compile(r"\s*(\w+)")
_LAST_WORD = re.compile(r"(\w+)\s*$")


def _spans_of_units(folded: str, reference: date | None) -> list[_Hit]:
    """Find ``خلال الأشهر الستة الماضية``, ``خلال ستة أشهر``, ``منذ يومين``: lengths up to today."""
    found = []
    for number in numbers(folded):
        if number.value is None or not 0 < number.value < 200:
            continue
        before = _LAST_WORD.search(folded, max(0, number.start - 24), number.start)
        after = _FIRST_WORD.match(folded, number.end)
        if before and before[1].startswith("ال") and before[1] in _UNIT_DAYS:
            tense = after[1] if after else ""
            if tense in PAST:
                assert after is not None
                hit = _length(before.start(), after.end(), number.value, before[1], reference)
                found.append(hit)
        elif after and after[1] in _UNIT_DAYS and not after[1].startswith("ال"):
            lead = _SPAN_LEAD.search(folded, max(0, number.start - 40), number.start)
            if lead and "في" not in lead[0].split()[:1]:
                found.append(_length(number.start, after.end(), number.value, after[1], reference))
    duals = re.finditer(r"(?<!\w)(?:منذ|قبل|خلال)\s+(\w+)(?!\w)", folded)
    found.extend(
        _length(match.start(1), match.end(), 2, match[1], reference)
        for match in duals
        if match[1] in _DUAL_UNITS
    )
    return found


def _length(start: int, end: int, count: float, unit: str, reference: date | None) -> _Hit:
    if reference is None:
        return _Hit(start, end, None, None, length=True)
    days = min(int(count * _UNIT_DAYS[unit]), 36500)
    return _Hit(start, end, reference - timedelta(days=days), reference, length=True)


_SINCE = re.compile(
    r"(?<!\w)[وف]?منذ\s+(?:ال)?(?:مطلع|بدايه|اوائل|نهايه|اواخر)?\s*(?:شهر|عام|يوم)?\s*$"
)


def _with_since(folded: str, hit: _Hit, reference: date | None) -> _Hit:
    """Let a span that stands behind منذ run on to the reference day."""
    if not _SINCE.search(folded, max(0, hit.start - 24), hit.start):
        return hit
    if hit.first is None or reference is None or hit.first > reference:
        return hit
    return hit._replace(last=reference, since=True)


def periods(text: str, reference: date | None = None) -> list[Period]:
    """Return the dates and spans of time of ``text``, in order, not overlapping.

    A range is one period. A date without a year gets the year that brings it nearest to the
    reference (الماضي and المقبل choose the side); ``منذ`` a date runs on to the reference.

    Args:
        text: Unfolded text; offsets are indices of its characters.
        reference: The day the text was published.
    """
    out: list[Period] = []
    at = 0
    for paragraph in text.split("\n"):
        out.extend(_in_paragraph(paragraph, at, reference))
        at += len(paragraph) + 1
    return out


def _in_paragraph(text: str, offset: int, reference: date | None) -> list[Period]:
    """Find the periods of one paragraph that stands at ``offset``; no date runs over its end."""
    folded = fold(text)
    finder = _Finder(folded, reference)
    words, kinds_here = kinds(folded)
    digits = _DIGIT.search(folded) is not None
    if digits:
        finder.run("hijri", finder.hijri)
        finder.run("iso", finder.numeric)
        finder.run("dmy", finder.numeric)
    if digits and "month" in kinds_here:
        finder.run("range2", finder.range2)
        finder.run("range1", finder.range1)
        finder.run("day", finder.single)
    if "month" in kinds_here:
        finder.run("month", finder.month)
    if digits:
        finder.run("year", finder.year)
    if "relative" in kinds_here:
        finder.run("relative", finder.relative)
    if "this" in kinds_here:
        finder.run("this", finder.this)
    if not words.isdisjoint(_UNIT_DAYS):
        for hit in _spans_of_units(folded, reference):
            finder.take(hit)
    if "weekday" in kinds_here:
        finder.run("weekday", finder.weekday)
    if not finder.hits:
        return []
    # Offsets of folded text lead back through a map, which costs more than the search itself.
    mapped = fold_map(text)
    out = []
    for hit in sorted(finder.hits):
        placed = _with_since(folded, hit, reference)
        start, end = mapped.span(placed.start, placed.end)
        out.append(Period(offset + start, offset + end, *placed[2:]))
    return out
