"""Dates and spans of time in prose: where they stand and which days they mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.months import DISPLAY_NAMES
from mujaz.text.periods import periods

TODAY = date(2025, 11, 12)  # a Wednesday

CASES = [
    ("بين 24 و27 نوفمبر/تشرين الثاني", "2025-11-24", "2025-11-27"),
    ("خلال الفترة من 24 إلى 27 نوفمبروقد", "2025-11-24", "2025-11-27"),
    ("بين 1 من تشرين الأول الماضي و6 من تشرين الثاني الحالي", "2025-10-01", "2025-11-06"),
    ("من 28 ديسمبر إلى 3 يناير المقبل", "2025-12-28", "2026-01-03"),
    ("في 11 من تشرين الثاني الحالي", "2025-11-11", "2025-11-11"),
    ("في ١ كانون الأول ٢٠٢٤", "2024-12-01", "2024-12-01"),
    ("يوم 14 غشت 2024", "2024-08-14", "2024-08-14"),
    ("في 10 أوت 2018", "2018-08-10", "2018-08-10"),
    ("في 2025-03-07", "2025-03-07", "2025-03-07"),
    ("في 7/3/2025", "2025-03-07", "2025-03-07"),
    ("في نهاية شهر نوفمبر", "2025-11-20", "2025-11-30"),
    ("في مارس", "2025-03-01", "2025-03-31"),
    ("الشهر الماضي", "2025-10-01", "2025-10-31"),
    ("العام المقبل", "2026-01-01", "2026-12-31"),
    ("هذا الشهر", "2025-11-01", "2025-11-30"),
    ("عام 2014", "2014-01-01", "2014-12-31"),
    ("بين عامي 2014 و2018", "2014-01-01", "2018-12-31"),
    ("أمس", "2025-11-11", "2025-11-11"),
    ("أمس الأول", "2025-11-10", "2025-11-10"),
    ("الأحد", "2025-11-09", "2025-11-09"),
    ("الخميس المقبل", "2025-11-13", "2025-11-13"),
    ("منذ يومين", "2025-11-10", "2025-11-12"),
    ("منذ شهر يوليو الماضي", "2025-07-01", "2025-11-12"),
    ("منذ عام 2011", "2011-01-01", "2025-11-12"),
    ("خلال الأشهر الستة الماضية", "2025-05-16", "2025-11-12"),
    ("خلال ستة أشهر", "2025-05-16", "2025-11-12"),
]


@pytest.mark.parametrize(("text", "first", "last"), CASES, ids=[c[0] for c in CASES])
def test_days_meant(text: str, first: str, last: str) -> None:
    found = periods(text, TODAY)
    assert [(str(p.first), str(p.last)) for p in found] == [(first, last)]


def test_hijri_dates_are_found_but_not_placed() -> None:
    text = "في 25 شوال 1446 هـ"
    (found,) = periods(text, TODAY)
    assert text[found.start : found.end].startswith("25 شوال 1446")
    assert found.first is None


def test_without_a_reference_only_full_dates_are_placed() -> None:
    assert periods("في 3 مايو 2020")[0].first == date(2020, 5, 3)
    assert periods("في 3 مايو")[0].first is None
    assert periods("أمس")[0].first is None


@pytest.mark.parametrize(
    "text", ["آب الطفل إلى بيته", "مباراة 2-1", "سعره 2018 ريالا", "الجدار والأحداث"]
)
def test_other_words_are_no_dates(text: str) -> None:
    assert periods(text, TODAY) == []


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 1))
def test_every_day_is_read_back(day: date, which: int) -> None:
    name = DISPLAY_NAMES[day.month - 1][which]
    both = "/".join(DISPLAY_NAMES[day.month - 1])
    for text in (f"{day.day} {name} {day.year}", f"{day.day} {both} {day.year}", day.isoformat()):
        (found,) = periods(f"وقع ذلك في {text} مساء", TODAY)
        assert (found.first, found.last) == (day, day)


@given(st.dates(date(2025, 6, 1), date(2026, 4, 1)))
def test_a_day_without_year_is_the_nearest(day: date) -> None:
    (found,) = periods(f"في {day.day} {DISPLAY_NAMES[day.month - 1][0]}", TODAY)
    assert found.first == day
