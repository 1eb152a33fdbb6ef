"""Feeds in the SQLite store."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from datetime import datetime

from mujaz.model import Feed
from mujaz.store.connection import Connections
from mujaz.store.rows import Row, moment_or_none, pack, seconds, seconds_or_none, unpack

#: How a column becomes a field and a field a column, where they are not the same.
_TIMES = ("added", "checked", "succeeded", "due", "failing_since", "moved_on", "newest")
_FLAGS = ("disabled", "given_up", "source_chosen")
_LISTS = ("skip_hours", "skip_days")
_NAMES = tuple(field.name for field in fields(Feed))
_COLUMNS = ", ".join(_NAMES)


def _feed(row: Row) -> Feed:
    values = dict(zip(_NAMES, row, strict=True))
    for name in _TIMES:
        values[name] = moment_or_none(values[name])
    for name in _FLAGS:
        values[name] = bool(values[name])
    for name in _LISTS:
        values[name] = unpack(values[name], tuple[int, ...])
    return Feed(**values)


def _values(feed: Feed) -> list[object]:
    values = {name: getattr(feed, name) for name in _NAMES}
    for name in _TIMES:
        values[name] = seconds_or_none(values[name])
    for name in _FLAGS:
        values[name] = int(values[name])
    for name in _LISTS:
        values[name] = pack(values[name]).decode()
    return list(values.values())


def update_feed(connection: sqlite3.Connection, feed: Feed) -> None:
    """Write a feed's row inside a transaction; a feed removed meanwhile stays removed."""
    assignments = ", ".join(f"{name} = ?" for name in _NAMES[1:])
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
