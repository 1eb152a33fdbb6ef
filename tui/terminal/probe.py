"""Asking the terminal what it is, before anything else reads its answers.

One write holds all questions and ends with the primary device attributes, which every terminal
answers: its answer is the fence after which nothing more is awaited. The answers' meaning is known
to :mod:`tui.terminal.decide`. Without a terminal, or on a system without termios, nothing is asked.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping

from tui.settings import Bidi
from tui.terminal.decide import VTE_WITH_BDSM, Replies, Wire, decide, parse_replies, vte_version

QUESTIONS = b"\x1b[8$p\x1b[>q\x1b[>c\x1b[c"
"""DECRQM of mode 8, XTVERSION, secondary and primary device attributes."""
_FENCE = re.compile(rb"\x1b\[\?[\d;]*c")


def ask(timeout: float = 0.6) -> Replies:
    """Ask the controlling terminal.

    Args:
        timeout: seconds to wait for the fence. Late answers are awaited a little longer, so that
            they don't turn into key presses.

    Returns:
        the answers; empty where there is no terminal to ask.
    """
    try:
        import termios
        import tty
    except ImportError:
        return Replies()
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return Replies()
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setraw(terminal, termios.TCSANOW)
            os.write(terminal, QUESTIONS)
            return parse_replies(_read(terminal, timeout))
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    except (OSError, termios.error):
        return Replies()
    finally:
        os.close(terminal)


def _read(terminal: int, timeout: float) -> bytes:
    """Read until the fence, at most ``timeout`` seconds, then until nothing comes for a while."""
    answer = b""
    end = time.monotonic() + timeout
    while (left := end - time.monotonic()) > 0 and not _FENCE.search(answer):
        if select.select([terminal], [], [], left)[0]:
            answer += os.read(terminal, 1024)
    if not _FENCE.search(answer):
        while len(answer) < 65536 and select.select([terminal], [], [], 0.25)[0]:
            answer += os.read(terminal, 1024)
    return answer


def detect(setting: Bidi = "auto", environment: Mapping[str, str] | None = None) -> Wire:
    """Return the wire of the terminal that standard input and output are connected to.

    The terminal is not asked where its environment or the user's setting answers already, nor is
    Apple's, which prints a stray letter for DECRQM.
    """
    environment = os.environ if environment is None else environment
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Wire(reason="no terminal")
    known = (
        setting != "auto"
        or environment.get("TMUX")
        or environment.get("STY")
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or vte_version(environment) >= VTE_WITH_BDSM
    )
    if known:
        return decide(Replies(), environment, setting)
    return decide(ask(1.5 if environment.get("SSH_CONNECTION") else 0.6), environment, setting)
