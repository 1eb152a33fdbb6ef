"""The store as the reader uses it: off the screen's thread, in lanes, texts made safe.

:meth:`Library.ask` and :meth:`Library.write` are open to whoever needs something of the store that
stands not here: the function they are given is called with the store. Screens are not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from mujaz.model import ArticleFilter
from mujaz.store.protocol import Store
from tui.lanes import Lane
from tui.marks import Summary
from tui.reading import Reading, read_row
from tui.sections import Section, one_line, read_sections

P = ParamSpec("P")
T = TypeVar("T")
LEAVE = 0.7
"""Seconds that leaving waits for marks and place to be written."""


class Library:
    """A store behind threads, for one reader."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._reads = Lane("read")
        self._writes = Lane("write")
        self._searches = Lane("search")
        self._counts = Lane("count")

    def close(self) -> None:
        """Let the threads end: writes get a short while, everything else ends at once."""
        self._writes.settle(LEAVE)
        with self._store.hurried():
            for lane in (self._writes, self._searches, self._counts, self._reads):
                lane.close()

    # ----------------------------------------------------------------- open doors
    async def ask(
        self, function: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Read something quick, in the order asked; the function gets the store first."""
        return await self._reads.run(function, self._store, *args, **kwargs)

    async def write(
        self, function: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Change something, in the order asked; it may have to wait for another process.

        Show the change before it is written, and take it back where this raises.

        Raises:
            MujazError: the store could not be written.
        """
        return await self._writes.run(function, self._store, *args, **kwargs)

    async def look_up(
        self, function: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Search something; it may take a while."""
        return await self._searches.run(function, self._store, *args, **kwargs)

    async def count(
        self, function: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Count something; it may take a while."""
        return await self._counts.run(function, self._store, *args, **kwargs)

    # ------------------------------------------------------------ lists, articles
    async def sections(self) -> list[Section]:
        """Return the sidebar's choices with their counts."""
        return await self.count(read_sections, self._clock())

    async def ids(self, wanted: ArticleFilter, *, flat: bool, limit: int | None) -> list[str]:
        """Return ids of stories, or of articles where ``flat``, newest first."""

        def read(store: Store) -> list[str]:
            return (store.article_ids if flat else store.story_ids)(wanted, limit)

        return await self.ask(read)

    async def summaries(self, stories: Sequence[str], articles: Sequence[str]) -> list[Summary]:
        """Return list rows of stories and of articles; ids that are gone are left out."""

        def read(store: Store) -> list[Summary]:
            found: list[Summary] = []
            if stories:
                found += [_safe(row) for row in store.story_summaries(stories)]
            if articles:
                found += [_safe(row) for row in store.article_summaries(articles)]
            return found

        return await self.ask(read)

    async def story_articles(self, story: str) -> list[str]:
        """Return the ids of a story's articles in published order."""
        return await self.ask(lambda store: store.story_article_ids(story))

    async def reading(self, row: str, *, is_story: bool) -> Reading | None:
        """Return what to show for a row of the list, None where it is gone."""
        return await self.ask(read_row, row, is_story=is_story)

    # --------------------------------------------------------------------- states
    async def set_read(self, articles: Sequence[str], read: bool) -> list[str]:
        """Mark articles read or unread; return those that were not so before."""
        now = self._clock()
        return await self.write(lambda store: store.set_read(articles, read, now))

    async def set_starred(self, articles: Sequence[str], starred: bool) -> list[str]:
        """Star or unstar articles; return those that were not so before."""
        now = self._clock()
        return await self.write(lambda store: store.set_starred(articles, starred, now))

    async def value(self, key: str) -> str | None:
        """Return a value that was put away."""
        return await self.ask(lambda store: store.get_value(key))

    async def put_value(self, key: str, value: str) -> None:
        """Put a small value away."""
        await self.write(lambda store: store.put_value(key, value))

    def keep(self, key: str, value: str) -> None:
        """Put a small value away when its turn comes; one that cannot be written is lost."""
        self._writes.submit(self._store.put_value, key, value)


def _safe(row: Summary) -> Summary:
    """Return a list row whose texts may stand on the screen."""
    return replace(row, title=one_line(row.title), source=one_line(row.source))
