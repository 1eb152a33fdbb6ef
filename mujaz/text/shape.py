"""Words of cells in the forms and the order in which they are drawn; shaped once, then kept.

This module knows joining (:mod:`mujaz.text.joining`), mirroring and reversal. It knows no levels
and no lines: it is told which way a stretch of cells runs.
"""

from __future__ import annotations

from bisect import bisect_left

from mujaz.text.cells import CellRow
from mujaz.text.joining import accepts_join, join, offers_join
from mujaz.text.mirror import MIRROR

# News repeats its words; a day's articles hold some ten thousand different ones. Very long
# "words" (addresses, attacks) are not worth keeping.
_KEPT_WORDS = 1 << 16
_KEPT_LENGTH = 48


class _Words(dict[str, str]):
    """Shaped words by their cells."""

    def _shape(self, word: str) -> str:
        return join(word)

    def __missing__(self, word: str) -> str:
        shaped = self._shape(word)
        if len(word) <= _KEPT_LENGTH:
            if len(self) >= _KEPT_WORDS:
                self.clear()
            self[word] = shaped
        return shaped


class _ReversedWords(_Words):
    """Shaped words as right-to-left text shows them: mirrored, last letter first."""

    def _shape(self, word: str) -> str:
        return join(word).translate(MIRROR)[::-1]


_LEFT_TO_RIGHT = _Words()
_RIGHT_TO_LEFT = _ReversedWords()


def forget_words() -> None:
    """Drop all shaped words, to measure a cold start."""
    _LEFT_TO_RIGHT.clear()
    _RIGHT_TO_LEFT.clear()


def shape(row: CellRow, start: int, end: int, rtl: bool, line: tuple[int, int]) -> str:
    """Return the cells ``start`` to ``end`` of one direction as they are drawn.

    Args:
        row: The paragraph's cells.
        start: First cell.
        end: Cell after the last one.
        rtl: Whether this stretch runs from right to left.
        line: First cell of the line and the cell after its last one. Where a line is cut within
            a word, the letters at the cut keep the forms they have in the whole word (UAX #9
            section 3.4: shape before breaking).

    Returns:
        One character per cell, in visual order, without what shares a cell with it.
    """
    cells = row.cells
    before = start == line[0] > 0 and offers_join(cells[start - 1])
    after = end == line[1] < len(cells) and accepts_join(cells[end])
    if before or after or _joint_between(row, start, end):
        shaped = _shape_with_context(row, start, end, before, after)
        return shaped.translate(MIRROR)[::-1] if rtl else shaped
    words = cells[start:end].split(" ")
    if rtl:
        words.reverse()
        return " ".join(map(_RIGHT_TO_LEFT.__getitem__, words))
    return " ".join(map(_LEFT_TO_RIGHT.__getitem__, words))


def _joint_between(row: CellRow, start: int, end: int) -> bool:
    """Whether a hidden control changes joining at or between the given cells."""
    if not row.joint_at:
        return False
    k = bisect_left(row.joint_at, start)
    return k < len(row.joint_at) and row.joint_at[k] <= end


def _shape_with_context(row: CellRow, start: int, end: int, before: bool, after: bool) -> str:
    """Shape a stretch whose joining is not decided by its letters alone."""
    parts: list[str] = []
    joints, joint_at = row.joints, row.joint_at
    if start in joints:
        before = joints[start][1]
    at = start
    for k in range(bisect_left(joint_at, start + 1), len(joint_at)):
        cell = joint_at[k]
        if cell >= end:
            break
        forward, backward = joints[cell]
        parts.append(join(row.cells[at:cell], before=before, after=forward))
        at, before = cell, backward
    if end in joints:
        after = joints[end][0]
    parts.append(join(row.cells[at:end], before=before, after=after))
    return "".join(parts)
