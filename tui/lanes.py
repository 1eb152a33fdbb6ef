"""Threads that the store is used in: one lane each for reading, writing, searching, counting.

A lane does its jobs one after the other. What takes long or waits for a lock in one lane holds
nothing up in the others. What the jobs are is not known here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One thread with a queue; the store opens a connection of its own for it."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(1, f"mujaz-{name}")
        self._last: Future[Any] | None = None

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function after the jobs that were asked for before; return what it returns."""
        return await asyncio.wrap_future(self.submit(function, *args, **kwargs))

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function after the jobs that were asked for before, without waiting for it."""
        job = self._executor.submit(function, *args, **kwargs)
        self._last = job
        return job

    def settle(self, seconds: float) -> bool:
        """Wait for the jobs asked for so far, at most so long; tell whether they are done."""
        return self._last is None or not wait([self._last], seconds).not_done

    def close(self) -> None:
        """Drop the jobs that have not begun and wait for the one that has."""
        self._executor.shutdown(wait=True, cancel_futures=True)
