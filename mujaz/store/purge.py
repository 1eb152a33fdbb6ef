"""Old stories that have been read: taken out of the SQLite store, and not let in again.

A story goes as a whole or stays as a whole: its counts, its brief and its figures speak of all its
articles, so that a story of which half is gone would not tell the truth. What goes leaves a short
key behind (feed and guid, hashed), because a feed may still carry the entry and would bring it
back as unread. When this is done, and after how many days, is not known here.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from mujaz.model import Article, short_id
from mujaz.store.connection import Connections, in_words
from mujaz.store.protocol_upkeep import Purged
from mujaz.store.rows import day, marks, seconds
from mujaz.text import fold

_KEEPS = (
    "SELECT 1 FROM story_articles m JOIN articles a ON a.id = m.article "
    "LEFT JOIN states t ON t.article = a.id WHERE m.story = s.id "
    "AND (a.published >= :before OR coalesce(t.read, 0) = 0 OR coalesce(t.starred, 0) = 1)"
)
_OLD_STORIES = f"SELECT s.id FROM stories s WHERE s.last < :before AND NOT EXISTS ({_KEEPS})"  # noqa: S608
#: An article that grouping has not come to yet stands alone.
_OLD_SINGLES = (
    "SELECT a.id FROM articles a JOIN states t ON t.article = a.id "
    "LEFT JOIN story_articles m ON m.article = a.id WHERE m.article IS NULL "
    "AND a.published < :before AND t.read = 1 AND t.starred = 0"
)
_EARLIER = "SELECT url FROM earlier_addresses WHERE feed = ?"
#: Tables in which a row belongs to one article.
_OF_ARTICLE = ("states", "tags", "revisions", "revised", "missing_pages", "muted", "tag_edits")
#: Tables in which a row belongs to one story.
_OF_STORY = (
    ("story_articles", "story"), ("threads", "story"), ("threads", "follows"), ("stories", "id"),
    ("groups", "id"),
)  # fmt: skip


class PurgeRows:
    """The part of the store that forgets."""

    _db: Connections

    def purge(self, before: datetime, now: datetime) -> Purged:
        """Take out stories that were published before a moment, read to the end and not starred.

        A story stays while one of its articles is newer, unread or starred. The transactions are
        short: a story goes first, its articles, which then stand in none, one by one after it. If
        that is cut off, the rest is grouped anew and goes with the next purge.

        Args:
            before: stories whose last article is older than this go.
            now: the present moment, noted with what went.
        """
        old = {"before": seconds(before)}
        loose: deque[str] = deque()
        stories = articles = 0

        def items() -> Iterator[tuple[str, str]]:
            for (story,) in self._old(_OLD_STORIES, old):
                yield "story", story
                while loose:
                    yield "article", loose.popleft()
            for (article,) in self._old(_OLD_SINGLES, old):
                yield "article", article

        def forget(connection: sqlite3.Connection, item: tuple[str, str]) -> None:
            nonlocal stories, articles
            kind, one = item
            if kind == "story":
                loose.extend(_forget_story(connection, one, old))
                stories += bool(loose)
            else:
                articles += _forget_article(connection, one, old, day(now))

        self._db.write_each(items(), forget)
        return Purged(articles=articles, stories=stories)

    def _old(self, sql: str, old: Mapping[str, int]) -> list[tuple[str]]:
        with in_words(self._db.path):
            return self._db.get().execute(sql, old).fetchall()


def _forget_story(connection: sqlite3.Connection, story: str, old: Mapping[str, int]) -> list[str]:
    """Delete a story that is still old and return its articles; none where it has changed."""
    still = connection.execute(f"{_OLD_STORIES} AND s.id = :id", {**old, "id": story})
    if still.fetchone() is None:
        return []
    rows = connection.execute("SELECT article FROM story_articles WHERE story = ?", [story])
    articles = [str(row[0]) for row in rows]
    for table, column in _OF_STORY:
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [story])  # noqa: S608
    return articles


def _forget_article(
    connection: sqlite3.Connection, article: str, old: Mapping[str, int], today: str
) -> bool:
    """Delete an article that is still old, with all that hangs on it; tell whether it was."""
    found = connection.execute(
        f"SELECT a.row, a.feed, a.guid, a.url, a.title FROM articles a WHERE a.id = :id AND a.id IN ({_OLD_SINGLES})",  # noqa: S608
        {**old, "id": article},
    ).fetchone()
    if found is None:
        return False
    row, feed, guid, url, title = found
    keys = [_key(feed, name) for name in _names(guid, url, title)]
    connection.executemany(
        "INSERT OR REPLACE INTO purged VALUES (?, ?)", [(key, today) for key in keys]
    )
    connection.execute("DELETE FROM folded WHERE rowid = ?", [row])
    for table in _OF_ARTICLE:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", [article])  # noqa: S608
    connection.execute("DELETE FROM articles WHERE row = ?", [row])
    return True


def was_purged(connection: sqlite3.Connection, article: Article) -> bool:
    """Tell whether an article was taken out by a purge, also before its feed moved."""
    rows = connection.execute(_EARLIER, [article.feed]).fetchall()
    names = _names(article.guid, article.url, article.title)
    feeds = (article.feed, *(row[0] for row in rows))
    keys = [_key(feed, name) for feed in feeds for name in names]
    sql = f"SELECT 1 FROM purged WHERE key IN ({marks(keys)})"  # noqa: S608
    return connection.execute(sql, keys).fetchone() is not None


def purged_among(db: Connections, feed: str, guids: Sequence[str]) -> set[str]:
    """Return those of at most 500 guids of a feed that a purge took out, also before it moved."""
    found: set[str] = set()
    for url in (feed, *(str(row[0]) for row in db.read(_EARLIER, [feed]))):
        keys = {_key(url, guid): guid for guid in guids}
        rows = db.read(f"SELECT key FROM purged WHERE key IN ({marks(guids)})", list(keys))  # noqa: S608
        found.update(keys[str(row[0])] for row in rows)
    return found


def readmit(connection: sqlite3.Connection, article: Article) -> None:
    """Forget that an article was purged: the user has brought it back."""
    names = _names(article.guid, article.url, article.title)
    connection.executemany(
        "DELETE FROM purged WHERE key = ?", [(_key(article.feed, name),) for name in names]
    )


def _names(guid: str, url: str | None, title: str) -> list[str]:
    """Return what an article is known by: its guid, and its link with its headline.

    Outlets change guids; a link alone may be that of a page that is used again and again.
    """
    return [guid] if url is None else [guid, f"{url}\x1f{fold(title)}"]


def _key(feed: str, guid: str) -> str:
    return short_id("", feed, guid)
