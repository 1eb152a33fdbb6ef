"""From laid-out lines to strips of the screen: placing, colouring, shortening.

The text engine gives visual text and where each logical character stands; Textual wants segments
with styles. Everything here counts in cells and keeps the way back to the logical text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style

from mujaz.text import layout
from tui.direction import Base

if TYPE_CHECKING:
    from mujaz.text.layout import Line

ELLIPSIS = "…"
Span = tuple[int, int, Style]
"""A logical range of a text and the style that it adds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A laid-out line at a place of a row: its column's left cell, its styles."""

    x: int
    line: Line
    style: Style
    spans: tuple[Span, ...] = ()


def cell_starts(text: str) -> list[int]:
    """Return, per cell of a visual text, the index where the cell's characters begin, and the end.

    The second cell of a wide character begins where the character ends; marks belong to the cell
    of their base.
    """
    if text.isascii():
        return list(range(len(text) + 1))
    starts: list[int] = []
    for start, end, width in split_graphemes(text)[0]:
        starts += [start] + [end] * (width - 1) if width else []
    starts.append(len(text))
    if starts:
        starts[0] = 0
    return starts


def runs(piece: Piece) -> list[tuple[str, Style]]:
    """Return a piece's visual text cut where its style changes, left to right."""
    text = piece.line.text
    if not piece.spans:
        return [(text, piece.style)] if text else []
    starts = cell_starts(text)
    styles = [piece.style] * (len(starts) - 1)
    pad = piece.line.pad
    for left, right, style in piece.line.spans(piece.spans):
        for cell in range(max(0, left - pad), min(len(styles), right - pad)):
            styles[cell] = styles[cell] + style
    cut: list[tuple[str, Style]] = []
    cell = 0
    for style, group in groupby(styles):
        after = cell + sum(1 for _ in group)
        cut.append((text[starts[cell] : starts[after]], style))
        cell = after
    return [(part, style) for part, style in cut if part]


def row_segments(
    pieces: Iterable[Piece], width: int, fill: Style, tag: Callable[[int], Style] | None = None
) -> list[Segment]:
    """Paint the pieces of one row.

    Args:
        pieces: lines at their places, not overlapping.
        width: cells of the row; what is left of it is filled.
        fill: style of empty cells.
        tag: style to add to the segment that begins at a character of the row (selection offsets).

    Returns:
        segments of exactly ``width`` cells, if the pieces fit into it.
    """
    segments: list[Segment] = []
    x = characters = 0

    def put(text: str, style: Style) -> None:
        nonlocal characters
        segments.append(Segment(text, style + tag(characters) if tag else style))
        characters += len(text)

    for piece in sorted(pieces, key=lambda one: one.x + one.line.pad):
        left = piece.x + piece.line.pad
        if left > x:
            put(" " * (left - x), fill)
        for text, style in runs(piece):
            put(text, style)
        x = max(x, left) + len(piece.line.cells)
    if x < width:
        put(" " * (width - x), fill)
    return segments


@lru_cache(maxsize=2048)
def fitted(text: str, width: int, rows: int, base: Base) -> tuple[Line, ...]:
    """Lay a text out in at most so many lines; what does not fit is cut before an ellipsis.

    The cut is made in the logical text and the whole is laid out again: cutting the visual line
    would take the beginning of Arabic.
    """
    lines = _first(layout(text, width, base), rows + 1)
    if len(lines) <= rows:
        return tuple(lines)
    end = lines[rows - 1].end
    while True:
        shorter = text[:end].rstrip() + ELLIPSIS
        lines = _first(layout(shorter, width, base), rows + 1)
        if len(lines) <= rows or end <= lines[0].start + 1:
            return tuple(lines[:rows])
        end -= 1


def _first(lines: Sequence[Line], count: int) -> list[Line]:
    """Return the first lines without laying out the rest."""
    return list(lines[:count])
