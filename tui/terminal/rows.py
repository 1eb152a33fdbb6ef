"""Whole rows turned back into reading order, for terminals that reorder whatever they are told.

Such a terminal (PuTTY, QTerminal) applies the bidirectional algorithm to each row of cells. The
row that it turns into a wanted picture is found by applying the same algorithm to the picture: the
algorithm reverses, and twice reversed is as before. A row must be known as a whole for that, so
the screen is kept here, and every row that a piece touches is written anew.

The stream is the reader's: places (CUP), colours (SGR), line ends, text, and the sequences of
:mod:`tui.terminal.anchor`; anything else goes through as it is.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from mujaz.text.cells import FILLER, CellRow
from mujaz.text.mirror import MIRROR
from mujaz.text.widths import cell_width
from tui.terminal.anchor import anchored
from tui.terminal.stream import CLUSTER, HAS_RTL, RTL, TOKENS
from tui.terminal.wire import Reordering

Cell = tuple[str, str]
"""What stands in a cell, and the SGR sequences in force; the second cell of something wide: ""."""

_PLACE = re.compile(r"\x1b\[(?:(\d+)(?:;(\d+))?)?H")
_FORWARD = re.compile(r"\x1b\[(\d*)C")
_STRONG = re.compile(f"[A-Za-z\u00c0-\u052f\u2800{RTL}]")
_BOX = re.compile("[\u2500-\u259f]")
_ARABIC_DIGITS = {ord("0") + value: 0x660 + value for value in range(10)}
_MIRRORED = frozenset(map(chr, MIRROR))
_BLANK_LETTER = "\u2800"
_KEEP, _BACK = "\x1b7", "\x1b8"


class Rows:
    """The rows of a screen, as they are to be seen."""

    def __init__(self, reordering: Reordering) -> None:
        """Prepare an empty screen.

        Args:
            reordering: how the terminal goes about it.
        """
        self._reordering = reordering
        self._cells: dict[int, list[Cell]] = {}
        self._columns = 80
        self._row = self._column = 0
        self._kept = (0, 0)
        self._style = ""

    def resize(self, columns: int, rows: int) -> None:
        """Take a new size; what stood on the screen is painted again by the reader."""
        del rows
        self._columns = columns
        self._cells.clear()

    def write(self, data: str) -> str:
        """Take a piece of the stream; return what shows the same in this terminal."""
        touched: set[int] = set()
        others: list[str] = []
        for place, token in enumerate(TOKENS.split(data)):
            if place % 2 == 0:
                if token:
                    self._put(token)
                    touched.add(self._row)
            elif not self._moved(token):
                others.append(token)
        rows = [f"\x1b[{row + 1};1H{self._rendered(row)}" for row in sorted(touched)]
        if rows:
            rows.append(f"\x1b[0m{self._style}")
        return "".join(others + rows) + f"\x1b[{self._row + 1};{self._column + 1}H" * bool(rows)

    def line(self, text: str) -> str:
        """Return one line of visual text that stays on the screen."""
        if not HAS_RTL.search(text):
            return text
        cells = [(cluster, "") for cluster in _with_seconds(text)]
        return "".join(char for char, _style in self._ordered(cells))

    # ------------------------------------------------------------------- the picture
    def _moved(self, sequence: str) -> bool:
        """Follow a sequence that moves the cursor or changes colours; False for any other."""
        if found := _PLACE.fullmatch(sequence):
            self._row, self._column = int(found[1] or 1) - 1, int(found[2] or 1) - 1
        elif found := _FORWARD.fullmatch(sequence):
            self._column += int(found[1] or 1)
        elif sequence == "\n":
            self._row, self._column = self._row + 1, 0
        elif sequence == "\r":
            self._column = 0
        elif sequence == _KEEP:
            self._kept = (self._row, self._column)
        elif sequence == _BACK:
            self._row, self._column = self._kept
        elif sequence.startswith("\x1b[") and sequence.endswith("m"):
            self._style = "" if sequence in ("\x1b[0m", "\x1b[m") else self._style + sequence
        else:
            return False
        return True

    def _put(self, text: str) -> None:
        row = self._cells.setdefault(self._row, [])
        for cluster in _with_seconds(text):
            row += [(" ", "")] * (self._column + 1 - len(row))
            row[self._column] = (cluster, self._style)
            self._column += 1

    def _rendered(self, row: int) -> str:
        cells = self._cells[row][: self._columns]
        out: list[str] = []
        style = ""
        for char, wanted in self._ordered(cells):
            if wanted != style:
                out.append(f"\x1b[0m{wanted}")
                style = wanted
            out.append(char)
        return "\x1b[0m" + anchored("".join(out))

    # --------------------------------------------------------------------- the order
    def _ordered(self, cells: list[Cell]) -> list[Cell]:
        """Return a row's cells in the order that the terminal turns into the one given."""
        if not any(HAS_RTL.match(char) for char, _style in cells if char):
            return cells
        if self._reordering.by_style:
            pieces = [list(piece) for _key, piece in groupby(cells, _piece_of)]
            return [cell for piece in pieces for cell in self._in_one_piece(piece)]
        return self._in_one_piece(cells)

    def _in_one_piece(self, cells: list[Cell]) -> list[Cell]:
        """Return the order of cells that are reordered together."""
        walled = _walled(cells)
        if not self._reordering.aligns:
            return self._exact(cells) or self._exact(walled) or self._turned(cells)
        whole = cells + [(" ", "")] * (self._columns - len(cells))
        return (
            self._exact(walled)
            or self._exact(_begun_from_the_left(cells))
            or self._exact(whole, rtl=True)
            or self._turned(walled)
        )

    def _exact(self, cells: list[Cell], *, rtl: bool = False) -> list[Cell] | None:
        """Return an order that the terminal is sure to turn into these cells, if one is found.

        Reversing twice is not always as before: what a number is depends on the letter before it
        (W2, W7), which is another one in the reversed row.
        """
        for arabic_numbers in (False, True):
            turned = self._turned(cells, rtl=rtl, arabic_numbers=arabic_numbers)
            if self._reordering.aligns and _runs_from_right(turned) != rtl:
                continue
            if _seen(self._turned(turned, rtl=rtl)) == _seen(cells):
                return turned
        return None

    def _turned(
        self, cells: list[Cell], *, rtl: bool = False, arabic_numbers: bool = False
    ) -> list[Cell]:
        """Apply the algorithm to cells; blanks at their ends are cells like all others."""
        from mujaz.text import layout

        bases = [_base(char) for char, _style in cells]
        # A blank at the end of a line is not laid out; a no-break space is, and is as neutral.
        text = "".join(bases).replace(" ", "\u00a0")
        if arabic_numbers:
            text = text.translate(_ARABIC_DIGITS)
        line = layout(text, len(text) + 1, "rtl" if rtl else "ltr")[0]
        turned: list[Cell] = []
        for shown, index in zip(CLUSTER.findall(line.text), line.cells, strict=True):
            char, style = cells[index]
            if self._reordering.mirrors and char in _MIRRORED:
                char = shown
            turned.append((char, style))
            if index + 1 < len(cells) and not cells[index + 1][0]:
                turned.append(("", style))
        return turned


