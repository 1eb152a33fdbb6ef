"""Read and starred: shown at once, then written; taken back where that fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from tui.screens.lists import Lists


class Marking(Lists):
    """Changes the state of articles."""

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
