"""Where the caret of a one-line input stands when Arabic, Latin and digits are mixed.

The caret is a cell: it stands on the letter before which the next one goes, or on an empty cell
behind the last letter. That cell takes the direction of the last letter, so that it lies where the
writing goes on: left of an Arabic word, right of a Latin one, wherever the line's end may be. Every
place is one cell of the line, hence moving by cells reaches each of them. Widgets are not known
here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from mujaz.text import layout
from mujaz.text.words import words
from tui.direction import Base

_WHOLE = 1 << 16
_END = "\u00a0"
"""The cell behind the last letter: no blank of the kind that layout trims at the end of a line."""
_DIRECTION = {"L": "\u200e", "R": "\u200f", "AL": "\u200f"}
"""Bidi class of the last letter → the mark that makes the cell behind it part of its run."""


class CaretRow:
    """A text in one line, and the places in it at which a caret can stand.

    Attributes:
        text: the logical text.
        line: its layout, with an empty cell for the caret behind the last letter.
        cells: for each cell from left to right, the place that it shows: an index of the text, the
            text's length for the cell behind the last letter.
    """

    def __init__(self, text: str, base: Base) -> None:
        """Lay a text out with a base direction of its own."""
        self.text = text
        mark = _DIRECTION.get(unicodedata.bidirectional(text[-1]), "") if text else ""
        self.line = layout(text + _END + mark, _WHOLE, base)[0]
        self.cells = self.line.cells
        self._places = sorted(set(self.cells))

    @property
    def width(self) -> int:
        """Number of cells, the one behind the last letter among them."""
        return len(self.cells)

    def place(self, position: int) -> int:
        """Return the place that shows an index: marks belong to their letter, alef to its lam."""
        found = [one for one in self._places if one <= position]
        return found[-1] if found else self._places[0]

    def cell(self, position: int) -> int:
        """Return the cell on which the caret stands before an index."""
        return self.cells.index(self.place(position))

    def cells_of(self, position: int) -> int:
        """Return how many cells the caret covers: two on what is two cells wide."""
        return self.cells.count(self.place(position))

    def at(self, cell: int) -> int:
        """Return the place at a cell; beside the line, that of its nearer end."""
        return self.cells[max(0, min(cell, len(self.cells) - 1))]

    def beside(self, position: int, step: int) -> int:
        """Return the place to the left (step -1) or right (1) on the screen; at the edge, the same."""
        place = self.place(position)
        cell = self.cells.index(place)
        while 0 <= cell + step < len(self.cells):
            cell += step
            if self.cells[cell] != place:
                return self.cells[cell]
        return place

    def letter_after(self, position: int) -> int:
        """Return where the letter ends that stands behind an index, with its marks."""
        end = min(len(self.text), position + 1)
        if position < len(self.text) and _is_pictorial(self.text[position]):
            return next((one for one in self._places if one > position), len(self.text))
        while end < len(self.text) and unicodedata.category(self.text[end]) in ("Mn", "Me"):
            end += 1
        return end

    def letter_before(self, position: int) -> int:
        """Return where deleting backwards from an index begins: one mark, one letter, one picture."""
        if position <= 0:
            return 0
        place = self.place(position - 1)
        whole = any(map(_is_pictorial, self.text[place:position]))
        return place if whole else position - 1


def _is_pictorial(char: str) -> bool:
    """Tell whether a character belongs to an emoji sequence, which is deleted as a whole."""
    return unicodedata.category(char) in ("So", "Sk", "Cs") or char in "\ufe0f\u200d\u20e3"


def word_after(text: str, position: int) -> int:
    """Return where the next word begins, the text's end behind the last one."""
    return next((word.start for word in words(text) if word.start > position), len(text))


def word_before(text: str, position: int) -> int:
    """Return where the word before an index begins, 0 before the first one."""
    return next((word.start for word in reversed(words(text)) if word.start < position), 0)


def word_at(text: str, position: int) -> tuple[int, int]:
    """Return the range of the word around an index; an empty one beside words."""
    for word in words(text):
        if word.start <= position < word.end:
            return word.start, word.end
    return position, position


@lru_cache(maxsize=64)
def caret_row(text: str, base: Base) -> CaretRow:
    """Return the row of a text; the last few are kept."""
    return CaretRow(text, base)
