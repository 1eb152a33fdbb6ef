"""Answers of the terminal among what is typed: whole, in pieces, late."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.answers import AnswerFilter

ANSWERS = [
    "\x1b[8;1$y",
    "\x1b[?65;1;9c",
    "\x1b[?63;1;2;3;4;6;7;15;18;22;29c",
    "\x1b[>65;7006;1c",
    "\x1bP>|kitty(0.26.5)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]52;c;2YXZiNit2KjYpw==\x07",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
]
KEYS = ["j", "ت", "\x1b[A", "\x1b[1;5C", "\x1b[106;;106u", "\x1b[<0;10;5M", "\x1b[200~x\x1b[201~",
        "\x1bOP", "\x1b[?2026;2$y", "\x1b[12;40R", "\r"]  # fmt: skip


@given(st.lists(st.sampled_from(ANSWERS + KEYS), max_size=8), st.data())
def test_only_keys_come_through_however_the_line_tears(
    parts: list[str], data: st.DataObject
) -> None:
    whole = "".join(parts)
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=6).map(sorted))
    filtered = AnswerFilter()
    now, typed = 0.0, ""
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        now += 0.01
        typed += filtered.feed(whole[start:end], now) + filtered.expire(now)
    typed += filtered.expire(now + 9)
    assert typed == "".join(part for part in parts if part in KEYS)


@pytest.mark.parametrize("answer", ANSWERS)
def test_byte_by_byte(answer: str) -> None:
    filtered = AnswerFilter()
    typed = "".join(filtered.feed(char, 0.02 * place) for place, char in enumerate(answer + "j"))
    assert typed + filtered.expire(9) == "j"


@pytest.mark.parametrize("key", ["\x1b", "\x1b[", "\x1bP", "\x1b]", "\x1b_"])
def test_what_may_be_a_key_is_held_for_a_moment_only(key: str) -> None:
    filtered = AnswerFilter(0.05)
    assert filtered.feed(key, 1.0) == ""
    assert filtered.expire(1.01) == ""
    assert filtered.expire(1.06) == key
    assert filtered.expire(9.0) == ""


def test_an_answer_that_never_ends_blocks_the_keys_for_a_moment_only() -> None:
    filtered = AnswerFilter()
    assert filtered.feed("\x1b]52;c;AAAA", 0.0) == ""
    assert filtered.feed("A" * 100_000, 0.1) == ""
    assert filtered.expire(2.5) == ""
    assert filtered.feed("j", 2.6) == "j"


def test_an_expected_answer_is_waited_for_longer() -> None:
    filtered = AnswerFilter(0.05, expecting=True)
    assert filtered.feed("\x1b", 0.0) + filtered.expire(0.2) == ""
    assert filtered.feed("[?65;1c", 0.21) == ""
