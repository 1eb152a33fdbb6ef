"""A list to choose from: names at the right, with a sign before those that are chosen already.

What stands beside a name is shown at the left, what holds typed letters is marked.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from tui.direction import base_of
from tui.lines import Piece, fitted, row_segments
from tui.widgets.virtual_list import VirtualList

CHOSEN = "✓"
_NARROW = 14
"""Below so many cells nothing stands beside the names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: what it stands for, what is shown.

    Attributes:
        key: what choosing it returns.
        label: its name; safe for the screen.
        note: what stands beside it.
        on: it is chosen already.
        faint: it is not in use, a hidden tag for instance.
        found: logical ranges of the name to mark.
    """

    key: str
    label: str
    note: str = ""
    on: bool = False
    faint: bool = False
    found: tuple[tuple[int, int], ...] = ()


class ChoiceList(VirtualList):
    """Choices, one line each."""

    COMPONENT_CLASSES = {"row--match"}
    DEFAULT_CSS = """
    ChoiceList {
        & > .row--match { color: $accent; text-style: bold underline; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices: Sequence[Choice] = ()

    @property
    def count(self) -> int:
        """Number of choices."""
        return len(self.choices)

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.cursor] if self.choices else None

    def show(self, choices: Sequence[Choice], *, cursor: int | None = None) -> None:
        """Show choices; the cursor keeps its number unless it is given one."""
        self.choices = choices
        if cursor is not None:
            self.cursor = cursor
        self.rows_changed()
        if self.count:
            self.show_cursor()

    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on."""
        return self.choices[index]

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return a row: sign and name at the right, the note at the left."""
        choice = self.choices[index]
        pieces: list[Piece] = []
        room = width - 4
        if choice.note and width >= _NARROW:
            note = fitted(choice.note, max(1, width // 2), 1, base_of(choice.note))[0]
            pieces.append(Piece(1 - note.pad, note, fill + self.look("meta")))
            room -= len(note.cells) + 2
        style = fill + self.look("read" if choice.faint else "title")
        name = fitted(choice.label, max(1, room), 1, base_of(choice.label))[0]
        spans = tuple((start, end, self.look("match")) for start, end in choice.found)
        pieces.append(Piece(width - 3 - len(name.cells) - name.pad, name, style, spans))
        if choice.on:
            pieces.append(
                Piece(width - 2, fitted(CHOSEN, 1, 1, "ltr")[0], fill + self.look("mark"))
            )
        return [row_segments(pieces, width, fill)]
