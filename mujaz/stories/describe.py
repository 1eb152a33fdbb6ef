"""Everything that is told of one story, worked out from the texts of its articles.

This module knows which parts there are and in what order they need each other; each part's own
module knows how it is done. It doesn't know how articles came to stand in one story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mujaz.model import Article, Digested, Tag
from mujaz.stories.align import align
from mujaz.stories.brief import brief, headline
from mujaz.stories.tags import story_tags
from mujaz.stories.wire import wire_copies

#: Articles of a larger story that are looked at: its first and its latest.
_MOST = 60
_FIRST = 20
#: Texts compared for the brief and for figures.
_COMPARED = 24


def describe(articles: Sequence[Article], tags: Mapping[str, Sequence[Tag]]) -> Digested:
    """Return a story's title, tags, brief, figures, and which articles repeat another's text.

    Args:
        articles: the story's articles in published order, at least one.
        tags: per article id its tags, best first.
    """
    seen = _bounded(articles, _MOST, _FIRST)
    copies = wire_copies(seen) if len(seen) > 1 else {}
    own = [article for article in seen if article.id not in copies]
    told = _bounded(own, _COMPARED, _COMPARED // 2)
    rows = align(told)
    agreed = {
        value.value
        for row in rows
        if len({v.article for v in row.values}) > 1
        for value in row.values
        if value.value is not None
    }
    return Digested(
        title=headline(told),
        independent=len({article.source for article in own}),
        wire_of=copies,
        tags=story_tags([article.id for article in own], tags),
        brief=brief(told, agreed),
        figures=rows,
    )


def _bounded(articles: Sequence[Article], most: int, first: int) -> Sequence[Article]:
    if len(articles) <= most:
        return articles
    return [*articles[:first], *articles[first - most :]]
