"""Sentence ends in Arabic news prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["أعلنت الوزارة خطتها.", "ورحب بها النواب!", "فهل تنجح؟", "ننتظر…", "وسنرى"],
        ["قال د. أحمد إن النسبة 3.5 في المئة.", "ثم غادر أ.د. سامي القاعة."],
        ["قال: «لن نقبل.»", "وأضاف: \"انتهى الأمر!\"", "ثم صمت (قليلا).", "وعاد."],
        ["انظر https://a.example/x?y=1.2&z لمزيد.", "ثم عد."],
        ["ارتفعت الأسعار.. والرواتب ثابتة.", "هذا كل شيء."],
        ["عنوان بلا نقطة", "سطر ثان", "سطر ثالث."],
        ["Dr. Smith left the U.S. mission.", "He said no more."],
        ["صدر عام 1447 هـ.", "ثم أعيد طبعه."],
        ["حقق مكتب الـ إف. بي. آي. في الأمر.", "ثم أغلقه."],
        ["وصل الوفد!!", "ماذا بعد؟!", "لا أحد يعلم..."],
        ["1. الافتتاح صباحا.", "2. الختام مساء."],
        ["بلغ العدد 24.", "وفي اليوم التالي 30."],
    ],
)  # fmt: skip
def test_parts(parts: list[str]) -> None:
    breaks = "\n" if "عنوان بلا نقطة" in parts else " "
    assert cut(breaks.join(parts)) == parts


def test_a_full_stop_without_a_space() -> None:
    assert cut("وصل الوفد إلى دمشق.وأضاف المتحدث") == ["وصل الوفد إلى دمشق.", "وأضاف المتحدث"]
    assert cut("قال: «وستزيد».ووقع العقد") == ["قال: «وستزيد».", "ووقع العقد"]
    assert cut("ص.ب. 15 دمشق") == ["ص.ب. 15 دمشق"]


def test_offsets_leave_out_white_space() -> None:
    text = "  \n أول.\u00a0 \n\n  ثان  \n"
    assert [text[a:b] for a, b in sentences(text)] == ["أول.", "ثان"]


def test_nothing_in_nothing() -> None:
    assert sentences("") == sentences(" \n\t ") == []


@given(st.text(st.sampled_from('ابد. .!؟…\n«»")1 a,،'), max_size=80) | st.text())
def test_no_text_is_lost(text: str) -> None:
    found = sentences(text)
    last = 0
    for start, end in found:
        assert not text[last:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()
