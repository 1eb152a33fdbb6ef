"""Files: read with errors in words, written as a whole or not at all.

Knows the file system; knows nothing of what is written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from mujaz.errors import InputError, MujazError
from mujaz.i18n import _
from mujaz.reasons import os_reason


def expanded(path: str | Path) -> Path:
    """Return a path with ``~`` and ``~user`` resolved; one of an unknown user stays as it is.

    ``Path.expanduser`` raises for that, where opening the path tells better what is wrong.
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111


def read_bytes(path: Path) -> bytes:
    """Return what stands in a file that the user named.

    Raises:
        InputError: it cannot be read; one line says where and why.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=os_reason(error))
        ) from None


def write_atomically(path: Path, content: str | Iterable[bytes]) -> None:
    """Write a file as a whole or not at all; what stood there before survives every failure.

    The content goes to a new file beside it that only its owner may read, reaches the disk, and
    then takes the name. A symbolic link of that name is replaced, not followed; a device or a
    pipe, such as ``/dev/stdout``, is written to.

    Args:
        path: where to.
        content: a text, written as UTF-8, or pieces of bytes as they come.

    Raises:
        MujazError: the file cannot be written; one line says where and why.
    """
    pieces = [content.encode("utf-8")] if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(pieces)
            return
        temporary = path.with_name(f".{path.name[:60]}.{secrets.token_hex(6)}.tmp")
        _write_new(temporary, pieces)
        try:
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise MujazError(
            _(
                "{path}: cannot be written ({reason}); free some space or name another place."
            ).format(path=path, reason=os_reason(error))
        ) from None


def _write_new(path: Path, pieces: Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut where the system can do that for folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
