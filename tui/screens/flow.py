"""What the reader shows and how it gets there: sections, list, article, search, read and starred.

The store is read in threads; a newer wish ends an older one of its kind. Which pane is on the
screen and what keys do is :mod:`tui.screens.reader`'s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, cast, get_args

from textual import on
from textual.screen import Screen

from mujaz.errors import MujazError
from mujaz.i18n import _, ngettext
from mujaz.pipeline.progress import Progress, Report
from tui import phrases
from tui.blocks import Block, reading_blocks
from tui.direction import interface_base
from tui.library import Library, Reading, Section, SectionKind
from tui.listing import Listing
from tui.place import KEY, Place, read_place
from tui.settings import ReaderSettings
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.sidebar import Sidebar
from tui.widgets.story_list import StoryList

Refresh = Callable[[Report], Awaitable[None]]
FIRST = 200
"""Rows that are read before the rest of a long list, so that the first frame waits for few."""
READY = 40
PAUSE = 0.08
"""Seconds without a key before a search is made."""


class Flow(Screen[None], inherit_bindings=False):
    """The widgets of the reader and what fills them."""

    def __init__(
        self,
        library: Library,
        settings: ReaderSettings,
        clock: Callable[[], datetime],
        refresh: Refresh | None,
        title: str,
    ) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.clock = clock
        self.fetch = refresh
        self.top = TopBar(title, id="top")
        self.article = ArticleView(settings.measure, id="article")
        self.list = StoryList(clock, id="list")
        self.sidebar = Sidebar(id="sidebar")
        self.keys = KeyBar(id="keys")
        self.section = Section("all")
        self.flat = False
        self.unread = False
        self.words = ""
        self.reading: Reading | None = None
        self.refreshing = False
        self.started = False

    # --------------------------------------------------------------------- tasks
    def begin(self, work: Coroutine[Any, Any, None], group: str) -> None:
        """Run work in the background; newer work of the group ends it, errors become notices."""
        self.run_worker(self._told(work), group=group, exclusive=True)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except MujazError as error:
            self.tell(str(error), error=True)

    def tell(self, message: str, *, error: bool = False) -> None:
        """Show a notice; its text is never parsed as markup."""
        self.notify(message, severity="error" if error else "information", timeout=6, markup=False)

    # --------------------------------------------------------------------- start
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

    @property
    def place(self) -> Place:
        """Where the reader is now."""
        row, parent = self.list.current, None
        if row is not None:
            parent = self.list.listing.parent(self.list.cursor)
        block, offset = self.article.place
        return Place(
            kind=self.section.kind,
            key=self.section.key,
            flat=self.flat,
            unread=self.unread,
            row=None if self.words else row,
            story=None if parent is None else self.list.listing.rows[parent],
            pane="article" if self.article.has_focus else "list",
            block=block,
            offset=offset,
        )

    # ---------------------------------------------------------------------- list
    async def load_list(self, place: Place | None = None) -> None:
        """Read the list of the section, its first rows before the rest.

        Args:
            place: where to put the cursor; the beginning where its row is gone.
        """
        place = place or Place()
        wanted = self.section.wanted(unread=self.unread)
        ids = await self.library.ids(wanted, flat=self.flat, limit=FIRST)
        first = ids[:READY]
        summaries = await self.library.summaries(
            [] if self.flat else first, first if self.flat else []
        )
        self.list.empty = _("Nothing here.")
        self.list.supply(summaries)
        await self._stand(Listing(ids, flat=self.flat), place)
        if len(ids) == FIRST:
            everything = await self.library.ids(wanted, flat=self.flat, limit=None)
            if place.row is None or place.row == self.list.current:
                place = self.place
            await self._stand(Listing(everything, flat=self.flat), place)

    async def _stand(self, listing: Listing, place: Place) -> None:
        """Show a list with the cursor on a place's row, its story opened where it was."""
        story = listing.find(place.story)
        if story is not None and place.story is not None:
            listing.open(story, await self.library.story_articles(place.story))
        index = listing.find(place.row)
        self.list.show(listing, index or 0)
        self._show_state()
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
        if self.words:
            self.begin(self._search(), "list")
        else:
            self.begin(self.load_list(place), "list")

    def load_sections(self) -> None:
        """Read the sidebar's counts again."""

        async def load() -> None:
            self.sidebar.show(await self.library.sections())
            self.sidebar.find(self.section.kind, self.section.key)
            self._show_state()

        self.begin(load(), "sections")

    def choose_section(self, section: Section) -> None:
        """Show another section's list."""
        self.section = section
        self.words = ""
        self.begin(self.load_list(), "list")

    @on(StoryList.Wanted)
    def _supply_rows(self, event: StoryList.Wanted) -> None:
        async def supply() -> None:
            self.list.supply(await self.library.summaries(event.stories, event.articles))

        # Not exclusive: each page that was asked for is wanted.
        self.run_worker(self._told(supply()), group="rows")

    def _show_state(self) -> None:
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
        self.top.show(middle=middle, side=None if self.refreshing else side)

    # ------------------------------------------------------------------- article
    async def load_article(self, place: tuple[int, int] | None = None) -> None:
        """Show the row under the list's cursor.

        Args:
            place: block and index for the top line. Without one a story begins with its card, a
                single article of it below the card.
        """
        row = self.list.current
        if row is None:
            return
        is_story = self.list.listing.is_story(self.list.cursor)
        reading = await self.library.reading(row, is_story=is_story)
        if reading is None:
            return
        self.reading = reading
        blocks = await asyncio.to_thread(reading_blocks, reading, self.words)
        if place is None:
            titles = (n for n, block in enumerate(blocks) if block.kind == "title")
            place = (0, 0) if is_story else (next(titles), 0)
        self.article.show(blocks, place)

    async def read_source(self, article: str) -> None:
        """Show one of the articles of the story that is read, as a row of its own."""
        if self.reading is None or self.reading.story is None:
            return
        index = self.list.listing.find(article)
        if index is None and not self.list.listing.flat:
            story = self.list.listing.find(self.reading.story.id)
            if story is None:
                return
            self.list.unfold(story, [one.id for one in self.reading.story.articles])
            index = self.list.listing.find(article)
        if index is not None:
            self.list.go_to(index, tell=False)
            await self.load_article()
            await self.mark_shown()

    # -------------------------------------------------------------------- search
    async def _search(self) -> None:
        """Show what holds the words."""
        await asyncio.sleep(PAUSE)
        if not self.words:
            await self.load_list()
            return
        found = await self.library.find(self.words)
        self.list.supply(found)
        self.list.empty = _("Nothing holds these words.")
        await self._stand(Listing([one.id for one in found], flat=True), Place())

    def search(self, words: str) -> None:
        """Search for words as they are typed; without any the section's list comes back."""
        if words.strip() != self.words:
            self.words = words.strip()
            self.begin(self._search(), "list")

    # ---------------------------------------------------------- read and starred
    def _articles_of_row(self) -> Awaitable[list[str]] | None:
        """Return the articles of the row under the cursor, to be awaited."""
        row = self.list.current
        if row is None:
            return None
        if self.list.listing.is_story(self.list.cursor):
            return self.library.story_articles(row)

        async def alone() -> list[str]:
            return [row]

        return alone()

    async def mark_shown(self) -> None:
        """Mark the article that is read as read."""
        if self.reading is not None:
            await self._change(self.library.set_read, [self.reading.article.id], True)

    async def toggle_read(self) -> None:
        """Mark the row's articles read, or unread where all of them are read."""
        await self._toggle(self.library.set_read, "unread")

    async def toggle_star(self) -> None:
        """Star the row's articles, or take the star off where they have one."""
        await self._toggle(self.library.set_starred, "unstarred")

    async def _toggle(
        self, change: Callable[[Sequence[str], bool], Awaitable[list[str]]], kind: str
    ) -> None:
        articles = self._articles_of_row()
        if articles is None:
            return
        ids = await articles
        states = await self.library.summaries([], ids)
        off = [
            one.id
            for one in states
            if not (one.read if kind == "unread" else one.starred)  # type: ignore[union-attr]
        ]
        await self._change(change, off or ids, bool(off))
        await self.load_article(self.article.place)

    async def _change(
        self,
        change: Callable[[Sequence[str], bool], Awaitable[list[str]]],
        articles: Sequence[str],
        state: bool,
    ) -> None:
        """Change articles' state and show it in their rows and in the sidebar."""
        changed = await change(articles, state)
        if not changed:
            return
        rows = set(changed)
        index = self.list.cursor
        if self.list.count:
            parent = self.list.listing.parent(index)
            rows.add(self.list.listing.rows[index if parent is None else parent])
        if self.reading is not None and self.reading.story is not None:
            rows.add(self.reading.story.id)
        self.list.supply(await self.library.summaries(sorted(rows), sorted(rows)))
        self.load_sections()

    # ------------------------------------------------------------------- refresh
    async def run_refresh(self) -> None:
        """Fetch what is new and show it."""
        if self.fetch is None:
            self.tell(_("This is the sample; there is nothing to fetch."))
            return
        if self.refreshing:
            return
        loop = asyncio.get_running_loop()
        self.refreshing = True
        self.top.show(side=_("Fetching…"))
        try:
            await self.fetch(lambda step: loop.call_soon_threadsafe(self._progress, step))  # type: ignore[arg-type]
        finally:
            self.refreshing = False
            self._show_state()
        self.reload()

    def _progress(self, step: Progress) -> None:
        """Show how far the refresh is."""
        if self.refreshing and self.is_mounted:
            numbers = phrases.isolated(f"{step.done}/{step.total}")
            self.top.show(side=_("Fetching… {done}").format(done=numbers))
