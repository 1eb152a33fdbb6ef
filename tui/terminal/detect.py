"""Finding the wire of this process's terminal: asked, remembered, decided.

The parts are known elsewhere: :mod:`tui.terminal.probe` asks, :mod:`tui.terminal.memory` keeps,
:mod:`tui.terminal.decide` concludes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.settings import Bidi
from tui.terminal.decide import Known, decide
from tui.terminal.memory import keep_answers, recall_answers, remembered, session_key
from tui.terminal.probe import ask, ask_tmux, has_terminal, may_be_asked, patience
from tui.terminal.replies import Outside, Replies
from tui.terminal.wire import Order, Wire


@dataclass(frozen=True, slots=True)
class Found:
    """A terminal as it was found.

    Attributes:
        wire: how to write to it.
        known: what it was decided by; None where there is no terminal.
        remembered: what the user once said reads right in it.
        typed: keys that were pressed while it was asked.
        late: whether it was asked and did not answer in time: answers may still come.
    """

    wire: Wire
    known: Known | None = None
    remembered: Order | None = None
    typed: bytes = b""
    late: bool = False


def detect(
    setting: Bidi = "auto",
    folder: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    fresh: bool = True,
    piped: bool = False,
) -> Found:
    """Find the wire of the terminal that standard input and output are connected to.

    Args:
        setting: the user's choice, ``[reader] bidi``.
        folder: the data folder, for what is remembered; None remembers nothing.
        environment: the environment variables; this process's own by default.
        fresh: ask again although the terminal answered before. One that stayed silent is not asked
            again in either case.
        piped: look for the terminal of this session although input or output is elsewhere.
    """
    environment = os.environ if environment is None else environment
    if not (piped and has_terminal()) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Found(Wire(reason="no terminal"))
    replies, typed, late = _replies(setting, folder, environment, fresh)
    known = Known(replies, environment, _outside(replies, environment))
    choice = remembered(folder, known.name)
    return Found(decide(known, setting, choice), known, choice, typed, late)


def _replies(
    setting: Bidi, folder: Path | None, environment: Mapping[str, str], fresh: bool
) -> tuple[Replies, bytes, bool]:
    """Return the terminal's answers, what was typed meanwhile, and whether they may come later."""
    if setting == "none" or not may_be_asked(environment):
        return Replies(), b"", False
    session = session_key(environment)
    kept = recall_answers(folder, session)
    if kept is not None and (kept.silent or not fresh):
        return kept, b"", False
    replies, typed = ask(patience(environment))
    keep_answers(folder, session, replies)
    return replies, typed, replies.da1 is None


def _outside(replies: Replies, environment: Mapping[str, str]) -> Outside | None:
    known = Known(replies, environment)
    return ask_tmux(environment) if known.between == "tmux" else None
