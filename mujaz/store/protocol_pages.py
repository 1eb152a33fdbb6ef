"""What a store must keep of the pages of articles, beside the articles themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The page of an article that could not be fetched, how often that was tried, and when next."""

    article: str
    feed: str
    url: str
    tries: int
    due: datetime


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What a site (scheme, host and port) answered to the question for its robots.txt, and when.

    ``status`` is 0 where there was no answer.
    """

    origin: str
    fetched: datetime
    status: int
    text: str


class PageStore(Protocol):
    """The part of :class:`mujaz.store.protocol.Store` that remembers what is still to be fetched."""

    def missing_pages(self, feeds: Sequence[str], now: datetime) -> list[MissingPage]:
        """Return the pages of feeds that are to be tried again by ``now``, longest due first."""

    def save_missing(self, pages: Sequence[MissingPage]) -> None:
        """Note when pages are to be tried again."""

    def forget_missing(self, articles: Sequence[str]) -> None:
        """Try the pages of articles no more."""

    def robots(self, origin: str) -> RobotsFile | None:
        """Return what the robots.txt of a site said the last time."""

    def save_robots(self, robots: RobotsFile) -> None:
        """Keep what the robots.txt of a site says."""
