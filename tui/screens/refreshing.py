"""Fetching what is new while the reader is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from mujaz.i18n import _
from mujaz.pipeline.progress import Progress, Report
from tui import phrases
from tui.screens.lists import Lists

Refresh = Callable[[Report], Awaitable[None]]


class Refreshing(Lists):
    """Fetches and shows how far it is.

    Attributes:
        fetch: the service that fetches; None where there is nothing to fetch.
        refreshing: it is at work.
    """

    fetch: Refresh | None = None
    refreshing = False

    async def run_refresh(self) -> None:
        """Fetch what is new and show it."""
        if self.fetch is None:
            self.tell(_("This is the sample; there is nothing to fetch."))
            return
        if self.refreshing:
            return
        loop = asyncio.get_running_loop()
        self.refreshing = True
        self.top.show(side=_("Fetching…"))
        try:
            await self.fetch(lambda step: loop.call_soon_threadsafe(self._progress, step))  # type: ignore[arg-type]
        finally:
            self.refreshing = False
            self.show_state()
        self.reload()

    def show_state(self) -> None:
        """Tell what the list shows; a refresh under way keeps the place of the counts."""
        if not self.refreshing:
            super().show_state()

    def _progress(self, step: Progress) -> None:
        """Show how far the refresh is."""
        if self.refreshing and self.is_mounted:
            numbers = phrases.isolated(f"{step.done}/{step.total}")
            self.top.show(side=_("Fetching… {done}").format(done=numbers))
