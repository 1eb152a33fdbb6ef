"""What may and may not survive cleaning."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text import clean

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff"
    "\u200b\u00ad\u2060\U000e0000-\U000e0fff]"
)
HOSTILE = st.text(
    st.sampled_from(
        "\x1b[]P^_X\x07\x9b\x9d\x90\x98\x9c\\0;mhاب \n\t\r\x00\x18\u202e\u2066\ud800\u0301\u0651\u0958"
        "\u200b\u200c\u200d\u200f\ufeff\U000e0041أ\u0654é"
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("dirty", "want"),
    [
        ("خبر\x1b[31m أحمر\x1b[0m", "خبر أحمر"),
        ("\x1b]0;عنوان\x07نص", "نص"),
        ("\x1b]8;;https://a.example\x1b\\رابط\x1b]8;;\x1b\\", "رابط"),
        ("قبل\x1b]52;c;aGVsbG8=\x9cبعد", "قبلبعد"),
        ("\x1bPq#0;2\x1b\\صورة", "صورة"),
        ("\x1b_رسالة\x1b\\\x1b^سر\x1b\\نص", "نص"),
        ("\x9b2Jنص\x9d0;عنوان\x9cبقية", "نصبقية"),
        ("\x1b[?1049hنص\x1bcبقية\x1b(B", "نصبقية"),
        ("\x1b[31", ""),
        ("أ\x00ب\x08ج\x7f\x85د", "أبجد"),
        ("ملف \u202egnp.exe\u202c", "ملف gnp.exe"),
        ("\u2067نص\u2069 \u202aabc", "نص abc"),
        ("سطر\u2028سطر\u2029سطر\r\nسطر\rسطر", "سطر\nسطر\nسطر\nسطر\nسطر"),
        ("\ufeffنـص\u200b\u2060\u00ad", "نـص"),
        ("نص\U000e0068\U000e0069", "نص"),
        ("نص\ud83dنص", "نصنص"),
        ("أ\u0654", "أ\u0654"),
        ("ا\u0654", "أ"),
        ("عمود\tعمود\nسطر", "عمود\tعمود\nسطر"),
    ],
)
def test_cleans(dirty: str, want: str) -> None:
    assert clean(dirty) == want


@pytest.mark.parametrize(
    "kept", ["می\u200cخواهم", "١٤٤٧ه\u200d", "ا\u200f!\u200e\u061c", "👨\u200d👩\u200d👧"]
)
def test_keeps_what_shapes_words(kept: str) -> None:
    assert clean(kept) == kept


def test_unterminated_string_takes_its_line_only() -> None:
    assert clean("\x1b]0;بلا نهاية\nالخبر كله باق") == "\nالخبر كله باق"


def test_stray_eight_bit_introducer_takes_no_text() -> None:
    """windows-1256 read as Latin-1 leaves such characters in the middle of words."""
    assert clean("نص قبل\x98 نص بعد") == "نص قبل نص بعد"


def test_nested_sequences_leave_nothing_to_steer() -> None:
    assert clean("\x1b\x1b[[31mنص") == "31mنص"
    assert clean("\x1b]\x1b]0;a\x07نص") == "نص"


def test_marks_are_capped() -> None:
    cleaned = clean("م" + "\u064e\u0651" * 50_000 + "ن")
    assert cleaned[0] == "م"
    assert cleaned[-1] == "ن"
    assert len(cleaned) == 32


def test_all_code_points_are_handled() -> None:
    for start in range(0, sys.maxunicode, 997):
        text = "".join(map(chr, range(start, min(start + 997, sys.maxunicode + 1))))
        cleaned = clean(text)
        assert not STEERING.search(cleaned)
        assert clean(cleaned) == cleaned


@given(st.text() | HOSTILE)
def test_idempotent_and_safe(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not STEERING.search(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x2FFF)))
def test_plain_text_only_normalises(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_the_quick_look_passes_nothing_unwanted() -> None:
    from mujaz.text.clean import _INVISIBLE, _is_plain

    passed = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isprintable() and _is_plain(c)]
    assert len(passed) > 40_000
    assert not _INVISIBLE.search("".join(passed))


def test_a_run_of_marks_is_found_wherever_it_begins() -> None:
    for before in range(70):
        got = clean("ا" * before + "ب" + "\u0651" * 31 + "تنبيه")
        assert got.count("\u0651") == 30
