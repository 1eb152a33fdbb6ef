"""Notifications of the desktop, where there is one: Linux by notify-send, macOS by osascript.

The texts go as arguments, never through a shell, without controls and without the markup that
notification servers read. Windows has no command that takes a text as an argument; nothing is
shown there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from mujaz.text import clean

_TITLE, _BODY = 120, 400
"""Longest texts, in characters: what does not fit a bubble helps nobody."""
_PATIENCE = 5.0
"""Seconds that the desktop has to take a notification."""
_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)


def notify(title: str, body: str) -> bool:
    """Show a notification; return whether a desktop has taken it. Never raises for want of one."""
    command = command_for(title, body)
    if command is None:
        return False
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def command_for(title: str, body: str) -> Sequence[str] | None:
    """Return the command that shows a notification here; None where there is no desktop."""
    if sys.platform == "darwin":
        program = shutil.which("osascript")
        script = [part for line in _SCRIPT for part in ("-e", line)]
        return [program, *script, _plain(title, _TITLE), _plain(body, _BODY)] if program else None
    if sys.platform == "win32" or not (
        os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
    ):
        return None
    program = shutil.which("notify-send")
    if program is None:
        return None
    # the body is read as markup by most servers; the title is not
    marked = _plain(body, _BODY).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return [program, "--app-name=mujaz", "--", _plain(title, _TITLE), marked]


def _plain(text: str, length: int) -> str:
    """Return a text as an argument: clean, short, never empty and never an option."""
    line = "\n".join(" ".join(part.split()) for part in clean(text).split("\n")).strip()
    return (line if len(line) <= length else line[: length - 1].rstrip() + "…") or " "
