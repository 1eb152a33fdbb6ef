"""The zone of dates that name none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mujaz.feeds.parse import parse_feed
from mujaz.feeds.starter import starter_feeds
from mujaz.feeds.zones import feed_zone, named_zone
from tests.feeds.samples import rss

NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)
NAIVE = "2025-11-29 10:30:00"


def published(
    *dates: str, url: str, zone: str | None = None, language: str = ""
) -> list[datetime | None]:
    items = (
        f"<title>خبر {n}</title><guid>{n}</guid><pubDate>{date}</pubDate>"
        for n, date in enumerate(dates)
    )
    document = rss(*items)
    if language:
        document = document.replace("<language>ar<", f"<language>{language}<")
    feed = parse_feed(document.encode(), url=url, now=NOW, zone=zone)
    return [entry.published for entry in feed.entries]


@pytest.mark.parametrize(
    ("url", "language", "hours"),
    [
        ("https://akhbar.com.sa/rss", "", 3), ("https://akhbar.ae/rss", "", 4), ("https://akhbar.dz/rss", "ar", 1),
        ("https://akhbar.com.eg/rss", "", 2), ("https://akhbar.example/rss", "ar-IQ", 3),
        # nothing sure: UTC
        ("https://akhbar.example/rss", "", 0), ("https://akhbar.example/rss", "ar", 0),
        ("https://akhbar.example/rss", "ar-SA", 0), ("https://bit.ly/rss", "", 0), ("https://akhbar.com.ly/rss", "", 2),
        ("https://akhbar.com/rss", "en-US", 0),
    ],
)  # fmt: skip
def test_the_zone_of_the_country(url: str, language: str, hours: int) -> None:
    (moment,) = published(NAIVE, url=url, language=language)
    assert moment == datetime(2025, 11, 29, 10, 30, tzinfo=UTC) - timedelta(hours=hours)


def test_a_zone_that_a_date_names_is_its_own() -> None:
    moments = published(
        "Sat, 29 Nov 2025 10:30:00 GMT", "2025-11-29T10:30:00+01:00", url="https://akhbar.sa/rss"
    )
    assert moments == [
        datetime(2025, 11, 29, 10, 30, tzinfo=UTC), datetime(2025, 11, 29, 9, 30, tzinfo=UTC),
    ]  # fmt: skip


def test_the_other_dates_of_the_document_are_the_best_evidence() -> None:
    own = [f"2025-11-2{n}T08:00:00+02:00" for n in range(4)]
    assert published(*own, NAIVE, url="https://akhbar.sa/rss")[-1] == datetime(
        2025, 11, 29, 8, 30, tzinfo=UTC
    )
    mixed = ["2025-11-28T08:00:00+02:00", "2025-11-28T08:00:00+01:00", "2025-11-28T08:00:00Z"]
    assert published(*mixed, NAIVE, url="https://akhbar.sa/rss")[-1] == datetime(
        2025, 11, 29, 7, 30, tzinfo=UTC
    )


def test_the_user_knows_best() -> None:
    (moment,) = published(NAIVE, url="https://akhbar.sa/rss", zone="Africa/Cairo")
    assert moment == datetime(2025, 11, 29, 8, 30, tzinfo=UTC)
    assert named_zone("Asia/Atlantis") is None
    assert named_zone("../../etc/passwd") is None


def test_outlets_of_the_starter_list_have_the_zone_of_their_seat() -> None:
    seats = {feed.url: feed.country for feed in starter_feeds()}
    url = next(
        url for url, country in seats.items() if country == "QA" and url.endswith(("b9", "s"))
    )
    zone = feed_zone([], url=url, site=None, language=None)
    assert zone is not None
    assert NOW.astimezone(zone).utcoffset() == timedelta(hours=3)
    abroad = next(url for url, country in seats.items() if country == "GB")
    assert feed_zone([], url=abroad, site=None, language=None) is None
