"""Keeping rows straight behind clusters that terminals measure differently.

After such a cluster the cursor is put where the layout says that it stands.

The column is not known in a stream, so the cursor is kept before the cluster and brought back
(DECSC and DECRC, ``ESC 7`` and ``ESC 8``), then moved by the cluster's cells (CUF). The cells are
blanked first: where the terminal draws fewer than they are, nothing old may stay in the rest.
"""

from __future__ import annotations

import re

from mujaz.text.pictures import UNUSUAL, drawn, is_plain, marks_before


def anchored(data: str) -> str:
    """Return a stream in which no cluster can shift what follows it in its row."""
    return data if is_plain(data) else UNUSUAL.sub(_anchor, data)


def _anchor(match: re.Match[str]) -> str:
    cluster = match[0]
    end = marks_before(cluster)
    # Marks of the letter before take no cell, whatever the terminal thinks of them.
    kept = f"\x1b7{cluster[:end]}\x1b8" if end else ""
    text, cells = drawn(cluster[end:]) if end < len(cluster) else ("", 0)
    if not cells:
        return kept
    if text.isascii() and len(text) == cells:
        return kept + text
    return f"{kept}\x1b7{' ' * cells}\x1b8{text}\x1b8\x1b[{cells}C"
