"""Feeds in the SQLite store."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from mujaz.model import Feed
from mujaz.store.connection import Connections
from mujaz.store.rows import Row, moment_or_none, seconds, seconds_or_none

_COLUMNS = (
    "url, source, title, site, etag, last_modified, added, checked, succeeded, due, failures, "
    "error, disabled"
)


def _feed(row: Row) -> Feed:
    return Feed(
        url=row[0],
        source=row[1],
        title=row[2],
        site=row[3],
        etag=row[4],
        last_modified=row[5],
        added=moment_or_none(row[6]),
        checked=moment_or_none(row[7]),
        succeeded=moment_or_none(row[8]),
        due=moment_or_none(row[9]),
        failures=row[10],
        error=row[11],
        disabled=bool(row[12]),
    )


def _values(feed: Feed) -> list[object]:
    return [
        feed.url,
        feed.source,
        feed.title,
        feed.site,
        feed.etag,
        feed.last_modified,
        seconds_or_none(feed.added),
        seconds_or_none(feed.checked),
        seconds_or_none(feed.succeeded),
        seconds_or_none(feed.due),
        feed.failures,
        feed.error,
        int(feed.disabled),
    ]


def update_feed(connection: sqlite3.Connection, feed: Feed) -> None:
    """Write a feed's row inside a transaction; a feed removed meanwhile stays removed."""
    names = [name.strip() for name in _COLUMNS.split(",")][1:]
    assignments = ", ".join(f"{name} = ?" for name in names)
    connection.execute(
        f"UPDATE feeds SET {assignments} WHERE url = ?",  # noqa: S608  names are constants
        [*_values(feed)[1:], feed.url],
    )


class FeedRows:
    """The part of the store that keeps feeds."""

    _db: Connections

    def feeds(self) -> list[Feed]:
        """Return all feeds by source and address."""
        rows = self._db.read(f"SELECT {_COLUMNS} FROM feeds ORDER BY source, url")  # noqa: S608
        return [_feed(row) for row in rows]

    def feed(self, url: str) -> Feed | None:
        """Return the feed of an address."""
        rows = self._db.read(f"SELECT {_COLUMNS} FROM feeds WHERE url = ?", [url])  # noqa: S608
        return _feed(rows[0]) if rows else None

    def add_feed(self, feed: Feed) -> bool:
        """Add a feed; False where its address is there already."""
        values = _values(feed)
        with self._db.transaction() as connection:
            done = connection.execute(
                f"INSERT OR IGNORE INTO feeds ({_COLUMNS}) "  # noqa: S608
                f"VALUES ({','.join('?' * len(values))})",
                values,
            )
            return done.rowcount == 1

    def remove_feed(self, url: str) -> bool:
        """Remove a feed, keeping its articles; False where there is none."""
        with self._db.transaction() as connection:
            return connection.execute("DELETE FROM feeds WHERE url = ?", [url]).rowcount == 1

    def save_feed(self, feed: Feed) -> None:
        """Write what is known of a feed that exists (validators, health, next time due)."""
        with self._db.transaction() as connection:
            update_feed(connection, feed)

    def due_feeds(self, now: datetime) -> list[Feed]:
        """Return the enabled feeds that are due at ``now``, longest overdue first."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM feeds WHERE NOT disabled AND (due IS NULL OR due <= ?) "  # noqa: S608
            "ORDER BY coalesce(due, 0), url",
            [seconds(now)],
        )
        return [_feed(row) for row in rows]
