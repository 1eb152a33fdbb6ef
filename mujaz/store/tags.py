"""Tags of articles in the SQLite store, and the user's corrections of them.

A row keeps the name that was worked out. What a correction makes of it stands beside it, so that
taking the correction back restores what was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from mujaz.kept import TagEdit, TagEditKind
from mujaz.model import Tag
from mujaz.store.connection import Connections
from mujaz.store.rows import Row, chunks, marks, moment, seconds
from mujaz.store.tag_edits import Names, names_after, shown_as, taken_off
from mujaz.text import fold

_EDIT = "SELECT number, kind, name, target, article, made FROM tag_edits"
_INSERT = (
    "INSERT OR IGNORE INTO tags (article, name, kind, rank, folded, shown, given, off) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_VISIBLE = "article NOT IN (SELECT article FROM muted)"


def _edit(row: Row) -> TagEdit:
    return TagEdit(row[0], row[1], row[2], row[3], row[4], moment(row[5]))


def read_edits(connections: Connections) -> list[TagEdit]:
    """Return the corrections that are in force, in the order they were made."""
    rows: list[Any] = connections.read(f"{_EDIT} ORDER BY number")
    return [_edit(row) for row in rows]


class TagRows:
    """The part of the store that keeps tags."""

    _db: Connections

    # ----------------------------------------------------------------- reading
    def article_tags(self, article_id: str) -> list[Tag]:
        """Return the tags of one article, the user's own first, then best first."""
        sql = (
            "SELECT coalesce(shown, name), kind, folded FROM tags WHERE article = ? "
            "AND folded <> '' ORDER BY kind <> 'own', rank, name"
        )
        rows: list[Any] = self._db.read(sql, [article_id])
        found: dict[str, Tag] = {}
        for name, kind, folded in rows:
            found.setdefault(folded, Tag(name, kind))
        return list(found.values())

    def given_tags(self, ids: Sequence[str]) -> dict[str, list[Tag]]:
        """Return the tags of articles by their worked-out names, but those taken off by hand.

        What is put away for a story goes by these: corrections are applied when it is read.
        """
        found: dict[str, list[Tag]] = {one: [] for one in ids}
        for part in chunks(ids, 500):
            sql = (
                f"SELECT article, name, kind FROM tags WHERE article IN ({marks(part)}) "  # noqa: S608
                "AND NOT off ORDER BY article, kind <> 'own', rank, name"
            )
            rows: list[Any] = self._db.read(sql, part)
            for article, name, kind in rows:
                found[article].append(Tag(name, kind))
        return found

    def tags(self, limit: int | None = None) -> list[tuple[Tag, int]]:
        """Return (tag with the number of its articles, unread), most frequent first."""
        rows: list[Any] = self._db.read(
            f"SELECT folded, count(DISTINCT article) AS n FROM tags WHERE {_VISIBLE} "  # noqa: S608
            "GROUP BY folded HAVING folded <> '' ORDER BY n DESC, folded LIMIT ?",
            [-1 if limit is None else limit],
        )
        counts = {str(folded): int(n) for folded, n in rows}
        names = self._names_of(list(counts))
        unread = self._unread(list(counts))
        return [
            (Tag(*names[folded], count), unread.get(folded, 0))  # type: ignore[arg-type]
            for folded, count in counts.items()
        ]

    def tag_named(self, name: str) -> Tag | None:
        """Return the tag that goes by a name, in whatever spelling, with its articles counted."""
        folded = fold(name)
        rows: list[Any] = self._db.read(
            "SELECT count(DISTINCT article) FROM tags WHERE folded = ?", [folded]
        )
        if not folded or not rows[0][0]:
            return None
        return Tag(*self._names_of([folded])[folded], rows[0][0])  # type: ignore[arg-type]

    def _names_of(self, folded: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return folded name → (name, kind) in the spelling and kind that most articles have.

        A name of the tag's own goes before one that a correction gave it.
        """
        edited = names_after(self.tag_edits())
        best: dict[str, tuple[tuple[bool, int], tuple[str, str]]] = {}
        for part in chunks(folded, 500):
            # what the index holds is enough: the names shown follow from the corrections
            sql = (
                "SELECT folded, name, kind, count(*) FROM tags "  # noqa: S608
                f"WHERE folded IN ({marks(part)}) GROUP BY 1, 2, 3"
            )
            rows: list[Any] = self._db.read(sql, part)
            for key, name, kind, count in rows:
                rank = (fold(name) == key, int(count))
                if key not in best or rank > best[key][0]:
                    best[key] = (rank, (shown_as(name, edited) or name, kind))
        return {key: named for key, (_rank, named) in best.items()}

    def _unread(self, folded: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in chunks(folded, 500):
            sql = (
                "SELECT folded, count(DISTINCT article) FROM tags "  # noqa: S608
                f"WHERE folded IN ({marks(part)}) AND {_VISIBLE} "
                "AND article NOT IN (SELECT article FROM states WHERE read = 1) GROUP BY folded"
            )
            rows: list[Any] = self._db.read(sql, part)
            found.update(rows)
        return found

    # ----------------------------------------------------------------- writing
    def save_article_tags(self, tags: dict[str, Sequence[Tag]]) -> None:
        """Replace the worked-out tags of articles, best first; the user's corrections stay."""
        edits = self.tag_edits()
        names = names_after(edits)
        off = taken_off(edits, names)

        def write(connection: sqlite3.Connection, item: tuple[str, Sequence[Tag]]) -> None:
            article, found = item
            connection.execute("DELETE FROM tags WHERE article = ? AND kind <> 'own'", [article])
            refused = off.get(article, set())
            rows = [
                [article, tag.name, tag.kind, rank, *_columns(tag.name, names, refused)]
                for rank, tag in enumerate(found)
            ]
            connection.executemany(_INSERT, rows)

        self._db.write_each(tags.items(), write)

    def add_own_tag(self, article_id: str, name: str) -> None:
        """Give an article a tag of the user's own, unless it was taken off it by hand."""
        self.add_own_tags({article_id: [name]})

    def add_own_tags(self, tags: Mapping[str, Sequence[str]]) -> list[str]:
        """Give articles tags of the user's own, but those that were taken off by hand.

        Returns:
            the articles that did not have all of them.
        """
        edits = self.tag_edits()
        names = names_after(edits)
        off = taken_off(edits, names)
        changed: list[str] = []

        def write(connection: sqlite3.Connection, item: tuple[str, Sequence[str]]) -> None:
            article, wanted = item
            rows = [
                [article, name, "own", 0, *_columns(name, names, ())]
                for name in wanted
                if fold(name) and fold(name) not in off.get(article, ())
            ]
            if connection.executemany(_INSERT, rows).rowcount > 0:
                changed.append(article)

        self._db.write_each(tags.items(), write)
        return changed

    def remove_own_tag(self, article_id: str, name: str) -> None:
        """Take a hand-made tag off an article."""
        with self._db.transaction() as connection:
            connection.execute(
                "DELETE FROM tags WHERE article = ? AND kind = 'own' AND folded = ?",
                [article_id, fold(name)],
            )

    # ------------------------------------------------------------- corrections
    def tag_edits(self) -> list[TagEdit]:
        """Return the corrections that are in force, in the order they were made."""
        return read_edits(self._db)

    def edit_tag(
        self,
        kind: TagEditKind,
        name: str,
        now: datetime,
        *,
        target: str | None = None,
        article: str | None = None,
    ) -> TagEdit:
        """Correct a tag, everywhere or on one article, and keep a record of it.

        Args:
            kind: ``rename`` and ``merge`` need a target, ``tag`` and ``untag`` an article.
            name: the tag as it is shown now, in whatever spelling.
            now: the present moment.
            target: the name that it shall have.
            article: the article that gets the tag, or from which it is taken off.
        """
        with self._db.transaction() as connection:
            before = _log(connection)
            done = connection.execute(
                "INSERT INTO tag_edits (kind, name, target, article, made) VALUES (?, ?, ?, ?, ?)",
                [kind, name, target, article, seconds(now)],
            )
            edit = TagEdit(int(done.lastrowid or 0), kind, name, target, article, now)
            if kind == "tag":
                _replace_untag(connection, name, article)
                names = names_after(before)
                connection.execute(_INSERT, [article, name, "own", 0, *_columns(name, names, ())])
            elif kind == "untag":
                connection.execute(
                    "DELETE FROM tags WHERE article = ? AND kind = 'own' AND folded = ?",
                    [article, fold(name)],
                )
            _apply(connection, before, _log(connection))
        return edit

    def undo_tag_edit(self, number: int) -> TagEdit | None:
        """Take a correction back; return it, None where there is none of that number."""
        with self._db.transaction() as connection:
            before = _log(connection)
            edit = next((one for one in before if one.number == number), None)
            if edit is None:
                return None
            connection.execute("DELETE FROM tag_edits WHERE number = ?", [number])
            if edit.kind == "tag":
                connection.execute(
                    "DELETE FROM tags WHERE article = ? AND kind = 'own' AND name = ?",
                    [edit.article, edit.name],
                )
            _apply(connection, before, _log(connection))
            if edit.kind == "untag":
                _restore_own(connection, edit)
        return edit


def _restore_own(connection: sqlite3.Connection, edit: TagEdit) -> None:
    """Give an article back a tag of the user's own: of those no worked-out row is left."""
    rows = connection.execute("SELECT name FROM tags WHERE article = ?", [edit.article])
    if fold(edit.name) not in {fold(name) for (name,) in rows}:
        names = names_after(_log(connection))
        columns = _columns(edit.name, names, ())
        connection.execute(_INSERT, [edit.article, edit.name, "own", 0, *columns])


def _log(connection: sqlite3.Connection) -> list[TagEdit]:
    return [_edit(row) for row in connection.execute(f"{_EDIT} ORDER BY number")]


def _replace_untag(connection: sqlite3.Connection, name: str, article: str | None) -> None:
    """Forget that a tag was taken off an article: it is wanted there again."""
    rows = connection.execute(
        "SELECT number, name FROM tag_edits WHERE kind = 'untag' AND article = ?", [article]
    ).fetchall()
    for number, untagged in rows:
        if fold(untagged) == fold(name):
            connection.execute("DELETE FROM tag_edits WHERE number = ?", [number])


def _columns(name: str, names: Names, refused: Iterable[str]) -> list[object]:
    """Return folded, shown, given and off of a row, as the corrections want it."""
    given = fold(name)
    shown = shown_as(name, names)
    folded = fold(shown) if shown is not None else ""
    if given in refused or (folded and folded in refused):
        return ["", None, given, 1]
    if given not in names:
        return [given, None, None, 0]
    return [folded, shown, given, 0]


def _apply(
    connection: sqlite3.Connection, before: Sequence[TagEdit], after: Sequence[TagEdit]
) -> None:
    """Bring the rows in line with a changed log; only those that it changes are touched."""
    old, new = names_after(before), names_after(after)
    old_off, new_off = taken_off(before, old), taken_off(after, new)
    changed = {name for name in {*old, *new} if old.get(name, name) != new.get(name, name)}
    found: set[tuple[str, str, str]] = set()
    for given in changed:
        found.update(
            connection.execute(
                "SELECT article, name, kind FROM tags WHERE folded = ? AND given IS NULL "
                "UNION SELECT article, name, kind FROM tags WHERE given = ?",
                [given, given],
            )
        )
    for article in {*old_off, *new_off}:
        if old_off.get(article) != new_off.get(article):
            found.update(
                connection.execute(
                    "SELECT article, name, kind FROM tags WHERE article = ?", [article]
                )
            )
    connection.executemany(
        "UPDATE tags SET folded = ?, shown = ?, given = ?, off = ? "
        "WHERE article = ? AND name = ? AND kind = ?",
        [
            [
                *_columns(name, new, () if kind == "own" else new_off.get(article, ())),
                article,
                name,
                kind,
            ]
            for article, name, kind in found
        ],
    )
