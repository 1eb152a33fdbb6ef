"""The two lines around the panes: what is shown and what goes on above, keys below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui.direction import base_of, interface_base
from tui.lines import Piece, fitted, row_segments
from tui.rtl_filter import Visual

KEPT = 2


class TopBar(Visual, Widget):
    """One line: name and section at the right, counts or progress at the left."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"bar--name", "bar--side"}
    DEFAULT_CSS = """
    TopBar {
        height: 1;
        background: $panel;
        color: $foreground;
        & > .bar--name { color: $primary; text-style: bold; }
        & > .bar--side { color: $muted; }
    }
    """

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._name_text = name
        self._middle = ""
        self._side = ""

    def show(self, *, middle: str | None = None, side: str | None = None) -> None:
        """Change what stands beside the name, at the left end, or both."""
        before = (self._middle, self._side)
        self._middle = self._middle if middle is None else middle
        self._side = self._side if side is None else side
        if before != (self._middle, self._side):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the bar; where it is too narrow, the left end goes first."""
        width = self.size.width
        fill = self.rich_style
        pieces: list[Piece] = []
        right = width - 1
        looks = (("name", self._name_text), ("", self._middle))
        for look, text in looks:
            if not text or right < 4:
                continue
            line = fitted(text, right - 1, 1, base_of(text))[0]
            cells = len(line.cells)
            style = fill + self._look(look) if look else fill
            pieces.append(Piece(right - cells - line.pad, line, style))
            right -= cells + 2
        if self._side and right > 8:
            line = fitted(self._side, right - 2, 1, base_of(self._side))[0]
            pieces.append(Piece(1 - line.pad, line, fill + self._look("side")))
        return Strip(row_segments(pieces, width, fill), width)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"bar--{name}", partial=True)


class KeyBar(Visual, Widget):
    """One line of keys and what they do, for the pane that has the focus.

    It begins at the side from which the interface's language is read.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"bar--key"}
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $panel;
        color: $muted;
        & > .bar--key { color: $accent; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[tuple[str, str, str]] = ()
        self._places: list[tuple[int, int, str]] = []

    def show(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """Show (key, label, action) in this order; the last two stay in any case."""
        if entries != self._entries:
            self._entries = entries
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return as many entries as fit, the last two (help and quit) always among them."""
        width = self.size.width
        fill = self.rich_style
        key_style = fill + self.get_component_rich_style("bar--key", partial=True)
        laid = [
            (fitted(key, 12, 1, "ltr")[0], fitted(label, 24, 1, base_of(label))[0], action)
            for key, label, action in self._entries
        ]
        sizes = [len(key.cells) + 1 + len(label.cells) + 2 for key, label, _action in laid]
        pieces: list[Piece] = []
        self._places = []
        mirrored = interface_base() == "ltr"

        def at(right: int, cells: int) -> int:
            return width - right if mirrored else right - cells

        right = width - 1
        for position, (key, label, action) in enumerate(laid):
            size = sizes[position]
            reserve = sum(sizes[max(position + 1, len(sizes) - KEPT) :])
            if size + reserve > right + 2:
                continue
            left = at(right, size - 2)
            self._places.append((left, left + size - 2, action))
            pieces.append(Piece(at(right, len(key.cells)), key, key_style))
            right -= len(key.cells) + 1
            pieces.append(Piece(at(right, len(label.cells)) - label.pad, label, fill))
            right -= len(label.cells) + 2
        return Strip(row_segments(pieces, width, fill), width)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for left, right, action in self._places:
            if left <= event.x < right:
                await self.screen.run_action(action)
                return
