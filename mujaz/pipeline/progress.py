"""What long work tells of itself while it runs, as values; who shows them is not known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["fetch", "write", "group", "index"]


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps of a stage are behind us.

    Attributes:
        stage: what is being done.
        done: steps that are behind us.
        total: all steps of the stage.
        what: the step that has just ended, for people.
        feed: its feed's address where it was a feed.
        new: how many articles it brought.
        error: why it failed, None where it did not.
    """

    stage: Stage
    done: int
    total: int
    what: str = ""
    feed: str = ""
    new: int = 0
    error: str | None = None


#: Called after each step; it may raise to stop the work between two steps.
Report = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report nothing."""
