"""Printing text on a terminal outside the reader: laid out line by line, written like the reader.

Into a pipe or a file the text goes as it is, logical and unwrapped. What the text says and where
its width comes from is not known here.
"""

from __future__ import annotations

from typing import TextIO

from mujaz.text import clean, layout
from tui.direction import base_of
from tui.terminal.wire import Wire
from tui.terminal.writing import Writer


class LinePrinter:
    """Turns lines of visual text into what is written, for lines that stay on the screen.

    A switch of the whole window would turn such lines round when it is undone: the order for
    printed lines is taken instead. A switch of rows stays with the row.

    Attributes:
        leave: what is written behind the last line.
    """

    def __init__(self, wire: Wire) -> None:
        """Prepare for a terminal."""
        by_row = wire.printed is None and not wire.start
        self._row = wire.row if by_row else ""
        self.leave = wire.leave if by_row else ""
        self._writer = Writer(wire, wire.printed)

    def line(self, text: str) -> str:
        """Return a line; the cursor must stand in the first column, where a row takes its mode."""
        return self._row + self._writer.line(text)


def print_lines(text: str, width: int, stream: TextIO, *, wire: Wire) -> None:
    """Write a text and a newline; on a terminal each paragraph is wrapped, shaped and ordered.

    Args:
        text: logical text; a newline ends a paragraph.
        width: columns of the terminal.
        stream: where to; laid out only where it is a terminal.
        wire: how the terminal is written to, see :mod:`tui.terminal.decide`.
    """
    if not stream.isatty():
        stream.write(text + "\n")
        return
    printer = LinePrinter(wire)
    try:
        for paragraph in clean(text).split("\n"):
            for line in layout(paragraph, width, base_of(paragraph)):
                stream.write(printer.line(" " * line.pad + line.text) + "\n")
    finally:
        stream.write(printer.leave)
        stream.flush()
