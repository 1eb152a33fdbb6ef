"""The briefing's own words: plural forms, dates, numbers, verdicts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import dates, phrases
from digest.model import Difference, SaidValue
from digest.wording import ARABIC, ENGLISH, Wording


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "لا أخبار"),
        (1, "خبر واحد"),
        (2, "خبران"),
        (3, "3 أخبار"),
        (10, "10 أخبار"),
        (11, "11 خبرًا"),
        (99, "99 خبرًا"),
        (100, "100 خبر"),
        (102, "102 خبر"),
        (103, "103 أخبار"),
        (111, "111 خبرًا"),
        (1000, "1000 خبر"),
    ],
)
def test_arabic_counts_in_six_forms(n: int, text: str) -> None:
    assert ARABIC.count(ARABIC.stories, n) == text


def test_english_counts_in_two_forms() -> None:
    assert [ENGLISH.count(ENGLISH.sources, n) for n in (0, 1, 2, 11)] == [
        "no sources",
        "one source",
        "2 sources",
        "11 sources",
    ]


@given(st.integers(0, 5000), st.sampled_from([ARABIC, ENGLISH]))
def test_no_count_of_stories_sources_or_minutes_is_without_words(n: int, words: Wording) -> None:
    for forms in (words.stories, words.sources, words.independent, words.minutes, words.fresh):
        text = words.count(forms, n)
        assert text
        assert "{" not in text
        assert (n < 3) or str(n) in text


def test_both_languages_have_words_for_the_same_verdicts_and_kinds() -> None:
    for table in ("verdicts", "kinds", "modifiers"):
        assert set(getattr(ARABIC, table)) == set(getattr(ENGLISH, table))


def test_days_have_both_month_names() -> None:
    assert dates.long_day(date(2025, 11, 30), "ar") == "الأحد 30 نوفمبر/تشرين الثاني 2025"
    assert dates.long_day(date(2025, 11, 30), "en") == "Sunday 30 November 2025"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2025, 11, 24), date(2025, 11, 27), "بين 24 و27 نوفمبر/تشرين الثاني"),
        (
            date(2025, 10, 1),
            date(2025, 11, 6),
            "بين 1 أكتوبر/تشرين الأول و6 نوفمبر/تشرين الثاني",
        ),
        (date(2025, 11, 8), date(2025, 11, 8), "يوم 8 نوفمبر/تشرين الثاني"),
        (
            date(2024, 12, 30),
            date(2025, 1, 2),
            "بين 30 ديسمبر/كانون الأول 2024 و2 يناير/كانون الثاني 2025",
        ),
    ],
)
def test_periods_in_words(first: date, last: date, text: str) -> None:
    assert dates.period((first, last), "ar") == text


def test_moments_are_local() -> None:
    moment = datetime(2025, 12, 14, 21, 30, tzinfo=UTC)
    assert dates.moment(moment, "Asia/Damascus", "ar") == "الاثنين 00:30"
    assert dates.moment(moment, "UTC", "en") == "Sunday 21:30"
    assert dates.zone_name("Asia/Riyadh", "ar") == "الرياض"
    assert dates.zone_name("America/Sao_Paulo", "ar") == "America/Sao_Paulo"
    assert dates.zone_name("America/New_York", "en") == "New York"


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        (15, "15", "15"),
        (5.6, "5.6", "5.6"),
        (0.25, "0.25", "0.25"),
        (2500, "2500", "2500"),
        (12500, "12,500", "12,500"),
        (1_000_000, "مليون", "1 million"),
        (2_000_000, "2 مليون", "2 million"),
        (3_500_000, "3.5 مليون", "3.5 million"),
        (5_000_000, "5 ملايين", "5 million"),
        (1_200_000_000, "1.2 مليار", "1.2 billion"),
        (1_234_567, "1,234,567", "1,234,567"),
    ],
)
def test_numbers_in_words(number: float, arabic: str, english: str) -> None:
    assert phrases.figure(number, ARABIC) == arabic
    assert phrases.figure(number, ENGLISH) == english


def difference(**given: object) -> Difference:
    plain: dict[str, object] = {
        "what": "مخزن",
        "kind": "count",
        "unit": None,
        "verdict": "precision",
        "window": None,
        "values": (),
    }
    return Difference(**(plain | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "row", "text"),
    [
        (SaidValue(15, ">", "مخزنًا", None, "", (1,)), difference(), "أكثر من 15 مخزنًا"),
        (SaidValue(15, ">=", None, None, "", (1,)), difference(), "ما لا يقل عن 15"),
        (SaidValue(None, "=", "السكان", "آلاف", "", (1,)), difference(), "آلاف السكان"),
        (SaidValue(None, "~", None, None, "", (1,)), difference(), "نحو عدد غير محدّد"),
        (SaidValue(21, "~", "في", None, "", (1,)), difference(kind="percent"), "نحو 21%"),
        (
            SaidValue(3.5e9, "=", None, None, "", (1,)),
            difference(kind="money", unit="جنيه"),
            "3.5 مليار جنيه",
        ),
    ],
)
def test_values_in_words(said: SaidValue, row: Difference, text: str) -> None:
    assert phrases.value(said, row, "ar") == text


def test_verdicts_in_words() -> None:
    row = difference(window=(date(2025, 11, 24), date(2025, 11, 27)))
    assert phrases.verdict(row, "ar") == (
        "الرقم نفسه بدقّة متفاوتة (بين 24 و27 نوفمبر/تشرين الثاني)"
    )
    assert phrases.quantity(row, "ar") == "العدد: مخزن"
    assert phrases.quantity(difference(kind="money", what="جنيه", unit="جنيه"), "ar") == "المبلغ"
