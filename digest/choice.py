"""Which articles a briefing is about, where its profile names feeds, tags or countries.

Knows profiles and the store's filters; ranking and telling come later.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import prod
from typing import Final
from urllib.parse import urlsplit

from digest.settings import DigestSettings
from digest.slots import Span
from mujaz.model import ArticleFilter, Feed, Story, StoryArticle
from mujaz.store.protocol import Store
from mujaz.text import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the store a briefing tells.

    Attributes:
        told: ids of the articles that may be told; None for all.
        wanted: ids of articles of which a story must hold one; None for all stories.
        late: ids of articles that were published before the span and came only in it.
        weights: outlets and tags, folded → how much they count.
    """

    told: Container[str] | None = None
    wanted: Container[str] | None = None
    late: frozenset[str] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)

    def tells(self, article: StoryArticle) -> bool:
        """Tell whether an article may be told."""
        return self.told is None or article.id in self.told

    def weight(self, story: Story, outlets: Container[str]) -> float:
        """Return how much a story counts: its outlets' mean weight times those of its tags."""
        if not self.weights:
            return 1.0
        names = sorted({a.source for a in story.articles if a.source in outlets})
        weights = [self.weights.get(fold(name), 1.0) for name in names]
        mean = sum(weights) / len(weights) if weights else 1.0
        tags = {fold(tag.name) for tag in story.tags}
        return mean * prod(self.weights.get(tag, 1.0) for tag in sorted(tags))

    def wants(self, articles: tuple[StoryArticle, ...]) -> bool:
        """Tell whether a story of these articles belongs into the briefing."""
        return self.wanted is None or any(article.id in self.wanted for article in articles)


#: How long before the end of the last edition an article may have been published that came after it.
LATE: Final = timedelta(hours=12)
#: How far back the earlier articles of a running story are looked for.
_BEFORE = timedelta(days=30)


def choice_of(
    store: Store, settings: DigestSettings, span: Span, late: frozenset[str] = frozenset()
) -> Choice:
    """Return what a briefing tells of a span of time.

    Feeds and countries choose outlets: nothing else is told. Tags choose stories: those that one
    of these tags stands on are told with all their sources.

    Raises:
        StoreError: the store cannot be read.
    """
    until = span.end + timedelta(seconds=1)
    told: set[str] | None = None
    if settings.feeds or settings.countries:
        far = ArticleFilter(since=span.start - _BEFORE, until=until)
        told = set()
        for where in _outlets(store, settings):
            told.update(store.article_ids(replace(far, feed=where.feed, source=where.source)))
    wanted: set[str] | None = None
    if settings.tags:
        near = ArticleFilter(since=span.start - (LATE if late else timedelta()), until=until)
        wanted = set()
        for tag in settings.tags:
            wanted.update(store.article_ids(replace(near, tag=tag)))
    weights = {fold(name): weight for name, weight in settings.weights.items()}
    return Choice(told, wanted, late, weights)


def _outlets(store: Store, settings: DigestSettings) -> Iterator[ArticleFilter]:
    """Yield filters that together let the chosen feeds and outlets through."""
    feeds = store.feeds()
    names = {fold(name) for name in settings.feeds}
    addresses = {name.rstrip("/") for name in settings.feeds}
    countries = set(settings.countries)
    for source, _articles, _unread in store.sources():
        if fold(source) in names:
            yield ArticleFilter(source=source)
    for feed in feeds:
        chosen = feed.url.rstrip("/") in addresses or fold(feed.title) in names
        if chosen or (countries and country_of(feed) in countries):
            yield ArticleFilter(feed=feed.url)


def country_of(feed: Feed) -> str | None:
    """Return the ISO 3166 code of the country an outlet has its seat in, where that is known.

    The list of starter feeds knows it by the feed's address, or by its host where all feeds of
    that host are of one country; else a country's own top-level domain tells.
    """
    from mujaz.feeds.starter import starter_feeds

    host = _host(feed.url)
    by_host: set[str] = set()
    for one in starter_feeds():
        if one.url == feed.url:
            return one.country
        if _host(one.url) == host:
            by_host.add(one.country)
    if len(by_host) == 1:
        return by_host.pop()
    last = host.rpartition(".")[2]
    return last.upper() if len(last) == 2 and not by_host else None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
