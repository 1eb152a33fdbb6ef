"""What the screens beside the main one have in common: a list, words about its row, their keys.

The list stands between a title and a line of keys; below it, a few lines tell more of the row
under the cursor. Moving, leaving and quitting go by the user's own keys. What the rows are is
known to the screens.
"""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from mujaz.errors import MujazError
from mujaz.i18n import _
from tui._textual_compat import bind
from tui.actions import PANELS, Panel
from tui.blocks import Block
from tui.keymap import first_key, panel_bindings
from tui.notices import Notices
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.virtual_list import VirtualList

T = TypeVar("T")
ABOUT = 100
"""Longest line of the words about a row, in columns: they are glanced at, not read."""


class PanelKeys(Screen[T], inherit_bindings=False):
    """A screen that the user's own keys leave, stop and explain."""

    PANEL: ClassVar[Panel | None] = None
    AUTO_FOCUS = None

    def __init__(self, keymap: Mapping[str, str], measure: int) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of its texts, in columns.
        """
        super().__init__()
        self.keymap = keymap
        self.measure = measure

    def on_mount(self) -> None:
        """Bind the keys."""
        bind(self, panel_bindings(self.keymap, self.PANEL))

    def action_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    def action_leave(self) -> None:
        """Leave the screen."""
        self.action_back()

    def action_help(self) -> None:
        """Show the keys, those of this screen first."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, self.measure, first=self.PANEL))


class PanelScreen(PanelKeys[T]):
    """A title, a list, a few lines about its row, and the keys."""

    MARK_CELLS = 0
    DEFAULT_CSS = """
    PanelScreen {
        layout: vertical;
        & > RowList { height: 1fr; }
        & > #about { height: 8; border-top: solid $panel; }
        &.-low > #about { height: 5; }
        &.-flat > #about { height: 3; border-top: none; }
    }
    """

    def __init__(self, keymap: Mapping[str, str], measure: int) -> None:
        super().__init__(keymap, measure)
        self.top = TopBar("موجز", id="top")
        self.rows = RowList(id="rows", mark_cells=self.MARK_CELLS)
        self.about = ArticleView(ABOUT, id="about")
        self.keys = KeyBar(id="keys")
        self._notices: Notices | None = None

    @property
    def heading(self) -> str:
        """What the screen is called, in the user's language."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the parts, from the top."""
        yield self.top
        yield self.rows
        yield self.about
        yield self.keys

    def on_mount(self) -> None:
        """Fill the bars and give the list the focus."""
        super().on_mount()
        self.title_changed()
        self.rows.focus()

    def title_changed(self) -> None:
        """Write title and keys in the user's language."""
        self.top.show(middle=self.heading)
        actions = PANELS[self.PANEL] if self.PANEL else ()
        entries = [
            (first_key(self.keymap[action.id]), _(action.label), action.id) for action in actions
        ]
        last = [("help", _("Help")), ("back", _("Back"))]
        entries += [(first_key(self.keymap[name]), label, name) for name, label in last]
        self.keys.show(entries)

    def on_resize(self, event: events.Resize) -> None:
        """Give the lines below as much as the terminal allows."""
        self.set_class(16 <= event.size.height < 28, "-low")
        self.set_class(event.size.height < 16, "-flat")

    # --------------------------------------------------------------------- tasks
    def begin(self, work: Coroutine[Any, Any, None], group: str = "panel") -> None:
        """Run work in the background; errors become notices."""
        self.run_worker(self._told(work), group=group)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except MujazError as error:
            self.tell(str(error), error=True)

    def tell(self, message: str, *, error: bool = False) -> None:
        """Show a notice in the place of the one before."""
        if self._notices is None:
            self._notices = Notices(self.app)
        self._notices.tell(message, error=error)

    # ---------------------------------------------------------------------- rows
    def show_rows(self, rows: Sequence[ListRow], cursor: int | None = None) -> None:
        """Show rows and tell of the one under the cursor."""
        self.rows.show(rows, cursor)
        self._tell_about()

    def about_row(self, index: int) -> Sequence[Block]:
        """Return what stands below the list for a row; the screens know."""
        raise NotImplementedError

    def _tell_about(self) -> None:
        self.about.show(self.about_row(self.rows.cursor) if self.rows.count else ())

    @on(VirtualList.Moved)
    def _row_moved(self) -> None:
        self._tell_about()

    @on(VirtualList.Chosen)
    def _row_chosen(self) -> None:
        self.action_deeper()

    # ------------------------------------------------------------------- actions
    def action_deeper(self) -> None:
        """Do what is nearest with the row under the cursor; by default nothing."""

    def action_next(self) -> None:
        """One row down."""
        self.rows.move(1)

    def action_previous(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self.rows.page(1)

    def action_page_up(self) -> None:
        """One page up."""
        self.rows.page(-1)

    def action_first(self) -> None:
        """To the first row."""
        self.rows.go_to(0)

    def action_last(self) -> None:
        """To the last row."""
        self.rows.go_to(self.rows.count - 1)
