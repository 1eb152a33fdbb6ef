"""What is told of a feed: what happened, since when, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mujaz.feeds.health import ago, ahead, health
from mujaz.model import Feed

NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed("https://user:secret@news.example/rss", added=NOW - 30 * HOUR)
WELL = replace(FEED, checked=NOW - HOUR, succeeded=NOW - HOUR, due=NOW + HOUR, status=200)


def test_a_new_feed() -> None:
    told = health(FEED, NOW)
    assert (told.state, told.since) == ("new", FEED.added)
    assert told.next == "It is asked at the next refresh."


def test_a_feed_that_is_well() -> None:
    told = health(replace(WELL, newest=NOW - 3 * HOUR), NOW)
    assert (told.state, told.since) == ("ok", NOW - HOUR)
    assert told.happened == "It answered 1 hour ago. Its latest article came 3 hours ago."
    assert told.next == "It is asked again in 1 hour."


def test_a_feed_that_fails() -> None:
    ill = replace(
        WELL, error="https://…@news.example/rss: no such host.", failures=3,
        failing_since=NOW - 50 * HOUR, status=None, due=NOW + 8 * HOUR,
    )  # fmt: skip
    told = health(ill, NOW)
    assert (told.state, told.since) == ("failing", NOW - 50 * HOUR)
    assert told.happened.endswith("That was 3 times in a row.")
    assert told.next == "It is asked again in 8 hours."


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 429, 500, 503])
def test_every_status_is_told_without_the_address(status: int) -> None:
    told = health(replace(WELL, error="x", failures=1, status=status), NOW)
    assert f"({status})" in told.happened
    assert told.state == ("waiting" if status in (429, 503) else "failing")


def test_a_server_that_wants_peace() -> None:
    busy = replace(WELL, error="x", failures=1, status=429, due=NOW + 5 * HOUR)
    assert health(busy, NOW).next.endswith("it is asked again in 5 hours.")
    assert health(busy, NOW + 6 * HOUR).state == "failing"


def test_who_switched_it_off_is_told() -> None:
    off = health(replace(WELL, disabled=True), NOW)
    assert (off.state, off.happened) == ("disabled", "You have switched it off.")
    gone = health(replace(WELL, disabled=True, given_up=True, error="x", status=410), NOW)
    assert gone.state == "disabled"
    assert "(410)" in gone.happened
    assert gone.next != off.next


def test_a_move_is_told_before_and_after() -> None:
    moving = replace(WELL, moved_to="https://u:p@new.example/", moved_times=2)
    told = health(moving, NOW).happened
    assert "new.example" in told
    assert "2 of 3" in told
    moved = replace(WELL, moved_from="https://u:p@old.example/", moved_on=NOW - HOUR)
    assert "old.example" in health(moved, NOW).happened
    assert "old.example" not in health(moved, NOW + timedelta(days=40)).happened


def test_no_password_is_told() -> None:
    for feed in (
        replace(WELL, moved_to="https://u:hidden@new.example/", moved_times=1),
        replace(WELL, moved_from="https://u:hidden@new.example/", moved_on=NOW),
    ):
        assert "hidden" not in health(feed, NOW).happened


def test_spans_are_round() -> None:
    minute = HOUR / 60
    assert [ago(NOW - n * minute, NOW) for n in (0, 1, 45, 200, 3000)] == [
        "just now", "1 minute ago", "45 minutes ago", "3 hours ago", "2 days ago",
    ]  # fmt: skip
    assert [ahead(NOW + n * minute, NOW) for n in (-5, 2, 100, 60 * 24 * 9)] == [
        "in a moment", "in 2 minutes", "in 2 hours", "in 9 days",
    ]  # fmt: skip
