"""Fetching what is due: feeds and, where a feed only teases, the pages of its articles.

A feed's new articles are written together with its validators, so that a process that dies in
between asks for the same document again. A feed that fails leaves a line in its health record and
does not disturb the others.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mujaz.errors import BusyError, MujazError, StoreError
from mujaz.feeds.addresses import host_of
from mujaz.feeds.bounded import extract_in_worker, parse_in_worker
from mujaz.feeds.fetch import Fetcher, Response
from mujaz.feeds.page import page_of_entry
from mujaz.feeds.polling import after_failure, after_success
from mujaz.feeds.problems import StatusError
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Entry, Feed, Page, ParsedFeed
from mujaz.pipeline.building import Draft, build_articles, one_line
from mujaz.pipeline.grouping import group_new
from mujaz.pipeline.progress import Progress, Report, silent
from mujaz.pipeline.rules import apply_to_new
from mujaz.rules import RuleSettings
from mujaz.store.protocol import Store

#: A feed's own text of fewer words than this is taken for a teaser.
TEASER_WORDS = 80
#: A page's date counts only this near to the day the feed brought it.
_PAGE_DATE_PAST = timedelta(days=7)
_PAGE_DATE_FUTURE = timedelta(days=1)
_UNREACHABLE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one feed: new and changed articles, or why there are none."""

    feed: Feed
    new: int = 0
    changed: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of all feeds of one refresh."""

    outcomes: tuple[Outcome, ...]
    grouped: int

    @property
    def new(self) -> int:
        """How many articles are new."""
        return sum(outcome.new for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The feeds that brought an error instead of news."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)


async def refresh(
    store: Store,
    fetcher: Fetcher,
    feeds: Iterable[Feed],
    *,
    settings: FetchSettings,
    now: datetime,
    report: Report = silent,
    rules: Sequence[RuleSettings] = (),
) -> Refreshed:
    """Fetch feeds, write their new articles, and group them.

    It may be cancelled at any moment: what was written stays, what was not is fetched again.

    Args:
        store: where articles and the feeds' health go.
        fetcher: gets addresses; it bounds how many at once and per host.
        feeds: what to fetch.
        settings: the section ``[fetch]`` of the config.
        now: the present moment.
        report: told after each feed and each batch of grouping.
        rules: what is done to new articles once they are grouped.
    """
    wanted = list(feeds)
    gate = asyncio.Semaphore(settings.concurrent)
    run = _Run(store, fetcher, settings, now)
    outcomes: list[Outcome] = []

    async def one(feed: Feed) -> None:
        async with gate:
            outcome = await run.feed(feed)
        outcomes.append(outcome)
        report(
            Progress(
                "fetch",
                len(outcomes),
                len(wanted),
                outcome.feed.source,
                feed=outcome.feed.url,
                new=outcome.new,
                error=outcome.error,
            )
        )

    try:
        async with asyncio.TaskGroup() as group:
            for feed in wanted:
                group.create_task(one(feed))
    except BaseExceptionGroup as errors:
        # what one feed could not survive (a full disk, say) ended all; the first says why
        raise _first(errors) from None
    grouped = await _group(store, report)
    await asyncio.to_thread(apply_to_new, store, rules, now)
    outcomes.sort(key=lambda outcome: outcome.feed.url)
    return Refreshed(tuple(outcomes), grouped)


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


async def _group(store: Store, report: Report) -> int:
    """Group in a thread that ends after its batch when this task is cancelled."""
    cancelled = threading.Event()

    def step(progress: Progress) -> None:
        if cancelled.is_set():
            raise _CancelledError
        report(progress)

    try:
        return await asyncio.to_thread(group_new, store, step)
    except asyncio.CancelledError:
        cancelled.set()
        raise


class _CancelledError(Exception):
    """Ends the grouping's thread between two batches."""


