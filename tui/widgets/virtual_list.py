"""A list that paints only the rows on the screen: cursor, keys, mouse; its rows are a subclass's.

Rows all have the same height. A hundred thousand of them cost no more than thirty: nothing is kept
per row but what the subclass needs to paint it.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from mujaz.text import layout
from tui.direction import interface_base
from tui.lines import Piece, row_segments
from tui.rtl_filter import Visual
from tui.widgets.left_scrollbar import LeftScrollbar

IDLE, SLICE = 0.03, 0.002
"""Seconds of rest before rows are laid out ahead, and seconds of that at a stretch."""


class VirtualList(Visual, LeftScrollbar, can_focus=True, inherit_bindings=False):
    """Base of the reader's lists; subclasses give :attr:`count`, :meth:`paint` and heights.

    Attributes:
        cursor: index of the row under the cursor.
        empty: what is said where there are no rows.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"row--cursor", "row--title", "row--read", "row--meta", "row--mark"}
    DEFAULT_CSS = """
    VirtualList {
        background: $surface;
        color: $foreground;
        & > .row--title { color: $foreground; text-style: bold; }
        & > .row--read { color: $muted; }
        & > .row--meta { color: $muted; }
        & > .row--mark { color: $accent; }
        & > .row--cursor { background: $panel; }
        &:focus > .row--cursor { background: $primary-muted; }
    }
    """

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        list: VirtualList
        index: int

        @property
        def control(self) -> VirtualList:
            """The list whose cursor moved."""
            return self.list

    @dataclass
    class Chosen(Message):
        """A row was clicked that had the cursor already."""

        list: VirtualList
        index: int

        @property
        def control(self) -> VirtualList:
            """The list that was clicked."""
            return self.list

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.empty = ""
        self._looks: dict[str, Style] = {}
        self._least = 0
        self._preparing = False
        self._strips: LRUCache[Hashable, list[Strip]] = LRUCache(256)

    @property
    def count(self) -> int:
        """Number of rows."""
        raise NotImplementedError

    @property
    def row_height(self) -> int:
        """Lines of a row."""
        return 1

    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on, beside width, cursor and focus."""
        raise NotImplementedError

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return the lines of a row, each of them ``width`` cells wide."""
        raise NotImplementedError

    def may_stand(self, index: int) -> bool:
        """Tell whether the cursor may stand on a row."""
        return True

    # ------------------------------------------------------------------ cursor
    def move(self, delta: int, *, tell: bool = True) -> None:
        """Move the cursor by rows, over those where it may not stand; tell of it on request."""
        target = self.cursor + delta
        step = 1 if delta > 0 else -1
        while 0 <= target < self.count and not self.may_stand(target):
            target += step
        if 0 <= target < self.count:
            self.go_to(target, tell=tell)
        elif abs(delta) > 1 and self.count:
            self.go_to(0 if delta < 0 else self.count - 1, tell=tell)

    def page(self, direction: int) -> None:
        """Move the cursor by a screenful of rows, down for 1, up for -1."""
        self.move(direction * max(1, self.size.height // self.row_height - 1))

    def go_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on a row (or the next one that takes it) and show it."""
        if not self.count:
            return
        index = max(0, min(index, self.count - 1))
        while index < self.count - 1 and not self.may_stand(index):
            index += 1
        changed = index != self.cursor
        self._refresh_row(self.cursor)
        self.cursor = index
        self._refresh_row(index)
        self.show_cursor()
        if tell and changed:
            self.post_message(self.Moved(self, index))

    def show_cursor(self) -> None:
        """Scroll so that the cursor's row is on the screen."""
        if not self.size.height:
            return  # hidden: it is shown when there is a size
        height = self.row_height
        region = Region(0, self.cursor * height, 1, height)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def show_rows(self, first: int, last: int) -> None:
        """Scroll as little as possible to show rows, of too many the first ones."""
        height = self.row_height
        top, bottom = first * height, (last + 1) * height
        page = max(1, self.scrollable_content_region.height)
        y = min(max(round(self.scroll_y), bottom - page), top)
        self.scroll_to(y=y, animate=False, force=True)

    def rows_changed(self) -> None:
        """Tell that rows came, went or look different."""
        self._strips.clear()
        self.virtual_size = Size(0, max(self.count * self.row_height, self._least))
        self.cursor = max(0, min(self.cursor, self.count - 1))
        self.refresh()

    def _refresh_row(self, index: int) -> None:
        if 0 <= index < self.count:
            self.refresh_lines(index * self.row_height, self.row_height)

    # ------------------------------------------------------------------- paint
    def render_line(self, y: int) -> Strip:
        """Return a line of the screen; rows beyond the last one are empty."""
        index, line = divmod(y + round(self.scroll_y), self.row_height)
        width = self.inner_width
        fill = self.fill
        blank = Segment(" " * self.bar_width, fill)
        if not self.count and self.empty and width > 2:
            return Strip([blank, *self._empty_line(y - 1, width)])
        if index >= self.count or width <= 0:
            return Strip([blank, Segment(" " * max(0, width), fill)])
        strips = self._row(index, width, at_cursor=index == self.cursor)
        return strips[line] if line < len(strips) else Strip([blank])

    def _row(self, index: int, width: int, *, at_cursor: bool) -> list[Strip]:
        """Return the painted lines of a row."""
        key = (self.row_key(index), width, at_cursor, at_cursor and self.has_focus)
        strips = self._strips.get(key)
        if strips is None:
            fill = self.fill
            blank = Segment(" " * self.bar_width, fill)
            if at_cursor:
                fill = fill + self.look("cursor")
            strips = [Strip([blank, *one]) for one in self.paint(index, width, fill)]
            self._strips[key] = strips
        return strips

    # -------------------------------------------------------------------- foresight
    def prepare_soon(self) -> None:
        """Lay out the rows of the neighbouring pages when there is nothing else to do."""
        if not self._preparing and self.is_attached:
            self._preparing = True
            self.set_timer(IDLE, self._prepare)

    def _prepare(self) -> None:
        self._preparing = False
        page = self.size.height // self.row_height + 1
        top = round(self.scroll_y) // self.row_height
        below = range(min(self.count, top + page), min(self.count, top + 2 * page))
        above = range(max(0, top - page), min(self.count, top))
        if page > 1 and not self.prepare([*below, *above]):
            self.prepare_soon()

    def prepare(self, rows: Sequence[int]) -> bool:
        """Lay out rows for a short while; False where some are left."""
        end = time.perf_counter() + SLICE
        width = self.inner_width
        for index in rows if width > 0 else ():
            for strip in self._row(index, width, at_cursor=False):
                self.make_ready(strip)
            if time.perf_counter() > end:
                return False
        return True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Look ahead again after each scroll."""
        super().watch_scroll_y(old_value, new_value)
        self.prepare_soon()

    def _empty_line(self, line: int, width: int) -> list[Segment]:
        """Return a line of what is said where there are no rows."""
        fill = self.fill
        lines = layout(self.empty, width - 2, interface_base())
        pieces = [Piece(1, lines[line], fill + self.look("meta"))] if 0 <= line < len(lines) else []
        return row_segments(pieces, width, fill)

    def look(self, name: str) -> Style:
        """Return what a part of a row adds to the row's style."""
        style = self._looks.get(name)
        if style is None:
            style = self.get_component_rich_style(f"row--{name}", partial=True)
            self._looks[name] = style
        return style

    def notify_style_update(self) -> None:
        """Forget painted rows when the theme changes."""
        super().notify_style_update()
        self._strips.clear()
        self._looks.clear()

    def on_resize(self) -> None:
        """Lay the rows out for the new size; the cursor stays in sight."""
        self.rows_changed()
        if self.count:
            self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the pointer is; on the cursor itself, choose the row."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        if event.x < self.bar_width or not 0 <= index < self.count or not self.may_stand(index):
            return
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        else:
            self.go_to(index)
