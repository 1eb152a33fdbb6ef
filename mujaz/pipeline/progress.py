"""What long work tells of itself while it runs, as values; who shows them is not known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["fetch", "write", "group"]


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps of a stage are behind us; ``what`` is the step just ended."""

    stage: Stage
    done: int
    total: int
    what: str = ""


#: Called after each step; it may raise to stop the work between two steps.
Report = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report nothing."""
