"""Selecting text of a page with the mouse: visual offsets in, a range of logical text out.

Textual selects by visual offsets; they are turned into a range of the logical text at once, which
paints the selection and is what gets copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from mujaz.text.words import words
from tui.lines import cell_starts
from tui.phrases import without_isolates

if TYPE_CHECKING:
    from tui.page import Page, Point


class PageSelection(Widget):
    """The part of a page's widget that selects.

    Attributes:
        selected: the selected range: first and last place (excluded) in the blocks' text.
    """

    selected: tuple[Point, Point] | None = None
    _page: Page
    _down: tuple[int, int] = (0, 0)

    @property
    def margin(self) -> int:
        """Empty cells left of the text's column."""
        raise NotImplementedError

    def paint(self, line: int) -> Strip:
        """Return a line of the page as it is painted."""
        raise NotImplementedError

    def selection_updated(self, selection: Selection | None) -> None:
        """Turn the selected visual offsets into a range of the logical text."""
        self.selected = None
        if selection is not None and self._page.blocks:
            start = self._cell(selection.start, 0) if selection.start else None
            # Textual's end lies one character behind the last selected one.
            end = self._cell(selection.end, -1) if selection.end else None
            self.selected = self._page.range_between(start, end)
        self.refresh()

    def _cell(self, offset: Offset, shift: int) -> tuple[int, int]:
        """Return line and cell of a selection's offset, which counts characters of a line."""
        characters = max(0, offset.x + shift)
        cell = Strip([Segment(self.paint(offset.y).text[:characters])]).cell_length
        return offset.y, cell - self.margin

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Keep where the button went down, for a double click."""
        self._down = (event.y + round(self.scroll_y), event.x - self.margin)

    def text_select_all(self) -> None:
        """Select the word that was clicked twice; Textual would take all of the page."""
        line, cell = self._down
        found = self._page.row(line)
        if found is None:
            return
        number, row = found
        piece = next((one for one in row if one.holds(cell)), None)
        if piece is None:
            return
        index = piece.index_at(cell, after=False)
        text = self._page.blocks[number].text
        word = next((one for one in words(text) if one.start <= index < one.end), None)
        if word is None:
            return
        runs = piece.line.spans([(word.start - piece.offset, word.end - piece.offset, None)])
        starts = cell_starts(self.paint(line).text)
        left = self.margin + piece.x
        first, last = left + min(run[0] for run in runs), left + max(run[1] for run in runs)
        selection = Selection(Offset(starts[first], line), Offset(starts[last], line))
        self.screen.selections = {self: selection}
        self.screen.post_message(events.TextSelected())

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected logical text, for the clipboard."""
        if self.selected is None:
            return None
        return without_isolates(self._page.text_between(*self.selected)), "\n"

    def selected_in(self, number: int, length: int) -> tuple[int, int] | None:
        """Return the selected range of a block of so many letters; None where there is none."""
        if self.selected is None:
            return None
        (first, start), (last, end) = self.selected
        if not first <= number <= last:
            return None
        return start if number == first else 0, end if number == last else length

    def forget_selection(self) -> None:
        """Select nothing: other text is shown."""
        self.selected = None
        if self in self.screen.selections:
            self.screen.clear_selection()

    @property
    def selected_text(self) -> str:
        """The selected logical text, "" where nothing is selected."""
        found = self.get_selection(Selection(None, None))
        return found[0] if found else ""

    @property
    def all_text(self) -> str:
        """All of the page's logical text."""
        return without_isolates(self._page.text)
