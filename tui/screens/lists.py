"""The list and the sidebar: what they hold, read by pages, and read again when it changed."""

from __future__ import annotations

from typing import cast, get_args

from textual import on

from mujaz.i18n import _, ngettext
from tui.blocks import Block
from tui.direction import interface_base
from tui.listing import Listing
from tui.place import KEY, Place, read_place
from tui.screens.articles import Articles
from tui.sections import Section, SectionKind
from tui.widgets.story_list import StoryList

FIRST = 200
"""Rows that are read before the rest of a long list, so that the first frame waits for few."""
READY = 40


class Lists(Articles):
    """Fills list, sidebar and the line above them."""

    async def start(self) -> None:
        """Go to where the reader was left."""
        place = read_place(await self.library.value(KEY))
        self.flat, self.unread = place.flat, place.unread
        if place.kind in get_args(SectionKind):
            self.section = Section(cast("SectionKind", place.kind), place.key)
        await self.load_list(place)
        self.started = True
        self.load_sections()
        self.focus_pane(place.pane)

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
        wanted = self.section.wanted(self.clock(), unread=self.unread)
        ids = await self.library.ids(wanted, flat=self.flat, limit=FIRST)
        first = ids[:READY]
        summaries = await self.library.summaries(
            [] if self.flat else first, first if self.flat else []
        )
        self.list.empty = _("Nothing here.")
        self.list.supply(summaries)
        await self.stand(Listing(ids, flat=self.flat), place)
        if len(ids) == FIRST:
            everything = await self.library.ids(wanted, flat=self.flat, limit=None)
            if place.row is None or place.row == self.list.current:
                place = self.place
            await self.stand(Listing(everything, flat=self.flat), place)

    async def stand(self, listing: Listing, place: Place) -> None:
        """Show a list with the cursor on a place's row, its story opened where it was."""
        story = listing.find(place.story)
        if story is not None and place.story is not None:
            listing.open(story, await self.library.story_articles(place.story))
        index = listing.find(place.row)
        self.list.show(listing, index or 0)
        self.show_state()
        if self.list.current is None:
            self.reading = None
            self.article.show([Block("meta", (self.list.empty,), base=interface_base())])
        elif self.reading is None or self.reading.row != self.list.current or self.words:
            await self.load_article((place.block, place.offset) if index is not None else None)

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
        if self.words:
            found = len(self.list.listing)
            side = ngettext("{n} article found", "{n} articles found", found).format(n=found)
        elif self.flat:
            count = self.list.listing.top
            side = ngettext("{n} article", "{n} articles", count).format(n=count)
        else:
            count = self.list.listing.top
            side = ngettext("{n} story", "{n} stories", count).format(n=count)
        middle = self.section.label
        if self.unread and self.section.kind != "unread":
            middle = f"{middle} · {_('Unread')}"
        self.top.show(middle=middle, side=side)
