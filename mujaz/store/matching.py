"""A query as SQL: full-text expressions and conditions on ``articles a``.

Everything that narrows a search is decided by SQLite with its indexes; no article's text is read
here. How a query is written is :mod:`mujaz.query`'s.
"""

from __future__ import annotations

from collections.abc import Iterator

from mujaz.query import Between, Flag, Named, Query, Words
from mujaz.query.hits import word_forms
from mujaz.store.rows import marks, seconds

Condition = tuple[str, list[object]]
_STATES = {
    "unread": "a.id NOT IN (SELECT article FROM states WHERE read = 1)",
    "read": "a.id IN (SELECT article FROM states WHERE read = 1)",
    "starred": "a.id IN (SELECT article FROM states WHERE starred = 1)",
    "muted": "a.id IN (SELECT article FROM muted)",
}
#: The names of all outlets, found in a handful of steps along the index of articles by source.
_SOURCES = (
    "WITH RECURSIVE names(name) AS (SELECT min(source) FROM articles UNION ALL "
    "SELECT (SELECT min(source) FROM articles WHERE source > names.name) FROM names "
    "WHERE names.name IS NOT NULL), ranked(name, rank) AS (SELECT name, name_rank(name, ?) "
    "FROM names WHERE name IS NOT NULL) "
    "SELECT name FROM ranked WHERE rank > 0 AND rank = (SELECT max(rank) FROM ranked)"
)


def match_expression(query: Query) -> str:
    """Return the words of a query as an FTS5 expression, or "" where it asks for none.

    Every word must occur; each matches with and without attached particles and the article.
    """
    wanted = [_term(one) for one in query.words]
    if not wanted:
        return ""
    unwanted = _unwanted(query)
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({unwanted})" if unwanted else expression


def _unwanted(query: Query) -> str:
    refused = (one for one in query.parts if isinstance(one, Words) and one.negated)
    return " OR ".join(map(_term, refused))


def _term(one: Words) -> str:
    if one.kind == "phrase":
        expression = '"' + " ".join(one.words) + '"'
    elif one.kind == "prefix":
        expression = f'"{one.words[0]}"*'
    else:
        expression = " OR ".join(f'"{form}"' for form in word_forms(one.words[0]))
    return f"title : ({expression})" if one.title else f"({expression})"


def query_conditions(query: Query) -> Iterator[Condition]:
    """Yield a query's conditions, its words among them; all of them must hold."""
    expression = match_expression(query)
    if expression:
        yield "a.row IN (SELECT rowid FROM folded WHERE folded MATCH ?)", [expression]
    yield from filter_conditions(query)


def filter_conditions(query: Query) -> Iterator[Condition]:
    """Yield all conditions of a query but the words that must be there."""
    unwanted = _unwanted(query)
    if unwanted and not query.words:
        yield "a.row NOT IN (SELECT rowid FROM folded WHERE folded MATCH ?)", [unwanted]
    for part in query.parts:
        if isinstance(part, Named):
            yield _negated(_names(part), negated=part.negated)
        elif isinstance(part, Between):
            yield _negated(_between(part), negated=part.negated)
        elif isinstance(part, Flag):
            yield _negated((_STATES[part.state], []), negated=part.negated)


def _negated(condition: Condition, *, negated: bool) -> Condition:
    sql, values = condition
    return (f"NOT ({sql})", values) if negated else condition


def _names(part: Named) -> Condition:
    if part.field == "source":
        choices = " OR ".join(f"a.source IN ({_SOURCES})" for _value in part.values)
        return f"({choices})", list(part.values)
    if part.prefix:
        ranges = " OR ".join("folded >= ? AND folded < ?" for _value in part.values)
        bounds = [bound for value in part.values for bound in (value, value + "\U0010ffff")]
        return f"a.id IN (SELECT article FROM tags WHERE {ranges})", list(bounds)  # noqa: S608
    return (
        f"a.id IN (SELECT article FROM tags WHERE folded IN ({marks(part.values)}))",  # noqa: S608
        list(part.values),
    )


def _between(part: Between) -> Condition:
    parts: list[str] = []
    values: list[object] = []
    for moment, relation in ((part.since, ">="), (part.until, "<")):
        if moment is not None:
            parts.append(f"a.published {relation} ?")
            values.append(seconds(moment))
    return " AND ".join(parts) or "1", values
