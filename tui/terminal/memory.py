"""What is kept of terminals between runs, in two small files of the data folder.

``terminals.json`` holds what the user said reads right, by the terminal's name.
``terminal-answers.json`` holds what a terminal answered, by session: a slow or silent terminal
costs the first command of a session, not every one. Neither is needed: what cannot be read counts
as nothing, and what cannot be written is asked again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mujaz.errors import MujazError
from tui.terminal.replies import VARIABLES, Replies, printable
from tui.terminal.wire import ORDERS, Order

CHOICES, ANSWERS = "terminals.json", "terminal-answers.json"
_KEPT = 40
"""Sessions whose answers are kept."""


def remembered(folder: Path | None, name: str) -> Order | None:
    """Return the order that the user said reads right in a terminal; None where they did not."""
    order = _read(folder, CHOICES).get(name)
    return next((one for one in ORDERS if one == order), None)


def remember(folder: Path, name: str, order: Order | None) -> None:
    """Keep the order that reads right in a terminal; None forgets it.

    Raises:
        MujazError: the file cannot be written.
    """
    choices = {key: value for key, value in _read(folder, CHOICES).items() if key != name}
    if order is not None:
        choices[name] = order
    _write(folder / CHOICES, choices)


def session_key(environment: Mapping[str, str]) -> str:
    """Return what stands for this terminal window in this login session."""
    parts = [f"{name}={environment.get(name, '')}" for name in VARIABLES]
    if hasattr(os, "getsid"):
        parts.append(str(os.getsid(0)))
        try:
            parts.append(os.ttyname(0))
        except OSError:
            parts.append("")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def recall_answers(folder: Path | None, session: str) -> Replies | None:
    """Return what the terminal answered earlier in this session; None where nothing is known."""
    kept = _read(folder, ANSWERS).get(session)
    if not isinstance(kept, dict):
        return None
    state = kept.get("bdsm")
    texts = {
        name: printable(value) if isinstance(value := kept.get(name), str) else None
        for name in ("name", "da1", "da2")
    }
    return Replies(bdsm=state if isinstance(state, int) else None, **texts)


def keep_answers(folder: Path | None, session: str, replies: Replies) -> None:
    """Keep what a terminal answered, where the data folder exists.

    A mode that was found reset is not kept: another program may set it again.
    """
    if folder is None or not folder.is_dir() or replies.bdsm in (2, 4):
        return
    kept = _read(folder, ANSWERS)
    if kept.get(session) == asdict(replies):
        return
    kept.pop(session, None)
    recent = dict(list(kept.items())[-_KEPT + 1 :])
    try:
        _write(folder / ANSWERS, {**recent, session: asdict(replies)})
    except MujazError:
        return


def _read(folder: Path | None, name: str) -> dict[str, Any]:
    if folder is None:
        return {}
    try:
        value = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _write(path: Path, value: object) -> None:
    from mujaz.files import write_atomically

    write_atomically(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
