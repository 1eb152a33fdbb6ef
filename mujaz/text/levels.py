"""Embedding levels of the Unicode Bidirectional Algorithm (UAX #9) for one paragraph.

This module knows rules P2 to I2 (through python-bidi's engine), L1 and L2. It knows no shaping,
no cells and no widths.

python-bidi resolves levels by the whole algorithm but returns them only in the text of its debug
output, whose form nobody promises: :func:`_probe` refuses a form that it does not know. What the
algorithm cannot tell apart is collapsed before the engine sees it (a run of Arabic words is one
letter to every rule), which makes the engine's part small.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from mujaz.errors import DependencyError
from mujaz.i18n import _

_ARABIC = "\u0620-\u064a\u066e\u066f\u0671-\u06d5\u06ee\u06ef\u06fa-\u06ff"
_HARAKAT = "\u064b-\u065f\u0670\u06d6-\u06dc"
# Neutrals and separators that mean nothing between two Arabic letters. No brackets: pairs (N0)
# look at what is inside them. No digits and none of the explicit controls.
_NEUTRAL = (
    " !\"#$%&'*+,./:;=?@^_`|~\\\\\\-\u00a0\u00ab\u00bb\u060c\u061b\u061e\u061f\u066a\u066d\u06d4"
    "\u2010-\u2015\u2018-\u201f\u2022\u2026\u2039\u203a"
)
# Text in which every character has the level of a right-to-left (left-to-right) paragraph.
_ALL_RTL = re.compile(
    f"[{_NEUTRAL}{_ARABIC}{_HARAKAT}()\\[\\]{{}}<>\u0608\u060b\u05d0-\u05ea\u200f]*"
)
_ALL_LTR = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
# What the engine is shown of a run is its first character. Runs of one bidirectional class (L, EN,
# WS, ON without brackets, NSM, BN, AN, S) are alike to every rule; so are Arabic words with
# neutrals between them. ES, ET and CS are not: a single one of them can belong to a number.
_PICTURE = "\u2600-\u26ab\u26ad-\u2767\U0001f300-\U0001f64f"
_RUN = re.compile(
    f"[{_ARABIC}](?:[{_NEUTRAL}{_HARAKAT}]*+[{_ARABIC}])*[{_HARAKAT}]*"
    "|[A-Za-z\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\U0001f1e6-\U0001f1ff]"
    "[A-Za-z\u0300-\u036f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\U0001f1e6-\U0001f1ff]*"
    f"|[0-9][0-9\u0300-\u036f\ufe0f\u20e3]*| +|[{_HARAKAT}\u0300-\u036f\ufe0f]+"
    f"|[{_PICTURE}][{_PICTURE}\u200d\ufe0f]*|[\u0660-\u0669]+|\t+"
    "|[!\"&'*;=?@^_`|~\ud800-\udfff]+"
    "|[\x00-\x08\x0e-\x1b\x7f-\x84\u200b-\u200d\u2060\ufeff]+|\u200f+"
    "|.",
    re.DOTALL,
)

_ISOLATE_INITIATORS = "\u2066\u2067\u2068"
_NO_STRONG = re.compile("[ -@\\[-`{-~\u00a0\u0660-\u0669\u06f0-\u06f9\u2010-\u2027]*")

_HEAD = "\n    levels: [\n"
# One record of the debug output, where a level has one digit; and where that digit stands.
_RECORD = len("        Level(\n            1,\n        ),\n")
_DIGIT = len("        Level(\n            ")
_PROBE = "a\u05d0\u0627 1(b)"
_PROBE_LEVELS = [2, 1, 1, 1, 2, 1, 2, 1]


def paragraph_level(text: str) -> int:
    """Return the paragraph level by rules P2 and P3: 1 where the first strong letter is R or AL.

    Characters inside isolates are passed over; 0 where there is no strong letter.
    """
    depth = 0
    skip = _NO_STRONG.match(text)
    for index in range(skip.end() if skip else 0, len(text)):
        char = text[index]
        if char in _ISOLATE_INITIATORS:
            depth += 1
        elif char == "\u2069":
            depth = max(0, depth - 1)
        else:
            bidi_class = unicodedata.bidirectional(char)
            if bidi_class == "B":
                break
            if depth == 0 and bidi_class in ("L", "R", "AL"):
                return int(bidi_class != "L")
    return 0


def resolve(text: str, level: int) -> tuple[list[int], list[int]]:
    """Resolve the embedding levels of one paragraph (UAX #9, rules X1 to I2; before L1).

    Args:
        text: The paragraph in logical order.
        level: The paragraph level, 0 or 1.

    Returns:
        Runs of equal level: where each begins (ascending, the first at 0), and its level.

    Raises:
        DependencyError: The installed python-bidi answers in a form that was never tried.
    """
    if (_ALL_RTL if level else _ALL_LTR).fullmatch(text):
        return [0], [level]
    engine = _engine()
    where = [match.start() for match in _RUN.finditer(text)]
    shown = "".join([text[index] for index in where]).encode("utf-8", "replace").decode()
    starts: list[int] = []
    levels: list[int] = []
    last = -1
    for start, value in zip(where, _engine_levels(engine, shown, level), strict=True):
        if value != last:
            starts.append(start)
            levels.append(value)
            last = value
    return starts, levels


def _engine_levels(engine: Any, text: str, level: int) -> list[int]:
    r"""Read the level of each character out of the engine's debug output.

    The output has one level per UTF-8 byte, each as ``Level(\n 1,\n ),``. The marker before them
    cannot come from the text: the output quotes it with its newlines escaped.
    """
    dump = engine(text, base_dir="R" if level else "L", debug=True)
    begin = dump.index(_HEAD) + len(_HEAD)
    listed = dump[begin : dump.index("\n    ],", begin)]
    size = len(text) if text.isascii() else len(text.encode())
    if len(listed) + 1 == size * _RECORD:
        values: Sequence[str] = listed[_DIGIT::_RECORD]  # all levels have one digit: no parsing
    else:
        values = listed.replace("Level(", "").replace("),", "").replace(",", "").split()
    if len(values) != size:
        raise ValueError(f"{len(values)} levels for {size} bytes")
    if size == len(text):
        return list(map(int, values))
    levels: list[int] = []
    byte = 0
    for char in text:
        levels.append(int(values[byte]))
        byte += 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
    return levels


@lru_cache(1)
def _engine() -> Any:
    """Load python-bidi's engine, and try it once."""
    from bidi import get_display

    _probe(get_display)
    return get_display


def _probe(engine: Any) -> None:
    """Refuse an engine whose debug output does not say what it said when it was tried.

    Raises:
        DependencyError: With the version that is installed and what to do.
    """
    try:
        found = _engine_levels(engine, _PROBE, 1)
    except Exception as error:  # an unknown form may break at any step
        found, reason = [], repr(error)
    else:
        reason = str(found)
    if found != _PROBE_LEVELS:
        from importlib.metadata import version

        raise DependencyError(
            _(
                "The library python-bidi {version} gives text directions in a form that mujaz "
                "does not know ({reason}); install a version that mujaz was tried with: "
                "pip install 'python-bidi>=0.6,<0.7'."
            ).format(version=version("python-bidi"), reason=reason[:80])
        )


# Rule L1: these take the paragraph level, and so does the white space before them …
_SEPARATOR = re.compile("[\t\n\x0b\r\x1c-\x1f\x85\u2029]|\\Z")
# … where white space includes what rules X9 and L1 see through.
_TRAILING = frozenset(
    " \x0c\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u205f\u3000"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u180e\u200b\u200c\u200d"
    "\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
    + "".join(map(chr, (*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0))))
)
_NEEDS_L1 = re.compile(
    "[\t\n\x0b-\r\x1c-\x1f\x85\u1680\u2007\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def needs_whitespace_reset(text: str) -> bool:
    """Whether rule L1 can change anything in a line of ``text`` that ends without a space."""
    return _NEEDS_L1.search(text) is not None


def line_runs(
    starts: Sequence[int], levels: Sequence[int], start: int, end: int
) -> list[tuple[int, int, int]]:
    """Return the level runs of one line as ``(start, end, level)``.

    Args:
        starts: Where the paragraph's level runs begin, from :func:`resolve`.
        levels: Their levels.
        start: First character of the line.
        end: Character after its last one.
    """
    k = bisect_right(starts, start) - 1
    runs: list[tuple[int, int, int]] = []
    while start < end:
        stop = min(starts[k + 1], end) if k + 1 < len(starts) else end
        runs.append((start, stop, levels[k]))
        start = stop
        k += 1
    return runs


def reset_whitespace(
    text: str, runs: list[tuple[int, int, int]], level: int
) -> list[tuple[int, int, int]]:
    """Apply rule L1 to one line: separators and trailing white space get the paragraph level.

    Args:
        text: The paragraph.
        runs: The line's level runs, from :func:`line_runs`.
        level: The paragraph level.

    Returns:
        The line's level runs after L1.
    """
    if not runs:
        return runs
    begin, end = runs[0][0], runs[-1][1]
    out: list[tuple[int, int, int]] = []
    k, at = 0, begin
    for match in _SEPARATOR.finditer(text, begin, end):
        blank = match.start()
        while blank > at and text[blank - 1] in _TRAILING:
            blank -= 1
        while k < len(runs) and runs[k][0] < blank:
            if runs[k][1] > at:
                out.append((max(runs[k][0], at), min(runs[k][1], blank), runs[k][2]))
            if runs[k][1] > blank:
                break
            k += 1
        if match.end() > blank:
            out.append((blank, match.end(), level))
        at = match.end()
    return out


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the order, left to right, in which runs of the given levels are drawn (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    if not odd:
        return order
    for threshold in range(max(levels), min(odd) - 1, -1):
        index = 0
        while index < len(order):
            if levels[order[index]] < threshold:
                index += 1
                continue
            stop = index
            while stop < len(order) and levels[order[stop]] >= threshold:
                stop += 1
            order[index:stop] = order[index:stop][::-1]
            index = stop
    return order
