"""What the reader says of numbers, times and counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mujaz.model import FigureRow, FigureValue
from mujaz.text import layout
from tests.tui.newsroom import NOW
from tui import phrases


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (15, "15"),
        (1250, "1,250"),
        (37.5, "37.5"),
        (0.125, "0.125"),
        (3_100_000_000, "3.1 billion"),
        (2_000_000, "2 million"),
        (2_345_678, "2,345,678"),
        (999_999_999, "999,999,999"),
        (12_345_670_000_000, "12,345.67 billion"),
        (12.0001, "12"),
        (0, "0"),
    ],
)
def test_numbers(value: float, said: str) -> None:
    assert phrases.number(value) == said


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("BBC عربي", "ﻲﺑﺮﻋ BBC"),
        ("رويترز Reuters", "Reuters ﺯﺮﺘﻳﻭﺭ"),
        ("Nile Post", "Nile Post"),
    ],
)
def test_a_name_in_a_line_reads_from_its_own_side(name: str, seen: str) -> None:
    line = layout(f"خبر {phrases.isolated(name)} اليوم", 80, "rtl")[0]
    assert f" {seen} " in line.text


def test_a_path_in_a_line_reads_from_the_left() -> None:
    path = "/home/منى/feeds.opml"
    line = layout(f"كُتبت في {phrases.from_left(path)}.", 80, "rtl")[0]
    assert line.text.startswith("./home/")
    assert phrases.without_isolates(phrases.from_left(path)) == path


def test_a_value_tells_modifier_and_unit() -> None:
    def say(kind: str, unit: str | None, value: float | None, modifier: str) -> str:
        row = FigureRow("x", kind, unit, "agree", None, ())  # type: ignore[arg-type]
        return phrases.figure_value(row, FigureValue(value, modifier, "a", ""))  # type: ignore[arg-type]

    assert say("count", None, 15, ">") == "more than 15"
    assert say("percent", "%", 12.5, "=") == "12.5%"
    assert say("measure", "متر", 1200, "~") == "about 1,200 متر"
    assert say("count", None, None, "=") == "no exact number"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2025, 11, 12), (2025, 11, 12), "12 November"),
        ((2025, 11, 24), (2025, 11, 27), "24–27 November"),
        ((2025, 10, 1), (2025, 11, 6), "1 October – 6 November"),
    ],
)
def test_windows(first: tuple[int, ...], last: tuple[int, ...], said: str) -> None:
    row = FigureRow("x", "count", None, "agree", (date(*first), date(*last)), ())  # type: ignore[misc]
    assert phrases.window(row) == said


def test_times_near_and_far() -> None:
    assert phrases.short_time(NOW - timedelta(hours=3), NOW) == "15:00"
    assert phrases.short_time(NOW - timedelta(hours=20), NOW) == "yesterday 22:00"
    assert phrases.short_time(NOW - timedelta(days=3), NOW) == "12 December"
    assert phrases.short_time(NOW - timedelta(days=400), NOW) == "10 November 2024"


def test_dates_name_the_month_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    assert phrases.full_date(NOW) == "Monday, 15 December 2025, 18:00"
    monkeypatch.setenv("MUJAZ_LANGUAGE", "ar")
    assert phrases.full_date(NOW) == "الاثنين 15 ديسمبر/كانون الأول 2025، 18:00"
