"""The reader's main screen: three panes from right to left between two lines.

It is put together from the classes of this folder: what the panes hold (``flow``, ``articles``,
``lists``, ``marking``, ``searching``, ``refreshing``), which of them are on the screen (``panes``),
and what the keys do (``actions_…``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui._textual_compat import bind
from tui.keymap import bindings
from tui.library import Library
from tui.screens.actions_app import AppActions
from tui.screens.actions_article import ArticleActions
from tui.screens.actions_list import ListActions
from tui.screens.actions_stories import StoryActions
from tui.screens.actions_tags import TagActions
from tui.screens.managing import Managing
from tui.screens.refreshing import Refresh
from tui.services import Services
from tui.settings import ReaderSettings
from tui.widgets.virtual_list import VirtualList


class _Across(Horizontal):
    """Panes side by side; they leave nothing of it to be seen, so it paints nothing."""

    BLANK = True


class _Middle(Vertical):
    """The list and what stands above it; they leave nothing of it to be seen."""

    BLANK = True


class ReaderScreen(TagActions, StoryActions, Managing, ListActions, ArticleActions, AppActions):
    """Sections, list and article."""

    AUTO_FOCUS = None
    BLANK = True

    def __init__(
        self,
        library: Library,
        settings: ReaderSettings,
        clock: Callable[[], datetime],
        refresh: Refresh | None,
        title: str,
        services: Services,
    ) -> None:
        super().__init__(library, settings, clock, title)
        self.fetch = refresh
        self.take_services(services)

    def compose(self) -> ComposeResult:
        """Lay out the panes, mirrored."""
        yield self.top
        with _Across(id="panes"):
            yield self.article
            with _Middle(id="middle"):
                yield self.list
            yield self.sidebar
        yield self.keys

    async def on_mount(self) -> None:
        """Bind the keys, show the panes, begin to read the store."""
        bind(self, bindings(self.keymap))
        self.focus_pane("list")
        await self._told(self.start())
        self.watch_clock()

    @on(VirtualList.Moved, "#sidebar")
    def _section_moved(self) -> None:
        section = self.sidebar.current
        if section is not None:
            self.choose_section(section)

    @on(VirtualList.Moved, "#list")
    def _row_moved(self) -> None:
        self.note_top()
        self.begin(self.follow_row(), "article")

    @on(VirtualList.Chosen)
    def _row_chosen(self, event: VirtualList.Chosen) -> None:
        self.focus_pane(event.list.id or "list")
        self.action_deeper()
