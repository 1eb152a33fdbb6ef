"""Searching: a query becomes rows while it is typed, what is wrong with it a line under the box."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

from textual import on

from mujaz.i18n import _
from mujaz.query import Query, QueryError, parse_query
from tui.finding import find, read_snippets
from tui.listing import Listing
from tui.place import Place
from tui.screens.lists import READY, Lists
from tui.sections import Section
from tui.widgets.hint import Hint
from tui.widgets.story_list import StoryList

PAUSE = 0.08
"""Seconds without a key before a search is made."""


class Searching(Lists):
    """Fills the list with what answers to a query.

    Attributes:
        found_flat: what is found is listed as articles, not as stories.
        hint: the line under the search box.
    """

    found_flat = True
    _stop: threading.Event | None = None

    def search(self, words: str) -> None:
        """Search for what is being typed; without any words the section's list comes back."""
        if words.strip() != self.words:
            self.words = words.strip()
            self.begin(self._search(), "list")

    async def fill(self, place: Place) -> None:
        """Read what the list shows again: what was found, or the section's rows."""
        if self.words:
            await self._search(place)
        else:
            await super().fill(place)

    async def load_list(self, place: Place | None = None) -> None:
        """Read the list of the section; a saved search marks its words in it."""
        section = self.section
        self.list.seek(parse_query(section.query, self.clock()).words if section.query else ())
        await super().load_list(place)
        if section.kind == "saved" and section is self.section:
            self.begin(self._seen(section), "seen")

    async def _seen(self, section: Section) -> None:
        """Note that a saved search was looked at: what is there now is no longer new."""
        await self.library.write(lambda store: store.mark_search_seen(section.key))
        if section.unread:
            self.load_sections()

    # -------------------------------------------------------------------- search
    async def _search(self, place: Place | None = None) -> None:
        """Show what answers to the query; an older search that still goes on is given up."""
        if self._stop is not None:
            self._stop.set()
        stop = self._stop = threading.Event()
        await asyncio.sleep(PAUSE)
        query = self._read_query()
        if query is None:
            return
        if not query:
            await self.load_list()
            return
        found = await self.library.look_up(find, query, flat=self.found_flat, stop=stop.is_set)
        if stop.is_set():
            return
        self.list.seek(found.query.words, snippets=found.flat)
        self.list.empty = _("Nothing answers to this search.")
        ids = list(found.ids)
        first = ids[:READY]
        self.list.supply(
            await self.library.summaries([] if found.flat else first, first if found.flat else [])
        )
        await self.stand(Listing(ids, flat=found.flat), place or Place())
        if found.flat:
            await self._supply_snippets(first)

    def _read_query(self) -> Query | None:
        """Return the query; None where it cannot be read, which is told under the box."""
        try:
            query = parse_query(self.words, self.clock())
        except QueryError as error:
            self.show_hint(str(error), error=True)
            return None
        self.show_hint("")
        return query

    def show_hint(self, text: str, *, error: bool = False) -> None:
        """Show a line under the search box while that is open."""
        for hint in self.query(Hint):
            hint.show(text, error=error)

    @on(StoryList.Wanted)
    def _want_snippets(self, event: StoryList.Wanted) -> None:
        if self.words and self.list.listing.flat and event.articles:
            self.begin(self._supply_snippets(event.articles), "snippets", exclusive=False)

    async def _supply_snippets(self, articles: Sequence[str]) -> None:
        """Show where in their texts articles hold the words."""
        words = self.list.sought
        if words:
            length = max(20, self.list.size.width - 4)
            pieces = await self.library.look_up(read_snippets, articles, words, length)
            if words == self.list.sought:
                self.list.supply_snippets(pieces)
