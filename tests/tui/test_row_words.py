"""The second line of a row: what it says, and how it shortens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from mujaz.model import ArticleSummary, StorySummary
from mujaz.text import layout
from tests.tui.newsroom import NOW
from tui.row_words import age, is_breaking, second_line
from tui.widgets.left_scrollbar import thrifty

STORY = StorySummary(
    "s1", "عنوان", NOW, NOW - timedelta(hours=3), 5, 3, 6, 2, 0, True, "صحيفة النهار الجديد"
)
ARTICLE = ArticleSummary("a1", "النهار", "عنوان", None, NOW, "s1", False, False, "a0")


@pytest.mark.parametrize(
    ("title", "breaking"),
    [
        ("عاجل: زلزال في البحر", True),
        ("#عاجل | إغلاق الجسر", True),
        ("الوزارة: عاجل | إغلاق الجسر", True),
        ("إغلاق الجسر - عاجل", True),
        ("BREAKING: bridge closed", True),
        ("نداء عاجل إلى السكان", False),
        ("عاجلة قضايا الجسر", False),
        ("وقف عاجل للعمل في الجسر", False),
    ],
)
def test_breaking_is_what_calls_itself_so(title: str, breaking: bool) -> None:
    assert is_breaking(title) is breaking


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=2, minutes=59), "2 hours ago"),
        (timedelta(hours=13), "05:00"),
        (timedelta(hours=30), "yesterday 12:00"),
        (timedelta(minutes=-5), "18:05"),
    ],
)
def test_age(before: timedelta, told: str) -> None:
    assert age(NOW - before, NOW) == told


def test_a_pinned_story_says_so_in_a_word_or_by_a_sign() -> None:
    pinned = replace(STORY, pinned=True)
    assert "pinned" in second_line(pinned, NOW, 120, unfolded=False)
    assert "↑" in second_line(pinned, NOW, 34, unfolded=False)
    assert "pinned" not in second_line(STORY, NOW, 120, unfolded=False)


def test_a_story_says_who_when_how_many_and_its_marks() -> None:
    told = second_line(STORY, NOW, 200, unfolded=False)
    for part in (
        "صحيفة النهار الجديد",
        "3 hours ago",
        "5 sources",
        "figures differ",
    ):
        assert part in told
    assert "breaking" not in told
    urgent = replace(STORY, title="عاجل: عنوان", independent=1)
    told = second_line(urgent, NOW, 200, unfolded=True)
    assert told.startswith("breaking")
    assert "wire copy" in told
    assert "▾" in told
    assert "wire copy" in second_line(ARTICLE, NOW, 80, unfolded=False)


@given(st.integers(20, 100))
def test_marks_stay_where_the_line_is_narrow(room: int) -> None:
    told = second_line(STORY, NOW, room, unfolded=False)
    assert "figures differ" in told or "≠" in told
    if room >= 40:
        assert len(layout(told, room, "ltr")) == 1


STYLES = [Style(), Style(bold=True), Style(bgcolor="red"), Style(underline=True)]
SEGMENTS = st.lists(
    st.tuples(st.sampled_from(["  ", "نص", " a ", "│", "   "]), st.sampled_from(STYLES)),
    max_size=12,
)


@given(SEGMENTS)
def test_fewer_segments_look_the_same(parts: list[tuple[str, Style]]) -> None:
    def cells(segments: list[Segment]) -> list[tuple[object, ...]]:
        seen: list[tuple[object, ...]] = []
        for text, style, _control in segments:
            style = style or Style()
            ink = (style.bold, style.underline) if text.strip() else (None, style.underline)
            for char in text:
                shown = ink if char != " " else (None, style.underline)
                seen.append((char, str(style.bgcolor), *shown))
        return seen

    segments = [Segment(text, style) for text, style in parts]
    fewer = thrifty(segments)
    assert cells(fewer) == cells(segments)
    assert sum(cell_len(one.text) for one in fewer) == sum(cell_len(t) for t, _s in parts)
    assert len(fewer) <= len(segments)
