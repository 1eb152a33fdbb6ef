"""The briefing as the reader uses it; see :class:`mujaz.briefing.Briefing`.

Knows the desk. How a delivery's state is put into words is handed in: the command line has those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from digest.by_hand import send_preview
from digest.desk import Desk
from digest.issuing import compose, today
from digest.mail import subject_of
from digest.profiles import all_profiles, profile_named
from mujaz.briefing import BriefingPage, PastBriefing
from mujaz.errors import UsageError
from mujaz.i18n import _
from mujaz.store.delivery import Delivery


class BriefingService:
    """The briefing at a desk."""

    def __init__(self, desk: Desk, words: Callable[[Delivery], str]) -> None:
        """Take a desk.

        Args:
            desk: its store may be used from any thread.
            words: returns one line on where a delivery stands.
        """
        self._desk = desk
        self._words = words

    def profiles(self) -> Sequence[str]:
        """Return the names of the briefings, the daily one first."""
        return [one.name for one in all_profiles(self._desk.settings)]

    def preview(self, profile: str | None = None) -> BriefingPage:
        """Return today's edition as it would be now; nothing is written down or sent."""
        from digest.render import render

        chosen = profile_named(self._desk.settings, profile)
        now = self._desk.clock()
        day = today(chosen, now)
        edition = compose(self._desk.store, chosen, day, now, groups=self._desk.groups)
        return BriefingPage(chosen.name, day, subject_of(edition), render(edition, "md"))

    def past(self, limit: int = 30) -> Sequence[PastBriefing]:
        """Return the editions that were made, latest first."""
        return [
            PastBriefing(
                profile=one.profile,
                day=one.day,
                title=one.title,
                made=one.made,
                stories=one.stories,
                deliveries=tuple(map(self._words, self._deliveries(one.profile, one.day))),
            )
            for one in self._desk.store.issues(limit=limit)
        ]

    def _deliveries(self, profile: str, day: date) -> list[Delivery]:
        every = self._desk.store.deliveries(profile=profile, day=day)
        return [one for one in every if one.purpose == "edition"]

    def open(self, profile: str, day: date) -> BriefingPage:
        """Return an edition as it was made.

        Raises:
            UsageError: there was none.
        """
        issue = self._desk.store.issue(profile, day)
        if issue is None:
            raise UsageError(
                _("There was no briefing “{profile}” on {date}.").format(
                    profile=profile, date=day.isoformat()
                )
            )
        return BriefingPage(profile, day, issue.title, issue.text, issue.made)

    def send_to_me(self, profile: str | None = None) -> str:
        """Mail today's edition, as it would be now, to the profile's first recipient."""
        chosen = profile_named(self._desk.settings, profile)
        (delivery,) = send_preview(self._desk, chosen).tried
        return self._words(delivery)
