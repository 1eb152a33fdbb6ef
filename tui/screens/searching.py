"""Searching: words become rows while they are typed."""

from __future__ import annotations

import asyncio

from mujaz.i18n import _
from tui.listing import Listing
from tui.place import Place
from tui.screens.lists import Lists

PAUSE = 0.08
"""Seconds without a key before a search is made."""


class Searching(Lists):
    """Fills the list with what holds the words."""

    def search(self, words: str) -> None:
        """Search for words as they are typed; without any the section's list comes back."""
        if words.strip() != self.words:
            self.words = words.strip()
            self.begin(self._search(), "list")

    async def fill(self, place: Place) -> None:
        """Read what the list shows again: what was found, or the section's rows."""
        if self.words:
            await self._search()
        else:
            await super().fill(place)

    async def _search(self) -> None:
        """Show what holds the words."""
        await asyncio.sleep(PAUSE)
        if not self.words:
            await self.load_list()
            return
        found = await self.library.find(self.words)
        self.list.supply(found)
        self.list.empty = _("Nothing holds these words.")
        await self.stand(Listing([one.id for one in found], flat=True), Place())
