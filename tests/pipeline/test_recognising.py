"""Outlets that change guids, links and hosts bring nothing back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mujaz.model import Article, ArticleFilter, Entry, Feed, short_id
from mujaz.pipeline.recognising import recognise
from mujaz.store.sqlite import SqliteStore
from mujaz.text import fold

FEED = Feed("https://news.example/feed", source="مرصد الميناء")
NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)
TITLE = "افتتاح جسر الوادي أمام السيارات"
LINK = "https://news.example/2025/bridge"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        opened.add_feed(FEED)
        opened.add_articles([article("old")])
        yield opened


def article(guid: str, url: str | None = LINK, title: str = TITLE, feed: str = FEED.url) -> Article:
    return Article(
        short_id("a", feed, guid), feed, guid, FEED.source, title, "نص الخبر.", NOW, NOW, url=url
    )


def entry(
    guid: str, url: str | None = LINK, title: str = TITLE, published: datetime | None = NOW
) -> Entry:
    return Entry(guid=guid, url=url, title=title, published=published)


def guids(store: SqliteStore, *entries: Entry, feed: Feed = FEED) -> list[str]:
    found, known = recognise(store, feed, entries)
    assert known == {one.guid for one in found} & {"old", "other"}
    return [one.guid for one in found]


@pytest.mark.parametrize(
    "again",
    [
        entry("new"),
        entry("new", title="جسر الوادي يفتح أمام السيارات", published=NOW + timedelta(hours=3)),
        entry("new", published=None),
        entry("new", url="https://other.example/bridge"),  # another host, the same headline and day
        entry("new", url=None, title="افتتاح جسر الوادي أمام السّيارات"),
    ],
)
def test_a_changed_guid_is_recognised(store: SqliteStore, again: Entry) -> None:
    assert guids(store, again, entry("next", "https://news.example/n", "خبر آخر")) == [
        "old",
        "next",
    ]


@pytest.mark.parametrize(
    "fresh",
    [
        entry("new", "https://news.example/other", "خبر آخر"),
        entry("new", title="حلقة جديدة من البرنامج", published=NOW + timedelta(days=7)),
        entry("new", "https://news.example/other", published=NOW + timedelta(days=2)),
        entry("new", "https://news.example/other", published=None),
    ],
)
def test_what_is_new_stays_new(store: SqliteStore, fresh: Entry) -> None:
    assert guids(store, fresh) == ["new"]


def test_two_entries_of_one_document_stay_two(store: SqliteStore) -> None:
    assert guids(store, entry("old"), entry("new")) == ["old", "new"]
    assert guids(store, entry("new 1"), entry("new 2")) == ["old", "new 2"]


def test_a_link_that_many_share_tells_nothing(store: SqliteStore) -> None:
    home = "https://news.example/"
    store.add_articles([article("other", home, "خبر الميناء")])
    new = [entry(f"n{n}", home, f"خبر {n}") for n in range(3)]
    assert guids(store, *new) == ["n0", "n1", "n2"]


def test_feeds_stay_apart(store: SqliteStore) -> None:
    other = Feed("https://other.example/feed", source=FEED.source)
    store.add_feed(other)
    assert guids(store, entry("new"), feed=other) == ["new"]
    store.add_articles([article("x", None, "خبر", other.url)])
    assert guids(store, entry("new"), feed=other) == ["new"]


def test_what_was_purged_does_not_come_back_under_a_new_guid(store: SqliteStore) -> None:
    store.set_read([short_id("a", FEED.url, "old")], True, NOW)
    later = NOW + timedelta(days=90)
    assert store.purge(later, later).articles == 1
    assert store.add_articles([article("new")], FEED).new == ()
    assert store.add_articles([article("new 2", title="خبر آخر")], FEED).new != ()
    assert fold(TITLE) not in [fold(one.title) for one in store.articles(ArticleFilter())]
