"""What a store must do for its own upkeep: forget, tell its sizes, look after its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Purged:
    """How much a purge took out."""

    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class SpacePart:
    """What one kind of content takes of the store's file: its rows and their indexes.

    ``size`` is in bytes; ``rows`` is None where counting them tells nothing.
    """

    name: Literal["articles", "search", "revisions", "stories", "tags", "states", "rest", "free"]
    size: int
    rows: int | None


class UpkeepStore(Protocol):
    """The part of :class:`mujaz.store.protocol.Store` that looks after the store itself."""

    def purge(self, before: datetime, now: datetime) -> Purged:
        """Take out stories that were published before a moment, read to the end and not starred."""

    def space(self) -> list[SpacePart]:
        """Return what takes how many bytes of the store, free pages among them."""

    def problems(self, *, thorough: bool) -> list[str]:
        """Return what is wrong with the store's file, in lines; none where it is sound.

        Args:
            thorough: also compare each index with its table (minutes for a very large store).
        """

    def rebuild_indexes(self, report: Callable[[int, int], None]) -> int:
        """Build all indexes anew from the articles; return how many articles are searchable.

        Args:
            report: told (done, total) from time to time; it may raise to stop the work.
        """

    def vacuum(self) -> int:
        """Give free pages back to the file system; return by how many bytes the file shrank."""
