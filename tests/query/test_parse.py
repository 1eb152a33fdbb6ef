"""The query language: what a text asks for, and what is said of one that asks for nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.query import Between, Flag, Named, QueryError, Words, parse_query
from mujaz.query.model import Part

NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")


def parts(text: str) -> tuple[Part, ...]:
    return parse_query(text, NOW, UTC).parts


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ()),
        ("  \t ", ()),
        ("الجِسْرُ", (Words(("الجسر",)),)),
        ('"فوق النهر"', (Words(("فوق", "النهر"), "phrase"),)),
        ("«فوق النهر»", (Words(("فوق", "النهر"), "phrase"),)),
        ('"فوق النهر', (Words(("فوق", "النهر"), "phrase"),)),
        ('"جسر"', (Words(("جسر",), "phrase"),)),
        ("جسو*", (Words(("جسو",), "prefix"),)),
        ("-قطار", (Words(("قطار",), negated=True),)),
        ('-"خط حديد"', (Words(("خط", "حديد"), "phrase", negated=True),)),
        ("كوفيد-١٩", (Words(("كوفيد",)), Words(("19",)))),
        ("10:30", (Words(("10",)), Words(("30",)))),
        ("عنوان:افتتاح", (Words(("افتتاح",), title=True),)),
        ('title:"فوق النهر"', (Words(("فوق", "النهر"), "phrase", title=True),)),
        ("مصدر:الأفق", (Named("source", ("الافق",)),)),
        ("مصدر: الأفق", (Named("source", ("الافق",)),)),
        ('source:"صدى المدينة"', (Named("source", ("صدي المدينه",)),)),
        ("مصدر:أفق،صدى_المدينة", (Named("source", ("افق", "صدي المدينه")),)),
        ("-مصدر:الأفق", (Named("source", ("الافق",), negated=True),)),
        ("وسم:النهر", (Named("tag", ("النهر",)),)),
        ("#مجلس_الأمن", (Named("tag", ("مجلس الامن",)),)),
        ("وسم:سور*", (Named("tag", ("سور",), prefix=True),)),
        ("غير_مقروء", (Flag("unread"),)),
        ("-unread", (Flag("unread", negated=True),)),
        ("حالة:مفضلة", (Flag("starred"),)),
        ("is:muted", (Flag("muted"),)),
        ('حالة:"غير مقروء"', (Flag("unread"),)),
        ("مفضلة", (Words(("مفضله",)),)),  # a word like any other
        ("بعد:أمس", (Between(day("2025-12-14"), None),)),
        ("قبل:2025-12-01", (Between(None, day("2025-12-01")),)),
        ("-بعد:أمس", (Between(day("2025-12-14"), None, negated=True),)),
        ("تاريخ:أمس", (Between(day("2025-12-14"), day("2025-12-15")),)),
        ("date:2025-12-01..2025-12-03", (Between(day("2025-12-01"), day("2025-12-04")),)),
        ("date:..أمس", (Between(None, day("2025-12-15")),)),
        ("تاريخ:٢٠٢٥-١٢-٠١…٢٠٢٥-١٢-٠٣", (Between(day("2025-12-01"), day("2025-12-04")),)),
        ("https://a.example/b", tuple(Words((w,)) for w in ("https", "a", "example", "b"))),
        ("BBC: محصول", (Words(("bbc",)), Words(("محصول",)))),
        ("- \" :", ()),
    ],
)  # fmt: skip
def test_texts_ask_for(text: str, wanted: tuple[Part, ...]) -> None:
    assert parts(text) == wanted


def test_a_date_goes_on_over_words_and_stops_before_the_next() -> None:
    assert parts("قبل:30 نوفمبر 2025 زيتون") == (
        Between(None, day("2025-11-30")),
        Words(("زيتون",)),
    )
    assert parts("بعد:أول أمس الزيتون")[0] == Between(day("2025-12-13"), None)
    assert parts("بعد:أمس 2025")[1:] == (Words(("2025",)),)
    assert parts('بعد:"الأسبوع الماضي" مصدر:أفق')[1] == Named("source", ("افق",))
    assert parts("بعد:تشرين الثاني مصدر:أفق") == (
        Between(day("2025-11-01"), None),
        Named("source", ("افق",)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("مصدرر:x", ["مصدرر:", "مصدر:"]),
        ("sourrce: x", ["sourrce:", "source:"]),
        ("foo:bar", ["foo:", "source:", "is:"]),
        ("بعد:", ["بعد:", "2025-11-30"]),
        ("وسم:", ["tag", "وسم:"]),
        ("وسم:*", ["tag"]),
        ("عنوان:", ["عنوان:"]),
        ("حالة:", ["unread"]),
        ("حالة:مفضلت", ["مفضل"]),
        ("is:zzz", ["zzz", "muted"]),
        ("بعد:كلمة", ["كلمة", "2025-11-30"]),
        ("after:2025-13-45", ["2025-13-45"]),
        ("بعد:2025-01-01..2025-02-01", ["2025-01-01..2025-02-01"]),
        ("date:2025-02-01..2025-01-01", ["ends before"]),
        ("date:..", [".."]),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(text: str, said: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        parts(text)
    assert "\n" not in str(caught.value)
    for word in said:
        assert word in str(caught.value)


@given(
    st.text(
        st.sampled_from('ابتمصدر وسم:قبل:بعد:-"*#_.،0123٤source:date:..«»\u200c\u064e'), max_size=40
    )
)
def test_any_text_is_a_query_or_one_clear_line(text: str) -> None:
    message = ""
    try:
        query = parse_query(text, NOW, UTC)
    except QueryError as error:
        message = str(error)
    else:
        assert query.text == text
        words = [part.words for part in query.parts if isinstance(part, Words)]
        assert all(one and all(one) for one in words)
    assert "\n" not in message


def test_an_unfinished_query_takes_its_last_word_for_a_beginning() -> None:
    wider = parse_query("افتتاح جس", NOW).unfinished()
    assert wider is not None
    assert wider.parts == (Words(("افتتاح",)), Words(("جس",), "prefix"))
    named = parse_query("جسر وسم:نه", NOW).unfinished()
    assert named is not None
    assert named.parts[1] == Named("tag", ("نه",), prefix=True)
    for text in ("", "جس*", "-جس", "بعد:أمس", '"جسر فوق"'):
        assert parse_query(text, NOW).unfinished() is None


def test_only_the_beginning_of_an_endless_query_is_read() -> None:
    assert len(parts("كلمة " * 100_000)) == 200
