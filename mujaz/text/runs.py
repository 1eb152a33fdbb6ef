"""From levels to runs of cells, left to right.

This module knows how the levels of a paragraph's characters order the cells of a line. It knows no
shapes and no widths of lines.
"""

from __future__ import annotations

from typing import TypeAlias

from mujaz.text.cells import CellRow
from mujaz.text.levels import (
    line_runs,
    needs_whitespace_reset,
    paragraph_level,
    reset_whitespace,
    resolve,
    visual_order,
)
from mujaz.text.pieces import next_piece

#: First cell, cell after the last, whether it runs from right to left.
CellRun: TypeAlias = tuple[int, int, bool]


class Levels:
    """The levels of one paragraph, resolved as far as somebody asked.

    Attributes:
        base: The paragraph level, 0 or 1.
    """

    __slots__ = ("_levels", "_resolved", "_row", "_special", "_starts", "_text", "base")

    def __init__(self, text: str, base: str, row: CellRow) -> None:
        self._text, self._row = text, row
        self.base = paragraph_level(text) if base == "auto" else int(base == "rtl")
        self._resolved = 0
        self._starts: list[int] = []
        self._levels: list[int] = []
        self._special = False

    def _resolve_to(self, index: int) -> None:
        """Resolve pieces until character ``index - 1`` has its level."""
        while self._resolved < index:
            start = self._resolved
            end = next_piece(self._text, start)
            # The strong letter before the piece is its whole context; see mujaz.text.pieces.
            context = max(0, start - 1)
            piece = self._text[context:end]
            starts, levels = resolve(piece, self.base)
            self._special = self._special or needs_whitespace_reset(piece)
            for k, at in enumerate(starts):
                follows = starts[k + 1] if k + 1 < len(starts) else len(piece)
                if context + follows > start:
                    self._starts.append(max(start, context + at))
                    self._levels.append(levels[k])
            self._resolved = end

    def cell_runs(self, start: int, end: int, first: int, stop: int) -> list[CellRun]:
        """Return the runs of a line's cells in visual order (rules L1 and L2).

        Args:
            start: First character of the line.
            end: Character after its last one.
            first: First cell of the line.
            stop: Cell after its last one.
        """
        if first >= stop:
            return []
        self._resolve_to(end)
        runs = line_runs(self._starts, self._levels, start, end)
        if self._special:
            runs = reset_whitespace(self._text, runs, self.base)
        if len(runs) == 1:
            return [(first, stop, bool(runs[0][2] & 1))]
        shown = self._shown(runs, first, stop)
        return [
            (shown[k][0], shown[k][1], bool(shown[k][2] & 1))
            for k in visual_order([level for _, _, level in shown])
            if shown[k][0] < shown[k][1]
        ]

    def _shown(
        self, runs: list[tuple[int, int, int]], first: int, stop: int
    ) -> list[tuple[int, int, int]]:
        """Turn runs of characters into runs of cells.

        Hidden controls have levels but no cells. Rule L2 reverses stretches of high level, and a
        lower level between two runs keeps these apart even where it shows nothing: of the levels
        between two visible runs, only the lowest matters.
        """
        shown: list[tuple[int, int, int]] = []
        at, lowest = first, 1 << 8
        for _, end, level in runs:
            stop_of_run = max(at, min(self._row.boundary(end), stop))
            if stop_of_run == at:
                lowest = min(lowest, level)
                continue
            if shown and lowest < min(level, shown[-1][2]):
                shown.append((at, at, lowest))
            if shown and shown[-1][2] == level and shown[-1][0] < shown[-1][1]:
                shown[-1] = (shown[-1][0], stop_of_run, level)
            else:
                shown.append((at, stop_of_run, level))
            at, lowest = stop_of_run, 1 << 8
        if at < stop and shown:
            # The last cell's cluster may reach beyond the line's last run.
            shown[-1] = (shown[-1][0], stop, shown[-1][2])
        return shown
