"""From what is known of a terminal to what is written to it: a pure decision.

Text is always composed in visual order with presentation forms. Most terminals show it as it
stands. Terminals that reorder by themselves (the implicit mode of the terminal working group's
BiDi specification, https://terminal-wg.pages.freedesktop.org/bidi/) would turn it round a second
time: they are told not to, or get text that survives it. How terminals are asked is not known
here, nor how a wire writes.

Rules are asked in turn, the first that knows the terminal decides. Answers come before variables:
answers cross ssh, and a terminal that was started from another one's shell has the other's
variables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tui.settings import Bidi
from tui.terminal.replies import Outside, Replies, multiplexer, terminal_name, vte_version
from tui.terminal.wire import Order, Reordering, Wire, bdsm, konsole, mlterm, through

VTE_WITH_BDSM = 5703
"""The first ``VTE_VERSION`` that reorders and that knows BDSM (0.57.3)."""

_NEVER_REORDER = re.compile(
    r"(xterm\(|foot|wezterm|ghostty|contour|alacritty|windows terminal|rio\b|terminology)", re.I
)
"""XTVERSION of terminals that show cells as they come."""
_NEVER_REORDER_TERM = re.compile(r"(st-|stterm|rxvt|foot|alacritty|linux|xterm-ghostty|wezterm)")
_NEVER_REORDER_VARIABLES = (
    "WT_SESSION",
    "ALACRITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "GHOSTTY_RESOURCES_DIR",
)
_MISPLACES_MARKS = re.compile(r"(foot|alacritty|st-|stterm)", re.I)
"""Terminals in which harakat take their letter's place (foot, st) or its neighbour's (alacritty)."""
_ITERM_HINT = "iTerm2: its right-to-left support is a preference; an override is right either way"


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a decision rests on.

    Attributes:
        replies: what the terminal answered.
        environment: the environment variables.
        outside: what tmux says of its outside; None outside of tmux, or where it cannot be asked.
    """

    replies: Replies
    environment: Mapping[str, str]
    outside: Outside | None = None

    @property
    def name(self) -> str:
        """The terminal's name, see :func:`tui.terminal.replies.terminal_name`."""
        return terminal_name(self.replies, self.environment, self.outside)

    @property
    def between(self) -> str:
        """``tmux``, ``screen`` or nothing."""
        return multiplexer(self.environment, self.replies)


def decide(known: Known, setting: Bidi = "auto", remembered: Order | None = None) -> Wire:
    """Choose the wire of a terminal.

    Args:
        known: what it said and what is said of it.
        setting: the user's choice, which decides unless it is ``auto``; ``none`` never writes
            anything beside the text.
        remembered: what the user once said reads right in this terminal.
    """
    if setting == "none":
        return Wire(reason="setting bidi = none")
    found = next(wire for rule in _RULES if (wire := rule(known)) is not None)
    choice = remembered if setting == "auto" else setting
    if choice is None:
        return found
    reason = f"setting bidi = {setting}" if setting != "auto" else "you said that it reads right"
    return _chosen(choice, found, reason)


def _chosen(order: Order, found: Wire, reason: str) -> Wire:
    """Return the wire of an order that the user chose; what is known of the terminal stays."""
    if order == "visual":
        wire = found if found.order == "visual" and found.switched else bdsm("")
        return replace(wire, sure=True, reason=reason)
    return Wire(order, reason=reason, reordering=found.reordering, marks=found.marks)


# ------------------------------------------------------------------------------- rules
def _inside_tmux(known: Known) -> Wire | None:
    """Decide by what stands outside of tmux, which swallows BDSM and answers for itself."""
    if known.between != "tmux":
        return None
    outside = known.outside or Outside()
    name, term = outside.name, outside.term
    silent = known.outside is None
    if (
        name.startswith("kitty")
        or term == "xterm-kitty"
        or (silent and known.name == "kitty in tmux")
    ):
        return Wire("words", reason="tmux in kitty, which draws each word from the right")
    if name.startswith("Konsole") or (silent and known.name == "Konsole in tmux"):
        return _told_through_tmux(konsole, outside, "Konsole")
    if term.startswith("mlterm") and outside.passthrough:
        return _told_through_tmux(mlterm, outside, "mlterm")
    if _NEVER_REORDER.match(name) or (not name and _NEVER_REORDER_TERM.match(term)):
        return _plain(f"tmux in {name or term}, which leaves the order alone", name or term)
    return Wire("lro", sure=bool(name), reason=f"tmux in {name or term or 'an unknown terminal'}")


def _told_through_tmux(switch: Callable[[str], Wire], outside: Outside, name: str) -> Wire:
    wire = through(switch(f"tmux in {name}, told through tmux"), "tmux")
    if outside.passthrough:
        return wire
    advice = f"tmux in {name}: needs `set -g allow-passthrough on` in tmux.conf"
    return replace(wire, sure=False, reason=advice)


