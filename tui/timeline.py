"""A story's articles over time, as bars of text: one column an hour or a day.

Bars and labels are logical text; laid out right to left, time runs from the right. Widths of the
screen are not known here: the bars have a bounded number of cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

NBSP = "\u00a0"
Unit = Literal["hour", "day"]
LEVELS = "▁▂▃▄▅▆▇█"
CELLS = 30
"""Cells that all bars together take at most."""
SPACED = 15
"""Up to so many bars stand a cell apart."""
_HOURS = timedelta(hours=36)
"""Up to this length a story is counted by hours."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many articles each stretch of time brought.

    Attributes:
        unit: what a stretch is counted in.
        step: hours or days of one stretch.
        start: local time at which the first stretch begins.
        end: local time at which the last one begins.
        counts: articles of each stretch, the earliest first.
    """

    unit: Unit
    step: int
    start: datetime
    end: datetime
    counts: tuple[int, ...]

    @property
    def bars(self) -> str:
        """The bars: nothing is the lowest one, the most articles the highest."""
        most, top = max(self.counts), len(LEVELS) - 1
        gap = NBSP if len(self.counts) <= SPACED else ""
        return gap.join(LEVELS[-(-count * top // most)] for count in self.counts)


def timeline(moments: Sequence[datetime]) -> Timeline | None:
    """Return the articles' times by hour or day; None where all fall into one stretch.

    Args:
        moments: when the articles were published.
    """
    local = sorted(one.astimezone() for one in moments)
    if not local:
        return None
    by_hour = local[-1] - local[0] <= _HOURS
    start = local[0].replace(minute=0, second=0, microsecond=0)
    unit = timedelta(hours=1)
    if not by_hour:
        start, unit = start.replace(hour=0), timedelta(days=1)
    places = [_place(one, start, unit) for one in local]
    step = -(-(places[-1] + 1) // CELLS)
    counts = [0] * (places[-1] // step + 1)
    for place in places:
        counts[place // step] += 1
    if len(counts) < 2:
        return None
    end = start + unit * step * (len(counts) - 1)
    return Timeline("hour" if by_hour else "day", step, start, end, tuple(counts))


def _place(moment: datetime, start: datetime, unit: timedelta) -> int:
    """Return in which stretch a moment lies, by the clock on the wall: no day has 25 hours."""
    if unit >= timedelta(days=1):
        return (moment.date() - start.date()).days
    return int((moment - start) / unit)
