"""The article pane: what stands under the list's cursor, the sources of its story, its marks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tui.article_page import Shown
from tui.blocks import Block, Span
from tui.highlights import facts
from tui.keymap import key_names
from tui.reading import Reading
from tui.screens.flow import Flow
from tui.story_page import reading_blocks

SOME = 12
"""Paragraphs that are read for names and figures before others get their turn."""
BREATH = 0.01
PAUSE = 0.4
"""Seconds that a page is shown before its names and figures are looked for: pages that are only
passed are not painted twice."""

REST = 0.03
"""Seconds that the cursor rests on a row before its article is read; a held key reads none."""


class Articles(Flow):
    """Fills the article pane.

    Attributes:
        removed: the lines that cleaning took out are unfolded.
        changes: what the outlet changed is unfolded.
        groups: the user's groups of sources, by which a story's card tells its coverage.
    """

    removed = False
    changes = False
    groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})

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
        if reading is not None:
            await self.show_reading(reading, place, card=is_story)

    async def show_reading(
        self, reading: Reading, place: tuple[int, int] | None = None, *, card: bool = True
    ) -> None:
        """Show an article and the story around it.

        Args:
            reading: what to show.
            place: block and index for the top line.
            card: without a place, begin with the story's card rather than below it.
        """
        if self.reading is None or self.reading.article.id != reading.article.id:
            self.removed = self.changes = False
        starred = self.list.marks.state("starred", reading.article.id, reading.starred)
        reading = self.reading = replace(reading, starred=starred)
        blocks = await asyncio.to_thread(reading_blocks, reading, self._shown())
        self.article.show(blocks, place or ((0, 0) if card else (article_start(blocks), 0)))
        if self.settings.marks:
            self.begin(self._find_facts(blocks), "marks")

    def _shown(self) -> Shown:
        """Return how the page is to be shown."""
        hints = {name: key_names(self.keymap[name])[0] for name in ("removed", "changes")}
        return Shown(
            query=self.sought,
            hijri=self.settings.hijri,
            removed=self.removed,
            changes=self.changes,
            hints=hints,
            groups=self.groups,
        )

    async def reshow(self) -> None:
        """Show the same article in another way, the same words at the top."""
        if self.reading is None:
            return
        number, offset = self.article.place
        before = self.article.blocks[number].text if self.article.blocks else ""
        blocks = await asyncio.to_thread(reading_blocks, self.reading, self._shown())
        texts = [block.text for block in blocks]
        same = min(
            (n for n, text in enumerate(texts) if text == before),
            key=lambda n: abs(n - number),
            default=min(number, len(blocks) - 1),
        )
        self.article.show(blocks, (same, offset))
        if self.settings.marks:
            self.begin(self._find_facts(blocks), "marks")

    async def _find_facts(self, blocks: Sequence[Block]) -> None:
        """Mark names and figures of a page that is looked at for a moment: what is seen first.

        A few paragraphs are read at a time, with a rest between, so that no key waits for them.
        """
        await asyncio.sleep(PAUSE)
        top = self.article.place[0]
        bodies = [number for number, block in enumerate(blocks) if block.kind == "body"]
        order = [n for n in bodies if n >= top] + [n for n in bodies if n < top]
        found: dict[int, tuple[Span, ...]] = {}
        for start in range(0, len(order), SOME):
            for number in order[start : start + SOME]:
                found[number] = await asyncio.to_thread(facts, blocks[number].text)
            if start == 0:
                self.article.mark(blocks, found)
                found = {}
            await asyncio.sleep(BREATH)
        self.article.mark(blocks, found)

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
            if story is not None:
                self.list.unfold(story, [one.id for one in self.reading.story.articles])
                index = self.list.listing.find(article)
        if index is None:
            return await self._show_unlisted(article, is_story=False)
        self.list.go_to(index, tell=False)
        await self.load_article()
        return True

    async def show_story(self, story: str) -> None:
        """Show a story, at its row where the list has one."""
        index = None if self.list.listing.flat else self.list.listing.find(story)
        if index is None:
            await self._show_unlisted(story, is_story=True)
        else:
            self.list.go_to(index, tell=False)
            await self.load_article((0, 0))

    async def _show_unlisted(self, row: str, *, is_story: bool) -> bool:
        """Show what the list does not hold; False where the store has it no more."""
        reading = await self.library.reading(row, is_story=is_story)
        if reading is not None:
            await self.show_reading(reading, card=is_story)
        return reading is not None


def article_start(blocks: Sequence[Block]) -> int:
    """Return the block with which the article begins, below the card."""
    title = next((n for n, block in enumerate(blocks) if block.kind == "title"), 0)
    return title - 1 if title and blocks[title - 1].kind == "kicker" else title
