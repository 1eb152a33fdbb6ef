"""One run of the briefing: what is due is made, and what is open is sent.

One process at a time does this. Each step is on disk before the next one begins, so that a run
may be killed anywhere and the next one goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from digest.desk import Desk, Ways, only_run, since_of
from digest.due import due_dates
from digest.issuing import check_mail, issue, today
from digest.mail_settings import MailSettings
from digest.outbox import Rules, is_open, recover, work_off
from digest.profiles import Profile, all_profiles
from mujaz.clock import LAST_YEAR
from mujaz.store.delivery import Delivery, Issue
from mujaz.store.protocol import Store

Stopped = Callable[[], bool]
#: A moment by which every waiting time is over.
EVER: Final = datetime(LAST_YEAR, 12, 31, tzinfo=UTC)


def never() -> bool:
    """Tell that nobody wants the work to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Attributes:
        issued: editions that were made.
        tried: deliveries as they stand after this run's try.
        waiting: how many deliveries a later run will try again.
    """

    issued: tuple[Issue, ...] = ()
    tried: tuple[Delivery, ...] = ()
    waiting: int = 0

    @property
    def given_up(self) -> tuple[Delivery, ...]:
        """Deliveries of this run that no later run will try again by itself."""
        return tuple(
            one
            for one in self.tried
            if one.state == "failed" or (one.state == "uncertain" and one.next is None)
        )


def done_dates(store: Store, profile: Profile) -> list[date]:
    """Return the latest dates that had their edition."""
    return [one.day for one in store.issues(profile.name, limit=40)]


def dates_due(desk: Desk, profile: Profile) -> list[date]:
    """Return the dates whose edition of a profile is to be made now, by the calendar of slots."""
    return due_dates(
        profile.settings,
        desk.clock(),
        done_dates(desk.store, profile),
        since_of(desk.store, profile),
    )


def run_due(
    desk: Desk,
    *,
    refresh: Callable[[], None],
    if_due: bool,
    only: Profile | None = None,
    stopped: Stopped = never,
) -> Report:
    """Make the editions that are due, fetching news first, and send what is open.

    Args:
        desk: what to work with.
        refresh: fetches what is due, within its own bounds; called where an edition is to be made.
        if_due: only what the calendar of slots asks for, in its own time; else the user asks:
            today's edition is made now, and open deliveries are tried without waiting.
        only: this briefing only, not all that go somewhere.
        stopped: asked between two steps.

    Raises:
        BusyError: another process is at it.
        ConfigError: a briefing goes by mail, and section ``[mail]`` does not say how.
        StoreError: the store cannot be read or written.
    """
    with only_run(desk.lock):
        profiles = [only] if only else [p for p in all_profiles(desk.settings) if p.goes_somewhere]
        wanted = [(p, day) for p in profiles for day in _wanted(desk, p, if_due=if_due)]
        for profile, _day in wanted:
            check_mail(profile, desk.mail)
        if wanted:
            refresh()
        issued = []
        for profile, day in wanted:
            made = None if stopped() else issue(desk, profile, day, scheduled=if_due)
            if made is not None:
                issued.append(made)
        recover(desk.store, desk.clock(), rules_of(desk.mail))
        # earliest first: who was down for a day reads yesterday before today
        due = desk.store.deliveries(due=desk.clock() if if_due else EVER)
        return send(desk, sorted(due, key=lambda one: one.day), tuple(issued), stopped)


def _wanted(desk: Desk, profile: Profile, *, if_due: bool) -> list[date]:
    if if_due:
        return dates_due(desk, profile)
    day = today(profile, desk.clock())
    return [day] if desk.store.issue(profile.name, day) is None else []


def rules_of(mail: MailSettings) -> Rules:
    """Return how often a letter may be handed over without an answer."""
    return Rules(doubts=2 if mail.on_uncertain == "resend" else 1)


def send(
    desk: Desk,
    deliveries: Iterable[Delivery],
    issued: tuple[Issue, ...] = (),
    stopped: Stopped = never,
) -> Report:
    """Try deliveries now, and count what remains; the caller holds the lock."""
    rules = rules_of(desk.mail)
    ways = Ways(desk.mail)
    try:
        tried = work_off(
            desk.store, ways, deliveries, clock=desk.clock, rules=rules, stopped=stopped
        )
    finally:
        ways.close()
    waiting = sum(is_open(one, rules) for one in desk.store.deliveries(due=EVER))
    return Report(issued, tuple(tried), waiting)
