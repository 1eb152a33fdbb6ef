"""Pages that could not be fetched yet, and what sites' robots.txt say, in the SQLite store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mujaz.store.connection import Connections
from mujaz.store.protocol_pages import MissingPage, RobotsFile
from mujaz.store.rows import chunks, marks, moment, seconds


def note_missing(connection: sqlite3.Connection, page: MissingPage) -> None:
    """Write a page that is to be tried again, inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO missing_pages (article, feed, url, tries, due) "
        "VALUES (?, ?, ?, ?, ?)",
        [page.article, page.feed, page.url, page.tries, seconds(page.due)],
    )


class PageRows:
    """The part of the store that remembers what of the articles' pages is still to be fetched."""

    _db: Connections

    def missing_pages(self, feeds: Sequence[str], now: datetime) -> list[MissingPage]:
        """Return the pages of feeds that are to be tried again by ``now``, longest due first."""
        found: list[MissingPage] = []
        for part in chunks(feeds, 500):
            sql = (
                "SELECT article, feed, url, tries, due FROM missing_pages "  # noqa: S608
                f"WHERE due <= ? AND feed IN ({marks(part)})"
            )
            rows: list[Any] = self._db.read(sql, [seconds(now), *part])
            found += [MissingPage(row[0], row[1], row[2], row[3], moment(row[4])) for row in rows]
        return sorted(found, key=lambda page: (page.due, page.article))

    def save_missing(self, pages: Sequence[MissingPage]) -> None:
        """Note when pages are to be tried again."""
        self._db.write_each(pages, note_missing)

    def forget_missing(self, articles: Sequence[str]) -> None:
        """Try the pages of articles no more."""
        with self._db.transaction() as connection:
            connection.executemany(
                "DELETE FROM missing_pages WHERE article = ?", [(one,) for one in articles]
            )

    def robots(self, origin: str) -> RobotsFile | None:
        """Return what the robots.txt of a site said the last time."""
        rows: list[Any] = self._db.read(
            "SELECT fetched, status, text FROM robots WHERE origin = ?", [origin]
        )
        return RobotsFile(origin, moment(rows[0][0]), rows[0][1], rows[0][2]) if rows else None

    def save_robots(self, robots: RobotsFile) -> None:
        """Keep what the robots.txt of a site says."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO robots (origin, fetched, status, text) VALUES (?, ?, ?, ?)",
                [robots.origin, seconds(robots.fetched), robots.status, robots.text],
            )
