"""Searching the articles by the query language, best first, on the full-text index (FTS5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mujaz.model import ArticleFilter, Hit
from mujaz.query import Query, Words, parse_query
from mujaz.store.articles import ArticleRows
from mujaz.store.matching import match_expression
from mujaz.store.rows import chunks, conditions, marks

_TITLE_WEIGHT = 4.0
_FEW = 5000
"""Of more articles than these, the stories are read all at once."""


class SearchRows(ArticleRows):
    """The part of the store that searches; it lists what it finds as the article part does."""

    def search(self, query: Query | str, limit: int = 200) -> list[Hit]:
        """Return articles that answer to a query, best first; the newest where it has no words.

        A text is read as a query of the present moment.

        Raises:
            QueryError: the text is no query.
        """
        rows = self._found(_query(query), limit)
        scores = {str(row[0]): -float(row[1]) for row in rows}
        return [Hit(one, scores[one.id]) for one in self.article_summaries(list(scores))]

    def found_ids(
        self,
        query: Query,
        *,
        stories: bool = False,
        limit: int | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """Return the ids of the articles that answer to a query, best first.

        Args:
            query: what is looked for; nothing is found by an empty one.
            stories: ids of stories instead, each at the place of its best article.
            limit: at most so many articles are considered.
            stop: asked now and then whether the answer is still wanted; without it, none comes.
        """
        ids = [str(row[0]) for row in self._found(query, limit, stop)]
        if not stories:
            return ids
        story_of: dict[str, str] = {}
        for part in chunks(ids, 500) if len(ids) <= _FEW else ([],):
            only = f" WHERE article IN ({marks(part)})" if part else ""
            rows: list[Any] = self._db.read(
                f"SELECT article, story FROM story_articles{only}",  # noqa: S608
                part,
            )
            story_of.update(rows)
        return list(dict.fromkeys(story_of[one] for one in ids if one in story_of))

    def _found(
        self, query: Query, limit: int | None, stop: Callable[[], bool] | None = None
    ) -> list[Any]:
        """Return (id, rank) of the articles that answer, best first."""
        if not query:
            return []
        expression = match_expression(query)
        most = -1 if limit is None else limit
        if not expression:
            condition, parameters = conditions(ArticleFilter(query=query))
            sql = (
                f"SELECT a.id, 0.0 FROM articles a WHERE {condition} "  # noqa: S608
                "ORDER BY a.published DESC, a.id DESC LIMIT ?"
            )
            return self._read(stop, sql, [*parameters, most])
        filters = tuple(one for one in query.parts if not isinstance(one, Words))
        condition, parameters = conditions(ArticleFilter(query=replace(query, parts=filters)))
        sql = (
            f"SELECT a.id, bm25(folded, {_TITLE_WEIGHT}, 1.0) AS rank FROM folded "  # noqa: S608
            f"JOIN articles a ON a.row = folded.rowid WHERE folded MATCH ? AND {condition} "
            "ORDER BY rank, a.published DESC, a.id DESC LIMIT ?"
        )
        return self._read(stop, sql, [expression, *parameters, most])

    def _read(
        self, stop: Callable[[], bool] | None, sql: str, parameters: list[object]
    ) -> list[Any]:
        if stop is None:
            return list(self._db.read(sql, parameters))
        return list(self._db.read_unless(stop, sql, parameters))


def _query(query: Query | str) -> Query:
    if isinstance(query, Query):
        return query
    from mujaz import clock

    return parse_query(query, clock.now())
