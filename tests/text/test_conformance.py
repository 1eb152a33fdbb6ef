"""Unicode's own conformance files, against the levels and against what is drawn."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

import pytest

from mujaz.text import levels
from mujaz.text.layout import Paragraph
from tests.text import ucd

# Several characters of each class, so that runs of them exercise what is collapsed.
CHARACTERS = {
    "L": "aZ\u00e9\u4e2d",
    "R": "\u05d0\u05d1\u05ea",
    "AL": "\u0627\u0628\u0679\u0645",
    "EN": "019\u06f5",
    "ES": "+-",
    "ET": "#%$\u066a",
    "AN": "\u0660\u0669\u066b",
    "CS": ",.:/\u00a0",
    "B": "\u2029",
    "S": "\t\x1f",
    "WS": " \u2003\u2007",
    "ON": "!\u2603\u2026\U0001f600",
    "BN": "\u200b\u00ad\x01",
    "NSM": "\u0300\u064e\ufe0f",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "PDF": "\u202c",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


def line_levels(text: str, base: int) -> list[int]:
    """Levels of each character after rule L1, the text being one line."""
    starts, values = levels.resolve(text, base)
    runs = levels.line_runs(starts, values, 0, len(text))
    runs = levels.reset_whitespace(text, runs, base)
    assert [run[0] for run in runs[1:]] == [run[1] for run in runs[:-1]]
    return [level for start, end, level in runs for _ in range(start, end)]


def check(text: str, base: int, want: list[str], order: list[int]) -> bool:
    found = line_levels(text, base)
    kept = [index for index, level in enumerate(want) if level != "x"]
    if any(found[index] != int(want[index]) for index in kept):
        return False
    drawn = levels.visual_order([found[index] for index in kept])
    return [kept[index] for index in drawn] == order


def character_cases() -> Iterator[tuple[str, int, int, list[str], list[int]]]:
    for points, direction, base, want, order in ucd.fields("BidiCharacterTest"):
        text = "".join(chr(int(point, 16)) for point in points.split())
        yield text, int(direction), int(base), want.split(), [int(i) for i in order.split()]


def class_cases() -> Iterator[tuple[str, int, list[str], list[int]]]:
    want: list[str] = []
    order: list[int] = []
    turn = itertools.count()
    for line in ucd.lines("BidiTest"):
        if line.startswith("@Levels:"):
            want = line.split()[1:]
        elif line.startswith("@Reorder:"):
            order = [int(i) for i in line.split()[1:]]
        elif not line.startswith("@"):
            names, directions = line.split(";")
            text = "".join(
                CHARACTERS[name][next(turn) % len(CHARACTERS[name])] for name in names.split()
            )
            for bit in (1, 2, 4):
                if int(directions, 16) & bit:
                    yield text, bit, want, order


def count_character_cases(step: int) -> tuple[int, list[str]]:
    n, wrong = 0, []
    for text, direction, base, want, order in itertools.islice(character_cases(), 0, None, step):
        n += 1
        level = {0: 0, 1: 1}.get(direction, levels.paragraph_level(text))
        if level != base or not check(text, base, want, order):
            wrong.append(f"{text!a} {direction}")
    return n, wrong


def count_class_cases(step: int) -> tuple[int, list[str]]:
    n, wrong = 0, []
    for text, bit, want, order in itertools.islice(class_cases(), 0, None, step):
        n += 1
        base = levels.paragraph_level(text) if bit == 1 else bit >> 2
        if not check(text, base, want, order):
            wrong.append(f"{text!a} {bit}")
    return n, wrong


def drawn_in_order(step: int) -> tuple[int, list[str]]:
    """Whole paragraphs: the letters of the cells stand in the order that the file gives."""
    n, wrong = 0, []
    for text, direction, _, _, order in itertools.islice(character_cases(), 0, None, step):
        n += 1
        lines = Paragraph(text, ("ltr", "rtl", "auto")[direction]).lines(10_000)
        found = [i for line in lines for i, _ in itertools.groupby(line.cells)]
        visible = [
            i
            for i in order
            if unicodedata.category(text[i])[0] in "LNPS" and unicodedata.category(text[i]) != "Cf"
        ]
        if found != [i for i in order if i in set(found)] or not set(visible) <= set(found):
            wrong.append(f"{text!a} {direction} {found}")
    return n, wrong


def test_characters_are_of_their_class() -> None:
    for name, characters in CHARACTERS.items():
        assert {unicodedata.bidirectional(c) for c in characters} == {name}


def test_sample_of_bidi_character_test() -> None:
    n, wrong = count_character_cases(61)
    assert n > 1_500
    assert wrong == []


def test_sample_of_bidi_test() -> None:
    n, wrong = count_class_cases(251)
    assert n > 3_000
    assert wrong == []


def test_sample_of_drawn_order() -> None:
    n, wrong = drawn_in_order(67)
    assert n > 1_300
    assert wrong == []


@pytest.mark.slow
def test_all_of_bidi_character_test() -> None:
    assert count_character_cases(1) == (91_707, [])


@pytest.mark.slow
def test_all_of_bidi_test() -> None:
    assert count_class_cases(1) == (770_241, [])


@pytest.mark.slow
def test_all_of_drawn_order() -> None:
    assert drawn_in_order(1) == (91_707, [])
