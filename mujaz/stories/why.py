"""Why an article stands in its story, as one line of data: terms in common, closeness, with whom.

This module knows how to pick the words that tied two articles. It doesn't know how such a line is
shown to people.
"""

from __future__ import annotations

from mujaz.stories.terms import readable_terms
from mujaz.stories.vectors import UNIT, Vector, checksum

_SHOWN = 6


def describe(text: str, own: Vector, other: Vector, closeness: float, article: str) -> str:
    """Return ``term، term، … 0.41 a1b2…``: the terms that weigh most in both, heaviest first.

    Args:
        text: title and lead of the article, whose words are shown.
        own: its vector.
        other: the vector of the article it is closest to.
        closeness: how close they are, 0 to 1.
        article: id of that other article.
    """
    shared = [
        (own[key] * other[key], shown)
        for term, shown in readable_terms(text).items()
        if (key := checksum(term)) in own and other.get(key)
    ]
    shared.sort(key=lambda pair: (-pair[0], pair[1]))
    names = [shown for weight, shown in shared[:_SHOWN] if weight > UNIT]
    return f"{'، '.join(names)} {closeness:.2f} {article}".strip()
