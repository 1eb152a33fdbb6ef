"""What every way of delivery has in common: a letter handed over, and what may come of it.

There is one moment after which a letter may arrive whatever happens to us. Each way calls
``hand_over`` right before it, so that the outbox has it on disk; a failure before that moment is a
plain failure, a failure after it without an answer is a doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mujaz.errors import MujazError

HandOver = Callable[[], None]


class DeliveryError(MujazError):
    """A letter was not delivered, or perhaps not; the text is one line that says why."""


class TemporaryError(DeliveryError):
    """It was surely not delivered, and a later try may succeed."""

    exit_code = 75


class RefusedError(DeliveryError):
    """It was surely not delivered, and trying again would be answered the same."""


class DoubtfulError(DeliveryError):
    """It was handed over whole, and no answer came: it may have arrived or not."""


class Way(Protocol):
    """A way that letters leave by; used by one thread, for the letters of one run."""

    def deliver(self, recipient: str, content: bytes, hand_over: HandOver) -> None:
        """Deliver a letter to one recipient; it is taken when this returns.

        Args:
            recipient: a checked mail address, or a path, as the way asks for.
            content: the exact bytes.
            hand_over: called once, right before the letter can no longer be called back; where
                it raises, nothing is delivered and the error goes on.

        Raises:
            TemporaryError: not delivered, a later try may succeed.
            RefusedError: not delivered, a later try would not succeed either.
            DoubtfulError: handed over, its fate unknown.
        """

    def close(self) -> None:
        """Let go of what the way holds open; its failures tell nothing of the letters."""
