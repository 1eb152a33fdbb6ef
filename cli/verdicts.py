"""What the doctor's checks say: a verdict and a line. The checks themselves are known elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cli.context import Run

Verdict = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor.

    Attributes:
        verdict: ``fail`` makes the doctor end with 1.
        line: what was found and, unless all is well, what to do.
    """

    verdict: Verdict
    line: str


Check = Callable[[Run], Iterator[Finding]]
"""Looks at one thing and tells what it finds; it raises nothing but :class:`MujazError`."""