def _seen(cells: list[Cell]) -> str:
    """Return what is to be seen, without styles and the letter that is not seen."""
    return "".join(char for char, _style in cells).replace(_BLANK_LETTER, " ")


def _runs_from_right(cells: list[Cell]) -> bool:
    """Tell whether the first strong letter is a right-to-left one (UAX #9, P2 and P3)."""
    strong = _STRONG.search("".join(char for char, _style in cells))
    return strong is not None and HAS_RTL.match(strong[0]) is not None


def _piece_of(cell: Cell) -> tuple[str, bool, bool]:
    """Return what a terminal that reorders piece by piece tells pieces by."""
    char, style = cell
    return style, bool(_BOX.match(char)), not char or cell_width(char) > 1


def _walled(cells: list[Cell]) -> list[Cell]:
    """Part the Arabic of a row from all else by letters that are not seen.

    What a number is depends on the letter before it; behind such a wall it stays where it is, and
    so does a column. Only blanks between two words of Arabic remain blanks.
    """
    walled = list(cells)
    place = 0
    while place < len(cells):
        end = place
        while end < len(cells) and cells[end][0] == " ":
            end += 1
        if end > place:
            around = [cells[at][0] for at in (place - 1, end) if 0 <= at < len(cells)]
            words = len(around) == 2 and all(HAS_RTL.match(char) for char in around)
            if not words or end - place > 1:
                walled[place] = (_BLANK_LETTER, cells[place][1])
        place = max(end, place + 1)
    return walled


def _begun_from_the_left(cells: list[Cell]) -> list[Cell]:
    """Give a row a first strong letter that runs from the left and is not seen.

    The pattern of Braille without dots is as blank as a space, and a letter to the algorithm.
    """
    for place, (char, style) in enumerate(cells):
        if char == " ":
            return [*cells[:place], (_BLANK_LETTER, style), *cells[place + 1 :]]
        if _STRONG.match(char):
            break
    return cells


def _with_seconds(text: str) -> list[str]:
    """Return what stands in each cell of a text, as the layout counts cells."""
    row = CellRow(text)
    row.take_in()
    return [
        "" if char == FILLER else char + row.tails.get(cell, "")
        for cell, char in enumerate(row.cells)
    ]


def _base(char: str) -> str:
    """Return one character of one cell that behaves in reordering like what a cell holds.

    Letters stand for their kind, so that none joins another into one cell.
    """
    if not char:
        return "\u2060"
    if HAS_RTL.match(char):
        kind = unicodedata.bidirectional(char[0])
        return {"R": "\u05d0", "AL": "\u062f"}.get(kind, char[0])
    return char[0] if cell_width(char[0]) == 1 else "\u25a1"
