"""Which editions are due: by local date, whatever woke us and however often.

A timer may fire twice in an autumn hour, not at all in a spring one (systemd issue 5595), late
after a night switched off, or every few minutes: each local date has one slot
(:func:`digest.slots.slot`), and a date that is done is done. Pure functions of values.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.settings import DigestSettings
from digest.slots import slot


def due_dates(
    settings: DigestSettings,
    now: datetime,
    done: Collection[date],
    since: datetime | None = None,
) -> list[date]:
    """Return the dates whose edition is to be made now, earliest first.

    A date is due when its slot has come, no edition of it or of a later date is done, and it lies
    at most ``catch_up`` days before today. A briefing that never came out has nothing to make
    up for: it begins with today's slot.

    Args:
        settings: those of the profile.
        now: the present moment, aware.
        done: dates that had their edition; at least the latest one not after today.
        since: slots up to this moment are not wanted: the briefing was ordered after them.
    """
    today = now.astimezone(ZoneInfo(settings.zone)).date()
    behind = [day for day in done if day <= today]
    back = settings.catch_up
    days = [today - timedelta(days=n) for n in range(back, -1, -1)]
    if not behind and since is None:
        days = [today]
    last = max(behind, default=None)
    return [
        day
        for day in days
        if slot(day, settings) <= now
        and (last is None or day > last)
        and (since is None or slot(day, settings) > since)
    ]


def next_slot(
    settings: DigestSettings,
    now: datetime,
    done: Collection[date],
    since: datetime | None = None,
) -> tuple[date, datetime]:
    """Return the date of the next edition and its slot; the slot lies behind us if it is late."""
    due = due_dates(settings, now, done, since)
    if due:
        return due[0], slot(due[0], settings)
    day = now.astimezone(ZoneInfo(settings.zone)).date()
    while slot(day, settings) <= now or day in done:
        day += timedelta(days=1)
    return day, slot(day, settings)
