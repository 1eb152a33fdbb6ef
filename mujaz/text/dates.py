"""Publication dates as feeds and pages write them → moments in UTC.

Knows RFC 822, ISO 8601, epoch seconds, Arabic dates of all regions with one or two month names,
Hijri dates by the tabular calendar, relative dates and the words for morning and evening. A date
that is incomplete, contradicts itself or lies in the future is refused rather than guessed. Dates
and periods inside an article's prose are not looked for here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from mujaz.text.fold import fold
from mujaz.text.months import gregorian_months, hijri_months, weekdays

#: How far in the future a date may lie before it is refused: clocks and zones differ.
TOLERANCE = timedelta(days=1)
_FIRST_YEAR = 1990
_MAX_LENGTH = 200
# Hours ahead of UTC. AST in an Arabic feed is Arabia's, GST the Gulf's; letters alone never say.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2,
    "eet": 2, "eest": 3, "ast": 3, "msk": 3, "trt": 3, "gst": 4, "pkt": 5,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "غرينتش": 0, "جرينتش": 0, "غرينيتش": 0, "مكه": 3, "الرياض": 3, "السعوديه": 3, "بغداد": 3,
    "الكويت": 3, "قطر": 3, "الدوحه": 3, "الامارات": 4, "ابوظبي": 4, "دبي": 4,
}  # fmt: skip
_CITIES = {
    "القاهره": "Africa/Cairo", "مصر": "Africa/Cairo", "بيروت": "Asia/Beirut",
    "لبنان": "Asia/Beirut", "دمشق": "Asia/Damascus", "سوريا": "Asia/Damascus",
    "القدس": "Asia/Hebron", "فلسطين": "Asia/Hebron", "غزه": "Asia/Gaza",
    "الاردن": "Asia/Amman", "تونس": "Africa/Tunis", "الجزائر": "Africa/Algiers",
    "المغرب": "Africa/Casablanca", "الرباط": "Africa/Casablanca", "ليبيا": "Africa/Tripoli",
    "السودان": "Africa/Khartoum", "الخرطوم": "Africa/Khartoum", "صنعاء": "Asia/Aden",
    "اليمن": "Asia/Aden", "مسقط": "Asia/Muscat", "البحرين": "Asia/Bahrain", "العراق": "Asia/Baghdad",
    "تركيا": "Europe/Istanbul", "اسطنبول": "Europe/Istanbul", "لندن": "Europe/London",
    "باريس": "Europe/Paris", "موسكو": "Europe/Moscow",
}  # fmt: skip
_MORNING = (
    "ص", "صباحا", "صباح", "فجرا", "الفجر", "قبل الظهر", "ضحي", "بعد منتصف الليل", "منتصف الليل",
    "ق.ظ", "am", "a.m.", "a.m",
)  # fmt: skip
_EVENING = (
    "م", "مساء", "مساءا", "المساء", "العصر", "ب.ظ", "ظهرا", "عصرا", "بعد الظهر", "بعد ظهر", "الظهر", "pm", "p.m.", "p.m",
)  # fmt: skip
_NIGHT = ("ليلا",)
_CLOCK = re.compile(r"(?<![\d:+.])(?<!\d-)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?!\d|:)")
# The half of the day may stand before the hour, with a day between: مساء أمس 9:30
_HALF_BEFORE = re.compile(
    r"(?<![^\W\d_])(صباح|مساء|فجر|ظهر|عصر)\s+(?:اليوم|امس|يوم)?\s*(?:(?:في|عند)\s+)?(?:الساعه)?[\s:]*$"
)
_OFFSET = re.compile(r"\s*(?:gmt|utc)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?![\d/:-])")
_EPOCH = re.compile(r"\d{9,10}|\d{13}")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(z)?")
_GAP = r"[\s,،.\-–|/]*"
_JUST_NOW = re.compile(r"(?:الان|now|just now|(?:منذ|قبل) (?:قليل|لحظات|لحظه|ثوان|ثواني))")
_TWO_DAYS_BACK = re.compile(r"(?:اول (?:من )?امس)")
_NUMBER_WORDS = {
    fold(word): number
    for number, row in enumerate(
        ("واحد واحدة", "اثنين اثنتين", "ثلاث ثلاثة", "أربع أربعة", "خمس خمسة", "ست ستة",
         "سبع سبعة", "ثمان ثماني ثمانية", "تسع تسعة", "عشر عشرة", "أحد عشر إحدى عشرة"),
        1,
    )
    for word in (row.split() if number < 11 else ("أحد عشر", "إحدى عشرة"))
}  # fmt: skip
_UNITS = {
    "seconds": "ثانيه ثواني ثوان ثانيتين second seconds sec secs",
    "minutes": "دقيقه دقائق دقايق دقيقتين minute minutes min mins",
    "hours": "ساعه ساعات ساعتين hour hours hr hrs",
    "days": "يوم ايام يومين يوما day days",
    "weeks": "اسبوع اسابيع اسبوعين اسبوعا week weeks",
}


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day that was found, where it stood, and its zone if one was named."""

    time: time
    start: int
    end: int
    zone: tzinfo | None


