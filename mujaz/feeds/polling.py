"""When a feed is asked again, from how it answered, how often it publishes and what it wishes.

Knows intervals, back-off, what publishers and servers ask for, moves, and which feeds are given up.
Who asks, and what the answer held, is not known here. Waiting times spread by the address, not by
chance: a run with the same past makes the same plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mujaz.errors import MujazError
from mujaz.feeds.addresses import keep_credentials
from mujaz.feeds.health import MOVES_NEEDED
from mujaz.feeds.problems import NoAnswerError, StatusError
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Feed, ParsedFeed

if TYPE_CHECKING:
    from mujaz.feeds.fetch import Response

MAX_WAIT = timedelta(hours=24)
#: After so many answers "not found" in a row a feed is given up.
MAX_NOT_FOUND = 10
_GONE = 410
_NOT_FOUND = 404
_ASKS_FOR_PEACE = (429, 503)
_JITTER = 0.1
_MAX_DOUBLINGS = 12
#: A host that gave no answer at all is tried sooner than one that gave a bad one.
_NO_ANSWER = 0.25
_WEEK = timedelta(days=7)
#: A feed that is silent for longer than its pace is asked after this part of its silence.
_SILENCE = 8


def after_success(
    feed: Feed,
    now: datetime,
    *,
    settings: FetchSettings,
    response: Response,
    parsed: ParsedFeed | None = None,
) -> Feed:
    """Return a feed that answered: its validators, its health, and when it is due next.

    The wait is what its pace suggests, lengthened to what the answer (``Retry-After``,
    ``Cache-Control``) and the document (``ttl``, ``sy:``, ``skipHours``, ``skipDays``) ask for.

    Args:
        feed: what was known before.
        now: when it was asked.
        settings: the section ``[fetch]``: intervals in minutes.
        response: the answer. After a 304 a validator that was not sent again still holds.
        parsed: the document, where there was a new one.
    """
    kept = (feed.etag, feed.last_modified) if response.not_modified else (None, None)
    known = _moving(_described(feed, parsed, now), response.moved_to)
    wait = max(
        _spread(_interval(known, now, settings), feed.url),
        timedelta(minutes=known.wish or 0),
        _seconds(response.fresh),
        _seconds(response.retry_after),
    )
    return replace(
        known,
        etag=response.etag or kept[0],
        last_modified=response.last_modified or kept[1],
        checked=now,
        succeeded=now,
        due=_outside_skipped(now + min(wait, MAX_WAIT), known),
        failures=0,
        error=None,
        status=response.status,
        failing_since=None,
        # one that we gave up and that the user asks for by name is back; his own wish stands
        disabled=feed.disabled and not feed.given_up,
        given_up=False,
    )


def after_failure(
    feed: Feed,
    now: datetime,
    *,
    settings: FetchSettings,
    error: MujazError,
    response: Response | None = None,
) -> Feed:
    """Return a feed that failed: its health, and when it is asked again, if at all.

    Each failure in a row doubles the wait, up to :data:`MAX_WAIT`; a server's wish to be left
    alone (``Retry-After``) is obeyed up to the same bound. A feed that is gone (410) is given up at
    once, one that is not found after :data:`MAX_NOT_FOUND` times. The validators stay as they
    were, so that a document that could not be read is asked for again.

    Args:
        feed: what was known before.
        now: when it was asked.
        settings: the section ``[fetch]``; its ``interval`` is what is doubled.
        error: what went wrong; a :class:`mujaz.feeds.problems.StatusError` brings its status.
        response: the answer, where there was one that could not be read.
    """
    status, wish = (response.status, response.retry_after) if response else (None, None)
    if isinstance(error, StatusError):
        status, wish = error.status, error.retry_after
    failures = feed.failures + 1
    first = settings.interval * (_NO_ANSWER if isinstance(error, NoAnswerError) else 1)
    doubled = timedelta(minutes=first) * (1 << min(failures, _MAX_DOUBLINGS))
    if status in _ASKS_FOR_PEACE and wish is not None:
        # the server has said how long; to come later would be no more polite
        doubled = timedelta(minutes=settings.interval)
    wait = max(_spread(min(doubled, MAX_WAIT), feed.url), _seconds(wish))
    given_up = status == _GONE or (status == _NOT_FOUND and failures >= MAX_NOT_FOUND)
    return replace(
        feed,
        checked=now,
        due=now + min(wait, MAX_WAIT),
        failures=failures,
        error=str(error),
        status=status,
        failing_since=feed.failing_since or now,
        disabled=feed.disabled or given_up,
        given_up=feed.given_up or (given_up and not feed.disabled),
    )


def without_network(feed: Feed) -> Feed:
    """Return a feed that failed in a run in which no server answered: it is due at once.

    The fault is then not likely to be the feed's, and a laptop that is back on the network must
    not wait for a back-off to end.
    """
    return replace(feed, due=feed.checked)


def in_peace(feed: Feed, other: Feed) -> Feed:
    """Return a feed whose host has just asked for peace by way of another feed: it waits too."""
    return replace(feed, due=max(filter(None, (feed.due, other.due)), default=None))


def is_welcome(feed: Feed, now: datetime) -> bool:
    """Tell whether a feed that is due may be asked at this hour, by its own wish."""
    return now.hour not in _hours(feed) and now.weekday() not in _days(feed)


def moved(feed: Feed, now: datetime) -> Feed | None:
    """Return the feed at its new address where it has been seen there often enough, else None.

    Args:
        feed: the feed after a success.
        now: the present moment.
    """
    if feed.moved_to is None or feed.moved_times < MOVES_NEEDED:
        return None
    return replace(
        feed,
        url=keep_credentials(feed.url, feed.moved_to),
        moved_to=None,
        moved_times=0,
        moved_from=feed.url,
        moved_on=now,
    )


def pace_of(published: Iterable[datetime | None], now: datetime) -> int | None:
    """Return how many minutes lie between two articles of a document; None for fewer than two.

    Args:
        published: when its entries were published, in any order.
        now: the present moment; what is older than a week does not count.
    """
    dates = sorted(date for date in published if date is not None)
    if len(dates) < 2:
        return None
    recent = [date for date in dates if date > now - _WEEK]
    # A document that holds no more than the last days says nothing of the days before them.
    length = _WEEK if len(recent) < len(dates) or len(recent) < 2 else now - recent[0]
    return max(1, round(length.total_seconds() / 60 / max(1, len(recent))))


def _described(feed: Feed, parsed: ParsedFeed | None, now: datetime) -> Feed:
    """Return a feed with the pace and the wishes of its new document."""
    if parsed is None:
        return feed
    published = [entry.published for entry in parsed.entries]
    return replace(
        feed,
        pace=pace_of(published, now),
        newest=max(filter(None, published), default=None),
        wish=parsed.wish,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
    )


def _moving(feed: Feed, target: str | None) -> Feed:
    """Count how often in a row permanent redirects have led to the same address."""
    if target is None or target == feed.url:
        return replace(feed, moved_to=None, moved_times=0)
    times = feed.moved_times + 1 if target == feed.moved_to else 1
    return replace(feed, moved_to=target, moved_times=times)


def _interval(feed: Feed, now: datetime, settings: FetchSettings) -> timedelta:
    """Return the wait that a feed's pace suggests, within the user's bounds."""
    if feed.pace is None:
        return timedelta(minutes=settings.interval)
    wait = timedelta(minutes=feed.pace)
    if feed.newest is not None:
        wait = max(wait, (now - feed.newest) / _SILENCE)
    shortest = timedelta(minutes=settings.interval_min)
    return max(shortest, min(wait, timedelta(minutes=settings.interval_max)))


def _outside_skipped(moment: datetime, feed: Feed) -> datetime:
    """Return the first moment from then on at which the feed may be asked, at most a week later."""
    for hours in range(24 * 7):
        later = moment + timedelta(hours=hours)
        if is_welcome(feed, later):
            if not hours:
                return later
            start = later.replace(minute=0, second=0, microsecond=0)
            return start + _spread(timedelta(hours=1), feed.url) - timedelta(hours=1)
    return moment


def _hours(feed: Feed) -> Sequence[int]:
    """Return the hours in which a feed is not asked; one that skips all of them means none."""
    return feed.skip_hours if len(set(feed.skip_hours)) < 24 else ()


def _days(feed: Feed) -> Sequence[int]:
    return feed.skip_days if len(set(feed.skip_days)) < 7 else ()


def _seconds(wish: float | None) -> timedelta:
    """Return how long a server wants to be left alone, within bounds."""
    return timedelta(seconds=min(max(wish or 0.0, 0.0), MAX_WAIT.total_seconds()))


def _spread(wait: timedelta, url: str) -> timedelta:
    """Lengthen a wait by up to a tenth, always the same for one address."""
    digest = hashlib.sha256(url.encode("utf-8", "replace")).digest()
    return wait * (1 + _JITTER * int.from_bytes(digest[:4], "big") / 2**32)
