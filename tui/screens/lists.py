"""The list and the sidebar: what they hold, read by pages, and read again when it changed."""

from __future__ import annotations

import asyncio
from typing import cast, get_args

from textual import on

from mujaz.i18n import _, ngettext
from tui.blocks import Block
from tui.direction import interface_base
from tui.listing import Listing
from tui.merge import merged
from tui.place import KEY, Place, read_place
from tui.screens.articles import Articles
from tui.sections import Section, SectionKind, section_at
from tui.widgets.story_list import StoryList

FIRST = 200
"""Rows that are read before the rest of a long list, so that the first frame waits for few."""
READY = 40
FRAME = 0.1
"""Seconds that the first frame is given before anything else is read."""


class Lists(Articles):
    """Fills list, sidebar and the line above them."""

    async def start(self) -> None:
        """Go to where the reader was left, before the first frame: it shows nothing else."""
        place = read_place(await self.library.value(KEY))
        self.flat, self.unread = place.flat, place.unread
        if place.kind in get_args(SectionKind):
            kind = cast("SectionKind", place.kind)
            self.section = await self.library.ask(section_at, kind, place.key)
        more = await self._first_rows(place)
        self.focus_pane(place.pane)
        self.started = True
        self.begin(self._go_on(place if more else None), "list")

    async def _go_on(self, place: Place | None) -> None:
        """Count the sections and read the rest of the list, after the first frame."""
        await asyncio.sleep(FRAME)
        self.load_sections()
        if place is not None:
            await self._all_rows(place)

    def focus_pane(self, name: str) -> None:
        """Give a pane the focus; the reader's screen knows which ones are on the screen."""
        raise NotImplementedError

    # ---------------------------------------------------------------------- list
    async def load_list(self, place: Place | None = None) -> None:
        """Read the list of the section, its first rows before the rest.

        Args:
            place: where to put the cursor; the beginning where its row is gone.
        """
        place = place or Place()
        if await self._first_rows(place):
            await self._all_rows(place)

    async def _first_rows(self, place: Place) -> bool:
        """Show the beginning of the list; True where there is more."""
        wanted = self.section.wanted(self.clock(), unread=self.unread)
        ids = await self.library.ids(wanted, flat=self.flat, limit=FIRST)
        first = ids[:READY]
        summaries = await self.library.summaries(
            [] if self.flat else first, first if self.flat else []
        )
        self.fresh = 0
        if not ids:
            self.list.empty = await self.why_empty()
        self.list.supply(summaries)
        await self.stand(Listing(ids, flat=self.flat), place)
        return len(ids) == FIRST

    async def _all_rows(self, place: Place) -> None:
        """Show the whole list; a cursor that was moved meanwhile stays where it is."""
        wanted = self.section.wanted(self.clock(), unread=self.unread)
        everything = await self.library.ids(wanted, flat=self.flat, limit=None)
        if place.row is None or self.list.listing.find(place.row) is not None:
            place = self.place
        await self.stand(Listing(everything, flat=self.flat), place)

    async def why_empty(self) -> str:
        """Return why the list is empty, and what to do about it."""
        everything = self.section.kind == "all" and not self.unread
        if not everything:
            return _("Nothing here.")
        key = self.key_of("refresh")
        if not self.flat and await self.library.ask(lambda store: bool(store.ungrouped())):
            return _("What came is not in stories yet: {key} goes on with it.").format(key=key)
        if await self.library.ask(lambda store: bool(store.feeds())):
            return _("No news yet: {key} fetches what the feeds hold.").format(key=key)
        key = self.key_of("feeds")
        return _("No feeds yet: {key} opens the feed manager, which adds some.").format(key=key)

    async def stand(self, listing: Listing, place: Place) -> None:
        """Show a list with the cursor on a place's row, its story opened where it was."""
        story = listing.find(place.story)
        if story is not None and place.story is not None:
            listing.open(story, await self.library.story_articles(place.story))
        index = listing.find(place.row)
        self.list.show(listing, index or 0)
        self.show_state()
        if self.list.current is None:
            self.show_empty()
        elif self.reading is None or self.reading.row != self.list.current or self.words:
            await self.load_article((place.block, place.offset) if index is not None else None)

    async def merge(self) -> None:
        """Take in what came, without moving the row, the scroll or the article that is read."""
        if self.words or not self.started:
            self.load_sections()
            return
        wanted = self.section.wanted(self.clock(), unread=self.unread)
        section, flat, unread = self.section, self.flat, self.unread
        ids = await self.library.ids(wanted, flat=flat, limit=None)
        opened = {one: await self.library.story_articles(one) for one in self.list.listing.opened}
        while True:
            older, anchor = self.list.listing, self.list.top_row
            newer = await asyncio.to_thread(merged, older, ids, anchor, opened)
            shown = self.list.window(newer.listing)
            rows = await self.library.summaries(shown, shown)
            if (section, flat, unread) != (self.section, self.flat, self.unread):
                return  # another list is on the screen by now
            if older is self.list.listing and anchor == self.list.top_row:
                break
        self.fresh += newer.fresh
        if not ids:
            self.list.empty = await self.why_empty()
        self.list.replace(newer.listing, rows)
        self.note_top()
        self.load_sections()
        self.show_state()
        if self.list.current is None:
            self.show_empty()
        elif self.reading is None:
            await self.load_article()

    def show_empty(self) -> None:
        """Say in the article's place why there is nothing to read."""
        self.reading = None
        self.article.show([Block("meta", (self.list.empty,), base=interface_base())])

    def note_top(self) -> None:
        """Forget what came above once the cursor stands on the first row."""
        if self.fresh and self.list.cursor == 0:
            self.fresh = 0
            self.show_state()

    def reload(self) -> None:
        """Read sections and list again, the cursor where it was."""
        place = self.place
        self.reading = None
        self.list.forget()
        self.load_sections()
        self.begin(self.fill(place), "list")

    async def fill(self, place: Place) -> None:
        """Read what the list shows again."""
        await self.load_list(place)

    @on(StoryList.Wanted)
    def _supply_rows(self, event: StoryList.Wanted) -> None:
        async def supply() -> None:
            self.list.supply(await self.library.summaries(event.stories, event.articles))

        # Not exclusive: each page that was asked for is wanted.
        self.begin(supply(), "rows", exclusive=False)

    # ------------------------------------------------------------------- sidebar
    def load_sections(self) -> None:
        """Read the sidebar's counts again."""

        async def load() -> None:
            self.sidebar.show(await self.library.sections())
            self.sidebar.find(self.section.kind, self.section.key)
            self.show_state()

        self.begin(load(), "sections")

    def choose_section(self, section: Section) -> None:
        """Show another section's list; a search ends."""
        self.section = section
        self.words = ""
        self.begin(self.load_list(), "list")

    # ------------------------------------------------------------------- top line
    def show_state(self) -> None:
        """Tell in the top bar what the list shows."""
        middle = self.section.label
        if self.unread and self.section.kind != "unread":
            middle = f"{middle} · {_('Unread')}"
        self.top.show(middle=middle, side=self.side_text())

    def side_text(self) -> str:
        """Return what the list holds, and what came since it was read."""
        count = self.list.listing.top
        if self.words:
            return ngettext("{n} article found", "{n} articles found", count).format(n=count)
        if self.flat:
            text = ngettext("{n} article", "{n} articles", count).format(n=count)
        else:
            text = ngettext("{n} story", "{n} stories", count).format(n=count)
        if self.fresh:
            new = ngettext("{n} new above", "{n} new above", self.fresh).format(n=self.fresh)
            text = f"{text} · {new}"
        return text
