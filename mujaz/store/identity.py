"""Articles by what else they are known by than their guid, in the SQLite store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mujaz.store.connection import Connections
from mujaz.store.protocol_identity import Known
from mujaz.store.rows import chunks, marks, moment, seconds

_COLUMNS = "guid, url, title, published"


class IdentityRows:
    """The part of the store that recognises articles whose guid has changed."""

    _db: Connections

    def has_articles(self, feed: str) -> bool:
        """Tell whether a feed has ever brought an article that is still there."""
        return bool(self._db.read("SELECT 1 FROM articles WHERE feed = ? LIMIT 1", [feed]))

    def articles_at(self, feed: str, links: Sequence[str]) -> list[Known]:
        """Return the articles of a feed that stand at one of the links."""
        found: list[Any] = []
        for part in chunks(links, 500):
            sql = f"SELECT {_COLUMNS} FROM articles WHERE url IN ({marks(part)}) AND +feed = ?"  # noqa: S608
            found += self._db.read(sql, [*part, feed])
        return [Known(row[0], row[1], row[2], moment(row[3])) for row in found]

    def articles_between(
        self, feed: str, source: str, first: datetime, last: datetime
    ) -> list[Known]:
        """Return the articles of a source that one feed brought, published in a span of time."""
        sql = (
            f"SELECT {_COLUMNS} FROM articles WHERE source = ? "  # noqa: S608
            "AND published BETWEEN ? AND ? AND +feed = ?"
        )
        rows: list[Any] = self._db.read(sql, [source, seconds(first), seconds(last), feed])
        return [Known(row[0], row[1], row[2], moment(row[3])) for row in rows]
