"""The pages of articles: when they are fetched, whether they may be, and another try for those lost.

A feed that only teases is completed from its pages. A site's robots.txt is asked first and kept for
a day. A page that could not be fetched is noted with its article and tried again by later
refreshes, a few times, ever more seldom.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mujaz.errors import MujazError
from mujaz.feeds.addresses import host_of
from mujaz.feeds.fetch import Fetcher, Response
from mujaz.feeds.problems import NoAnswerError, StatusError
from mujaz.feeds.robots import MAX_LENGTH, Rules, robots_address, rules_of
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Article, Entry, Feed, FullText, Page
from mujaz.store.protocol import Store
from mujaz.store.protocol_pages import MissingPage, RobotsFile

#: A feed's own text of fewer words than this is taken for a teaser.
TEASER_WORDS = 80
#: After so many tries in all a page is given up.
MAX_TRIES = 6
#: The wait before the second try; each further one is twice as long.
FIRST_WAIT = timedelta(minutes=30)
_ROBOTS_KEPT = timedelta(days=1)
_UNREACHABLE = 3
#: Statuses that may be another one soon; the others are an answer.
_PASSING = {403, 408, 425, 429}


@dataclass(frozen=True, slots=True)
class Found:
    """The best text of an entry, and whether its page is worth another try."""

    page: Page
    missing: bool = False


class Pages:
    """The pages of one refresh: what all feeds share of gates, failures and rules."""

    def __init__(
        self, store: Store, fetcher: Fetcher, settings: FetchSettings, now: datetime
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._settings = settings
        self._now = now
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._unreachable: Counter[str] = Counter()
        self._rules: dict[str, asyncio.Task[Rules | None]] = {}

    def mode(self, feed: Feed) -> FullText:
        """Return when the pages of a feed are fetched: its own setting, else everybody's."""
        return feed.full_text or self._settings.full_text

    async def best(self, feed: Feed, entry: Entry, own: Page | None) -> Found:
        """Return the best text of a new entry: the page's where the feed only teases.

        Args:
            feed: its feed.
            entry: the entry as parsed.
            own: the text that the feed itself carries.
        """
        fallback = own or Page(title=entry.title, text="")
        mode = self.mode(feed)
        if entry.url is None or mode == "never" or (mode == "when-short" and is_full(own)):
            return Found(fallback)
        try:
            page = await self._fetch(entry.url, feed.url)
        except _LaterError:
            # the feed's teaser is better than nothing, and the article is not lost
            return Found(fallback, missing=True)
        if page is None or words(page.text) < words(fallback.text):
            return Found(fallback)
        return Found(page)

    async def retry(self, feeds: Sequence[Feed]) -> int:
        """Try again what could not be fetched before; return how many articles are whole now.

        Args:
            feeds: the feeds whose pages are meant.
        """
        known = {feed.url: feed for feed in feeds if self.mode(feed) != "never"}
        due = self._store.missing_pages(list(known), self._now)
        done = await asyncio.gather(*(self._again(page) for page in due))
        return sum(done)

    async def _again(self, missing: MissingPage) -> bool:
        article = self._store.article(missing.article)
        if article is None:
            self._store.forget_missing([missing.article])
            return False
        try:
            page = await self._fetch(missing.url, missing.feed)
        except _LaterError:
            self._later(missing)
            return False
        if page is None or words(page.text) <= words(article.text):
            self._store.forget_missing([missing.article])
            return False
        await asyncio.to_thread(self._complete, article, page)
        return True

    def _later(self, missing: MissingPage) -> None:
        tries = missing.tries + 1
        if tries >= MAX_TRIES:
            self._store.forget_missing([missing.article])
        else:
            due = self._now + FIRST_WAIT * (1 << (tries - 1))
            self._store.save_missing([replace(missing, tries=tries, due=due)])

    def _complete(self, article: Article, page: Page) -> None:
        from mujaz.pipeline.building import Draft, build_articles

        whole = replace(
            page,
            title=article.title,
            author=article.author or page.author,
            image=page.image or article.image,
        )
        draft = Draft(
            article.feed,
            article.guid,
            article.source,
            article.url,
            article.published,
            whole,
            article.keywords,
        )
        (built,) = build_articles(self._store, [draft], article.fetched).articles
        self._store.complete_article(replace(built, id=article.id))

    async def _fetch(self, url: str, origin: str) -> Page | None:
        """Return the article of a page; None where there is none to be had.

        A host that fails three times in a row is left alone for the rest of this refresh: a feed
        of 500 teasers must not wait 500 times for a site that is down.

        Raises:
            _LaterError: another time it may be there.
        """
        rules = await self._robots(url, origin)
        if rules is None:
            raise _LaterError
        if not rules.allows(url):
            return None
        host = host_of(url)
        gate = self._gates.setdefault(host, asyncio.Semaphore(self._settings.per_host))
        async with gate:
            if self._unreachable[host] >= _UNREACHABLE:
                raise _LaterError
            response = await self._get(url, origin, host)
        if response is None:
            return None
        from mujaz.feeds.bounded import extract_in_worker

        try:
            return await extract_in_worker(
                response.body, url=response.url, charset=response.charset, now=self._now
            )
        except MujazError:
            return None

    async def _get(self, url: str, origin: str, host: str) -> Response | None:
        """Fetch a page; None where its site says that there is none.

        Raises:
            _LaterError: another time it may be there.
        """
        try:
            response = await self._fetcher.get(url, origin=origin)
        except NoAnswerError:
            self._unreachable[host] += 1
            raise _LaterError from None
        except StatusError as error:
            if error.status == 429:
                self._unreachable[host] = _UNREACHABLE
            if error.status >= 500 or error.status in _PASSING:
                raise _LaterError from None
            return None
        except MujazError:
            return None
        self._unreachable[host] = 0
        return response

    async def _robots(self, url: str, origin: str) -> Rules | None:
        """Return the rules of a page's site, asked for once a day; None where it gives no answer.

        RFC 9309 (section 2.3.1.4) wants a site whose robots.txt cannot be had to be left alone.
        """
        address = robots_address(url)
        if address not in self._rules:
            # One question for all pages of a site; each of them may be cancelled by itself.
            self._rules[address] = asyncio.create_task(self._ask_robots(address, origin))
        return await asyncio.shield(self._rules[address])

    async def _ask_robots(self, address: str, origin: str) -> Rules | None:
        known = self._store.robots(address)
        if known is None or self._now - known.fetched >= _ROBOTS_KEPT:
            known = await self._new_robots(address, origin)
            if known is None:
                return None
            self._store.save_robots(known)
        return rules_of(known.status, known.text)

    async def _new_robots(self, address: str, origin: str) -> RobotsFile | None:
        """Ask for a robots.txt; None where the site does not answer, or not now."""
        try:
            response = await self._fetcher.get(address, origin=origin)
        except StatusError as error:
            later = error.status >= 500 or error.status == 429
            return None if later else RobotsFile(address, self._now, error.status, "")
        except NoAnswerError:
            self._unreachable[host_of(address)] += 1
            return None
        except MujazError:
            # an answer, but no file of rules: too large, badly packed, a redirect without end
            return RobotsFile(address, self._now, 404, "")
        text = response.body[:MAX_LENGTH].decode("utf-8", "replace")
        return RobotsFile(address, self._now, response.status, text)

    async def close(self) -> None:
        """End what is still asked for when a refresh is broken off."""
        for task in self._rules.values():
            task.cancel()
        await asyncio.gather(*self._rules.values(), return_exceptions=True)


class _LaterError(Exception):
    """A page could not be fetched, but another time it may be there."""


def note_missing(article: str, feed: str, url: str, now: datetime) -> MissingPage:
    """Return the note of a page that could not be fetched for the first time."""
    return MissingPage(article, feed, url, tries=1, due=now + FIRST_WAIT)


def words(text: str) -> int:
    """Return how many words a text has."""
    return len(re.findall(r"\w+", text))


def is_full(page: Page | None) -> bool:
    """Tell whether a text is more than a teaser."""
    return page is not None and words(page.text) >= TEASER_WORDS
