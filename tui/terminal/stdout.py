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
    # A switch of the whole window would turn these lines round when it is undone; that of a row
    # stays with the row.
    by_row = wire.printed is None and not wire.start
    writer = Writer(wire, wire.printed)
    try:
        for paragraph in clean(text).split("\n"):
            for line in layout(paragraph, width, base_of(paragraph)):
                # The cursor stands in the first column here: the row takes the mode (VTE's rule).
                row = writer.line(" " * line.pad + line.text)
                stream.write(f"{wire.row if by_row else ''}{row}\n")
    finally:
        stream.write(wire.leave if by_row else "")
        stream.flush()
