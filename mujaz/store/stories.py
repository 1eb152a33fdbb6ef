"""Stories, their members and threads in the SQLite store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mujaz.model import (
    ArticleFilter,
    BriefSentence,
    Digested,
    FigureRow,
    Story,
    StoryArticle,
    StorySummary,
    Tag,
)
from mujaz.store.connection import Connections
from mujaz.store.protocol import OpenStory, StoryChange
from mujaz.store.rows import Row, chunks, conditions, marks, moment, pack, seconds, unpack
from mujaz.store.story_rows import write_change, write_digested
from mujaz.store.tag_edits import Names, corrected, names_after
from mujaz.store.tags import read_edits
from mujaz.text import fold

_PAGE = 50


class StoryRows:
    """The part of the store that keeps stories."""

    _db: Connections

    # --------------------------------------------------------------- grouping
    def open_stories(self, since: datetime) -> list[OpenStory]:
        """Return the grouping states of stories whose last article is not older than ``since``."""
        rows: list[Any] = self._db.read(
            "SELECT id, last, state FROM groups WHERE last >= ? ORDER BY last, id",
            [seconds(since)],
        )
        return [OpenStory(row[0], moment(row[1]), row[2]) for row in rows]

    def ungrouped(self) -> list[str]:
        """Return ids of the articles that stand in no story yet, in published order."""
        rows = self._db.read(
            "SELECT a.id FROM articles a LEFT JOIN story_articles m ON m.article = a.id "
            "WHERE m.article IS NULL ORDER BY a.published, a.row"
        )
        return [str(row[0]) for row in rows]

    def story_article_ids(self, story_id: str) -> list[str]:
        """Return the ids of a story's articles in published order."""
        rows = self._db.read(
            "SELECT a.id FROM story_articles m JOIN articles a ON a.id = m.article "
            "WHERE m.story = ? ORDER BY a.published, a.row",
            [story_id],
        )
        return [str(row[0]) for row in rows]

    def save_stories(self, changes: Sequence[StoryChange]) -> None:
        """Write what grouping did; an article moves to the story that names it last."""
        self._db.write_each(changes, write_change)

    def save_digested(self, story_id: str, digested: Digested) -> None:
        """Write anew what was worked out from the texts of a story whose members stay."""
        with self._db.transaction() as connection:
            write_digested(connection, story_id, digested)

    def save_story_tags(self, story_id: str, tags: Sequence[Tag]) -> None:
        """Write anew what tags a story has, by their worked-out names."""
        with self._db.transaction() as connection:
            connection.execute("UPDATE stories SET tags = ? WHERE id = ?", [pack(tags), story_id])

    # ---------------------------------------------------------------- reading
    def story(self, story_id: str) -> Story | None:
        """Return one story, complete."""
        return next(self._complete([story_id]), None)

    def story_of(self, article_id: str) -> str | None:
        """Return the id of the story an article stands in."""
        rows = self._db.read("SELECT story FROM story_articles WHERE article = ?", [article_id])
        return str(rows[0][0]) if rows else None

    def why(self, story_id: str) -> dict[str, str]:
        """Return per article id why it stands in the story."""
        rows: list[Any] = self._db.read(
            "SELECT article, why FROM story_articles WHERE story = ?", [story_id]
        )
        return dict(rows)

    def followers(self, story_id: str) -> list[str]:
        """Return the stories that name this one in their thread, earliest first."""
        rows = self._db.read(
            "SELECT s.id FROM threads t JOIN stories s ON s.id = t.story WHERE t.follows = ? "
            "ORDER BY s.first, s.id",
            [story_id],
        )
        return [str(row[0]) for row in rows]

    def stories(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[Story]:
        """Yield matching stories, complete, latest first."""
        return self._complete(self.story_ids(wanted, limit))

    def story_ids(self, wanted: ArticleFilter, limit: int | None = None) -> list[str]:
        """Return the ids of matching stories, latest first."""
        condition, parameters = conditions(wanted)
        if wanted == ArticleFilter():
            # all but the stories of muted articles alone: few are looked at
            sql = (
                "SELECT id FROM stories WHERE id NOT IN (SELECT m.story FROM muted x "
                "JOIN story_articles m ON m.article = x.article GROUP BY m.story HAVING count(*) = "
                "(SELECT count(*) FROM story_articles k WHERE k.story = m.story)) "
                "ORDER BY pinned DESC, last DESC, id LIMIT ?"
            )
            parameters = []
        else:
            sql = (
                "SELECT id FROM stories WHERE id IN (SELECT m.story FROM story_articles m "  # noqa: S608
                f"JOIN articles a ON a.id = m.article WHERE {condition}) "
                "ORDER BY pinned DESC, last DESC, id LIMIT ?"
            )
        return self._db.column(sql, [*parameters, -1 if limit is None else limit])

    def story_summaries(self, ids: Sequence[str]) -> list[StorySummary]:
        """Return list rows for the ids, in their order; unknown ids are left out."""
        found: dict[str, StorySummary] = {}
        for part in chunks(ids, 500):
            sql = (
                # SQLite takes the bare column a.source from the row of max(a.published)
                "SELECT s.id, s.title, s.first, s.last, s.sources, s.independent, s.size, "  # noqa: S608
                "sum(coalesce(t.read, 0) = 0 AND a.id NOT IN (SELECT article FROM muted)), sum(coalesce(t.starred, 0)), s.differs, "
                "a.source, s.pinned, max(a.published) FROM stories s "
                "JOIN story_articles m ON m.story = s.id JOIN articles a ON a.id = m.article "
                f"LEFT JOIN states t ON t.article = a.id WHERE s.id IN ({marks(part)}) "
                "GROUP BY s.id"
            )
            for row in self._db.read(sql, part):
                found[str(row[0])] = _summary(row)
        return [found[one] for one in ids if one in found]

    def _complete(self, ids: Sequence[str]) -> Iterator[Story]:
        for part in chunks(ids, _PAGE):
            sql = (
                "SELECT id, title, first, last, sources, independent, tags, brief, figures "  # noqa: S608
                f"FROM stories WHERE id IN ({marks(part)})"
            )
            found: list[Any] = self._db.read(sql, part)
            rows = {str(row[0]): row for row in found}
            members = self._members(part)
            threads = self._threads(part)
            names = names_after(read_edits(self._db))
            for one in part:
                if one in rows:
                    tags = self._story_tags(one, unpack(rows[one][6], tuple[Tag, ...]), names)
                    yield _story(rows[one], members.get(one, []), threads.get(one, []), tags)

    def _story_tags(self, story: str, tags: Sequence[Tag], names: Names) -> tuple[Tag, ...]:
        """Return a story's tags as they are shown; those that became one are counted anew."""
        if not names:
            return tuple(tags)
        shown = corrected(tags, names)
        if len(shown) == len(tags):
            return tuple(shown)
        rows: list[Any] = self._db.read(
            "SELECT t.folded, count(DISTINCT t.article) FROM story_articles m "
            "JOIN tags t ON t.article = m.article WHERE m.story = ? GROUP BY t.folded",
            [story],
        )
        counts = dict(rows)
        return tuple(replace(tag, count=counts.get(fold(tag.name), tag.count)) for tag in shown)

    def _members(self, ids: Sequence[str]) -> dict[str, list[StoryArticle]]:
        sql = (
            "SELECT m.story, a.id, a.guid, a.source, a.title, a.url, a.published, m.wire_of "  # noqa: S608
            "FROM story_articles m JOIN articles a ON a.id = m.article "
            f"WHERE m.story IN ({marks(ids)}) ORDER BY a.published, a.row"
        )
        members: dict[str, list[StoryArticle]] = {}
        rows: list[Any] = self._db.read(sql, ids)
        for story, one, guid, source, title, url, published, wire_of in rows:
            members.setdefault(story, []).append(
                StoryArticle(one, guid, source, title, url, moment(published), wire_of)
            )
        return members

    def _threads(self, ids: Sequence[str]) -> dict[str, list[str]]:
        sql = (
            "SELECT t.story, t.follows FROM threads t JOIN stories s ON s.id = t.follows "  # noqa: S608
            f"WHERE t.story IN ({marks(ids)}) ORDER BY t.rank"
        )
        threads: dict[str, list[str]] = {}
        rows: list[Any] = self._db.read(sql, ids)
        for story, follows in rows:
            threads.setdefault(story, []).append(follows)
        return threads


def _story(
    row: Row, members: Sequence[StoryArticle], thread: Sequence[str], tags: tuple[Tag, ...]
) -> Story:
    return Story(
        id=row[0],
        title=row[1],
        first=moment(row[2]),
        last=moment(row[3]),
        sources=row[4],
        independent=row[5],
        articles=tuple(members),
        tags=tags,
        brief=unpack(row[7], tuple[BriefSentence, ...]),
        figures=unpack(row[8], tuple[FigureRow, ...]),
        thread=tuple(thread),
    )


def _summary(row: Row) -> StorySummary:
    return StorySummary(
        id=row[0],
        title=row[1],
        first=moment(row[2]),
        last=moment(row[3]),
        sources=row[4],
        independent=row[5],
        size=row[6],
        unread=row[7],
        starred=row[8],
        differs=bool(row[9]),
        source=row[10],
        pinned=bool(row[11]),
    )
