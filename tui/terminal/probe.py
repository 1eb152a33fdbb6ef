"""Asking the terminal what it is, before anything else reads its answers.

One write holds all questions and ends with the primary device attributes, which every terminal
answers: its answer is the fence after which nothing more is awaited. tmux is asked by its own
command. The answers' meaning is known to :mod:`tui.terminal.decide`. Without a terminal, or on a
system without termios, nothing is asked.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping

from tui.terminal.replies import (
    FENCE,
    Outside,
    Replies,
    parse_replies,
    printable,
    typed_among,
)

QUESTIONS = b"\x1b[8$p\x1b[>q\x1b[>c\x1b[c"
"""DECRQM of mode 8, XTVERSION, secondary and primary device attributes."""
LOCAL, REMOTE = 0.6, 1.8
"""Seconds to wait for the fence: here, and over ssh."""
_LULL = 0.25
_MOST = 65536


def patience(environment: Mapping[str, str]) -> float:
    """Return how long the terminal's answers are awaited, in seconds."""
    far = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    return REMOTE if far else LOCAL


def may_be_asked(environment: Mapping[str, str]) -> bool:
    """Tell whether this terminal may be asked.

    Apple's Terminal may not: it prints a stray letter for DECRQM. ``TERM=dumb`` says that it knows
    no sequences.
    """
    apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"
    return not apple and environment.get("TERM") != "dumb"


def has_terminal() -> bool:
    """Tell whether this process belongs to a terminal, wherever its input and output go."""
    if sys.platform == "win32":
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def ask(timeout: float = LOCAL) -> tuple[Replies, bytes]:
    """Ask the controlling terminal.

    Args:
        timeout: seconds to wait for the fence.

    Returns:
        the answers, empty where there is no terminal to ask, and the keys that were typed in the
        meantime.
    """
    try:
        import termios
        import tty
    except ImportError:
        return Replies(), b""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return Replies(), b""
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setraw(terminal, termios.TCSANOW)
            os.write(terminal, QUESTIONS)
            raw = _read(terminal, timeout)
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return Replies(), b""
    finally:
        os.close(terminal)
    return parse_replies(raw), typed_among(raw)


def _read(terminal: int, timeout: float) -> bytes:
    """Read until the fence, at most ``timeout`` seconds; what has begun to come may end."""
    raw = b""
    end = time.monotonic() + timeout
    while not FENCE.search(raw) and len(raw) < _MOST:
        left = end - time.monotonic()
        if left <= 0:
            if b"\x1b" not in raw or not select.select([terminal], [], [], _LULL)[0]:
                break
        elif not select.select([terminal], [], [], left)[0]:
            continue
        data = os.read(terminal, 1024)
        if not data:
            break
        raw += data
    return raw


def give_back(typed: bytes) -> None:
    """Put keys that were typed while the terminal was asked back, where the system allows it.

    For commands that read no keys themselves: the keys were meant for whatever reads next.
    """
    if not typed:
        return
    try:
        import fcntl
        import termios

        push = termios.TIOCSTI
        for one in typed:
            fcntl.ioctl(sys.stdin.fileno(), push, bytes([one]))
    except (ImportError, AttributeError, OSError, ValueError):
        return  # Linux forbids it by default from 6.2 on (dev.tty.legacy_tiocsti)


def ask_tmux(environment: Mapping[str, str]) -> Outside | None:
    """Ask tmux about the terminal that it is shown in now.

    The environment may be stale: a pane keeps the one that the server was started in.

    Returns:
        what it says; None where it cannot be asked.
    """
    if not environment.get("TMUX"):
        return None
    question = "#{client_termtype}\t#{client_termname}\t#{allow-passthrough}"
    try:
        done = subprocess.run(
            ["tmux", "display-message", "-p", question],
            capture_output=True,
            timeout=1,
            check=True,
            stdin=subprocess.DEVNULL,
            env=dict(environment),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    fields = [printable(one) for one in done.stdout.decode("utf-8", "replace").split("\t")]
    name, term, passthrough = [*fields, "", "", ""][:3]
    return Outside(name, term, passthrough.strip() in ("on", "all", "1"))
