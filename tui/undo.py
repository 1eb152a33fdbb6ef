"""What can be taken back, the last change first; the changes themselves are not known here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

KEPT = 200
"""How many changes can be taken back."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was made.

    Attributes:
        what: what was done, in the user's language, as a notice tells it.
        take_back: makes the change undone.
    """

    what: str
    take_back: Callable[[], Coroutine[Any, Any, None]]


class History:
    """The changes of this session."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque(maxlen=KEPT)

    def add(self, change: Change) -> None:
        """Remember a change."""
        self._changes.append(change)

    def last(self) -> Change | None:
        """Return the last change and forget it; None where there is none."""
        return self._changes.pop() if self._changes else None
