"""A feed's health in sentences that a person understands: what happened, since when, what next.

Everything is told from the feed's own record; nothing is asked and nothing decided here. When a
feed is asked again is decided in :mod:`mujaz.feeds.polling`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mujaz.feeds.addresses import display_address
from mujaz.i18n import _, ngettext
from mujaz.model import Feed

State = Literal["ok", "new", "waiting", "failing", "disabled"]

#: Consecutive permanent redirects to one address after which it becomes the feed's own.
MOVES_NEEDED = 3
#: For so long it is told that a feed's address was changed.
_MOVE_IS_NEWS = timedelta(days=30)
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is.

    Attributes:
        state: ``ok``; ``new``: never asked; ``waiting``: its server wants to be left alone for a
            while; ``failing``: the last answer was no feed; ``disabled``: it is not asked.
        happened: what happened the last time, as sentences.
        since: since when it has been in this state; None where that is not known.
        next: what mujaz does next, as a sentence.
    """

    state: State
    happened: str
    since: datetime | None
    next: str


def health(feed: Feed, now: datetime) -> Health:
    """Return how a feed is, in the user's language.

    Args:
        feed: its record.
        now: the present moment.
    """
    state = state_of(feed, now)
    since = {
        "ok": feed.succeeded,
        "new": feed.added,
        "waiting": feed.failing_since,
        "failing": feed.failing_since,
        "disabled": feed.checked,
    }[state]
    parts = [
        _happened(feed, state, now),
        _times(feed) if state == "failing" else "",
        _move(feed, now),
    ]
    return Health(state, " ".join(filter(None, parts)), since, _next(feed, state, now))


def state_of(feed: Feed, now: datetime) -> State:
    """Return a feed's state alone."""
    if feed.disabled:
        return "disabled"
    if feed.error is not None:
        asked_to_wait = feed.status in (429, 503) and feed.due is not None and feed.due > now
        return "waiting" if asked_to_wait else "failing"
    return "new" if feed.checked is None else "ok"


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in round words: ``3 hours ago``."""
    unit, n = _round(now - moment)
    if unit == "minute":
        words = ngettext("{n} minute ago", "{n} minutes ago", n) if n else _("just now")
    elif unit == "hour":
        words = ngettext("{n} hour ago", "{n} hours ago", n)
    else:
        words = ngettext("{n} day ago", "{n} days ago", n)
    return words.format(n=n)


def ahead(moment: datetime, now: datetime) -> str:
    """Return how far ahead a moment is, in round words: ``in 3 hours``."""
    unit, n = _round(moment - now)
    if unit == "minute":
        words = ngettext("in {n} minute", "in {n} minutes", n) if n else _("in a moment")
    elif unit == "hour":
        words = ngettext("in {n} hour", "in {n} hours", n)
    else:
        words = ngettext("in {n} day", "in {n} days", n)
    return words.format(n=n)


def _round(length: timedelta) -> tuple[str, int]:
    """Return a length of time as a unit and how many of it, rounded."""
    seconds = max(0.0, length.total_seconds())
    if seconds < _HOUR - 2 * _MINUTE:
        return "minute", round(seconds / _MINUTE)
    if seconds < 1.5 * _DAY:
        return "hour", max(1, round(seconds / _HOUR))
    return "day", round(seconds / _DAY)


def _happened(feed: Feed, state: State, now: datetime) -> str:
    if state == "new":
        return _("It has not been asked yet.")
    if state == "disabled" and not feed.given_up:
        return _("You have switched it off.")
    if feed.error is not None:
        return _status_words(feed.status) or _without_address(feed.error, feed)
    if feed.checked is None:
        return _("All is well.")
    answered = _("It answered {ago}.").format(ago=ago(feed.checked, now))
    if feed.newest is None:
        return answered
    latest = _("Its latest article came {ago}.").format(ago=ago(feed.newest, now))
    return f"{answered} {latest}"


def _status_words(status: int | None) -> str:
    """Return what an error status means; empty where another sentence says more."""
    if status is None or status < 400:
        return ""
    if status in (401, 407):
        words = _("Its server asks for a user name and password ({status}).")
    elif status in (403, 451):
        words = _("Its server refuses us ({status}).")
    elif status == 404:
        words = _("Nothing is found at its address ({status}).")
    elif status == 410:
        words = _("Its publisher has removed it for good ({status}).")
    elif status == 429:
        words = _("Its server finds our requests too many ({status}).")
    elif status >= 500:
        words = _("Its server is in trouble ({status}).")
    else:
        words = _("Its server answered with an error ({status}).")
    return words.format(status=status)


def _without_address(error: str, feed: Feed) -> str:
    """Return an error without the address that it begins with, since that stands beside it."""
    shown = display_address(feed.url)
    rest = error.removeprefix(shown).lstrip(": ")
    return rest if rest != error and rest else error


def _times(feed: Feed) -> str:
    if feed.failures < 2:
        return ""
    words = ngettext("That was {n} time in a row.", "That was {n} times in a row.", feed.failures)
    return words.format(n=feed.failures)


def _move(feed: Feed, now: datetime) -> str:
    """Return where the feed has moved, or is moving, to."""
    if feed.moved_to is not None and feed.moved_times:
        words = _("Its server leads to {url} for good (seen {n} of {needed} times).")
        return words.format(
            url=display_address(feed.moved_to), n=feed.moved_times, needed=MOVES_NEEDED
        )
    if feed.moved_from is None or (feed.moved_on and now - feed.moved_on > _MOVE_IS_NEWS):
        return ""
    return _("It has moved here from {url}.").format(url=display_address(feed.moved_from))


def _next(feed: Feed, state: State, now: datetime) -> str:
    if state == "disabled":
        if feed.given_up:
            return _("It is not asked any more; look for its new address, or remove it.")
        return _("It is not asked until you switch it on.")
    if feed.due is None or feed.due <= now:
        return _("It is asked at the next refresh.")
    when = ahead(feed.due, now)
    if state == "waiting":
        return _("Its server wants to be left alone; it is asked again {when}.").format(when=when)
    return _("It is asked again {when}.").format(when=when)
