"""Everything that is told of one story, worked out from what its articles give.

This module knows which parts there are and in what order they need each other; each part's own
module knows how it is done. It doesn't know how articles came to stand in one story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from mujaz.model import Digested, Tag
from mujaz.stories.align import align
from mujaz.stories.analysis import Analysis
from mujaz.stories.brief import brief, headline
from mujaz.stories.tags import story_tags
from mujaz.stories.wire import wire_copies

T = TypeVar("T")
#: Articles of a larger story that are looked at: its first and its latest.
_MOST = 60
_FIRST = 20
#: Texts compared for the brief and for figures.
_COMPARED = 24


def describe(articles: Sequence[Analysis], tags: Mapping[str, Sequence[Tag]]) -> Digested:
    """Return a story's title, tags, brief, figures, and which articles repeat another's text.

    Args:
        articles: what the story's articles give, in published order, at least one.
        tags: per article id its tags, best first.
    """
    seen = _bounded(articles, _MOST, _FIRST)
    copies: dict[str, str] = {}
    if len(seen) > 1:
        copies = wire_copies({one.article: one.shingles for one in seen})
    independent = [one for one in seen if one.article not in copies]
    told = _bounded(independent, _COMPARED, _COMPARED // 2)
    rows = align([one.said for one in told])
    agreed = {
        value.value
        for row in rows
        if len({v.article for v in row.values}) > 1
        for value in row.values
        if value.value is not None
    }
    return Digested(
        title=headline([one.telling for one in told]),
        independent=len({one.source for one in independent}),
        wire_of=copies,
        tags=story_tags([one.article for one in independent], tags),
        brief=brief([one.telling for one in told], agreed),
        figures=rows,
    )


def _bounded(articles: Sequence[T], most: int, first: int) -> Sequence[T]:
    if len(articles) <= most:
        return articles
    return [*articles[:first], *articles[first - most :]]
