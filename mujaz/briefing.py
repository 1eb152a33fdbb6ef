"""What the reader may ask of the briefing, without knowing how one is made.

The values and the door only; whoever puts the rooms together hands the reader an implementation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """An edition to be read: Markdown of our own making, texts of sources escaped in it.

    Attributes:
        profile: name of the briefing.
        day: local date of the edition.
        title: one line, without markup.
        markdown: the whole edition.
        made: when it was made; None for a preview, which nobody has been sent.
    """

    profile: str
    day: date
    title: str
    markdown: str
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastBriefing:
    """An edition that was made, as a list shows it.

    Attributes:
        profile: name of the briefing.
        day: local date of the edition.
        title: one line, without markup.
        made: when it was made.
        stories: how many stories it tells of.
        deliveries: one line on each of its deliveries, in the user's language.
    """

    profile: str
    day: date
    title: str
    made: datetime
    stories: int
    deliveries: tuple[str, ...]


class Briefing(Protocol):
    """The briefing as the reader uses it.

    All methods block (files, network) and are for a worker thread; all raise
    :class:`mujaz.errors.MujazError` with one line for people.
    """

    def profiles(self) -> Sequence[str]:
        """Return the names of the briefings, the daily one first."""

    def preview(self, profile: str | None = None) -> BriefingPage:
        """Return today's edition as it would be now; nothing is written down or sent."""

    def past(self, limit: int = 30) -> Sequence[PastBriefing]:
        """Return the editions that were made, latest first."""

    def open(self, profile: str, day: date) -> BriefingPage:
        """Return an edition as it was made.

        Raises:
            UsageError: there was none.
        """

    def send_to_me(self, profile: str | None = None) -> str:
        """Mail today's edition, as it would be now, to the profile's first recipient.

        Returns:
            One line on what became of it.
        """
