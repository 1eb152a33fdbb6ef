"""A text as its words, cut and folded once for all who look at it.

Names, phrases, terms and figures each walk over the same words: cutting and folding them is most of
the work, so they share one :class:`Context`. This module knows words, their places, and the known
names and terms that begin at them. It doesn't know what any of it means.
"""

from __future__ import annotations

import bisect
from functools import cached_property

from mujaz.stories import gazetteer
from mujaz.stories.terms import Term, term_run
from mujaz.text.fold import fold_word
from mujaz.text.words import cut


class Context:
    """One text with its words.

    Attributes:
        text: the text; all offsets are indices of its characters.
        starts: where each of its words and numbers begins.
        ends: where each ends.
        folded: each word folded.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends, written = cut(text)
        self.folded = list(map(fold_word, written))

    @cached_property
    def known(self) -> dict[int, gazetteer.Found]:
        """Word index → the longest listed name that begins there."""
        return gazetteer.find_all(self.folded)

    @cached_property
    def terms(self) -> list[Term]:
        """The terms of the text (see :func:`mujaz.stories.terms.terms`) with their word ranges."""
        return term_run(self.folded, self.known)

    @cached_property
    def _term_starts(self) -> list[int]:
        return [self.starts[term.first] for term in self.terms]

    def terms_between(self, start: int, end: int) -> list[str]:
        """Return the terms that lie wholly in ``text[start:end]``, in order."""
        first = bisect.bisect_left(self._term_starts, start)
        last = bisect.bisect_left(self._term_starts, end)
        while last > first and self.ends[self.terms[last - 1].last] > end:
            last -= 1
        return [term.name for term in self.terms[first:last]]

    def words_between(self, start: int, end: int) -> list[str]:
        """Return the folded words that lie wholly in ``text[start:end]``, in order."""
        return self.folded[bisect.bisect_left(self.starts, start) : self.count_before(end)]

    def count_before(self, end: int) -> int:
        """Return how many words lie wholly before ``end``."""
        return bisect.bisect_right(self.ends, end)

    def part(self, start: int, end: int) -> Context:
        """Return ``text[start:end]`` as a context of its own; no word is cut anew."""
        first = bisect.bisect_left(self.starts, start)
        last = max(first, self.count_before(end))
        part = Context.__new__(Context)
        part.text = self.text[start:end]
        part.starts = [index - start for index in self.starts[first:last]]
        part.ends = [index - start for index in self.ends[first:last]]
        part.folded = self.folded[first:last]
        return part

    def written(self, index: int) -> str:
        """Return a word as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def before(self, index: int, count: int) -> list[str]:
        """Return up to ``count`` folded words that end at or before ``index``, nearest first."""
        at = bisect.bisect_left(self.starts, index) - 1
        out: list[str] = []
        while at >= 0 and len(out) < count:
            if self.ends[at] <= index:
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
