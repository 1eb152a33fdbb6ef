"""The wire on Windows: around Textual's driver for that system, as far as it writes.

Consoles of Windows leave the order alone; mintty, which reorders, is told row by row like VTE.
There are no terminal signals to answer here.
"""

from __future__ import annotations

import shutil
from typing import ClassVar

from textual.driver import Driver

from tui.terminal.wire import Wire, rows_told
from tui.terminal.writing import Writer


class ConsoleWriting(Driver):
    """Mixin of a driver: writes as the wire asks for, switches while the app has the terminal."""

    wire: ClassVar[Wire] = Wire()

    def write(self, data: str) -> None:
        """Write a piece of the stream as the wire asks for."""
        super().write(self._writer.write(data))  # type: ignore[safe-super]

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._writer = Writer(self.wire)
        super().start_application_mode()  # type: ignore[safe-super]
        self.write(self.wire.start)
        self.stamp_rows()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.write(self.wire.leave)
        super().stop_application_mode()  # type: ignore[safe-super]

    def stamp_rows(self) -> None:
        """Give every row the mode, at start and after a resize."""
        columns, rows = shutil.get_terminal_size()
        self._writer.resize(columns, rows)
        if self.wire.row:
            self.write(rows_told(self.wire.row, rows))


def driver_for(wire: Wire) -> type[Driver]:
    """Return the driver class of a wire."""
    from textual.drivers.windows_driver import WindowsDriver

    return type("BoundWindowsDriver", (ConsoleWriting, WindowsDriver), {"wire": wire})
