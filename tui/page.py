"""Blocks laid out for one width: which line stands where, and the way back to logical text.

Laying out a very long article is done in steps, as far as the screen needs it and then onwards in
idle moments; until the end is reached the height is an estimate. Styles, colours and the screen are
not known here.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.text import Paragraph
from tui.blocks import NBSP, Block
from tui.direction import Base

if TYPE_CHECKING:
    from mujaz.text.layout import Line

GAP = 2
NARROW = 14
"""Columns narrower than this are put one below the other, all but the first indented."""
Point = tuple[int, int]
"""A place in the text: block, index in the block's text."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of one column at its place in a row.

    Attributes:
        x: left cell of the column.
        width: cells of the column.
        line: the laid-out line.
        offset: where the column's text begins in the block's text.
        base: direction of the column.
    """

    x: int
    width: int
    line: Line
    offset: int
    base: Base

    @property
    def start(self) -> int:
        """Index in the block's text that the line begins with."""
        return self.offset + self.line.start

    @property
    def end(self) -> int:
        """Index in the block's text after the line's last character."""
        return self.offset + self.line.end

    def holds(self, cell: int) -> bool:
        """Tell whether a cell of the row shows some of the line's text."""
        return 0 <= cell - self.x - self.line.pad < len(self.line.cells)

    def index_at(self, cell: int, *, after: bool) -> int:
        """Return the index in the block's text of the character at a cell of the row.

        Args:
            cell: cell of the row; beside the text it means the line's nearer end.
            after: the index after that character instead.
        """
        inner = cell - self.x - self.line.pad
        cells = self.line.cells
        if 0 <= inner < len(cells):
            index = cells[inner]
            if not after:
                return self.offset + index
            return self.offset + min((i for i in cells if i > index), default=self.line.end)
        before_text = inner >= len(cells) if self.base == "rtl" else inner < 0
        return self.start if before_text else self.end


Row = tuple[Placed, ...]


