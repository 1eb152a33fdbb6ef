"""Where a very long paragraph can be taken in pieces without changing any of its levels.

This module knows which contexts the rules of UAX #9 carry along a paragraph. It resolves nothing.

A piece may end behind a strong letter. Weak and neutral rules (W1 to N2) look back to the last
strong letter and ahead to the next, so such a letter, repeated in front of the next piece, is all
the context there is. Two things reach further: bracket pairs (N0), hence a piece never ends
between a bracket and its mate, and explicit controls (X1 to X8), from which on the rest stays
whole.
"""

from __future__ import annotations

import re

#: Characters of the first piece; each further piece is as long as all before it.
FIRST_PIECE = 8192

# A strong letter before something that is no mark.
_STRONG = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u0400-\u0481\u05d0-\u05ea\u0621-\u064a\u3041-\u3096\u4e00-\u9fff"
_END = re.compile(f"[{_STRONG}](?=[\t -~\u200c-\u200f{_STRONG}])")
_GUARD = re.compile(
    "[()\\[\\]{}\r\x1c-\x1e\x85\u2029\u202a-\u202e\u2066-\u2069"
    # The other paired brackets of BidiBrackets.txt: too rare in news to be followed.
    "\u0f3a-\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308-\u230b\u2329\u232a"
    "\u2768-\u2775\u27c5\u27c6\u27e6-\u27ef\u2983-\u2998\u29d8-\u29db\u29fc\u29fd\u2e22-\u2e29"
    "\u2e55-\u2e5c\u3008-\u3011\u3014-\u301b\ufe59-\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d"
    "\uff5f\uff60\uff62\uff63]"
)
_MATES = {")": "(", "]": "[", "}": "{"}
# BD16 gives up behind 63 open brackets.
_MAX_OPEN = 60
_STEP = 1024


def next_piece(text: str, start: int, first: int = FIRST_PIECE) -> int:
    """Return where the piece that begins at ``start`` ends.

    Args:
        text: The whole paragraph.
        start: 0, or where an earlier piece ended.
        first: Wanted length of the first piece, in characters.
    """
    wanted = start + max(first, start)
    if wanted + first >= len(text):
        return len(text)
    open_brackets: list[str] = []
    seen = start
    while True:
        match = _END.search(text, wanted)
        if match is None or not _follow(text, seen, match.end(), open_brackets):
            return len(text)
        if not open_brackets:
            return match.end()
        seen = match.end()
        wanted = seen + _STEP


def _follow(text: str, start: int, end: int, open_brackets: list[str]) -> bool:
    """Keep ``open_brackets`` up to date over a stretch; False where it holds more than that."""
    for match in _GUARD.finditer(text, start, end):
        char = match.group()
        if char in "([{":
            open_brackets.append(char)
            if len(open_brackets) > _MAX_OPEN:
                return False
        elif char in _MATES:
            mate = _MATES[char]
            if mate in open_brackets:
                while open_brackets.pop() != mate:
                    pass
        else:
            return False
    return True
