"""What a terminal needs beside the text: an order of writing and, at times, a switch.

The reader composes visual order with presentation forms and nothing else; a :class:`Wire` says how
that is written here. Which terminal needs which wire is known to :mod:`tui.terminal.decide`, how an
order is written to :mod:`tui.terminal.writing`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Order = Literal["visual", "lro", "words", "logical"]
"""How visual text is written.

``visual``
    as it stands, for terminals that leave the order alone or were told to;
``lro``
    under a left-to-right override (UAX #9, X5), for terminals that reorder and know overrides;
``words``
    with each Arabic word turned round, for kitty, which draws every word from the right;
``logical``
    whole rows turned back into reading order, for terminals that reorder whatever they are told.
"""

ORDERS: tuple[Order, ...] = ("visual", "lro", "words", "logical")


@dataclass(frozen=True, slots=True)
class Reordering:
    """How a terminal reorders that cannot be told not to.

    Attributes:
        mirrors: whether it mirrors brackets where it reorders.
        aligns: whether it takes a row's direction from the row's first strong letter; else every
            row runs from the left.
        by_style: whether it reorders each piece of one style by itself, not whole rows.
    """

    mirrors: bool = True
    aligns: bool = False
    by_style: bool = False


@dataclass(frozen=True, slots=True)
class Wire:
    """How visual text is written to one terminal.

    Attributes:
        order: see :data:`Order`.
        row: written at the first column of each row before text comes there. VTE gives a row its
            mode only while the cursor stands in the row's first column, so one sequence at the
            start would miss rows.
        start: written once when the window is taken.
        leave: written once at the end, undoes ``row`` or ``start``.
        printed: the order of lines that stay on the screen after a command: ``start`` switches
            the whole window, and would turn them round when it is undone. None: as ``order``.
        reordering: how the terminal reorders, for the order ``logical``.
        marks: whether the terminal keeps marks with their letter. Elsewhere they are left out.
        sure: whether the terminal is known, not guessed.
        reason: why it was decided so, one line for the doctor.
    """

    order: Order = "visual"
    row: str = ""
    start: str = ""
    leave: str = ""
    printed: Order | None = None
    reordering: Reordering = Reordering()
    marks: bool = True
    sure: bool = True
    reason: str = ""

    @property
    def switched(self) -> bool:
        """Whether the terminal is told something that must be undone."""
        return bool(self.row or self.start)


def bdsm(reason: str, *, order: Order = "visual", sure: bool = True) -> Wire:
    """Return the wire of terminals with the mode for bidirectional support (BDSM, ECMA-48 7.2.1).

    ``CSI 8 l`` asks for explicit mode, in which the terminal leaves the order alone.
    """
    return Wire(order, row="\x1b[8l", leave="\x1b[8h", sure=sure, reason=reason)


def konsole(reason: str) -> Wire:
    """Return Konsole's wire: a property of the window's profile. It does not mirror brackets."""
    return Wire(
        start="\x1b]50;BidiRenderingEnabled=false\x07",
        leave="\x1b]50;BidiRenderingEnabled=true\x07",
        printed="logical",
        reordering=Reordering(mirrors=False),
        reason=reason,
    )


def mlterm(reason: str) -> Wire:
    """Return mlterm's wire: its complex text layout is turned off for the window."""
    return Wire(
        start="\x1b]5379;use_ctl=false\x07",
        leave="\x1b]5379;use_ctl=true\x07",
        printed="lro",
        reason=reason,
    )


def through(wire: Wire, multiplexer: str) -> Wire:
    """Return a wire whose switches go through a multiplexer to the terminal outside.

    tmux takes ``DCS tmux; … ST`` with doubled escapes (where ``allow-passthrough`` is on), GNU
    screen a plain ``DCS … ST``.
    """
    return replace(
        wire,
        row=_wrapped(wire.row, multiplexer),
        start=_wrapped(wire.start, multiplexer),
        leave=_wrapped(wire.leave, multiplexer),
    )


def rows_told(row: str, rows: int) -> str:
    """Return what gives every row of the screen its mode and leaves the cursor where it is."""
    stamps = "".join(f"\x1b[{number};1H{row}" for number in range(1, rows + 1))
    return f"\x1b7{stamps}\x1b8"


def _wrapped(sequence: str, multiplexer: str) -> str:
    if not sequence:
        return ""
    if multiplexer == "tmux":
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return f"\x1bP{sequence}\x1b\\"
