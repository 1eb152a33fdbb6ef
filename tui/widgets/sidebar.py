"""The choices at the right: everything, unread, starred, then sources and tags with counts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.segment import Segment
from rich.style import Style

from mujaz.i18n import _
from tui.direction import base_of
from tui.lines import Piece, fitted, row_segments
from tui.sections import Section
from tui.widgets.virtual_list import VirtualList

Row = Section | str
"""A section, or the msgid of a heading above some; "" is an empty row."""


class Sidebar(VirtualList):
    """Sections under headings; the cursor passes the headings over."""

    COMPONENT_CLASSES = {"row--heading", "row--count"}
    DEFAULT_CSS = """
    Sidebar {
        & > .row--heading { color: $secondary; text-style: bold; }
        & > .row--count { color: $muted; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []

    @property
    def count(self) -> int:
        """Number of rows, headings among them."""
        return len(self._rows)

    @property
    def current(self) -> Section | None:
        """The section under the cursor."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Section) else None

    def may_stand(self, index: int) -> bool:
        """Tell whether a row is a section."""
        return isinstance(self._rows[index], Section)

    def show(self, sections: Sequence[Section]) -> None:
        """Show sections, those of a kind under its heading."""
        rows: list[Row] = []
        headings = {"saved": _("Saved searches"), "source": _("Sources"), "tag": _("Tags")}
        last = None
        for section in sections:
            if section.kind != last and section.kind in headings:
                rows += ["", headings[section.kind]]
            last = section.kind
            rows.append(section)
        self._rows = rows
        self.rows_changed()

    def find(self, kind: str, key: str) -> bool:
        """Put the cursor on a section, silently; False where there is none like it."""
        for index, row in enumerate(self._rows):
            if isinstance(row, Section) and (row.kind, row.key) == (kind, key):
                self.go_to(index, tell=False)
                return True
        return False

    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on."""
        return (index, self._rows[index])

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return a row: the name at the right, how much is unread at the left."""
        row = self._rows[index]
        if isinstance(row, str):
            line = fitted(row, max(1, width - 2), 1, base_of(row))[0]
            return [row_segments([Piece(1, line, fill + self.look("heading"))], width, fill)]
        number = str(row.number)
        room = width - len(number) - 3
        name = fitted(row.label, max(1, room), 1, base_of(row.label))[0]
        style = fill + self.look("title" if row.unread else "read")
        pieces = [Piece(1, fitted(number, len(number), 1, "ltr")[0], fill + self.look("count"))]
        if room > 0:
            left = len(number) + 2 + (0 if name.pad else room - len(name.cells))
            pieces.append(Piece(left, name, style))
        return [row_segments(pieces, width, fill)]
