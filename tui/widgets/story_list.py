"""The list in the middle: stories with their articles, or single articles, read by pages.

It holds ids of all rows and summaries of those that were on the screen lately; a row whose summary
is missing is asked for by :class:`StoryList.Wanted` and painted when it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from mujaz.i18n import _
from mujaz.model import ArticleSummary
from mujaz.query import Snippet, Words, hits
from tui.direction import base_of, interface_base
from tui.lines import ELLIPSIS, Piece, Span, fitted, row_segments
from tui.listing import Listing
from tui.marks import Marks, Summary
from tui.row_words import second_line
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from mujaz.text.layout import Line

MARGIN = 1
SIGNS = 2
"""Cells of the column at the right in which the signs stand."""
NARROWEST = 8
"""Cells that a headline needs at least; below that, articles of a story are not indented."""
LETTERS = 8
"""Letters to a cell that are laid out of a headline: it may hold many marks, or be endless."""
UNREAD, STARRED = "●", "★"
MARKED = 1000
"""Letters of a headline in which what is looked for is marked."""
KNOWN = 4096
"""Rows whose summaries are kept, those that came last."""


class StoryList(VirtualList):
    """Rows of :class:`tui.listing.Listing`, newest first."""

    COMPONENT_CLASSES = {"row--match"}
    DEFAULT_CSS = """
    StoryList {
        & > .row--match { color: $accent; text-style: bold underline; }
    }
    """

    @dataclass
    class Wanted(Message):
        """Rows on the screen whose summaries are missing."""

        stories: Sequence[str]
        articles: Sequence[str]

    def __init__(self, clock: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.listing = Listing()
        self._clock = clock
        self.marks = Marks()
        self._summaries: dict[str, Summary] = {}
        self._asked: set[str] = set()
        self.sought: tuple[Words, ...] = ()
        self._snippets: dict[str, Snippet] | None = None

    # -------------------------------------------------------------------- rows
    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.listing)

    @property
    def row_height(self) -> int:
        """A line of title and one below it; among what was found, one of the text."""
        return 2 if self._snippets is None else 3

    @property
    def current(self) -> str | None:
        """Id of the row under the cursor."""
        return self.listing.rows[self.cursor] if self.count else None

    def summary(self, row: str | None) -> Summary | None:
        """Return what is known of a row, None while it is awaited."""
        one = None if row is None else self._summaries.get(row)
        return None if one is None else self.marks.shown(one)

    @property
    def known(self) -> list[str]:
        """Ids of the rows whose summaries are kept."""
        return list(self._summaries)

    def repaint(self, rows: Collection[str]) -> None:
        """Paint those of some rows again that are on the screen."""
        first = round(self.scroll_y) // self.row_height
        last = first + self.size.height // self.row_height + 1
        for index in range(first, min(self.count, last + 1)):
            if self.listing.rows[index] in rows:
                self.refresh_lines(index * self.row_height, self.row_height)

    def show(self, listing: Listing, cursor: int = 0) -> None:
        """Show other rows."""
        self.listing = listing
        self._least = 0
        self._asked.clear()
        self.cursor = cursor
        self.rows_changed()
        if self.count:
            self.show_cursor()

    def supply(self, summaries: Iterable[Summary]) -> None:
        """Take summaries that were wanted, or newer ones."""
        changed = set()
        for one in summaries:
            if self._summaries.pop(one.id, None) != one:
                changed.add(one.id)
            self._summaries[one.id] = one
            self._asked.discard(one.id)
        while len(self._summaries) > KNOWN:
            del self._summaries[next(iter(self._summaries))]
        self.repaint(changed)
        self.prepare_soon()

    def seek(self, words: Sequence[Words], *, snippets: bool = False) -> None:
        """Mark words in the headlines from now on.

        Args:
            words: what is looked for; nothing is marked without any.
            snippets: a third line shows where in its text an article holds them.
        """
        self.sought = tuple(words)
        self._snippets = {} if snippets and words else None

    def supply_snippets(self, snippets: Mapping[str, Snippet]) -> None:
        """Take pieces of texts that hold the words that are looked for."""
        if self._snippets is not None:
            self._snippets.update(snippets)
            self.refresh()

    @property
    def top_row(self) -> str | None:
        """Id of the row under the cursor, of a story's article that of its story."""
        if not self.count:
            return None
        parent = self.listing.parent(self.cursor)
        return self.listing.rows[self.cursor if parent is None else parent]

    def window(self, listing: Listing) -> list[str]:
        """Return the rows of another listing that would be on the screen or near it."""
        page = max(10, self.size.height // self.row_height)
        here = listing.find(self.current)
        first = 0 if here is None else here - page
        return listing.rows[max(0, first) : (here or 0) + 2 * page]

    def replace(self, listing: Listing, rows: Iterable[Summary]) -> None:
        """Show a newer listing; the row under the cursor stays on its line of the screen.

        Args:
            listing: the newer rows.
            rows: the summaries of those near the cursor; all others are asked for again.
        """
        row, line = self.current, self.cursor * self.row_height - round(self.scroll_y)
        self.listing = listing
        self._summaries.clear()
        self._asked.clear()
        index = listing.find(row)
        self.cursor = 0 if index is None else index
        # near the end of the list its lines alone might not reach down far enough
        self._least = 0 if index is None else index * self.row_height - line + self.size.height
        self.rows_changed()
        self.supply(rows)
        if index is not None:
            y = index * self.row_height - line
            self.scroll_to(y=y, animate=False, force=True, immediate=True)
        self.show_cursor()

    def forget(self) -> None:
        """Drop all summaries: the store has changed."""
        self._summaries.clear()
        self._asked.clear()
        self.rows_changed()

    def unfold(self, index: int, articles: Sequence[str]) -> None:
        """Put a story's articles below it, and show as many of them as there is room for."""
        self.listing.open(index, articles)
        self.rows_changed()
        self.show_rows(index, index + len(articles) if self.listing.is_open(index) else index)

    def fold(self, index: int) -> None:
        """Take the articles of a row's story away; the cursor goes to the story."""
        if not self.listing.is_open(index) and self.listing.parent(index) is None:
            return
        story = self.listing.close(index)
        self.rows_changed()
        self.go_to(story)

    def _want(self, rows: Iterable[int]) -> None:
        """Ask for the summaries of rows that are missing, once."""
        ids = self.listing.rows
        missing = [i for i in rows if ids[i] not in self._summaries and ids[i] not in self._asked]
        if not missing:
            return
        self._asked.update(ids[i] for i in missing)
        stories = [ids[i] for i in missing if self.listing.is_story(i)]
        articles = [ids[i] for i in missing if not self.listing.is_story(i)]
        self.post_message(self.Wanted(stories, articles))

    def prepare(self, rows: Sequence[int]) -> bool:
        """Ask for rows that will be on the screen soon, and lay those out that are known."""
        self._want(rows)
        return super().prepare([i for i in rows if self.listing.rows[i] in self._summaries])

    # ------------------------------------------------------------------- paint
    def row_key(self, index: int) -> Hashable:
        """Return what a row's look depends on."""
        row = self.listing.rows[index]
        one = self.summary(row)
        if one is None:
            page = max(10, self.size.height // self.row_height)
            self._want(range(max(0, index - page), min(self.count, index + 2 * page)))
            return row
        minute = self._clock().timestamp() // 60
        piece = self._snippets.get(row) if self._snippets else None
        return (row, one, self.listing.is_open(index), minute, self.sought, piece)

    def paint(self, index: int, width: int, fill: Style) -> list[list[Segment]]:
        """Return a row: headline, below it where from, when, how many; signs at the right."""
        one = self.summary(self.listing.rows[index])
        if one is None:
            return [row_segments([], width, fill)] * self.row_height
        indent = 2 if self.listing.parent(index) is not None else 0
        room = width - 2 * MARGIN - SIGNS - indent
        if room < NARROWEST:
            indent, room = 0, max(1, width - MARGIN - SIGNS)
        unread = is_unread(one)
        title = self._title(one, room)
        style = fill + self.look("title" if unread else "read")
        left = 0 if title.pad else room - len(title.cells)
        found = self._found(one.title)
        words = second_line(one, self._clock(), room, unfolded=self.listing.is_open(index))
        below = fitted(words, room, 1, interface_base())[0]
        x = width - MARGIN - SIGNS - indent
        rows = [
            [
                Piece(x - room + left, title, style, found),
                *self._sign(UNREAD if unread else "", x, fill),
            ],
            [
                Piece(x - room, below, fill + self.look("meta")),
                *self._sign(STARRED if is_starred(one) else "", x, fill),
            ],
        ]
        if self._snippets is not None:
            rows.append(self._snippet(self._snippets.get(one.id), x - room, room, fill))
        return [row_segments(row, width, fill) for row in rows]

    def _found(self, title: str) -> tuple[Span, ...]:
        """Return where a headline holds what is looked for."""
        if not self.sought:
            return ()
        look = self.look("match")
        ranges = hits(title[:MARKED], self.sought, title=True)
        return tuple((start, end, look) for start, end in ranges)

    def _snippet(self, piece: Snippet | None, x: int, room: int, fill: Style) -> list[Piece]:
        """Return the line that shows where a text holds what is looked for."""
        if piece is None:
            return []
        line = fitted(piece.text, room, 1, base_of(piece.text))[0]
        left = 0 if line.pad else room - len(line.cells)
        look = self.look("match")
        marks = tuple((start, end, look) for start, end in piece.marks)
        return [Piece(x + left, line, fill + self.look("read"), marks)]

    def _title(self, one: Summary, room: int) -> Line:
        """Return the headline in one line; what is far beyond the line is not even laid out."""
        title = one.title or _("(no title)")
        base = base_of(title)
        if len(title) > room * LETTERS:
            title = title[: room * LETTERS] + ELLIPSIS
        return fitted(title, room, 1, base)[0]

    def _sign(self, sign: str, x: int, fill: Style) -> list[Piece]:
        """Return a sign in the column right of the texts."""
        if not sign:
            return []
        return [Piece(x, fitted(sign, SIGNS, 1, "rtl")[0], fill + self.look("mark"))]


def is_starred(one: Summary) -> bool:
    """Tell whether a row holds something starred."""
    return one.starred if isinstance(one, ArticleSummary) else one.starred > 0


def is_unread(one: Summary) -> bool:
    """Tell whether a row holds something unread."""
    return not one.read if isinstance(one, ArticleSummary) else one.unread > 0
