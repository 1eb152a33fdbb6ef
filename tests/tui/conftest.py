"""The reader on a real store, driven by Textual's pilot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from mujaz.store.sqlite import SqliteStore
from tests.tui.newsroom import NOW, fill
from tui.app import Reader
from tui.screens.reader import ReaderScreen
from tui.screens.refreshing import Refresh
from tui.settings import ReaderSettings


class Driven:
    """A running reader: its screen, its pilot, and what stands on the screen."""

    def __init__(self, app: Reader, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def reader(self) -> ReaderScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReaderScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys and let the reader come to rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def rest(self) -> None:
        """Wait until no worker runs and nothing is to be painted."""
        for _ in range(3):
            with suppress(WorkerCancelled):  # newer work of a kind ends older work
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        for _ in range(500):
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.screen_text)

    @property
    def screen_text(self) -> str:
        """The lines of the screen, in visual order."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)


Start = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with fill(tmp_path / "mujaz.db") as filled:
        yield filled


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local time is UTC, messages are the English ones: catalogues are tested elsewhere."""
    import time

    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")
    time.tzset()


@pytest.fixture
def start(store: SqliteStore) -> Start:
    @asynccontextmanager
    async def run(
        columns: int = 140,
        rows: int = 40,
        settings: ReaderSettings | None = None,
        refresh: Refresh | None = None,
        other: SqliteStore | None = None,
    ) -> AsyncIterator[Driven]:
        app = Reader(
            other or store,
            settings=settings or ReaderSettings(refresh_every=0),
            clock=lambda: NOW,
            refresh=refresh,
        )
        async with app.run_test(size=(columns, rows), notifications=True) as pilot:
            driven = Driven(app, pilot)
            await driven.rest()
            yield driven

    return run


def visual(text: str) -> str:
    """Return a text as one visual line of Arabic, for looking it up on the screen."""
    from mujaz.text import layout

    return layout(text, 10_000, "rtl")[0].text
