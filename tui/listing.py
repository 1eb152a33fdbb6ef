"""The rows of the list as ids: stories with their articles folded in or out, or single articles.

A hundred thousand rows are a list of strings; what a row says is read by page elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Listing:
    """Rows in order; the articles of an opened story stand below it.

    Attributes:
        rows: ids of stories and articles as they stand on the screen.
        flat: the rows are articles only, none of them below a story.
    """

    def __init__(self, ids: Iterable[str] = (), *, flat: bool = False) -> None:
        self.rows = list(ids)
        self.flat = flat
        self._story_of: dict[str, str] = {}
        self._open: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def top(self) -> int:
        """Number of rows that stand below no other one."""
        return len(self.rows) - sum(self._open.values())

    def top_rows(self) -> list[str]:
        """Return the rows that stand below no other one."""
        if not self._open:
            return list(self.rows)
        return [row for row in self.rows if row not in self._story_of]

    @property
    def opened(self) -> list[str]:
        """The stories whose articles stand below them."""
        return list(self._open)

    def is_story(self, index: int) -> bool:
        """Tell whether the row is a story."""
        return not self.flat and self.rows[index] not in self._story_of

    def is_open(self, index: int) -> bool:
        """Tell whether the row is a story whose articles stand below it."""
        return self.rows[index] in self._open

    def parent(self, index: int) -> int | None:
        """Return the row of the story that an article stands below; None for other rows."""
        story = self._story_of.get(self.rows[index])
        if story is None:
            return None
        while self.rows[index] != story:
            index -= 1
        return index

    def open(self, index: int, articles: Sequence[str]) -> None:
        """Put a story's articles below it; a story that is open or no story stays as it is."""
        story = self.rows[index]
        if not self.is_story(index) or story in self._open:
            return
        self._open[story] = len(articles)
        self._story_of.update(dict.fromkeys(articles, story))
        self.rows[index + 1 : index + 1] = articles

    def close(self, index: int) -> int:
        """Take the articles of a row's story away; return the row of the story."""
        above = self.parent(index)
        index = index if above is None else above
        count = self._open.pop(self.rows[index], 0)
        for article in self.rows[index + 1 : index + 1 + count]:
            del self._story_of[article]
        del self.rows[index + 1 : index + 1 + count]
        return index

    def find(self, row: str | None) -> int | None:
        """Return the index of an id, None where it is not listed."""
        try:
            return self.rows.index(row) if row is not None else None
        except ValueError:
            return None
