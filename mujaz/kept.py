"""What the user keeps or corrects by hand, as frozen values: saved searches, corrections of tags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TagEditKind = Literal["rename", "merge", "hide", "tag", "untag"]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the user keeps under a name; with ``alert`` new matches are announced."""

    name: str
    query: str
    alert: bool
    added: datetime


@dataclass(frozen=True, slots=True)
class TagEdit:
    """A correction of tags by hand, in force until it is undone.

    Attributes:
        number: what it is undone by; later corrections have larger numbers.
        kind: what was done.
        name: the tag that was corrected, as it was shown then.
        target: its new name, or the tag it went into; None for the other kinds.
        article: the one article that it is about; None where it is about a tag everywhere.
        made: when it was done.
    """

    number: int
    kind: TagEditKind
    name: str
    target: str | None
    article: str | None
    made: datetime
