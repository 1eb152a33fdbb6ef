"""Dates of queries: what span of time each form means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.query.times import span_of

NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2025-11-30", "2025-11-30", "2025-12-01"),
        ("٢٠٢٥-١١-٣٠", "2025-11-30", "2025-12-01"),
        ("۲۰۲۵/۱۱/۳۰", "2025-11-30", "2025-12-01"),
        ("2025-11", "2025-11-01", "2025-12-01"),
        ("2025-12", "2025-12-01", "2026-01-01"),
        ("2025", "2025-01-01", "2026-01-01"),
        ("30/11/2025", "2025-11-30", "2025-12-01"),
        ("30/11", "2025-11-30", "2025-12-01"),
        ("25/12", "2024-12-25", "2024-12-26"),
        ("29/2", "2024-02-29", "2024-03-01"),
        ("اليوم", "2025-12-15", "2025-12-16"),
        ("أمس", "2025-12-14", "2025-12-15"),
        ("البارحة", "2025-12-14", "2025-12-15"),
        ("أول أمس", "2025-12-13", "2025-12-14"),
        ("أول_من_أمس", "2025-12-13", "2025-12-14"),
        ("الإثنين", "2025-12-15", "2025-12-16"),
        ("الاثنين الماضي", "2025-12-08", "2025-12-09"),
        ("يوم الخميس", "2025-12-11", "2025-12-12"),
        ("thursday", "2025-12-11", "2025-12-12"),
        ("تشرين الثاني", "2025-11-01", "2025-12-01"),
        ("نوفمبر 2024", "2024-11-01", "2024-12-01"),
        ("30 نوفمبر", "2025-11-30", "2025-12-01"),
        ("30 من نوفمبر عام 2025", "2025-11-30", "2025-12-01"),
        ("٣٠ تشرين الثاني/نوفمبر ٢٠٢٥", "2025-11-30", "2025-12-01"),
        ("25 ديسمبر", "2024-12-25", "2024-12-26"),
        ("كانون الأول", "2025-12-01", "2026-01-01"),
        ("هذا الأسبوع", "2025-12-09", "2025-12-16"),
        ("الأسبوع الماضي", "2025-12-08", "2025-12-15"),
        ("هذا الشهر", "2025-12-01", "2026-01-01"),
        ("last month", "2025-11-01", "2025-12-01"),
        ("العام الماضي", "2024-01-01", "2025-01-01"),
        ("3d", "2025-12-12", "2025-12-13"),
        ("2w", "2025-12-01", "2025-12-02"),
        ("منذ 3 أيام", "2025-12-12", "2025-12-13"),
        ("ثلاثة أيام", "2025-12-12", "2025-12-13"),
        ("قبل يومين", "2025-12-13", "2025-12-14"),
        ("شهر", "2025-11-15", "2025-11-16"),
        ("سنتين", "2023-12-15", "2023-12-16"),
        ("3 days ago", "2025-12-12", "2025-12-13"),
        ("10 رجب 1446", "2025-01-10", "2025-01-11"),
    ],
)
def test_dates_mean_days(text: str, first: str, after: str) -> None:
    found = span_of(text, NOW, UTC)
    assert found is not None
    assert [moment.date().isoformat() for moment in found] == [first, after]
    assert all(moment.astimezone(UTC).hour == 0 for moment in found)


def test_hours_and_times_are_moments() -> None:
    ago = span_of("3 ساعات", NOW, UTC)
    assert ago is not None
    assert ago[0] == NOW - timedelta(hours=3)
    exact = span_of("2025-11-30T14:00:00Z", NOW, UTC)
    assert exact is not None
    assert exact[0] == datetime(2025, 11, 30, 14, tzinfo=UTC)


def test_days_are_those_of_the_zone() -> None:
    zone = timezone(timedelta(hours=3))
    late = datetime(2025, 12, 15, 22, tzinfo=UTC)  # already the 16th there
    today = span_of("اليوم", late, zone)
    assert today is not None
    assert today[0] == datetime(2025, 12, 15, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "كلمة", "31 شباط", "2025-02-30", "9999-01-01", "0001-01-01", "99999999d", "تموز/آب 2025",
     "30 نوفمبر 2025 زيتون", "خمسة", "ثلاثة", "0/0", "2025-11-30T99:99"],
)  # fmt: skip
def test_what_names_no_time_is_none(text: str) -> None:
    assert span_of(text, NOW, UTC) is None


@given(st.text(st.sampled_from("0123456789٣/-. dhwأمسيومشهرعاlast"), max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    found = span_of(text, NOW, UTC)
    assert found is None or found[0] < found[1]
