"""What is marked in a text: the words of a search, names, figures.

Finding names and figures takes milliseconds an article, so it is done off the screen's thread, a
paragraph at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tui.blocks import Block, Span

LONGEST = 4000
"""Letters of a paragraph that are read for names and figures."""


def marked(block: Block, query: str) -> Block:
    """Return a block with the words of a search marked, whatever their spelling."""
    from mujaz.query import hits, words_of

    found = hits(block.text, words_of(query), title=block.kind == "title")
    spans = [(start, end, "match") for start, end in found]
    return replace(block, spans=(*block.spans, *spans)) if spans else block


def with_facts(block: Block, facts: Sequence[Span]) -> Block:
    """Return a block with names and figures marked; what was marked before lies above them."""
    return replace(block, spans=(*facts, *block.spans))


@lru_cache(maxsize=512)
def facts(text: str) -> tuple[Span, ...]:
    """Return where names and figures stand in a paragraph, as spans ``name`` and ``figure``."""
    from mujaz.stories.figures import figures
    from mujaz.stories.names import mentions

    part = text[:LONGEST]
    names = [(one.start, one.end, "name") for one in mentions(part)]
    numbers = [(one.start, one.end, "amount") for one in figures(part)]
    return (*names, *numbers)
