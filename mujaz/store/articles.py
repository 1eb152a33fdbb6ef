"""Articles, their revisions and line counts in the SQLite store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from mujaz.model import Article, ArticleFilter, ArticleSummary, Feed, Removed, Revision
from mujaz.store.connection import Connections
from mujaz.store.feeds import save_found
from mujaz.store.pages import note_missing
from mujaz.store.protocol import Written
from mujaz.store.protocol_pages import MissingPage
from mujaz.store.purge import purged_among, readmit, was_purged
from mujaz.store.rows import Row, chunks, conditions, day, marks, moment, pack, seconds, unpack
from mujaz.text import fold

ARTICLE_COLUMNS = (
    "id, feed, guid, source, title, text, published, fetched, url, author, language, section, "
    "image, caption, keywords, removed, fingerprint, method, second_story"
)
_PAGE = 200


def article_of(row: Row) -> Article:
    """Return the article of a row that begins with :data:`ARTICLE_COLUMNS`."""
    return Article(
        id=row[0],
        feed=row[1],
        guid=row[2],
        source=row[3],
        title=row[4],
        text=row[5],
        published=moment(row[6]),
        fetched=moment(row[7]),
        url=row[8],
        author=row[9],
        language=row[10],
        section=row[11],
        image=row[12],
        caption=row[13],
        keywords=unpack(row[14], tuple[str, ...]),
        removed=unpack(row[15], tuple[Removed, ...]),
        fingerprint=row[16],
        method=row[17],
        second_story=row[18],
    )


def _values(article: Article) -> list[object]:
    return [
        article.id,
        article.feed,
        article.guid,
        article.source,
        article.title,
        article.text,
        seconds(article.published),
        seconds(article.fetched),
        article.url,
        article.author,
        article.language,
        article.section,
        article.image,
        article.caption,
        pack(article.keywords),
        pack(article.removed),
        article.fingerprint,
        article.method,
        article.second_story,
    ]


def index_article(connection: sqlite3.Connection, row: int, article: Article) -> None:
    """Write an article's words into the full-text index, in place of what stood there."""
    connection.execute("DELETE FROM folded WHERE rowid = ?", [row])
    connection.execute(
        "INSERT INTO folded (rowid, title, text) VALUES (?, ?, ?)",
        [row, fold(article.title), fold(article.text)],
    )


