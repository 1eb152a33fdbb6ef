"""Places of a page that lead somewhere, or that a search has found: chosen by keys or the mouse.

Which places there are is known to :mod:`tui.targets`; where they lead, to the screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.widget import Widget

from tui.blocks import Block, Target
from tui.targets import Place, Spot, beside, hits, spot_at, spots

if TYPE_CHECKING:
    from tui.page import Page, Point


class PageFollowing(Widget):
    """The part of a page's widget that leads to other places."""

    _page: Page
    _spot: Spot | None = None
    _hit: Place | None = None
    selected: tuple[Point, Point] | None

    @dataclass
    class Followed(Message):
        """Something was clicked, or chosen with the keys, that leads somewhere."""

        target: Target

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks shown."""
        return self._page.blocks

    @property
    def place(self) -> Point:
        """Block and index of the line at the top."""
        raise NotImplementedError

    @property
    def margin(self) -> int:
        """Empty cells left of the text's column."""
        raise NotImplementedError

    def reveal(self, point: Point) -> None:
        """Scroll, where it is needed, until a place is on the screen."""
        raise NotImplementedError

    @property
    def chosen(self) -> tuple[Place, ...]:
        """The places that are chosen: a hit of the search, something to follow."""
        spot = self._spot.place if self._spot else None
        return tuple(place for place in (self._hit, spot) if place is not None)

    def forget_places(self) -> None:
        """Choose nothing: other text is shown."""
        self._spot = self._hit = None

    @property
    def following(self) -> bool:
        """Whether a place is chosen that can be followed."""
        return self._spot is not None

    def step_target(self, step: int) -> bool:
        """Choose the next (1) or previous (-1) place that can be followed.

        The way begins at the top of the screen, and from the last place it goes on at the first.

        Returns:
            False where there is nothing to follow.
        """
        known = {spot.place: spot for spot in spots(self.blocks)}
        if not known:
            return False
        places = list(known)
        here = self._spot.place if self._spot else None
        found = beside(places, here, self.place[0], step) or places[0 if step > 0 else -1]
        self._spot = known[found]
        self.reveal(found[:2])
        return True

    def follow(self) -> bool:
        """Go where the chosen place leads; False where none is chosen."""
        if self._spot is None:
            return False
        self.post_message(self.Followed(self._spot.target))
        return True

    def leave_target(self) -> None:
        """Choose nothing any more."""
        self._spot = None
        self.refresh()

    def step_match(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) hit of the search; False where there is none."""
        found = beside(hits(self.blocks), self._hit, self.place[0], step)
        if found is None:
            return False
        self._hit = found
        self.reveal(found[:2])
        return True

    def begin_match(self, step: int) -> None:
        """Go to the first hit from the top of the screen on (1), or to the page's last one (-1)."""
        found = hits(self.blocks)
        if step > 0 or not found:
            self.step_match(1)
        else:
            self._hit = found[-1]
            self.reveal(self._hit[:2])

    def on_click(self, event: events.Click) -> None:
        """Follow what was clicked."""
        y = event.y + round(self.scroll_y)
        found = self._page.row(y)
        if found is None or self.selected is not None or event.chain > 1:
            return
        number, row = found
        inner = event.x - self.margin
        if not any(one.holds(inner) for one in row):
            return
        _number, index = self._page.point_at(y, inner, after=False)
        spot = spot_at(self.blocks, number, index)
        if spot is not None:
            self.post_message(self.Followed(spot.target))
