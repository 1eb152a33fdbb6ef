"""What a store must do; :mod:`mujaz.store.sqlite` is the first that does it.

Every method is one transaction. Nothing returns all articles at once: lists come as ids, as pages
of summaries, or as iterators that hold one row at a time. All methods raise
:class:`mujaz.errors.StoreError` with one clear line where the store cannot be read or written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mujaz.model import (
    Article,
    ArticleFilter,
    ArticleSummary,
    Counts,
    Digested,
    Feed,
    Revision,
    Story,
    StorySummary,
    Tag,
)
from mujaz.store.protocol_corrections import CorrectionStore
from mujaz.store.protocol_identity import IdentityStore
from mujaz.store.protocol_outbox import OutboxStore
from mujaz.store.protocol_pages import MissingPage, PageStore
from mujaz.store.protocol_search import SearchStore
from mujaz.store.protocol_upkeep import UpkeepStore


@dataclass(frozen=True, slots=True)
class Written:
    """Ids of the articles that a write added, and of those whose text it replaced."""

    new: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story that may still take articles: the grouping's own state, opaque to the store."""

    id: str
    last: datetime
    state: bytes


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What one round of grouping did to one story.

    Attributes:
        id: the story.
        articles: the ids of all its articles, in published order. Empty: the story is gone.
        thread: earlier stories that it follows, nearest first.
        state: the grouping's state, stored for the next round.
        digested: what was worked out from its texts.
        why: per article id, why it stands in this story (one line, plain data for ``why``).
    """

    id: str
    articles: tuple[str, ...]
    thread: tuple[str, ...]
    state: bytes
    digested: Digested
    why: dict[str, str]


class Store(
    CorrectionStore, IdentityStore, OutboxStore, PageStore, SearchStore, UpkeepStore, Protocol,
):  # fmt: skip
    """Feeds, articles, stories, tags, searches and states of one reader."""

    def close(self) -> None:
        """Close the store; a closed store cannot be used again."""

    def hurried(self) -> AbstractContextManager[None]:
        """Let nothing last or wait while the block lasts: what is under way ends with an error.

        For leaving in a short time; what is committed stays, the rest is as if never begun.
        """

    def exclusive(self, wait: float = 60.0) -> AbstractContextManager[None]:
        """Let one process at a time group; others wait, then raise BusyError.

        Args:
            wait: seconds to wait for the process that groups now.
        """

    # ------------------------------------------------------------------ feeds
    def feeds(self) -> list[Feed]:
        """Return all feeds by source and address."""

    def feed(self, url: str) -> Feed | None:
        """Return the feed of an address."""

    def add_feed(self, feed: Feed) -> bool:
        """Add a feed; False where its address is there already."""

    def remove_feed(self, url: str) -> bool:
        """Remove a feed, keeping its articles; False where there is none."""

    def save_feed(self, feed: Feed) -> None:
        """Write everything of a feed that exists, such as the user's choices."""

    def save_polled(self, feeds: Iterable[Feed]) -> None:
        """Write what a refresh found out of feeds; what the user chose meanwhile stays."""

    def move_feed(self, old: str, feed: Feed) -> None:
        """Give a feed its new address, which its articles follow.

        Where the new address is subscribed to already the two become one.
        """

    def rename_source(self, url: str, source: str) -> None:
        """Let a feed and all its articles belong to the outlet that the user names."""

    def due_feeds(self, now: datetime) -> list[Feed]:
        """Return the enabled feeds that are due at ``now``, longest overdue first."""

    # --------------------------------------------------------------- articles
    def known_guids(self, feed: str, guids: Sequence[str]) -> set[str]:
        """Return those of the guids that the feed has already brought."""

    def feeds_of_guids(self, source: str, guids: Sequence[str]) -> dict[str, str]:
        """Return the feed by which a source's article of each guid came, where only one did."""

    def add_articles(
        self,
        articles: Sequence[Article],
        feed: Feed | None = None,
        lines: Mapping[str, Sequence[str]] | None = None,
        missing: Mapping[str, MissingPage] | None = None,
    ) -> Written:
        """Write articles, and with the last of them the feed's validators.

        An article whose guid its feed has already brought replaces the older one where title or
        text changed, which is then kept as a revision. ``lines`` holds, by article id, the folded
        lines that are counted for the outlet where the article is new, and ``missing`` its page
        where that could not be fetched.
        """

    def complete_article(self, article: Article) -> None:
        """Replace a teaser by the article, once its page could be fetched."""

    def article(self, article_id: str) -> Article | None:
        """Return one article with its text."""

    def articles_of(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield articles with their texts, in the order of the ids; unknown ids are left out."""

    def articles(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[Article]:
        """Yield matching articles, newest first."""

    def article_ids(self, wanted: ArticleFilter, limit: int | None = None) -> list[str]:
        """Return the ids of matching articles, newest first."""

    def article_summaries(self, ids: Sequence[str]) -> list[ArticleSummary]:
        """Return list rows for the ids, in their order; unknown ids are left out."""

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the earlier texts of an article, newest first."""

    def line_counts(self, source: str, keys: Sequence[str]) -> dict[str, int]:
        """Return in how many articles of a source each of the folded lines has stood."""

    def line_total(self, source: str) -> int:
        """Return how many articles of a source have had their lines counted."""

    def revised(self) -> list[str]:
        """Return articles with a new text whose story has not been described anew."""

    def forget_revised(self, ids: Sequence[str]) -> None:
        """Note that the stories of articles with a new text have been described anew."""

    # ----------------------------------------------------------------- states
    def set_read(self, ids: Sequence[str], read: bool, now: datetime) -> list[str]:
        """Mark articles read or unread; return the ids whose state changed (for undo).

        Very many of them are written in several short transactions.
        """

    def set_starred(self, ids: Sequence[str], starred: bool, now: datetime) -> list[str]:
        """Star or unstar articles; return the ids whose state changed (for undo)."""

    def unread_in(self, rows: Sequence[str]) -> list[tuple[str, str | None]]:
        """Return (article, its story) of what is unread among articles and stories named by id."""

    def get_value(self, key: str) -> str | None:
        """Return a value that the reader or a job has put away, such as its last place."""

    def put_value(self, key: str, value: str) -> None:
        """Put a small value away under a key."""

    # ---------------------------------------------------------------- stories
    def open_stories(self, since: datetime) -> list[OpenStory]:
        """Return the grouping states of stories whose last article is not older than ``since``."""

    def ungrouped(self) -> list[str]:
        """Return ids of the articles that stand in no story yet, in published order."""

    def story_article_ids(self, story_id: str) -> list[str]:
        """Return the ids of a story's articles in published order."""

    def save_stories(self, changes: Sequence[StoryChange]) -> None:
        """Write what grouping did; an article moves to the story that names it last."""

    def save_story_tags(self, story_id: str, tags: Sequence[Tag]) -> None:
        """Write anew what tags a story has, by their worked-out names."""

    def save_digested(self, story_id: str, digested: Digested) -> None:
        """Write anew what was worked out from the texts of a story whose members stay."""

    def story(self, story_id: str) -> Story | None:
        """Return one story, complete."""

    def story_of(self, article_id: str) -> str | None:
        """Return the id of the story an article stands in."""

    def why(self, story_id: str) -> dict[str, str]:
        """Return per article id why it stands in the story."""

    def followers(self, story_id: str) -> list[str]:
        """Return the stories that name this one in their thread, earliest first."""

    def stories(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[Story]:
        """Yield matching stories, complete, latest first."""

    def story_ids(self, wanted: ArticleFilter, limit: int | None = None) -> list[str]:
        """Return the ids of matching stories, latest first."""

    def story_summaries(self, ids: Sequence[str]) -> list[StorySummary]:
        """Return list rows for the ids, in their order; unknown ids are left out."""

    # ---------------------------------------------------------------- numbers
    def counts(self, wanted: ArticleFilter | None = None) -> Counts:
        """Return the numbers of articles, stories, unread and starred articles."""

    def sources(self) -> list[tuple[str, int, int]]:
        """Return (source, articles, unread) of every source, by name."""

    def active_sources(self, since: datetime, until: datetime) -> list[str]:
        """Return the sources that published anything from ``since`` up to ``until``, by name."""
