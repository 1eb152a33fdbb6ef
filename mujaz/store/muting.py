"""What rules did to articles in the SQLite store: which they muted, and how far they have come."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from mujaz.model import ArticleFilter
from mujaz.query import Query
from mujaz.store.connection import Connections
from mujaz.store.rows import chunks, conditions, marks

_APPLIED = "rules.row"
_LAST = f"coalesce((SELECT CAST(value AS INTEGER) FROM kept_values WHERE key = '{_APPLIED}'), 0)"  # noqa: S608


class RuleRows:
    """The part of the store that rules work on."""

    _db: Connections

    def mute(self, ids: Sequence[str], rule: str) -> list[str]:
        """Mute articles for a rule; return the ids of those that were not muted before."""
        changed: list[str] = []

        def write(connection: sqlite3.Connection, article: str) -> None:
            done = connection.execute("INSERT OR IGNORE INTO muted VALUES (?, ?)", [article, rule])
            if done.rowcount:
                changed.append(article)

        self._db.write_each(ids, write)
        return changed

    def unmute(self, ids: Sequence[str]) -> list[str]:
        """Show muted articles again; return the ids of those that were muted."""
        changed: list[str] = []

        def write(connection: sqlite3.Connection, article: str) -> None:
            if connection.execute("DELETE FROM muted WHERE article = ?", [article]).rowcount:
                changed.append(article)

        self._db.write_each(ids, write)
        return changed

    def muted_by(self, ids: Sequence[str]) -> dict[str, str]:
        """Return article → rule of those of the articles that are muted."""
        found: dict[str, str] = {}
        for part in chunks(ids, 500):
            rows: list[Any] = self._db.read(
                f"SELECT article, rule FROM muted WHERE article IN ({marks(part)})",  # noqa: S608
                part,
            )
            found.update(rows)
        return found

    def grouped_mark(self) -> int:
        """Return a mark of what has arrived and been grouped, for :meth:`rules_applied`."""
        rows: list[Any] = self._db.read(
            "SELECT coalesce((SELECT min(a.row) - 1 FROM articles a LEFT JOIN story_articles m "  # noqa: S608
            "ON m.article = a.id WHERE m.article IS NULL AND a.row > "
            f"{_LAST}), (SELECT max(row) FROM articles), 0)"
        )
        return int(rows[0][0])

    def new_for_rules(self, query: Query, mark: int) -> list[str]:
        """Return the articles up to a mark that answer to a query and met no rules yet.

        Muted ones are among them: what one rule mutes another one may still star or tag.
        """
        condition, parameters = conditions(ArticleFilter(query=query, muted="show"))
        rows = self._db.read(
            f"SELECT a.id FROM articles a WHERE a.row > {_LAST} AND a.row <= ? "  # noqa: S608
            f"AND {condition} ORDER BY a.published, a.row",
            [mark, *parameters],
        )
        return [str(row[0]) for row in rows]

    def rules_applied(self, mark: int) -> None:
        """Note that the rules have been applied to all that had arrived at a mark."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO kept_values (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET "
                "value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
                [_APPLIED, str(mark)],
            )
