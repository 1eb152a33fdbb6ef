"""A search box for Arabic: the value stays logical, what is painted is shaped and ordered.

Textual's input takes the n-th character for the n-th cell. The methods that do so are replaced;
some of them are private to Textual and watched by the contract test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widgets import Input

from mujaz.text import clean, layout
from tui.direction import base_of, interface_base
from tui.lines import Piece, row_segments
from tui.rtl_filter import Visual

if TYPE_CHECKING:
    from mujaz.text.layout import Line

_WHOLE = 1 << 16


class SearchInput(Visual, Input):
    """An input whose text may run from the right, with the caret where the next letter goes."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SearchInput, SearchInput:focus {
        border: none;
        padding: 0 1;
        height: 1;
        background: $panel;
    }
    """

    def on_mount(self) -> None:
        """Let the caret stand still: a blinking one writes to the terminal for ever."""
        self.cursor_blink = False

    # -------------------------------------------------------------------- layout
    @property
    def _rtl(self) -> bool:
        text = self.value or self.placeholder
        base = base_of(text) if self.value.strip() else interface_base()
        return base == "rtl"

    def _line(self, text: str) -> Line:
        return layout(text, _WHOLE, "rtl" if self._rtl else "auto")[0]

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _left(self, line: Line) -> int:
        """Return the cell of the text's left end; in Arabic one cell is kept for the caret."""
        return max(1, self._room - len(line.cells)) if self._rtl else 0

    def _position_to_cell(self, position: int) -> int:
        """Return the cell of the caret before a character of the value."""
        line = self._line(self.value)
        left = self._left(line)
        for index in range(position, len(self.value)):
            if index in line.cells:
                return left + line.cells.index(index)
        return left - 1 if self._rtl else left + len(line.cells)

    @property
    def _cursor_offset(self) -> int:
        return self._position_to_cell(self.cursor_position)

    def _cell_offset_to_index(self, offset: int) -> int:
        """Return the character at a cell of the widget; beside the text, its nearer end."""
        line = self._line(self.value)
        cell = offset + round(self.scroll_x) - self._left(line)
        if 0 <= cell < len(line.cells):
            return line.cells[cell]
        return len(self.value) if (cell < 0) == self._rtl else 0

    @property
    def content_width(self) -> int:
        """Cells of the text and its caret, at least those of the widget."""
        return max(self._room, len(self._line(self.value).cells) + 1)

    # --------------------------------------------------------------------- paint
    def render_line(self, y: int) -> Strip:
        """Return the line of the box."""
        fill = self.rich_style
        if y:
            return Strip.blank(self.size.width, fill)
        caret = self.get_component_rich_style("input--cursor")
        show = self.has_focus and self._cursor_visible
        width = max(self.content_width, self._room)
        style = fill
        if not self.value:
            style = fill + self.get_component_rich_style("input--placeholder")
        line = self._line(self.value or self.placeholder)
        left = self._left(line)
        piece = Piece(left - line.pad, line, style, self._selected())
        segments = row_segments([piece], width, fill)
        strip = Strip(segments, width)
        if show:
            strip = _styled_cell(strip, self._cursor_offset if self.value else left - 1, caret)
        offset = round(self.scroll_x)
        return strip.crop(offset, offset + self._room).extend_cell_length(self._room, fill)

    def _selected(self) -> tuple[tuple[int, int, Style], ...]:
        start, end = sorted(self.selection)
        if start == end or not self.has_focus:
            return ()
        return ((start, end, self.get_component_rich_style("input--selection")),)

    # ---------------------------------------------------------------------- keys
    def action_cursor_left(self, select: bool = False) -> None:
        """Move the caret left on the screen, which is onwards in Arabic."""
        self._step(1 if self._rtl else -1, select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move the caret right on the screen, which is back in Arabic."""
        self._step(-1 if self._rtl else 1, select)

    def _step(self, direction: int, select: bool) -> None:
        """Move by a cell: marks and the alef of a lam-alef are no places for a caret."""
        places = self._line(self.value).cells
        while True:
            if direction > 0:
                super().action_cursor_right(select)
            else:
                super().action_cursor_left(select)
            position = self.cursor_position
            if position in (0, len(self.value)) or position in places:
                return

    def _on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, cleaned of controls."""
        super()._on_paste(events.Paste(clean(event.text).replace("\n", " ").replace("\t", " ")))
        event.prevent_default()
        event.stop()


def _styled_cell(strip: Strip, cell: int, style: Style) -> Strip:
    """Return a strip with one cell's style changed, marks and all."""
    cell = max(0, min(cell, strip.cell_length - 1))
    before, middle, after = strip.divide([cell, cell + 1, strip.cell_length])
    styled = [Segment(one.text, (one.style or Style.null()) + style) for one in middle]
    return Strip.join([before, Strip(styled), after])
