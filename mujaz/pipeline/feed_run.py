"""One feed after the other: asked in its turn, read, written, followed where it moves.

Knows how a feed's answer becomes articles in the store and a line in its health record. Which feeds
are asked, and what comes after them all, is :mod:`mujaz.pipeline.refresh`'s work; when a feed is
asked again is decided in :mod:`mujaz.feeds.polling`.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from mujaz.errors import BusyError, MujazError, StoreError
from mujaz.feeds.addresses import host_of
from mujaz.feeds.fetch import Fetcher, Response
from mujaz.feeds.polling import after_failure, after_success, in_peace, moved
from mujaz.feeds.problems import NoAnswerError, StatusError
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Entry, Feed, Page, ParsedFeed, short_id
from mujaz.pipeline.pages import Found, Pages, is_full, note_missing
from mujaz.store.protocol import Store
from mujaz.store.protocol_pages import MissingPage

if TYPE_CHECKING:
    from mujaz.feeds.outlets import Outlets
    from mujaz.pipeline.building import Draft

# What is needed for news alone is imported where there are news: most refreshes bring none.

#: A page's date counts only this near to the day the feed brought it.
_PAGE_DATE_PAST = timedelta(days=7)
_PAGE_DATE_FUTURE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one feed.

    Attributes:
        feed: its record afterwards, at its new address where it has moved.
        new: how many articles are new.
        changed: how many were corrected.
        error: why there are none, as one line.
        answered: a server answered, well or badly.
        postponed: it was not asked, since its host had just asked for peace.
    """

    feed: Feed
    new: int = 0
    changed: int = 0
    error: str | None = None
    answered: bool = True
    postponed: bool = False


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


