"""What a date in a query means: a day, a month, a year, an hour ago, as a span of moments.

Knows ISO dates, day-first dates, month names of all Arab regions, weekdays and words such as
yesterday, with any digits. Days are those of the reader's zone. Where a year is left out the
latest such day or month that has begun is meant. Hijri dates are left to :mod:`mujaz.text.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

from mujaz.text.fold import fold
from mujaz.text.months import gregorian_months, hijri_months, weekdays

Span = tuple[datetime, datetime]
"""First moment, and the moment after the last."""
_Days = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1970, 2999
_LONGEST = 80
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?")
_TODAY = frozenset(("اليوم", "هذا اليوم", "today"))
_YESTERDAY = frozenset(("امس", "البارحه", "يوم امس", "yesterday"))
_DAY_BEFORE = frozenset(("اول امس", "اول من امس", "امس الاول", "قبل امس", "day before yesterday"))
_PAST = ("الماضي", "الفايت", "الماضيه", "last")
_PRESENT = ("هذا", "هذه", "الحالي", "الجاري", "this")
_WEEK, _MONTH, _YEAR = (
    frozenset(("الاسبوع", "اسبوع", "week")),
    frozenset(("الشهر", "شهر", "month")),
    frozenset(("السنه", "سنه", "العام", "عام", "year")),
)
_UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "minute": "دقيقه دقائق دقايق minute minutes min",
        "hour": "ساعه ساعات h hour hours",
        "day": "يوم ايام يوما d day days",
        "week": "اسبوع اسابيع اسبوعا w week weeks",
        "month": "شهر اشهر شهور شهرا mo month months",
        "year": "سنه سنوات سنين عام اعوام عاما y year years",
    }.items()
    for word in words.split()
}
_DUALS = {
    "دقيقتين": "minute", "ساعتين": "hour", "يومين": "day", "اسبوعين": "week", "شهرين": "month",
    "سنتين": "year", "عامين": "year",
}  # fmt: skip
_AGO = re.compile(r"(?:(?:منذ|قبل|اخر|خلال|last)\s+)?(.+?)(?:\s+ago)?")
_COUNTED = re.compile(r"(\d{1,4})\s?([^\W\d_]+)|(?:([^\W\d_]+)\s+)?([^\W\d_]+)")
_ENGLISH_DAYS = {
    name: n
    for n, names in enumerate(
        ("monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip


def span_of(text: str, now: datetime, zone: tzinfo | None = None) -> Span | None:
    """Return the span of time that a date in a query names.

    Args:
        text: the date, as typed.
        now: the present moment (aware).
        zone: whose days count; the system's zone by default.

    Returns:
        first moment and moment after the last, in UTC; None where the text names no time.
    """
    folded = " ".join(fold(text[:_LONGEST]).replace("_", " ").split())
    if not folded:
        return None
    local = now.astimezone(zone)
    try:
        moment = _clock(folded, zone) or _hours_ago(folded, now)
        if moment is not None:
            return moment
        days = _days(folded, local.date())
        if days is None:
            return _hijri(folded, now, local.tzinfo)
        if not FIRST_YEAR <= days[0].year <= days[1].year <= LAST_YEAR:
            return None
        return _midnight(days[0], zone), _midnight(days[1], zone)
    except (ValueError, OverflowError):
        return None


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    """Return where a day begins; without a zone, in the system's one."""
    start = datetime.combine(day, time(), zone)
    return start.astimezone(UTC)


def _days(folded: str, today: date) -> _Days | None:
    """Try the forms that name days."""
    forms: tuple[Callable[[str, date], _Days | None], ...] = (
        _numeric, _word, _weekday, _named_month, _relative_unit, _days_ago,
    )  # fmt: skip
    for form in forms:
        found = form(folded, today)
        if found is not None:
            return found
    return None


def _one(day: date) -> _Days:
    return day, day + timedelta(days=1)


def _month(year: int, month: int) -> _Days:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _numeric(folded: str, today: date) -> _Days | None:
    """Read 2025, 2025-11, 2025-11-30, 30/11 and 30/11/2025."""
    if match := _ISO.fullmatch(folded):
        year = int(match[1])
        if match[2] is None:
            return date(year, 1, 1), date(year + 1, 1, 1)
        if match[3] is None:
            return _month(year, int(match[2]))
        return _one(date(year, int(match[2]), int(match[3])))
    if match := _DAY_FIRST.fullmatch(folded):
        day, month = int(match[1]), int(match[2])
        return _one(
            _latest(day, month, today) if match[3] is None else date(int(match[3]), month, day)
        )
    return None


def _latest(day: int, month: int, today: date) -> date:
    """Return the latest day of that number and month that has begun (29 February: of its year)."""
    for back in range(9):
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(day)


def _word(folded: str, today: date) -> _Days | None:
    """Read today, yesterday and the day before."""
    for back, words in enumerate((_TODAY, _YESTERDAY, _DAY_BEFORE)):
        if folded in words:
            return _one(today - timedelta(days=back))
    return None


