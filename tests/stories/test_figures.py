"""Figures in sentences: what is one, what it is worth, what it counts, and when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.stories.figures import figures

from .sentences import SENTENCES, Labelled


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_labelled_sentence(text: str, expected: list[Labelled]) -> None:
    found = figures(text, published=date(2025, 11, 12))
    got = [(text[f.start : f.end], f.value, f.modifier, f.what, f.kind) for f in found]
    assert got == expected


def test_window_is_the_time_the_sentence_tells() -> None:
    text = "نُقل 40 مريضا بين 3 و9 مايو. وفي الأشهر الستة الماضية نُقل 200 مريض."
    first, _, second = figures(text, published=date(2025, 6, 1))
    assert first.window == (date(2025, 5, 3), date(2025, 5, 9))
    assert second.window == (date(2024, 12, 3), date(2025, 6, 1))


def test_units_of_money_and_measures() -> None:
    units = [f.unit for f in figures("باع 20 طنا بـ 300 دولار بعد 5 أيام")]
    assert units == ["طن", "دولار", "يوم"]


@given(
    st.text(alphabet="قتل أصيب خمسة ألفين عام 2019 15% الـ وعشرون ، . - شخصا مليون\n", max_size=80)
)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for figure in figures(text, published=date(2025, 1, 1)):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.value is None or figure.value >= 0
