"""Paragraphs laid out as lines of terminal cells, in visual order.

This module knows wrapping and how levels, cells and shapes make a line. It knows no terminal, no
styles and no styling: what reaches the screen, and through which escapes, is decided elsewhere.

The order of work is that of UAX #9 section 3.4: levels on the whole paragraph, wrapping in logical
order with the widths that shaping gives, reordering last and line by line. All of it happens when
it is asked for: a line is shaped and reordered when its text is read, and a long text is taken in
by growing pieces, as far as the lines asked for reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar, overload

from mujaz.text.cells import FILLER, CellRow
from mujaz.text.runs import CellRun, Levels
from mujaz.text.shape import shape

Base = Literal["auto", "rtl", "ltr"]
Style = TypeVar("Style")

_NOT_SPACE = re.compile("[^ ]")
# Laid-out widths that a paragraph keeps: the current one, and the one before (a side bar that is
# opened and closed).
_KEPT_WIDTHS = 2
# Characters that are made into cells at first; later on, as many as there are already.
_FIRST_TAKEN = 8192


class Line:
    """One line of a paragraph.

    Attributes:
        start: Index of the line's first character in the paragraph's text.
        end: Index after its last character, trailing space excluded.
        pad: Empty cells at its left; 0 in a left-to-right paragraph.
    """

    __slots__ = ("_cells", "_first", "_paragraph", "_runs", "_stop", "_text", "end", "pad", "start")

    def __init__(self, paragraph: Paragraph, first: int, stop: int, width: int) -> None:
        row = paragraph.row
        self._paragraph, self._first, self._stop = paragraph, first, stop
        self._runs: list[CellRun] | None = None
        self._text: str | None = None
        self._cells: list[int] | None = None
        if first == 0:
            self.start = 0
        elif row.cells[first - 1] == " ":
            # Hidden characters in front of a word belong to its line.
            self.start = row.index_of(first - 1) + 1
        else:
            self.start = row.index_of(first)
        self.end = self.start if stop == first else row.index_of(stop)
        self.pad = max(0, width - (stop - first)) if paragraph.rtl else 0

    def __repr__(self) -> str:
        return f"Line({self.start}, {self.end}, {self.text!r}, pad={self.pad})"

    def _visual(self) -> list[CellRun]:
        """Return the line's runs of cells from left to right."""
        if self._runs is None:
            self._runs = self._paragraph.levels.cell_runs(
                self.start, self.end, self._first, self._stop
            )
        return self._runs

    @property
    def text(self) -> str:
        """The line as it is drawn from left to right: shaped, reordered, mirrored, unpadded."""
        if self._text is None:
            row = self._paragraph.row
            line = (self._first, self._stop)
            parts: list[str] = []
            for start, stop, rtl in self._visual():
                drawn = shape(row, start, stop, rtl, line)
                parts.append(row.with_tails(drawn, start, stop, rtl) if row.tail_at else drawn)
            text = "".join(parts)
            self._text = text.replace(FILLER, "") if FILLER in text else text
        return self._text

    @property
    def cells(self) -> list[int]:
        """For each cell of :attr:`text`, the index of its base letter in the paragraph's text."""
        if self._cells is None:
            indices: list[int] = []
            for start, stop, rtl in self._visual():
                part = self._paragraph.row.indices(start, stop)
                indices += reversed(part) if rtl else part
            self._cells = indices
        return self._cells

    def cell(self, index: int) -> int | None:
        """Return the absolute cell (padding included) that shows character ``index``.

        A mark or hidden character is where its base letter is; for something two cells wide it is
        the left one. None where the line does not hold the character, or shows nothing at all.
        """
        if not self.start <= index < self.end:
            return None
        row = self._paragraph.row
        wanted = max(row.cell_of(index), self._first)
        x = self.pad
        for start, stop, rtl in self._visual():
            if start <= wanted < stop:
                if not rtl:
                    return x + wanted - start
                wide = wanted + 1 < stop and row.index_of(wanted) == row.index_of(wanted + 1)
                return x + stop - 1 - wanted - wide
            x += stop - start
        return None

    def spans(self, ranges: Iterable[tuple[int, int, Style]]) -> list[tuple[int, int, Style]]:
        """Turn logical ranges into visual ones.

        Args:
            ranges: ``(start, end, style)`` in characters of the paragraph's text; what lies
                outside the line is left out. The style is handed through.

        Returns:
            ``(x0, x1, style)`` in absolute cells, padding included; for each range its visual
            runs from left to right, in the order of ``ranges``.
        """
        row = self._paragraph.row
        out: list[tuple[int, int, Style]] = []
        for start, end, style in ranges:
            start, end = max(start, self.start), min(end, self.end)
            if start >= end:
                continue
            first, stop = row.cell_of(start), row.boundary(end)
            x, joined = self.pad, False
            for run_start, run_stop, rtl in self._visual():
                low, high = max(first, run_start), min(stop, run_stop)
                if low < high:
                    x0 = x + (run_stop - high if rtl else low - run_start)
                    x1 = x0 + high - low
                    if joined and out[-1][1] == x0:
                        out[-1] = (out[-1][0], x1, style)
                    else:
                        out.append((x0, x1, style))
                    joined = True
                x += run_stop - run_start
        return out


