"""Fetching what is new while the reader is open: on request, and by itself when something is due.

The service that fetches runs in a thread of its own. Its steps come to the line above the panes
and, feed by feed, to whoever shows :attr:`Refreshing.run`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.worker import Worker

from mujaz.i18n import _, ngettext
from mujaz.pipeline.progress import Progress, Report
from tui import phrases
from tui.own_loop import run_apart
from tui.screens.lists import Lists

if TYPE_CHECKING:
    from mujaz.pipeline.refresh import Refreshed

Refresh = Callable[[Report], Coroutine[Any, Any, "Refreshed | None"]]
AFTER_START = 1.5
"""Seconds after the start before the reader looks for what is due: the first frame goes first."""
TICK = 20.0
"""Seconds between two looks at the clock."""


@dataclass(slots=True)
class RefreshRun:
    """How far a refresh is.

    Attributes:
        asked: the user asked for it.
        going: it is at work.
        step: its last step, None before the first.
        feeds: address → its step, for the feeds that are done.
    """

    asked: bool
    going: bool = True
    step: Progress | None = None
    feeds: dict[str, Progress] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        """How many feeds brought an error."""
        return sum(1 for step in self.feeds.values() if step.error is not None)


class Refreshing(Lists):
    """Fetches and shows how far it is.

    Attributes:
        fetch: the service that fetches; None where there is nothing to fetch.
        run: the last refresh, None before the first.
    """

    fetch: Refresh | None = None
    run: RefreshRun | None = None
    _fetching: Worker[None] | None = None
    _looked: float | None = None
    _day: object = None

    @property
    def refreshing(self) -> bool:
        """Whether a refresh is at work."""
        return self.run is not None and self.run.going

    # ------------------------------------------------------------------ by itself
    def watch_clock(self) -> None:
        """Begin to look at the clock: for what is due, for ages of rows, for midnight."""
        self._day = self.clock().astimezone().date()
        self.set_interval(TICK, self._tick)
        if self.fetch is not None and self.settings.refresh_every:
            self.set_timer(AFTER_START, lambda: self.refresh_now(asked=False))

    def _tick(self) -> None:
        self.list.refresh()
        today = self.clock().astimezone().date()
        if today != self._day:
            self._day = today
            self.begin(self.merge(), "merge")
        minutes = self.settings.refresh_every
        if self.fetch is None or not minutes or self.refreshing:
            return
        if self._looked is None or time.monotonic() - self._looked >= minutes * 60:
            self.refresh_now(asked=False)

    # ----------------------------------------------------------------- on request
    def refresh_now(self, *, asked: bool = True) -> None:
        """Fetch what is due; a refresh that is at work goes on.

        Args:
            asked: the user wants to be told of the end.
        """
        if self.refreshing:
            return
        self.run = RefreshRun(asked)
        self._looked = time.monotonic()
        self._fetching = self.run_worker(self._told(self._refresh(self.run)), group="refresh")

    def stop_refresh(self) -> None:
        """End the refresh that is at work; what came stays."""
        if self._fetching is not None and self.refreshing:
            self._fetching.cancel()
            self.tell(_("Stopped fetching; what came is kept."))

    async def _refresh(self, run: RefreshRun) -> None:
        service = self.fetch
        if service is None:
            run.going = False
            self.tell(_("This is the sample; there is nothing to fetch."))
            return
        loop = asyncio.get_running_loop()

        def report(step: Progress) -> None:
            loop.call_soon_threadsafe(self._progress, run, step)

        self.show_state()
        try:
            done = await run_apart(lambda: service(report))
        finally:
            run.going = False
            if self.is_mounted:
                self.show_state()
                self.begin(self.merge(), "merge")
        if run.asked and done is not None:
            self.tell(_summary(done, self.key_of("feeds_state")))

    def _progress(self, run: RefreshRun, step: Progress) -> None:
        """Show how far the refresh is."""
        run.step = step
        if step.feed:
            run.feeds[step.feed] = step
        if run.going and self.is_mounted:
            self.show_state()

    def side_text(self) -> str:
        """Return how far a refresh is, else what the list holds."""
        run = self.run
        if run is None or not run.going:
            return super().side_text()
        if run.step is None:
            return _("Fetching…") if run.asked else super().side_text()
        numbers = phrases.isolated(f"{run.step.done}/{run.step.total}")
        if run.step.stage == "group":
            return _("Grouping… {done}").format(done=numbers)
        text = _("Fetching… {done}").format(done=numbers)
        if run.failed:
            failed = ngettext("{n} failed", "{n} failed", run.failed).format(n=run.failed)
            text = f"{text} · {failed}"
        return text


def _summary(done: Refreshed, key: str) -> str:
    """Return what a refresh brought, and which key tells more of failures."""
    if not done.outcomes:
        return _("No feed is due yet.")
    new = ngettext("{n} new article", "{n} new articles", done.new).format(n=done.new)
    if not done.failed:
        return f"{new}."
    count = len(done.failed)
    failed = ngettext("{n} feed failed", "{n} feeds failed", count).format(n=count)
    return _("{new}; {failed}. {key} shows which.").format(new=new, failed=failed, key=key)
