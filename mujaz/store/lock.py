"""A lock between processes: a file that one of them holds.

The system frees it when its holder dies, however it dies; there is no stale lock to clear.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mujaz.errors import BusyError, StoreError
from mujaz.i18n import _
from mujaz.reasons import os_reason

_POLL = 0.05


@contextmanager
def file_lock(path: Path, wait: float) -> Iterator[None]:
    """Hold a lock file for the time of a block.

    Args:
        path: the lock file; made where it is missing, and left there.
        wait: seconds to wait for another holder.

    Raises:
        BusyError: another process holds it all that time.
        StoreError: the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            _(
                "{path}: cannot be written ({reason}); free some space or name another place."
            ).format(path=path, reason=os_reason(error))
        ) from None
    try:
        _take(descriptor, path, time.monotonic() + wait)
        yield
    finally:
        os.close(descriptor)  # frees the lock


def _take(descriptor: int, path: Path, until: float) -> None:
    while not _try(descriptor):
        if time.monotonic() > until:
            raise BusyError(
                _("{path}: another mujaz is grouping articles; try again in a moment.").format(
                    path=path
                )
            )
        time.sleep(_POLL)


def _try(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
