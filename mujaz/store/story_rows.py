"""Writing stories, their members, threads and groups within a transaction of the SQLite store.

This module knows rows. What a story is, and when it is written, is known to its callers.
"""

from __future__ import annotations

import sqlite3

from mujaz.model import Digested
from mujaz.store.protocol import StoryChange
from mujaz.store.protocol_corrections import GroupRow, ShownStory
from mujaz.store.rows import day, moment, pack

_DIFFERENT = ("differ", "inside")


def write_change(connection: sqlite3.Connection, change: StoryChange) -> None:
    """Write what grouping did to a story that is shown as it was grouped."""
    group = GroupRow(change.id, change.articles, change.thread, change.state, change.why)
    write_group(connection, group)
    write_story(connection, ShownStory(change.id, change.articles, change.thread, change.digested))


def write_group(connection: sqlite3.Connection, group: GroupRow) -> None:
    """Write a group, its articles shown as the story of its id; without articles delete it."""
    connection.execute("DELETE FROM story_articles WHERE grouped = ?", [group.id])
    if not group.articles:
        connection.execute("DELETE FROM groups WHERE id = ?", [group.id])
        return
    connection.executemany(
        "INSERT OR REPLACE INTO story_articles (article, story, wire_of, why, grouped) "
        "VALUES (?, ?, NULL, ?, ?)",
        [(one, group.id, group.why.get(one, ""), group.id) for one in group.articles],
    )
    connection.execute(
        "INSERT OR REPLACE INTO groups (id, last, state, thread) "
        "SELECT ?, max(published), ?, ? FROM story_articles m JOIN articles a ON a.id = m.article "
        "WHERE m.grouped = ?",
        [group.id, group.state, pack(group.thread), group.id],
    )


def write_story(connection: sqlite3.Connection, story: ShownStory) -> None:
    """Write a story whose members' rows name it; without members delete it."""
    connection.execute("DELETE FROM threads WHERE story = ?", [story.id])
    first, last, size = connection.execute(
        "SELECT min(a.published), max(a.published), count(*) "
        "FROM story_articles m JOIN articles a ON a.id = m.article WHERE m.story = ?",
        [story.id],
    ).fetchone()
    if not size:
        connection.execute("DELETE FROM stories WHERE id = ?", [story.id])
        return
    connection.executemany(
        "INSERT OR IGNORE INTO threads (story, follows, rank) VALUES (?, ?, ?)",
        [(story.id, follows, rank) for rank, follows in enumerate(story.thread)],
    )
    connection.execute(
        "INSERT OR REPLACE INTO stories (id, title, first, last, day, sources, independent, size, "
        "differs, tags, brief, figures, state, pinned) "
        "VALUES (?, '', ?, ?, ?, 0, 0, ?, 0, x'', x'', x'', x'', ?)",
        [story.id, first, last, day(moment(first)), size, int(story.pinned)],
    )
    write_digested(connection, story.id, story.digested)


def write_digested(connection: sqlite3.Connection, story_id: str, digested: Digested) -> None:
    """Write what was worked out from the texts of a story that is there."""
    connection.execute(
        "UPDATE stories SET title = ?, independent = ?, differs = ?, tags = ?, brief = ?, "
        "figures = ?, sources = (SELECT count(DISTINCT a.source) FROM story_articles m "
        "JOIN articles a ON a.id = m.article WHERE m.story = stories.id) WHERE id = ?",
        [
            digested.title,
            digested.independent,
            int(any(row.verdict in _DIFFERENT for row in digested.figures)),
            pack(digested.tags),
            pack(digested.brief),
            pack(digested.figures),
            story_id,
        ],
    )
    connection.execute(
        "UPDATE story_articles SET wire_of = NULL WHERE story = ? AND wire_of IS NOT NULL",
        [story_id],
    )
    connection.executemany(
        "UPDATE story_articles SET wire_of = ? WHERE article = ? AND story = ?",
        [(origin, one, story_id) for one, origin in digested.wire_of.items()],
    )
