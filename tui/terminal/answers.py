"""Keeping a terminal's answers out of what is typed.

Answers that come after nobody waits for them any more, over a slow line say, would be taken for
key presses. This module finds them in the stream of input, also where they come in pieces. It
knows the form of answers and the time; it knows no keys.
"""

from __future__ import annotations

import re

_STRING_BEGINS = r"\x1b(?:P(?:>\||[01]?[+$]r|!\|)|\](?:\d+;)|_G)"
_ANSWER = re.compile(
    r"\x1b\[8;\d*\$y"  # DECRPM of an ANSI mode
    r"|\x1b\[[?>=][\d;]*c"  # device attributes
    r"|\x1b\[\?[\d;]*[nR]|\x1b\[0n"  # status and extended cursor position
    rf"|{_STRING_BEGINS}[^\x07\x1b]*(?:\x07|\x1b\\)"  # XTVERSION, XTGETTCAP, OSC 4, 10, 11, 52
)
# What may be the beginning of one, at the end of what has come so far.
_BEGUN = re.compile(
    r"\x1b(?:\[(?:8(?:;(?:\d{0,3}\$?)?)?|[?>=][\d;]{0,80}\$?|0)?"
    r"|P(?:>|[01]?[+$]?|!)?|\]\d{0,4}|_)?\Z"
)
_STRING_BEGUN = re.compile(rf"{_STRING_BEGINS}[^\x07\x1b]*\x1b?\Z")
_STRING_ENDS = re.compile(r"\x07|\x1b\\|(?=\x1b[^\\])")
_AMBIGUOUS = re.compile(r"\x1b(?:\[|\[[08]|P|\]|_|\[8;\d*)?\Z")
"""Beginnings that are keys as well: Escape, Alt with a letter, a reported key."""
_TORN = 2.0
"""Seconds after which the rest of an answer that was torn apart is not awaited any more."""


class AnswerFilter:
    """Lets key presses through and drops answers.

    Attributes:
        wait: seconds for which something that may be a key or an answer is held back.
    """

    def __init__(self, wait: float = 0.05, *, expecting: bool = False) -> None:
        """Prepare a filter.

        Args:
            wait: how long an ambiguous beginning is held, in seconds.
            expecting: whether answers are still to come: ambiguous beginnings are held longer then,
                since a slow line tears answers apart.
        """
        self.wait = wait * 6 if expecting else wait
        self._held = ""
        self._since = 0.0
        self._inside = False  # in a string of unknown length, of which nothing is kept

    def feed(self, data: str, now: float) -> str:
        """Take input; return what of it is typed.

        Args:
            data: what came.
            now: the time in seconds, on a clock that only grows.
        """
        data = self._held + data
        self._held = ""
        if self._inside:
            end = _STRING_ENDS.search(data)
            if end is None:
                self._held = "\x1b" if data.endswith("\x1b") else ""
                return ""
            self._inside = False
            data = data[end.end() :]
        if "\x1b" not in data:
            return data
        data = _ANSWER.sub("", data)
        self._since = now
        if begun := _STRING_BEGUN.search(data):
            self._inside = True
            self._held = "\x1b" if data.endswith("\x1b") else ""
            return data[: begun.start()]
        if begun := _BEGUN.search(data):
            self._held = data[begun.start() :]
            return data[: begun.start()]
        return data

    def expire(self, now: float) -> str:
        """Return what has been held too long and was typed after all; drop what was not."""
        if not (self._held or self._inside):
            return ""
        ambiguous = not self._inside and _AMBIGUOUS.match(self._held) is not None
        if now - self._since < (self.wait if ambiguous else _TORN):
            return ""
        held, self._held, self._inside = self._held, "", False
        return held if ambiguous else ""
