"""Generated text: nothing raises, nothing leaks, and all agree on the widths."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from rich.cells import cell_len
from wcwidth import wcswidth

from mujaz.text import pieces
from mujaz.text.layout import Line, Paragraph
from mujaz.text.levels import _engine, _engine_levels, resolve
from mujaz.text.runs import Levels

LETTERS = "ابتلاأإآهيىةوسعصمنءپچکگیڕێەںٹڈאבגabcXYZé中文字かア가"
MARKS = "\u064b\u064e\u0651\u0654\u0670\u0640\u0301\u0308\u3099\u05c1\u034f"
HIDDEN = (
    "\u200b\u200c\u200d\u200d\u200e\u200f\u061c\ufeff\u00ad\u2060\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\x00\x07\x1b\x7f\x85\x9b\x1c\r\u2028\u2029\ud800\udfff\ufdd0\ufdd2\ufffe"
)
PICTURES = "😀👨👩👧🇸🇾❤☎→☁\ufe0f\ufe0e\u20e3🏽🏻🏴⌚©™♀👍☝🧑"
OTHERS = "1234567890#*٣۴%$€+-.,/:()[]{}«»<>“”‘’…（）「」 \u00a0\u2003\u3000\n\t\u06dd\u0600\u0378\ue000\ufdfa"
ALPHABET = [
    *LETTERS,
    *MARKS,
    *HIDDEN,
    *PICTURES,
    *OTHERS,
    " ",
    " ",
    " ",
    "لا",
    "ه\u200d",
    "لَا",
    *"aaa+1-ا",
]
WIDTHS = (1, 2, 3, 5, 8, 13, 40, 80)
LEAK = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u061c\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef]"
)
# A joiner may stand inside an emoji sequence and nowhere else.
STRAY_JOINER = re.compile("(?<![\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])\u200d")


def check_line(line: Line, text: str, width: int, rtl: bool, dice: random.Random) -> None:
    shown, cells = line.text, line.cells
    assert not LEAK.search(shown)
    assert not STRAY_JOINER.search(shown)
    assert len(cells) == wcswidth(shown) == cell_len(shown)
    assert len(cells) <= max(width, 2)
    assert line.pad == (max(0, width - len(cells)) if rtl else 0)
    assert all(line.start <= index < line.end for index in cells)
    for index in set(cells):
        assert line.cell(index) == line.pad + cells.index(index)
    assert all(line.cell(i) is not None for i in range(line.start, line.end)) or not cells
    whole = [(line.pad, line.pad + len(cells), "all")] if cells else []
    assert line.spans([(0, len(text), "all")]) == whole
    start, end = dice.randint(0, len(text)), dice.randint(0, len(text))
    covered = [x for x0, x1, _ in line.spans([(start, end, None)]) for x in range(x0, x1)]
    assert covered == sorted(set(covered))
    assert {line.pad + x for x, i in enumerate(cells) if start <= i < end} <= set(covered)


def check_text(text: str, dice: random.Random) -> None:
    width, base = dice.choice(WIDTHS), dice.choice(("auto", "rtl", "ltr"))
    paragraph = Paragraph(text, base)  # type: ignore[arg-type]
    held: set[int] = set()
    last = 0
    for line in paragraph.lines(width):
        assert last <= line.start <= line.end <= len(text)
        held |= set(range(line.start, line.end))
        last = line.end
        check_line(line, text, width, paragraph.rtl, dice)
    lost = {text[i] for i in set(range(len(text))) - held}
    assert all(unicodedata.category(c)[0] in "ZC" or c in "\ufe0e\ufe0f🏽🏻\u034f" for c in lost)


def check_many(count: int, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(count):
        text = "".join(dice.choices(ALPHABET, k=dice.randint(0, 40)))
        try:
            check_text(text, dice)
        except Exception as error:
            raise AssertionError(f"laying out {text!a}") from error


def test_thousands_of_strings() -> None:
    check_many(3_000, seed=1)


@pytest.mark.slow
def test_sixty_thousand_strings() -> None:
    check_many(60_000, seed=2)


def test_every_character_by_itself() -> None:
    """One of every 16 code points, beside Arabic letters: no leak, no crash."""
    for point in range(0, 0x110000, 16):
        (line,) = Paragraph(f"ب{chr(point)}ب", "rtl").lines(80)
        assert not LEAK.search(line.text), hex(point)
        assert set(line.cells) >= {0, 2}, hex(point)


PIECE_ALPHABET = [
    *"ابتلا عربي abcXYZ 123٣.,:/-+%$()[]«»!",
    " ",
    "\u064e",
    "\u0651",
    "\u200f",
    "\u200c",
    "א",
]


def level_list(starts: list[int], values: list[int], length: int) -> list[int]:
    ends = [*starts[1:], length]
    return [
        v for start, end, v in zip(starts, ends, values, strict=True) for _ in range(start, end)
    ]


def check_pieces(count: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Levels found piece by piece are those of the whole; returns how many texts were cut."""
    whole_piece = pieces.next_piece
    monkeypatch.setattr("mujaz.text.runs.next_piece", lambda t, s: whole_piece(t, s, first=6))
    monkeypatch.setattr(pieces, "_STEP", 3)
    dice, cut = random.Random(seed), 0
    for _ in range(count):
        text = "".join(dice.choices(PIECE_ALPHABET, k=dice.randint(20, 120)))
        for base in ("rtl", "ltr"):
            row = Paragraph(text, base).row  # type: ignore[arg-type]
            found = Levels(text, base, row)
            cut += whole_piece(text, 0, first=6) < len(text)
            found._resolve_to(len(text))
            want = level_list(*resolve(text, int(base == "rtl")), len(text))
            assert level_list(found._starts, found._levels, len(text)) == want, ascii(text)
    return cut


def test_pieces_have_the_levels_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_pieces(1_500, 3, monkeypatch) > 500


@pytest.mark.slow
def test_many_pieces_have_the_levels_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_pieces(40_000, 4, monkeypatch) > 10_000


def test_cells_taken_in_pieces_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(5)
    for _ in range(1_000):
        text = "".join(dice.choices(ALPHABET, k=80))
        whole = Paragraph(text, "rtl").row
        whole.take_in()
        pieced = Paragraph(text, "rtl").row
        while pieced.take_in(dice.randint(1, 9)):
            pass
        assert pieced.cells == whole.cells, ascii(text)
        assert pieced.tails == whole.tails, ascii(text)
        assert pieced.joints == whole.joints, ascii(text)
        every = range(len(whole.cells))
        assert [pieced.index_of(c) for c in every] == [whole.index_of(c) for c in every]


def check_collapsing(count: int, seed: int) -> None:
    """What the engine is shown of a text gives the levels of the text itself."""
    dice = random.Random(seed)
    for _ in range(count):
        text = "".join(c for c in dice.choices(ALPHABET, k=30) if not "\ud800" <= c <= "\udfff")
        base = dice.randint(0, 1)
        want = _engine_levels(_engine(), text, base)
        assert level_list(*resolve(text, base), len(text)) == want, ascii(text)


def test_collapsing_changes_no_level() -> None:
    check_collapsing(1_000, seed=6)


@pytest.mark.slow
def test_collapsing_changes_no_level_at_length() -> None:
    check_collapsing(40_000, seed=7)