class Page:
    """The blocks of one text, laid out as far as asked.

    A paragraph is prepared when it is first laid out, and its lines are shaped when they are
    painted: showing a long text costs no more than showing a short one.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._given = list(blocks)
        self.blocks = self._given
        self.width = 0
        self._paragraphs: dict[int, list[Paragraph]] = {}
        self._rows: list[list[Row]] = []
        self._starts = [0]
        self._left: list[tuple[int, int]] = []

    def set_width(self, width: int) -> bool:
        """Lay out for another width; False where it is the same one."""
        if width == self.width:
            return False
        self.width = width
        before = self.blocks
        self.blocks = [_fitting(block, width) for block in self._given]
        for number in [n for n in self._paragraphs if self.blocks[n].columns != before[n].columns]:
            del self._paragraphs[number]
        self._begin()
        return True

    def replace(self, number: int, block: Block) -> None:
        """Put a block of the same text, but other spans, in the place of another one."""
        self._given[number] = block
        self.blocks[number] = _fitting(block, self.width)

    def _begin(self) -> None:
        """Forget all rows; count what is to be laid out from each block to the end."""
        self._rows = []
        self._starts = [0]
        letters = lines = 0
        self._left = [(0, 0)]
        for block in reversed(self.blocks):
            letters += sum(map(len, block.columns))
            lines += 1 + block.after
            self._left.append((letters, lines))
        self._left.reverse()

    @property
    def complete(self) -> bool:
        """Whether all blocks are laid out."""
        return len(self._rows) == len(self.blocks)

    @property
    def height(self) -> int:
        """Lines of the whole page, an estimate until it is complete."""
        if not self._left:
            return 0
        letters, lines = self._left[len(self._rows)]
        return self._starts[-1] + letters // max(1, self.width) + lines

    def lay_out(self, until: int, seconds: float = 0.0) -> None:
        """Lay blocks out until a line is reached, then on while there is time.

        Args:
            until: line that must be laid out.
            seconds: time to spend on what comes after it.
        """
        end = time.perf_counter() + seconds
        while not self.complete and (self._starts[-1] <= until or time.perf_counter() < end):
            number = len(self._rows)
            rows = self._block_rows(number)
            self._rows.append(rows)
            self._starts.append(self._starts[-1] + len(rows) + self.blocks[number].after)

    def _prepared(self, number: int) -> list[Paragraph]:
        """Return the paragraphs of a block's columns, kept for other widths."""
        found = self._paragraphs.get(number)
        if found is None:
            block = self.blocks[number]
            found = [Paragraph(column, block.base) for column in block.columns]
            self._paragraphs[number] = found
        return found

    def _block_rows(self, number: int) -> list[Row]:
        """Lay out one block."""
        block = self.blocks[number]
        if not block.columns:
            return []
        offsets = [0]
        for column in block.columns[:-1]:
            offsets.append(offsets[-1] + len(column) + 1)
        places = _columns(block.widths, self.width)
        if block.base == "ltr" and len(places) > 1:
            places = [(self.width - x - width, width) for x, width in places]
        columns = [
            [Placed(x, width, line, offset, block.base) for line in paragraph.lines(width)]
            for paragraph, offset, (x, width) in zip(
                self._prepared(number), offsets, places, strict=True
            )
        ]
        if len(columns) == 1:
            return [(one,) for one in columns[0]]
        if places[0][1] == self.width:
            return [(one,) for column in columns for one in column if one.line.cells]
        height = max(len(column) for column in columns)
        return [tuple(column[i] for column in columns if i < len(column)) for i in range(height)]

    def row(self, y: int) -> tuple[int, Row] | None:
        """Return (block, pieces) of a line; None for an empty one."""
        if not 0 <= y < self._starts[-1]:
            return None
        number = bisect_right(self._starts, y) - 1
        line = y - self._starts[number]
        rows = self._rows[number]
        return (number, rows[line]) if line < len(rows) else None

    def point_at(self, y: int, cell: int, *, after: bool) -> Point:
        """Return the logical place of a cell; beside text, the nearer end of its column."""
        self.lay_out(y)
        y = max(0, min(y, self._starts[-1] - 1))
        found = self.row(y)
        if found is None:
            number = max(0, bisect_right(self._starts, y) - 1)
            return (number, len(self.blocks[number].text)) if self.blocks else (0, 0)
        number, row = found
        piece = min(row, key=lambda one: _distance(one, cell))
        return number, piece.index_at(cell, after=after)

    def range_between(
        self, start: tuple[int, int] | None, end: tuple[int, int] | None
    ) -> tuple[Point, Point]:
        """Return the logical range between two cells, both of them in it.

        Which of the two comes first in the text does not follow from where they stand: a line
        reads from the right, and numbers in it from the left.

        Args:
            start: line and cell; None for the beginning of the page.
            end: line and cell; None for its end.
        """
        last = len(self.blocks) - 1
        ends: list[Point] = []
        for at, beyond in ((start, (0, 0)), (end, (last, len(self.blocks[last].text)))):
            if at is None:
                ends.append(beyond)
            else:
                ends += [self.point_at(*at, after=after) for after in (False, True)]
        return min(ends), max(ends)

    def line_of(self, point: Point) -> int:
        """Return the line in which a logical place stands."""
        number, index = point
        while not self.complete and len(self._rows) <= number:
            self.lay_out(self._starts[-1])
        if number >= len(self._rows):
            return max(0, self._starts[-1] - 1)
        line = 0
        for i, row in enumerate(self._rows[number]):
            if row and row[0].start <= index:
                line = i
        return self._starts[number] + line

    @property
    def text(self) -> str:
        """All of the logical text."""
        last = len(self.blocks) - 1
        return self.text_between((0, 0), (last, len(self.blocks[last].text))) if last >= 0 else ""

    def text_between(self, start: Point, end: Point) -> str:
        """Return the logical text of a range, between two blocks what joins them."""
        (first, a), (last, b) = start, end
        if first == last:
            return _copied(self.blocks[first])[a:b]
        parts = [(_copied(self.blocks[first])[a:], self.blocks[first].joint)]
        parts += [(_copied(block), block.joint) for block in self.blocks[first + 1 : last]]
        parts.append((_copied(self.blocks[last])[:b], ""))
        told = [(text, joint) for text, joint in parts if text]
        text = "".join(text + joint for text, joint in told)
        return text.removesuffix(told[-1][1]) if told and told[-1][1] else text


def _copied(block: Block) -> str:
    """Return a block's text with plain blanks where it holds together words of our own."""
    return block.text if block.kind == "body" else block.text.replace(NBSP, " ")


def _fitting(block: Block, width: int) -> Block:
    """Return a block, or what stands instead of it where the page is too narrow."""
    if block.narrow is None or width >= block.needs:
        return block
    return replace(block.narrow, after=block.after, joint=block.joint)


def _distance(piece: Placed, cell: int) -> int:
    """Return how far a cell lies outside a column."""
    return max(piece.x - cell, cell - (piece.x + piece.width - 1), 0)


def _columns(widths: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Return (left cell, width) of columns from the right; too narrow ones take a row each."""
    if len(widths) == 1:
        return [(0, width)]
    shared = sum(1 for one in widths if not one)
    left = width - sum(widths) - GAP * (len(widths) - 1)
    share = left // shared if shared else 0
    if shared and share < NARROW:
        return [(0, width), *[(0, width - GAP)] * (len(widths) - 1)]
    places: list[tuple[int, int]] = []
    right = width
    for one in widths:
        size = one or share
        places.append((right - size, size))
        right -= size + GAP
    return places
