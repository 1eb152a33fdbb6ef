"""When a feed is asked again, from how it answered.

Knows intervals, back-off, what a server asks for and which feeds are given up. Who asks, and what
the answer held, is not known here. Waiting times spread by the address, not by chance: a run with
the same past makes the same plan.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mujaz.errors import MujazError
from mujaz.feeds.problems import StatusError
from mujaz.model import Feed

if TYPE_CHECKING:
    from mujaz.feeds.fetch import Response

MAX_WAIT = timedelta(hours=24)
#: After so many answers "not found" in a row a feed is given up.
MAX_NOT_FOUND = 10
_GONE = 410
_NOT_FOUND = 404
_JITTER = 0.1
_MAX_DOUBLINGS = 12


def after_success(feed: Feed, now: datetime, *, interval: int, response: Response) -> Feed:
    """Return a feed that answered: its validators, its health, and when it is due next.

    Args:
        feed: what was known before.
        now: when it was asked.
        interval: minutes between two looks; a tenth more at most is added, by the address.
        response: the answer. Its ``Retry-After`` lengthens the wait; after a 304 a validator that
            was not sent again still holds.
    """
    wait = max(_spread(timedelta(minutes=interval), feed.url), _wish(response.retry_after))
    kept = (feed.etag, feed.last_modified) if response.not_modified else (None, None)
    return replace(
        feed,
        etag=response.etag or kept[0],
        last_modified=response.last_modified or kept[1],
        checked=now,
        succeeded=now,
        due=now + wait,
        failures=0,
        error=None,
    )


def after_failure(
    feed: Feed,
    now: datetime,
    *,
    interval: int,
    error: MujazError,
    response: Response | None = None,
) -> Feed:
    """Return a feed that failed: its health, and when it is asked again, if at all.

    Each failure in a row doubles the interval, up to :data:`MAX_WAIT`; a server's wish to be left
    alone (``Retry-After``) is obeyed up to the same bound. A feed that is gone (410) is given up at
    once, one that is not found after :data:`MAX_NOT_FOUND` times. The validators stay as they
    were, so that a document that could not be read is asked for again.

    Args:
        feed: what was known before.
        now: when it was asked.
        interval: minutes between two looks at a feed that is well.
        error: what went wrong; a :class:`mujaz.feeds.problems.StatusError` brings its status.
        response: the answer, where there was one that could not be read.
    """
    status, wish = None, response.retry_after if response else None
    if isinstance(error, StatusError):
        status, wish = error.status, error.retry_after
    failures = feed.failures + 1
    doubled = timedelta(minutes=interval) * (1 << min(failures, _MAX_DOUBLINGS))
    wait = max(_spread(min(doubled, MAX_WAIT), feed.url), _wish(wish))
    given_up = status == _GONE or (status == _NOT_FOUND and failures >= MAX_NOT_FOUND)
    return replace(
        feed,
        checked=now,
        due=now + min(wait, MAX_WAIT),
        failures=failures,
        error=str(error),
        disabled=feed.disabled or given_up,
    )


def _wish(retry_after: float | None) -> timedelta:
    """Return how long a server wants to be left alone, within bounds."""
    return timedelta(seconds=min(max(retry_after or 0.0, 0.0), MAX_WAIT.total_seconds()))


def _spread(wait: timedelta, url: str) -> timedelta:
    """Lengthen a wait by up to a tenth, always the same for one address."""
    digest = hashlib.sha256(url.encode("utf-8", "replace")).digest()
    return wait * (1 + _JITTER * int.from_bytes(digest[:4], "big") / 2**32)
