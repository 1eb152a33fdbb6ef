"""How ``mujaz feeds check`` tells of feeds: those with troubles first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from cli.output import say, say_json, tell
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from mujaz.feeds.health import Health
    from mujaz.model import Feed

_ORDER = ("failing", "waiting", "disabled", "new", "ok")


def say_health(feeds: Sequence[Feed], now: datetime, *, as_json: bool) -> None:
    """Write the health of feeds to stdout."""
    from mujaz.feeds.health import health

    told = [(feed, health(feed, now)) for feed in feeds]
    told.sort(key=lambda one: _ORDER.index(one[1].state))
    if as_json:
        say_json(_row(feed, state) for feed, state in told)
        return
    if not told:
        tell(_("There are no feeds yet; add one: `mujaz feeds add URL`."))
    for feed, state in told:
        _say(feed, state, now)
    if told:
        well = sum(state.state in ("ok", "new") for _feed, state in told)
        feeds_are = ngettext("{n} feed", "{n} feeds", len(told)).format(n=len(told))
        tell(_("{feeds}, {n} of them without trouble.").format(feeds=feeds_are, n=well))


def _say(feed: Feed, state: Health, now: datetime) -> None:
    from mujaz.feeds.addresses import display_address
    from mujaz.feeds.health import ago

    say(f"{feed.source or feed.title or '—'} · {state_name(state.state)}")
    say(display_address(feed.url))
    since = ""
    if state.state in ("failing", "waiting") and state.since is not None and feed.failures > 1:
        since = _("It began {ago}.").format(ago=ago(state.since, now))
    happened = "" if state.state == "new" else state.happened  # its state says so
    say(" ".join(filter(None, (happened, since, state.next))))
    say()


def state_name(state: str) -> str:
    """Return the name of a feed's state in the user's language."""
    return {
        "ok": _("in good health"),
        "new": _("not asked yet"),
        "waiting": _("left alone for now"),
        "failing": _("in trouble"),
        "disabled": _("switched off"),
    }[state]


def _row(feed: Feed, state: Health) -> dict[str, object]:
    from mujaz.feeds.addresses import without_credentials

    return {
        "url": without_credentials(feed.url),
        "source": feed.source,
        "title": feed.title,
        "state": state.state,
        "happened": state.happened,
        "since": state.since,
        "next": state.next,
        "due": feed.due,
        "status": feed.status,
        "failures": feed.failures,
        "error": feed.error,
        "moved_to": feed.moved_to and without_credentials(feed.moved_to),
        "moved_from": feed.moved_from and without_credentials(feed.moved_from),
    }
