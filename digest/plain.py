"""Texts of sources made fit for one line of a briefing, and the direction they are read in.

The last check before a text enters an edition: after it, no renderer meets a control character, a
line break or a text without end. Escaping for a format is that format's own task.
"""

from __future__ import annotations

import unicodedata

from mujaz.text import clean

MAX_TITLE = 240
MAX_SENTENCE = 900
_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}  # RLM, LRM
_RIGHT = ("R", "AL")


def one_line(text: str, limit: int = MAX_TITLE) -> str:
    """Return a text of unknown origin clean, on one line, and cut at a word near ``limit``."""
    line = " ".join(clean(text).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0] if " " in line[:limit] else line[: limit - 1]
    return f"{cut} …"


def direction(text: str, default: str = "rtl") -> str:
    """Return ``rtl`` where a text holds a right-to-left letter, else ``ltr`` where it holds any.

    A headline that begins with a Latin name is still read from the right. A text without letters
    has the ``default`` direction.
    """
    kinds = {unicodedata.bidirectional(char) for char in text}
    if kinds & {*_RIGHT}:
        return "rtl"
    return "ltr" if "L" in kinds else default


def begins_rtl(text: str) -> bool:
    """Tell whether the first character alone tells a first-strong reader to go right to left."""
    return bool(text) and unicodedata.bidirectional(text[0]) in _RIGHT


def closed(text: str, base: str | None = None) -> str:
    """Return a text that leaves what follows it on its line to the line's own direction.

    A number or bracket behind a Latin name in an Arabic line would be drawn as part of the name
    (UAX #9, W7 and N0): a mark of the line's direction ends the run.

    Args:
        text: text of a source.
        base: direction of the line it stands in; None where the text gives the direction.
    """
    base = base or direction(text)
    for char in reversed(text):
        kind = unicodedata.bidirectional(char)
        if kind in ("L", *_RIGHT):
            against = (kind == "L") == (base == "rtl")
            return text + _MARKS[base] if against else text
    return text
