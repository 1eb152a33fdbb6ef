"""The caret of mixed lines: one cell a place, and a way to each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.caret import CaretRow, word_after, word_at, word_before
from tui.direction import Base

LETTERS = 'ابتلالإلآمهيَُِّْـabcXYZ0123٤٥ .,:-()[]«»"%/_\u200c\u200d\u200e漢字😀é'
TEXTS = st.text(st.sampled_from(LETTERS), max_size=24)
BASES: st.SearchStrategy[Base] = st.sampled_from(["rtl", "ltr", "auto"])


@given(TEXTS, BASES)
def test_places_and_cells_are_one_to_one(text: str, base: Base) -> None:
    row = CaretRow(text, base)
    assert len(text) in row.cells
    for place in set(row.cells):
        assert row.at(row.cell(place)) == place
        assert row.cells_of(place) in (1, 2)
    for position in range(len(text) + 1):
        assert 0 <= row.cell(position) < row.width
        assert row.place(position) <= position or row.place(position) == min(row.cells)


@given(TEXTS, BASES)
def test_every_place_is_reached_by_the_arrows(text: str, base: Base) -> None:
    row = CaretRow(text, base)
    position, seen = row.at(0), []
    while True:
        seen.append(position)
        after = row.beside(position, 1)
        if after == position:
            break
        assert row.cell(after) > row.cell(position)
        assert row.beside(after, -1) == position
        position = after
    assert sorted(seen) == sorted(set(row.cells))


@given(TEXTS, BASES, st.integers(-5, 60))
def test_a_click_leads_to_a_place_that_is_shown_there(text: str, base: Base, cell: int) -> None:
    row = CaretRow(text, base)
    place = row.at(cell)
    nearest = max(0, min(cell, row.width - 1))
    assert row.cell(place) <= nearest < row.cell(place) + row.cells_of(place)


@given(TEXTS, BASES, st.integers(0, 24))
def test_deleting_takes_something_and_never_too_much(text: str, base: Base, position: int) -> None:
    row, position = CaretRow(text, base), min(position, len(text))
    assert row.letter_before(position) < position or position == 0
    assert row.letter_after(position) > position or position == len(text)
    assert 0 <= word_before(text, position) <= position <= word_after(text, position) <= len(text)
    start, end = word_at(text, position)
    assert start <= position <= end


@pytest.mark.parametrize(
    ("text", "base", "position", "cell"),
    [
        ("", "rtl", 0, 0),
        ("خبر", "rtl", 0, 3),  # on the خ at the right
        ("خبر", "rtl", 3, 0),  # left of the ر
        ("خبر abc", "rtl", 7, 3),  # behind the c, where Latin goes on: abc▮ ربخ
        ("خبر abc د", "rtl", 9, 0),
        ("abc", "auto", 3, 3),
        ("abc خبر", "auto", 7, 4),  # left of the ر, where Arabic goes on: abc ▮ربخ
        ("لا", "rtl", 1, 1),  # the alef shares the cell of its lam
        ("لا", "rtl", 2, 0),
        ("مَد", "rtl", 1, 2),  # the mark belongs to its letter
        ("خبر ", "rtl", 4, 0),  # a blank at the end moves the caret
        ("عام 2025", "rtl", 8, 0),
    ],
)
def test_the_caret_stands_where_the_writing_goes_on(
    text: str, base: Base, position: int, cell: int
) -> None:
    assert CaretRow(text, base).cell(position) == cell


def test_words_keep_their_marks() -> None:
    text = "قالَ الوَزيرُ: نعم"
    assert word_after(text, 0) == 5
    assert word_before(text, len(text)) == text.index("نعم")
    assert word_at(text, 7) == (5, text.index(":"))


def test_deleting_backwards_takes_a_vowel_sign_before_its_letter() -> None:
    assert CaretRow("مَ", "rtl").letter_before(2) == 1
    assert CaretRow("لا", "rtl").letter_before(2) == 1
    assert CaretRow("a👨‍👩‍👧", "auto").letter_before(6) == 1
    assert CaretRow("مَد", "rtl").letter_after(0) == 2
