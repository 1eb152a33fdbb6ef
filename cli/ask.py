"""Questions on the terminal: asked until the answer makes sense; an empty answer takes the default.

Ctrl+C and the end of the input end the command, not only the question.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from cli.output import say, tell
from mujaz.i18n import _

T = TypeVar("T")


def interactive() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str, check: Callable[[str], T]) -> T:
    """Ask for a value.

    Args:
        question: what is asked, in one or more lines.
        default: taken where the answer is empty; shown where it is not.
        check: turns the answer into a value, or raises ValueError with what is wrong with it.
    """
    while True:
        say(question if not default else f"{question} [{default}]")
        try:
            return check(_line().strip() or default)
        except ValueError as error:
            tell(f"✗ {error}")


def choose(question: str, options: Sequence[tuple[str, T]], default: int = 1) -> T:
    """Ask for one of several things by its number."""

    def check(text: str) -> T:
        if text.isdecimal() and 1 <= int(text) <= len(options):
            return options[int(text) - 1][1]
        raise ValueError(_("Write a number from 1 to {n}.").format(n=len(options)))

    say(question)
    for n, (label, _value) in enumerate(options, 1):
        say(f"  {n}. {label}")
    return ask(_("Number"), str(default), check)


def confirm(question: str, *, default: bool = True) -> bool:
    """Ask for yes or no, in Arabic or English."""
    yes, no = ("y", "yes", "ن", "نعم"), ("n", "no", "ل", "لا")

    def check(text: str) -> bool:
        if text.lower() in yes:
            return True
        if text.lower() in no:
            return False
        raise ValueError(_("Answer yes or no."))

    return ask(question, _("yes") if default else _("no"), check)


def ask_secret(question: str) -> str:
    """Ask for something that is not shown while it is typed; it must not be empty."""
    import getpass

    while True:
        say(question)
        given = getpass.getpass("> ")
        if given:
            return given
        tell("✗ " + _("Nothing was typed."))


def _line() -> str:
    sys.stdout.write("> ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line
