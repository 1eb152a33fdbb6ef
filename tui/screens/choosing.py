"""A question over the reader: type a name, or choose one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mujaz.i18n import _
from mujaz.text import find_folded, fold
from tui.sections import one_line
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.line_input import LineInput
from tui.widgets.virtual_list import VirtualList


class Chooser(ModalScreen[str | None], inherit_bindings=False):
    """Ends with a name, or with None where the user went back."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Chooser {
        align: center middle;
        & > Vertical {
            width: 90%;
            max-width: 64;
            height: auto;
            max-height: 90%;
            background: $surface;
            & > ChoiceList { height: auto; max-height: 14; }
        }
    }
    """

    def __init__(
        self,
        heading: str,
        choices: Sequence[Choice] = (),
        *,
        value: str = "",
        placeholder: str = "",
        free: bool = True,
    ) -> None:
        """Prepare the question.

        Args:
            heading: what is asked.
            choices: what is there to choose from.
            value: what stands in the box at first; all of it is selected.
            placeholder: stands in the empty box.
            free: a name that is not among the choices is an answer too.
        """
        super().__init__()
        self._choices = choices
        self._free = free
        self._bar = TopBar(heading)
        self.box = LineInput(value, placeholder=placeholder)
        self.rows = ChoiceList()
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Heading, box, choices, keys."""
        with Vertical():
            yield self._bar
            yield self.box
            yield self.rows
            yield self._keys

    def on_mount(self) -> None:
        """List everything; typing narrows it."""
        self.rows.can_focus = False
        entries = [("↵", _("Take it"), "take"), ("Esc", _("Back"), "close")]
        if self._choices:
            entries.insert(1, ("Tab", _("Complete"), "complete"))
        self._keys.show(entries)
        self._narrow(self.box.value if self._choices else "")
        self.box.focus()
        self.box.select_all()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        """Show the choices that hold what was typed, those that begin with it first."""
        typed = " ".join(text.split())
        found = [replace(one, found=tuple(find_folded(one.label, typed))) for one in self._choices]
        if typed:
            found = sorted((one for one in found if one.found), key=lambda one: one.found[0][0] > 0)
        known = any(fold(one.label) == fold(typed) for one in self._choices)
        if self._free and self._choices and typed and not known:
            found.append(Choice(typed, one_line(typed), _("new")))
        self.rows.styles.display = "block" if found else "none"
        self.rows.show(found, cursor=0)
        # an auto height is the list's number of rows, which Textual does not know
        self.rows.styles.height = max(1, min(len(found), 14))

    # ------------------------------------------------------------------- actions
    @on(Input.Submitted)
    def action_take(self) -> None:
        """Answer with the choice under the cursor, or with what was typed."""
        chosen = self.rows.current
        typed = " ".join(self.box.value.split())
        if chosen is not None:
            self.dismiss(chosen.key)
        elif self._free and typed:
            self.dismiss(typed)

    @on(VirtualList.Moved)
    @on(VirtualList.Chosen)
    def _pointed(self, event: VirtualList.Moved | VirtualList.Chosen) -> None:
        event.stop()
        if isinstance(event, VirtualList.Chosen):
            self.action_take()

    def action_complete(self) -> None:
        """Write the name under the cursor into the box."""
        if self.rows.current is not None:
            self.box.value = self.rows.current.label
            self.box.action_end()

    def action_move(self, delta: int) -> None:
        """Move the cursor of the list."""
        self.rows.move(delta, tell=False)

    def action_page(self, direction: int) -> None:
        """Move the cursor of the list by a page."""
        self.rows.page(direction)

    def action_close(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Leave the reader."""
        self.app.exit()
