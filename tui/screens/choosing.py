"""A question over another screen: type a name, or choose one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mujaz.i18n import _
from mujaz.text import find_folded, fold
from tui._textual_compat import bind
from tui.screens.panel import PanelKeys
from tui.sections import one_line
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.virtual_list import VirtualList

CHOSEN = "✓"
MOST = 14
"""Rows that are on the screen at once."""
WIDTH = 64


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose.

    Attributes:
        key: what choosing it answers.
        side: what stands beside its name.
        on: it is chosen already.
    """

    key: str
    side: str = ""
    on: bool = False

    @property
    def name(self) -> str:
        """What is shown."""
        return one_line(self.key)


class Chooser(PanelKeys[str | None], ModalScreen[str | None]):
    """Ends with a name, or with None where the user went back."""

    DEFAULT_CSS = """
    Chooser {
        align: center middle;
        & > Vertical {
            width: 90%;
            max-width: 64;
            height: auto;
            max-height: 90%;
            background: $surface;
        }
    }
    """

    def __init__(
        self,
        heading: str,
        keymap: Mapping[str, str],
        choices: Sequence[Choice] = (),
        *,
        value: str = "",
        hint: str = "",
    ) -> None:
        """Prepare the question.

        Args:
            heading: what is asked.
            keymap: action id → its keys.
            choices: what is there to choose from; a name that is not among them may be typed.
            value: what stands in the box at first; all of it is selected.
            hint: stands in the empty box.
        """
        super().__init__(keymap, measure=WIDTH)
        self._choices = choices
        self._found: list[Choice] = []
        self._bar = TopBar(heading)
        self.box = LineInput(value, placeholder=hint)
        self.rows = RowList(mark_cells=1)
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Heading, box, choices, keys."""
        with Vertical():
            yield self._bar
            yield self.box
            yield self.rows
            yield self._keys

    def on_mount(self) -> None:
        """Bind what is no letter; list everything, typing narrows it."""
        bind(
            self,
            [
                Binding("escape", "back", show=False, priority=True),
                Binding("down,ctrl+n", "move(1)", show=False, priority=True),
                Binding("up", "move(-1)", show=False, priority=True),
                Binding("pagedown", "page(1)", show=False, priority=True),
                Binding("pageup", "page(-1)", show=False, priority=True),
                Binding("tab", "complete", show=False, priority=True),
            ],
        )
        self.rows.can_focus = False
        entries = [("↵", _("Take it"), "take"), ("Esc", _("Back"), "back")]
        if self._choices:
            entries.insert(1, ("Tab", _("Complete"), "complete"))
        self._keys.show(entries)
        self._narrow("")
        self.box.focus()
        self.box.select_all()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        """Show the choices that hold what was typed, those that begin with it first."""
        typed = " ".join(text.split())
        ranges = {one: tuple(find_folded(one.name, typed)) for one in self._choices}
        self._found = [one for one in self._choices if not typed or ranges[one]]
        if typed:
            self._found.sort(key=lambda one: ranges[one][0][0] > 0)
        if self._choices and typed and not any(fold(o.name) == fold(typed) for o in self._choices):
            self._found.append(Choice(typed, _("new")))
        rows = [
            ListRow(
                one.name,
                side=one.side,
                mark=CHOSEN if one.on else "",
                found=ranges.get(one, ()),
            )
            for one in self._found
        ]
        self.rows.display = bool(rows)
        self.rows.styles.height = max(1, min(len(rows), MOST))
        self.rows.show(rows, 0)

    # ------------------------------------------------------------------- actions
    @on(Input.Submitted)
    @on(VirtualList.Chosen)
    def action_take(self) -> None:
        """Answer with the choice under the cursor, or with what was typed."""
        typed = " ".join(self.box.value.split())
        if self._found:
            self.dismiss(self._found[self.rows.cursor].key)
        elif typed and not self._choices:
            self.dismiss(typed)

    def action_complete(self) -> None:
        """Write the name under the cursor into the box."""
        if self._found:
            self.box.value = self._found[self.rows.cursor].name
            self.box.action_end()

    def action_move(self, delta: int) -> None:
        """Move the cursor of the list."""
        self.rows.move(delta)

    def action_page(self, direction: int) -> None:
        """Move the cursor of the list by a page."""
        self.rows.page(direction)

    def action_back(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
