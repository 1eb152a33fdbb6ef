"""The help screen: every action with its keys, from the one table, and a box to search in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from mujaz.i18n import _
from mujaz.text import fold
from tui._textual_compat import bind
from tui.actions import ACTIONS, GROUPS, HEADINGS, PANELS, Action, Panel
from tui.blocks import Block
from tui.direction import interface_base
from tui.keymap import NUMBERED, key_names, with_aliases
from tui.phrases import isolated
from tui.screens.panel import PanelKeys
from tui.widgets.article_view import ArticleView
from tui.widgets.line_input import LineInput

KEYS, FEW = 16, 8
"""Cells of the column of keys, and those on a narrow terminal."""
NARROW = 60
"""Columns of a terminal below which it is narrow."""


def help_blocks(
    keys: Mapping[str, str], first: Panel | None = None, query: str = "", *, cells: int = KEYS
) -> list[Block]:
    """Return the help text: under each heading its actions, keys first.

    Args:
        keys: action id → its keys, the user's own where given.
        first: the screen whose own keys stand at the top.
        query: only actions are listed whose words or keys hold it, spelt in any way.
        cells: width of the column of keys.
    """
    base = interface_base()
    groups = [(heading, [a for a in ACTIONS if a.group == one]) for one, heading in GROUPS.items()]
    panels = [(HEADINGS[one], list(actions)) for one, actions in PANELS.items()]
    if first is not None:
        own = (HEADINGS[first], list(PANELS[first]))
        panels.remove(own)
        groups.insert(0, own)
    blocks: list[Block] = []
    for heading, actions in [*groups, *panels]:
        found = [action for action in actions if _holds(action, keys, query)]
        if found:
            blocks.append(Block("heading", (_(heading),), base=base, after=0))
            blocks += [_row(one, keys, cells, last=one is found[-1]) for one in found]
    if not blocks:
        return [Block("meta", (_("Nothing holds these words."),), base=base)]
    note = _(
        "The same keys work on an Arabic layout. The name in brackets is the one to give an action another key by, in the section [reader] of the configuration."
    )
    return [*blocks, Block("meta", (note,), base=base)]


def _holds(action: Action, keys: Mapping[str, str], query: str) -> bool:
    words = [_(action.label), _(action.help), action.label, action.help, action.id]
    text = fold(" ".join([*words, *key_names(keys[action.id])]))
    return all(word in text for word in fold(query).split())


def _row(action: Action, keys: Mapping[str, str], cells: int, *, last: bool) -> Block:
    """Return the line of an action."""
    names = "  ".join(isolated(name) for name in key_names(keys[action.id]))
    if action.id == NUMBERED:
        names = "1 … 9"
    text = f"{_(action.help)}  ({isolated(action.id)})"
    start = len(names) + 1 + len(_(action.help))
    return Block(
        "key",
        (names, text),
        (cells, 0),
        base=interface_base(),
        spans=((0, len(names), "number"), (start, len(names) + 1 + len(text), "aside")),
        after=1 if last else 0,
    )


class HelpScreen(PanelKeys[None], ModalScreen[None]):
    """Keys and what they do, over another screen."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical {
            width: 90%;
            max-width: 84;
            height: 90%;
            & > ArticleView { background: $surface; height: 1fr; }
            & > LineInput { display: none; }
        }
        &.-searching > Vertical > LineInput { display: block; }
        &.-small > Vertical { width: 100%; height: 100%; }
    }
    """

    def __init__(
        self, keymap: Mapping[str, str], measure: int, *, first: Panel | None = None
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line, in columns.
            first: the screen from which help was asked for.
        """
        super().__init__(keymap, measure)
        self._first = first
        self._cells = KEYS
        self._view = ArticleView(measure, id="help")
        self._box = LineInput(placeholder=_("Search the keys…"), id="search")

    def compose(self) -> ComposeResult:
        """Show a box and one pane of text."""
        with Vertical():
            yield self._box
            yield self._view

    def on_mount(self) -> None:
        """Fill the pane."""
        super().on_mount()
        bind(self, [Binding(with_aliases(self.keymap["search"]), "search", show=False)])
        self._show()
        self._view.focus()

    def on_resize(self) -> None:
        """Take the whole of a small terminal."""
        size = self.app.size
        self.set_class(size.width < NARROW or size.height < 20, "-small")
        cells = FEW if size.width < NARROW else KEYS
        if cells != self._cells:
            self._cells = cells
            self._show()

    def _show(self) -> None:
        blocks = help_blocks(self.keymap, self._first, self._box.value, cells=self._cells)
        self._view.show(blocks)

    @property
    def blocks(self) -> Sequence[Block]:
        """What is shown."""
        return self._view.blocks

    def on_input_changed(self) -> None:
        """Show what holds the words."""
        self._show()

    def on_input_submitted(self) -> None:
        """Go on to what was found."""
        self._view.focus()

    def action_search(self) -> None:
        """Open the box and go there."""
        self.add_class("-searching")
        self._box.focus()

    def action_help(self) -> None:
        """Close: help is here."""
        self.dismiss()

    def action_deeper(self) -> None:
        """Close, too: there is nothing deeper."""
        self.dismiss()

    def action_back(self) -> None:
        """End the search, then back to where help was asked for."""
        if self.has_class("-searching"):
            self.remove_class("-searching")
            self._box.value = ""
            self._view.focus()
        else:
            self.dismiss()

    def action_next(self) -> None:
        """One line down; out of the box into the text."""
        if self._box.has_focus:
            self._view.focus()
        else:
            self._view.move(1)

    def action_previous(self) -> None:
        """One line up."""
        self._view.move(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self._view.page(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._view.page(-1)

    def action_first(self) -> None:
        """To the beginning."""
        self._view.jump(end=False)

    def action_last(self) -> None:
        """To the end."""
        self._view.jump(end=True)
