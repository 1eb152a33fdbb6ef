"""The calendar of editions: one a local date, whoever wakes us and whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.due import due_dates, next_slot
from digest.settings import DigestSettings
from digest.slots import slot

CHANGING = ("Africa/Cairo", "Asia/Beirut", "Asia/Gaza", "Africa/Casablanca")
QUARTER = timedelta(minutes=15)
FIRST = datetime(2025, 1, 1, tzinfo=UTC)


def simulate(settings: DigestSettings, start: datetime, end: datetime) -> dict[date, datetime]:
    """Wake every quarter of an hour; return when each edition was made."""
    made: dict[date, datetime] = {}
    latest: list[date] = []
    now = start
    while now < end:
        for day in due_dates(settings, now, latest):
            assert day not in made
            made[day] = now
            latest = [day]
        now += QUARTER
    return made


def check_three_years(zone: str, time: str) -> None:
    settings = DigestSettings(zone=zone, time=time)
    start = slot(date(2025, 1, 1), settings)
    end = slot(date(2028, 1, 1), settings) - QUARTER
    made = simulate(settings, start, end)
    assert list(made) == [date(2025, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
    for day, at in made.items():
        assert at.astimezone(ZoneInfo(zone)).date() == day
        assert timedelta(0) <= at - slot(day, settings) < QUARTER


@pytest.mark.parametrize(
    ("zone", "time"), list(zip(CHANGING, ("00:30", "00:15", "02:30", "02:45"), strict=True))
)
def test_one_edition_a_date_for_three_years_of_every_quarter_hour(zone: str, time: str) -> None:
    check_three_years(zone, time)


@pytest.mark.slow
@pytest.mark.parametrize("zone", [*CHANGING, "Asia/Damascus", "America/Santiago", "Pacific/Apia"])
@pytest.mark.parametrize("time", ["00:00", "00:30", "01:00", "02:00", "03:30", "06:30", "23:45"])
def test_more_zones_and_times(zone: str, time: str) -> None:
    check_three_years(zone, time)


@pytest.mark.parametrize("zone", CHANGING)
def test_the_clocks_do_change_in_these_zones(zone: str) -> None:
    offsets = {
        (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n))
        .astimezone(ZoneInfo(zone))
        .utcoffset()
        for n in range(366)
    }
    assert len(offsets) == 2


@given(
    st.sampled_from((*CHANGING, "Asia/Damascus")),
    st.times().map(lambda t: f"{t:%H:%M}"),
    st.integers(0, 1000 * 24 * 60).map(lambda n: FIRST + timedelta(minutes=n)),
    st.lists(st.integers(1, 60 * 22), min_size=1, max_size=60),
)
def test_whenever_we_are_woken_no_date_comes_twice_or_early(
    zone: str, time: str, start: datetime, waits: list[int]
) -> None:
    settings = DigestSettings(zone=zone, time=time)
    now, made = start, list[date]()
    for wait in waits:
        for day in due_dates(settings, now, made[-1:]):
            assert day not in made
            assert not made or day > made[-1]
            assert slot(day, settings) <= now
            made.append(day)
        now += timedelta(minutes=wait)
    # waits are shorter than the day that is made up for: after the first, none is missed
    assert made == [made[0] + timedelta(days=n) for n in range(len(made))]


DAMASCUS = DigestSettings()
MONDAY = date(2025, 12, 15)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Damascus"))


def test_a_missed_morning_is_made_up_once_and_late() -> None:
    friday = MONDAY - timedelta(days=3)
    sunday = MONDAY - timedelta(days=1)
    assert due_dates(DAMASCUS, at(MONDAY, 9), [friday]) == [sunday, MONDAY]
    assert due_dates(DAMASCUS, at(MONDAY, 9), [friday, sunday, MONDAY]) == []
    assert due_dates(DAMASCUS, at(MONDAY, 5), [friday]) == [sunday]
    none_back = DigestSettings(catch_up=0)
    assert due_dates(none_back, at(MONDAY, 9), [friday]) == [MONDAY]
    week = DigestSettings(catch_up=7)
    assert len(due_dates(week, at(MONDAY, 9), [friday - timedelta(days=30)])) == 8


def test_a_briefing_begins_with_todays_slot() -> None:
    assert due_dates(DAMASCUS, at(MONDAY, 6, 29), []) == []
    assert due_dates(DAMASCUS, at(MONDAY, 6, 30), []) == [MONDAY]
    ordered = at(MONDAY, 9)
    assert due_dates(DAMASCUS, at(MONDAY, 10), [], since=ordered) == []
    tuesday = MONDAY + timedelta(days=1)
    assert due_dates(DAMASCUS, at(tuesday, 7), [], since=ordered) == [tuesday]


def test_a_clock_that_was_wrong_once_does_not_end_the_briefing() -> None:
    assert due_dates(DAMASCUS, at(MONDAY, 7), [date(2031, 1, 1)]) == [MONDAY]


def test_the_next_slot_is_told() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert next_slot(DAMASCUS, at(MONDAY, 5), []) == (MONDAY, slot(MONDAY, DAMASCUS))
    assert next_slot(DAMASCUS, at(MONDAY, 7), []) == (MONDAY, slot(MONDAY, DAMASCUS))
    assert next_slot(DAMASCUS, at(MONDAY, 7), [MONDAY]) == (tuesday, slot(tuesday, DAMASCUS))
    assert next_slot(DAMASCUS, at(MONDAY, 5), [MONDAY])[0] == tuesday
