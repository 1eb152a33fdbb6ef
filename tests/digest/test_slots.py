"""Slots and spans: every date has one slot, in zones that change their clocks too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.settings import DigestSettings
from digest.slots import slot, span_of
from mujaz.errors import UsageError

ZONES = ("Asia/Damascus", "Africa/Cairo", "Asia/Beirut", "Asia/Gaza", "Africa/Casablanca", "UTC")
settings = st.builds(
    DigestSettings,
    zone=st.sampled_from(ZONES),
    time=st.times().map(lambda t: f"{t:%H:%M}"),
)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared in the language that the code is written in."""
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")


@given(settings, days)
def test_slots_of_neighbouring_dates_are_a_day_apart(chosen: DigestSettings, day: date) -> None:
    gap = slot(day + timedelta(days=1), chosen) - slot(day, chosen)
    assert timedelta(hours=22) <= gap <= timedelta(hours=26)


@given(settings, days)
def test_the_span_of_a_past_date_begins_where_the_one_before_ends(
    chosen: DigestSettings, day: date
) -> None:
    now = datetime.combine(day + timedelta(days=9), time(), tzinfo=UTC)
    before = span_of(day - timedelta(days=1), chosen, now)
    assert before.end == span_of(day, chosen, now).start
    assert slot(day, chosen) in span_of(day, chosen, now)


def test_damascus_covers_twenty_four_hours_up_to_half_past_six() -> None:
    span = span_of(date(2025, 11, 30), DigestSettings(), datetime(2025, 12, 15, tzinfo=UTC))
    assert span.start == datetime(2025, 11, 29, 3, 30, tzinfo=UTC)
    assert span.end == datetime(2025, 11, 30, 3, 30, tzinfo=UTC)
    assert span.start not in span
    assert span.end in span


@pytest.mark.parametrize("hour", [1, 18])
def test_today_goes_up_to_now_before_and_after_its_slot(hour: int) -> None:
    now = datetime(2025, 12, 15, hour, tzinfo=UTC)
    span = span_of(date(2025, 12, 15), DigestSettings(), now)
    assert (span.start, span.end) == (datetime(2025, 12, 14, 3, 30, tzinfo=UTC), now)


def test_a_time_that_the_clocks_skip_still_has_a_slot_on_its_date() -> None:
    cairo = DigestSettings(zone="Africa/Cairo", time="00:30")
    moment = slot(date(2026, 4, 24), cairo)
    assert moment.astimezone(ZoneInfo("Africa/Cairo")).date() == date(2026, 4, 24)


def test_today_is_today_in_the_zone_of_the_settings() -> None:
    evening = datetime(2025, 12, 15, 22, tzinfo=UTC)  # past midnight in Damascus
    assert span_of(date(2025, 12, 16), DigestSettings(), evening).end == evening
    with pytest.raises(UsageError, match="2025-12-16 cannot be built yet: today is 2025-12-15"):
        span_of(date(2025, 12, 16), DigestSettings(zone="UTC"), evening)


@pytest.mark.parametrize("day", [date.min, date(1969, 7, 20)])
def test_dates_before_all_feeds_are_refused_in_one_line(day: date) -> None:
    with pytest.raises(UsageError, match="There is no briefing of"):
        span_of(day, DigestSettings(), datetime(2025, 12, 15, tzinfo=UTC))
