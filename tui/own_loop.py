"""Long asynchronous work in a thread with an event loop of its own, cancellable from the screen's.

A refresh reads and writes the store between its awaits. On the screen's own loop each of these
would hold keys up; here they do not. What the work is, is not known here.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def run_apart(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in a thread of its own; return or raise what it returns or raises.

    Cancelling the caller cancels the coroutine; the caller goes on without waiting for the end of
    its thread, which does not hold the process up either.

    Args:
        make: makes the coroutine, in the thread that will run it.
    """
    here = asyncio.get_running_loop()
    done: asyncio.Future[T] = here.create_future()
    work = _Work(make)

    def run() -> None:
        try:
            result = asyncio.run(work.main())
        except BaseException as error:
            _tell(here, done, error=error)
        else:
            _tell(here, done, result=result)

    threading.Thread(target=run, name="mujaz-refresh", daemon=True).start()
    try:
        return await done
    except asyncio.CancelledError:
        work.cancel()
        raise


class _Work:
    """A coroutine and the way to cancel it from another thread."""

    def __init__(self, make: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._cancelled = False
        self._task: asyncio.Task[Any] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def main(self) -> Any:
        with self._lock:
            if self._cancelled:
                raise asyncio.CancelledError
            self._task = asyncio.current_task()
            self._loop = asyncio.get_running_loop()
        try:
            return await self._make()
        finally:
            with self._lock:
                self._loop = None

    def cancel(self) -> None:
        with self._lock:
            self._cancelled = True
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)


def _tell(
    loop: asyncio.AbstractEventLoop,
    done: asyncio.Future[Any],
    *,
    result: Any = None,
    error: BaseException | None = None,
) -> None:
    """Hand an end over to the caller's loop, which may be closed by now."""

    def hand_over() -> None:
        if done.done():
            return
        if error is None:
            done.set_result(result)
        elif isinstance(error, Exception):
            done.set_exception(error)
        else:
            done.cancel()

    if not loop.is_closed():
        try:
            loop.call_soon_threadsafe(hand_over)
        except RuntimeError:
            return  # it was closed between the two lines: nobody waits any more
