"""``mujaz serve``: fetching and the briefing in the foreground, for containers.

Once a minute it does what is due. SIGTERM and SIGINT let the step that runs come to its end, a
mail that is being handed over included; a second signal ends at once, which loses nothing either.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.desk import FETCH_SECONDS, group_what_came, open_desk, tell_report
from cli.output import say, tell
from mujaz.errors import BusyError, MujazError
from mujaz.i18n import _

if TYPE_CHECKING:
    from digest.desk import Desk
    from mujaz.store.sqlite import SqliteStore

T = TypeVar("T")
_EVERY: Final = 60.0
_LOOK: Final = 0.1


@click.command(
    "serve", cls=Helpful, help=_("Fetch and brief in the foreground until told to stop.")
)
@click.option(
    "--every",
    type=click.FloatRange(1, 3600),
    default=_EVERY,
    show_default=True,
    metavar="SECONDS",
    help=_("How often to look for what is due."),
)
@pass_run
def command(run: Run, every: float) -> None:
    """Work until SIGTERM or SIGINT."""
    from cli.delivery import tell_next

    stop = threading.Event()
    _write_each_line_at_once()
    with stopped_by_signals(stop):
        tell_next(run)
        say(_("Serving; SIGTERM or Ctrl+C stops it."))
        with run.store() as store:
            _Service(run, store, stop).work(every)
    say(_("Stopped. What was done is kept."))


def _write_each_line_at_once() -> None:
    """Let the container's log have each line when it is written, not when a buffer is full."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(line_buffering=True)


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT set an event for the time of a block; the second one kills."""
    numbers = (signal.SIGTERM, signal.SIGINT)

    def on_signal(_number: int, _frame: object) -> None:
        stop.set()
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Service:
    """What is done again and again, and the trouble that was told last."""

    def __init__(self, run: Run, store: SqliteStore, stop: threading.Event) -> None:
        self._run = run
        self._store = store
        self._stop = stop
        self._trouble = ""

    def work(self, every: float) -> None:
        desk = open_desk(self._run, self._store)
        while not self._stop.is_set():
            try:
                self._fetch()
                self._brief(desk)
                self._trouble = ""
            except BusyError:
                pass  # another process does it, or the next look finds it free
            except MujazError as error:
                if str(error) != self._trouble:  # once, not every minute
                    self._trouble = str(error)
                    tell(self._trouble)
            self._stop.wait(every)

    def _fetch(self) -> None:
        """Fetch the feeds that are due, unless told to stop, and no longer than a briefing waits."""
        from cli.refresh import fetch_async
        from mujaz.pipeline.progress import silent

        feeds = self._store.due_feeds(self._run.now())
        if not feeds:
            return
        done = asyncio.run(self._unless_stopped(fetch_async(self._run, self._store, feeds, silent)))
        if done is not None and done.new:
            say(_("New articles: {n}").format(n=done.new))
        elif done is None and not self._stop.is_set():
            group_what_came(self._store)

    async def _unless_stopped(self, work: Coroutine[object, object, T]) -> T | None:
        """Return what work comes to; None where it was told to stop, or took too long."""
        task = asyncio.create_task(work)
        end = time.monotonic() + FETCH_SECONDS
        while not task.done():
            if self._stop.is_set() or time.monotonic() > end:
                task.cancel()
            await asyncio.wait({task}, timeout=_LOOK)
        return None if task.cancelled() else task.result()

    def _brief(self, desk: Desk) -> None:
        from digest.run import run_due

        # what is due was fetched right before
        tell_report(run_due(desk, refresh=lambda: None, if_due=True, stopped=self._stop.is_set))
