"""A list of rows for the screens beside the main one: a name, what belongs to it, a line below.

What the rows stand for is known to the screen that shows them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from tui.direction import base_of, interface_base
from tui.lines import Piece, fitted, row_segments
from tui.widgets.virtual_list import VirtualList

MARGIN = 1
INDENT = 2


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as it is painted.

    Attributes:
        name: stands at the right.
        side: stands at the left end of the same line; it goes first where there is little room.
        below: stands under the name where the list has two lines a row.
        mark: stands before the name.
        kind: ``plain``, ``title`` (bold), ``read`` (stands back) or ``heading`` (the cursor passes
            it over).
        depth: steps to the left.
        found: logical ranges of the name to mark.
    """

    name: str
    side: str = ""
    below: str = ""
    mark: str = ""
    kind: str = "plain"
    depth: int = 0
    found: tuple[tuple[int, int], ...] = ()


class RowList(VirtualList):
    """Rows that are given whole; a few thousand at most."""

    COMPONENT_CLASSES = {"row--heading", "row--side", "row--found", "row--plain"}
    DEFAULT_CSS = """
    RowList {
        & > .row--heading { color: $text-secondary; text-style: bold; }
        & > .row--side { color: $muted; }
        & > .row--found { text-style: underline; }
        & > .row--plain { color: $foreground; }
    }
    """

    def __init__(self, *, id: str | None = None, mark_cells: int = 0) -> None:
        """Prepare an empty list.

        Args:
            id: the widget's id.
            mark_cells: cells before each name that are kept for a mark; 0 for none.
        """
        super().__init__(id=id)
        self.rows: Sequence[ListRow] = ()
        self._tall = False
        self._mark_room = mark_cells + 1 if mark_cells else 0

    @property
    def count(self) -> int:
        """Number of rows, headings among them."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """Two lines where some row has a line below its name."""
        return 2 if self._tall else 1

    def may_stand(self, index: int) -> bool:
        """Tell whether a row is no heading."""
        return self.rows[index].kind != "heading"

    def show(self, rows: Sequence[ListRow], cursor: int | None = None) -> None:
        """Show rows.

        Args:
            rows: from the top.
            cursor: where to put the cursor; it stays at its number without one.
        """
        self.rows = rows
        self._tall = any(row.below for row in rows)
        if cursor is not None:
            self.cursor = cursor
        self.rows_changed()
        if rows:
            self.go_to(self.cursor, tell=False)

    def show_cursor(self) -> None:
        """Scroll so that the cursor's row is on the screen, with the headings above the first."""
        if any(self.may_stand(index) for index in range(self.cursor)):
            super().show_cursor()
        else:
            self.scroll_to(y=0, animate=False, force=True)

    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on."""
        return (index, self.rows[index])

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return a row's lines."""
        row = self.rows[index]
        depth = min(row.depth * INDENT, max(0, width // 4))
        right = width - MARGIN - depth
        pieces: list[Piece] = []
        if self._mark_room and row.mark:
            mark = fitted(row.mark, self._mark_room - 1, 1, "rtl")[0]
            cells = len(mark.cells)
            pieces.append(Piece(right - cells - mark.pad, mark, fill + self.look("mark")))
        right -= 0 if row.kind == "heading" else self._mark_room
        pieces += self._first_line(row, right, fill)
        lines = [row_segments(pieces, width, fill)]
        if self._tall:
            lines.append(row_segments(self._below(row, right, fill), width, fill))
        return lines

    def _first_line(self, row: ListRow, right: int, fill: Style) -> list[Piece]:
        """Return name and side; the side gets what the name leaves, two fifths at least."""
        room = max(1, right - MARGIN)
        base = base_of(row.name)
        wanted = len(fitted(row.name, 1 << 12, 1, base)[0].cells)
        pieces: list[Piece] = []
        if row.side and room >= 12:
            most = max(room * 2 // 5, room - wanted - 2)
            side = fitted(row.side, most, 1, base_of(row.side))[0]
            pieces.append(Piece(MARGIN - side.pad, side, fill + self.look("side")))
            room -= len(side.cells) + 2
        name = fitted(row.name, max(1, room), 1, base)[0]
        spans = tuple((a, b, self.look("found")) for a, b in row.found)
        left = right - len(name.cells) - name.pad
        pieces.append(Piece(left, name, fill + self.look(row.kind), spans))
        return pieces

    def _below(self, row: ListRow, right: int, fill: Style) -> list[Piece]:
        if not row.below:
            return []
        line = fitted(row.below, max(1, right - MARGIN), 1, interface_base())[0]
        return [Piece(right - len(line.cells) - line.pad, line, fill + self.look("meta"))]
