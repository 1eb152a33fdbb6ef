"""An input line for Arabic: the value stays logical, what is painted is shaped and ordered.

Textual's input takes the n-th character for the n-th cell. What does so is replaced here: painting,
the caret, the mouse, moving and deleting; a line longer than the box is scrolled by the widget
itself. Some of the replaced methods are private to Textual; the contract test watches them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from mujaz.text import clean
from tui.caret import CaretRow, caret_row, word_after, word_at, word_before
from tui.direction import Base, base_of, interface_base
from tui.lines import Piece, Span, fitted, row_segments
from tui.rtl_filter import Visual

LONGEST = 1000
"""Characters that a line takes; of a longer paste the beginning."""
_JOINERS = "\u200c\u200d"
"""Typed by keys of Persian and other layouts, though they are no printable characters."""


def pasted(text: str) -> str:
    """Return pasted text as one line without controls."""
    return " ".join(clean(text[: 4 * LONGEST]).replace("\t", " ").split("\n"))


class LineInput(Visual, Input):
    """An input whose text may run from the right, with the caret where the next letter goes."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
        Binding("ctrl+delete,alt+delete,alt+d", "delete_right_word", show=False),
    ]
    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        border: none;
        padding: 0 1;
        height: 1;
        background: $panel;
    }
    """

    _hidden_left = 0
    """Cells of a long line that are scrolled out of the box on its left."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=LONGEST,
            select_on_focus=False,
            id=id,
            classes=classes,
        )

    def on_mount(self) -> None:
        """Let the caret stand still: a blinking one writes to the terminal for ever."""
        self.cursor_blink = False

    # -------------------------------------------------------------------- layout
    @property
    def base(self) -> Base:
        """The direction of the line: that of its text, the interface's while there is none."""
        if not any(letter.isalpha() for letter in self.value):
            # figures alone have no direction of their own: they stand where words would
            return "rtl" if interface_base() == "rtl" else "ltr"
        return "rtl" if base_of(self.value) == "rtl" else "auto"

    @property
    def row(self) -> CaretRow:
        """The value as it is laid out."""
        return caret_row(self.value, self.base)

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _origin(self, row: CaretRow) -> int:
        """Return the cell of the box at which the row's first cell stands, the caret in sight."""
        spare = self._room - row.width
        if spare >= 0:
            self._hidden_left = 0
            return spare if self.base == "rtl" else 0
        cell = row.cell(self.cursor_position)
        least = cell + row.cells_of(self.cursor_position) - self._room
        self._hidden_left = min(max(self._hidden_left, least, 0), cell, -spare)
        return -self._hidden_left

    def _position_to_cell(self, position: int) -> int:
        """Return the cell of the box on which the caret before an index stands."""
        row = self.row
        return self._origin(row) + row.cell(position)

    @property
    def _cursor_offset(self) -> int:
        return self._position_to_cell(self.cursor_position)

    def _cell_offset_to_index(self, offset: int) -> int:
        """Return the place at a cell of the box; beside the text, its nearer end."""
        row = self.row
        return row.at(offset - self._origin(row))

    @property
    def content_width(self) -> int:
        """Cells that Textual shall scroll over: those of the box, it scrolls nothing itself."""
        return self._room

    # --------------------------------------------------------------------- paint
    def render_line(self, y: int) -> Strip:
        """Return the line of the box."""
        fill = self.rich_style
        if y:
            return Strip.blank(self.size.width, fill)
        if not self.value:
            return self._paint_placeholder(fill)
        row = self.row
        origin = self._origin(row)
        left, hidden = max(0, origin), max(0, -origin)
        spans = (*self.decorations(), *self._selected())
        segments = row_segments([Piece(-row.line.pad, row.line, fill, spans)], row.width, fill)
        strip = Strip(segments, row.width).crop(hidden, hidden + self._room)
        strip = Strip.join([Strip([Segment(" " * left, fill)], left), strip])
        strip = strip.extend_cell_length(self._room, fill)
        return self._with_caret(strip, row.cells_of(self.cursor_position))

    def _paint_placeholder(self, fill: Style) -> Strip:
        style = fill + self.get_component_rich_style("input--placeholder")
        room = max(1, self._room - 1)
        line = fitted(self.placeholder, room, 1, self.base)[0] if self.placeholder else None
        pieces = [] if line is None else [Piece(0 if self.base == "rtl" else 1, line, style)]
        strip = Strip(row_segments(pieces, self._room, fill), self._room)
        return self._with_caret(strip, 1)

    def _with_caret(self, strip: Strip, cells: int) -> Strip:
        """Return the strip with the caret on it while the box has the focus."""
        if not (self.has_focus and self._cursor_visible):
            return strip
        start = max(0, min(self._cursor_offset, strip.cell_length - 1))
        caret = self.get_component_rich_style("input--cursor")
        before, middle, after = strip.divide([start, start + cells, strip.cell_length])
        styled = [Segment(one.text, (one.style or Style.null()) + caret) for one in middle]
        return Strip.join([before, Strip(styled), after])

    def decorations(self) -> Sequence[Span]:
        """Return ranges of the value that have a look of their own; none here."""
        return ()

    def _selected(self) -> tuple[Span, ...]:
        start, end = sorted(self.selection)
        if start == end or not self.has_focus:
            return ()
        return ((start, end, self.get_component_rich_style("input--selection")),)

    # -------------------------------------------------------------------- moving
    def action_cursor_left(self, select: bool = False) -> None:
        """Move the caret left on the screen, whatever runs there in which direction."""
        self._go(self.row.beside(self.cursor_position, -1), select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move the caret right on the screen."""
        self._go(self.row.beside(self.cursor_position, 1), select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        """Move by a word to the left, which is onwards in Arabic."""
        jump = word_after if self.base == "rtl" else word_before
        self._go(jump(self.value, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """Move by a word to the right, which is back in Arabic."""
        jump = word_before if self.base == "rtl" else word_after
        self._go(jump(self.value, self.cursor_position), select)

    def action_home(self, select: bool = False) -> None:
        """To the beginning of the text; a selection keeps its other end."""
        self._go(0, select)

    def action_end(self, select: bool = False) -> None:
        """To the end of the text; a selection keeps its other end."""
        self._go(len(self.value), select)

    def _go(self, position: int, select: bool) -> None:
        start = self.selection.start if select else position
        self.selection = Selection(start, position)

    # ------------------------------------------------------------------ deleting
    def action_delete_left(self) -> None:
        """Delete the selection, or backwards: a mark, a letter, or a whole picture."""
        if self.selection.is_empty:
            self.delete(self.row.letter_before(self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        """Delete the selection, or the letter behind the caret with its marks."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, self.row.letter_after(self.cursor_position))
        else:
            self.delete_selection()

    def action_delete_left_word(self) -> None:
        """Delete the selection, or back to the beginning of a word."""
        if self.selection.is_empty:
            self.delete(word_before(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right_word(self) -> None:
        """Delete the selection, or on to the beginning of the next word."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, word_after(self.value, self.cursor_position))
        else:
            self.delete_selection()

    # ------------------------------------------------------------ typing, pasting
    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key types something here: joiners do, though they show nothing."""
        return (
            character in _JOINERS
            if character and len(character) == 1 and character in _JOINERS
            else (super().check_consume_key(key, character))
        )

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in _JOINERS:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, cleaned of controls, as far as there is room."""
        event.stop()
        event.prevent_default()
        self._insert(pasted(event.text))

    def action_paste(self) -> None:
        """Insert what was copied in this program."""
        self._insert(pasted(self.app.clipboard))

    def _insert(self, text: str) -> None:
        room = LONGEST - len(self.value) + len(self.selected_text)
        if text and room > 0:
            self.replace(text[:room], *self.selection)

    # --------------------------------------------------------------------- mouse
    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click, everything on a triple one."""
        if event.chain == 2:
            index = self._cell_offset_to_index(event.get_content_offset_capture(self).x)
            self.selection = Selection(*word_at(self.value, index))
        elif event.chain > 2:
            self.select_all()
