"""What field an article is from: politics, economy, sport …, by lists of words.

This module knows topics and the words that speak for them. It doesn't know names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from mujaz.stories.facts import lines
from mujaz.stories.vectors import rarity
from mujaz.text.fold import fold
from mujaz.text.words import light_stem

#: Share of an article's weight that a topic's words must have, and of the best topic's.
_LEAST = 0.05
_BESIDE = 0.7
_MOST = 2


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Stem → the topics it speaks for."""
    table: dict[str, list[str]] = {}
    for line in lines("topics.txt"):
        topic, _, words = line.partition(":")
        for stem in {light_stem(fold(word)) for word in words.split()}:
            table.setdefault(stem, []).append(topic)
    return {stem: tuple(topics) for stem, topics in table.items()}


def topics(counts: Mapping[str, int]) -> list[str]:
    """Return the one or two topics of an article, best first; none where no words speak for one.

    Args:
        counts: the terms of its title and lead with their weighted counts.
    """
    table = _table()
    scores: dict[str, float] = {}
    total = 0.0
    for term, count in counts.items():
        weight = math.sqrt(count) * rarity(term)
        total += weight
        speaks = table.get(term, ())
        for topic in speaks:
            scores[topic] = scores.get(topic, 0.0) + weight / len(speaks)
    if not scores:
        return []
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best = ranked[0][1]
    return [
        topic
        for topic, score in ranked[:_MOST]
        if score >= _LEAST * total and score >= _BESIDE * best
    ]
