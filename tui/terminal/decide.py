"""From what a terminal says of itself to what is written to it: a pure decision.

Text is always composed in visual order with presentation forms. Most terminals show it as it
stands. Terminals that reorder by themselves (the implicit mode of the terminal working group's
BiDi specification, https://terminal-wg.pages.freedesktop.org/bidi/) would turn it round a second
time and are switched to explicit mode by BDSM, ``CSI 8 l``. How terminals are asked is not known
here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tui.settings import Bidi

VTE_WITH_BDSM = 5703
"""The first ``VTE_VERSION`` that reorders and that knows BDSM (0.57.3)."""


@dataclass(frozen=True, slots=True)
class Wire:
    """What a terminal is told beside the text.

    Attributes:
        row: written at the first column of each row before text comes there. VTE gives a row its
            mode only while the cursor stands in the row's first column, so that one sequence at
            the start would miss rows.
        leave: written once at the end, undoes ``row``.
        reason: why it was decided so, one line for the doctor.
    """

    row: str = ""
    leave: str = ""
    reason: str = ""


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


def parse_replies(raw: bytes) -> Replies:
    """Pick the answers out of the bytes that came back; anything else among them is ignored."""
    text = raw.decode("latin-1")
    bdsm = re.search(r"\x1b\[8;(\d)\$y", text)
    name = re.search(r"\x1bP>\|([^\x1b\x07\x9c]*)(?:\x1b\\|\x9c|\x07)", text)
    da1 = re.search(r"\x1b\[\?([\d;]*)c", text)
    da2 = re.search(r"\x1b\[>([\d;]*)c", text)
    return Replies(
        bdsm=int(bdsm[1]) if bdsm else None,
        name=name[1] if name else None,
        da1=da1[1] if da1 else None,
        da2=da2[1] if da2 else None,
    )


def explicit(reason: str) -> Wire:
    """Return the wire of terminals that BDSM switches to explicit mode and back."""
    return Wire(row="\x1b[8l", leave="\x1b[8h", reason=reason)


def multiplexed(environment: Mapping[str, str], replies: Replies) -> bool:
    """Tell whether tmux or GNU screen stands between: both swallow BDSM and answer for themselves."""
    name = replies.name or ""
    return bool(environment.get("TMUX") or environment.get("STY")) or name.startswith("tmux")


def vte_version(environment: Mapping[str, str]) -> int:
    """Return ``VTE_VERSION`` as a number, 0 where it is missing or no number."""
    value = environment.get("VTE_VERSION", "")
    return int(value) if value.isascii() and value.isdigit() else 0


def decide(replies: Replies, environment: Mapping[str, str], setting: Bidi = "auto") -> Wire:
    """Choose the wire of a terminal.

    Args:
        replies: what the terminal answered.
        environment: the environment variables; they don't cross ssh, so answers come first.
        setting: the user's choice. ``app`` always switches, ``none`` never writes anything.
    """
    if setting == "none":
        return Wire(reason="setting bidi = none")
    if setting == "app":
        return explicit("setting bidi = app")
    if multiplexed(environment, replies):
        return Wire(reason="inside a multiplexer")
    if replies.bdsm == 1:
        return explicit("the terminal reorders and can be told not to (mode 8 is set)")
    if replies.bdsm in (2, 4):
        return Wire(reason="the terminal leaves the order alone already (mode 8 is reset)")
    if replies.bdsm is None and vte_version(environment) >= VTE_WITH_BDSM:
        return explicit(f"VTE_VERSION {environment['VTE_VERSION']}")
    return Wire(reason="the terminal is not known to reorder")
