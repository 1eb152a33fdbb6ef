"""Places of a page that can be followed or looked for: links, and the hits of a search, in order.

Which of them is the current one is kept by who shows the page. Lines and cells are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.blocks import Block, Target

Place = tuple[int, int, int]
"""Block, first and last index (excluded) of a range of its text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A range that can be followed, and where it leads."""

    block: int
    start: int
    end: int
    target: Target

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.block, self.start, self.end


def spots(blocks: Sequence[Block]) -> list[Spot]:
    """Return all that can be followed, in reading order."""
    return [
        Spot(number, start, end, target)
        for number, block in enumerate(blocks)
        for start, end, target in sorted(block.links, key=lambda link: link[:2])
    ]


def spot_at(blocks: Sequence[Block], number: int, index: int) -> Spot | None:
    """Return what can be followed at an index of a block; the smallest range where several are."""
    found = [
        Spot(number, start, end, target)
        for start, end, target in blocks[number].links
        if start <= index < end
    ]
    return min(found, key=lambda spot: spot.end - spot.start, default=None)


def hits(blocks: Sequence[Block]) -> list[Place]:
    """Return the hits of a search, in reading order."""
    return sorted(
        (number, start, end)
        for number, block in enumerate(blocks)
        for start, end, name in block.spans
        if name == "match"
    )


def beside(places: Sequence[Place], here: Place | None, top: int, step: int) -> Place | None:
    """Return the next or previous place; None where there is none further.

    Args:
        places: places in order.
        here: the current one.
        top: block at the top of the screen, where the way begins without a current one.
        step: 1 for the next, -1 for the previous.
    """
    if here is None:
        here = (top, -1, -1)
    if step > 0:
        return next((one for one in places if one > here), None)
    return next((one for one in reversed(places) if one < here), None)
