"""The pane that is read: blocks of text on the Line API, in visual order.

What of it is followed and selected is known to :mod:`tui.widgets.page_following` and
:mod:`tui.widgets.page_selection`; layout is :mod:`tui.page`'s.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.strip import Strip

from tui.blocks import Block, Span
from tui.highlights import with_facts
from tui.lines import Piece, fitted, row_segments
from tui.page import Page, Point, Row
from tui.rtl_filter import Visual
from tui.widgets.left_scrollbar import LeftScrollbar
from tui.widgets.page_following import PageFollowing
from tui.widgets.page_look import COMPONENTS, CSS, REVERSED
from tui.widgets.page_selection import PageSelection

STEP = 0.004
"""Seconds of layout between two events while a long text is laid out in idle moments."""
REST = 0.012
CONTEXT = 2
"""Lines that stay above a place that is jumped to."""


class ArticleView(
    Visual, LeftScrollbar, PageFollowing, PageSelection, can_focus=True, inherit_bindings=False
):
    """Shows blocks in a column of at most :attr:`measure` cells."""

    COMPONENT_CLASSES = set(COMPONENTS)
    DEFAULT_CSS = CSS

    def __init__(self, measure: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = measure
        self._page = Page(())
        self._strips: LRUCache[object, Strip] = LRUCache(512)
        self._wanted: Point | None = None
        self._anchor: Point | None = None
        self._settled = Size(0, 0)
        self._idle = False
        self._least = 0
        self._looks: dict[str, Style] = {}

    # ------------------------------------------------------------------- content
    def show(self, blocks: Sequence[Block], place: Point = (0, 0)) -> None:
        """Show other text.

        Args:
            blocks: the text.
            place: block and index that the top line shall show.
        """
        self._page = Page(blocks)
        self._anchor = None
        self.forget_places()
        self.forget_selection()
        self._strips.clear()
        self._wanted = place
        self._settle()
        self.refresh()

    def mark(self, shown: Sequence[Block], facts: Mapping[int, Sequence[Span]]) -> None:
        """Mark names and figures that were found meanwhile.

        Args:
            shown: the blocks that they were found in; if others are shown now, nothing happens.
            facts: number of a block → what was found in it.
        """
        if len(shown) != len(self.blocks) or not facts:
            return
        top = round(self.scroll_y)
        lines = range(top, top + self.size.height)
        before = [self._kept(line) for line in lines]
        for number, spans in facts.items():
            if spans and self.blocks[number].columns == shown[number].columns:
                self._page.replace(number, with_facts(self.blocks[number], spans))
        self._strips.clear()
        for line, strip in zip(lines, before, strict=True):
            if list(strip) != list(self._kept(line)):
                self.refresh_line(line)

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks shown."""
        return self._page.blocks

    @property
    def place(self) -> Point:
        """Block and index of the line at the top, for coming back after a resize or restart."""
        if self._wanted is not None:
            return self._wanted
        return self._top_point() if self._anchor is None else self._anchor

    def _top_point(self) -> Point:
        """Return the logical place at which the line at the top begins."""
        y = round(self.scroll_y)
        for line in range(y, y + max(1, self.size.height)):
            found = self._page.row(line)
            if found is not None:
                number, row = found
                return number, row[0].start
        return 0, 0

    # -------------------------------------------------------------------- layout
    @property
    def column(self) -> int:
        """Cells of the text's column."""
        return max(1, min(self.measure, self.inner_width - 2))

    @property
    def margin(self) -> int:
        """Empty cells left of the column, the scrollbar's among them."""
        return self.bar_width + max(0, self.inner_width - self.column) // 2

    def _settle(self) -> None:
        """Lay out what the screen shows, put the top line where it is wanted, go on when idle."""
        if self.inner_width <= 2:
            return
        if self._page.width not in (0, self.column) and self._wanted is None:
            self._wanted = self.place
        if self._page.set_width(self.column):
            self._strips.clear()
        top = round(self.scroll_y)
        if self._wanted is not None:
            top = self._page.line_of(self._wanted) if self._wanted != (0, 0) else 0
            # An article may be shorter than the screen and begin at its top all the same.
            self._least = top + self.size.height if top else 0
        # The first frame waits for what it shows and for nothing else.
        self._page.lay_out(top + self.size.height, STEP if self._wanted is None else 0.0)
        self._measure()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
            # of several resizes each goes back to these very words, not to its own line's first
            self._anchor = wanted
        self._settled = self.size
        self._go_on_later()

    def _measure(self) -> None:
        """Tell how high the page is, as far as it is known."""
        self.virtual_size = Size(0, max(self._page.height, self._least))

    def _go_on_later(self) -> None:
        """Go on with what is not on the screen yet, unless that is under way."""
        if not self._idle:
            self._idle = True
            self.set_timer(REST, self._go_on)

    def _go_on(self) -> None:
        """Lay out some more of a long text, then paint the pages beside the one shown."""
        self._idle = False
        if not self.is_mounted or self.inner_width <= 2:
            return
        if not self._page.complete:
            self._settle()
        elif self._paint_ahead():
            self._go_on_later()

    def _paint_ahead(self) -> bool:
        """Paint lines below and above the screen for a moment; False where all are painted."""
        top, height = round(self.scroll_y), self.size.height
        end = time.perf_counter() + STEP
        for line in (*range(top + height, top + 2 * height), *range(max(0, top - height), top)):
            if time.perf_counter() > end:
                return True
            self._page.lay_out(line)
            self.make_ready(self._kept(line))
        return False

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Know the place of the new line at the top, and get the pages beside it ready.

        A scroll that a resize brings about, since the end came nearer, is no change of the place.
        """
        super().watch_scroll_y(old, new)
        if round(old) != round(new) and self.size == self._settled:
            self._anchor = self._top_point()
        self._go_on_later()

    def on_resize(self) -> None:
        """Lay out for the new size; the same words stay at the top."""
        if self._wanted is None:
            self._wanted = self.place
        self._settle()
        # shown again at another place, the pane would keep the first line it was hidden with
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget painted lines when the theme changes."""
        super().notify_style_update()
        self._strips.clear()
        self._looks.clear()

    # --------------------------------------------------------------------- paint
    def render_line(self, y: int) -> Strip:
        """Return a line of the screen, each segment with its offset: asked for by the mouse."""
        return self._painted(self._laid_out(y), tagged=True)

    def frame_line(self, y: int) -> Strip:
        """Return a line of the screen without offsets, which would make each style another one."""
        return self._kept(self._laid_out(y))

    def _kept(self, line: int) -> Strip:
        """Return a painted line of the page; it is kept until it looks different."""
        key = (line, self.inner_width, self.selected, self.chosen)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._painted(line, tagged=False)
        return strip

    def _laid_out(self, y: int) -> int:
        """Return the page's line at a line of the screen, laid out."""
        line = y + round(self.scroll_y)
        if self._page.width != self.column:
            self._settle()
        self._page.lay_out(line)
        return line

    def paint(self, line: int) -> Strip:
        """Return a line of the page as it is painted."""
        return self._painted(line, tagged=False)

    def _painted(self, line: int, *, tagged: bool) -> Strip:
        """Paint a line, on request with where every segment begins, for selecting."""
        width = self.inner_width + self.bar_width

        def offset(characters: int) -> Style:
            return Style.from_meta({"offset": (characters, line)})

        found = self._page.row(line)
        pieces = self._pieces(*found, self.fill) if found is not None else []
        tag = offset if tagged else None
        return Strip(row_segments(pieces, width, self.fill, tag), width)

    def _pieces(self, number: int, row: Row, fill: Style) -> list[Piece]:
        """Return the pieces of a row with their colours."""
        block = self.blocks[number]
        if block.kind == "rule":
            return [self._rule(self.column, fill)]
        style = fill + self._look(block.kind)
        spans = [(a, b, self._look(name)) for a, b, name in block.spans]
        spans += self._own_spans(number, len(block.text))
        pieces = [
            Piece(
                self.margin + one.x,
                one.line,
                style,
                tuple((a - one.offset, b - one.offset, s) for a, b, s in spans),
            )
            for one in row
        ]
        if block.kind == "heading" and len(row) == 1:
            pieces += self._beside(row, fill)
        return pieces

    def _own_spans(self, number: int, length: int) -> list[tuple[int, int, Style]]:
        """Return what is marked in a block beside its own spans: a place, the selection."""
        here = (place for place in self.chosen if place[0] == number)
        spans = [(start, end, self._look("target")) for _number, start, end in here]
        chosen = self.selected_in(number, length)
        if chosen is not None:
            spans.append((*chosen, self._look("selection")))
        return spans

    def _beside(self, row: Row, fill: Style) -> list[Piece]:
        """Return the rule that fills the line of a heading."""
        line = row[0].line
        free = self.column - len(line.cells) - 1
        if free < 1:
            return []
        rule = self._rule(free, fill)
        right = self.column - free if row[0].base == "ltr" else 0
        return [replace(rule, x=rule.x + right)]

    def _rule(self, cells: int, fill: Style) -> Piece:
        return Piece(
            self.margin, fitted("─" * cells, cells, 1, "ltr")[0], fill + self._look("rule")
        )

    def _look(self, name: str) -> Style:
        look = self._looks.get(name)
        if look is None:
            look = self.get_component_rich_style(f"text--{name}", partial=True)
            if name in REVERSED:
                look += Style(bold=False)
            self._looks[name] = look
        return look

    # ------------------------------------------------------------------ scrolling
    def reveal(self, point: Point) -> None:
        """Scroll, where it is needed, until a place is on the screen."""
        line = self._page.line_of(point)
        top, height = round(self.scroll_y), self.size.height
        if not top <= line < top + height:
            self._page.lay_out(line + height)
            self._measure()
            self.scroll_to(y=max(0, line - CONTEXT), animate=False, force=True)
        self.refresh()

    def go_to(self, place: Point) -> None:
        """Scroll until a place stands at the top."""
        self._wanted = place
        self._settle()
        self.refresh()

    def move(self, delta: int) -> None:
        """Scroll by lines, at once."""
        self.scroll_relative(y=delta, animate=False, force=True)

    def page(self, direction: int) -> bool:
        """Scroll by a screenful; False where the end was reached before."""
        before = round(self.scroll_y)
        self.move(direction * max(1, self.size.height - 1))
        return round(self.scroll_target_y) != before

    def jump(self, *, end: bool) -> None:
        """Scroll to the beginning or to the end."""
        if end:
            self._page.lay_out(1 << 60)
            self._measure()
        last = max(0, self._page.height - self.size.height)
        self.scroll_to(y=last if end else 0, animate=False, force=True)