def _inside_screen(known: Known) -> Wire | None:
    """Decide by the variables of the terminal that GNU screen was started in."""
    if known.between != "screen":
        return None
    environment = known.environment
    if environment.get("KITTY_WINDOW_ID"):
        return Wire("words", sure=False, reason="screen in kitty")
    if environment.get("KONSOLE_VERSION"):
        return through(konsole("screen in Konsole, told through screen"), "screen")
    if environment.get("MLTERM"):
        return through(mlterm("screen in mlterm, told through screen"), "screen")
    if environment.get("XTERM_VERSION"):
        return Wire(reason="screen in XTerm, which leaves the order alone")
    if vte_version(environment) >= VTE_WITH_BDSM:
        return through(bdsm("screen in VTE, told through screen"), "screen")
    if any(environment.get(name) for name in _NEVER_REORDER_VARIABLES):
        return Wire(reason="screen in a terminal that leaves the order alone")
    return Wire("lro", sure=False, reason="screen in an unknown terminal")


def _by_mode(known: Known) -> Wire | None:
    """Decide by the state of mode 8: the one rule that needs no names."""
    state = known.replies.bdsm
    if state == 1:
        return bdsm("it reorders and can be told not to (mode 8 is set)")
    if state in (2, 4):
        return Wire(reason="it leaves the order alone already (mode 8 is reset)")
    if state == 3:
        return Wire("lro", sure=False, reason="it reorders and cannot be told not to")
    return None


def _by_name(known: Known) -> Wire | None:
    """Decide by the name that the terminal gave."""
    name = known.replies.name or ""
    if name.startswith("Konsole"):
        return konsole(f"{name} is told by its profile")
    if name.startswith("kitty"):
        return Wire("words", reason=f"{name} draws each word from the right")
    if name.startswith("iTerm2"):
        return Wire("lro", sure=False, reason=_ITERM_HINT)
    if _NEVER_REORDER.match(name):
        return _plain(f"{name} leaves the order alone", name)
    return None


def _by_attributes(known: Known) -> Wire | None:
    """Decide by device attributes of terminals that give no name."""
    da1, da2 = known.replies.da1 or "", known.replies.da2 or ""
    if da2.startswith("24;"):
        return mlterm("mlterm is told by OSC 5379")
    if da2.startswith("0;136;"):
        reason = "PuTTY reorders; better: Terminal > Features > Disable bidirectional text display"
        return Wire("logical", reordering=Reordering(aligns=True), sure=False, reason=reason)
    if da1 == "1;2" and da2.startswith("0;115;") and not known.environment.get("KONSOLE_VERSION"):
        reason = "QTerminal reorders and cannot be told not to"
        return Wire("logical", reordering=Reordering(by_style=True), reason=reason)
    return None


def _by_variables(known: Known) -> Wire | None:
    """Decide by the environment, where the terminal itself said nothing that helps."""
    environment = known.environment
    program, term = environment.get("TERM_PROGRAM", ""), environment.get("TERM", "")
    if program == "Apple_Terminal":
        return Wire("lro", reason="Apple's Terminal reorders and cannot be told not to")
    if known.replies.name:
        return None
    if program == "mintty":
        return bdsm("mintty")
    if environment.get("OS") == "Windows_NT":
        return Wire(reason="consoles of Windows leave the order alone")
    if program == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        return Wire("lro", sure=False, reason=_ITERM_HINT)
    if environment.get("KONSOLE_VERSION"):
        return konsole("KONSOLE_VERSION")
    if environment.get("MLTERM"):
        return mlterm("MLTERM")
    if known.replies.bdsm is None and vte_version(environment) >= VTE_WITH_BDSM:
        return bdsm(f"VTE_VERSION {environment['VTE_VERSION']}")
    if _NEVER_REORDER_TERM.match(term):
        return _plain(f"TERM {term} leaves the order alone", term)
    if environment.get("ALACRITTY_WINDOW_ID"):
        return _plain("alacritty leaves the order alone", "alacritty")
    if program == "vscode" or any(environment.get(name) for name in _NEVER_REORDER_VARIABLES):
        return Wire(reason="a terminal that leaves the order alone, by its variables")
    return None


def _unknown(_known: Known) -> Wire:
    """Take what is right in most terminals and harms in none that is known."""
    return bdsm("an unknown terminal", order="lro", sure=False)


def _plain(reason: str, name: str) -> Wire:
    """Return the wire of a terminal that shows cells as they come, by its name or ``TERM``."""
    return Wire(marks=not _MISPLACES_MARKS.match(name), reason=reason)


_RULES: tuple[Callable[[Known], Wire | None], ...] = (
    _inside_tmux,
    _inside_screen,
    _by_mode,
    _by_name,
    _by_attributes,
    _by_variables,
    _unknown,
)
