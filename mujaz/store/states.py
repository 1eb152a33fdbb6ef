"""What the reader did, small kept values, and the numbers of the sidebar, in the SQLite store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mujaz.model import ArticleFilter, Counts
from mujaz.store.connection import Connections
from mujaz.store.rows import chunks, conditions, marks, seconds


class StateRows:
    """The part of the store that keeps reading states and counts."""

    _db: Connections

    def set_read(self, ids: Sequence[str], read: bool, now: datetime) -> list[str]:
        """Mark articles read or unread; return the ids whose state changed (for undo)."""
        return self._set("read", ids, read, now)

    def set_starred(self, ids: Sequence[str], starred: bool, now: datetime) -> list[str]:
        """Star or unstar articles; return the ids whose state changed (for undo)."""
        return self._set("starred", ids, starred, now)

    def _set(self, column: str, ids: Sequence[str], value: bool, now: datetime) -> list[str]:
        changed: list[str] = []

        def write(connection: sqlite3.Connection, one: str) -> None:
            done = connection.execute(
                f"INSERT INTO states (article, {column}, changed) "  # noqa: S608
                "SELECT id, ?, ? FROM articles WHERE id = ? AND (? OR id IN "
                "(SELECT article FROM states)) ON CONFLICT (article) DO UPDATE SET "
                f"{column} = excluded.{column}, changed = excluded.changed "
                f"WHERE {column} <> excluded.{column}",
                [int(value), seconds(now), one, int(value)],
            )
            if done.rowcount:
                changed.append(one)

        self._db.write_each(ids, write)
        return changed

    def unread_in(self, rows: Sequence[str]) -> list[tuple[str, str | None]]:
        """Return (article, its story) of what is unread among articles and stories named by id."""
        found: dict[str, str | None] = {}
        for part in chunks(rows, 500):
            # a story's id is no article's id: their first letters differ
            sql = (
                "SELECT a.id, m.story FROM articles a "  # noqa: S608
                "LEFT JOIN story_articles m ON m.article = a.id "
                "LEFT JOIN states s ON s.article = a.id "
                f"WHERE coalesce(s.read, 0) = 0 AND (a.id IN ({marks(part)}) OR a.id IN "
                f"(SELECT article FROM story_articles WHERE story IN ({marks(part)})))"
            )
            pairs: list[Any] = self._db.read(sql, [*part, *part])
            found.update(pairs)
        return list(found.items())

    def get_value(self, key: str) -> str | None:
        """Return a value that the reader or a job has put away, such as its last place."""
        rows = self._db.read("SELECT value FROM kept_values WHERE key = ?", [key])
        return str(rows[0][0]) if rows else None

    def put_value(self, key: str, value: str) -> None:
        """Put a small value away under a key."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO kept_values (key, value) VALUES (?, ?) "
                "ON CONFLICT DO UPDATE SET value = excluded.value",
                [key, value],
            )

    def counts(self, wanted: ArticleFilter | None = None) -> Counts:
        """Return the numbers of articles, stories, unread and starred articles."""
        condition, parameters = conditions(wanted or ArticleFilter())
        sql = (
            "SELECT count(*), count(DISTINCT m.story), sum(coalesce(s.read, 0) = 0), "  # noqa: S608
            "sum(coalesce(s.starred, 0)) FROM articles a "
            "LEFT JOIN story_articles m ON m.article = a.id "
            f"LEFT JOIN states s ON s.article = a.id WHERE {condition}"
        )
        rows: list[Any] = self._db.read(sql, parameters)
        articles, stories, unread, starred = rows[0]
        return Counts(articles, stories, unread or 0, starred or 0)

    def sources(self) -> list[tuple[str, int, int]]:
        """Return (source, articles, unread) of every source, by name."""
        # From indexes and states; reading the articles' own rows would go over all their texts.
        # A CROSS JOIN keeps SQLite from beginning at the articles.
        every = self._by_source("SELECT source, count(*) FROM articles GROUP BY source")
        read = self._by_source(
            "SELECT a.source, count(*) FROM states s CROSS JOIN articles a ON a.id = s.article "
            "WHERE s.read = 1 GROUP BY a.source"
        )
        muted = self._by_source(
            "SELECT a.source, count(*) FROM muted m CROSS JOIN articles a ON a.id = m.article "
            "GROUP BY a.source"
        )
        muted_read = self._by_source(
            "SELECT a.source, count(*) FROM muted m CROSS JOIN articles a ON a.id = m.article "
            "JOIN states s ON s.article = m.article WHERE s.read = 1 GROUP BY a.source"
        )
        found = []
        for source in sorted(every):
            shown = every[source] - muted.get(source, 0)
            seen = read.get(source, 0) - muted_read.get(source, 0)
            if shown:
                found.append((source, shown, shown - seen))
        return found

    def _by_source(self, sql: str) -> dict[str, int]:
        rows: list[Any] = self._db.read(sql)
        return dict(rows)
