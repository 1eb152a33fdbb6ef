"""The list in the middle: stories with their articles, or single articles, read by pages.

It holds ids of all rows and summaries of those that were on the screen lately; a row whose summary
is missing is asked for by :class:`StoryList.Wanted` and painted when it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from mujaz.i18n import _
from mujaz.model import ArticleSummary, StorySummary
from tui import phrases
from tui.direction import base_of, interface_base
from tui.library import Summary
from tui.lines import Piece, fitted, row_segments
from tui.listing import Listing
from tui.widgets.virtual_list import VirtualList

WIDE = 64
"""From this width on a title has one line instead of two."""
MARGIN = 1
KNOWN = 4096
"""Rows whose summaries are kept, those that came last."""


class StoryList(VirtualList):
    """Rows of :class:`tui.listing.Listing`, newest first."""

    @dataclass
    class Wanted(Message):
        """Rows on the screen whose summaries are missing."""

        stories: Sequence[str]
        articles: Sequence[str]

    def __init__(self, clock: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.listing = Listing()
        self.empty = ""
        self._clock = clock
        self._summaries: dict[str, Summary] = {}
        self._asked: set[str] = set()

    # -------------------------------------------------------------------- rows
    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.listing)

    @property
    def row_height(self) -> int:
        """Two lines of title and one below them; one of title where lines are long."""
        return 2 if self.inner_width >= WIDE else 3

    @property
    def current(self) -> str | None:
        """Id of the row under the cursor."""
        return self.listing.rows[self.cursor] if self.count else None

    def summary(self, row: str | None) -> Summary | None:
        """Return what is known of a row, None while it is awaited."""
        return None if row is None else self._summaries.get(row)

    def show(self, listing: Listing, cursor: int = 0) -> None:
        """Show other rows."""
        self.listing = listing
        self._asked.clear()
        self.cursor = cursor
        self.rows_changed()
        if self.count:
            self.show_cursor()

    def supply(self, summaries: Iterable[Summary]) -> None:
        """Take summaries that were wanted, or newer ones."""
        for one in summaries:
            self._summaries.pop(one.id, None)
            self._summaries[one.id] = one
            self._asked.discard(one.id)
        while len(self._summaries) > KNOWN:
            del self._summaries[next(iter(self._summaries))]
        self._strips.clear()
        self.refresh()

    def forget(self) -> None:
        """Drop all summaries: the store has changed."""
        self._summaries.clear()
        self._asked.clear()
        self.rows_changed()

    def unfold(self, index: int, articles: Sequence[str]) -> None:
        """Put a story's articles below it."""
        self.listing.open(index, articles)
        self.rows_changed()

    def fold(self, index: int) -> None:
        """Take the articles of a row's story away; the cursor goes to the story."""
        if not self.listing.is_open(index) and self.listing.parent(index) is None:
            return
        story = self.listing.close(index)
        self.rows_changed()
        self.go_to(story)

    def _want(self, index: int) -> None:
        """Ask for the rows around one, once."""
        page = max(10, self.size.height // self.row_height)
        rows = range(max(0, index - page), min(self.count, index + 2 * page))
        missing = [
            i
            for i in rows
            if self.listing.rows[i] not in self._summaries
            and self.listing.rows[i] not in self._asked
        ]
        if not missing:
            return
        self._asked.update(self.listing.rows[i] for i in missing)
        stories = [self.listing.rows[i] for i in missing if self.listing.is_story(i)]
        articles = [self.listing.rows[i] for i in missing if not self.listing.is_story(i)]
        self.post_message(self.Wanted(stories, articles))

    # ------------------------------------------------------------------- paint
    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on."""
        row = self.listing.rows[index]
        one = self._summaries.get(row)
        if one is None:
            self._want(index)
        return (row, one, self.listing.is_open(index), self._clock().date())

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return a row: mark and title, below them where from, when, how many."""
        one = self._summaries.get(self.listing.rows[index])
        if one is None:
            return [row_segments([], width, fill)] * self.row_height
        indent = 2 if self.listing.parent(index) is not None else 0
        unread = _is_unread(one)
        room = width - 2 * MARGIN - 2 - indent
        if room < 8:
            indent, room = 0, max(1, width - 3)
        titles = self.row_height - 1
        title = fitted(one.title or _("(no title)"), room, titles, base_of(one.title))
        style = fill + self.look("title" if unread else "read")
        left = 0 if any(line.pad for line in title) else room - max(len(one.cells) for one in title)
        rows = [[Piece(MARGIN + left, line, style)] for line in title]
        mark = fitted(self._mark(index, one), 2, 1, "rtl")[0]
        rows[0].append(Piece(width - MARGIN - 2 - indent, mark, fill + self.look("mark")))
        rows.append(self._meta(one, room, fill))
        rows += [[] for _empty in range(self.row_height - len(rows))]
        return [row_segments(row, width, fill) for row in rows]

    def _mark(self, index: int, one: Summary) -> str:
        """Return the sign before a title: opened, unread, starred."""
        starred = one.starred if isinstance(one, ArticleSummary) else one.starred > 0
        if starred:
            return "★"
        if self.listing.is_open(index):
            return "▾"
        return "●" if _is_unread(one) else "·"

    def _meta(self, one: Summary, room: int, fill: Style) -> list[Piece]:
        now = self._clock()
        if isinstance(one, StorySummary):
            parts = phrases.story_line(one, now)
        else:
            when = phrases.short_time(one.published, now)
            parts = [phrases.isolated(one.source), phrases.isolated(when)]
            if one.wire_of:
                parts.append(_("copy"))
        lines = fitted(" · ".join(parts), room, 1, interface_base())
        return [Piece(MARGIN, lines[0], fill + self.look("meta"))]


def _is_unread(one: Summary) -> bool:
    """Tell whether a row holds something unread."""
    return not one.read if isinstance(one, ArticleSummary) else one.unread > 0
