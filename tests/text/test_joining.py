"""Joining types, forms and mirror images, against Unicode's own tables."""

from __future__ import annotations

import unicodedata

import pytest

from mujaz.text import layout
from mujaz.text.joining import join, joining_type
from mujaz.text.mirror import MIRROR
from tests.text import ucd

BLOCKS = (*range(0x0600, 0x0700), *range(0x0750, 0x0780), *range(0x08A0, 0x0900))


def listed_types() -> dict[int, str]:
    return {int(row[0], 16): row[2] for row in ucd.fields("ArabicShaping")}


def expected_type(point: int, listed: dict[int, str]) -> str:
    """The file's own rule for what it does not list: marks and format characters are T."""
    if point in listed:
        return listed[point]
    return "T" if unicodedata.category(chr(point)) in ("Mn", "Me", "Cf") else "U"


def test_joining_types_are_unicodes() -> None:
    listed = listed_types()
    wrong = {p for p in BLOCKS if joining_type(chr(p)) != expected_type(p, listed)}
    assert not wrong, sorted(map(hex, wrong))


def shown(text: str) -> list[str]:
    """The drawn cells of one word, in logical order, without marks."""
    line = layout(text, 80, "rtl")[0]
    return [c for c in reversed(line.text) if unicodedata.category(c) not in ("Mn", "Me")]


def test_every_letter_joins_its_neighbours() -> None:
    """Between two behs, each letter of the Arabic blocks decides which forms the behs take."""
    listed = listed_types()
    for point in BLOCKS:
        char = chr(point)
        if unicodedata.category(char) not in ("Lo", "Lm"):
            continue
        kind = expected_type(point, listed)
        cells = shown(f"ب{char}ب")
        assert len(cells) == 3, hex(point)
        assert cells[0] == ("ﺑ" if kind in "DRC" else "ﺏ"), hex(point)
        assert cells[2] == ("ﺐ" if kind in "DC" else "ﺏ"), hex(point)
        if unicodedata.name(cells[1], "").endswith(" FORM"):
            form = unicodedata.name(cells[1]).split()[-2]
            assert form == {"D": "MEDIAL", "R": "FINAL", "U": "ISOLATED"}[kind], hex(point)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("سلام", "ﺳﻼﻡ"),
        ("الإسلام", "ﺍﻹﺳﻼﻡ"),
        ("لآلئ", "ﻵﻟﺊ"),
        ("گرگ", "ﮔﺮﮒ"),
        ("چاپ", "ﭼﺎﭖ"),
        ("ماء", "ﻣﺎء"),
        ("شيء", "ﺷﻲء"),
        ("مــن", "ﻣــﻦ"),
        ("هەولێر", "ﻫە" + "ﻭﻟێﺮ"),
        ("ټول", "ټﻮﻝ"),
        ("ڈاکٹر", "ﮈﺍﮐﭩﺮ"),
    ],
)
def test_words(word: str, forms: str) -> None:
    assert "".join(shown(word)) == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("می\u200cخواهم", "ﻣﯽﺧﻮﺍﻫﻢ"),
        ("ه\u200d", "ﻫ"),
        ("\u200dه", "ﻪ"),
        ("ه\u200dه", "ﻫﻪ"),
        ("١٤٤٧ه\u200d في", "١٤٤٧ﻫ ﻓﻲ"),
        ("م\u200fب", "ﻣﺐ"),
        ("م\u00adب", "ﻣﺐ"),
        ("م\u0000ب", "ﻡﺏ"),
        ("ل\u200cا", "ﻝﺍ"),
        ("ب\ufdd2ب", "ﺏ\ufffdﺏ"),
        ("بﻻ", "ﺏﻻ"),
    ],
)
def test_hidden_controls_decide_joining(text: str, forms: str) -> None:
    line = layout(text, 80, "rtl")[0]
    assert "".join(line.text[line.cells.index(i)] for i in sorted(line.cells)) == forms


def test_no_joining_across_levels() -> None:
    """An override inside a word makes two words of it."""
    assert layout("ب\u202dب\u202cب", 80, "rtl")[0].text == "ﺏﺏﺏ"


def test_context_is_given_from_outside() -> None:
    assert join("ب") == "ﺏ"
    assert join("ب", before=True) == "ﺐ"
    assert join("ب", after=True) == "ﺑ"
    assert join("ب", before=True, after=True) == "ﺒ"
    assert join("") == ""


def test_mirror_images_are_unicodes() -> None:
    listed = {int(a, 16): int(b, 16) for a, b in ucd.fields("BidiMirroring")}
    assert listed == MIRROR


@pytest.mark.parametrize(("text", "drawn"), [("(ا)", "(ﺍ)"), ("«ا[", "]ﺍ»"), ("ا < ب", "ﺏ > ﺍ")])
def test_mirrors_in_right_to_left_text(text: str, drawn: str) -> None:
    assert layout(text, 80, "rtl")[0].text == drawn
