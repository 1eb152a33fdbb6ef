"""A real store, a real loopback outlet, and refreshes between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mujaz.feeds.fetch import HttpFetcher
from mujaz.feeds.settings import FetchSettings
from mujaz.pipeline.refresh import Refreshed, due_feeds, refresh
from mujaz.store.sqlite import SqliteStore
from tests.pipeline.outlet import Outlet, serve

NOW = datetime(2025, 11, 30, 20, tzinfo=UTC)
Refresh = Callable[..., Refreshed]


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with serve() as served:
        yield served


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        yield opened


@pytest.fixture
def again(store: SqliteStore) -> Refresh:
    """Refresh all feeds, or those that are due; settings by their names."""

    def run(now: datetime = NOW, *, due: bool = False, **values: object) -> Refreshed:
        given = {"timeout": 5.0, "allow_hosts": ("127.0.0.1", "127.0.0.2"), **values}
        settings = FetchSettings(**given)  # type: ignore[arg-type]

        async def work() -> Refreshed:
            fetcher = HttpFetcher(settings)
            feeds = due_feeds(store, now) if due else store.feeds()
            try:
                return await refresh(store, fetcher, feeds, settings=settings, now=now)
            finally:
                await fetcher.close()

        return asyncio.run(work())

    return run