class ArticleRows:
    """The part of the store that keeps articles."""

    _db: Connections

    # ---------------------------------------------------------------- writing
    def known_guids(self, feed: str, guids: Sequence[str]) -> set[str]:
        """Return those of the guids that the feed has already brought."""
        known: set[str] = set()
        for part in chunks(guids, 500):
            sql = f"SELECT guid FROM articles WHERE feed = ? AND guid IN ({marks(part)})"  # noqa: S608
            known.update(str(row[0]) for row in self._db.read(sql, [feed, *part]))
            known |= purged_among(self._db, feed, part)
        return known

    def feeds_of_guids(self, source: str, guids: Sequence[str]) -> dict[str, str]:
        """Return the feed by which a source's article of each guid came, where only one did."""
        found: dict[str, str] = {}
        for part in chunks(guids, 500):
            sql = (
                "SELECT guid, min(feed) FROM articles WHERE source = ? "  # noqa: S608
                f"AND guid IN ({marks(part)}) GROUP BY guid HAVING count(*) = 1"
            )
            rows: list[Any] = self._db.read(sql, [source, *part])
            found.update(rows)
        return found

    def add_articles(
        self,
        articles: Sequence[Article],
        feed: Feed | None = None,
        lines: Mapping[str, Sequence[str]] | None = None,
        missing: Mapping[str, MissingPage] | None = None,
    ) -> Written:
        """Write articles, and with the last of them the feed's validators.

        An article whose guid its feed has already brought replaces the older one where title or
        text changed, which is then kept as a revision. What was purged does not come back by a
        feed; without one the user brings it back. ``lines`` holds, by article id, the folded lines
        that are counted where the article is new, and ``missing`` its page where that could not be
        fetched.
        """
        new: list[str] = []
        changed: list[str] = []

        def write(connection: sqlite3.Connection, article: Article) -> None:
            old = connection.execute(
                "SELECT row, id, title, text, fingerprint FROM articles WHERE feed = ? AND guid = ?",
                [article.feed, article.guid],
            ).fetchone()
            if old is None and feed is not None and was_purged(connection, article):
                return
            if old is None:
                readmit(connection, article)
                self._insert(connection, article)
                _count_lines(connection, article.source, (lines or {}).get(article.id, ()))
                if missing and article.id in missing:
                    note_missing(connection, missing[article.id])
                new.append(article.id)
            elif _is_correction(old, article):
                self._revise(connection, old, article)
                changed.append(str(old[1]))

        def finish(connection: sqlite3.Connection) -> None:
            if feed is not None:
                save_found(connection, feed)

        self._db.write_each(articles, write, finish)
        return Written(tuple(new), tuple(changed))

    def _insert(self, connection: sqlite3.Connection, article: Article) -> None:
        values = [*_values(article), day(article.published)]
        done = connection.execute(
            f"INSERT INTO articles ({ARTICLE_COLUMNS}, day) VALUES ({marks(values)})",  # noqa: S608
            values,
        )
        index_article(connection, int(done.lastrowid or 0), article)

    def complete_article(self, article: Article) -> None:
        """Replace a teaser by the article, once its page could be fetched.

        That is no correction of the outlet's: the teaser is not kept as a revision.
        """
        with self._db.transaction() as connection:
            row = connection.execute(
                "SELECT row FROM articles WHERE id = ?", [article.id]
            ).fetchone()
            if row is not None:
                self._replace(connection, int(row[0]), article)
            connection.execute("DELETE FROM missing_pages WHERE article = ?", [article.id])

    def _revise(self, connection: sqlite3.Connection, old: Row, article: Article) -> None:
        connection.execute(
            "INSERT INTO revisions (article, replaced, day, title, text) VALUES (?, ?, ?, ?, ?)",
            [old[1], seconds(article.fetched), day(article.fetched), old[2], old[3]],
        )
        self._replace(connection, int(old[0]), article)

    def _replace(self, connection: sqlite3.Connection, row: int, article: Article) -> None:
        """Give an article another text; its story is then described anew."""
        connection.execute(
            "UPDATE articles SET title = ?, text = ?, author = ?, section = ?, image = ?, "
            "caption = ?, keywords = ?, removed = ?, fingerprint = ?, language = ?, method = ?, "
            "second_story = ? WHERE row = ?",
            [
                article.title,
                article.text,
                article.author,
                article.section,
                article.image,
                article.caption,
                pack(article.keywords),
                pack(article.removed),
                article.fingerprint,
                article.language,
                article.method,
                article.second_story,
                row,
            ],
        )
        connection.execute(
            "INSERT OR IGNORE INTO revised SELECT id FROM articles WHERE row = ?", [row]
        )
        index_article(connection, row, article)

    def revised(self) -> list[str]:
        """Return articles with a new text whose story has not been described anew."""
        return [str(row[0]) for row in self._db.read("SELECT article FROM revised")]

    def forget_revised(self, ids: Sequence[str]) -> None:
        """Note that the stories of articles with a new text have been described anew."""
        with self._db.transaction() as connection:
            connection.executemany("DELETE FROM revised WHERE article = ?", [(one,) for one in ids])

    # ---------------------------------------------------------------- reading
    def article(self, article_id: str) -> Article | None:
        """Return one article with its text."""
        return next(self.articles_of([article_id]), None)

    def articles_of(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield articles with their texts, in the order of the ids; unknown ids are left out."""
        pending = iter(ids)
        while part := list(islice(pending, _PAGE)):
            sql = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id IN ({marks(part)})"  # noqa: S608
            found = {row[0]: row for row in self._db.read(sql, part)}
            yield from (article_of(found[one]) for one in part if one in found)

    def articles(self, wanted: ArticleFilter, limit: int | None = None) -> Iterator[Article]:
        """Yield matching articles, newest first."""
        return self.articles_of(self.article_ids(wanted, limit))

    def article_ids(self, wanted: ArticleFilter, limit: int | None = None) -> list[str]:
        """Return the ids of matching articles, newest first."""
        condition, parameters = conditions(wanted)
        sql = (
            f"SELECT a.id FROM articles a WHERE {condition} "  # noqa: S608
            "ORDER BY a.published DESC, a.id DESC LIMIT ?"
        )
        return self._db.column(sql, [*parameters, -1 if limit is None else limit])

    def article_summaries(self, ids: Sequence[str]) -> list[ArticleSummary]:
        """Return list rows for the ids, in their order; unknown ids are left out."""
        found: dict[str, ArticleSummary] = {}
        for part in chunks(ids, 500):
            sql = (
                "SELECT a.id, a.source, a.title, a.url, a.published, m.story, "  # noqa: S608
                "coalesce(s.read, 0), coalesce(s.starred, 0), m.wire_of, "
                "a.id IN (SELECT article FROM muted) FROM articles a "
                "LEFT JOIN story_articles m ON m.article = a.id "
                f"LEFT JOIN states s ON s.article = a.id WHERE a.id IN ({marks(part)})"
            )
            for row in self._db.read(sql, part):
                found[str(row[0])] = _summary(row)
        return [found[one] for one in ids if one in found]

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the earlier texts of an article, newest first."""
        sql = (
            "SELECT article, replaced, title, text FROM revisions WHERE article = ? "
            "ORDER BY replaced DESC, rowid DESC"
        )
        rows: list[Any] = self._db.read(sql, [article_id])
        return [Revision(row[0], moment(row[1]), row[2], row[3]) for row in rows]

    # ------------------------------------------------------------------ lines
    def line_counts(self, source: str, keys: Sequence[str]) -> dict[str, int]:
        """Return in how many articles of a source each of the folded lines has stood."""
        counts: dict[str, int] = {}
        for part in chunks(keys, 500):
            sql = f"SELECT key, articles FROM lines WHERE source = ? AND key IN ({marks(part)})"  # noqa: S608
            rows: list[Any] = self._db.read(sql, [source, *part])
            counts.update(rows)
        return counts

    def line_total(self, source: str) -> int:
        """Return how many articles of a source have had their lines counted."""
        rows: list[Any] = self._db.read(
            "SELECT articles FROM line_totals WHERE source = ?", [source]
        )
        return int(rows[0][0]) if rows else 0


def _count_lines(connection: sqlite3.Connection, source: str, keys: Sequence[str]) -> None:
    if not keys:
        return
    connection.executemany(
        "INSERT INTO lines (source, key, articles) VALUES (?, ?, 1) "
        "ON CONFLICT DO UPDATE SET articles = articles + 1",
        [(source, key) for key in dict.fromkeys(keys)],
    )
    connection.execute(
        "INSERT INTO line_totals (source, articles) VALUES (?, 1) "
        "ON CONFLICT DO UPDATE SET articles = articles + 1",
        [source],
    )


def _is_correction(old: Row, article: Article) -> bool:
    """Tell whether the outlet changed an article, rather than our cleaning of it."""
    if old[4] and article.fingerprint:
        return bool(old[4] != article.fingerprint)
    return (old[2], old[3]) != (article.title, article.text)


def _summary(row: Row) -> ArticleSummary:
    return ArticleSummary(
        id=row[0],
        source=row[1],
        title=row[2],
        url=row[3],
        published=moment(row[4]),
        story=row[5],
        read=bool(row[6]),
        starred=bool(row[7]),
        wire_of=row[8],
        muted=bool(row[9]),
    )
