"""Adding the feed of a site in the reader: a real loopback outlet, asked by the command's own look."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from cli.context import Run
from cli.feed_adding import look_once
from mujaz.pipeline.subscribing import Look
from mujaz.store.sqlite import SqliteStore
from tests.pipeline.outlet import Outlet, serve
from tests.tui.conftest import Driven, visual
from tests.tui.newsroom import NOW
from tui.app import Reader
from tui.screens.feeds import FeedsScreen
from tui.screens.packs import PacksScreen
from tui.screens.picking import Picker
from tui.services import Services
from tui.settings import ReaderSettings


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with serve() as served:
        served.feed((1, "خبر", "نص الخبر"))
        yield served


def run_trusting(folder: Path, *hosts: str) -> Run:
    config = folder / "config.toml"
    config.write_text(f"[fetch]\nallow_hosts = {json.dumps(hosts)}\n", encoding="utf-8")
    run = Run()
    run.config_option, run.data_option = str(config), str(folder / "data")
    return run


@asynccontextmanager
async def reader(
    store: SqliteStore, run: Run, size: tuple[int, int] = (100, 30), **values: object
) -> AsyncIterator[Driven]:
    async def look(url: str) -> Look:
        return await look_once(run, url)

    app = Reader(
        store,
        settings=ReaderSettings(refresh_every=0),
        clock=lambda: NOW,
        services=Services(look=look),
        **values,  # type: ignore[arg-type]
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Driven(app, pilot)
        await seen.rest()
        yield seen


async def type_address(seen: Driven, url: str) -> None:
    await seen.press("a")
    seen.app.screen.query_one("LineInput").value = url  # type: ignore[attr-defined]
    await seen.press("enter")
    await seen.rest()


def links(outlet: Outlet, *paths: str) -> None:
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{path}">'
        for path, title in zip(paths, ("أخبار الميناء", "رياضة المدينة"), strict=False)
    )
    outlet.page("/", f"<!doctype html><html><head><title>م</title>{head}</head></html>")


async def test_the_feed_of_a_site_is_found(
    store: SqliteStore, outlet: Outlet, tmp_path: Path
) -> None:
    links(outlet, "/feed.xml")
    async with reader(store, run_trusting(tmp_path, "127.0.0.1")) as seen:
        await seen.press("F")
        await type_address(seen, f"{outlet.base}/")
        assert [(one.url, one.title) for one in store.feeds()] == [
            (outlet.feed_url, "مرصد الميناء")
        ]
        assert isinstance(seen.app.screen, FeedsScreen)
        assert visual("مرصد الميناء") in seen.screen_text
        await type_address(seen, outlet.feed_url.replace("http://", "HTTP://"))
        assert "was there already" in seen.screen_text
        assert len(store.feeds()) == 1


async def test_of_several_feeds_one_is_chosen(
    store: SqliteStore, outlet: Outlet, tmp_path: Path
) -> None:
    links(outlet, "/feed.xml", "/sport.xml")
    async with reader(store, run_trusting(tmp_path, "127.0.0.1"), (80, 24)) as seen:
        await seen.press("F")
        await type_address(seen, f"{outlet.base}/")
        assert isinstance(seen.app.screen, Picker)
        assert "The page names 2 feeds" in seen.screen_text
        await seen.press("escape")
        assert store.feeds() == []
        await type_address(seen, f"{outlet.base}/")
        await seen.press("down", "enter")
        assert [(one.url, one.title) for one in store.feeds()] == [
            (f"{outlet.base}/sport.xml", "رياضة المدينة")
        ]


async def test_a_private_address_is_refused_and_a_page_without_feeds_is_not_added(
    store: SqliteStore, outlet: Outlet, tmp_path: Path
) -> None:
    outlet.page("/", "<!doctype html><html><body>مرحبا</body></html>")
    del outlet.documents["/feed.xml"]
    async with reader(store, run_trusting(tmp_path)) as seen:
        await seen.press("F")
        await type_address(seen, f"{outlet.base}/")
        assert "allow_hosts" in seen.screen_text.replace("\n", " ")
        assert outlet.asked == []
    async with reader(store, run_trusting(tmp_path, "127.0.0.1")) as seen:
        await seen.press("F")
        await type_address(seen, f"{outlet.base}/")
        assert "web page" in " ".join(seen.screen_text.split())
    assert store.feeds() == []


async def test_the_first_run_finds_the_feed_of_a_site(outlet: Outlet, tmp_path: Path) -> None:
    links(outlet, "/feed.xml")

    async def refresh(_report: object) -> None:
        return None

    with SqliteStore(tmp_path / "empty.db") as store:
        run = run_trusting(tmp_path, "127.0.0.1")
        async with reader(store, run, refresh=refresh) as seen:
            await seen.until(lambda: isinstance(seen.app.screen, PacksScreen))
            await type_address(seen, f"{outlet.base}/")
            assert [one.url for one in store.feeds()] == [outlet.feed_url]
            await seen.until(lambda: len(seen.app.screen_stack) == 1)