class FeedRun:
    """The feeds of one refresh, and what they share: turns, pages, outlets, hosts left in peace."""

    def __init__(
        self, store: Store, fetcher: Fetcher, settings: FetchSettings, now: datetime
    ) -> None:
        self.pages = Pages(store, fetcher, settings, now)
        self._store = store
        self._fetcher = fetcher
        self._settings = settings
        self._now = now
        self._gate = asyncio.Semaphore(settings.concurrent)
        self._hands = asyncio.Semaphore(settings.concurrent)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._in_peace: dict[str, Feed] = {}

    @cached_property
    def _outlets(self) -> Outlets:
        from mujaz.feeds.outlets import Outlets

        return Outlets(self._store.feeds())

    async def in_turn(self, feed: Feed) -> Outcome:
        """Fetch one feed when its host and the machine have room for it, and write what is new."""
        host = host_of(feed.url)
        # The host's turn comes first: a hundred feeds of one host must not keep others waiting.
        room = self._hosts.setdefault(host, asyncio.Semaphore(self._settings.per_host))
        async with room, self._gate:
            if host in self._in_peace:
                postponed = in_peace(feed, self._in_peace[host])
                self._store.save_polled([postponed])
                return Outcome(postponed, postponed=True)
            answer = await self._ask(feed)
            if isinstance(answer, StatusError) and answer.status == 429:
                self._in_peace[host] = self._ill(feed, answer)
            # Others may be asked while this answer is read, but not without end: it takes memory.
            await self._hands.acquire()
        try:
            return await self._take(feed, answer)
        finally:
            self._hands.release()

    async def _ask(self, feed: Feed) -> Response | MujazError:
        try:
            return await self._fetcher.get(
                feed.url, etag=feed.etag, last_modified=feed.last_modified
            )
        except MujazError as error:
            return error

    async def _take(self, feed: Feed, answer: Response | MujazError) -> Outcome:
        """Write what is new in an answer; errors end in the feed's health record."""
        if isinstance(answer, MujazError):
            return self._failed(feed, answer)
        try:
            digest = feed.digest if answer.not_modified else _digest(answer.body)
            if answer.not_modified or digest == feed.digest:
                healthy = after_success(feed, self._now, settings=self._settings, response=answer)
                self._store.save_polled([healthy])
                return Outcome(self._follow(healthy))
            from mujaz.feeds.bounded import parse_in_worker

            parsed = await parse_in_worker(
                answer.body,
                url=answer.url,
                content_type=answer.content_type,
                now=self._now,
                max_entries=self._settings.max_entries,
                zone=feed.zone,
            )
            return await self._keep(replace(feed, digest=digest), answer, parsed)
        except (StoreError, BusyError):
            raise  # our own trouble, not the feed's
        except MujazError as error:
            return self._failed(feed, error, answer)

    def _failed(self, feed: Feed, error: MujazError, response: Response | None = None) -> Outcome:
        ill = self._ill(feed, error, response)
        self._store.save_polled([ill])
        return Outcome(ill, error=str(error), answered=not isinstance(error, NoAnswerError))

    def _ill(self, feed: Feed, error: MujazError, response: Response | None = None) -> Feed:
        return after_failure(
            feed, self._now, settings=self._settings, error=error, response=response
        )

    async def _keep(self, feed: Feed, response: Response, parsed: ParsedFeed) -> Outcome:
        from mujaz.pipeline.building import one_line

        title = one_line(parsed.title)
        named = replace(
            feed,
            source=one_line(self._outlets.source_of(feed, title, parsed.site)),
            title=title or feed.title,
            site=parsed.site,
        )
        self._outlets.learn(named)
        healthy = after_success(
            named, self._now, settings=self._settings, response=response, parsed=parsed
        )
        entries = await self._texts(named, parsed.entries)
        # in a thread: cleaning and the full-text index take time, and other feeds are waiting
        outcome = await asyncio.to_thread(self._write, healthy, entries)
        return replace(outcome, feed=self._follow(healthy))

    def _write(self, feed: Feed, entries: Sequence[tuple[Entry, Found]]) -> Outcome:
        from mujaz.pipeline.building import build_articles

        drafts = [self._draft(feed, entry, found.page) for entry, found in entries]
        missing: dict[str, MissingPage] = {}
        for entry, found in entries:
            if found.missing and entry.url is not None:
                article = short_id("a", feed.url, entry.guid)
                missing[article] = note_missing(article, feed.url, entry.url, self._now)
        built = build_articles(self._store, drafts, self._now)
        written = self._store.add_articles(built.articles, feed, built.lines, missing)
        return Outcome(feed, len(written.new), len(written.changed))

    def _follow(self, feed: Feed) -> Feed:
        """Give a feed its new address where it has been seen there often enough."""
        there = moved(feed, self._now)
        if there is None:
            return feed
        self._store.move_feed(feed.url, there)
        return there

    async def _texts(self, feed: Feed, entries: Sequence[Entry]) -> list[tuple[Entry, Found]]:
        """Return the entries that are new or may be corrections, with their best texts."""
        from mujaz.feeds.page import page_of_entry
        from mujaz.pipeline.recognising import recognise

        entries, known = recognise(self._store, feed, entries)
        always = self.pages.mode(feed) == "always"
        own = [(entry, page_of_entry(entry)) for entry in entries]
        # of an entry that is known, only a full text of the feed's own tells of a correction
        wanted = [
            (entry, page)
            for entry, page in own
            if entry.guid not in known or (not always and is_full(page))
        ]

        async def text(entry: Entry, page: Page | None) -> Found:
            if page is not None and entry.guid in known:
                return Found(page)
            return await self.pages.best(feed, entry, page)

        found = await asyncio.gather(*(text(*one) for one in wanted))
        return [(entry, one) for (entry, _page), one in zip(wanted, found, strict=True)]

    def _draft(self, feed: Feed, entry: Entry, page: Page) -> Draft:
        from mujaz.pipeline.building import Draft

        # the feed's headline is the outlet's own; a page's may carry the site's name
        title = entry.title or page.title
        return Draft(
            feed=feed.url,
            guid=entry.guid,
            source=feed.source,
            url=entry.url,
            published=entry.published or self._page_date(page) or self._now,
            page=replace(
                page,
                title=title,
                author=entry.author or page.author,
                image=page.image or entry.image,
            ),
            keywords=entry.categories,
        )

    def _page_date(self, page: Page) -> datetime | None:
        found = page.published
        if found is None:
            return None
        near = self._now - _PAGE_DATE_PAST <= found <= self._now + _PAGE_DATE_FUTURE
        return min(found, self._now) if near else None