def parse_date(text: str, *, now: datetime, zone: tzinfo | None = None) -> datetime | None:
    """Return the moment that a publication date names.

    Args:
        text: the date as a feed or page writes it, with or without words around it.
        now: the present moment (aware); relative dates start from it.
        zone: the outlet's time zone, for dates that name none; UTC by default.

    Returns:
        the moment in UTC, midnight of the zone for a date without a time; None where the text
        holds no complete date, an impossible one, one before 1990 or more than
        :data:`TOLERANCE` after ``now``.
    """
    folded = " ".join(fold(text[:_MAX_LENGTH]).split())
    zone = zone or UTC
    try:
        moment = _moment(folded, now, zone)
        if moment is None:
            return None
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= _FIRST_YEAR and moment <= now + TOLERANCE else None


def _moment(folded: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Try the forms in order, from the strictest to the loosest."""
    if _EPOCH.fullmatch(folded):
        seconds = int(folded) / (1000 if len(folded) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    if compact := _COMPACT.fullmatch(folded):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups()[:6])
        own = UTC if compact[7] else zone
        return datetime(year, month, day, hour, minute, second, tzinfo=own)
    clock = _clock(folded)
    rest = folded if clock is None else f"{folded[: clock.start]} {folded[clock.end :]}"
    day_of = _calendar_date(rest)
    if day_of is None:
        return _relative(rest, clock, now, zone)
    if clock is None:
        return datetime.combine(day_of, time(), zone)
    return datetime.combine(day_of, clock.time, clock.zone or zone)


# ------------------------------------------------------------------ time of day
@cache
def _half_day() -> re.Pattern[str]:
    words = sorted((*_MORNING, *_EVENING, *_NIGHT), key=len, reverse=True)
    return re.compile(rf"\s*\(?({'|'.join(map(re.escape, words))})(?![^\W\d_])")


@cache
def _bare_hour() -> re.Pattern[str]:
    words = sorted(
        (w for w in (*_MORNING, *_EVENING, *_NIGHT) if len(w) > 1), key=len, reverse=True
    )
    return re.compile(rf"(?<![\d/.:-])(\d{{1,2}})\s?(?={'|'.join(map(re.escape, words))})")


@cache
def _zone_name() -> re.Pattern[str]:
    names = sorted((*_ZONES, *_CITIES), key=len, reverse=True)
    return re.compile(rf"\s*\(?(?:بتوقيت\s+)?({'|'.join(names)})(?![^\W\d_])")


def _clock(folded: str) -> _Clock | None:
    """Find the time of day, with the words and the zone behind it."""
    match = _CLOCK.search(folded)
    if match is None:
        match = _bare_hour().search(folded)
        if match is None:
            return None
        hour, minute, second = int(match[1]), 0, 0
    else:
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    end = match.end()
    if half := _half_day().match(folded, end):
        hour, end = _to_24(hour, half[1]), half.end()
    elif half := _HALF_BEFORE.search(folded[: match.start()]):
        hour = _to_24(hour, half[1])
    own: tzinfo | None = None
    if offset := _OFFSET.match(folded, end):
        own, end = _offset(offset), offset.end()
    elif name := _zone_name().match(folded, end):
        own, end = _zone_of(name[1]), name.end()
    return _Clock(time(hour, minute, min(second, 59)), match.start(), end, own)


def _zone_of(name: str) -> tzinfo:
    """Return the zone of a folded name: of letters such as GMT, or of a place."""
    return ZoneInfo(_CITIES[name]) if name in _CITIES else timezone(timedelta(hours=_ZONES[name]))


def _to_24(hour: int, half: str) -> int:
    """Turn an hour of the twelve-hour clock into one of the twenty-four."""
    if half in _NIGHT:
        return 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    if half in _MORNING or half == "فجر":
        return 0 if hour == 12 else hour
    return hour + 12 if hour < 12 else hour


def _offset(match: re.Match[str]) -> tzinfo:
    """Turn ``+03:00``, ``+0300`` or ``+3`` into a zone."""
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-ahead if match[1] == "-" else ahead)


# ------------------------------------------------------------------ the day
@cache
def _names(calendar: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns "day month [/ month] year" and "month day year" of a calendar."""
    table = gregorian_months() if calendar == "gregorian" else hijri_months()
    name = f"(?:{'|'.join(sorted(map(re.escape, table), key=len, reverse=True))})(?![^\\W\\d_])"
    twin = rf"(?:\s*[/\-–(]?\s*({name})\)?)?"
    year = r"(?:(?:سنه|عام)\s+)?(\d{4}|\d{2}(?=\s|$))(?!\d)"
    day_first = rf"(?<!\d)(\d{{1,2}}){_GAP}(?:من\s+)?(?:شهر\s+)?({name}){twin}{_GAP}{year}"
    month_first = rf"(?<![^\W\d_])({name}){twin}{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?\b{_GAP}{year}"
    return re.compile(day_first), re.compile(month_first)


def _calendar_date(rest: str) -> date | None:
    """Find the day in a text from which the time was taken out; the Gregorian one goes first."""
    months = gregorian_months()
    day_first, month_first = _names("gregorian")
    if match := day_first.search(rest):
        return _named(int(match[1]), match[2], match[3], match[4], months)
    if match := month_first.search(rest):
        return _named(int(match[3]), match[1], match[2], match[4], months)
    numeric = _numeric(rest)
    if numeric is not None:
        return numeric
    if match := _names("hijri")[0].search(rest):
        month = hijri_months()[match[2]]
        return _near_weekday(_from_hijri(int(match[4]), month, int(match[1])), rest)
    return None


def _named(day: int, first: str, second: str | None, year: str, months: dict[str, int]) -> date:
    """Return a date with a month's name, or with its two names, which must agree.

    Raises:
        ValueError: they do not, or there is no such day.
    """
    month = months[first]
    if second is not None and months[second] != month:
        raise ValueError(second)
    # RFC 822 wrote years in two digits; RFC 2822, section 4.3, says what they mean.
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 50 else 1900
    return date(number, month, day)


def _numeric(rest: str) -> date | None:
    """Find a date in numbers: year first, or day first as Arabic countries write."""
    if match := _YEAR_FIRST.search(rest):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.search(rest):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    else:
        return None
    if year < 1600:
        return _near_weekday(_from_hijri(year, month, day), rest)
    if month > 12 >= day:
        day, month = month, day
    found = date(year, month, day)
    named = _weekday(rest)
    if named is not None and day <= 12 and found.weekday() != named:
        # American order: the weekday beside it tells.
        turned = date(year, day, month)
        return turned if turned.weekday() == named else found
    return found


def _from_hijri(year: int, month: int, day: int) -> date:
    """Convert by the tabular (civil) calendar, which is within a day of the announced one.

    Source: Dershowitz and Reingold, Calendrical Calculations, chapter on the Islamic calendar.

    Raises:
        ValueError: there is no such day, or the year is no Hijri year of our time.
    """
    if not (1300 <= year < 1600 and 1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(year)
    julian = (
        (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385
    )
    return date.fromordinal(julian - 1721425)


def _weekday(rest: str) -> int | None:
    """Return the weekday that a text names, 0 for Monday."""
    for word in re.findall(r"[^\W\d_]+", rest):
        if word in weekdays():
            return weekdays()[word]
    return None


def _near_weekday(found: date, rest: str) -> date:
    """Move a converted Hijri date by a day where the weekday beside it says so."""
    named = _weekday(rest)
    for shift in (0, 1, -1):
        moved = found + timedelta(days=shift)
        if named is None or moved.weekday() == named:
            return moved
    return found


# ------------------------------------------------------------------ relative dates
@cache
def _ago() -> tuple[re.Pattern[str], dict[str, str]]:
    unit_of = {word: unit for unit, words in _UNITS.items() for word in words.split()}
    unit = "|".join(sorted(unit_of, key=len, reverse=True))
    number = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
    count = rf"(?:(\d{{1,3}}|{number})\s*)?"
    end = r"(?![^\W\d_])"
    return (
        re.compile(
            rf"(?:منذ|قبل)\s+(?:حوالي\s+|نحو\s+)?{count}({unit}){end}|{count}({unit})\s+ago\b"
        ),
        unit_of,
    )


def _relative(rest: str, clock: _Clock | None, now: datetime, zone: tzinfo) -> datetime | None:
    """Read "two hours ago", "yesterday 10:30" and the like; months and years are too vague."""
    pattern, unit_of = _ago()
    if match := pattern.search(rest):
        count, unit = (match[1], match[2]) if match[2] else (match[3], match[4])
        return now - timedelta(**{unit_of[unit]: _count(count, unit)})
    if _JUST_NOW.fullmatch(rest.strip(" .،")):
        return now
    two_back = _TWO_DAYS_BACK.search(rest) is not None
    words = set(re.findall(r"[^\W\d_]+", rest))
    if clock is None and len(words) > 1 and not _TWO_DAYS_BACK.fullmatch(rest.strip(" .،")):
        # A name or a sentence with "today" in it.
        return None
    yesterday = words & {"امس", "البارحه", "yesterday"}
    back = 2 if two_back else 1 if yesterday else 0 if words & {"اليوم", "today"} else None
    if back is None:
        return None
    own = clock.zone if clock and clock.zone else zone
    day_of = now.astimezone(own).date() - timedelta(days=back)
    return datetime.combine(day_of, clock.time if clock else time(), own)


def _count(word: str | None, unit: str) -> int:
    """Return how many units are meant: a numeral, a number word, a dual, or one."""
    if word is None:
        return 2 if unit.endswith("تين") or unit in ("يومين", "اسبوعين") else 1
    return int(word) if word.isdigit() else _NUMBER_WORDS[word]
