"""Stories that follow earlier stories, found by what both are about, over weeks.

This module knows sketches (a story's heaviest terms) and time. It doesn't group articles: two
stories in a thread are two events of one affair, or a report that returns to an earlier one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from mujaz.stories.state import OpenStory, unpack_vector
from mujaz.stories.vectors import Vector, similarity

_DAY = 86_400
#: How far back a story looks for what it follows.
REACH = timedelta(days=45)
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


@lru_cache(1 << 10)
def _unpacked(sketch: bytes) -> Vector:
    return unpack_vector(sketch)


class Threads:
    """The stories that may still be followed, indexed by the heaviest terms of their sketches."""

    def __init__(self) -> None:
        self._stories: dict[str, OpenStory] = {}
        self._postings: dict[int, set[str]] = {}
        self._indexed: dict[str, list[int]] = {}
        self._followers: dict[str, set[str]] = {}
        self._ends: list[tuple[int, str]] = []

    def put(self, story: OpenStory) -> None:
        """Index a story anew under its present sketch."""
        terms = list(_unpacked(story.sketch))[:_PROBES]
        if story.id not in self._stories:
            heapq.heappush(self._ends, (_end(story), story.id))
        self._stories[story.id] = story
        if terms != self._indexed.get(story.id):
            self._unindex(story.id)
            self._indexed[story.id] = terms
            for term in terms:
                self._postings.setdefault(term, set()).add(story.id)
        for one in story.thread:
            self._followers.setdefault(one, set()).add(story.id)

    def _unindex(self, story_id: str) -> None:
        for term in self._indexed.pop(story_id, ()):
            held = self._postings[term]
            held.discard(story_id)
            if not held:
                del self._postings[term]

    def expire(self, oldest: int) -> Iterator[OpenStory]:
        """Forget the stories that no story of ``oldest`` or later can follow, and yield them."""
        while self._ends and self._ends[0][0] < oldest:
            _, one = heapq.heappop(self._ends)
            story = self._stories.get(one)
            if story is None:
                continue
            if _end(story) >= oldest:  # it has grown since
                heapq.heappush(self._ends, (_end(story), one))
                continue
            self._unindex(one)
            self._followers.pop(one, None)
            del self._stories[one]
            yield story

    def replace(self, gone: OpenStory, kept: OpenStory) -> Iterator[str]:
        """Let followers of a story that is gone follow the one that took its articles."""
        self._unindex(gone.id)
        self._stories.pop(gone.id, None)
        followers = []
        for one in sorted(self._followers.pop(gone.id, ())):
            story = self._stories.get(one)
            if story is None or gone.id not in story.thread:
                continue
            named = (kept.id if earlier == gone.id else earlier for earlier in story.thread)
            story.thread = tuple(dict.fromkeys(name for name in named if name != story.id))
            self._followers.setdefault(kept.id, set()).add(one)
            followers.append(one)
        return iter(followers)

    def follow(self, story: OpenStory) -> tuple[str, ...]:
        """Return the earlier stories that ``story`` follows, nearest in matter first."""
        shared: dict[str, int] = {}
        sketch = _unpacked(story.sketch)
        for term in sketch:
            for one in self._postings.get(term, ()):
                shared[one] = shared.get(one, 0) + 1
        found = []
        for one, count in shared.items():
            if count < _LEAST_SHARED:
                continue
            other = self._stories[one]
            if not _earlier(other, story):
                continue
            closeness = similarity(sketch, _unpacked(other.sketch))
            closeness += _ANCHOR * min(_ANCHORS, len(story.anchors & other.anchors))
            closeness -= _FADE * max(0, story.first - other.last) / (30 * _DAY)
            if closeness >= (_FOLLOWS if other.size > 1 else _FOLLOWS_SINGLE):
                found.append((-closeness, one))
        followed = tuple(one for _, one in sorted(found)[:_LONGEST])
        for one in followed:
            self._followers.setdefault(one, set()).add(story.id)
        return followed


def _end(story: OpenStory) -> int:
    """Return until when a story may begin that follows ``story``."""
    return story.last + (_REACH if story.size > 1 else _REACH_SINGLE)


def _earlier(other: OpenStory, story: OpenStory) -> bool:
    """Whether ``other`` began before ``story`` and is within its reach."""
    if (other.first, other.id) >= (story.first, story.id):
        return False
    return story.first <= _end(other)
