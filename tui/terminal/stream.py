"""A stream for a terminal, taken apart: escape sequences, text, and the cells that text takes.

Only the form of sequences is known here (ECMA-48, and the strings of DCS, OSC and their like), and
which of them change how letters look.
"""

from __future__ import annotations

import re

from mujaz.text.widths import MARKS

SEQUENCE = (
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|[P\]X^_][^\x07\x1b]*(?:\x1b(?!\\)[^\x07\x1b]*)*(?:\x07|\x1b\\)"  # DCS, OSC, SOS, PM, APC
    r"|[ -/]*[0-~])"
)
TOKENS = re.compile(rf"({SEQUENCE}|[\r\n])")
"""Splits a stream: texts at even places, sequences and line ends at odd ones."""

RTL = (
    "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Right-to-left letters and Arabic digits, as a character class body."""
HAS_RTL = re.compile(f"[{RTL}]")

_FOLLOWERS = f"{MARKS}\u200d\ufe00-\ufe0f\u200e\u202d"
CLUSTER = re.compile(f"[^{_FOLLOWERS}][{_FOLLOWERS}]*|[{_FOLLOWERS}]+")
"""A character with what stands in its cell."""


def is_style(sequence: str) -> bool:
    """Tell whether a sequence only changes colours and the like (SGR)."""
    return sequence.startswith("\x1b[") and sequence.endswith("m")


def font_after(font: tuple[bool, bool], sequence: str) -> tuple[bool, bool]:
    """Return whether letters are bold and italic after an SGR sequence (ECMA-48 8.3.117)."""
    bold, italic = font
    parameters = sequence[2:-1].split(";") if len(sequence) > 3 else ["0"]
    position = 0
    while position < len(parameters):
        one = parameters[position]
        if one in ("38", "48", "58"):
            position += 5 if parameters[position + 1 : position + 2] == ["2"] else 3
            continue
        if one in ("0", ""):
            bold = italic = False
        elif one in ("1", "3"):
            bold, italic = bold or one == "1", italic or one == "3"
        elif one in ("22", "23"):
            bold, italic = bold and one != "22", italic and one != "23"
        position += 1
    return bold, italic
