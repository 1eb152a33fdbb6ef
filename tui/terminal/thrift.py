"""Fewer bytes for the same colours: what changes between two texts, instead of all of it again.

Rich resets every segment at its end and names both colours and every attribute of the next one
again; on a page of headlines that is half of all bytes, which a slow line (ssh) makes felt. Only
SGR is known here (ECMA-48 8.3.117); texts, places and all other sequences stay as they are. A line end may
be written in the colours of the text before it: that is for a screen whose last row never ends with
one, since scrolling would paint the new row with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

RESET = "\x1b[0m"

_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_PLACES = re.compile(r"(?:\x1b\[[0-9;]*H|[\r\n])*")
_NAMED = re.compile("[34][0-79]|9[0-7]|10[0-7]")
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""How an attribute is switched off; others are rare enough for a reset."""
_COLOUR_LENGTHS = {"2": 5, "5": 3}


@dataclass(frozen=True, slots=True)
class _Look:
    """What SGR sequences after a reset come to; colours as parameters, "" for the default."""

    attributes: frozenset[str]
    foreground: str
    background: str


def thrifty(data: str) -> str:
    """Return a piece of the stream that shows the same with fewer bytes.

    A piece begins with colours that are unknown here, so what stands before its first reset is
    kept; it ends with the same colours in force as the given one.
    """
    if RESET not in data:
        return data
    first, *rest = _SGR.split(data)
    out = [first]
    shown: str | None = None
    wanted: str | None = None
    for parameters, text in zip(rest[::2], rest[1::2], strict=True):
        if parameters in ("", "0"):
            wanted = ""
        elif wanted is None:
            out.append(f"\x1b[{parameters}m")
        else:
            wanted = f"{wanted};{parameters}" if wanted else parameters
        if wanted != shown and not _PLACES.fullmatch(text):
            out.append(_change(shown, wanted))
            shown = wanted
        out.append(text)
    if wanted != shown:
        out.append(_change(shown, wanted))
    return "".join(out)


@lru_cache(4096)
def _change(shown: str | None, wanted: str | None) -> str:
    """Return the shortest sequence from one state to another; an unknown one is reset."""
    assert wanted is not None, "colours are known once they have been reset"
    if not wanted:
        return RESET
    anew = f"\x1b[0;{wanted}m"
    if shown is None:
        return anew
    before, after = _look(shown), _look(wanted)
    if before is None or after is None:
        return anew
    codes = _attribute_codes(before.attributes, after.attributes)
    if before.foreground != after.foreground:
        codes.append(after.foreground or "39")
    if before.background != after.background:
        codes.append(after.background or "49")
    changed = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(changed, anew, key=len)


def _attribute_codes(before: frozenset[str], after: frozenset[str]) -> list[str]:
    """Return the parameters that switch attributes off, then on; 22 ends both bold and dim."""
    off = {_OFF[one] for one in before - after}
    on = {one for one in after if one not in before or _OFF[one] in off}
    return sorted(off) + sorted(on)


@lru_cache(4096)
def _look(parameters: str) -> _Look | None:
    """Return what parameters come to after a reset; None where one of them is not known here."""
    attributes: set[str] = set()
    colours = {"3": "", "4": ""}
    left = parameters.split(";") if parameters else []
    while left:
        code = left[0]
        length = 1
        if code in ("38", "48"):
            length = _COLOUR_LENGTHS.get(left[1] if len(left) > 1 else "", 0)
            if not length or len(left) < length:
                return None
            colours[code[0]] = ";".join(left[:length])
        elif code in _OFF:
            attributes.add(code)
        elif _NAMED.fullmatch(code):
            _take_named(colours, code)
        else:
            return None
        del left[:length]
    return _Look(frozenset(attributes), colours["3"], colours["4"])


def _take_named(colours: dict[str, str], code: str) -> None:
    """Take one of the sixteen colours, or the default one (39, 49)."""
    ground = "3" if code[0] in "39" else "4"
    colours[ground] = "" if code in ("39", "49") else code
