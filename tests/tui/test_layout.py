"""Rows of cells: pieces, shortening, pages, and the way back from a cell to the logical text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from mujaz.text import layout
from tests.tui.conftest import visual
from tui.blocks import Block
from tui.direction import base_of
from tui.lines import Piece, cell_starts, fitted, row_segments
from tui.listing import Listing
from tui.page import Page
from tui.sections import one_line

WORDS = [
    "جسر",
    "الإعلان",
    "ثانٍ",
    "BBC",
    "12%",
    "(بيان)",
    "«نعم»",
    "لا",
    "a",
    "1,250",
    "😀",
    "漢字",
    "وسيُسمح",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@given(TEXTS, st.integers(8, 60), st.data())
def test_rows_are_filled_to_the_cell_whatever_is_coloured(
    text: str, width: int, data: st.DataObject
) -> None:
    ranges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = tuple(
        (min(r), max(r), Style(bold=True)) for r in data.draw(st.lists(ranges, max_size=4))
    )
    for line in layout(text, width, "rtl"):
        plain = row_segments([Piece(0, line, Style())], width, Style())
        coloured = row_segments([Piece(0, line, Style(), spans)], width, Style())
        assert sum(cell_len(one.text) for one in coloured) == width
        assert "".join(s.text for s in coloured) == "".join(s.text for s in plain)


def test_a_span_colours_its_own_letters() -> None:
    text = "قال وزير BBC نعم"
    line = layout(text, 30, "rtl")[0]
    bold = Style(bold=True)
    start = text.index("وزير")
    segments = row_segments([Piece(0, line, Style(), ((start, start + 4, bold),))], 30, Style())
    assert [s.text for s in segments if s.style and s.style.bold] == [visual("وزير")]


def test_marks_stay_with_their_letters_when_a_line_is_cut() -> None:
    text = layout("يُعدّ", 20, "rtl")[0].text
    starts = cell_starts(text)
    parts = [text[a:b] for a, b in pairwise(starts)]
    assert all(cell_len(part) == 1 for part in parts)


@given(TEXTS, st.integers(6, 40), st.integers(1, 3))
def test_shortened_texts_fit_and_begin_like_the_whole(text: str, width: int, rows: int) -> None:
    lines = fitted(text, width, rows, "rtl")
    assert 1 <= len(lines) <= rows
    assert all(line.pad + cell_len(line.text) <= max(width, 2) for line in lines)
    whole = layout(text, width, "rtl")
    if len(whole) <= rows:
        assert [a.text for a in lines] == [b.text for b in whole]
    else:
        assert any("…" in line.text for line in lines)


@settings(max_examples=150)
@given(st.text(max_size=120) | TEXTS, st.integers(2, 40), st.sampled_from(["rtl", "auto", "ltr"]))
def test_whatever_a_feed_holds_rows_are_whole_and_carry_no_control(
    text: str, width: int, base: str
) -> None:
    page = Page([Block("body", (one_line(text),), base=base)])  # type: ignore[arg-type]
    page.set_width(width)
    page.lay_out(1 << 30)
    for y in range(page.height):
        found = page.row(y)
        pieces = [Piece(one.x, one.line, Style()) for one in found[1]] if found else []
        painted = "".join(segment.text for segment in row_segments(pieces, width, Style()))
        assert cell_len(painted) == width
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in painted)


@settings(max_examples=60)
@given(TEXTS, st.integers(10, 50))
def test_every_cell_leads_back_to_its_character(text: str, width: int) -> None:
    page = Page([Block("body", (text,))])
    page.set_width(width)
    page.lay_out(1 << 30)
    for y in range(page.height):
        found = page.row(y)
        if found is None:
            continue
        (piece,) = found[1]
        for x, index in enumerate(piece.line.cells):
            cell = piece.x + piece.line.pad + x
            assert page.point_at(y, cell, after=False) == (0, index)
            after = page.point_at(y, cell, after=True)[1]
            assert index < after <= piece.end
            assert not any(index < other < after for other in piece.line.cells)


def test_columns_stand_from_the_right_and_copy_in_reading_order() -> None:
    block = Block("figure", ("طول", "متر 12", "متفقة"), (0, 0, 0))
    page = Page([block])
    page.set_width(60)
    page.lay_out(10)
    _number, row = page.row(0) or (0, ())
    assert [piece.x for piece in row] == sorted((piece.x for piece in row), reverse=True)
    assert page.text_between((0, 0), (0, len(block.text))) == "طول\tمتر 12\tمتفقة"
    assert page.point_at(0, row[1].x + row[1].width - 1, after=False) == (0, 4)


def test_narrow_columns_are_stacked() -> None:
    page = Page([Block("figure", ("طول", "12 متر", "متفقة"), (0, 0, 0))])
    page.set_width(30)
    page.lay_out(10)
    assert [len((page.row(y) or (0, ()))[1]) for y in range(3)] == [1, 1, 1]


def test_a_long_text_is_laid_out_as_far_as_it_is_needed() -> None:
    page = Page([Block("body", ("كلمة " * 200,)) for _ in range(500)])
    page.set_width(60)
    page.lay_out(30)
    assert not page.complete
    estimate = page.height
    page.lay_out(1 << 30)
    assert page.complete
    assert 0.5 < estimate / page.height < 2


def test_direction_goes_by_most_of_the_letters() -> None:
    assert base_of("BBC: خبر عاجل من المدينة") == "rtl"
    assert base_of("A report on the word خبر and its long history in print") == "auto"
    assert base_of("123") == "auto"
    assert base_of("plain words", "ar-EG") == "rtl"


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["open", "close"]), st.integers(0, 60)), max_size=30
)


@given(st.integers(1, 12), OPERATIONS)
def test_opening_and_closing_stories_keeps_the_rows_in_order(
    count: int, operations: list[tuple[str, int]]
) -> None:
    listing = Listing(f"s{i}" for i in range(count))
    opened: set[str] = set()
    for name, at in operations:
        index = at % len(listing)
        if name == "open":
            if listing.is_story(index):
                opened.add(listing.rows[index])
            story = listing.rows[index]
            listing.open(index, [f"{story}.{k}" for k in range(3)])
        else:
            index = listing.close(index)
            opened.discard(listing.rows[index])
        expected = []
        for i in range(count):
            expected.append(f"s{i}")
            expected += [f"s{i}.{k}" for k in range(3)] if f"s{i}" in opened else []
        assert listing.rows == expected
        assert listing.top == count
        for i, row in enumerate(listing.rows):
            parent = listing.parent(i)
            assert (parent is None) == listing.is_story(i)
            assert parent is None or listing.rows[parent] == row.split(".")[0]
