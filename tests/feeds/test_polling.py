"""When feeds are asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import FeedError
from mujaz.feeds.fetch import Response
from mujaz.feeds.polling import MAX_NOT_FOUND, MAX_WAIT, after_failure, after_success
from mujaz.feeds.problems import StatusError, retry_after_seconds, status_error
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Feed

NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)
FEED = Feed("https://news.example/rss", etag='"old"', last_modified="then")
ANSWER = Response(
    url=FEED.url, status=200, body=b"x", content_type="", charset=None, etag='"new"',
    last_modified=None, not_modified=False, moved_to=None, retry_after=None,
)  # fmt: skip
HOUR = timedelta(hours=1)
SETTINGS = FetchSettings()


def wait(feed: Feed) -> timedelta:
    assert feed.due is not None
    return feed.due - NOW


def test_success() -> None:
    ill = replace(FEED, failures=3, error="x")
    feed = after_success(ill, NOW, settings=SETTINGS, response=ANSWER)
    assert (feed.failures, feed.error, feed.checked, feed.succeeded) == (0, None, NOW, NOW)
    assert (feed.etag, feed.last_modified) == ('"new"', None)
    assert HOUR <= wait(feed) <= 1.1 * HOUR
    assert feed == after_success(ill, NOW, settings=SETTINGS, response=ANSWER)


def test_nothing_new_keeps_the_validators() -> None:
    unchanged = replace(ANSWER, not_modified=True, etag=None)
    feed = after_success(FEED, NOW, settings=SETTINGS, response=unchanged)
    assert (feed.etag, feed.last_modified) == ('"old"', "then")


def test_failures_back_off() -> None:
    feed, waits = FEED, []
    for _ in range(12):
        feed = after_failure(feed, NOW, settings=SETTINGS, error=FeedError("bad"))
        waits.append(wait(feed))
    assert 2 * HOUR <= waits[0] <= 2.2 * HOUR
    assert 4 * HOUR <= waits[1] <= 4.4 * HOUR
    assert waits == sorted(waits)
    assert waits[-1] == MAX_WAIT
    assert (feed.failures, feed.error, feed.succeeded, feed.disabled) == (12, "bad", None, False)
    assert (feed.etag, feed.last_modified) == ('"old"', "then")


@pytest.mark.parametrize(
    ("asked", "least"), [(18_000.0, 5 * HOUR), (10.0**9, MAX_WAIT), (-5.0, HOUR)]
)
def test_retry_after_is_obeyed_within_a_day(asked: float, least: timedelta) -> None:
    feed = after_failure(FEED, NOW, settings=SETTINGS, error=StatusError("busy", 429, asked))
    assert least <= wait(feed) <= MAX_WAIT
    calm = after_success(FEED, NOW, settings=SETTINGS, response=replace(ANSWER, retry_after=asked))
    assert min(least, HOUR) <= wait(calm) <= MAX_WAIT


def test_what_is_gone_is_given_up() -> None:
    assert after_failure(FEED, NOW, settings=SETTINGS, error=StatusError("gone", 410)).disabled
    feed = FEED
    for _ in range(MAX_NOT_FOUND - 1):
        feed = after_failure(feed, NOW, settings=SETTINGS, error=StatusError("none", 404))
    assert not feed.disabled
    assert after_failure(feed, NOW, settings=SETTINGS, error=StatusError("none", 404)).disabled
    assert not after_failure(feed, NOW, settings=SETTINGS, error=StatusError("no", 403)).disabled


@given(st.integers(5, 10_080), st.integers(0, 500), st.text(max_size=30))
def test_every_wait_is_bounded(interval: int, failures: int, url: str) -> None:
    feed = after_failure(
        Feed(url, failures=failures),
        NOW,
        settings=FetchSettings(interval=interval),
        error=FeedError("bad"),
    )
    assert timedelta(minutes=interval) <= wait(feed) or wait(feed) == MAX_WAIT
    assert wait(feed) <= MAX_WAIT


@pytest.mark.parametrize(
    ("field", "seconds"),
    [(None, None), ("120", 120.0), (" 0 ", 0.0), ("Sun, 30 Nov 2025 10:00:00 GMT", 3600.0),
     ("Sun, 30 Nov 2025 08:00:00 GMT", 0.0), ("999999999999", 86_400.0), ("soon", None), ("-5", None),
     ("", None), ("١٢٠", None), ("Sun, 99 Nov 2025 10:00:00 GMT", None)],
)  # fmt: skip
def test_retry_after_fields(field: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(field, NOW) == seconds


def test_every_status_has_words() -> None:
    for status in range(300, 600):
        error = status_error(status, "https://x.example/", None)
        assert error.status == status
        assert str(status) in str(error)
