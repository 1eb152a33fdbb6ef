"""A pane of lines with its scrollbar at the left, as right-to-left text wants it.

Textual's own scrollbar is a widget over the content: it stands at the right, cuts every line in
two and lays the whole screen out anew when the content's height changes. Here the bar is the first
cell of each line, lines are kept until they change, and a page is one frame without animation.
What the lines say is the subclass's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.filter import LineFilter

TRACK, THUMB = "│", "┃"
KEPT = 400
"""Lines that are kept as they were drawn."""
WHEEL = 3
"""Lines of a turn of the mouse wheel."""


def thrifty(segments: Iterable[Segment]) -> list[Segment]:
    """Return segments of the same look in fewer pieces, for fewer bytes to the terminal.

    Blanks show nothing of a style but its background (and lines through or below them), so they go
    with the text beside them.
    """
    joined: list[Segment] = []
    for segment in segments:
        text, style, control = segment
        if joined and not control:
            before = joined[-1]
            if style == before.style or (not text.strip(" ") and _hides(before.style, style)):
                joined[-1] = Segment(before.text + text, before.style)
                continue
            if not before.text.strip(" ") and _hides(style, before.style):
                joined[-1] = Segment(before.text + text, style)
                continue
        joined.append(segment)
    return joined


def _hides(style: Style | None, blank: Style | None) -> bool:
    """Tell whether blanks look the same in a style as in their own."""
    if style is None or blank is None:
        return False
    lined = style.underline or style.strike or style.reverse or style.overline
    return not lined and not blank.underline and style.bgcolor == blank.bgcolor


class LeftScrollbar(ScrollView):
    """A scroll view that paints its own bar.

    A line of :meth:`render_line` begins with :attr:`bar_width` empty cells, over which the bar is
    painted; :meth:`frame_line` is the same line for a frame, where it can be had faster without
    what only the mouse needs.
    """

    COMPONENT_CLASSES = {"bar--track", "bar--thumb"}
    DEFAULT_CSS = """
    LeftScrollbar {
        overflow: hidden hidden;
        & > .bar--track { color: $panel; }
        & > .bar--thumb { color: $muted; }
    }
    """

    # not Textual's, which lays the screen out again at each change
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    bar_width = 1
    """Columns at the left that belong to the bar."""
    _fill: Style | None = None
    _line_width: int | None = None
    _drawn_for: object = None
    _dragged = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: dict[int, Strip] = {}
        self._bar_cells: dict[str, Segment] = {}
        self._thumb: range | None = None
        self._joined: LRUCache[tuple[int, str], tuple[Strip, Strip]] = LRUCache(KEPT)

    # -------------------------------------------------------------------- measures
    @property
    def inner_width(self) -> int:
        """Columns right of the bar."""
        if self._line_width is not None:
            return self._line_width
        return max(0, self.scrollable_content_region.width - self.bar_width)

    @property
    def fill(self) -> Style:
        """The widget's own style; asking Textual for it at each line takes longer than the line."""
        if self._fill is None:
            self._fill = self.rich_style
        return self._fill

    def watch_virtual_size(self, size: Size) -> None:
        """Keep the scroll within a content that has become shorter, and the bar right."""
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)
        before, now = self._thumb, self._place_of_thumb()
        if before == now:
            return
        self._thumb = now
        changed = set(before) ^ set(now) if before and now else range(self.size.height)
        for y in changed:
            self.refresh(Region(0, y, self.bar_width, 1))

    # ----------------------------------------------------------------------- paint
    def frame_line(self, y: int) -> Strip:
        """Return a line of the screen as a frame needs it."""
        return self.render_line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the screen, bar and colour filters included."""
        size, filters = self.size, self.get_line_filters()
        kind = (size, tuple(filters))
        if kind != self._drawn_for:
            self._drawn.clear()
            self._joined.clear()
            self._drawn_for = kind
        drawn = self._drawn
        missing = [y for y in crop.line_range if y not in drawn]
        if missing:
            self._line_width = self.inner_width
            try:
                self._draw(missing, filters)
            finally:
                self._line_width = None
        strips = [drawn[y] for y in crop.line_range]
        if crop.column_span != (0, size.width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _draw(self, lines: Sequence[int], filters: Sequence[LineFilter]) -> None:
        """Put bar and content of lines together."""
        thumb = self._thumb = self._place_of_thumb()
        for y in lines:
            sign = " " if thumb is None else THUMB if y in thumb else TRACK
            self._drawn[y] = self._join(sign, self.frame_line(y), filters)

    def _join(self, sign: str, content: Strip, filters: Sequence[LineFilter]) -> Strip:
        """Put a cell of the bar before a content; what was joined before is found again."""
        key = (id(content), sign)
        known = self._joined.get(key)
        if known is None or known[0] is not content:
            parts = [self._bar_cell(sign), *thrifty(content.crop(self.bar_width))]
            strip = Strip(parts, self.size.width)
            for one in filters:
                strip = strip.apply_filter(one, self.background_colors[1])
            known = self._joined[key] = (content, strip)
        return known[1]

    def make_ready(self, content: Strip) -> None:
        """Do ahead of time what a frame with this line will ask for."""
        sign = " " if self._thumb is None else TRACK
        self._join(sign, content, self.get_line_filters()).render(self.app.console)

    def _place_of_thumb(self) -> range | None:
        """Return the lines that the thumb takes, None where there is nothing to scroll."""
        height, total = self.size.height, self.virtual_size.height
        if total <= height or not height:
            return None
        length = max(1, height * height // total)
        top = round((height - length) * self.scroll_y / max(1, total - height))
        return range(top, top + length)

    def _bar_cell(self, sign: str) -> Segment:
        """Return a cell of the bar."""
        cell = self._bar_cells.get(sign)
        if cell is None:
            style = self.fill
            if sign != " ":
                name = "bar--thumb" if sign == THUMB else "bar--track"
                style += self.get_component_rich_style(name, partial=True)
            cell = self._bar_cells[sign] = Segment(sign * self.bar_width, style)
        return cell

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> LeftScrollbar:
        """Paint again, all lines or those of some regions."""
        if not regions or sum(region.height for region in regions) >= self.size.height:
            self._drawn.clear()
        else:
            for region in regions:
                for y in region.line_range:
                    self._drawn.pop(y, None)
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """Forget what was painted in the old colours."""
        super().notify_style_update()
        self._fill = None
        self._drawn.clear()
        self._joined.clear()
        self._bar_cells.clear()

    # ----------------------------------------------------------------------- mouse
    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down by some lines."""
        self.scroll_relative(y=WHEEL, animate=False, force=True)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up by some lines."""
        self.scroll_relative(y=-WHEEL, animate=False, force=True)
        event.stop()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the bar."""
        if event.x < self.bar_width and self.max_scroll_y:
            self._dragged = True
            self.capture_mouse()
            self._follow(event.y)
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll with the bar."""
        if self._dragged:
            self._follow(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the bar go."""
        if self._dragged:
            self._dragged = False
            self.release_mouse()
            event.stop()

    def _follow(self, y: int) -> None:
        """Scroll to where the pointer stands on the bar."""
        share = y / max(1, self.size.height - 1)
        self.scroll_to(y=round(self.max_scroll_y * share), animate=False, force=True)
