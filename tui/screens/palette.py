"""The command palette: every action and every section by its name, a few letters of it are enough."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mujaz.errors import MujazError
from mujaz.i18n import _
from tui._textual_compat import bind
from tui.commands import Command, Match, action_commands, matching, section_commands
from tui.keymap import with_aliases
from tui.library import Library
from tui.phrases import isolated
from tui.screens.panel import PanelKeys
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.virtual_list import VirtualList


class Palette(PanelKeys[Command | None], ModalScreen[Command | None]):
    """A box and what it finds; ends with the command that was chosen, or None."""

    DEFAULT_CSS = """
    Palette {
        align: center top;
        & > Vertical {
            width: 90%;
            max-width: 84;
            height: 80%;
            margin-top: 1;
            background: $surface;
            & > RowList {
                height: 1fr;
                & > .row--cursor { background: $primary-muted; }
            }
        }
        &.-small > Vertical { width: 100%; height: 100%; margin-top: 0; }
    }
    """

    def __init__(self, keymap: Mapping[str, str], library: Library) -> None:
        """Prepare the palette.

        Args:
            keymap: action id → its keys.
            library: where the sections come from.
        """
        super().__init__(keymap, measure=84)
        self._library = library
        self._commands = action_commands(keymap)
        self._found: list[Match] = []
        self._box = LineInput(placeholder=_("A command, a source, a tag…"), id="search")
        self._rows = RowList(id="rows")

    def compose(self) -> ComposeResult:
        """Show the box above the list."""
        with Vertical():
            yield self._box
            yield self._rows

    def on_mount(self) -> None:
        """Bind what is no letter; list the actions, then the sections when they are read."""
        closing = [name for name in self.keymap["palette"].split(",") if len(name) > 1]
        bind(
            self,
            [
                Binding(",".join(["escape", *closing]), "back", show=False, priority=True),
                Binding("down,ctrl+n", "move(1)", show=False, priority=True),
                Binding("up", "move(-1)", show=False, priority=True),
                Binding("pagedown", "page(1)", show=False, priority=True),
                Binding("pageup", "page(-1)", show=False, priority=True),
                Binding(with_aliases("enter"), "choose", show=False, priority=True),
            ],
        )
        self._rows.can_focus = False
        self._box.focus()
        self._find("")
        self.run_worker(self._read_sections())

    async def _read_sections(self) -> None:
        """Let sections be found too; without them the actions still are."""
        try:
            sections = await self._library.sections()
        except MujazError:
            return
        self._commands = [*action_commands(self.keymap), *section_commands(sections)]
        self._find(self._box.value)

    def on_resize(self) -> None:
        """Take the whole of a small terminal."""
        size = self.app.size
        self.set_class(size.width < 60 or size.height < 20, "-small")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what was typed."""
        self._find(event.value)

    def _find(self, query: str) -> None:
        self._found = matching(self._commands, query)
        rows = [
            ListRow(
                one.command.name,
                side=isolated(one.command.keys) if one.command.keys else one.command.other,
                found=one.found,
            )
            for one in self._found
        ]
        self._rows.show(rows or [ListRow(_("Nothing holds these words."), kind="heading")], 0)

    @property
    def found(self) -> list[Command]:
        """The commands on the list."""
        return [one.command for one in self._found]

    # ------------------------------------------------------------------- actions
    def action_move(self, delta: int) -> None:
        """Move the cursor by rows."""
        self._rows.move(delta)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self._rows.page(direction)

    @on(VirtualList.Chosen)
    def action_choose(self) -> None:
        """End with the command under the cursor."""
        if self._found:
            self.dismiss(self._found[self._rows.cursor].command)

    def action_back(self) -> None:
        """End without one."""
        self.dismiss(None)
