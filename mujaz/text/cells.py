"""Text as a row of terminal cells, still in logical order.

This module knows what shares a cell (a letter and its marks, lam and alef, an emoji sequence),
what takes two, and what is never drawn. It keeps the way between cells and characters. It knows no
directions, no forms and no lines.

Text becomes a string with one character per cell, so that wrapping, slicing and searching run at
the speed of ``str``. What a cell holds beyond that character is kept aside, where it occurs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from mujaz.text.joining import LAM_ALEF
from mujaz.text.widths import MARKS, PLAIN_WITHOUT_LAM, cell_width, char_width

#: Stands in the second cell of what is two cells wide. A noncharacter: text cannot bring it in.
FILLER = "\ufdd0"

_REPLACEMENT = "\ufffd"
_NO_BREAK_SPACE = "\u00a0"
# Assigned by Unicode 17, two cells wide there and one everywhere else: no two tables of widths agree.
_TOO_NEW = re.compile(
    "[\U00018cd6-\U00018cda\U00018d1f\U00018d20\U00018e00-\U00019191\U000191a0-\U000191d2"
    "\U0001b123-\U0001b128\U0001b168\U0001f1ae\U0001f6d9\U0001f7da\U0001fa8b-\U0001fa8d\U0001facc"
    "\U0001fadd\U0001faeb\U0001faf9\U0001fafa]"
)
#: A letter with more marks than these is no letter of any language; the rest is not drawn.
_MAX_MARKS = 8

_PICTURE = (
    "\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
)
_JOINED = "\u2600-\u27bf\u2b05-\u2b07\u2b1b\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
_FLAG = "\U0001f1e6-\U0001f1ff"
_TONE = "\U0001f3fb-\U0001f3ff"
# Emoji_Modifier_Base: people and hands. Behind anything else a skin tone has no agreed width.
_TONED = (
    "\u261d\u26f9\u270a-\u270d\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca-\U0001f3cc"
    "\U0001f442\U0001f443\U0001f446-\U0001f450\U0001f466-\U0001f478\U0001f47c"
    "\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f48f\U0001f491\U0001f4aa\U0001f574\U0001f575"
    "\U0001f57a\U0001f590\U0001f595\U0001f596\U0001f645-\U0001f647\U0001f64b-\U0001f64f"
    "\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc\U0001f90c\U0001f90f"
    "\U0001f918-\U0001f91f\U0001f926\U0001f930-\U0001f939\U0001f93c-\U0001f93e\U0001f977"
    "\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9bb\U0001f9cd-\U0001f9cf"
    "\U0001f9d1-\U0001f9dd\U0001fac3-\U0001fac5\U0001faf0-\U0001faf8"
)
_DRESS = f"(?:\ufe0f|(?<=[{_TONED}])[{_TONE}])?"
# Sequences are bounded: a chain of a thousand joined pictures is an attack, not a family.
_REST_OF_PICTURE = f"{_DRESS}(?:(?<=[{_JOINED}{_TONE}\ufe0f])(?:\u200d[{_JOINED}]{_DRESS}){{1,8}})?"
# Everything that is not one plain character in one cell. It begins with a character class, which
# lets the engine skip plain text quickly; what follows is decided by the character just passed.
_STOP = re.compile(
    f"[^{PLAIN_WITHOUT_LAM}](?:"
    f"(?<=\u0644)[{MARKS}]*+[{''.join(LAM_ALEF)}]"
    f"|(?<=[{MARKS}])[{MARKS}]*+"
    f"|(?<=[{_PICTURE}]){_REST_OF_PICTURE}"
    f"|(?<=[{_FLAG}])[{_FLAG}]?"
    "|(?<=[0-9#*]\ufe0f)\u20e3|(?<=\ufe0f)"
    f"|(?<![\u0644{MARKS}{_PICTURE}{_FLAG}\ufe0f]))"
)

_SPACES = frozenset("\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f")


@lru_cache(4096)
def _kind(char: str) -> str:
    """Say what a character outside the plain ones is to a row of cells."""
    category = unicodedata.category(char)
    if char in _SPACES or char == "\u3000":
        return "space"
    if char == "\u200d":
        return "joiner"
    if (
        category == "Cs"
        or _TOO_NEW.match(char)
        or "\ufdd0" <= char <= "\ufdef"
        or ord(char) & 0xFFFE == 0xFFFE
    ):
        return "unknown"
    if category == "Cc" or char in "\u200c\u2028\u2029\u180e\u2066\u2067\u2068\u2069":
        return "cut"  # Joining_Type U: hidden, and no letter joins across it
    if char in "\u202a\u202b\u202c\u202d\u202e":
        return "embedding"
    width = char_width(char)
    if width:
        if char == "\u00ad" or "\U0001f3fb" <= char <= "\U0001f3ff":
            return "hidden"  # a soft hyphen; a skin tone without its emoji
        return "wide" if width == 2 else "one"
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return "hidden" if category in ("Cf", "Cn") or selector or char == "\u034f" else "mark"


class CellRow:
    """One paragraph's cells, growing as its text is taken in.

    Attributes:
        cells: One character per cell, in logical order: the base letter without marks, a
            lam-alef as its stand-in of :mod:`mujaz.text.joining`, :data:`FILLER` in the second
            cell of something wide. Every space that a line may break at is U+0020.
        taken: How many characters of the text these cells stand for.
        tails: What follows the character of a cell within it (marks, the rest of an emoji).
        tail_at: The cells that have a tail, ascending.
        joints: Where hidden controls change joining between a cell and the one before it:
            whether the earlier one may join forward, and the later one backward.
        joint_at: The cells that have a joint before them, ascending.
    """

    __slots__ = (
        "_cell_at",
        "_index_at",
        "_open",
        "_text",
        "cells",
        "joint_at",
        "joints",
        "tail_at",
        "tails",
        "taken",
    )

    def __init__(self, text: str) -> None:
        """Prepare the cells of ``text``, one paragraph; tabs and newlines are spaces."""
        self._text = text.replace("\n", " ").replace("\t", " ")
        self.cells = ""
        self.taken = 0
        self.tails: dict[int, str] = {}
        self.tail_at: list[int] = []
        self.joints: dict[int, tuple[bool, bool]] = {}
        self.joint_at: list[int] = []
        # From cell _cell_at[k] on, character and cell advance together from _index_at[k].
        self._cell_at = [0]
        self._index_at = [0]
        self._open = False  # whether a mark may join the last cell

    def take_in(self, wanted: int | None = None) -> bool:
        """Make cells of more text.

        Args:
            wanted: How many characters to take in, or a few more where a cluster would be cut;
                None for all that are left.

        Returns:
            Whether there was any text left.
        """
        text = self._text
        begin = done = self.taken
        if begin >= len(text):
            return False
        end = len(text) if wanted is None else min(len(text), begin + wanted)
        cell = len(self.cells)
        pieces: list[str] = []
        for match in _STOP.finditer(text, begin):
            start = match.start()
            if start >= end:
                break
            stop = match.end()
            if start > done:
                pieces.append(text[done:start])
                cell += start - done
                self._open = text[start - 1] != " "
            if text[start] == "\u0644":
                pieces.append(LAM_ALEF[text[stop - 1]])
                if stop - start > 2:
                    self._add_tail(cell, text[start + 1 : stop - 1])
                cell += 1
                self._open = True
            else:
                piece = self._special(match.group(), cell, start)
                pieces.append(piece)
                cell += len(piece)
            self._anchor(cell, stop)
            done = stop
        if done < end:
            pieces.append(text[done:end])
            self._open = text[end - 1] != " "
            done = end
        self.cells += "".join(pieces)
        self.taken = done
        return True

    def _special(self, cluster: str, cell: int, index: int) -> str:
        """Place what is no plain character: its cells, as a string (empty where it is hidden)."""
        char = cluster[0]
        if "\U0001f1e6" <= char <= "\U0001f1ff" and len(cluster) == 1:
            # Half a flag has no agreed width; the letter it stands for has.
            self._open = True
            return chr(ord(char) - 0x1F1E6 + ord("A"))
        if cluster == "\ufe0f\u20e3":
            # The digit before it becomes a keycap, two cells wide.
            self._add_tail(cell - 1, cluster)
            return self._widen(FILLER, cell - 1, index - 1)
        kind = _kind(char)
        if len(cluster) > 1 and kind != "mark":
            return self._sequence(cluster, cell, index)
        return self._single(kind, cluster, cell, index)

    def _single(self, kind: str, cluster: str, cell: int, index: int) -> str:
        """Place one character outside the plain ones, or a run of marks."""
        if kind == "mark":
            if self._open:
                self._add_tail(cell - 1, cluster)
                return ""
            self._open = True
            self._add_tail(cell, cluster)
            return _NO_BREAK_SPACE
        if kind in ("cut", "joiner"):
            self._add_joint(cell, kind == "joiner")
        if kind in ("cut", "embedding"):
            self._open = False
        if kind in ("cut", "joiner", "embedding", "hidden"):
            return ""
        self._open = kind != "space"
        if kind == "space":
            return " " if cluster != "\u3000" else self._widen("  ", cell, index)
        if kind == "unknown":
            return _REPLACEMENT
        return cluster if kind == "one" else self._widen(cluster + FILLER, cell, index)

    def _sequence(self, cluster: str, cell: int, index: int) -> str:
        """Place an emoji sequence or a flag."""
        self._open = True
        self._add_tail(cell, cluster[1:], limit=len(cluster))
        if cell_width(cluster) < 2:
            return cluster[0]
        return self._widen(cluster[0] + FILLER, cell, index)

    def _widen(self, piece: str, cell: int, index: int) -> str:
        """Note that the cell after ``cell`` belongs to the same character."""
        self._anchor(cell + 1, index)
        return piece

    def _anchor(self, cell: int, index: int) -> None:
        """Note that from here on cells and characters advance together again."""
        if index - cell == self._index_at[-1] - self._cell_at[-1]:
            return
        if self._cell_at[-1] == cell:
            self._index_at[-1] = index
        else:
            self._cell_at.append(cell)
            self._index_at.append(index)

    def _add_tail(self, cell: int, tail: str, limit: int = _MAX_MARKS) -> None:
        """Put ``tail`` into a cell, as far as ``limit`` characters allow."""
        if cell not in self.tails:
            self.tail_at.append(cell)
            self.tails[cell] = tail[:limit]
        elif len(self.tails[cell]) < limit:
            self.tails[cell] = (self.tails[cell] + tail)[:limit]

    def _add_joint(self, cell: int, joins: bool) -> None:
        """Note a hidden control in front of ``cell`` that makes or breaks joining."""
        if cell in self.joints:
            self.joints[cell] = (self.joints[cell][0], joins)
        else:
            self.joint_at.append(cell)
            self.joints[cell] = (joins, joins)

    def index_of(self, cell: int) -> int:
        """Return the index of the base character of ``cell``; past the end: the text's length."""
        if cell >= len(self.cells):
            return self.taken
        k = bisect_right(self._cell_at, cell) - 1
        return self._index_at[k] + cell - self._cell_at[k]

    def indices(self, start: int, end: int) -> list[int]:
        """Return the base character's index for each cell from ``start`` up to ``end``."""
        cell_at, index_at = self._cell_at, self._index_at
        k = bisect_right(cell_at, start) - 1
        out: list[int] = []
        while start < end:
            stop = min(cell_at[k + 1], end) if k + 1 < len(cell_at) else end
            first = index_at[k] + start - cell_at[k]
            out.extend(range(first, first + stop - start))
            start = stop
            k += 1
        return out

    def boundary(self, index: int) -> int:
        """Return how many cells stand wholly before character ``index``."""
        k = bisect_left(self._index_at, index)
        if k == 0:
            return 0
        cell = self._cell_at[k - 1] + index - self._index_at[k - 1]
        limit = self._cell_at[k] if k < len(self._cell_at) else len(self.cells)
        return min(cell, limit)

    def with_tails(self, drawn: str, start: int, stop: int, rtl: bool) -> str:
        """Put the tails of the cells ``start`` to ``stop`` behind their characters.

        Args:
            drawn: One character per cell, in visual order.
            start: First cell.
            stop: Cell after the last one.
            rtl: Whether ``drawn`` shows the last cell first.
        """
        k = bisect_left(self.tail_at, start)
        if k == len(self.tail_at) or self.tail_at[k] >= stop:
            return drawn
        characters = list(drawn)
        while k < len(self.tail_at) and self.tail_at[k] < stop:
            cell = self.tail_at[k]
            at = stop - 1 - cell if rtl else cell - start
            if drawn[at] == FILLER:  # a mark belongs behind the character, whichever cell is last
                at += 1 if rtl else -1
            characters[at] += self.tails[cell]
            k += 1
        return "".join(characters)

    def cell_of(self, index: int) -> int:
        """Return the first cell of the cluster that character ``index`` belongs to.

        A hidden character belongs to the cluster before it; at the very beginning to none: 0.
        """
        cell = self.boundary(index)
        if cell == 0 or (cell < len(self.cells) and self.index_of(cell) == index):
            return cell
        return self.boundary(self.index_of(cell - 1))
