"""What an article is about: names first, then key phrases, then its field.

This module knows how to rank. Names are found by :mod:`mujaz.stories.names`, phrases by
:mod:`mujaz.stories.phrases`, fields by :mod:`mujaz.stories.topics`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mujaz.model import Mention, Tag, TagKind
from mujaz.stories.context import Context
from mujaz.stories.features import counts
from mujaz.stories.names import mentions_in
from mujaz.stories.phrases import phrases
from mujaz.stories.topics import topics
from mujaz.stories.vectors import rarity
from mujaz.text.fold import fold
from mujaz.text.words import light_stem

_NAMES = 6
_ALL = 10
_LONGEST = 80  # characters; a longer "word" of a feed is no name of anything
_TITLE = 3.0
_TEXT_CHARS = 2800
_STORY_TAGS = 12


def article_tags(title: str, text: str) -> list[Tag]:
    """Return up to ten tags of an article, best first; each ``count`` is 1.

    Args:
        title: the headline.
        text: clean text.
    """
    return tags_of(Context(title), Context(text[: _TEXT_CHARS + _LONGEST]))


def tags_of(title: Context, text: Context) -> list[Tag]:
    """Return the tags of an article that has been cut into words; see :func:`article_tags`."""
    titled = mentions_in(title, len(title.folded))
    named = mentions_in(text, text.count_before(_TEXT_CHARS))
    ranked = _ranked(titled, named)
    names = [Tag(name, kind) for name, kind in ranked[:_NAMES]]
    fields = [Tag(topic, "topic") for topic in topics(counts(title, text))]
    room = _ALL - len(names) - len(fields)
    keys = [Tag(one, "topic") for one in phrases(title, text, titled, named, room + 2)]
    out: dict[str, Tag] = {}
    for tag in (*names, *keys[:room], *fields):
        if len(tag.name) <= _LONGEST:
            out.setdefault(fold(tag.name), tag)
    return list(out.values())[:_ALL]


def _ranked(titled: Sequence[Mention], named: Sequence[Mention]) -> list[tuple[str, TagKind]]:
    """Return names by weight: often, early, in the title, rare in news at large."""
    weights: dict[tuple[str, TagKind], float] = {}
    for mention in titled:
        key = (mention.name, mention.kind)
        weights[key] = weights.get(key, 0.0) + _TITLE
    for mention in named:
        key = (mention.name, mention.kind)
        weights[key] = weights.get(key, 0.0) + 1.0 / (1.0 + mention.start / 900)
    score = {key: math.log1p(weight) * (2.0 + _rare(key[0])) for key, weight in weights.items()}
    best: dict[str, tuple[str, TagKind]] = {}
    for key in sorted(score, key=lambda k: (-score[k], k)):
        best.setdefault(fold(key[0]), key)
    return list(best.values())


@lru_cache(1 << 14)
def _rare(name: str) -> float:
    stems = [light_stem(word) for word in fold(name).split()]
    return min(sum(map(rarity, stems)) / max(1, len(stems)), 6.0)


def story_tags(articles: Sequence[str], tags: Mapping[str, Sequence[Tag]]) -> tuple[Tag, ...]:
    """Return the tags of a story, best first; ``count`` is how many of its articles carry one.

    Args:
        articles: ids of the articles that count (wire copies left out).
        tags: per article id its tags, best first.
    """
    weights: dict[tuple[str, TagKind], float] = {}
    counts: dict[tuple[str, TagKind], int] = {}
    for article in articles:
        for place, tag in enumerate(tags.get(article, ())):
            key = (tag.name, tag.kind)
            weights[key] = weights.get(key, 0.0) + 1.0 / (3 + place)
            counts[key] = counts.get(key, 0) + 1
    ranked = sorted(weights, key=lambda key: (-weights[key], key))
    best: dict[str, tuple[str, TagKind]] = {}
    for key in ranked:
        best.setdefault(fold(key[0]), key)
    least = 2 if len(articles) > 4 else 1
    kept = [key for key in best.values() if counts[key] >= least][:_STORY_TAGS]
    return tuple(Tag(name, kind, counts[name, kind]) for name, kind in kept)
