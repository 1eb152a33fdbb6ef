"""How each feed fared: the refresh that goes on feed by feed, else each feed's last answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from mujaz.feeds.addresses import display_address
from mujaz.feeds.health import health
from mujaz.i18n import _, ngettext
from mujaz.model import Feed
from mujaz.pipeline.progress import Progress
from tui._textual_compat import bind
from tui.direction import base_of, interface_base
from tui.keymap import with_aliases
from tui.lines import Piece, fitted, row_segments
from tui.screens.panel import PanelKeys
from tui.sections import one_line
from tui.widgets.bars import TopBar
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.screens.refreshing import Refreshing, RefreshRun

EVERY = 0.25
"""Seconds between two looks at how far the refresh is."""
DONE, FAILED, WAITING = "✓", "✗", "…"


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed as it is shown: a sign, its name, a sentence."""

    sign: str
    name: str
    state: str


def feed_row(feed: Feed, run: RefreshRun | None, now: datetime) -> FeedRow:
    """Return what to show of a feed.

    Args:
        feed: its record.
        run: the refresh of this session, if there was one.
        now: the present moment.
    """
    name = one_line(feed.source or feed.title) or display_address(feed.url)
    step = run.feeds.get(feed.url) if run is not None else None
    if step is not None:
        return FeedRow(*_fared(step, name))
    due = not feed.disabled and (feed.due is None or feed.due <= now)
    if run is not None and run.going and due:
        return FeedRow(WAITING, name, _("waits for its turn"))
    told = health(feed, now)
    sign = {"ok": DONE, "failing": FAILED}.get(told.state, WAITING)
    return FeedRow(sign, name, one_line(f"{told.happened} {told.next}"))


def _fared(step: Progress, name: str) -> tuple[str, str, str]:
    """Return the sign, the name and the sentence of a feed that was fetched."""
    if step.error is not None:
        return FAILED, name, one_line(step.error)
    if not step.new:
        return DONE, name, _("nothing new")
    new = ngettext("{n} new article", "{n} new articles", step.new).format(n=step.new)
    return DONE, name, new


class FeedList(VirtualList):
    """Feeds, two lines each."""

    row_height = 2

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[FeedRow] = ()

    @property
    def count(self) -> int:
        """Number of feeds."""
        return len(self._rows)

    def show(self, rows: Sequence[FeedRow]) -> None:
        """Show feeds; the cursor stays."""
        if rows != self._rows:
            self._rows = rows
            self.rows_changed()

    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on."""
        return self._rows[index]

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return a row: sign and name, below them the sentence."""
        row = self._rows[index]
        room = max(1, width - 4)
        name = fitted(row.name, room, 1, base_of(row.name))[0]
        told = fitted(row.state, room, 1, interface_base())[0]
        sign = fitted(row.sign, 1, 1, "ltr")[0]
        left = 0 if name.pad else room - len(name.cells)
        style = fill + self.look("title")
        return [
            row_segments(
                [Piece(1 + left, name, style), Piece(width - 2, sign, fill + self.look("mark"))],
                width,
                fill,
            ),
            row_segments([Piece(1, told, fill + self.look("meta"))], width, fill),
        ]


class FetchingScreen(PanelKeys[None], ModalScreen[None]):
    """The feeds over the reader; it follows the refresh while that goes on."""

    DEFAULT_CSS = """
    FetchingScreen {
        align: center middle;
        & > Vertical { width: 90%; max-width: 90; height: 90%; background: $surface; }
        & FeedList { height: 1fr; }
    }
    """

    def __init__(self, reader: Refreshing) -> None:
        super().__init__(reader.keymap, reader.settings.measure)
        self._reader = reader
        self._bar = TopBar(_("Feeds"))
        self._list = FeedList(id="feed-states")
        self._again: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A line above the feeds."""
        with Vertical():
            yield self._bar
            yield self._list

    def on_mount(self) -> None:
        """Read the feeds now and while a refresh goes on."""
        super().on_mount()
        own = {"refresh": "refresh", "feeds_state": "back"}
        bind(
            self,
            [
                Binding(with_aliases(self.keymap[name]), action, show=False)
                for name, action in own.items()
            ],
        )
        self._list.focus()
        self._look()
        self.set_interval(EVERY, self._follow)

    def _follow(self) -> None:
        if self._reader.refreshing:
            self._look()

    def _look(self) -> None:
        self._reader.begin(self._load(), "feed-states")

    async def _load(self) -> None:
        feeds = await self._reader.library.ask(lambda store: store.feeds())
        if not self.is_attached:
            return
        run, now = self._reader.run, self._reader.clock()
        count = ngettext("{n} feed", "{n} feeds", len(feeds)).format(n=len(feeds))
        going = run is not None and run.going
        self._bar.show(middle=count, side=self._reader.side_text() if going else "")
        self._list.show([feed_row(feed, run, now) for feed in feeds])

    async def action_refresh(self) -> None:
        """Fetch, or end the refresh that goes on."""
        await self._reader.run_action("refresh")
        self._look()

    def action_next(self) -> None:
        """One feed down."""
        self._list.move(1)

    def action_previous(self) -> None:
        """One feed up."""
        self._list.move(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self._list.page(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._list.page(-1)

    def action_first(self) -> None:
        """To the first feed."""
        self._list.go_to(0)

    def action_last(self) -> None:
        """To the last feed."""
        self._list.go_to(self._list.count - 1)
