"""What is drawn of clusters that terminals measure differently: emoji sequences above all.

A family joined by ZWJ is one picture of two cells to this terminal, three pictures to that one; a
flag takes two cells here, four there; a heart with a variation selector one or two. What every
terminal can draw is one character, so that is all that is kept of a cluster. The text itself stays
as it is for everything else. This module knows clusters; it knows no terminal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mujaz.text.cells import CellRow
from mujaz.text.widths import MARKS, PLAIN_WITHOUT_LAM, char_width

_FLAG = "\U0001f1e6-\U0001f1ff"
_PICTURE = "\u2300-\u23ff\u2600-\u27bf\u2934-\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
_SELECTORS = "\u200d\ufe00-\ufe0f\u20e3\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_TAIL = f"{MARKS}{_SELECTORS}\U0001f3fb-\U0001f3ff"
# One cell wherever tables of widths are no older than a decade: letters, signs, boxes, arrows,
# geometric shapes, ballots and check marks. Two cells: Kana, Han, Hangul, full-width forms.
_AGREED = (
    f"{PLAIN_WITHOUT_LAM}\u0644{MARKS}\x00-\x1f\x7f\u2190-\u22ff\u2400-\u2426\u2500-\u25fc\u25ff\u2800-\u28ff"
    "\u2605\u2606\u2610-\u2612\u2713-\u2718\u3001-\u3011\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff60\ufffd"
)
_ODD_PICTURE = f"(?![{_AGREED}])[{_PICTURE}]"
UNUSUAL = re.compile(
    f"[{_FLAG}]{{2}}"
    f"|{_ODD_PICTURE}[{_TAIL}]*(?:(?<=\u200d)[{_PICTURE}][{_TAIL}]*)*"
    f"|[^\x00-\x1f\x7f{_TAIL}](?=[{_TAIL}]*[{_SELECTORS}])[{_TAIL}]+(?:(?<=\u200d)[{_PICTURE}][{_TAIL}]*)*"
    f"|[^{_AGREED}{_FLAG}{_SELECTORS}{_PICTURE}][^{_AGREED}{_FLAG}{_SELECTORS}{_PICTURE}\u0020]*"
    f"|[{_FLAG}]"
    f"|[{_SELECTORS}]+"
)
"""What terminals don't agree on: one cluster, or a run of letters of a script used rarely here."""
_SUSPECT = re.compile(f"[^{_AGREED}]")
_STRAY = re.compile(f"[{_SELECTORS}]")
_IS_PICTURE = re.compile(f"[{_PICTURE}]|.[{_TAIL}]*[{_SELECTORS}]")


def is_plain(text: str) -> bool:
    """Tell whether every terminal measures a text alike; quick."""
    return not _SUSPECT.search(text)


@lru_cache(1024)
def marks_before(cluster: str) -> int:
    """Return how many characters at the beginning of a cluster belong to the letter before it.

    They are marks, vowels and final consonants (of Hangul) without a cell of their own, of scripts
    used rarely here.

    Args:
        cluster: what :data:`UNUSUAL` found.
    """
    for index, char in enumerate(cluster):
        if char_width(char) or unicodedata.category(char)[0] not in "ML" or _STRAY.match(char):
            return index
    return len(cluster)


@lru_cache(1024)
def drawn(cluster: str) -> tuple[str, int]:
    """Return what is drawn of a cluster, and how many cells it takes in the layout.

    Args:
        cluster: what :data:`UNUSUAL` found.

    Returns:
        of a picture its base character without joiners, selectors and tones; of a flag its two
        letters, which every font has; nothing of stray joiners and selectors; letters as they are.
    """
    row = CellRow(cluster)
    row.take_in()
    cells = len(row.cells)
    first = cluster[0]
    if "\U0001f1e6" <= first <= "\U0001f1ff":
        letters = "".join(chr(ord(char) - 0x1F1E6 + ord("A")) for char in cluster)
        return letters, max(cells, len(cluster))
    if not cells or _STRAY.match(first):
        return "", 0
    if _IS_PICTURE.match(cluster):
        # The layout leaves the selector of these two out; who keeps it counts it.
        return first, 2 if first in "\u00a9\u00ae" and "\ufe0f" in cluster else cells
    return cluster, cells
