"""The choices of articles that the sidebar offers, and what each of them asks the store for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from mujaz.i18n import _
from mujaz.model import ArticleFilter
from mujaz.pipeline.alerts import readable
from mujaz.query import parse_query
from mujaz.store.protocol import Store
from mujaz.text import clean

SectionKind = Literal["today", "unread", "starred", "all", "saved", "tag", "source"]
TAGS = 60
"""How many tags the sidebar lists, the most frequent ones."""


def one_line(text: str) -> str:
    """Return feed text as it may stand in one line of the screen."""
    return clean(text).replace("\n", " ").replace("\t", " ")


@dataclass(frozen=True, slots=True)
class Section:
    """A choice of articles that the sidebar offers.

    Attributes:
        kind: what the choice goes by.
        key: name of the source, tag or saved search; "" for the others.
        count: how many articles it holds, stories where it lists all of them.
        unread: how many articles of it are unread, of a saved search: new since it was looked at.
        query: the text of a saved search.
    """

    kind: SectionKind
    key: str = ""
    count: int = 0
    unread: int = 0
    query: str = ""

    @property
    def number(self) -> int:
        """The number to show: what is unread where there is something, else all."""
        return self.count if self.kind == "all" else self.unread or self.count

    @property
    def label(self) -> str:
        """The name to show."""
        fixed = {
            "today": _("Today"),
            "unread": _("Unread"),
            "starred": _("Starred"),
            "all": _("All stories"),
        }
        return fixed.get(self.kind) or one_line(self.key)

    def wanted(self, now: datetime, *, unread: bool = False) -> ArticleFilter:
        """Return the filter of this choice.

        Args:
            now: the present moment; today is its local date.
            unread: leave out what has been read.

        Raises:
            QueryError: the saved search cannot be read.
        """
        return ArticleFilter(
            source=self.key if self.kind == "source" else None,
            tag=self.key if self.kind == "tag" else None,
            starred=self.kind == "starred",
            unread=unread or self.kind == "unread",
            since=midnight(now) if self.kind == "today" else None,
            query=parse_query(self.query, now) if self.kind == "saved" else None,
        )


def midnight(now: datetime) -> datetime:
    """Return the moment at which the local date of a moment began, in UTC."""
    local = now.astimezone()
    begin = datetime(local.year, local.month, local.day).astimezone()
    return min(begin, local).astimezone(UTC)


def read_sections(store: Store, now: datetime) -> list[Section]:
    """Return the sidebar's choices with their counts: fixed ones, saved searches, tags, sources."""
    counts = store.counts()
    today = store.counts(Section("today").wanted(now))
    fixed = [
        Section("today", "", today.articles, today.unread),
        Section("unread", "", counts.unread, counts.unread),
        Section("starred", "", counts.starred, 0),
        Section("all", "", counts.stories, counts.unread),
    ]
    counted = store.search_counts(readable(store, now))
    saved = [
        Section("saved", one.name, *counted.get(one.name, (0, 0)), query=one.query)
        for one in store.saved_searches()
    ]
    tags = [Section("tag", tag.name, tag.count, unread) for tag, unread in store.tags(TAGS)]
    sources = [Section("source", *row) for row in store.sources()]
    return [*fixed, *saved, *tags, *sources]


def section_at(store: Store, kind: SectionKind, key: str) -> Section:
    """Return a section of a kind and name; all stories where it is a saved search that is gone."""
    if kind != "saved":
        return Section(kind, key)
    found = next((one for one in store.saved_searches() if one.name == key), None)
    return Section("all") if found is None else Section("saved", key, query=found.query)


def until_tomorrow(now: datetime) -> timedelta:
    """Return how long the local date of a moment goes on."""
    tomorrow = now.astimezone() + timedelta(days=1)
    return midnight(tomorrow) - now
