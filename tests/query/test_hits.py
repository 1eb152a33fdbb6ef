"""Where a text answers to a query."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mujaz.query import hits, parse_query, snippet
from mujaz.text import fold

NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)
TEXT = (
    "قال المدير إنَّ الجِسْرَ الجديد فوق النهر سيُفتح الخميس.\nوالجسور الأخرى مغلقة، وبالجسر القديم شقوق."
)


def found(query: str, text: str = TEXT, *, title: bool = False) -> list[str]:
    words = parse_query(query, NOW).words
    return [text[start:end] for start, end in hits(text, words, title=title)]


def test_words_are_found_in_their_forms_and_with_their_marks() -> None:
    assert found("جسر") == ["الجِسْرَ", "وبالجسر"]
    assert found("الجسر") == ["الجِسْرَ", "وبالجسر"]
    assert found("إنّ") == ["إنَّ"]
    assert found("جسو") == []
    assert found("الجسو*") == []
    assert found("والجسو*") == ["والجسور"]


def test_phrases_stand_together() -> None:
    assert found('"الجديد فوق النهر"') == ["الجديد فوق النهر"]
    assert found('"فوق الجديد"') == []
    assert found('"جسر"') == []


def test_what_is_wanted_in_headlines_is_marked_there_only() -> None:
    assert found("عنوان:النهر") == []
    assert found("عنوان:النهر", title=True) == ["النهر"]
    assert found("-النهر وسم:النهر") == []


@given(
    st.text(st.sampled_from("ابجسر َّ\n.،ﷺﻻx"), max_size=60), st.sampled_from(["جسر", "جس*", "ا ب"])
)
def test_ranges_are_those_of_the_text(text: str, query: str) -> None:
    ranges = hits(text, parse_query(query, NOW).words)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert ranges == sorted(ranges)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    for start, end in ranges:
        assert fold(text[start:end]).strip()


def test_a_snippet_shows_the_words_and_marks_them() -> None:
    long = "مقدمة لا تعني شيئا. " * 40 + "ثم انهار الجِسر القديم فوق النهر. " + "خاتمة طويلة. " * 40
    piece = snippet(f"سطر أول\n{long}\nسطر أخير فيه الجسر", parse_query("جسر نهر", NOW).words, 80)
    assert piece is not None
    assert [piece.text[start:end] for start, end in piece.marks] == ["الجِسر", "النهر"]
    assert piece.text.startswith("… ")
    assert piece.text.endswith(" …")
    assert len(piece.text) <= 90
    assert "\n" not in piece.text


def test_no_snippet_without_a_hit() -> None:
    assert snippet(TEXT, parse_query("قطار", NOW).words) is None
    assert snippet(TEXT, parse_query("مصدر:الأفق", NOW).words) is None


def test_an_endless_line_is_searched_in_pieces() -> None:
    piece = snippet("كلمة " * 100_000 + "جسر " + "كلمة " * 100_000, parse_query("جسر", NOW).words)
    assert piece is not None
    assert len(piece.text) < 200