class _Run:
    """One refresh: what all its feeds share."""

    def __init__(
        self, store: Store, fetcher: Fetcher, settings: FetchSettings, now: datetime
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._settings = settings
        self._now = now
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._unreachable: Counter[str] = Counter()

    async def feed(self, feed: Feed) -> Outcome:
        """Fetch one feed and write what is new; errors end in its health record."""
        response: Response | None = None
        try:
            response = await self._fetcher.get(
                feed.url, etag=feed.etag, last_modified=feed.last_modified
            )
            if response.not_modified:
                healthy = after_success(
                    feed, self._now, interval=self._settings.interval, response=response
                )
                self._store.save_feed(healthy)
                return Outcome(healthy)
            parsed = await parse_in_worker(
                response.body,
                url=response.url,
                content_type=response.content_type,
                now=self._now,
                max_entries=self._settings.max_entries,
            )
            return await self._keep(feed, response, parsed)
        except (StoreError, BusyError):
            raise  # our own trouble, not the feed's
        except MujazError as error:
            ill = after_failure(
                feed, self._now, interval=self._settings.interval, error=error, response=response
            )
            self._store.save_feed(ill)
            return Outcome(ill, error=str(error))

    async def _keep(self, feed: Feed, response: Response, parsed: ParsedFeed) -> Outcome:
        source = feed.source or one_line(parsed.title) or host_of(feed.url)
        named = replace(
            feed, source=source, title=one_line(parsed.title) or feed.title, site=parsed.site
        )
        healthy = after_success(
            named, self._now, interval=self._settings.interval, response=response
        )
        drafts = await self._drafts(named, parsed.entries)
        # in a thread: cleaning and the full-text index take time, and other feeds are waiting
        return await asyncio.to_thread(self._write, healthy, drafts)

    def _write(self, feed: Feed, drafts: Sequence[Draft]) -> Outcome:
        built = build_articles(self._store, drafts, self._now)
        written = self._store.add_articles(built.articles, feed, built.lines)
        return Outcome(feed, len(written.new), len(written.changed))

    async def _drafts(self, feed: Feed, entries: Sequence[Entry]) -> list[Draft]:
        known = self._store.known_guids(feed.url, [entry.guid for entry in entries])
        own = [(entry, page_of_entry(entry)) for entry in entries]
        # of an entry that is known, only a full text of the feed's own tells of a correction
        pending = [
            (entry, page)
            for entry, page in own
            if entry.guid not in known or (self._settings.full_text != "always" and _is_full(page))
        ]
        pages = await asyncio.gather(
            *(self._page(feed, entry, page, entry.guid in known) for entry, page in pending)
        )
        return [
            self._draft(feed, entry, page)
            for (entry, _own), page in zip(pending, pages, strict=True)
        ]

    async def _page(self, feed: Feed, entry: Entry, own: Page | None, known: bool) -> Page:
        """Return the best text of an entry: the page's where the feed only teases."""
        fallback = own or Page(title=entry.title, text="")
        mode = self._settings.full_text
        if (
            known
            or entry.url is None
            or mode == "never"
            or (mode == "when-short" and _is_full(own))
        ):
            return fallback
        page = await self._fetch_page(entry.url, feed.url)
        if page is None:
            # the feed's teaser is better than nothing, and the article is not lost
            return fallback
        return page if _words(page.text) >= _words(fallback.text) else fallback

    async def _fetch_page(self, url: str, origin: str) -> Page | None:
        """Return the article of a page; None where there is none to be had.

        A host that fails three times in a row is left alone for the rest of this refresh: a feed
        of 500 teasers must not wait 500 times for a site that is down.
        """
        host = host_of(url)
        gate = self._gates.setdefault(host, asyncio.Semaphore(self._settings.per_host))
        async with gate:
            if self._unreachable[host] >= _UNREACHABLE:
                return None
            try:
                response = await self._fetcher.get(url, origin=origin)
            except MujazError as error:
                if not isinstance(error, StatusError):
                    self._unreachable[host] += 1
                return None
            self._unreachable[host] = 0
        try:
            return await extract_in_worker(
                response.body, url=response.url, charset=response.charset, now=self._now
            )
        except MujazError:
            return None

    def _draft(self, feed: Feed, entry: Entry, page: Page) -> Draft:
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


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _is_full(page: Page | None) -> bool:
    return page is not None and _words(page.text) >= TEASER_WORDS
