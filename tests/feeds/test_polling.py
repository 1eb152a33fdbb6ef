"""When feeds are asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import FeedError
from mujaz.feeds.fetch import Response
from mujaz.feeds.polling import (
    MAX_NOT_FOUND,
    MAX_WAIT,
    after_failure,
    after_success,
    is_welcome,
    moved,
    without_network,
)  # fmt: skip
from mujaz.feeds.problems import NoAnswerError, StatusError, retry_after_seconds, status_error
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Entry, Feed, ParsedFeed

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


def parsed(*hours_ago: float, **wishes: Any) -> ParsedFeed:
    entries = tuple(
        Entry(str(n), None, "x", published=NOW - hours * HOUR) for n, hours in enumerate(hours_ago)
    )
    return ParsedFeed("x", None, None, entries, **wishes)


def asked(document: ParsedFeed | None, feed: Feed = FEED, **answer: Any) -> Feed:
    response = replace(ANSWER, **answer)
    return after_success(feed, NOW, settings=SETTINGS, response=response, parsed=document)


def test_the_interval_follows_the_pace() -> None:
    busy = asked(parsed(*(n / 10 for n in range(200))))
    usual = asked(parsed(*range(0, 48, 2)))
    seldom = asked(parsed(1, 200, 400))
    assert (busy.pace, usual.pace, seldom.pace) == (6, 115, 10_080)
    assert timedelta(minutes=10) <= wait(busy) <= timedelta(minutes=11)
    assert 1.9 * HOUR <= wait(usual) <= 2.2 * HOUR
    assert 6 * HOUR <= wait(seldom) <= 6.6 * HOUR
    assert wait(asked(parsed(3))) <= 1.1 * HOUR


def test_a_feed_that_falls_silent_is_asked_less_often() -> None:
    feed = asked(parsed(*(n / 10 for n in range(200))))
    unchanged = replace(ANSWER, not_modified=True)
    for hours, least in ((0.5, 10 / 60), (16, 2), (100, 6)):
        later = after_success(feed, NOW + hours * HOUR, settings=SETTINGS, response=unchanged)
        assert later.due is not None
        waited = later.due - (NOW + hours * HOUR)
        assert least * HOUR <= waited <= 1.1 * least * HOUR
    assert asked(parsed(0, 0.1, 0.2), feed).pace == 4


@pytest.mark.parametrize(
    ("document", "answer", "least"),
    [
        (parsed(wish=180), {}, 3 * HOUR),
        (parsed(), {"fresh": 7200.0}, 2 * HOUR),
        (parsed(), {"retry_after": 10_800.0}, 3 * HOUR),
        (parsed(wish=180), {"fresh": 7200.0}, 3 * HOUR),
        (parsed(wish=1440), {"fresh": 10.0**9}, MAX_WAIT),
    ],
)
def test_wishes_lengthen_the_wait(
    document: ParsedFeed, answer: dict[str, float], least: timedelta
) -> None:
    assert least <= wait(asked(document, **answer)) <= max(least, 1.1 * HOUR)


def test_a_wish_holds_while_nothing_is_new() -> None:
    feed = asked(parsed(wish=600))
    again = after_success(feed, NOW, settings=SETTINGS, response=replace(ANSWER, not_modified=True))
    assert wait(again) == 10 * HOUR


def test_skipped_hours_and_days_are_left_out() -> None:
    feed = asked(parsed(skip_hours=(10, 11, 12)))
    assert feed.due is not None
    assert (feed.due.hour, feed.due.day) == (13, 30)
    assert is_welcome(feed, feed.due)
    assert not is_welcome(feed, NOW.replace(hour=11))
    # 30 November 2025 is a Sunday
    rest = asked(parsed(skip_days=(6, 0)))
    assert rest.due is not None
    assert (rest.due.hour, rest.due.day, rest.due.month) == (0, 2, 12)
    for always in ({"skip_hours": tuple(range(24))}, {"skip_days": tuple(range(7))}):
        assert wait(asked(parsed(**always))) <= 1.1 * HOUR


def test_three_sightings_make_a_move() -> None:
    there, elsewhere = "https://new.example/rss", "https://third.example/"
    feed = FEED
    for target, times in (
        (there, 1),
        (there, 2),
        (elsewhere, 1),
        (None, 0),
        (there, 1),
        (there, 2),
    ):
        feed = asked(None, feed, moved_to=target)
        assert (feed.moved_times, moved(feed, NOW)) == (times, None)
    feed = after_failure(feed, NOW, settings=SETTINGS, error=FeedError("bad"))
    feed = asked(None, feed, moved_to=there)
    new = moved(feed, NOW)
    assert new is not None
    assert (new.url, new.moved_from, new.moved_on) == (there, FEED.url, NOW)
    assert (new.moved_to, new.moved_times) == (None, 0)


def test_a_password_stays_with_its_host_when_a_feed_moves() -> None:
    own = replace(FEED, url="https://u:p@news.example/rss", moved_times=3)
    here = moved(replace(own, moved_to="https://news.example/new"), NOW)
    away = moved(replace(own, moved_to="https://other.example/new"), NOW)
    assert here is not None
    assert away is not None
    assert (here.url, away.url) == ("https://u:p@news.example/new", "https://other.example/new")


def test_no_answer_is_tried_again_sooner() -> None:
    silent = after_failure(FEED, NOW, settings=SETTINGS, error=NoAnswerError("silence"))
    assert HOUR / 2 <= wait(silent) <= 0.6 * HOUR
    assert without_network(silent).due == NOW


def test_what_was_given_up_comes_back_when_it_answers() -> None:
    gone = after_failure(FEED, NOW, settings=SETTINGS, error=StatusError("gone", 410))
    assert (gone.disabled, gone.given_up) == (True, True)
    back = asked(parsed(1), gone)
    assert (back.disabled, back.given_up, back.error) == (False, False, None)
    own = replace(FEED, disabled=True)
    assert asked(parsed(1), own).disabled
    still = after_failure(own, NOW, settings=SETTINGS, error=StatusError("gone", 410))
    assert (still.disabled, still.given_up) == (True, False)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_how_long_is_taken_at_its_word(status: int) -> None:
    ill = after_failure(
        replace(FEED, failures=9), NOW, settings=SETTINGS, error=StatusError("x", status, 7200.0)
    )
    assert wait(ill) == 2 * HOUR
