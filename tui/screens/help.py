"""The help screen: every action with its keys, from the one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from mujaz.i18n import _
from tui.actions import ACTIONS, GROUPS
from tui.blocks import Block
from tui.direction import interface_base
from tui.keymap import key_names
from tui.phrases import isolated
from tui.widgets.article_view import ArticleView

KEYS = 16
"""Cells of the column of keys."""


def help_blocks(keys: Mapping[str, str]) -> list[Block]:
    """Return the help text: under each group its actions, keys first.

    Args:
        keys: action id → its keys, the user's own where given.
    """
    base = interface_base()
    blocks = [Block("title", (_("Keys"),), base=base)]
    for group, heading in GROUPS.items():
        blocks.append(Block("heading", (_(heading),), base=base, after=0))
        actions = [action for action in ACTIONS if action.group == group]
        for action in actions:
            names = "  ".join(isolated(name) for name in key_names(keys[action.id]))
            if action.id == "source":
                names = "1 … 9"
            text = f"{_(action.help)}  ({isolated(action.id)})"
            start = len(names) + 1 + len(_(action.help))
            blocks.append(
                Block(
                    "key",
                    (names, text),
                    (KEYS, 0),
                    base=base,
                    spans=((0, len(names), "number"), (start, len(names) + 1 + len(text), "aside")),
                    after=1 if action is actions[-1] else 0,
                )
            )
    note = _(
        "The same keys work on an Arabic layout. The name in brackets is the one to give an action another key by, in the section [reader] of the configuration."
    )
    return [*blocks, Block("meta", (note,), base=base)]


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Keys and what they do, over the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ض,question_mark,؟,right,enter", "close", show=False),
        Binding("j,ت,down", "scroll(1)", show=False),
        Binding("k,ن,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("shift+space,pageup", "page(-1)", show=False),
        Binding("g,ل,home", "jump(False)", show=False),
        Binding("G,أ,end", "jump(True)", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > ArticleView { width: 90%; max-width: 84; height: 90%; background: $surface; }
    }
    """

    def __init__(self, keys: Mapping[str, str], measure: int) -> None:
        super().__init__()
        self._keys = keys
        self._view = ArticleView(measure, id="help")

    def compose(self) -> ComposeResult:
        """Show one pane of text."""
        yield self._view

    def on_mount(self) -> None:
        """Fill it."""
        self._view.show(help_blocks(self._keys))
        self._view.focus()

    def action_close(self) -> None:
        """Back to the reader."""
        self.dismiss()

    def action_scroll(self, delta: int) -> None:
        """Scroll by lines."""
        self._view.move(delta)

    def action_page(self, direction: int) -> None:
        """Scroll by pages."""
        self._view.page(direction)

    def action_jump(self, end: bool) -> None:
        """Scroll to an end."""
        self._view.jump(end=end)
