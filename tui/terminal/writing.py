"""Writing visual text the way a wire asks for.

Nothing else in the project knows how the orders of :data:`tui.terminal.wire.Order` are written.
What comes in is what the reader wants on the screen: cells from left to right, shaped, with escape
sequences between them; what goes out shows the same picture. Text without right-to-left letters
and unusual clusters is handed on as it is, untouched.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mujaz.text.mirror import MIRROR
from mujaz.text.widths import MARKS
from tui.terminal.anchor import anchored
from tui.terminal.stream import (
    CLUSTER,
    HAS_RTL,
    RTL,
    TOKENS,
    font_after,
    is_style,
)
from tui.terminal.wire import Order, Wire

OVERRIDE = "\u202d"
"""Left-to-right override (LRO)."""
LEFT_TO_RIGHT_MARK = "\u200e"

_MARKS = re.compile(f"[{MARKS}]+")
_BOXES = "\u2500-\u259f"
_BOX_SIGNS = "".join(map(chr, range(0x2500, 0x25A0)))
_COMMON = "\u0605\u060c\u061b\u061f\u0640\u064b-\u0655\u0670"
"""Arabic signs that belong to no script (Scripts.txt): they give a word no direction."""
_CHUNK = re.compile(f"[^\\s{_BOXES}]*(?![{_COMMON}])[{RTL}][^\\s{_BOXES}]*")
_LETTER = re.compile(f"[A-Za-z\u00c0-\u052f]|(?![{_COMMON}])[{RTL}]")


class Writer:
    """Writes to one terminal; keeps what an order has to remember between two pieces."""

    def __init__(self, wire: Wire, order: Order | None = None) -> None:
        """Prepare a writer.

        Args:
            wire: the terminal's wire.
            order: another order than the wire's, for lines that stay after a command.
        """
        self._wire = wire
        self._order = order or wire.order
        self._rows = None
        if self._order == "logical":
            from tui.terminal.rows import Rows

            self._rows = Rows(wire.reordering)

    def resize(self, columns: int, rows: int) -> None:
        """Take a new size of the screen."""
        if self._rows is not None:
            self._rows.resize(columns, rows)

    def write(self, data: str) -> str:
        """Return a piece of the stream as this terminal needs it."""
        if data.isascii() and self._rows is None:
            return data
        if not self._wire.marks:
            data = _MARKS.sub("", data)
        if self._rows is not None:
            return self._rows.write(data)
        data = anchored(data)
        if self._order == "lro" and HAS_RTL.search(data):
            return overridden(data)
        if self._order == "words" and HAS_RTL.search(data):
            return with_words_reversed(data)
        return data

    def line(self, text: str) -> str:
        """Return one whole line of visual text, for commands that print."""
        if self._rows is not None:
            return self._rows.line(text)
        return self.write(text)


def overridden(data: str) -> str:
    """Put each text that holds right-to-left letters under a left-to-right override of its own.

    The override stands before the text's first right-to-left letter and is not closed. A control
    without a width lives in the cell before it: that has to be a cell of the same text, since a
    neighbour's next repaint would lose it, and none of a box, which terminals draw another way
    then. That the rest of the row is under it too does no harm, since everything on the screen is
    in visual order, and the row's end closes it (X8). Where there is no such cell, the override
    follows the letter, behind a left-to-right mark that parts their levels (L2 would carry the
    letter behind the rest).
    """
    tokens = TOKENS.split(data)
    for place in range(0, len(tokens), 2):
        letter = HAS_RTL.search(tokens[place])
        if letter:
            tokens[place] = _under_override(tokens[place], letter.start())
    return "".join(tokens)


def _under_override(text: str, first: int) -> str:
    """Return a text under an override; ``first`` is the index of its first Arabic letter."""
    before = len(text[:first].rstrip(_BOX_SIGNS))
    if before:
        return text[:before] + OVERRIDE + text[before:]
    cluster = CLUSTER.match(text, first)
    assert cluster is not None
    after = cluster.end()
    return text[:after] + LEFT_TO_RIGHT_MARK + OVERRIDE + text[after:]


def with_words_reversed(data: str) -> str:
    """Turn each word with right-to-left letters round, brackets mirrored, colours left in place.

    kitty (unless ``force_ltr`` is set) hands every run of cells that has one font and no blank to
    the shaper, which draws it from the right where its first letter is a right-to-left one. Colours
    belong to cells and stay, so a word is taken together across them; bold and italic are fonts.
    """
    tokens = TOKENS.split(data)
    font = run_font = (False, False)
    run: list[int] = []
    for place, token in enumerate(tokens):
        if place % 2:
            if is_style(token):
                font = font_after(font, token)
            else:
                _reverse_words(tokens, run)
                run = []
        elif token:
            if font != run_font:
                _reverse_words(tokens, run)
                run, run_font = [], font
            run.append(place)
    _reverse_words(tokens, run)
    return "".join(tokens)


def _reverse_words(tokens: list[str], places: list[int]) -> None:
    """Turn the words of neighbouring texts round; each text keeps its number of clusters."""
    whole = "".join(tokens[place] for place in places)
    if not HAS_RTL.search(whole):
        return
    # A no-break space is no blank to the shaper, which would draw both words as one.
    whole = whole.replace("\u00a0", " ")
    turned = _CHUNK.sub(lambda word: _reversed_word(word[0]), whole)
    if len(places) == 1:
        tokens[places[0]] = turned
        return
    clusters = CLUSTER.findall(turned)
    at = 0
    for place in places:
        count = len(CLUSTER.findall(tokens[place]))
        tokens[place] = "".join(clusters[at : at + count])
        at += count


@lru_cache(4096)
def _reversed_word(word: str) -> str:
    """Return a word as kitty must get it; one that it begins to draw from the left as it is."""
    first = _LETTER.search(word)
    if first and not HAS_RTL.match(first[0]):
        return word
    return "".join(reversed(CLUSTER.findall(word.translate(MIRROR))))