def _weekday(folded: str, today: date) -> _Days | None:
    """Read a weekday: the latest one, today's included; with "last" the one before today."""
    names = [one for one in folded.split() if one != "يوم"]
    past = any(one in _PAST for one in names)
    rest = [one for one in names if one not in _PAST]
    if len(rest) != 1:
        return None
    wanted = weekdays().get(rest[0], _ENGLISH_DAYS.get(rest[0]))
    if wanted is None:
        return None
    back = (today.weekday() - wanted) % 7
    return _one(today - timedelta(days=back or 7 * past))


@cache
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, gregorian_months()), key=len, reverse=True))
    return re.compile(
        rf"(?:(\d{{1,2}})\s+(?:من\s+)?)?(?:شهر\s+)?({names})(?:\s?/\s?({names}))?"
        rf"(?:\s+(?:عام\s+|سنه\s+)?(\d{{4}}))?"
    )


def _named_month(folded: str, today: date) -> _Days | None:
    """Read a month by name, with or without day and year."""
    match = _month_pattern().fullmatch(folded)
    if match is None:
        return None
    months = gregorian_months()
    month = months[match[2]]
    if match[3] is not None and months[match[3]] != month:
        raise ValueError(folded)
    if match[1] is None:
        year = int(match[4]) if match[4] else today.year - (month > today.month)
        return _month(year, month)
    if match[4] is None:
        return _one(_latest(int(match[1]), month, today))
    return _one(date(int(match[4]), month, int(match[1])))


def _relative_unit(folded: str, today: date) -> _Days | None:
    """Read this week, last month and the like; a week is seven days that end today or before it."""
    words = folded.split()
    if len(words) != 2:
        return None
    unit = next((one for one in words if one not in (*_PAST, *_PRESENT)), "")
    past = any(one in _PAST for one in words)
    if len([one for one in words if one == unit]) != 1:
        return None
    if unit in _WEEK:
        end = today if past else today + timedelta(days=1)
        return end - timedelta(days=7), end
    if unit in _MONTH:
        months = today.year * 12 + today.month - 1 - past
        return _month(months // 12, months % 12 + 1)
    if unit in _YEAR:
        return date(today.year - past, 1, 1), date(today.year - past + 1, 1, 1)
    return None


def _counted(folded: str) -> tuple[int, str] | None:
    """Read a number of units: "3 ايام", "3d", "ثلاثه ايام", "يومين", "اسبوع"."""
    ago = _AGO.fullmatch(folded)
    match = _COUNTED.fullmatch(ago[1]) if ago else None
    if match is None:
        return None
    if match[1] is not None:
        return (int(match[1]), _UNITS[match[2]]) if match[2] in _UNITS else None
    if match[3] is None:
        if match[4] in _DUALS:
            return 2, _DUALS[match[4]]
        return (1, _UNITS[match[4]]) if match[4] in _UNITS else None
    from mujaz.text.numbers import numbers

    found = numbers(match[3])
    value = found[0].value if len(found) == 1 else None
    if value is None or value != int(value) or match[4] not in _UNITS:
        return None
    return int(value), _UNITS[match[4]]


def _days_ago(folded: str, today: date) -> _Days | None:
    """Read days, weeks, months and years ago, to the day."""
    counted = _counted(folded)
    if counted is None:
        return None
    count, unit = counted
    if unit in ("day", "week"):
        return _one(today - timedelta(days=count * (7 if unit == "week" else 1)))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    last = (_month(first.year, first.month)[1] - timedelta(days=1)).day
    return _one(first.replace(day=min(today.day, last)))


def _hours_ago(folded: str, now: datetime) -> Span | None:
    """Read hours and minutes ago, to the minute."""
    counted = _counted(folded)
    if counted is None or counted[1] not in ("hour", "minute"):
        return None
    start = now - timedelta(**{f"{counted[1]}s": counted[0]})
    return start.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=1)


def _clock(folded: str, zone: tzinfo | None) -> Span | None:
    """Read an ISO date with a time of day; without an offset it is the reader's time."""
    if not _ISO_TIME.match(folded):
        return None
    moment = datetime.fromisoformat(folded.upper())
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(folded)
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    start = moment.astimezone(UTC)
    return start, start + timedelta(minutes=1)


@cache
def _hijri_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, hijri_months()), key=len, reverse=True))
    return re.compile(rf"\d{{1,2}}\s+(?:من\s+)?(?:{names})\s+\d{{4}}(?:\s+ه)?")


def _hijri(folded: str, now: datetime, zone: tzinfo | None) -> Span | None:
    """Read a whole Hijri date, to the day of the tabular calendar."""
    if not _hijri_pattern().fullmatch(folded):
        return None
    from mujaz.text.dates import parse_date

    start = parse_date(folded, now=now, zone=zone)
    return None if start is None else (start, start + timedelta(days=1))
