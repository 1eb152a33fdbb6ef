"""What publishers and servers say about when to ask again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.feeds.freshness import fresh_seconds
from mujaz.feeds.wishes import Wishes, read_wishes


def rss(channel: str, after: str = "") -> str:
    item = "<item><title>x</title><ttl>7</ttl><skipHours><hour>9</hour></skipHours></item>"
    return f"<rss><channel>{channel}{item}{item}{after}</channel></rss>"


@pytest.mark.parametrize(
    ("document", "wishes"),
    [
        (rss(""), Wishes()),
        (rss("<ttl> 90 </ttl>"), Wishes(90)),
        (rss("", "<ttl>90</ttl>"), Wishes(90)),
        (rss("<ttl>0</ttl>"), Wishes()),
        (rss("<ttl>soon</ttl>"), Wishes()),
        (rss("<ttl>9999999</ttl>"), Wishes(1440)),
        (rss("<!--<ttl>90</ttl>-->"), Wishes()),
        (rss("<sy:updatePeriod>hourly</sy:updatePeriod>"), Wishes(60)),
        (
            rss(
                "<sy:updatePeriod>\ndaily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
            ),
            Wishes(360),
        ),
        (rss("<sy:updatePeriod>weekly</sy:updatePeriod>"), Wishes(1440)),
        (rss("<sy:updatePeriod>never</sy:updatePeriod>"), Wishes()),
        (
            rss(
                "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>"
            ),
            Wishes(60),
        ),
        (
            rss("<skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>"),
            Wishes(None, (0, 5)),
        ),
        (
            rss("<skipDays><day>Friday</day><day>saturday</day><day>x</day></skipDays>"),
            Wishes(None, (), (4, 5)),
        ),
        ("<feed><title>x</title></feed>", Wishes()),
    ],
)
def test_a_publishers_wishes(document: str, wishes: Wishes) -> None:
    assert read_wishes(document) == wishes


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=600"}, 600),
        ({"Cache-Control": 'Max-Age="600"'}, 600),
        ({"Cache-Control": "max-age=600", "Age": "500"}, 100),
        ({"Cache-Control": "max-age=600", "Age": "700"}, None),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "max-age=0, must-revalidate"}, None),
        ({"Cache-Control": "max-age=99999999999"}, 86_400),
        ({"Cache-Control": "no-cache", "Expires": "Sun, 30 Nov 2098 10:00:00 GMT"}, None),
        (
            {"Expires": "Sun, 30 Nov 2025 10:00:00 GMT", "Date": "Sun, 30 Nov 2025 09:00:00 GMT"},
            3600,
        ),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
        ({"Expires": "Sun, 99 Nov 2025 10:00:00 GMT"}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: float | None) -> None:
    assert fresh_seconds(headers) == seconds


@given(st.dictionaries(st.sampled_from(["Cache-Control", "Age", "Expires", "Date"]), st.text()))
def test_any_header_is_borne(headers: dict[str, str]) -> None:
    found = fresh_seconds(headers)
    assert found is None or 0 < found <= 86_400


@given(st.text(st.sampled_from("<>/!-ttlskipHoursday 0123456789\n"), max_size=200))
def test_any_document_is_borne(text: str) -> None:
    wishes = read_wishes(rss(text))
    assert wishes.wait is None or 1 <= wishes.wait <= 1440
