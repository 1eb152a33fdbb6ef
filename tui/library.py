"""The store as the reader uses it: every read and write in a thread of its own, texts made safe.

One thread answers lists and articles in the order asked; a second one searches and a third one
counts, so that what takes long holds nothing up. The store opens a connection per thread. Screens
are not known here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, ParamSpec, TypeVar

from mujaz.i18n import _
from mujaz.model import Article, ArticleFilter, ArticleSummary, Story, StorySummary, Tag
from mujaz.store.protocol import Store
from mujaz.text import clean

P = ParamSpec("P")
T = TypeVar("T")
Summary = StorySummary | ArticleSummary
SectionKind = Literal["all", "unread", "starred", "source", "tag"]
TAGS = 60
"""How many tags the sidebar lists, the most frequent ones."""
EARLIER = 3
"""How many of the stories that a story follows are told."""


def one_line(text: str) -> str:
    """Return feed text as it may stand in one line of the screen."""
    return clean(text).replace("\n", " ").replace("\t", " ")


@dataclass(frozen=True, slots=True)
class Section:
    """A choice of articles that the sidebar offers.

    Attributes:
        kind: what the choice goes by.
        key: name of the source or tag; "" for the others.
        count: how many articles it holds.
        unread: how many of them are unread.
    """

    kind: SectionKind
    key: str = ""
    count: int = 0
    unread: int = 0

    @property
    def label(self) -> str:
        """The name to show."""
        fixed = {"all": _("All news"), "unread": _("Unread"), "starred": _("Starred")}
        return fixed.get(self.kind) or one_line(self.key)

    def wanted(self, *, unread: bool = False) -> ArticleFilter:
        """Return the filter of this choice, on request without what has been read."""
        return ArticleFilter(
            source=self.key if self.kind == "source" else None,
            tag=self.key if self.kind == "tag" else None,
            starred=self.kind == "starred",
            unread=unread or self.kind == "unread",
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What the article pane shows: an article, and the story around it where there is one.

    ``earlier`` are the stories that the story follows, nearest first; ``story`` is None where the
    article stands alone.
    """

    row: str
    article: Article
    tags: tuple[Tag, ...]
    starred: bool
    story: Story | None = None
    earlier: tuple[StorySummary, ...] = ()


class Library:
    """A store behind threads, for one screen."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._shelf = ThreadPoolExecutor(1, "mujaz-store")
        self._index = ThreadPoolExecutor(1, "mujaz-search")
        self._census = ThreadPoolExecutor(1, "mujaz-count")

    def close(self) -> None:
        """Let the threads end; what they have begun is finished."""
        for executor in (self._shelf, self._index, self._census):
            executor.shutdown(wait=True, cancel_futures=True)

    async def _ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._shelf, lambda: function(*args, **kwargs))

    async def sections(self) -> list[Section]:
        """Return the sidebar's choices: fixed ones, sources by name, the most frequent tags."""

        def read() -> list[Section]:
            counts = self._store.counts()
            fixed = [
                Section("all", "", counts.articles, counts.unread),
                Section("unread", "", counts.unread, counts.unread),
                Section("starred", "", counts.starred, 0),
            ]
            named = [Section("source", *row) for row in self._store.sources()]
            tags = [
                Section("tag", tag.name, tag.count, unread)
                for tag, unread in self._store.tags(TAGS)
            ]
            return fixed + named + tags

        return await asyncio.get_running_loop().run_in_executor(self._census, read)

    async def ids(self, wanted: ArticleFilter, *, flat: bool, limit: int | None) -> list[str]:
        """Return ids of stories, or of articles where ``flat``, newest first."""
        read = self._store.article_ids if flat else self._store.story_ids
        return await self._ask(read, wanted, limit)

    async def summaries(self, stories: Sequence[str], articles: Sequence[str]) -> list[Summary]:
        """Return list rows of stories and of articles; ids that are gone are left out."""

        def read() -> list[Summary]:
            found: list[Summary] = []
            if stories:
                found += [_safe(row) for row in self._store.story_summaries(stories)]
            if articles:
                found += [_safe(row) for row in self._store.article_summaries(articles)]
            return found

        return await self._ask(read)

    async def story_articles(self, story: str) -> list[str]:
        """Return the ids of a story's articles in published order."""
        return await self._ask(self._store.story_article_ids, story)

    async def reading(self, row: str, *, is_story: bool) -> Reading | None:
        """Return what to show for a row of the list, None where it is gone.

        A story is shown with the latest of its articles that is no copy of another one.
        """

        def read() -> Reading | None:
            story_id = row if is_story else self._store.story_of(row)
            story = self._store.story(story_id) if story_id else None
            chosen = row
            if is_story:
                if story is None or not story.articles:
                    return None
                own = [one for one in story.articles if one.wire_of is None] or story.articles
                chosen = own[-1].id
            article = self._store.article(chosen)
            if article is None:
                return None
            state = self._store.article_summaries([chosen])
            thread = story.thread[:EARLIER] if story is not None else ()
            return Reading(
                row=row,
                article=article,
                tags=tuple(self._store.article_tags(chosen)),
                starred=bool(state and state[0].starred),
                story=story if story is not None and len(story.articles) > 1 else None,
                earlier=tuple(self._store.story_summaries(thread)) if thread else (),
            )

        return await self._ask(read)

    async def find(self, query: str) -> list[Summary]:
        """Return the articles that hold the query's words, best first.

        Where nothing does, the last word is taken as the beginning of one: it is being typed.
        """

        def read() -> list[Summary]:
            hits = self._store.search(query)
            if not hits and query[-1:].isalnum():
                hits = self._store.search(query + "*")
            return [_safe(hit.article) for hit in hits]

        return await asyncio.get_running_loop().run_in_executor(self._index, read)

    async def set_read(self, articles: Sequence[str], read: bool) -> list[str]:
        """Mark articles read or unread; return those that were not so before."""
        return await self._ask(self._store.set_read, articles, read, self._clock())

    async def set_starred(self, articles: Sequence[str], starred: bool) -> list[str]:
        """Star or unstar articles; return those that were not so before."""
        return await self._ask(self._store.set_starred, articles, starred, self._clock())

    async def value(self, key: str) -> str | None:
        """Return a value that was put away."""
        return await self._ask(self._store.get_value, key)

    async def put_value(self, key: str, value: str) -> None:
        """Put a small value away."""
        await self._ask(self._store.put_value, key, value)


def _safe(row: Summary) -> Summary:
    """Return a list row whose texts may stand on the screen."""
    return replace(row, title=one_line(row.title), source=one_line(row.source))
