"""Corrections of stories by hand in the SQLite store: the log, and what is shown by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from mujaz.model import StoryEdit, StoryEditKind
from mujaz.store.connection import Connections
from mujaz.store.protocol_corrections import GroupRow, Placed, ShownStory
from mujaz.store.rows import chunks, marks, moment, pack, seconds, unpack
from mujaz.store.story_rows import write_group, write_story

#: What the table of muted articles names instead of a rule.
_BY_HAND = "story:"


class CorrectionRows:
    """The part of the store that keeps corrections of stories."""

    _db: Connections

    def story_edits(self) -> list[StoryEdit]:
        """Return the corrections that are in force, in the order they were made."""
        rows: list[Any] = self._db.read(
            "SELECT number, kind, story, target, articles, title, made FROM story_edits "
            "ORDER BY number"
        )
        return [_edit(row) for row in rows]

    def add_story_edit(
        self,
        kind: StoryEditKind,
        story: str,
        now: datetime,
        *,
        target: str | None = None,
        articles: Sequence[str] = (),
        title: str | None = None,
    ) -> StoryEdit:
        """Keep a record of a correction; :meth:`show_stories` makes it seen."""
        with self._db.transaction() as connection:
            done = connection.execute(
                "INSERT INTO story_edits (kind, story, target, articles, title, made) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [kind, story, target, pack(tuple(articles)), title, seconds(now)],
            )
        number = int(done.lastrowid or 0)
        return StoryEdit(number, kind, story, target, tuple(articles), title, moment(seconds(now)))

    def remove_story_edit(self, number: int) -> StoryEdit | None:
        """Forget a correction; return it, None where there is none of that number."""
        with self._db.transaction() as connection:
            row = connection.execute(
                "SELECT number, kind, story, target, articles, title, made FROM story_edits "
                "WHERE number = ?",
                [number],
            ).fetchone()
            connection.execute("DELETE FROM story_edits WHERE number = ?", [number])
        return None if row is None else _edit(row)

    def placed(
        self,
        *,
        stories: Iterable[str] = (),
        groups: Iterable[str] = (),
        articles: Iterable[str] = (),
    ) -> list[Placed]:
        """Return where articles stand that are in one of these, each once, in published order."""
        found: dict[str, tuple[int, int, Placed]] = {}
        for column, values in (("story", stories), ("grouped", groups), ("article", articles)):
            for part in chunks(list(dict.fromkeys(values)), 500):
                rows: list[Any] = self._db.read(
                    "SELECT a.published, a.row, m.article, m.story, m.grouped "  # noqa: S608
                    "FROM story_articles m JOIN articles a ON a.id = m.article "
                    f"WHERE m.{column} IN ({marks(part)})",
                    part,
                )
                for published, row, article, story, group in rows:
                    found[article] = (published, row, Placed(article, story, group))
        return [one for *_, one in sorted(found.values(), key=lambda row: row[:2])]

    def in_order(self, articles: Iterable[str]) -> list[str]:
        """Return those of the articles that exist, in published order."""
        found: list[tuple[int, int, str]] = []
        for part in chunks(list(dict.fromkeys(articles)), 500):
            sql = f"SELECT published, row, id FROM articles WHERE id IN ({marks(part)})"  # noqa: S608
            rows: list[Any] = self._db.read(sql, part)
            found.extend(rows)
        return [one for *_, one in sorted(found)]

    def group_threads(self, groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return group → the earlier groups that it follows."""
        found: dict[str, tuple[str, ...]] = {}
        for part in chunks(list(dict.fromkeys(groups)), 500):
            sql = f"SELECT id, thread FROM groups WHERE id IN ({marks(part)})"  # noqa: S608
            rows: list[Any] = self._db.read(sql, part)
            found.update((one, unpack(thread, tuple[str, ...])) for one, thread in rows)
        return found

    def show_stories(self, groups: Sequence[GroupRow], stories: Sequence[ShownStory]) -> None:
        """Write groups and how their articles are shown, all or nothing."""
        with self._db.transaction() as connection:
            for group in groups:
                write_group(connection, group)
            for story in stories:
                connection.executemany(
                    "UPDATE story_articles SET story = ? WHERE article = ?",
                    [(story.id, one) for one in story.articles],
                )
            for story in stories:
                write_story(connection, story)
                _mute(connection, story)


def _mute(connection: sqlite3.Connection, story: ShownStory) -> None:
    """Mute the articles of a muted story, and no others for its sake."""
    rule = _BY_HAND + story.id
    connection.execute("DELETE FROM muted WHERE rule = ?", [rule])
    if story.muted:
        connection.executemany(
            "INSERT OR IGNORE INTO muted VALUES (?, ?)", [(one, rule) for one in story.articles]
        )


def _edit(row: Any) -> StoryEdit:
    number, kind, story, target, articles, title, made = row
    return StoryEdit(
        number, kind, story, target, unpack(articles, tuple[str, ...]), title, moment(made)
    )
