"""What saved searches have to announce after news came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mujaz.i18n import _, ngettext
from mujaz.query import Query, QueryError, parse_query
from mujaz.store.protocol import Store

_NAMED = 3
"""Headlines that an announcement names."""


@dataclass(frozen=True, slots=True)
class Alert:
    """New matches of a saved search: how many, and the headlines of the latest."""

    search: str
    articles: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The announcement's first line."""
        found = ngettext("{n} new article", "{n} new articles", len(self.articles))
        return _("{name}: {found}").format(
            name=self.search, found=found.format(n=len(self.articles))
        )


def new_alerts(store: Store, now: datetime) -> list[Alert]:
    """Return what the saved searches with an alert found since they last announced something.

    Each article is announced once. A saved search that can no longer be read announces nothing.
    """
    alerts: list[Alert] = []
    for name, query in readable(store, now, alerting=True).items():
        ids = store.take_alerts(name, query)
        if ids:
            rows = store.article_summaries(ids[:_NAMED])
            alerts.append(Alert(name, tuple(ids), tuple(row.title for row in rows)))
    return alerts


def readable(store: Store, now: datetime, *, alerting: bool = False) -> Mapping[str, Query]:
    """Return name → query of the saved searches whose text is a query, in their order."""
    queries: dict[str, Query] = {}
    for saved in store.saved_searches():
        if alerting and not saved.alert:
            continue
        try:
            query = parse_query(saved.query, now)
        except QueryError:
            continue
        if query:
            queries[saved.name] = query
    return queries
