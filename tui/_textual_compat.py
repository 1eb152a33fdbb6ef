"""Every touch of what Textual does not promise; tests/tui/test_textual_contract.py watches it.

Tried with Textual 8.2. If an update breaks the contract test, this is the only module to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingsMap

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

_LATE_ANSWERS = re.compile(
    r"\x1b\[8;\d\$y"  # DECRQM of an ANSI mode, which Textual's parser takes for keys
    r"|\x1bP>\|[^\x1b\x07]{0,80}(?:\x1b\\|\x07)"  # XTVERSION
    r"|\x1b\[[?>][\d;]*c"  # device attributes
)


def bind(screen: Screen[Any], bindings: Iterable[Binding]) -> None:
    """Give a screen more bindings than its class has; Textual offers this for classes only."""
    screen._bindings = BindingsMap.merge([screen._bindings, BindingsMap(bindings)])


def restamp(app: App[Any]) -> None:
    """Let the driver tell the terminal's rows again; drivers that tell them nothing do nothing."""
    stamp = getattr(app._driver, "stamp_rows", None)
    if stamp is not None:
        stamp()


def swallow_late_answers() -> None:
    """Make the Linux driver's parser drop terminal answers that come after the probe gave up.

    Textual re-issues sequences that it does not know as key presses: a late answer over a slow
    line would act like typing. The parser's class is a module global of the driver.
    """
    from textual.drivers import linux_driver

    known: Any = linux_driver.XTermParser  # type: ignore[attr-defined]
    if getattr(known, "swallows_answers", False):
        return

    class QuietParser(known):  # type: ignore[misc]
        """The driver's parser without answers to questions that it did not ask."""

        swallows_answers = True

        def feed(self, data: str) -> Iterable[Any]:
            """Feed the parser, answers cut out; nothing is left: no event."""
            if "\x1b" in data:
                data = _LATE_ANSWERS.sub("", data)
                if not data:
                    return ()
            events: Iterable[Any] = super().feed(data)
            return events

    linux_driver.XTermParser = QuietParser  # type: ignore[attr-defined]
