"""Stories that follow earlier stories, found by what both are about, over weeks.

This module knows sketches (a story's heaviest terms) and time. It doesn't group articles: two
stories in a thread are two events of one affair, or a report that returns to an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator

from mujaz.stories.state import OpenStory
from mujaz.stories.vectors import similarity

_DAY = 86_400
#: How far back a story looks for what it follows.
_REACH = 45 * _DAY
#: A story of one article is remembered this long; follow-ups return to what several reported.
_REACH_SINGLE = 7 * _DAY
#: Least closeness of sketches; the second where the earlier story is a single article.
_FOLLOWS = 0.30
_FOLLOWS_SINGLE = 0.40
#: Closeness lost over a month.
_FADE = 0.08
#: Closeness gained by each counted number that both tell of (15 مخزنا), and the most of it.
_ANCHOR = 0.06
_ANCHORS = 3
_LONGEST = 4
_PROBES = 12
_LEAST_SHARED = 4


class Threads:
    """The open stories' sketches, indexed by their heaviest terms."""

    def __init__(self) -> None:
        self._stories: dict[str, OpenStory] = {}
        self._postings: dict[int, set[str]] = {}
        self._indexed: dict[str, list[int]] = {}

    def put(self, story: OpenStory) -> None:
        """Index a story anew under its present sketch."""
        self._drop(story.id)
        terms = list(story.sketch)[:_PROBES]
        self._stories[story.id] = story
        self._indexed[story.id] = terms
        for term in terms:
            self._postings.setdefault(term, set()).add(story.id)

    def _drop(self, story_id: str) -> None:
        for term in self._indexed.pop(story_id, ()):
            held = self._postings[term]
            held.discard(story_id)
            if not held:
                del self._postings[term]
        self._stories.pop(story_id, None)

    def replace(self, gone: OpenStory, kept: OpenStory) -> Iterator[str]:
        """Let followers of a story that is gone follow the one that took its articles."""
        self._drop(gone.id)
        followers = []
        for story in self._stories.values():
            if gone.id in story.thread:
                named = (kept.id if one == gone.id else one for one in story.thread)
                story.thread = tuple(dict.fromkeys(one for one in named if one != story.id))
                followers.append(story.id)
        return iter(followers)

    def follow(self, story: OpenStory) -> tuple[str, ...]:
        """Return the earlier stories that ``story`` follows, nearest in matter first."""
        shared: dict[str, int] = {}
        for term in story.sketch:
            for one in self._postings.get(term, ()):
                shared[one] = shared.get(one, 0) + 1
        found = []
        for one, count in shared.items():
            other = self._stories[one]
            if count < _LEAST_SHARED or not _earlier(other, story):
                continue
            closeness = similarity(story.sketch, other.sketch)
            closeness += _ANCHOR * min(_ANCHORS, len(story.anchors & other.anchors))
            closeness -= _FADE * max(0, story.first - other.last) / (30 * _DAY)
            if closeness >= (_FOLLOWS if other.size > 1 else _FOLLOWS_SINGLE):
                found.append((-closeness, one))
        return tuple(one for _, one in sorted(found)[:_LONGEST])


def _earlier(other: OpenStory, story: OpenStory) -> bool:
    """Whether ``other`` began before ``story`` and is within its reach."""
    if (other.first, other.id) >= (story.first, story.id):
        return False
    reach = _REACH if other.size > 1 else _REACH_SINGLE
    return story.first - other.last <= reach
