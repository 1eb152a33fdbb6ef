"""Make text of unknown origin safe to keep and to show.

This module knows which code points and control sequences may not reach a store, a file or a
terminal. It knows nothing of HTML, markup or mail headers: those have their own escapes.
"""

from __future__ import annotations

import re
import unicodedata

# Control functions of ECMA-48 with their 7-bit and 8-bit introducers. The repetitions are
# possessive, and a string's body stops at the next introducer, so that no character is looked at
# more than a few times however often an introducer is repeated.
_STRING_STOP = r"\x07\x18\x1a\x1b\x90\x98\x9c-\x9f"
_ESC_STRING = (
    # DCS, SOS, OSC, PM, APC: up to their terminator, to a cancel, or to the next introducer …
    rf"\x1b[P\]X^_](?:[^{_STRING_STOP}]*+(?:[\x07\x18\x1a\x9c]|\x1b\\|(?=[\x1b\x90\x98\x9d-\x9f]))"
    # … but one that never ends takes its line and no more: an article must not vanish behind it.
    rf"|[^\n{_STRING_STOP}]*+)"
)
# The 8-bit introducers also come from wrongly decoded windows-1256 pages, as stray characters.
# They take text with them only where a terminator stands in the same line.
_C1_STRING = rf"[\x90\x98\x9d-\x9f](?:[^\n{_STRING_STOP}]*+(?:[\x07\x9c]|\x1b\\))?"
_CSI = r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]?"
_ESC_OTHER = r"\x1b[ -/]*+[0-~]?"
_SEQUENCE = re.compile("|".join((_ESC_STRING, _C1_STRING, _CSI, _ESC_OTHER)))

_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")

# What no reader can see and no reader asked for. ZWNJ and ZWJ shape words, LRM, RLM and ALM are
# harmless hints: they stay.
_UNWANTED = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 without tab and newline
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: they reorder text around them
    "\u2028\u2029"
    "\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # soft hyphen, ZWSP, joiners, BOM
    "\ufff9-\ufffc\U0001d173-\U0001d17a"  # interlinear and musical format controls, object mark
    "\U000e0000-\U000e0fff"  # tag characters and selectors that carry hidden text
    "\ufdd0-\ufdef\ufffe\uffff\U000ffffe\U000fffff\U0010fffe\U0010ffff"  # noncharacters
    + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 15))
    + "\ud800-\udfff"
)
_INVISIBLE = re.compile(f"[{_UNWANTED}]")

# Canonical ordering sorts each run of combining marks; CPython does that by insertion. UAX #15
# section 13 (stream-safe text) finds no natural text with more than 30 in a run.
_MAX_MARKS = 30
_MAYBE_MARK = re.compile(r"[^\w\s\x00-\x7f]")


def clean(text: str) -> str:
    r"""Return ``text`` without anything that could steer a terminal or hide from a reader.

    Whole control sequences go (ECMA-48: CSI, OSC, DCS, SOS, PM, APC and the two-character
    escapes, in their 7-bit and 8-bit forms), then every control except newline and tab, bidi
    embeddings, overrides and isolates, tag characters, invisible fillers, noncharacters and lone
    surrogates. ``\r\n``, ``\r``, U+2028 and U+2029 become newlines. ZWNJ, ZWJ, LRM, RLM and ALM
    stay. The result is in Normalization Form C (UAX #15), with at most 30 combining marks in a
    row.

    Args:
        text: Any string, lone surrogates and NUL included.

    Returns:
        The safe text. ``clean(clean(x)) == clean(x)``; time grows linearly with ``text``.
    """
    if text.isascii() and text.isprintable():
        return text
    if not _is_plain(text) and _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", _SEQUENCE.sub("", _LINE_END.sub("\n", text)))
    if text.isascii():
        return text
    text = _cap_marks(text)
    composed = unicodedata.normalize("NFC", text)
    # Normalisation takes some letters apart (composition exclusions), so a run may have grown.
    return composed if composed is text else _cap_marks(composed)


def _is_plain(text: str) -> bool:
    """Tell quickly of most texts that nothing unwanted is in them; False says nothing.

    What prints is wanted but for three: U+034F, U+FFFC, and the selectors beyond the first plane.
    Looking for the whole set one by one takes twenty times as long.
    """
    if not text.replace("\n", " ").isprintable() or "\u034f" in text or "\ufffc" in text:
        return False
    return len(text.encode("utf-16-le")) == 2 * len(text)


def _cap_marks(text: str) -> str:
    """Cut runs of combining marks down to what any writing system uses."""
    # a run that is too long covers one of these places, wherever it begins
    if not _MAYBE_MARK.search(text[_MAX_MARKS :: _MAX_MARKS + 1]):
        return text
    marks = "".join(re.escape(c) for c in set(text) if unicodedata.combining(c))
    return re.sub(f"([{marks}]{{{_MAX_MARKS}}})[{marks}]+", r"\1", text) if marks else text
