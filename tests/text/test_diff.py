"""What changed between two texts: complete, in order, and told by the word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.diff import word_diff

PIECES = st.sampled_from(
    ["قتل", "وأصيب", "12", "14", "،", ".", "\n", "  ", "\t", "يُعدّ", "BBC", "", "\r", "\u2028"]
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_what_stayed_and_went_is_the_old_text_and_with_what_came_the_new(
    old: str, new: str
) -> None:
    changes = word_diff(old, new)
    assert "".join(one.text for one in changes if one.kind != "added") == old
    assert "".join(one.text for one in changes if one.kind != "removed") == new
    assert all(one.text for one in changes)
    if old == new:
        assert {one.kind for one in changes} <= {"same"}


def test_a_changed_word_is_told_alone() -> None:
    old = "قُتل 12 شخصا في انفجار وسط المدينة، بحسب الشرطة."
    new = "قُتل 14 شخصا في انفجار شمال المدينة، بحسب الشرطة."
    told = [(one.kind, one.text) for one in word_diff(old, new) if one.kind != "same"]
    assert told == [("removed", "12"), ("added", "14"), ("removed", "وسط"), ("added", "شمال")]


def test_neighbouring_words_are_one_change() -> None:
    told = [
        (one.kind, one.text)
        for one in word_diff("بدأ العمل في الجسر القديم اليوم", "بدأ العمل في النفق الجديد اليوم")
        if one.kind != "same"
    ]
    assert told == [("removed", "الجسر القديم"), ("added", "النفق الجديد")]


def test_a_new_paragraph_is_an_addition_and_nothing_else() -> None:
    old = "قال الناطق إن الطريق فُتح.\nوعادت الحركة إليه."
    changes = word_diff(old, old + "\nوأعلن لاحقا إغلاقه من جديد.")
    assert [one.kind for one in changes if one.kind != "same"] == ["added"]
    assert changes[-1].text == "\nوأعلن لاحقا إغلاقه من جديد."


def test_a_text_that_was_written_anew_is_replaced_as_a_whole() -> None:
    old = "ارتفعت أسعار القمح في السوق المحلية هذا الأسبوع"
    new = "فاز الفريق بالكأس بعد ركلات ترجيح طويلة أمس"
    assert [(one.kind, one.text) for one in word_diff(old, new)] == [
        ("removed", old),
        ("added", new),
    ]


def test_endless_texts_take_no_endless_time() -> None:
    old = " ".join(f"كلمة{n % 7}" for n in range(30_000))
    new = " ".join(f"كلمة{n % 5}" for n in range(30_000))
    changes = word_diff(old, new)
    assert "".join(one.text for one in changes if one.kind != "removed") == new
