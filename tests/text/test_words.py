"""Words, tokens and light stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text import fold, light_stem, tokens, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def test_words_keep_their_marks() -> None:
    assert cut("قالَ الوَزيرُ: «لا!»") == ["قالَ", "الوَزيرُ", "لا"]
    assert cut("می\u200cخواهم ه\u200d.") == ["می\u200cخواهم", "ه\u200d"]


def test_numbers_are_words_of_their_own() -> None:
    assert cut("بين 24 و27 ارتفع 3.5% إلى 1,250.5") == [
        "بين", "24", "و", "27", "ارتفع", "3.5", "إلى", "1,250.5",
    ]  # fmt: skip
    assert cut("٣٫٥ مليون، 15.") == ["٣٫٥", "مليون", "15"]


def test_tokens_are_folded() -> None:
    assert tokens("أعلنت الحكومةُ CNN في ٢٠٢٥") == ["اعلنت", "الحكومه", "cnn", "في", "2025"]


@given(st.text(st.sampled_from("ابةأًُ\u200c\u200fabÉ 1٣.,،«»-_"), max_size=60))
def test_words_and_tokens_agree(text: str) -> None:
    assert [fold(word) for word in cut(text)] == tokens(text)


@given(st.text())
def test_words_are_in_order_and_hold_something(text: str) -> None:
    last = 0
    for start, end in words(text):
        assert last <= start < end <= len(text)
        assert text[start].isalnum()
        last = end


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        (("المسؤولون", "والمسؤولين", "مسؤول", "بالمسؤولين", "المسؤولة"), "مسوول"),
        (("عملية", "العملية", "عمليات", "والعمليات", "بالعمليات"), "عمل"),
        (("دولة", "الدولة", "للدولة", "والدولة"), "دول"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...], stem: str) -> None:
    assert {light_stem(fold(form)) for form in forms} == {stem}


@pytest.mark.parametrize("token", ["من", "علي", "في", "reuters", "2025", "ولد", ""])
def test_short_and_foreign_tokens_stay(token: str) -> None:
    assert light_stem(token) == token


def test_allah_is_not_lahu() -> None:
    assert light_stem("الله") != light_stem("له")
