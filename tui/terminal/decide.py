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

from mujaz.i18n import _
from tui.settings import Bidi
from tui.terminal.replies import (
    VARIABLES,
    Outside,
    Replies,
    multiplexer,
    printable,
    terminal_name,
    vte_version,
)
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
"""Terminals in which harakat take their letter's place (foot, st) or its neighbour's (alacritty).

kitty, which parts them from their letters when it draws from the right, has its own wire."""


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

    def named(self) -> dict[str, str]:
        """Return the variables that say something about the terminal, safe to print."""
        return {
            name: printable(self.environment[name])
            for name in VARIABLES
            if self.environment.get(name)
        }

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
        return Wire(reason=_("set by `bidi = {setting}`").format(setting="none"))
    found = next(wire for rule in _RULES if (wire := rule(known)) is not None)
    choice = remembered if setting == "auto" else setting
    if choice is None:
        return found
    reason = (
        _("you said that it reads right")
        if setting == "auto"
        else _("set by `bidi = {setting}`").format(setting=setting)
    )
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
    guess = "" if known.outside else known.name.removesuffix(" in tmux")
    if name.startswith("kitty") or term == "xterm-kitty" or guess == "kitty":
        return _words()
    if name.startswith("Konsole") or guess == "Konsole":
        return _told_through_tmux(konsole(_told()), outside, "Konsole")
    if term.startswith("mlterm") and outside.passthrough:
        return _told_through_tmux(mlterm(_told()), outside, "mlterm")
    if _NEVER_REORDER.match(name) or (not name and _NEVER_REORDER_TERM.match(term)):
        return _plain(name or term)
    return _overridden(sure=bool(name))


def _told_through_tmux(wire: Wire, outside: Outside, name: str) -> Wire:
    """Return a wire whose switch goes through tmux, which has to allow it."""
    wire = through(wire, "tmux")
    if outside.passthrough:
        return wire
    advice = _(
        "tmux must let mujaz speak to {terminal}: write `set -g allow-passthrough on` in tmux.conf"
    )
    return replace(wire, sure=False, reason=advice.format(terminal=name))


def _inside_screen(known: Known) -> Wire | None:
    """Decide by the variables of the terminal that GNU screen was started in."""
    if known.between != "screen":
        return None
    environment = known.environment
    if environment.get("KITTY_WINDOW_ID"):
        return replace(_words(), sure=False)
    if environment.get("KONSOLE_VERSION"):
        return through(konsole(_told()), "screen")
    if environment.get("MLTERM"):
        return through(mlterm(_told()), "screen")
    if environment.get("XTERM_VERSION"):
        return _plain("XTerm")
    if vte_version(environment) >= VTE_WITH_BDSM:
        return through(bdsm(_told()), "screen")
    if any(environment.get(name) for name in _NEVER_REORDER_VARIABLES):
        return _plain("alacritty" if environment.get("ALACRITTY_WINDOW_ID") else "")
    return _overridden(sure=False)


def _by_mode(known: Known) -> Wire | None:
    """Decide by the state of mode 8: the one rule that needs no names."""
    state = known.replies.bdsm
    if state == 1:
        return bdsm(_told())
    if state in (2, 4):
        return Wire(reason=_("it has been told to leave the order of letters alone"))
    return _overridden(sure=False) if state == 3 else None


def _by_name(known: Known) -> Wire | None:
    """Decide by the name that the terminal gave."""
    name = known.replies.name or ""
    if name.startswith("Konsole"):
        return konsole(_told())
    if name.startswith("kitty"):
        return _words()
    if name.startswith("iTerm2"):
        return _iterm()
    return _plain(name) if _NEVER_REORDER.match(name) else None


def _by_attributes(known: Known) -> Wire | None:
    """Decide by device attributes of terminals that give no name."""
    da1, da2 = known.replies.da1 or "", known.replies.da2 or ""
    if da2.startswith("24;"):
        return mlterm(_told())
    if da2.startswith("0;136;"):
        reason = _(
            "PuTTY orders letters itself; it reads better with Terminal > Features > "
            'Disable bidirectional text display, and `bidi = "visual"`'
        )
        return Wire("logical", reordering=Reordering(aligns=True), sure=False, reason=reason)
    if da1 == "1;2" and da2.startswith("0;115;") and not known.environment.get("KONSOLE_VERSION"):
        by_style = Reordering(by_style=True)
        reason = _("it orders letters itself and cannot be told not to")
        return Wire("logical", reordering=by_style, sure=False, reason=reason)
    return None


def _by_variables(known: Known) -> Wire | None:
    """Decide by the environment, where the terminal itself said nothing that helps."""
    environment = known.environment
    program, term = environment.get("TERM_PROGRAM", ""), environment.get("TERM", "")
    if program == "Apple_Terminal":
        return _overridden(sure=True)
    if known.replies.name:
        return None
    if program == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        return _iterm()
    if environment.get("KONSOLE_VERSION"):
        return konsole(_told())
    if environment.get("MLTERM"):
        return mlterm(_told())
    vte = known.replies.bdsm is None and vte_version(environment) >= VTE_WITH_BDSM
    if vte or program == "mintty":
        return bdsm(_told())
    return _never_by_variables(environment, program, term)


def _never_by_variables(environment: Mapping[str, str], program: str, term: str) -> Wire | None:
    """Decide whether the environment names a terminal that shows cells as they come."""
    if _NEVER_REORDER_TERM.match(term):
        return _plain(term)
    if environment.get("ALACRITTY_WINDOW_ID"):
        return _plain("alacritty")
    named = any(environment.get(name) for name in _NEVER_REORDER_VARIABLES)
    if named or program == "vscode" or environment.get("OS") == "Windows_NT":
        return _plain("")
    return None


def _unknown(_known: Known) -> Wire:
    """Take what is right in most terminals and harms in none that is known."""
    reason = _("an unknown terminal; letters are kept in order by an override")
    return bdsm(reason, order="lro", sure=False)


_RULES: tuple[Callable[[Known], Wire | None], ...] = (
    _inside_tmux,
    _inside_screen,
    _by_mode,
    _by_name,
    _by_attributes,
    _by_variables,
    _unknown,
)


# --------------------------------------------------------------- wires and their reasons
def _plain(name: str) -> Wire:
    """Return the wire of a terminal that shows cells as they come, by its name or ``TERM``."""
    reason = _("it leaves the order of letters alone")
    return Wire(marks=not _MISPLACES_MARKS.match(name), reason=reason)


def _words() -> Wire:
    return Wire("words", marks=False, reason=_("it draws each Arabic word from the right"))


def _overridden(*, sure: bool) -> Wire:
    return Wire("lro", sure=sure, reason=_untold())


def _iterm() -> Wire:
    reason = _("right-to-left text is a preference of iTerm2; an override is right either way")
    return Wire("lro", sure=False, reason=reason)


def _told() -> str:
    return _("it orders letters itself, and is told not to")


def _untold() -> str:
    return _("it may order letters itself and cannot be told not to; an override keeps them")
