"""What takes how much of the SQLite file.

Sizes come from SQLite's own table of pages (dbstat) where this SQLite was built with it; else the
lengths of the columns are added up, which is a little less than the truth.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

from mujaz.store.connection import Connections, in_words
from mujaz.store.protocol_upkeep import SpacePart

_KINDS: dict[str, str] = {
    "articles": "articles",
    "lines": "articles",
    "line_totals": "articles",
    "revised": "revisions",
    "revisions": "revisions",
    "stories": "stories",
    "story_articles": "stories",
    "threads": "stories",
    "tags": "tags",
    "states": "states",
}
_ORDER = ("articles", "search", "revisions", "stories", "tags", "states", "rest", "free")
_COUNTED = {"articles": "articles", "search": "folded_docsize", "revisions": "revisions",
            "stories": "stories", "tags": "tags", "states": "states"}  # fmt: skip


class SpaceRows:
    """The part of the store that knows its own file."""

    _db: Connections

    def space(self) -> list[SpacePart]:
        """Return what takes how many bytes of the store, free pages among them."""
        sizes: Counter[str] = Counter()
        with in_words(self._db.path):
            connection = self._db.get()
            for table, size in _table_sizes(connection):
                kind = "search" if table.startswith("folded") else _KINDS.get(table, "rest")
                sizes[kind] += size
            page = int(connection.execute("PRAGMA page_size").fetchone()[0])
            free = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
            sizes["free"] = page * free
            rows = {
                kind: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
                for kind, table in _COUNTED.items()
            }
        return [SpacePart(kind, sizes[kind], rows.get(kind)) for kind in _ORDER]  # type: ignore[arg-type]


def _table_sizes(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the bytes of every table with its indexes."""
    try:
        rows = connection.execute(
            "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE"
        ).fetchall()
    except sqlite3.OperationalError:  # this SQLite has no dbstat
        return [(name, _content_size(connection, name)) for name in _tables(connection)]
    owners = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master").fetchall())
    return [(str(owners.get(name, name)), int(size)) for name, size in rows]


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'folded'"
    )
    return [str(row[0]) for row in rows]


def _content_size(connection: sqlite3.Connection, table: str) -> int:
    """Return the bytes of a table's values."""
    columns = [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
    lengths = " + ".join(f'coalesce(length(CAST("{name}" AS BLOB)), 0)' for name in columns)
    row = connection.execute(f'SELECT coalesce(sum({lengths}), 0) FROM "{table}"').fetchone()  # noqa: S608
    return int(row[0])
