"""What the reader says of times, counts and figures, in the user's language.

Facts come in, short phrases go out: plain logical text, foreign parts isolated. Where and how they
are painted is not known here.
"""

from __future__ import annotations

from datetime import datetime

from mujaz.i18n import _, language, ngettext
from mujaz.model import FigureRow, FigureValue, StorySummary, Verdict
from mujaz.text import fold
from mujaz.text.hijri import to_hijri
from mujaz.text.months import DISPLAY_NAMES, HIJRI_NAMES, WEEKDAY_NAMES
from tui.direction import base_of

MANY = 100
"""Numbers with decimals take the plural form of this one."""
WORDS_A_MINUTE = 138
"""Arabic words read silently in a minute (Trauzettel-Klosinski and Dietz, IReST, 2012)."""
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_NO_ISOLATES = dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI)))
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_ENGLISH_HIJRI = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira",
    "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
)  # fmt: skip


def isolated(text: str) -> str:
    """Return a text that keeps its own direction within a line (UAX #9, isolates).

    Without it ``Reuters · 14:30`` would be one left-to-right run in an Arabic line. Arabic runs
    from the right even where it begins with a Latin name ("BBC" and then Arabic); the first strong
    letter decides for anything else.
    """
    return f"{RLI if base_of(text) == 'rtl' else FSI}{text}{PDI}"


def from_left(text: str) -> str:
    """Return a path or an address that runs from the left whatever letters it holds."""
    return f"{LRI}{text}{PDI}"


def without_isolates(text: str) -> str:
    """Return a text as it goes to the clipboard: without the isolates that phrases put in."""
    return text.translate(_NO_ISOLATES)


def full_date(moment: datetime) -> str:
    """Return weekday, date with both usual names of the month, and time, in local time.

    The months go by two sets of names in Arab countries; both are told.
    """
    local = moment.astimezone()
    clock = f"{local:%H:%M}"
    if language() != "ar":
        month = _ENGLISH_MONTHS[local.month - 1]
        weekday = local.strftime("%A")
        return f"{weekday}, {local.day} {month} {local.year}, {clock}"
    here, there = DISPLAY_NAMES[local.month - 1]
    weekday = WEEKDAY_NAMES[local.weekday()]
    return f"{weekday} {local.day} {here}/{there} {local.year}، {clock}"


def hijri_date(moment: datetime) -> str:
    """Return the Hijri date (Umm al-Qura) of a moment's local day, "" where it is not known."""
    found = to_hijri(moment.astimezone().date())
    if found is None:
        return ""
    year, month, number = found
    name = HIJRI_NAMES[month - 1] if language() == "ar" else _ENGLISH_HIJRI[month - 1]
    return _("{day} {month} {year} AH").format(day=number, month=name, year=year)


def reading_time(*texts: str) -> str:
    """Return how long reading takes, in words."""
    words = sum(len(text.split()) for text in texts)
    minutes = round(words / WORDS_A_MINUTE)
    if not minutes:
        return _("under a minute to read")
    return ngettext("{n} minute to read", "{n} minutes to read", minutes).format(n=minutes)


def moment(when: datetime) -> str:
    """Return day and time of a moment, in local time."""
    return day(when) + _(", ") + f"{when.astimezone():%H:%M}"


def clock(when: datetime, near: datetime) -> str:
    """Return the time of a moment, with its day where that is not the day of another moment."""
    local = when.astimezone()
    if local.date() == near.astimezone().date():
        return f"{local:%H:%M}"
    return f"{local.day} {_month(local.month)}" + _(", ") + f"{local:%H:%M}"


def removal(reason: str) -> str:
    """Return in words why cleaning removed a line."""
    return {
        "repeated": _("the outlet repeats it"),
        "phrase": _("a set phrase"),
        "heading": _("heading of other articles"),
        "tail": _("a list of other articles"),
        "title": _("the headline again"),
        "caption": _("caption"),
        "symbol": _("symbols"),
        "button": _("a button"),
        "section": _("name of a section"),
        "notice": _("a notice"),
        "plug": _("an invitation to follow the outlet"),
        "byline": _("who wrote it"),
    }.get(reason, _("no part of the text"))


def short_time(moment: datetime, now: datetime) -> str:
    """Return the time of today and yesterday, the date of any other day; local time."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return _("yesterday {time}").format(time=f"{local:%H:%M}")
    return f"{local.day} {_month(local.month)}" if local.year == today.year else day(moment)


def day(moment: datetime) -> str:
    """Return day, month and year in local time."""
    local = moment.astimezone()
    return f"{local.day} {_month(local.month)} {local.year}"


def _month(number: int) -> str:
    """Return the usual name of a month, 1 to 12."""
    return DISPLAY_NAMES[number - 1][0] if language() == "ar" else _ENGLISH_MONTHS[number - 1]


def sources(count: int, independent: int) -> str:
    """Return how many sources tell a story, and how many texts of them are independent."""
    told = ngettext("{n} source", "{n} sources", count).format(n=count)
    if independent >= count:
        return told
    own = ngettext("{n} independent text", "{n} independent texts", independent)
    return told + _(", ") + own.format(n=independent)


def story_line(story: StorySummary, now: datetime) -> list[str]:
    """Return the parts of the line below a story's title."""
    when = short_time(story.last, now)
    if story.size == 1:
        return [isolated(story.source), isolated(when)]
    parts = [sources(story.sources, story.independent), isolated(when)]
    if story.differs:
        parts.append(_("figures differ"))
    return parts


def verdict(value: Verdict) -> str:
    """Return how the sources' values of a figure stand to each other, in words."""
    return {
        "agree": _("sources agree"),
        "precision": _("same, more or less exact"),
        "window": _("other time spans"),
        "update": _("newer number"),
        "differ": _("sources differ"),
        "inside": _("contradicts itself"),
        "single": _("one source only"),
    }[value]


def number(value: float) -> str:
    """Return a number as people write it: millions in words, thousands apart, no needless zeros."""
    for size in (1e9, 1e6):
        amount = round(value / size, 2)
        if amount >= 1 and abs(amount * size - value) < 1:
            count = int(amount) if amount == int(amount) else MANY
            words = (
                ngettext("{n} billion", "{n} billion", count)
                if size == 1e9
                else ngettext("{n} million", "{n} million", count)
            )
            return words.format(n=_decimal(amount))
    return _decimal(value)


def _decimal(value: float) -> str:
    """Return a number with thousands apart and at most three decimals, none of them idle."""
    return f"{value:,.3f}".rstrip("0").removesuffix(".")


def figure_value(row: FigureRow, value: FigureValue) -> str:
    """Return one source's value with its modifier and unit."""
    if value.value is None:
        return _("no exact number")
    amount = number(value.value) + ("%" if row.kind == "percent" else "")
    if row.unit and row.kind != "percent" and fold(row.unit) != fold(row.what):
        amount = f"{amount} {row.unit}"
    phrase = {
        "=": "{n}",
        ">": _("more than {n}"),
        ">=": _("at least {n}"),
        "<": _("less than {n}"),
        "<=": _("at most {n}"),
        "~": _("about {n}"),
    }[value.modifier]
    return phrase.format(n=amount)


def window(row: FigureRow) -> str | None:
    """Return the span of days that a figure speaks of, or None."""
    if row.window is None:
        return None
    first, last = row.window
    start = f"{first.day} {_month(first.month)}"
    end = f"{last.day} {_month(last.month)}"
    if first == last:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{start} – {end}"
