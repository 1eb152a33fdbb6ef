"""The article pane: what stands under the list's cursor, and the sources of its story."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from tui.blocks import reading_blocks
from tui.screens.flow import Flow

REST = 0.03
"""Seconds that the cursor rests on a row before its article is read; a held key reads none."""


class Articles(Flow):
    """Fills the article pane."""

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
        starred = self.list.marks.state("starred", reading.article.id, reading.starred)
        reading = self.reading = replace(reading, starred=starred)
        blocks = await asyncio.to_thread(reading_blocks, reading, self.sought)
        if place is None:
            titles = (n for n, block in enumerate(blocks) if block.kind == "title")
            place = (0, 0) if is_story else (next(titles), 0)
        self.article.show(blocks, place)

    async def follow_row(self) -> None:
        """Show the row under the cursor once the cursor rests: rows go first, articles after."""
        await asyncio.sleep(REST)
        await self.load_article()

    async def show_source(self, article: str) -> bool:
        """Show one of the articles of the story that is read, as a row of its own.

        Returns:
            whether there is such a row.
        """
        if self.reading is None or self.reading.story is None:
            return False
        index = self.list.listing.find(article)
        if index is None and not self.list.listing.flat:
            story = self.list.listing.find(self.reading.story.id)
            if story is None:
                return False
            self.list.unfold(story, [one.id for one in self.reading.story.articles])
            index = self.list.listing.find(article)
        if index is None:
            return False
        self.list.go_to(index, tell=False)
        await self.load_article()
        return True
