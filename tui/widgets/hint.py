"""One line under the search box: what is wrong with the query, or how queries are written."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from tui.direction import interface_base
from tui.lines import Piece, fitted, row_segments
from tui.rtl_filter import Visual

LINES = 2


class Hint(Visual, Widget):
    """A sentence on up to two lines; without one it takes no room."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"hint--error"}
    DEFAULT_CSS = """
    Hint {
        height: auto;
        background: $panel;
        color: $muted;
        & > .hint--error { color: $warning; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self._error = False

    def show(self, text: str, *, error: bool = False) -> None:
        """Show a sentence, or none."""
        if (text, error) != (self.text, self._error):
            self.text, self._error = text, error
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many lines the sentence needs."""
        if not self.text:
            return 0
        return len(fitted(self.text, max(1, width - 2), LINES, interface_base()))

    def render_line(self, y: int) -> Strip:
        """Return a line of the sentence."""
        width, fill = self.size.width, self.rich_style
        if not self.text:
            return Strip.blank(width, fill)
        lines = fitted(self.text, max(1, width - 2), LINES, interface_base())
        if y >= len(lines):
            return Strip.blank(width, fill)
        look = self.get_component_rich_style("hint--error", partial=True)
        style = fill + look if self._error else fill
        return Strip(row_segments([Piece(1, lines[y], style)], width, fill), width)
