"""Read and starred: shown at once, then written; taken back where that fails, or on request."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from mujaz.errors import MujazError
from mujaz.i18n import _, ngettext
from mujaz.model import ArticleSummary
from mujaz.store.protocol import Store
from tui.marks import Field, Mark, rows_of
from tui.screens.lists import Lists
from tui.undo import Change

SETTLE = 0.25
"""Seconds after a change before the sidebar counts again: marks come in bursts."""


class Marking(Lists):
    """Changes the state of articles."""

    # ------------------------------------------------------------------ one row
    def mark_shown(self) -> None:
        """Mark the article that is read as read; this is no change to take back."""
        if self.reading is not None:
            article, story = self.reading.article.id, self.reading.story
            known = {article: None if story is None else story.id}
            self.begin(self._mark_if_unread(known), "state", exclusive=False)

    async def _mark_if_unread(self, articles: dict[str, str | None]) -> None:
        states = await self._states(list(articles))
        wanted = {one.id: one.story for one in states if not one.read}
        if wanted:
            await self.change(Mark("read", True, wanted), undo=False)

    async def toggle(self, field: Field) -> None:
        """Mark or star the row's articles, or the contrary where all of them are so already."""
        row = self.list.current
        if row is None:
            return
        is_story = self.list.listing.is_story(self.list.cursor)
        ids = await self.library.story_articles(row) if is_story else [row]
        states = await self._states(ids)
        off = {one.id: one.story for one in states if not getattr(one, field)}
        mark = (
            Mark(field, True, off) if off else Mark(field, False, {o.id: o.story for o in states})
        )
        if mark.articles:
            await self.change(mark)

    async def _states(self, ids: Sequence[str]) -> list[ArticleSummary]:
        """Return articles as they are shown: changes not written yet count."""
        rows = await self.library.summaries([], ids)
        shown = [self.list.marks.shown(row) for row in rows]
        return [row for row in shown if isinstance(row, ArticleSummary)]

    # ---------------------------------------------------------------- many rows
    async def mark_rows(self, rows: Sequence[str]) -> None:
        """Mark everything that stands in rows of the list as read."""
        articles = await self.library.count(_unread, list(rows))
        shown = {
            article: story
            for article, story in articles
            if not self.list.marks.state("read", article, False)
        }
        if shown:
            await self.change(Mark("read", True, shown))
        else:
            self.tell(_("Everything there is read already."))

    # ------------------------------------------------------------- change, undo
    async def change(self, mark: Mark, *, undo: bool = True) -> None:
        """Show a change and write it.

        Args:
            mark: what becomes of which articles.
            undo: it can be taken back.

        Raises:
            MujazError: it could not be written and is taken back.
        """
        self.list.marks.put(mark)
        self.show_mark(mark)
        write = self.library.set_read if mark.field == "read" else self.library.set_starred
        try:
            await write(list(mark.articles), mark.value)
            fresh = rows_of(mark, self.list.known)
            self.list.supply(await self.library.summaries(fresh, fresh))
        finally:
            self.list.marks.drop(mark)
            self.show_mark(mark)
        if undo:
            self._remember(mark)
        self.begin(self._count_again(), "counting")

    def show_mark(self, mark: Mark) -> None:
        """Show a change in its rows and in the article pane."""
        self.list.repaint({*mark.articles, *mark.stories})
        reading = self.reading
        if mark.field == "starred" and reading and reading.article.id in mark.articles:
            self.begin(self.load_article(self.article.place), "article")

    def _remember(self, mark: Mark) -> None:
        what = _told(mark)
        back = Mark(mark.field, not mark.value, mark.articles)
        self.history.add(Change(what, lambda: self.change(back, undo=False)))
        if len(mark.articles) > 1:
            self.tell(_("{what}; {key} takes it back.").format(what=what, key=self.key_of("undo")))

    async def take_back(self) -> None:
        """Undo the last change."""
        change = self.history.last()
        if change is None:
            self.tell(_("There is nothing to undo."))
            return
        try:
            await change.take_back()
        except MujazError:
            self.history.add(change)
            raise
        self.tell(_("Undone: {what}").format(what=change.what))

    async def _count_again(self) -> None:
        await asyncio.sleep(SETTLE)
        self.load_sections()


def _unread(store: Store, rows: Sequence[str]) -> list[tuple[str, str | None]]:
    return store.unread_in(rows)


def _told(mark: Mark) -> str:
    """Return what a change did, for people."""
    count = len(mark.articles)
    if mark.field == "starred":
        if mark.value:
            text = ngettext("{n} article starred", "{n} articles starred", count)
        else:
            text = ngettext("{n} star taken off", "{n} stars taken off", count)
    elif mark.value:
        text = ngettext("{n} article marked read", "{n} articles marked read", count)
    else:
        text = ngettext("{n} article marked unread", "{n} articles marked unread", count)
    return text.format(n=count)
