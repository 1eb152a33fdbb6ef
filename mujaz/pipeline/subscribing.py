"""Before a feed is subscribed to: what stands at the address that a person gave.

It may be a feed, a page that names feeds, or nothing that can be read just now. Looking writes
nothing: who asks decides what to keep.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from mujaz.errors import FeedError, FetchError
from mujaz.feeds.addresses import comparable_address, keep_credentials
from mujaz.feeds.bounded import parse_in_worker
from mujaz.feeds.decode import decode_document
from mujaz.feeds.discovery import USUAL_PATHS, FeedLink, feed_links
from mujaz.feeds.fetch import Fetcher, Response
from mujaz.feeds.precheck import root_kind
from mujaz.feeds.problems import PrivateHostError
from mujaz.model import Feed
from mujaz.pipeline.building import one_line
from mujaz.store.protocol import Store

#: Documents that are held at once.
_AT_ONCE = 16
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Look:
    """What was found at an address.

    Attributes:
        asked: the address that was given.
        url: the feed's address: the same, where it has moved to, or what the page names; None
            where there is no feed to subscribe to, or more than one.
        title: the feed's title, if it could be read.
        choices: the feeds that a page names, where there are several.
        problem: why nothing could be read, as one line.
    """

    asked: str
    url: str | None
    title: str = ""
    choices: tuple[FeedLink, ...] = ()
    problem: str | None = None


async def look_at(fetcher: Fetcher, urls: Iterable[str], *, now: datetime) -> list[Look]:
    """Ask addresses what they hold, in their order.

    A feed that does not answer, or not with a feed, is still one that its user may want: ``url``
    is then set, and ``problem`` too. A private address and a page without feeds are not.

    Args:
        fetcher: gets addresses.
        urls: normal addresses as a person gave them.
        now: the present moment.
    """
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(url: str) -> Look:
        async with room:
            return await _look(fetcher, url, now)

    return list(await asyncio.gather(*map(one, urls)))


def add_new(store: Store, feeds: Iterable[Feed]) -> list[Feed]:
    """Subscribe to feeds whose addresses are not there in any spelling; return those.

    Two spellings differ in scheme, ``www.``, a slash at the end and the like.
    """
    known = {comparable_address(feed.url) for feed in store.feeds()}
    added = []
    for feed in feeds:
        key = comparable_address(feed.url)
        if key not in known and store.add_feed(feed):
            known.add(key)
            added.append(feed)
    return added


async def _look(fetcher: Fetcher, url: str, now: datetime) -> Look:
    try:
        response = await fetcher.get(url)
    except PrivateHostError as error:
        return Look(url, None, problem=str(error))
    except FetchError as error:
        return Look(url, url, problem=str(error))
    there = keep_credentials(url, response.moved_to) if response.moved_to else url
    try:
        return Look(url, there, await _title(response, now))
    except FeedError as error:
        if not _is_page(response):
            return Look(url, there, problem=str(error))
        return await _look_on_page(fetcher, url, response, now) or Look(
            url, None, problem=str(error)
        )


async def _look_on_page(fetcher: Fetcher, url: str, page: Response, now: datetime) -> Look | None:
    """Return what a page leads to; None where it names no feed and none lies in a usual place."""
    links = await asyncio.to_thread(feed_links, page.body, url=page.url, charset=page.charset)
    if len(links) > 1:
        return Look(url, None, choices=tuple(links))
    if links:
        return await _confirmed(fetcher, url, links[0], now)
    for path in USUAL_PATHS:
        found = await _confirmed(fetcher, url, FeedLink(urljoin(page.url, path), ""), now)
        if found.problem is None:
            return found
    return None


async def _confirmed(fetcher: Fetcher, asked: str, link: FeedLink, now: datetime) -> Look:
    """Ask the only feed that a page names whether it is one."""
    try:
        response = await fetcher.get(link.url, origin=asked)
        title = await _title(response, now)
    except PrivateHostError as error:
        return Look(asked, None, problem=str(error))
    except (FetchError, FeedError) as error:
        return Look(asked, link.url, link.title, problem=str(error))
    return Look(asked, response.moved_to or link.url, title or link.title)


async def _title(response: Response, now: datetime) -> str:
    """Return the title of the feed that an answer holds.

    Raises:
        FeedError: it holds none.
    """
    parsed = await parse_in_worker(
        response.body,
        url=response.url,
        content_type=response.content_type,
        now=now,
        max_entries=1,
    )
    return one_line(parsed.title)


def _is_page(response: Response) -> bool:
    text = decode_document(response.body[:_HEAD], response.charset)
    return root_kind(text.lstrip("\ufeff \t\r\n")) == "html"
