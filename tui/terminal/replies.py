"""What terminals say of themselves: the answers, and what a multiplexer knows of its outside.

Only the form of answers is known here. What follows from them is known to
:mod:`tui.terminal.decide`, how they are asked for to :mod:`tui.terminal.probe`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BDSM = re.compile(rb"\x1b\[8;(\d)\$y")
_NAME = re.compile(rb"\x1bP>\|([^\x1b\x07\x9c]{0,80})(?:\x1b\\|\x9c|\x07)")
_DA1 = re.compile(rb"\x1b\[\?([\d;]*)c")
_DA2 = re.compile(rb"\x1b\[>([\d;]*)c")
ANSWERS = (_BDSM, _NAME, _DA1, _DA2)
FENCE = _DA1
"""The answer to the last question; every terminal gives it."""

_BY_DA2 = {
    "65": "VTE",
    "61": "VTE",
    "24": "mlterm",
    "77": "mintty",
    "83": "screen",
    "84": "tmux",
    "85": "rxvt",
    "0;115": "QTerminal",
    "0;136": "PuTTY",
    "41": "XTerm",
}
"""Secondary device attributes by which terminals without XTVERSION are known."""
_BY_VARIABLE = {
    "KITTY_WINDOW_ID": "kitty",
    "KONSOLE_VERSION": "Konsole",
    "MLTERM": "mlterm",
    "XTERM_VERSION": "XTerm",
    "ALACRITTY_WINDOW_ID": "alacritty",
    "WEZTERM_PANE": "WezTerm",
    "GHOSTTY_RESOURCES_DIR": "ghostty",
    "WT_SESSION": "Windows Terminal",
    "VTE_VERSION": "VTE",
}

VARIABLES = (
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "LC_TERMINAL",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
    "WINDOWID",
    "WT_SESSION",
    "XTERM_VERSION",
    "ALACRITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "GHOSTTY_RESOURCES_DIR",
    "MLTERM",
    "TMUX",
    "STY",
    "SSH_CONNECTION",
)
"""Variables that tell one terminal from another."""


@dataclass(frozen=True, slots=True)
class Replies:
    """What a terminal answered; None where it was silent.

    Attributes:
        bdsm: state of mode 8 by DECRQM: 0 unknown, 1 set (the terminal reorders), 2 reset,
            3 and 4 the same for good.
        name: XTVERSION's text, such as ``XTerm(379)``.
        da1: parameters of the primary device attributes.
        da2: parameters of the secondary device attributes.
    """

    bdsm: int | None = None
    name: str | None = None
    da1: str | None = None
    da2: str | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing came at all."""
        return self == Replies()


@dataclass(frozen=True, slots=True)
class Outside:
    """What tmux says of the terminal that it is shown in.

    Attributes:
        name: that terminal's XTVERSION; empty where it was silent.
        term: its ``TERM``.
        passthrough: whether sequences may be handed through to it.
    """

    name: str = ""
    term: str = ""
    passthrough: bool = False


def parse_replies(raw: bytes) -> Replies:
    """Pick the answers out of the bytes that came back; anything else among them is ignored."""
    state, name, da1, da2 = (pattern.search(raw) for pattern in ANSWERS)
    return Replies(
        bdsm=int(state[1]) if state else None,
        name=printable(name[1].decode("utf-8", "replace")) if name else None,
        da1=da1[1].decode() if da1 else None,
        da2=da2[1].decode() if da2 else None,
    )


def typed_among(raw: bytes) -> bytes:
    """Return what came back beside the answers: keys that were pressed in the meantime."""
    for pattern in ANSWERS:
        raw = pattern.sub(b"", raw)
    return raw


def printable(text: str) -> str:
    """Return a terminal's own words without anything that could steer another one."""
    return "".join(char for char in text if char.isprintable())[:80]


def multiplexer(environment: Mapping[str, str], replies: Replies) -> str:
    """Return ``tmux``, ``screen`` or nothing: what answers in the terminal's place.

    Answers come before variables, which don't cross ssh and are handed on to other terminals.
    """
    name = (replies.name or "").lower()
    if name.startswith("tmux") or (replies.da2 or "").startswith("84;"):
        return "tmux"
    if name.startswith("screen") or (replies.da2 or "").startswith("83;"):
        return "screen"
    if replies.name or replies.bdsm is not None:
        return ""
    return "tmux" if environment.get("TMUX") else "screen" if environment.get("STY") else ""


def vte_version(environment: Mapping[str, str]) -> int:
    """Return ``VTE_VERSION`` as a number, 0 where it is missing or no number."""
    value = environment.get("VTE_VERSION", "")
    return int(value) if value.isascii() and value.isdigit() else 0


def terminal_name(
    replies: Replies, environment: Mapping[str, str], outside: Outside | None = None
) -> str:
    """Return a terminal's name as far as it can be known, the multiplexer behind it.

    The name stays the same from one run to the next and holds no version: what the user said of a
    terminal is remembered under it.
    """
    between = multiplexer(environment, replies)
    if between:
        inner = _first_word(outside.name or outside.term) if outside else ""
        name = inner or _by_variable(environment) or "?"
        return f"{name} in {between}"
    return (
        _first_word(replies.name or "")
        or _by_da2(replies.da2 or "")
        or _program(environment)
        or _by_variable(environment)
        or environment.get("TERM")
        or "?"
    )


def _first_word(text: str) -> str:
    found = re.match(r"[A-Za-z][\w.+-]*(?: Terminal)?", text)
    return found[0] if found else ""


def _by_da2(da2: str) -> str:
    first, both = da2.split(";")[0], ";".join(da2.split(";")[:2])
    return _BY_DA2.get(first) or _BY_DA2.get(both) or ""


def _program(environment: Mapping[str, str]) -> str:
    return printable(environment.get("TERM_PROGRAM") or environment.get("LC_TERMINAL") or "")


def _by_variable(environment: Mapping[str, str]) -> str:
    return next((name for key, name in _BY_VARIABLE.items() if environment.get(key)), "")
