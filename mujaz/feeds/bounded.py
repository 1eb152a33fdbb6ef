"""Parsing and extraction that neither block the event loop nor outgrow their bounds."""

from __future__ import annotations

import asyncio
from datetime import datetime

from mujaz.errors import ExtractError, FeedError
from mujaz.feeds.addresses import display_address
from mujaz.feeds.worker import FeedJob, PageJob, run_job
from mujaz.i18n import _
from mujaz.model import Page, ParsedFeed

#: Bodies up to this size are parsed in a thread of this process. Measured: a hostile one takes at
#: most about half a second, a real one 20 ms, while a worker takes 150 ms to start.
INLINE_BYTES = 131_072
#: Bodies up to this size are parsed in a thread where the quick way will do.
QUICK_BYTES = 1_000_000


async def parse_in_worker(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    now: datetime,
    max_entries: int = 500,
    zone: str | None = None,
    timeout: float = 20.0,
) -> ParsedFeed:
    """Parse a document without blocking the event loop, in bounded time and memory.

    Documents up to :data:`INLINE_BYTES` are parsed in a thread, and larger ones up to
    :data:`QUICK_BYTES` if they are ordinary; all others in a worker process.

    Args:
        body: the document, and further arguments as for :func:`mujaz.feeds.parse.parse_feed`.
        url: its address.
        content_type: the HTTP content type.
        now: the present moment.
        max_entries: how many entries are read.
        zone: the IANA name of the zone of dates that name none.
        timeout: seconds that a worker may take.

    Raises:
        FeedError: as :func:`mujaz.feeds.parse.parse_feed`; or the document takes too much time or memory.
    """
    job = FeedJob(body, url, content_type, now, max_entries, zone)
    if len(body) <= INLINE_BYTES:
        return await asyncio.to_thread(job.run)
    if len(body) <= QUICK_BYTES:
        feed = await asyncio.to_thread(job.run_quickly)
        if feed is not None:
            return feed
    answer = await run_job(job, timeout)
    if answer.feed is not None:
        return answer.feed
    words = _("{url}: the document takes too much time or memory to read.")
    raise FeedError(answer.error or words.format(url=display_address(url)))


async def extract_in_worker(
    body: bytes, *, url: str, charset: str | None = None, now: datetime, timeout: float = 20.0
) -> Page:
    """Extract a page in a worker process, in bounded time and memory.

    Args:
        body: the page, and further arguments as for :func:`mujaz.feeds.page.extract_page`.
        url: its address.
        charset: the charset parameter of the HTTP content type.
        now: the present moment.
        timeout: seconds that a worker may take.

    Raises:
        ExtractError: as :func:`mujaz.feeds.page.extract_page`; or the page takes too much time or memory.
    """
    answer = await run_job(PageJob(body, url, charset, now), timeout)
    if answer.page is not None:
        return answer.page
    words = _("{url}: the page takes too much time or memory to read.")
    raise ExtractError(answer.error or words.format(url=display_address(url)))
