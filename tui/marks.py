"""Changes of read and starred that are shown already and not written yet.

The list shows what the store said with these changes on top. When a change is written, rows are
read again and it is dropped; when writing fails, dropping it is all that taking it back needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from mujaz.model import ArticleSummary, StorySummary

Field = Literal["read", "starred"]
Summary = StorySummary | ArticleSummary


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One change of the state of articles.

    Attributes:
        field: what is changed.
        value: what it becomes; it was the contrary for each of the articles.
        articles: article id → id of its story, None where it stands in none.
    """

    field: Field
    value: bool
    articles: dict[str, str | None]

    @property
    def stories(self) -> set[str]:
        """The stories whose rows look different after the change."""
        return {story for story in self.articles.values() if story is not None}


class Marks:
    """The changes under way."""

    def __init__(self) -> None:
        self._pending: list[Mark] = []
        self._states: dict[tuple[Field, str], bool] = {}
        self._shift: dict[Field, Counter[str]] = {"read": Counter(), "starred": Counter()}

    def put(self, mark: Mark) -> None:
        """Show a change."""
        self._pending.append(mark)
        self._work_out()

    def drop(self, mark: Mark) -> None:
        """Show a change no longer: it is written, or could not be."""
        self._pending.remove(mark)
        self._work_out()

    def _work_out(self) -> None:
        self._states.clear()
        for counter in self._shift.values():
            counter.clear()
        for mark in self._pending:
            step = 1 if mark.value else -1
            for article, story in mark.articles.items():
                self._states[mark.field, article] = mark.value
                if story is not None:
                    self._shift[mark.field][story] += step

    def state(self, field: Field, article: str, stored: bool) -> bool:
        """Return the state of an article with the changes on top of what the store says."""
        return self._states.get((field, article), stored)

    def shown(self, row: Summary) -> Summary:
        """Return a list row with the changes on top of it."""
        if not self._pending:
            return row
        if isinstance(row, ArticleSummary):
            return replace(
                row,
                read=self.state("read", row.id, row.read),
                starred=self.state("starred", row.id, row.starred),
            )
        return replace(
            row,
            unread=_within(row.unread - self._shift["read"][row.id], row.size),
            starred=_within(row.starred + self._shift["starred"][row.id], row.size),
        )


def _within(count: int, size: int) -> int:
    """Return a count kept within a story's size: the store may know of the change by now."""
    return max(0, min(count, size))


def rows_of(mark: Mark, known: Iterable[str]) -> list[str]:
    """Return those of the known rows, stories and articles, that a change concerns."""
    stories = mark.stories
    return [row for row in known if row in mark.articles or row in stories]
