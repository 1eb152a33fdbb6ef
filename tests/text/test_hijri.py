"""The Hijri date of a day, by Umm al-Qura."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mujaz.text.hijri import to_hijri


@pytest.mark.parametrize(
    ("day", "hijri"),
    [
        (date(1979, 11, 20), (1400, 1, 1)),
        (date(2015, 7, 17), (1436, 10, 1)),
        (date(2021, 4, 13), (1442, 9, 1)),
        (date(2022, 7, 9), (1443, 12, 10)),
        (date(2024, 3, 11), (1445, 9, 1)),
        (date(2025, 6, 26), (1447, 1, 1)),
        (date(2025, 12, 15), (1447, 6, 24)),
    ],
)
def test_known_days(day: date, hijri: tuple[int, int, int]) -> None:
    assert to_hijri(day) == hijri


def test_the_days_follow_each_other_through_all_known_years() -> None:
    day, before = date(1945, 12, 5), None
    months = set()
    while (found := to_hijri(day)) is not None:
        year, month, number = found
        assert 1 <= number <= 30
        if before is not None and number != 1:
            assert found == (before[0], before[1], before[2] + 1)
        elif before is not None:
            assert before[2] in (29, 30)
            assert (year, month) == (before[0] + before[1] // 12, before[1] % 12 + 1)
        months.add((year, month))
        day, before = day + timedelta(days=1), found
    assert before is not None
    assert before[:2] == (1500, 12)
    assert len(months) == 136 * 12


def test_days_outside_the_published_years_have_no_date() -> None:
    assert to_hijri(date(1945, 12, 4)) is None
    assert to_hijri(date(2080, 1, 1)) is None
