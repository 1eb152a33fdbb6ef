"""A text as its words, so that a number can look around itself."""

from __future__ import annotations

import bisect

from mujaz.text.fold import fold
from mujaz.text.words import words


class Context:
    """One text with its words, so that each figure can look around itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = words(text)
        self.starts = [start for start, _ in self.spans]
        self.folded = [fold(text[start:end]) for start, end in self.spans]

    def before(self, index: int, count: int) -> list[str]:
        """Return up to ``count`` folded words that end at or before ``index``, nearest first."""
        at = bisect.bisect_left(self.starts, index) - 1
        out: list[str] = []
        while at >= 0 and len(out) < count:
            if self.spans[at].end <= index:
                out.append(self.folded[at])
            at -= 1
        return out

    def index_before(self, index: int) -> int:
        """Return the index of the word that begins last before ``index``."""
        return bisect.bisect_left(self.starts, index) - 1

    def after(self, index: int, count: int) -> list[tuple[int, str]]:
        """Return up to ``count`` (word index, folded word) that begin at or behind ``index``."""
        at = bisect.bisect_left(self.starts, index)
        return [(k, self.folded[k]) for k in range(at, min(at + count, len(self.folded)))]
