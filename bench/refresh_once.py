"""One refresh of mujaz in a process of its own, with fetching and grouping apart.

    python bench/refresh_once.py FOLDER fetch|group

``FOLDER/urls`` lists the feeds; the store is ``FOLDER/mujaz.db``.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from mujaz.feeds.addresses import host_of
from mujaz.feeds.fetch import HttpFetcher
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Feed
from mujaz.pipeline.refresh import Refreshed, fetch_feeds
from mujaz.store.sqlite import SqliteStore

NOW = datetime(2025, 12, 1, tzinfo=UTC)


async def fetch(store: SqliteStore, hosts: tuple[str, ...]) -> Refreshed:
    """Fetch all feeds, due or not."""
    settings = FetchSettings(allow_hosts=hosts)
    fetcher = HttpFetcher(settings)
    try:
        return await fetch_feeds(store, fetcher, store.feeds(), settings=settings, now=NOW)
    finally:
        await fetcher.close()


def main() -> None:
    """Do one part of a refresh."""
    folder, part = Path(sys.argv[1]), sys.argv[2]
    with SqliteStore(folder / "mujaz.db") as store:
        if part == "group":
            from mujaz.pipeline.grouping import group_new

            print(group_new(store), "articles grouped")
            return
        urls = (folder / "urls").read_text("utf-8").split()
        if not store.feeds():
            for url in urls:
                store.add_feed(Feed(url))
        done = asyncio.run(fetch(store, tuple({host_of(url) for url in urls})))
        print(f"{done.new} new articles, {len(done.failed)} feeds failed")
        if done.failed:
            sys.exit(f"{done.failed[0].error}")


if __name__ == "__main__":
    main()
