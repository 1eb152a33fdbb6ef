"""The same cells in the same colours, with fewer bytes: compared on an emulated terminal."""

from __future__ import annotations

import re

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.thrift import thrifty

CODES = [
    "1", "3", "4", "7", "9", "1;3", "31", "42", "39", "49", "95", "103", "1;31;42", "38;5;9",
    "48;5;200", "38;2;1;3;7", "48;2;9;4;22", "1;4;38;2;1;2;3;48;2;4;5;6", "3;38;2;1;2;3", "2;31",
    "0;32", "53", "21", "0",
]  # fmt: skip
TEXTS = ["x", "ab ", "", "\r\n", "\x1b[3;4H", "\x1b[2;1H│", "\x1b7 \x1b8y\x1b8\x1b[1C", "\x1b[?25l"]
PIECES = st.lists(
    st.tuples(
        st.sampled_from(["\x1b[0m", "\x1b[m", "", "\x1b[0m"]),
        st.sampled_from(["", *(f"\x1b[{code}m" for code in CODES)]),
        st.sampled_from(TEXTS),
    ),
    max_size=30,
).map(lambda parts: "".join("".join(part) for part in parts))


def shown(data: str, before: str = "\x1b[35m") -> tuple[object, ...]:
    """Return cells and colours of a screen after a stream, and the colours then in force."""
    screen = pyte.Screen(12, 5)
    pyte.Stream(screen).feed(before + data)
    rows = [[screen.buffer[y][x] for x in range(12)] for y in range(5)]
    return rows, screen.cursor.attrs, screen.cursor.x, screen.cursor.y


@given(PIECES)
def test_every_cell_looks_as_before(data: str) -> None:
    assert shown(thrifty(data)) == shown(data)


def test_only_what_changes_is_told() -> None:
    row = "\x1b[1;38;2;1;2;3;48;2;4;5;6m{}\x1b[0m\x1b[38;2;7;8;9;48;2;4;5;6m{}\x1b[0m"
    written = thrifty("\x1b[0m" + "\x1b[1;1H".join(row.format("خبر", "مصدر") for _ in range(3)))
    assert written.startswith("\x1b[0;1;38;2;1;2;3;48;2;4;5;6mخبر\x1b[22;38;2;7;8;9mمصدر\x1b[1;1H")
    assert written.endswith("\x1b[0m")
    assert len(re.findall("48;2;4;5;6", written)) == 1


def test_a_stream_without_a_reset_stays_as_it_is() -> None:
    data = "\x1b[?2026h\x1b[1mx\x1b[31my\x1b[>4;1m"
    assert thrifty(data) == data
