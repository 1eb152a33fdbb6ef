"""What terminals answer, written down from our own runs: the bytes, the variables, the outcome.

Each row: name; bytes that come back for the probe; variables; what tmux says of its outside;
the order of writing; what is told at start or per row; what is told at the end.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.terminal.replies import Outside
from tui.terminal.wire import Order

BDSM = ("\x1b[8l", "\x1b[8h")
KONSOLE = ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07")
MLTERM = ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07")
NOTHING = ("", "")
TMUX = b"\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2c"
SCREEN = b"\x1b[>83;40900;0c\x1b[?1;2c"
VTE_VARIABLES = {"TERM": "xterm-256color", "VTE_VERSION": "7006"}


def in_tmux(pair: tuple[str, str]) -> tuple[str, str]:
    """Return a pair of switches as they go through tmux."""
    told, undone = ("\x1bPtmux;" + one.replace("\x1b", "\x1b\x1b") + "\x1b\\" for one in pair)
    return told, undone


def in_screen(pair: tuple[str, str]) -> tuple[str, str]:
    """Return a pair of switches as they go through GNU screen."""
    told, undone = (f"\x1bP{one}\x1b\\" for one in pair)
    return told, undone


class Case(NamedTuple):
    """One terminal."""

    name: str
    answer: bytes
    variables: dict[str, str]
    order: Order
    switch: tuple[str, str]
    outside: Outside | None = None
    marks: bool = True


CASES = [
    Case("VTE", b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c", VTE_VARIABLES, "visual", BDSM),
    Case("VTE over ssh", b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c", {}, "visual", BDSM),
    Case("VTE told already", b"\x1b[8;2$y\x1b[?65;1;9c", VTE_VARIABLES, "visual", NOTHING),
    Case("VTE, silent", b"", VTE_VARIABLES, "visual", BDSM),
    Case("mintty", b"\x1b[8;1$y\x1bP>|mintty 3.7.0\x1b\\\x1b[>77;30700;0c\x1b[?64;1c", {}, "visual", BDSM),
    Case("WezTerm", b"\x1b[8;2$y\x1bP>|WezTerm 2024\x1b\\\x1b[?65;4c", {}, "visual", NOTHING),
    Case("set for good", b"\x1b[8;3$y\x1b[?65;4c", {}, "lro", NOTHING),
    Case("reset for good", b"\x1b[8;4$y\x1b[?65;4c", {}, "visual", NOTHING),
    Case("Konsole", b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c", {}, "visual", KONSOLE),
    Case("Konsole from VTE's shell", b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;1;4c", VTE_VARIABLES,
         "visual", KONSOLE),
    Case("kitty", b"\x1b[8;0$y\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[?62;c", {}, "words", NOTHING, marks=False),
    Case("mlterm", b"\x1b[8;0$y\x1b[>24;279;0c\x1b[?63;1;2c", {"MLTERM": "3.9.0"}, "visual", MLTERM),
    Case("mlterm over ssh", b"\x1b[8;0$y\x1b[>24;279;0c\x1b[?63;1;2c", {"TERM": "xterm"}, "visual", MLTERM),
    Case("xterm", b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1;2c", {}, "visual", NOTHING),
    Case("xterm from VTE's shell", b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c", VTE_VARIABLES,
         "visual", NOTHING),
    Case("alacritty", b"\x1b[>0;1700;1c\x1b[?6c", {"ALACRITTY_WINDOW_ID": "1", "TERM": "alacritty"},
         "visual", NOTHING, marks=False),
    Case("foot", b"\x1bP>|foot(1.13.1)\x1b\\\x1b[>1;011301;0c\x1b[?62;4;22c", {"TERM": "foot"},
         "visual", NOTHING, marks=False),
    Case("urxvt", b"\x1b[>85;95;0c\x1b[?1;2c", {"TERM": "rxvt-unicode-256color"}, "visual", NOTHING),
    Case("st", b"\x1b[?6c", {"TERM": "st-256color"}, "visual", NOTHING, marks=False),
    Case("Windows Terminal", b"\x1b[8;0$y\x1b[?61;6;7c", {"WT_SESSION": "x"}, "visual", NOTHING),
    Case("a console of Windows", b"", {"OS": "Windows_NT"}, "visual", NOTHING),
    Case("VS Code", b"\x1b[>0;276;0c\x1b[?1;2c", {"TERM_PROGRAM": "vscode"}, "visual", NOTHING),
    Case("the Linux console", b"\x1b[?6c", {"TERM": "linux"}, "visual", NOTHING),
    Case("Apple's", b"", {"TERM_PROGRAM": "Apple_Terminal"}, "lro", NOTHING),
    Case("iTerm2", b"\x1bP>|iTerm2 3.6.5\x1b\\\x1b[?62;4c", {}, "lro", NOTHING),
    Case("iTerm2, silent", b"", {"LC_TERMINAL": "iTerm2"}, "lro", NOTHING),
    Case("PuTTY", b"\x1b[>0;136;0c\x1b[?6c", {"TERM": "xterm"}, "logical", NOTHING),
    Case("QTerminal", b"\x1b[>0;115;0c\x1b[?1;2c", {"TERM": "xterm-256color"}, "logical", NOTHING),
    Case("terminology", b"\x1bP>|terminology 1.13.0\x1b\\\x1b[>61;337;0c\x1b[?64;1;9c", {},
         "visual", NOTHING),
    Case("unknown", b"\x1b[?62c", {"TERM": "xterm"}, "lro", BDSM),
    Case("silence", b"", {}, "lro", BDSM),
    Case("tmux in VTE", TMUX, {"TMUX": "x", **VTE_VARIABLES}, "lro", NOTHING,
         Outside("", "xterm-256color", False)),
    Case("tmux in Konsole", TMUX, {"TMUX": "x"}, "visual", in_tmux(KONSOLE),
         Outside("Konsole 22.12.3", "xterm-256color", True)),
    Case("tmux in mlterm", TMUX, {"TMUX": "x"}, "visual", in_tmux(MLTERM), Outside("", "mlterm", True)),
    Case("tmux in mlterm, closed", TMUX, {"TMUX": "x"}, "lro", NOTHING, Outside("", "mlterm", False)),
    Case("tmux in kitty", TMUX, {"TMUX": "x"}, "words", NOTHING, Outside("kitty(0.26.5)", "xterm-kitty"), marks=False),
    Case("tmux in kitty, not asked", TMUX, {"KITTY_WINDOW_ID": "1"}, "words", NOTHING, marks=False),
    Case("tmux in xterm", TMUX, {"TMUX": "x"}, "visual", NOTHING, Outside("XTerm(379)", "xterm")),
    Case("tmux in st", TMUX, {"TMUX": "x"}, "visual", NOTHING, Outside("", "st-256color"), marks=False),
    Case("tmux in foot", TMUX, {"TMUX": "x"}, "visual", NOTHING, Outside("foot(1.13.1)", "foot"),
         marks=False),
    Case("tmux behind ssh", TMUX, {"TERM": "tmux-256color"}, "lro", NOTHING),
    Case("xterm started from tmux", b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c", {"TMUX": "x"},
         "visual", NOTHING),
    Case("screen in VTE", SCREEN, {"STY": "x", **VTE_VARIABLES}, "visual", in_screen(BDSM)),
    Case("screen in Konsole", SCREEN, {"STY": "x", "KONSOLE_VERSION": "221203"}, "visual",
         in_screen(KONSOLE)),
    Case("screen in kitty", SCREEN, {"STY": "x", "KITTY_WINDOW_ID": "1"}, "words", NOTHING, marks=False),
    Case("screen in xterm", SCREEN, {"STY": "x", "XTERM_VERSION": "XTerm(379)"}, "visual", NOTHING),
    Case("screen behind ssh", SCREEN, {"TERM": "screen"}, "lro", NOTHING),
]  # fmt: skip
