"""Each order, read back by a small model of the terminals that need it."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from mujaz.text import layout
from mujaz.text.mirror import MIRROR
from tui.terminal.stream import CLUSTER, HAS_RTL, TOKENS
from tui.terminal.wire import Reordering, Wire
from tui.terminal.writing import OVERRIDE, Writer

SENTENCES = [
    "هذا السطر صحيح (1) ثم 25 ثم ABC",
    "قال: «نعم» [أو] {لا} 71.5% و10-12",
    "BBC: خبر عاجل من غزة",
    "وصل 100 طن/عام، 2025-11-30!",
    "مُحَمَّدٌ قرأَ",
    "לחם ומים",
    "36 طائرة لـ«نسيم» في صفقة 3",
    "10 hours ago · اللؤلؤة اليوم",
    "plain words",
]
COLOURS = ["", "\x1b[38;5;3m", "\x1b[38;2;1;3;1;48;5;22m", "\x1b[0m", "\x1b[4m"]


def visual(text: str, width: int) -> str:
    """Return one line of Arabic as it is to be seen, padded to a width."""
    line = layout(text, width, "rtl")[0]
    return " " * line.pad + line.text


def shown(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)


def kitty(row: str) -> str:
    """Draw a row as kitty does: each word of one font from the right if it begins so."""
    words = re.split(r"([ \u2500-\u259f])", row)
    for place, word in enumerate(words):
        first = re.search("[A-Za-z\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\ufe80-\ufefc]", word)
        if first and HAS_RTL.match(first[0]):
            words[place] = "".join(reversed(CLUSTER.findall(word.translate(MIRROR))))
    return "".join(words)


def reordering(row: str, *, aligns: bool = False) -> str:
    """Draw a row as a terminal does that reorders it, brackets mirrored."""
    strong = re.search("[A-Za-z\u2800\u0590-\u08ff\ufb1d-\ufefc]", row)
    base = "rtl" if aligns and strong and HAS_RTL.match(strong[0]) else "ltr"
    # What stands at a line's end is not laid out; no-break spaces are.
    line = layout(row.replace(" ", "\u00a0"), len(row) + 1, base)[0]
    return line.text.replace("\u00a0", " ").replace("\u2800", " ")


@pytest.mark.parametrize("order", ["visual", "lro", "words"])
def test_ascii_and_colours_go_through_untouched(order: str) -> None:
    data = "\x1b[3;4H\x1b[1mplain\x1b[0m [x]\n\x1b[?25l"
    assert Writer(Wire(order)).write(data) == data  # type: ignore[arg-type]


def test_visual_text_goes_through_as_it_is() -> None:
    data = f"\x1b[1;1H{visual(SENTENCES[0], 40)}\x1b[2;1H│{visual(SENTENCES[4], 20)}│"
    assert Writer(Wire()).write(data) == data


# ---------------------------------------------------------------------------------- lro
def test_an_override_lives_in_a_cell_of_its_own_text() -> None:
    written = Writer(Wire("lro")).write("\x1b[1;9H\x1b[1mﺮﺒﺧ\x1b[0m ﺪﻳﺪﺟ\x1b[2;9H│\x1b[3;9H│ﺮﺒﺧ")
    assert written == (
        f"\x1b[1;9H\x1b[1mﺮ\u200e{OVERRIDE}ﺒﺧ\x1b[0m {OVERRIDE}ﺪﻳﺪﺟ"
        f"\x1b[2;9H│\x1b[3;9H│ﺮ\u200e{OVERRIDE}ﺒﺧ"
    )
    assert Writer(Wire("lro")).write("▌  12│ﺮﺒﺧ") == f"▌  12{OVERRIDE}│ﺮﺒﺧ"


def test_an_override_stands_behind_the_marks_of_its_letter() -> None:
    assert Writer(Wire("lro")).write("ﺩٌَﺭ") == f"ﺩٌَ\u200e{OVERRIDE}ﺭ"


@given(
    st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.integers(20, 45), st.sampled_from(COLOURS)),
        min_size=1,
        max_size=4,
    )
)
def test_under_an_override_nothing_is_reordered(parts: list[tuple[str, int, str]]) -> None:
    row = "".join(f"{colour}{visual(text, width)}\x1b[0m│" for text, width, colour in parts)
    written = Writer(Wire("lro")).write(f"\x1b[5;1H{row}")
    assert re.sub(f"\u200e?{OVERRIDE}", "", written) == f"\x1b[5;1H{row}"
    # The engine that resolves levels reads the override (UAX #9, X5).
    assert layout(shown(written), 999, "ltr")[0].text == shown(row)


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4), st.data())
def test_a_repaint_of_one_column_leaves_the_others_in_order(
    columns: list[str], data: st.DataObject
) -> None:
    texts = [visual(text, 36) for text in columns]
    written = shown(Writer(Wire("lro")).write("\x1b[0m".join(texts)))
    cells = re.findall("[^\u064b-\u0652\u200e\u202d][\u064b-\u0652\u200e\u202d]*", written)
    gone = data.draw(st.integers(0, len(columns) - 1))
    cells[36 * gone : 36 * (gone + 1)] = " " * 36
    texts[gone] = " " * 36
    row = "".join(cells).replace(" ", "\u00a0")
    assert layout(row, 999, "ltr")[0].text.replace("\u00a0", " ") == "".join(texts)


# -------------------------------------------------------------------------------- words
@given(
    st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.sampled_from(COLOURS)), min_size=1, max_size=4
    )
)
def test_kitty_shows_what_was_meant(parts: list[tuple[str, str]]) -> None:
    row = "│".join(f"{colour}{visual(text, 45)}" for text, colour in parts)
    written = Writer(Wire("words")).write(row)
    assert kitty(shown(written)) == shown(row)


def test_words_turn_round_across_colours_which_stay_in_place() -> None:
    data = "\x1b[31mﺓﺪﻳ\x1b[7mﺪﺟ\x1b[0m (ﺎﻨﻫ"
    written = Writer(Wire("words")).write(data)
    assert written == "\x1b[31mﺟﺪﻳ\x1b[7mﺪﺓ\x1b[0m ﻫﻨﺎ)"


def test_arabic_signs_alone_are_no_word_and_a_no_break_space_ends_one() -> None:
    assert Writer(Wire("words")).write("،[1] ﺭﻻﻭﺩ") == "،[1] ﺩﻭﻻﺭ"
    assert Writer(Wire("words")).write("[2]\u00a0.ﺎﻴﺳﺁ") == "[2] ﺁﺳﻴﺎ."


def test_words_end_where_the_font_changes() -> None:
    data = "\x1b[1mﺓﺪﻳ\x1b[22mﺪﺟ"
    assert Writer(Wire("words")).write(data) == "\x1b[1mﻳﺪﺓ\x1b[22mﺟﺪ"
    coloured = "\x1b[38;2;1;3;1mﺓﺪﻳ\x1b[38;5;1mﺪﺟ"
    assert Writer(Wire("words")).write(coloured) == "\x1b[38;2;1;3;1mﺟﺪﻳ\x1b[38;5;1mﺪﺓ"


# ------------------------------------------------------------------------------ logical
def rows_of(written: str) -> dict[int, str]:
    """Return the last text that was written to each row."""
    rows: dict[int, str] = {}
    for number, text in re.findall(r"\x1b\[(\d+);1H((?:\x1b\[[0-9;]*m|[^\x1b])*)", written):
        if shown(text):
            rows[int(number)] = shown(text)
    return rows


@pytest.mark.parametrize("aligns", [False, True])
def test_rows_of_two_columns_survive_a_terminal_that_reorders(aligns: bool) -> None:
    writer = Writer(Wire("logical", reordering=Reordering(aligns=aligns)))
    writer.resize(90, 10)
    for left, right in itertools.product(SENTENCES, SENTENCES):
        row = f"  {visual(left, 40)}│{visual(right, 40)}"
        written = rows_of(writer.write(f"\x1b[4;1H{row}"))[4]
        assert reordering(written, aligns=aligns).rstrip() == row.rstrip()


def test_a_piece_of_a_row_is_written_with_all_of_it() -> None:
    writer = Writer(Wire("logical"))
    writer.resize(60, 5)
    left, right = visual("خبر أول", 20), visual("خبر ثان", 20)
    writer.write(f"\x1b[2;1H{left}│{right}")
    written = writer.write(f"\x1b[2;22H\x1b[1m{visual('آخر', 20)}\x1b[0m\x1b[1;1H")
    assert reordering(rows_of(written)[2]) == f"{left}│{visual('آخر', 20)}"
    assert written.endswith("\x1b[1;1H")
    assert "\x1b[1m" in written


def test_other_sequences_go_through_the_rows() -> None:
    writer = Writer(Wire("logical"))
    assert writer.write("\x1b[?2026h") == "\x1b[?2026h"
    assert "\x1b]52;c;QQ==\x07" in writer.write("\x1b]52;c;QQ==\x07ﺮﺒﺧ")


def test_a_printed_line_reads_back() -> None:
    for text in SENTENCES:
        line = visual(text, 60)
        assert reordering(Writer(Wire("logical")).line(line)) == line


# --------------------------------------------------------------------- unusual clusters
@pytest.mark.parametrize(
    ("text", "drawn", "cells"),
    [
        ("👨\u200d👩\u200d👧", "👨", 2),
        ("👍🏽", "👍", 2),
        ("❤\ufe0f", "❤", 2),
        ("1\ufe0f\u20e3", "1", 2),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴", 2),
        ("😀", "😀", 2),
        ("ไทย", "ไทย", 3),
    ],
)
@pytest.mark.parametrize("order", ["visual", "lro", "words"])
def test_the_cursor_is_put_where_the_layout_says(
    text: str, drawn: str, cells: int, order: str
) -> None:
    written = Writer(Wire(order)).write(f"a{text}b")  # type: ignore[arg-type]
    assert written == f"a\x1b7{' ' * cells}\x1b8{drawn}\x1b8\x1b[{cells}Cb"


def test_flags_are_their_letters_and_stray_joiners_are_nothing() -> None:
    assert Writer(Wire()).write("🇪🇬 a\u200d\ufe0fb🇸🇾") == "EG abSY"
    assert Writer(Wire()).write("🇪🇬 ﺮﺒﺧ 🇸🇾") == "EG ﺮﺒﺧ SY"
    assert Writer(Wire()).write("\u200d\ufe0f") == ""


@given(st.text(st.sampled_from("😀👨👩❤🇪🇬🏽\u200d\ufe0f\u20e31aﺮ✅漢ไ \u202d"), max_size=12))
def test_no_joiner_selector_or_override_reaches_a_terminal(text: str) -> None:
    written = Writer(Wire()).write(layout(text, 99, "rtl")[0].text)
    assert not set(written) & set("\u200d\ufe0f\u20e3\u202d🇪🇬🏽")


RARE = "x\u0483\u05b8\u0591\u093e\u0e31\u11a8\u0730\u1abe\u20ddدم中กक漢🫠\U00018d00\U0001faea\U00018e00 \u00a0"
"""Letters, and marks of scripts used rarely here, behind letters of others; very new signs."""


def place_after(written: str) -> int:
    """Return the column in which the cursor stands after a piece, saved and brought back places."""
    column = kept = 0
    for token in re.split(r"(\x1b7|\x1b8|\x1b\[\d+C)", written):
        if token == "\x1b7":
            kept = column
        elif token == "\x1b8":
            column = kept
        elif token.startswith("\x1b["):
            column += int(token[2:-1])
        else:
            column += cell_len(token)
    return column


@given(st.text(st.sampled_from(RARE), max_size=8))
def test_rows_are_as_wide_for_the_terminal_as_for_layout_and_painter(text: str) -> None:
    line = layout(text, 99, "rtl")[0]
    assert cell_len(line.text) == len(line.cells)
    assert place_after(Writer(Wire()).write(line.text)) == len(line.cells)


@given(st.text(st.sampled_from(RARE), max_size=8))
@example("🫠\u0483")
def test_whole_rows_keep_their_width_with_rare_marks(text: str) -> None:
    line = layout(text, 40, "rtl")[0]
    writer = Writer(Wire("logical"))
    writer.resize(41, 5)
    written = writer.write(f"\x1b[1;1H{' ' * line.pad}{line.text}│")
    row = re.fullmatch(r"\x1b\[1;1H\x1b\[0m(.*)\x1b\[0m\x1b\[1;42H", written)
    assert row
    assert place_after(row[1]) == 41


def test_marks_are_left_out_where_they_would_take_a_letters_place() -> None:
    assert Writer(Wire(marks=False)).write("ﺩٌَﺭ é") == "ﺩﺭ é"
    assert Writer(Wire()).write("ﺩٌَﺭ é") == "ﺩٌَﺭ é"


def test_sequences_are_told_from_text() -> None:
    data = "a\x1b[1;2Hb\x1bP>|x\x1b\\c\x1b]0;t\x07d\x1b7e\n"
    assert TOKENS.split(data)[::2] == ["a", "b", "c", "d", "e", ""]
