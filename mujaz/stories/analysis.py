"""Everything that is worked out from one article alone, read once.

Grouping, tags, figures, briefs and wire copies all look at the same words. This module knows what
they need and how far a text is read for it. An :class:`Analysis` is plain data: it depends on the
article alone, so that it can be made in another process and kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.model import Article, Tag
from mujaz.stories.context import Context
from mujaz.stories.features import Features, features
from mujaz.stories.quantities import Said, said
from mujaz.stories.tags import tags_of
from mujaz.stories.telling import Telling, telling
from mujaz.stories.wire import shingles

#: Characters of a text that are looked at: news say early on what happened.
TEXT_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one article's texts give.

    Attributes:
        article: its id.
        source: its outlet.
        features: what grouping looks at.
        tags: its tags, best first.
        said: the figures it gives.
        telling: its sentences and headline.
        shingles: runs of its words, packed, by which copies are found.
    """

    article: str
    source: str
    features: Features
    tags: tuple[Tag, ...]
    said: tuple[Said, ...]
    telling: Telling
    shingles: bytes


def analyse(article: Article) -> Analysis:
    """Return what an article's headline and text give."""
    # a second story that the outlet glued to this one is another event
    end = min(TEXT_CHARS, TEXT_CHARS if article.second_story is None else article.second_story)
    title, text = Context(article.title), Context(article.text[:end])
    return Analysis(
        article=article.id,
        source=article.source,
        features=features(title, text, article.language),
        tags=tuple(tags_of(title, text)),
        said=said(article.id, article.published.date(), title, text),
        telling=telling(article, title, text),
        shingles=shingles(text.folded),
    )
