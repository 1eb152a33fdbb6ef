"""What a store must tell of articles so that one with a changed guid is recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Known:
    """What identifies an article that a feed has brought."""

    guid: str
    url: str | None
    title: str
    published: datetime


class IdentityStore(Protocol):
    """The part of :class:`mujaz.store.protocol.Store` that recognises articles."""

    def has_articles(self, feed: str) -> bool:
        """Tell whether a feed has ever brought an article that is still there."""

    def articles_at(self, feed: str, links: Sequence[str]) -> list[Known]:
        """Return the articles of a feed that stand at one of the links."""

    def articles_between(
        self, feed: str, source: str, first: datetime, last: datetime
    ) -> list[Known]:
        """Return the articles of a source that one feed brought, published in a span of time."""
