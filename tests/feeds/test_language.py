"""Languages by their letters."""

from __future__ import annotations

import pytest

from mujaz.feeds.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("افتتحت البلدية جسرا جديدا فوق الوادي صباح اليوم، وعبرته أولى السيارات.", "ar"),
        ("أعلن نادي Real Madrid وشركة Apple في بيان مشترك إطلاق تطبيق جديد للجمهور", "ar"),
        (
            "گاڤ بالتركيب المحلي يكتبها الصحفي گورو مرة واحدة في نص عربي طويل عن المدينة القديمة",
            "ar",
        ),
        ("شهرداری پل تازه‌ای بر فراز دره گشود و نخستین خودروها از آن گذشتند.", "fa"),
        ("شہر کی انتظامیہ نے وادی کے اوپر نیا پل کھول دیا ہے اور گاڑیاں گزرنے لگی ہیں۔", "ur"),
        ("شارەوانی پردێکی نوێی لەسەر دۆڵەکە کردەوە و یەکەم ئۆتۆمبێلەکان تێپەڕین.", "ckb"),
        (
            "شارەوانی سلێمانی ڕایگەیاند کە ڕێگاکە لە سبەینێوە دەکرێتەوە و ھاتووچۆ ئاسایی دەبێت.",
            "ckb",
        ),
        ("شهرداري پل تازه اي بر فراز دره گشود و نخستين خودروها پس از چند ماه از آن گذشتند.", "fa"),
        (
            "افتتحت البلدیة جسرا جدیدا فوق الوادی صباح الیوم، وعبرته أولی السیارات بین الحی والمیناء",
            "ar",
        ),
        ("رئيس البلدية يستقبل سفير البرتغال", "ar"),
        ("د ښار ادارې د درې پر سر نوی پل پرانیست او لومړي موټر پرې تېر شول.", "ps"),
        (
            "The city opened a new bridge over the valley on Sunday, and the first cars crossed it.",
            "en",
        ),
        ("La ville a inauguré une nouvelle école dans la vallée dimanche matin.", None),
        ("Город открыл новый мост через долину", None),
        ("خبر Bridge opened جسر", None),
        ("2025 - 30", None),
        ("", None),
    ],
)
def test_language_of(text: str, language: str | None) -> None:
    assert language_of(text) == language
