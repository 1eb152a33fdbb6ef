"""Between rows and values: times as seconds, tuples of values as JSON, filters as SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from mujaz.model import ArticleFilter
from mujaz.text import fold

T = TypeVar("T")
Row = tuple[Any, ...]


def seconds(moment: datetime) -> int:
    """Return a moment as whole seconds since the epoch."""
    return int(moment.timestamp())


def seconds_or_none(moment: datetime | None) -> int | None:
    """Return a moment as seconds, or None."""
    return None if moment is None else seconds(moment)


def moment(value: int) -> datetime:
    """Return seconds since the epoch as a moment in UTC."""
    return datetime.fromtimestamp(value, UTC)


def moment_or_none(value: int | None) -> datetime | None:
    """Return seconds as a moment, or None."""
    return None if value is None else moment(value)


def day(value: datetime) -> str:
    """Return the UTC day of a moment, as large tables are split by it."""
    return value.astimezone(UTC).date().isoformat()


def pack(value: object) -> bytes:
    """Return a tuple of model values as JSON."""
    return msgspec.json.encode(value)


def unpack(data: bytes, kind: type[T]) -> T:
    """Return the model values that :func:`pack` wrote."""
    return msgspec.json.decode(data, type=kind)


def marks(values: Sequence[object]) -> str:
    """Return as many SQL parameter marks as there are values."""
    return ",".join("?" * len(values))


def chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield slices of at most ``size`` values (SQLite bounds the marks of a statement)."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def conditions(wanted: ArticleFilter) -> tuple[str, list[object]]:
    """Return a filter as an SQL condition on ``articles a`` and its parameters."""
    parts: list[str] = []
    parameters: list[object] = []

    def need(sql: str, *values: object) -> None:
        parts.append(sql)
        parameters.extend(values)

    if wanted.source is not None:
        need("a.source = ?", wanted.source)
    if wanted.feed is not None:
        need("a.feed = ?", wanted.feed)
    if wanted.since is not None:
        need("a.published >= ?", seconds(wanted.since))
    if wanted.until is not None:
        need("a.published < ?", seconds(wanted.until))
    if wanted.tag is not None:
        need("a.id IN (SELECT article FROM tags WHERE folded = ?)", fold(wanted.tag))
    if wanted.unread:
        need("a.id NOT IN (SELECT article FROM states WHERE read = 1)")
    if wanted.starred:
        need("a.id IN (SELECT article FROM states WHERE starred = 1)")
    if wanted.query is not None:
        from mujaz.store.matching import query_conditions

        for sql, values in query_conditions(wanted.query):
            need(sql, *values)
    if wanted.muted != "show" and not (wanted.query and wanted.query.asks_for_muted):
        hide = "a.id NOT IN (SELECT article FROM muted)"
        need(hide if wanted.muted == "hide" else "a.id IN (SELECT article FROM muted)")
    return " AND ".join(parts) or "1", parameters
