"""What a store must do for editions and their deliveries; part of :class:`mujaz.store.protocol.Store`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from mujaz.store.delivery import Delivery, Issue


class OutboxStore(Protocol):
    """Editions that were made, and where each of their deliveries stands."""

    def issue_edition(self, issue: Issue, letters: Sequence[tuple[Delivery, bytes]]) -> bool:
        """Write an edition down as made, with its deliveries; all of it or nothing.

        False, and nothing written, where this profile has had its edition of that date.
        """

    def issue(self, profile: str, day: date) -> Issue | None:
        """Return the edition that a profile had on a date."""

    def issues(self, profile: str | None = None, limit: int | None = None) -> list[Issue]:
        """Return the editions that were made, latest date first, without their texts."""

    def add_letter(self, delivery: Delivery, letter: bytes) -> bool:
        """Put one more delivery into the outbox; False where it is there already."""

    def deliveries(
        self,
        *,
        profile: str | None = None,
        day: date | None = None,
        due: datetime | None = None,
        limit: int | None = None,
    ) -> list[Delivery]:
        """Return deliveries, latest date first.

        Args:
            profile: of this briefing only.
            day: of this date only.
            due: only those that may be tried at this moment: pending ones, and uncertain ones with
                a time for it.
            limit: at most so many.
        """

    def letter(self, delivery_id: str) -> bytes | None:
        """Return the exact bytes of a delivery; None where they are kept no longer."""

    def move_delivery(self, before: Delivery, after: Delivery) -> Delivery | None:
        """Write where a delivery stands now, and return it, on disk when this returns.

        None, and nothing written, where it stands no longer where ``before`` says: another
        process has it.
        """

    def interrupted(self) -> list[Delivery]:
        """Return the deliveries whose process died between handing over and the answer."""

    def late_articles(self, before: Issue, reach: timedelta) -> list[str]:
        """Return ids of articles that an edition would have told, had they come in time.

        Args:
            before: the edition.
            reach: how long before its end they were published at most.
        """
