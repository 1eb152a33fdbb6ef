"""Saved searches in the SQLite store: their names, what is new in them, what was announced.

"New" goes by the order of arrival, the articles' rows, and not by dates: an outlet may publish
today what it dates last week. Queries come parsed, since relative dates need a present moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mujaz.kept import SavedSearch
from mujaz.model import ArticleFilter
from mujaz.query import Query
from mujaz.store.connection import Connections
from mujaz.store.rows import conditions, moment, seconds

_NEWEST = "(SELECT coalesce(max(row), 0) FROM articles)"


class SavedSearchRows:
    """The part of the store that keeps searches under names."""

    _db: Connections

    def saved_searches(self) -> list[SavedSearch]:
        """Return the saved searches, in the order they were saved."""
        rows: list[Any] = self._db.read(
            "SELECT name, query, alert, added FROM searches ORDER BY added, name"
        )
        return [SavedSearch(row[0], row[1], bool(row[2]), moment(row[3])) for row in rows]

    def save_search(self, name: str, query: str, now: datetime, *, alert: bool = False) -> None:
        """Keep a search under a name; one that has the name already gives way to it.

        What is there now counts as seen.
        """
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO searches (name, query, alert, added, seen, alerted) "  # noqa: S608
                f"VALUES (?, ?, ?, ?, {_NEWEST}, {_NEWEST}) ON CONFLICT (name) DO UPDATE SET "
                "query = excluded.query, alert = excluded.alert, seen = excluded.seen, "
                "alerted = excluded.alerted",
                [name, query, int(alert), seconds(now)],
            )

    def rename_search(self, name: str, new: str) -> bool:
        """Give a saved search another name; False where there is none, or the new name is taken."""
        with self._db.transaction() as connection:
            done = connection.execute(
                "UPDATE OR IGNORE searches SET name = ? WHERE name = ?", [new, name]
            )
            return done.rowcount > 0

    def set_search_alert(self, name: str, alert: bool) -> bool:
        """Announce new matches of a saved search, or no longer; False where there is none."""
        with self._db.transaction() as connection:
            done = connection.execute(
                f"UPDATE searches SET alert = ?, alerted = {_NEWEST} WHERE name = ?",  # noqa: S608
                [int(alert), name],
            )
            return done.rowcount > 0

    def remove_search(self, name: str) -> SavedSearch | None:
        """Forget a saved search; return it, None where there is none of the name."""
        found = next((one for one in self.saved_searches() if one.name == name), None)
        if found is not None:
            with self._db.transaction() as connection:
                connection.execute("DELETE FROM searches WHERE name = ?", [name])
        return found

    def mark_search_seen(self, name: str) -> None:
        """Note that a saved search was looked at: what is there now is no longer new."""
        with self._db.transaction() as connection:
            connection.execute(
                f"UPDATE searches SET seen = {_NEWEST} WHERE name = ?",  # noqa: S608
                [name],
            )

    def search_counts(self, queries: Mapping[str, Query]) -> dict[str, tuple[int, int]]:
        """Return saved name → (articles that answer, those among them that are new since seen)."""
        counts: dict[str, tuple[int, int]] = {}
        for name, query in queries.items():
            condition, parameters = conditions(ArticleFilter(query=query))
            rows: list[Any] = self._db.read(
                "SELECT count(*), sum(a.row > (SELECT seen FROM searches WHERE name = ?)) "  # noqa: S608
                f"FROM articles a WHERE {condition}",
                [name, *parameters],
            )
            counts[name] = (rows[0][0], rows[0][1] or 0) if query else (0, 0)
        return counts

    def take_alerts(self, name: str, query: Query) -> list[str]:
        """Return the ids of articles that a search has to announce, newest first, and note it.

        Each article is announced once, whichever process asks first.
        """
        if not query:
            return []
        condition, parameters = conditions(ArticleFilter(query=query))
        with self._db.transaction() as connection:
            rows = connection.execute(
                "SELECT a.id FROM articles a WHERE a.row > "  # noqa: S608
                f"(SELECT alerted FROM searches WHERE name = ? AND alert) AND {condition} "
                "ORDER BY a.published DESC, a.id DESC",
                [name, *parameters],
            ).fetchall()
            connection.execute(
                f"UPDATE searches SET alerted = {_NEWEST} WHERE name = ?",  # noqa: S608
                [name],
            )
        return [str(row[0]) for row in rows]
