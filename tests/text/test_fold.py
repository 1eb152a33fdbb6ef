"""Spellings that count as the same, and the way back."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text import find_folded, fold, fold_map

ARABIC = st.text(
    st.sampled_from("ابتأإآٱىيةهؤئءلگکیپچڤـ\u064b\u0651\u0654\u0670\u200c\u200f ﻻﷺﺑ٣۴7aÉß.،"),
    max_size=40,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إيران", "ايران"),
        ("آمال", "امال"),
        ("ٱلكتاب", "الكتاب"),
        ("مستشفى", "مستشفي"),
        ("القاهرة", "القاهره"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("کتاب گل یک", "كتاب كل يك"),
        ("٢٠٢٥ ۱۲", "2025 12"),
        ("٣٫٥٪", "3.5%"),
        ("مـــدرسة", "مدرسة"),
        ("مُدَرِّسَةٌ", "مدرسة"),
        ("ﻣﺪرﺳﺔ", "مدرسة"),
        ("ﻻ", "لا"),
        ("ا\u0654حمد", "أحمد"),
        ("می\u200cخواهم", "میخواهم"),
        ("CENTCOM", "centcom"),
        ("Québec", "quebec"),
        ("STRASSE", "straße"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("سعد", "سعيد"), ("قلب", "كلب"), ("ماء", "ما"), ("12", "21")]
)
def test_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_changes_nothing() -> None:
    for start in range(0, sys.maxunicode, 4096):
        once = fold("".join(map(chr, range(start, min(start + 4096, sys.maxunicode + 1)))))
        assert fold(once) == once


@given(st.text() | ARABIC)
def test_map_leads_back(text: str) -> None:
    folded = fold_map(text)
    assert folded.text == fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for k, char in enumerate(folded.text):
        start, end = folded.span(k, k + 1)
        assert char in fold(text[start:end])
    assert list(folded.starts) == sorted(folded.starts)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 9)])
def test_map_refuses_ranges_outside(start: int, end: int) -> None:
    with pytest.raises(IndexError, match="folded range"):
        fold_map("كتاب").span(start, end)


def test_finds_in_the_unfolded_text() -> None:
    text = "إعلانُ الحكومةِ عن إعـلانٍ جديد"
    assert [text[a:b] for a, b in find_folded(text, "اعلان")] == ["إعلانُ", "إعـلانٍ"]
    assert [text[a:b] for a, b in find_folded(text, "الحكومه")] == ["الحكومةِ"]
    assert find_folded(text, "غائب") == []
    assert find_folded(text, "\u064e") == []


def test_a_hit_inside_a_ligature_is_the_ligature() -> None:
    assert find_folded("قال ﷺ لهم", "الله") == [(4, 5)]
    assert find_folded("ﻻﻻ", "لا") == [(0, 1), (1, 2)]


@given(ARABIC, ARABIC)
def test_every_hit_folds_to_the_needle(haystack: str, needle: str) -> None:
    last = 0
    for start, end in find_folded(haystack, needle):
        assert last <= start < end <= len(haystack)
        assert fold(needle) in fold(haystack[start:end])
        last = end


@given(ARABIC, ARABIC, ARABIC)
def test_finds_what_is_there(before: str, needle: str, after: str) -> None:
    found = find_folded(before + needle + after, needle)
    assert bool(found) == bool(fold(needle))
