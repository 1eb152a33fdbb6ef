"""The Hijri date of a day by the Umm al-Qura calendar.

Umm al-Qura is the civil calendar of Saudi Arabia and the one most newspapers that print a Hijri
date go by. It is computed ahead; countries that wait for the new moon to be seen may stand a day
or two off, mostly at the beginnings of Ramadan, Shawwal and Dhu al-Hijja. Known are 1365 to 1500 AH
(1945 to 2077): earlier years had months of 28 and 31 days. What a date looks like is not known here.

Source of the month lengths: ``tools/build_umm_al_qura.py``.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import Final

_FIRST_YEAR: Final = 1365
_FIRST_DAY: Final = date(1945, 12, 5).toordinal()
# Three hexadecimal digits a year; bit n is set where month n + 1 has 30 days, not 29.
_LENGTHS: Final = (
    "d55555555d556d5555ea5d2aaaacd5655572da9555aaa55552da6d55a55574dd53d54556d552d5"
    "d55d54d4565552da5d55aad56aad4b52aa574ae97656cb55aaaa554ad95d2da5d9db2ba4b4aa55"
    "2b5575b6abd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aa"
    "d55a9a92e26e55dada6d46a554ba9754eaae5acba9d92b2564bcab55ab556d2ea5e4aa9552daad"
    "36c7596d269552da5b4ba9ba3b4b69b52aa64b696d2ec6d9eb2d54d2aa564ae96dd6ab54b29a93"
    "52ba57536ab56aae93"
)


def to_hijri(day: date) -> tuple[int, int, int] | None:
    """Return year, month (1 to 12) and day of the month; None outside the published years."""
    starts = _month_starts()
    ordinal = day.toordinal()
    if not starts[0] <= ordinal < starts[-1]:
        return None
    place = bisect_right(starts, ordinal) - 1
    return _FIRST_YEAR + place // 12, place % 12 + 1, ordinal - starts[place] + 1


@cache
def _month_starts() -> list[int]:
    """Return the ordinal of each month's first day, and of the day after the last month."""
    starts = [_FIRST_DAY]
    for at in range(0, len(_LENGTHS), 3):
        year = int(_LENGTHS[at : at + 3], 16)
        for month in range(12):
            starts.append(starts[-1] + 29 + (year >> month & 1))
    return starts
