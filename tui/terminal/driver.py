"""Textual's drivers with the wire around them: told at start, undone at every kind of end.

Ends are: quitting, an exception, suspension (Ctrl+Z, SIGTSTP), SIGINT, SIGTERM, SIGHUP and the end
of the interpreter. What is told and how text is written is decided by :mod:`tui.terminal.decide`
and :mod:`tui.terminal.writing`. For POSIX systems; :mod:`tui.terminal.windows` has the other one.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import signal
from types import FrameType
from typing import Any, ClassVar

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.linux_inline_driver import LinuxInlineDriver

from tui._textual_compat import inline_driver, swallow_late_answers, type_in
from tui.terminal.thrift import thrifty
from tui.terminal.wire import Wire, rows_told
from tui.terminal.writing import Writer

GRACE = 2
"""Seconds that a signalled reader has for an orderly end."""
_RESET = "".join(
    f"\x1b[{mode}"
    for mode in (
        "<u",  # kitty's keyboard protocol
        "?1000l", "?1003l", "?1015l", "?1006l", "?1016l", "?1004l",  # mouse, focus
        "?2004l", "?2048l", "?7h", "?1049l", "?25h",  # paste, sizes, wrapping, screen, cursor
    )
)  # fmt: skip
_ENDING = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if (number := getattr(signal, name, None)) is not None
)


class _Wired(Driver):
    """What both drivers share: a wire, its writer, and the ways out."""

    wire: ClassVar[Wire] = Wire()
    typed: ClassVar[str] = ""
    inline: ClassVar[bool] = False
    _told = False
    _ending = 0
    _reset = _RESET

    def _prepare(self) -> None:
        """Make the writer, before the first write."""
        self._writer = Writer(self.wire)
        self._before: dict[int, Any] = {}
        self._loop = asyncio.get_running_loop()

    def _take(self) -> None:
        """Tell the terminal, once it is the app's."""
        for number in _ENDING:
            self._before[number] = signal.signal(number, self._on_signal)
        if self.wire.switched:
            self._told = True
            atexit.register(self._undo_at_once)
            self.write(self.wire.start)
        self.stamp_rows()
        typed, type(self).typed = self.typed, ""
        type_in(self, typed)

    def _give_back(self) -> None:
        """Undo what was told, before the terminal is the shell's again."""
        if self._told:
            self._told = False
            atexit.unregister(self._undo_at_once)
            self.write(self.wire.leave)

    def _let_go_of_signals(self) -> None:
        if not self._ending:
            for number, handler in self._before.items():
                signal.signal(number, handler)
        self._before = {}

    def stamp_rows(self) -> None:
        """Give every row the mode: a row takes it only with the cursor in its first column."""
        columns, rows = shutil.get_terminal_size()
        self._writer.resize(columns, rows)
        if self._told and self.wire.row and not self.inline:
            self.write(rows_told(self.wire.row, rows))
            self.flush()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        """End in order at the first signal; at the second, or after some seconds, at once."""
        if self._ending:
            self._undo_at_once(self._reset)
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


class WireDriver(_Wired, LinuxDriver):
    """Puts the terminal into its wire's mode while the app has it."""

    def write(self, data: str) -> None:
        """Write a piece of the stream as the wire asks for."""
        super().write(thrifty(self._writer.write(data)))

    def start_application_mode(self) -> None:
        """Take the terminal, at start and after a suspension."""
        self._prepare()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is not None:
            self._take()

    def stop_application_mode(self) -> None:
        """Give the terminal back, at the end and before a suspension."""
        self._give_back()
        super().stop_application_mode()
        self._let_go_of_signals()


class InlineWireDriver(_Wired, LinuxInlineDriver):
    """The same below the prompt, where each row is told as it is written.

    Rows above belong to others and keep their mode.
    """

    inline = True
    _reset = _RESET.replace("\x1b[?1049l", "")

    def write(self, data: str) -> None:
        """Write a piece of the stream as the wire asks for."""
        data = self._writer.write(data)
        if self._told and self.wire.row:
            data = data.replace("\n", "\n" + self.wire.row).replace("\r", "\r" + self.wire.row)
        super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._prepare()
        super().start_application_mode()
        self._take()
        self.write("\r")

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._give_back()
        super().stop_application_mode()
        self._let_go_of_signals()


def driver_for(wire: Wire, typed: bytes = b"", *, late: bool = False) -> type[Driver]:
    """Return the driver class of a wire; Textual makes the driver itself, from a class.

    Args:
        wire: how the terminal is written to.
        typed: keys that were pressed before the driver listens.
        late: whether the terminal's answers may still come.
    """
    swallow_late_answers(expecting=late)
    bound = {"wire": wire, "typed": typed.decode("utf-8", "ignore")}
    inline_driver(type("BoundInlineDriver", (InlineWireDriver,), bound))
    return type("BoundWireDriver", (WireDriver,), bound)
