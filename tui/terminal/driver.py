"""Textual's driver with the wire around it: rows are told at start, undone at every kind of end.

Ends are: quitting, an exception, suspension (Ctrl+Z, SIGTSTP), SIGTERM, SIGHUP and the end of the
interpreter. What is told is decided by :mod:`tui.terminal.decide`. Needs a POSIX system; Windows
has a driver of its own in Textual, and no terminal there is known to reorder.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
from types import FrameType
from typing import ClassVar

from textual.drivers.linux_driver import LinuxDriver

from tui._textual_compat import swallow_late_answers
from tui.terminal.decide import Wire

GRACE = 2
"""Seconds that a signalled reader has for an orderly end."""
_RESET = "".join(
    f"\x1b[{mode}"
    for mode in (
        "<u",  # kitty's keyboard protocol
        "?1000l", "?1003l", "?1015l", "?1006l", "?1004l",  # mouse, focus
        "?2004l", "?7h", "?1049l", "?25h",  # paste, wrapping, main screen, cursor
    )
)  # fmt: skip


class WireDriver(LinuxDriver):
    """Puts the terminal into its wire's mode while the app has it."""

    wire: ClassVar[Wire] = Wire()
    _told = False
    _ending = 0

    def start_application_mode(self) -> None:
        """Take the terminal, at start and after a suspension."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None:
            return
        self._loop = asyncio.get_running_loop()
        self._before = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGTERM, signal.SIGHUP)
        }
        if self.wire.row:
            self._told = True
            atexit.register(self._undo_at_once)
            self.stamp_rows()

    def stop_application_mode(self) -> None:
        """Give the terminal back, at the end and before a suspension."""
        if self._told:
            self._told = False
            atexit.unregister(self._undo_at_once)
            self.write(self.wire.leave)
        super().stop_application_mode()
        if not self._ending:
            for number, handler in self._before.items():
                signal.signal(number, handler)

    def stamp_rows(self) -> None:
        """Give every row the mode: a row takes it only with the cursor in its first column."""
        if self._told:
            rows = self._get_terminal_size()[1]
            stamps = "".join(f"\x1b[{row};1H{self.wire.row}" for row in range(1, rows + 1))
            self.write(f"\x1b7{stamps}\x1b8")
            self.flush()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        """End in order at the first signal; at the second, or after some seconds, at once."""
        if self._ending:
            self._undo_at_once(_RESET)
            signal.signal(self._ending, signal.SIG_DFL)
            os.kill(os.getpid(), self._ending)
            return
        self._ending = number
        signal.signal(signal.SIGALRM, self._on_signal)
        signal.alarm(GRACE)
        self._loop.call_soon_threadsafe(self._app.exit, None, 128 + number)

    def _undo_at_once(self, more: str = "") -> None:
        """Write the way back past every queue; a terminal that is gone is no error."""
        try:
            terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return
        try:
            os.write(terminal, ((self.wire.leave if self._told else "") + more).encode())
        except OSError:
            return
        finally:
            os.close(terminal)


def driver_for(wire: Wire) -> type[WireDriver]:
    """Return the driver class of a wire; Textual makes the driver itself, from a class."""
    swallow_late_answers()
    return type("BoundWireDriver", (WireDriver,), {"wire": wire})
