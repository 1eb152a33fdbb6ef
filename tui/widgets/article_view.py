"""The pane that is read: blocks of text on the Line API, in visual order, copied logically.

Textual selects by visual offsets; they are turned into a range of the logical text at once, which
paints the selection and is what gets copied. Layout is :mod:`tui.page`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from tui.blocks import NBSP, Block
from tui.lines import Piece, row_segments
from tui.page import Page, Point, Row
from tui.phrases import without_isolates
from tui.rtl_filter import Visual
from tui.widgets.left_scrollbar import LeftScrollbar

STEP = 0.008
"""Seconds of layout between two events while a long text is laid out in idle moments."""


class ArticleView(Visual, LeftScrollbar, can_focus=True, inherit_bindings=False):
    """Shows blocks in a column of at most :attr:`measure` cells."""

    KINDS = (
        "title", "meta", "body", "link", "chips", "card-title", "brief", "heading", "figure",
        "source", "source-shown", "rule", "key",
    )  # fmt: skip
    SPANS = (
        "number", "outlet", "aside", "agree", "differ", "match", "chip-person", "chip-place",
        "chip-organisation", "chip-topic", "chip-own",
    )  # fmt: skip
    COMPONENT_CLASSES = {f"text--{name}" for name in (*KINDS, *SPANS, "selection")}
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        color: $foreground;
        & > .text--title { color: $text-primary; text-style: bold; }
        & > .text--meta { color: $muted; }
        & > .text--link { color: $text-accent; text-style: underline; }
        & > .text--card-title { color: $text-secondary; text-style: bold; }
        & > .text--brief { color: $foreground; }
        & > .text--heading { color: $text-secondary; text-style: bold; }
        & > .text--source { color: $muted; }
        & > .text--source-shown { color: $foreground; text-style: bold; }
        & > .text--rule { color: $muted; }
        & > .text--number { color: $text-accent; }
        & > .text--outlet { color: $foreground; }
        & > .text--aside { color: $muted; }
        & > .text--agree { color: $text-success; }
        & > .text--differ { color: $text-error; text-style: bold; }
        & > .text--key { color: $foreground; }
        & > .text--match { background: $warning; color: $background; }
        & > .text--chip-person { background: $primary-muted; color: $text-primary; }
        & > .text--chip-place { background: $success-muted; color: $text-success; }
        & > .text--chip-organisation { background: $secondary-muted; color: $text-secondary; }
        & > .text--chip-topic { background: $panel; color: $foreground; }
        & > .text--chip-own { background: $warning-muted; color: $text-warning; }
        & > .text--selection { background: $primary; color: $background; }
    }
    """

    @dataclass
    class TargetChosen(Message):
        """A block that stands for an article was clicked."""

        article: str

    @dataclass
    class TagChosen(Message):
        """A chip was clicked."""

        name: str

    def __init__(self, measure: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.measure = measure
        self._page = Page(())
        self._range: tuple[Point, Point] | None = None
        self._looks: dict[str, Style] = {}
        self._strips: LRUCache[object, Strip] = LRUCache(512)
        self._wanted: Point | None = None
        self._anchor: tuple[int, Point] | None = None
        self._idle = False

    # ------------------------------------------------------------------- content
    def show(self, blocks: Sequence[Block], place: Point = (0, 0)) -> None:
        """Show other text.

        Args:
            blocks: the text.
            place: block and index that the top line shall show.
        """
        self._page = Page(blocks)
        self._range = None
        self._strips.clear()
        self._wanted = place
        if self in self.screen.selections:
            self.screen.clear_selection()
        self._settle()
        self.refresh()

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks shown."""
        return self._page.blocks

    @property
    def place(self) -> Point:
        """Block and index of the line at the top, for coming back after a resize or restart."""
        if self._wanted is not None:
            return self._wanted
        y = round(self.scroll_y)
        if self._anchor is not None and self._anchor[0] == y:
            return self._anchor[1]
        for line in range(y, y + max(1, self.size.height)):
            found = self._page.row(line)
            if found is not None:
                number, row = found
                return number, row[0].start
        return 0, 0

    @property
    def all_text(self) -> str:
        """All of the logical text, paragraphs with a blank line between."""
        return without_isolates("\n\n".join(b.text for b in self.blocks if b.text)).replace(
            NBSP, " "
        )

    # -------------------------------------------------------------------- layout
    @property
    def _column(self) -> int:
        """Cells of the text's column."""
        return max(1, min(self.measure, self.inner_width - 2))

    @property
    def _margin(self) -> int:
        """Empty cells left of the column, the scrollbar's among them."""
        return self.bar_width + max(0, self.inner_width - self._column) // 2

    def _settle(self) -> None:
        """Lay out what the screen shows, put the top line where it is wanted, go on when idle."""
        if self.inner_width <= 2:
            return
        if self._page.set_width(self._column):
            self._strips.clear()
        top = round(self.scroll_y)
        if self._wanted is not None:
            top = self._page.line_of(self._wanted) if self._wanted != (0, 0) else 0
        self._page.lay_out(top + 2 * self.size.height, STEP)
        self.virtual_size = Size(0, self._page.height)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
            # of several resizes each goes back to these very words, not to its own line's first
            self._anchor = (round(self.scroll_y), wanted)
        if not self._page.complete and not self._idle:
            self._idle = True
            self.set_timer(STEP, self._go_on)

    def _go_on(self) -> None:
        """Lay out some more of a long text."""
        self._idle = False
        self._settle()

    def on_resize(self) -> None:
        """Lay out for the new width; the same words stay at the top."""
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
        return self._paint(self._laid_out(y), tagged=True)

    def frame_line(self, y: int) -> Strip:
        """Return a line of the screen without offsets, which would make each style another one."""
        line = self._laid_out(y)
        key = (line, self.inner_width, self._range)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._paint(line, tagged=False)
            self._strips[key] = strip
        return strip

    def _laid_out(self, y: int) -> int:
        """Return the page's line at a line of the screen, laid out."""
        line = y + round(self.scroll_y)
        if self._page.width != self._column:
            self._settle()
        self._page.lay_out(line)
        return line

    def _paint(self, line: int, *, tagged: bool) -> Strip:
        """Paint a line, on request with where every segment begins, for selecting."""
        width = self.inner_width + self.bar_width
        fill = self.fill

        def offset(characters: int) -> Style:
            return Style.from_meta({"offset": (characters, line)})

        tag = offset if tagged else None
        found = self._page.row(line)
        if found is None:
            return Strip(row_segments([], width, fill, tag), width)
        number, row = found
        block = self.blocks[number]
        if block.kind == "rule":
            left = " " * self._margin
            style = fill + self._look("rule")
            rule = [
                Segment(left, fill + tag(0) if tag else fill),
                Segment("─" * self._column, style + tag(len(left)) if tag else style),
            ]
            return Strip([*rule, *row_segments([], width - len(left) - self._column, fill)], width)
        return Strip(row_segments(self._pieces(number, row, fill), width, fill, tag), width)

    def _pieces(self, number: int, row: Row, fill: Style) -> list[Piece]:
        """Return the pieces of a row with their colours."""
        block = self.blocks[number]
        style = fill + self._look(block.kind)
        spans = [(a, b, self._look(name)) for a, b, name in block.spans]
        if self._range is not None:
            (first, a), (last, b) = self._range
            if first <= number <= last:
                start = a if number == first else 0
                end = b if number == last else len(block.text)
                spans.append((start, end, self._look("selection")))
        return [
            Piece(
                self._margin + one.x,
                one.line,
                style,
                tuple((a - one.offset, b - one.offset, s) for a, b, s in spans),
            )
            for one in row
        ]

    def _look(self, name: str) -> Style:
        style = self._looks.get(name)
        if style is None:
            style = self.get_component_rich_style(f"text--{name}", partial=True)
            self._looks[name] = style
        return style

    # ----------------------------------------------------------------- selection
    def selection_updated(self, selection: Selection | None) -> None:
        """Turn the selected visual offsets into a range of the logical text."""
        self._range = None
        if selection is not None and self.blocks:
            last = len(self.blocks) - 1
            ends = [
                (self._point(selection.start, 0, after=after) if selection.start else (0, 0))
                for after in (False, True)
            ]
            ends += [
                self._point(selection.end, -1, after=after)
                if selection.end
                else (last, len(self.blocks[last].text))
                for after in (False, True)
            ]
            self._range = (min(ends), max(ends))
        self.refresh()

    def _point(self, offset: Offset, shift: int, *, after: bool) -> Point:
        """Return the logical place of a selection's offset (characters of a painted line).

        Textual's end lies one character behind the last selected one: ``shift`` takes it back.
        """
        characters = max(0, offset.x + shift)
        cell = Strip([Segment(self._paint(offset.y, tagged=False).text[:characters])]).cell_length
        return self._page.point_at(offset.y, cell - self._margin, after=after)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected logical text, for the clipboard."""
        if self._range is None:
            return None
        text = without_isolates(self._page.text_between(*self._range)).replace(NBSP, " ")
        return text, "\n"

    @property
    def selected_text(self) -> str:
        """The selected logical text, "" where nothing is selected."""
        found = self.get_selection(Selection(None, None))
        return found[0] if found else ""

    def on_click(self, event: events.Click) -> None:
        """Follow a source or a tag that was clicked."""
        y = event.y + round(self.scroll_y)
        found = self._page.row(y)
        if found is None or self._range is not None:
            return
        number, _row = found
        block = self.blocks[number]
        if block.target is not None:
            self.post_message(self.TargetChosen(block.target))
            return
        _number, index = self._page.point_at(y, event.x - self._margin, after=False)
        for start, end, name in block.spans:
            if start <= index < end and name.startswith("chip-"):
                chip = block.text[start:end].strip(NBSP).replace(NBSP, " ")
                self.post_message(self.TagChosen(chip))

    # ------------------------------------------------------------------ scrolling
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
            self.virtual_size = Size(0, self._page.height)
        self.scroll_to(y=self.max_scroll_y if end else 0, animate=False, force=True)
