"""A question over another screen: choose one of some rows; typing narrows them, or finds more.

What the rows stand for is known to who asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mujaz.errors import MujazError
from mujaz.i18n import _
from mujaz.text import find_folded
from tui._textual_compat import bind
from tui.screens.panel import PanelKeys
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.virtual_list import VirtualList

WIDTH = 76
PAUSE = 0.15
"""Seconds without a key before more is looked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what choosing it answers, and its row, whose name typing is held to."""

    key: str
    row: ListRow


Finder = Callable[[str], Coroutine[Any, Any, Sequence[Option]]]
"""Finds more options by what was typed."""


class Picker(PanelKeys[str | None], ModalScreen[str | None]):
    """Ends with the key of an option, or with None where the user went back."""

    DEFAULT_CSS = """
    Picker {
        align: center middle;
        & > Vertical {
            width: 95%;
            max-width: 76;
            height: 80%;
            background: $surface;
            & > RowList { height: 1fr; }
        }
        &.-small > Vertical { width: 100%; height: 100%; }
    }
    """

    def __init__(
        self,
        heading: str,
        keymap: Mapping[str, str],
        options: Sequence[Option],
        *,
        hint: str = "",
        find: Finder | None = None,
    ) -> None:
        """Prepare the question.

        Args:
            heading: what is asked.
            keymap: action id → its keys.
            options: what there is to choose from at first.
            hint: stands in the empty box.
            find: finds more by what was typed; None where these are all.
        """
        super().__init__(keymap, measure=WIDTH)
        self._options = tuple(options)
        self._found: tuple[Option, ...] = ()
        self._find = find
        self._bar = TopBar(heading)
        self.box = LineInput(placeholder=hint)
        self.rows = RowList()
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Heading, box, options, keys."""
        with Vertical():
            yield self._bar
            yield self.box
            yield self.rows
            yield self._keys

    def on_mount(self) -> None:
        """Bind what is no letter; list everything."""
        keys = {
            "escape": "back",
            "down,ctrl+n": "move(1)",
            "up": "move(-1)",
            "pagedown": "page(1)",
            "pageup": "page(-1)",
        }
        bind(self, [Binding(k, does, show=False, priority=True) for k, does in keys.items()])
        self.rows.can_focus = False
        self._keys.show([("↵", _("Take it"), "take"), ("Esc", _("Back"), "back")])
        self._show(self._options, "")
        self.box.focus()

    def on_resize(self) -> None:
        """Take the whole of a small terminal."""
        self.set_class(self.app.size.width < 60 or self.app.size.height < 20, "-small")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        typed = " ".join(event.value.split())
        held = [one for one in self._options if not typed or _where(one, typed)]
        self._show(held, typed)
        if typed and self._find is not None:
            self.run_worker(self._look(self._find, typed, held), group="look", exclusive=True)

    async def _look(self, find: Finder, typed: str, held: Sequence[Option]) -> None:
        """Add what else is found, below what is listed already."""
        await asyncio.sleep(PAUSE)
        try:
            more = await find(typed)
        except MujazError:
            return  # half a query finds nothing; the rows that hold the words are shown
        known = {one.key for one in held}
        self._show([*held, *(one for one in more if one.key not in known)], typed)

    def _show(self, options: Sequence[Option], typed: str) -> None:
        """Show options, what was typed marked in their names."""
        self._found = tuple(options)
        rows = [replace(one.row, found=_where(one, typed) if typed else ()) for one in options]
        self.rows.show(rows or [ListRow(_("Nothing holds these words."), kind="heading")], 0)

    # ------------------------------------------------------------------- actions
    @on(Input.Submitted)
    @on(VirtualList.Chosen)
    def action_take(self) -> None:
        """Answer with the option under the cursor."""
        if self.rows.cursor < len(self._found):
            self.dismiss(self._found[self.rows.cursor].key)

    def action_move(self, delta: int) -> None:
        """Move the cursor."""
        self.rows.move(delta)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_back(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def _where(option: Option, typed: str) -> tuple[tuple[int, int], ...]:
    """Return where an option's name holds what was typed, in any spelling."""
    return tuple(find_folded(option.row.name, typed))
