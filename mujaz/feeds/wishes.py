"""When a feed's publisher wants it to be asked: ``ttl``, ``skipHours``, ``skipDays``, ``sy:``.

Sources: RSS 2.0 (https://www.rssboard.org/rss-specification) and the RSS 1.0 syndication module.
Only the part of a document outside its items is looked at. What is done with the wishes is decided
in :mod:`mujaz.feeds.polling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Longest wait between two looks that a publisher may wish for, in minutes: one day.
MAX_WISH = 1440
_LOOKED_AT = 20_000
_FIRST_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LAST_ITEM = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TTL = re.compile(r"<ttl>\s*(\d{1,7})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(r"<\w+:updatePeriod>\s*(\w+)\s*</", re.IGNORECASE)
_FREQUENCY = re.compile(r"<\w+:updateFrequency>\s*(\d{1,6})\s*</", re.IGNORECASE)
_SKIP_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_SKIP_DAYS = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(r"<day>\s*(\w+)\s*</day>", re.IGNORECASE)
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a publisher wishes.

    Attributes:
        wait: minutes between two looks, 1 to :data:`MAX_WISH`; None where none is named.
        hours: hours of the day (0 to 23, UTC) in which the feed is not to be asked.
        days: days of the week (Monday is 0, UTC) on which it is not to be asked.
    """

    wait: int | None = None
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


def read_wishes(document: str) -> Wishes:
    """Return what the publisher of an XML feed wishes; what makes no sense is passed over.

    Args:
        document: the decoded document.
    """
    head = _outside_items(document)
    hours = {int(hour) % 24 for block in _SKIP_HOURS.findall(head) for hour in _HOUR.findall(block)}
    names = {day.lower() for block in _SKIP_DAYS.findall(head) for day in _DAY.findall(block)}
    return Wishes(
        wait=_wait(head),
        hours=tuple(sorted(hours)),
        days=tuple(number for number, name in enumerate(_DAYS) if name in names),
    )


def _outside_items(document: str) -> str:
    """Return what stands before the first item and after the last one, without comments."""
    first = _FIRST_ITEM.search(document)
    if first is None:
        return _COMMENT.sub("", document[:_LOOKED_AT])
    head, tail = document[: min(first.start(), _LOOKED_AT)], ""
    end = document[-_LOOKED_AT:]
    for last in _LAST_ITEM.finditer(end):
        tail = end[last.end() :]
    return _COMMENT.sub("", head + tail)


def _wait(head: str) -> int | None:
    """Return the longer of the waits that ``ttl`` and ``sy:`` name."""
    waits = [int(ttl) for ttl in _TTL.findall(head)]
    if period := _PERIOD.search(head):
        length = _PERIODS.get(period[1].lower(), 0)
        times = _FREQUENCY.search(head)
        waits.append(length // max(1, int(times[1]) if times else 1))
    return min(max(waits, default=0), MAX_WISH) or None
