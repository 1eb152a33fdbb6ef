"""Whether the SQLite file is sound, and what can be made anew without losing anything.

Indexes hold nothing that the articles do not hold, so they can be built again at any time. A file
whose pages are damaged is not mended here: SQLite's answer to that is a copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from mujaz.i18n import ngettext
from mujaz.store.articles import ARTICLE_COLUMNS, article_of, index_article
from mujaz.store.connection import Connections, in_words
from mujaz.store.rows import Row

#: Lines of an integrity check that are told; a file that is torn apart has thousands.
_MOST_PROBLEMS = 20
_PAGE = 100


class RepairRows:
    """The part of the store that looks after its own file."""

    _db: Connections

    def problems(self, *, thorough: bool) -> list[str]:
        """Return what is wrong with the store's file, in lines; none where it is sound.

        Args:
            thorough: also compare each index with its table, and the full-text index with its own
                lists (minutes for a very large store).
        """
        check = "integrity_check" if thorough else "quick_check"
        with in_words(self._db.path):
            connection = self._db.get()
            rows = connection.execute(f"PRAGMA {check}({_MOST_PROBLEMS})").fetchall()
            found = [str(row[0]) for row in rows if row[0] != "ok"]
            found += _search_gaps(connection)
            if thorough and not found:
                found += _search_damage(connection)
        return found

    def rebuild_indexes(self, report: Callable[[int, int], None]) -> int:
        """Build all indexes anew from the articles; return how many articles are searchable.

        Until it is done the search finds less; a rebuild that was stopped is begun again.

        Args:
            report: told (done, total) from time to time; it may raise to stop the work.
        """
        with self._db.transaction() as connection:
            connection.execute("REINDEX")
            # a damaged full-text table cannot be emptied row by row
            made = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'folded'")
            statement = str(made.fetchone()[0])
            connection.execute("DROP TABLE folded")
            connection.execute(statement)
            total = int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        done = 0

        def write(connection: sqlite3.Connection, row: Row) -> None:
            nonlocal done
            index_article(connection, int(row[-1]), article_of(row))
            done += 1
            if done % _PAGE == 0 or done == total:
                report(done, total)

        self._db.write_each(self._articles(), write)
        return done

    def _articles(self) -> Iterator[Row]:
        """Yield the articles as they stand in the table, their row number last."""
        sql = f"SELECT {ARTICLE_COLUMNS}, row FROM articles WHERE row > ? ORDER BY row LIMIT ?"  # noqa: S608
        last: object = 0
        while rows := self._db.read(sql, [last, _PAGE]):
            yield from rows
            last = rows[-1][-1]

    def vacuum(self) -> int:
        """Give free pages back to the file system; return by how many bytes the file shrank."""
        with self._db.write_lock, in_words(self._db.path):
            connection = self._db.get()
            before = _file_size(connection)
            # words of purged articles stay in the index until its segments are merged
            connection.execute("INSERT INTO folded (folded) VALUES ('optimize')")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return before - _file_size(connection)


def _search_gaps(connection: sqlite3.Connection) -> list[str]:
    """Return a line each where articles and the full-text index do not hold the same."""
    missing, idle = connection.execute(
        "SELECT (SELECT count(*) FROM articles WHERE row NOT IN (SELECT id FROM folded_docsize)), "
        "(SELECT count(*) FROM folded_docsize WHERE id NOT IN (SELECT row FROM articles))"
    ).fetchone()
    lines: list[str] = []
    if missing:
        text = ngettext(
            "{n} article is not in the search index", "{n} articles are not in the search index",
            missing,
        )  # fmt: skip
        lines.append(text.format(n=missing))
    if idle:
        text = ngettext(
            "the search index holds {n} article that is gone",
            "the search index holds {n} articles that are gone",
            idle,
        )
        lines.append(text.format(n=idle))
    return lines


def _search_damage(connection: sqlite3.Connection) -> list[str]:
    """Return a line where the full-text index contradicts itself; its check writes nothing."""
    try:
        connection.execute("INSERT INTO folded (folded) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            return [str(error)]
        raise
    return []


def _file_size(connection: sqlite3.Connection) -> int:
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    return pages * int(connection.execute("PRAGMA page_size").fetchone()[0])