class Lines(Sequence[Line]):
    """The lines of a paragraph at one width, found and made as they are asked for."""

    __slots__ = ("_at", "_done", "_firsts", "_made", "_paragraph", "_stops", "_width")

    def __init__(self, paragraph: Paragraph, width: int) -> None:
        self._paragraph, self._width = paragraph, max(1, width)
        self._firsts: list[int] = []
        self._stops: list[int] = []
        self._made: dict[int, Line] = {}
        self._at = 0
        self._done = False

    def __len__(self) -> int:
        if not self._done:
            self._paragraph.row.take_in()
            self._wrap(None)
        return len(self._firsts)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            bounds = (index.start or 0, index.stop if index.stop is not None else -1)
            if min(bounds) >= 0 and (index.step or 1) > 0:
                self._wrap(bounds[1])
                found = len(self._firsts)
            else:
                found = len(self)
            return [self._line(k) for k in range(*index.indices(found))]
        if index < 0:
            index += len(self)
        self._wrap(index + 1)
        if not 0 <= index < len(self._firsts):
            raise IndexError(f"line {index} of {len(self._firsts)}")
        return self._line(index)

    def __iter__(self) -> Iterator[Line]:
        index = 0
        while True:
            self._wrap(index + 1)
            if index >= len(self._firsts):
                return
            yield self._line(index)
            index += 1

    def _line(self, index: int) -> Line:
        line = self._made.get(index)
        if line is None:
            line = self._made[index] = Line(
                self._paragraph, self._firsts[index], self._stops[index], self._width
            )
        return line

    def _wrap(self, count: int | None) -> None:
        """Find line breaks until ``count`` lines are known (None: all), or the text ends.

        Greedy, at spaces; trailing spaces hang; a word wider than the line is cut between
        clusters.
        """
        row, width = self._paragraph.row, self._width
        firsts, stops = self._firsts, self._stops
        at = self._at
        while not self._done and (count is None or len(firsts) < count):
            cells = row.cells
            total = len(cells)
            if total - at <= width:
                if row.take_in(max(_FIRST_TAKEN, total)):
                    continue
                stop = after = total
            else:
                stop = after = cells.rfind(" ", at, at + width + 1)
                if stop < 0:
                    stop = after = self._cut_word(cells, at)
                elif cells[stop + 1 : stop + 2] != " ":
                    after = stop + 1
                else:
                    word = _NOT_SPACE.search(cells, stop)
                    if word is None and row.take_in(total):
                        continue
                    after = word.start() if word else total
            if stop > at and cells[stop - 1] == " ":
                stop = at + len(cells[at:stop].rstrip(" "))
            firsts.append(at)
            stops.append(stop)
            at = self._at = after
            self._done = at >= total and not row.take_in(_FIRST_TAKEN)

    def _cut_word(self, cells: str, at: int) -> int:
        """Return where to cut a word that is wider than the line."""
        stop = at + self._width
        if cells[stop] == FILLER:
            # A glyph two cells wide moves to the next line, unless the line is one cell wide.
            stop = stop - 1 if stop - 1 > at else stop + 1
        return stop


class Paragraph:
    """One paragraph, its levels and cells kept for whatever widths it is shown at.

    Attributes:
        text: The logical text, newlines turned into spaces (indices stay).
        rtl: Whether the paragraph runs from right to left.
        row: Its cells, as far as they are taken in.
        levels: Its embedding levels, likewise.
    """

    __slots__ = ("_kept", "levels", "row", "rtl", "text")

    def __init__(self, text: str, base: Base = "auto") -> None:
        """Prepare ``text``; nothing is laid out yet.

        Args:
            text: One paragraph. Controls and lone surrogates may stand in it; none is drawn.
            base: Its direction; ``auto`` takes that of the first strong letter (UAX #9 P2, P3).

        Raises:
            ValueError: ``base`` is none of these.
        """
        if base not in ("auto", "rtl", "ltr"):
            raise ValueError(f"base must be 'auto', 'rtl' or 'ltr', not {base!r}")
        self.text = text.replace("\n", " ")
        self.row = CellRow(self.text)
        self.levels = Levels(self.text, base, self.row)
        self.rtl = self.levels.base == 1
        self._kept: dict[int, Lines] = {}

    def lines(self, width: int) -> Lines:
        """Return the lines at ``width`` cells, each at most that wide.

        A single glyph wider than the line stands alone on it.
        """
        kept = self._kept.get(width)
        if kept is None:
            while len(self._kept) >= _KEPT_WIDTHS:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[width] = Lines(self, width)
        return kept


def layout(text: str, width: int, base: Base = "auto") -> Lines:
    """Lay out one paragraph as lines of at most ``width`` cells.

    Args:
        text: Logical text; a newline in it is a space. Nothing is cleaned away, and no control
            gets through.
        width: Cells per line; at least 1.
        base: ``auto`` (the first strong letter decides), ``rtl`` or ``ltr``.

    Returns:
        The lines; one empty line for an empty text.

    Raises:
        ValueError: ``base`` is none of these.
        DependencyError: When a line is read: python-bidi is of an unknown kind.
    """
    return Paragraph(text, base).lines(width)
