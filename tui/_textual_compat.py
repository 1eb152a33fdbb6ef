"""Every touch of what Textual does not promise; its contract tests stand in tests/tui.

Tried with Textual 8.2. If an update breaks the contract test, this is the only module to mend.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingsMap

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.driver import Driver


def bind(node: DOMNode, bindings: Iterable[Binding]) -> None:
    """Give a screen or the app more bindings than its class has; Textual offers this for classes."""
    node._bindings = BindingsMap.merge([node._bindings, BindingsMap(bindings)])


class QuietEnd:
    """Of an app: an error of the program ends it without a page of code on the user's terminal.

    Textual prints a traceback with the values of all variables, which are texts of feeds. Here the
    error is kept, for whoever runs the app to tell. Private hook: ``_fatal_error``, which Textual
    calls while the error is being handled.
    """

    ended_by: BaseException | None = None

    def _fatal_error(self) -> None:
        self.ended_by = self.ended_by or sys.exc_info()[1]
        self._close_messages_no_wait()  # type: ignore[attr-defined]


def restamp(app: App[Any]) -> None:
    """Let the driver tell the terminal's rows again; drivers that tell them nothing do nothing."""
    stamp = getattr(app._driver, "stamp_rows", None)
    if stamp is not None:
        stamp()


def swallow_late_answers(*, expecting: bool = False) -> None:
    """Make the drivers' parser drop terminal answers, whole or in pieces.

    Textual re-issues sequences that it does not know as key presses: a late answer over a slow
    line would act like typing. The parser's class is a module global of each driver.

    Args:
        expecting: whether answers are still to come.
    """
    for driver in _parsing_drivers():
        known: Any = driver.XTermParser
        parser = getattr(known, "listens_to", known)
        driver.XTermParser = _quiet(parser, expecting)


def _parsing_drivers() -> Iterable[Any]:
    """Return the modules of drivers that parse a stream of input on this system."""
    if sys.platform == "win32":
        return ()
    from textual.drivers import linux_driver, linux_inline_driver

    return (linux_driver, linux_inline_driver)


def _quiet(parser: Any, expecting: bool) -> Any:
    """Return a parser class that hears no answers to questions that it did not ask."""
    from tui.terminal.answers import AnswerFilter

    class QuietParser(parser):  # type: ignore[misc]
        """The driver's parser behind a filter."""

        listens_to = parser

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self._answers = AnswerFilter(expecting=expecting)

        def feed(self, data: str) -> Iterable[Any]:
            """Feed the parser what is typed; where nothing is left, there is no event."""
            if data:
                data = self._answers.feed(data, time.monotonic())
                if not data:
                    return ()
            events: Iterable[Any] = super().feed(data)
            return events

        def tick(self) -> Iterable[Any]:
            """Let the parser's own waiting end, and the filter's."""
            yield from super().tick()
            if typed := self._answers.expire(time.monotonic()):
                yield from super().feed(typed)
                # The sequence has been waited for already: Escape is Escape now.
                self._timeout_time = 0.0
                yield from super().tick()

    return QuietParser


def inline_driver(driver: type[Driver]) -> None:
    """Make Textual take this driver for inline apps: it takes its own whatever an app names."""
    from textual.drivers import linux_inline_driver

    linux_inline_driver.LinuxInlineDriver = driver  # type: ignore[misc,assignment]


def type_in(driver: Driver, text: str) -> None:
    """Hand keys that were pressed before the driver listened to the app."""
    if not text:
        return
    from textual._xterm_parser import XTermParser

    parser = XTermParser()
    for event in (*parser.feed(text), *parser.feed("")):
        driver.process_message(event)
