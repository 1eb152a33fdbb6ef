"""Carrying out the deliveries of the outbox: at least once, at most one repeat.

What is sent are the exact bytes that were written down with the edition. A delivery is ``sending``
on disk before it can no longer be called back, so that a process that dies leaves a trace. Where
nobody knows whether a letter arrived, it is sent once more, under the same Message-ID, and then
never again by itself. RFC 1047 tells why that window cannot be closed, only made small.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from digest.ways import DoubtfulError, RefusedError, TemporaryError, Way
from mujaz.errors import BusyError
from mujaz.i18n import _
from mujaz.store.delivery import Delivery, DeliveryKind
from mujaz.store.protocol import Store

#: Tries before a delivery is given up: with waits of at most an hour, about a day.
MAX_TRIES: Final = 28
_LONGEST_WAIT: Final = 60
#: How often a commit is tried anew where others hold the store (5 s each).
_COMMITS: Final = 24


@dataclass(frozen=True, slots=True)
class Rules:
    """How the outbox is worked off.

    Attributes:
        doubts: how often a letter may be handed over without an answer: 2, or 1 where an
            uncertain one is to wait for the user.
    """

    doubts: int = 2


def backoff(tries: int) -> timedelta:
    """Return the wait after so many tries: 1, 2, 4, … minutes, at most an hour."""
    return timedelta(minutes=min(_LONGEST_WAIT, 2 ** min(max(0, tries - 1), 6)))


def is_open(delivery: Delivery, rules: Rules) -> bool:
    """Tell whether a delivery is still to be tried without being asked for."""
    if delivery.state == "pending":
        return True
    return (
        delivery.state == "uncertain"
        and delivery.next is not None
        and delivery.doubts < rules.doubts
    )


def recover(store: Store, now: datetime, rules: Rules) -> None:
    """Note the deliveries whose process died after handing over: their fate is uncertain.

    The caller holds the lock of the run, so that nobody is sending now.
    """
    for one in store.interrupted():
        lost = replace(
            one,
            state="uncertain",
            tries=one.tries + 1,
            next=now if one.doubts < rules.doubts else None,
            error=_("mujaz was stopped before the answer came."),
        )
        store.move_delivery(one, lost)


def work_off(
    store: Store,
    ways: Callable[[DeliveryKind], Way],
    deliveries: Iterable[Delivery],
    *,
    clock: Callable[[], datetime],
    rules: Rules,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Delivery]:
    """Try deliveries one after the other; return each as it stands afterwards.

    Args:
        store: where they stand written down.
        ways: returns the way of a kind of delivery, the same one each time.
        deliveries: which to try, such as ``store.deliveries(due=now)``.
        clock: the present moment.
        rules: what may be done.
        stopped: asked between two deliveries.

    Raises:
        StoreError: the outcome of a delivery could not be written down.
    """
    done: list[Delivery] = []
    for one in deliveries:
        if stopped():
            break
        if is_open(one, rules):
            done.append(_Attempt(store, one, clock, rules).carry_out(ways(one.kind)))
    return done


class _Attempt:
    """One try of one delivery, and what is written down of it."""

    def __init__(
        self, store: Store, delivery: Delivery, clock: Callable[[], datetime], rules: Rules
    ) -> None:
        self._store = store
        self._now_at = delivery
        self._before = delivery
        self._clock = clock
        self._rules = rules

    def carry_out(self, way: Way) -> Delivery:
        letter = self._store.letter(self._before.id)
        if letter is None:
            return self._refused(_("The bytes of this mail are kept no longer."))
        try:
            way.deliver(self._before.recipient, letter, self._hand_over)
        except DoubtfulError as error:
            return self._doubtful(str(error))
        except RefusedError as error:
            return self._refused(str(error))
        except TemporaryError as error:
            return self._later(str(error))
        return self._move(
            replace(
                self._now_at,
                state="sent",
                tries=self._before.tries + 1,
                next=None,
                error=None,
                sent=self._clock(),
            )
        )

    def _hand_over(self) -> None:
        self._move(replace(self._now_at, state="sending", doubts=self._before.doubts + 1))

    def _doubtful(self, error: str) -> Delivery:
        tries = self._before.tries + 1
        again = self._now_at.doubts < self._rules.doubts and tries < MAX_TRIES
        return self._move(
            replace(
                self._now_at,
                state="uncertain",
                tries=tries,
                next=self._clock() + backoff(tries) if again else None,
                error=error,
            )
        )

    def _later(self, error: str) -> Delivery:
        """Write down a clear no of this try; an earlier doubt remains one."""
        tries, doubts = self._before.tries + 1, self._before.doubts
        if tries >= MAX_TRIES:
            return self._refused(error)
        return self._move(
            replace(
                self._now_at,
                state="uncertain" if doubts else "pending",
                tries=tries,
                doubts=doubts,
                next=self._clock() + backoff(tries),
                error=error,
            )
        )

    def _refused(self, error: str) -> Delivery:
        """Give up: as failed, or as uncertain where an earlier try may have arrived."""
        doubts = self._before.doubts
        return self._move(
            replace(
                self._now_at,
                state="uncertain" if doubts else "failed",
                tries=self._before.tries + 1,
                doubts=doubts,
                next=None,
                error=error,
            )
        )

    def _move(self, after: Delivery) -> Delivery:
        """Write down where the delivery stands; a store that others hold is waited for.

        Raises:
            BusyError: they hold it for minutes, or another process has this delivery.
        """
        for left in range(_COMMITS, -1, -1):
            try:
                moved = self._store.move_delivery(self._now_at, after)
            except BusyError:
                if not left:
                    raise
                time.sleep(0.1)
            else:
                if moved is None:
                    raise BusyError(_("Another process is sending the briefing; try again later."))
                self._now_at = moved
                return moved
        raise AssertionError
