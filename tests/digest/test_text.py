"""Plain text: first-strong readers go the right way, and addresses can be copied."""

from __future__ import annotations

import unicodedata

from hypothesis import given

from digest.model import Edition
from digest.plain import closed
from digest.render import render
from digest.render.text import marked
from tests.digest.hostile import poisoned, texts, urls


def first_strong(line: str) -> str:
    for char in line:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind
    return ""


def test_every_line_of_an_arabic_edition_begins_right_to_left(edition: Edition) -> None:
    lines = render(edition, "txt").splitlines()
    for line in lines:
        if line.strip() and not line.startswith(("http://", "https://", "-- ")):
            assert first_strong(line) in ("R", "AL"), line


def test_addresses_stand_alone(edition: Edition) -> None:
    lines = render(edition, "txt").splitlines()
    with_address = [line for line in lines if "://" in line]
    assert len(with_address) == 10 + 3
    for line in with_address:
        assert line.isascii()
        assert line.startswith("https://")
        assert " " not in line


def test_marks_stand_only_where_a_line_begins_neutral_or_latin() -> None:
    assert marked("خبر") == "خبر"
    assert marked("15 مخزنًا") == "\u200f15 مخزنًا"
    assert marked("BBC: خبر عاجل") == "\u200fBBC: خبر عاجل"
    assert marked("«المرفأ» يفوز") == "\u200f«المرفأ» يفوز"
    assert marked("Reuters only") == "Reuters only"
    assert marked("") == ""


def test_a_foreign_name_ends_before_what_follows_it() -> None:
    assert closed("شركة Nour AI") == "شركة Nour AI\u200f"
    assert closed("Covid-19", "rtl") == "Covid-19\u200f"
    assert closed("الأفق", "ltr") == "الأفق\u200e"
    for plain in ("خبر", "خبر (BBC) عاجل.", "15", ""):
        assert closed(plain, "rtl") == plain


@given(texts, urls)
def test_a_text_stays_on_its_line_and_steers_nothing(
    edition: Edition, text: str, url: str | None
) -> None:
    usual = render(poisoned(edition, "خبر", url), "txt")
    document = render(poisoned(edition, text, url), "txt")
    assert len(document.splitlines()) == len(usual.splitlines())
    controls = {c for c in document if unicodedata.category(c) == "Cc" and c != "\n"}
    assert not controls
    assert not {c for c in document if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"}
