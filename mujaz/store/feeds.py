"""Feeds in the SQLite store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
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


#: What a refresh finds out. The rest is the user's, who may change it while a refresh runs.
_FOUND = tuple(
    name
    for name in _NAMES
    if name
    not in ("url", "added", "source", "source_chosen", "folder", "full_text", "zone", *_FLAGS)
)
# One that the user has switched off stays off, and a name that he has chosen stays.
_SAVE_FOUND = (
    f"UPDATE feeds SET {', '.join(f'{name} = :{name}' for name in _FOUND)}, "  # noqa: S608
    "source = CASE WHEN source_chosen THEN source ELSE :source END, "
    "disabled = CASE WHEN disabled AND NOT given_up THEN 1 ELSE :disabled END, "
    "given_up = CASE WHEN disabled AND NOT given_up THEN 0 ELSE :given_up END "
    "WHERE url = :url"
)


def save_found(connection: sqlite3.Connection, feed: Feed) -> None:
    """Write what a refresh found out, inside a transaction; a removed feed stays removed."""
    values = dict(zip(_NAMES, _values(feed), strict=True))
    used = (*_FOUND, "url", "source", "disabled", "given_up")
    connection.execute(_SAVE_FOUND, {name: values[name] for name in used})


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
        """Write everything of a feed that exists, such as the user's choices."""
        assignments = ", ".join(f"{name} = ?" for name in _NAMES[1:])
        with self._db.transaction() as connection:
            connection.execute(
                f"UPDATE feeds SET {assignments} WHERE url = ?",  # noqa: S608  names are constants
                [*_values(feed)[1:], feed.url],
            )

    def save_polled(self, feeds: Iterable[Feed]) -> None:
        """Write what a refresh found out of feeds; what the user chose meanwhile stays."""
        self._db.write_each(feeds, save_found)

    def move_feed(self, old: str, feed: Feed) -> None:
        """Give a feed its new address, which its articles follow.

        Where the new address is subscribed to already the two become one: articles that both have
        brought stay with the old address, under which nothing is asked any more.
        """
        with self._db.transaction() as connection:
            there = connection.execute("SELECT 1 FROM feeds WHERE url = ?", [feed.url]).fetchone()
            if there:
                connection.execute("DELETE FROM feeds WHERE url = ?", [old])
            else:
                connection.execute("UPDATE feeds SET url = ? WHERE url = ?", [feed.url, old])
                save_found(connection, feed)
            connection.execute(
                "INSERT OR IGNORE INTO earlier_addresses "
                "SELECT ?, ? UNION SELECT ?, url FROM earlier_addresses WHERE feed = ?",
                [feed.url, old, feed.url, old],
            )
            for table in ("articles", "missing_pages"):
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET feed = ? WHERE feed = ?",  # noqa: S608
                    [feed.url, old],
                )

    def rename_source(self, url: str, source: str) -> None:
        """Let a feed and all its articles belong to the outlet that the user names.

        The stories of these articles are described anew by the next grouping.
        """
        with self._db.transaction() as connection:
            connection.execute(
                "UPDATE feeds SET source = ?, source_chosen = 1 WHERE url = ?", [source, url]
            )
            connection.execute(
                "INSERT OR IGNORE INTO revised SELECT id FROM articles "
                "WHERE feed = ? AND source <> ?",
                [url, source],
            )
            connection.execute("UPDATE articles SET source = ? WHERE feed = ?", [source, url])

    def due_feeds(self, now: datetime) -> list[Feed]:
        """Return the enabled feeds that are due at ``now``, longest overdue first."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM feeds WHERE NOT disabled AND (due IS NULL OR due <= ?) "  # noqa: S608
            "ORDER BY coalesce(due, 0), url",
            [seconds(now)],
        )
        return [_feed(row) for row in rows]
