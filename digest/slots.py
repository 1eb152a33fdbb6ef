"""The calendar of editions: one slot a local date, and the span of time an edition covers.

Knows zones and the times of day that clocks skip or repeat; knows no store and no story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.settings import DigestSettings
from mujaz.errors import UsageError
from mujaz.i18n import _

_FIRST_DAY = date(1970, 1, 2)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: after ``start``, up to and with ``end``; both UTC."""

    start: datetime
    end: datetime

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether a moment lies in the stretch."""
        return self.start < moment <= self.end


def slot(day: date, settings: DigestSettings) -> datetime:
    """Return the moment in UTC at which the edition of a local date is due.

    A time of day that the clocks skip is read with the offset before the change, a repeated one
    is the first of the two (PEP 495, fold 0): every date has one slot and keeps it.
    """
    hour, minute = (int(part) for part in settings.time.split(":"))
    local = datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(settings.zone))
    return local.astimezone(UTC)


def span_of(day: date, settings: DigestSettings, now: datetime) -> Span:
    """Return what the edition of a local date covers.

    From the slot of the day before up to the slot of the date: 24 hours, except where the clocks
    change. Today's edition goes up to ``now`` instead, whether its slot lies ahead or behind, so
    that whoever asks for today's briefing gets today's news. A scheduled run, which must neither
    leave a gap nor repeat, passes its slot as ``now``.

    Raises:
        UsageError: the date lies after today in the settings' zone, or before 1970.
    """
    if day < _FIRST_DAY:
        raise UsageError(
            _("There is no briefing of {date}; name a date after {first}.").format(
                date=day.isoformat(), first=_FIRST_DAY.isoformat()
            )
        )
    today = now.astimezone(ZoneInfo(settings.zone)).date()
    if day > today:
        raise UsageError(
            _(
                "The briefing of {date} cannot be built yet: today is {today} in {zone}; "
                "name that date or an earlier one."
            ).format(date=day.isoformat(), today=today.isoformat(), zone=settings.zone)
        )
    start = slot(day - timedelta(days=1), settings)
    return Span(start, now.astimezone(UTC) if day == today else slot(day, settings))
