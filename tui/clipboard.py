"""Copying text: to the terminal's clipboard and, where there is one, by the desktop's own tool.

The terminal is written to by OSC 52 and never tells whether it took the text. A tool does: it is
started with an argument list, gets the text on its standard input and has two seconds. What is
copied is known to the screens.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that takes text for the clipboard.

    Attributes:
        command: program and arguments.
        encoding: how it wants the text.
    """

    command: tuple[str, ...]
    encoding: str = "utf-8"


def tools(environment: Mapping[str, str], platform: str = sys.platform) -> list[Tool]:
    """Return the programs that reach the clipboard of the screen in use, the best first.

    Over ssh the programs of this machine would fill the clipboard of the wrong one, unless a
    display is forwarded.

    Args:
        environment: the environment variables.
        platform: as ``sys.platform`` names it.
    """
    remote = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    found: list[Tool] = []
    if environment.get("WAYLAND_DISPLAY"):
        found.append(Tool(("wl-copy", "--type", "text/plain;charset=utf-8")))
    if environment.get("DISPLAY"):
        found.append(Tool(("xclip", "-selection", "clipboard", "-in")))
        found.append(Tool(("xsel", "--clipboard", "--input")))
    if platform == "darwin" and not remote:
        found.append(Tool(("pbcopy",)))
    if (platform == "win32" or environment.get("WSL_DISTRO_NAME")) and not remote:
        found.append(Tool(("clip.exe",), "utf-16-le"))
    return found


def copy_by_tool(text: str, environment: Mapping[str, str] | None = None) -> bool:
    """Give text to the first tool that takes it; it may take two seconds a tool.

    Args:
        text: logical text.
        environment: variables to go by; the process's own by default.

    Returns:
        whether a tool said that it has the text.
    """
    known = os.environ if environment is None else environment
    return any(_given(tool, text, known) for tool in tools(known))


def _given(tool: Tool, text: str, environment: Mapping[str, str]) -> bool:
    """Run a tool; tell whether it ended well."""
    program = shutil.which(tool.command[0], path=environment.get("PATH"))
    if program is None:
        return False
    try:
        # These tools stay behind to serve the text: with pipes for their words we would wait.
        done = subprocess.run(
            [program, *tool.command[1:]],
            input=text.encode(tool.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env=dict(environment),
            cwd=Path(program).anchor,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
