"""One filter for the chrome: puts the Arabic of Textual's own widgets in visual order.

Toasts, tooltips, border titles and the like keep logical text; the line that they painted is
reordered here, field by field, where a field ends at a border or at two blanks. The reader's own
widgets paint visual order themselves and leave this filter out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from mujaz.text import layout

if TYPE_CHECKING:
    from textual.color import Color
    from textual.widget import Widget

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SHAPED = re.compile("[\ufe80-\ufefc]")
"""Textual filters the screens under a modal one twice; a line with forms is done already."""
_FIELDS = re.compile("([\u2500-\u259f]+|  +)")
_ISOLATES = re.compile("[\u2066-\u2069]")
_PATH = re.compile(r"(?<![^\s(«“])[\w.~:\\/%@+=-]*[/\\][\w.~:\\/%@+=-]*[\w/\\~]", re.ASCII)
"""A path or an address, without what ends the sentence behind it."""
LRI, PDI = "\u2066", "\u2069"
_WHOLE = 1 << 16


class RtlFilter(LineFilter):
    """Reorders and shapes painted lines that hold right-to-left text."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line in visual order, of the same width; a line without Arabic as it is."""
        text = "".join(segment.text for segment in segments if not segment.control)
        if not _RTL.search(text):
            return _without_isolates(segments) if _ISOLATES.search(text) else segments
        if _SHAPED.search(text):
            return segments
        if any(segment.control for segment in segments):
            return segments
        styles = [segment.style or Style.null() for segment in segments for _ in segment.text]
        painted: list[tuple[str, Style]] = []
        position = 0
        for field in _FIELDS.split(text):
            painted += _field(field, styles[position : position + len(field)])
            position += len(field)
        return _joined(painted)


def _field(field: str, styles: Sequence[Style]) -> list[tuple[str, Style]]:
    """Return one field in visual order, its blanks at both ends where they were."""
    core = field.strip(" ")
    if not _RTL.search(core):
        return list(zip(field, styles, strict=True))
    lead = len(field) - len(field.lstrip(" "))
    isolated, places = _with_paths_apart(core)
    line = layout(isolated, _WHOLE, "rtl")[0]
    from tui.lines import cell_starts

    starts = cell_starts(line.text)
    # Lam and alef share a cell once shaped: blanks keep the width that the painter counted on.
    from rich.cells import cell_len

    lost = cell_len(core) - len(line.cells)
    inner = [(" ", styles[lead])] * lost
    inner += [
        (line.text[starts[cell] : starts[cell + 1]], styles[lead + places[index]])
        for cell, index in enumerate(line.cells)
    ]
    before = [(" ", style) for style in styles[:lead]]
    after = [(" ", style) for style in styles[lead + len(core) :]]
    return before + inner + after


def _with_paths_apart(text: str) -> tuple[str, list[int]]:
    """Return a text with its paths and addresses isolated from left to right.

    Without it the first slash of ``/var/news`` would stand at the path's other end (UAX #9, L2).

    Returns:
        the text, and the index in the given text of each of its characters.
    """
    pieces: list[str] = []
    places: list[int] = []
    end = 0
    for path in _PATH.finditer(text):
        start, after = path.span()
        pieces += [text[end:start], LRI, text[start:after], PDI]
        places += [*range(end, start), start, *range(start, after), after - 1]
        end = after
    return "".join([*pieces, text[end:]]), [*places, *range(end, len(text))]


def _without_isolates(segments: list[Segment]) -> list[Segment]:
    """Return a left-to-right line without the isolates of its parts: none reaches the terminal."""
    return [
        segment if segment.control else Segment(_ISOLATES.sub("", segment.text), segment.style)
        for segment in segments
    ]


def _joined(painted: Sequence[tuple[str, Style]]) -> list[Segment]:
    """Return segments, neighbours of one style in one."""
    segments: list[Segment] = []
    run = ""
    current: Style | None = None
    for text, style in painted:
        if style is not current and run:
            segments.append(Segment(run, current))
            run = ""
        current = style
        run += text
    return [*segments, Segment(run, current)] if run else segments


class Visual:
    """Mixin of widgets that paint visual order themselves: no filter touches their order again."""

    def get_line_filters(self: Widget) -> Sequence[LineFilter]:  # type: ignore[misc]
        """Return the app's filters (NO_COLOR's among them) without the reordering one."""
        return [one for one in self.app.get_line_filters() if not isinstance(one, RtlFilter)]
