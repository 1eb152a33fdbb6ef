"""How close articles and stories are, given how alike their words are and when they were told.

This module knows time, members and their vectors. It doesn't decide what comes together; see
:mod:`mujaz.stories.group`. ``docs/grouping.md`` says what each part gains on labelled data.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence

from mujaz.stories.state import Member, OpenStory
from mujaz.stories.vectors import similarity

_HOUR = 3600
#: Less likeness is none.
LEAST = 0.06
#: Closeness of two articles fades by 1/e over this time.
_FADE = 108 * _HOUR
#: What is left of closeness where two leads name other weekdays.
_OTHER_DAY = 0.8
#: A story may span a day for nothing; beyond, closeness fades by 1/e over _SPAN; never over _LONGEST.
_FREE = 24 * _HOUR
_SPAN = 140 * _HOUR
_LONGEST = 118 * _HOUR
#: Silence of a day says nothing; beyond, closeness fades by 1/e over this time. What is told after it
#: in the same words is mostly the next event of its kind.
_QUIET = 24 * _HOUR
_SILENCE = 48 * _HOUR
#: Weight of the mean over all members; the rest is shared by the nearest and the three nearest.
_MEAN = 0.3
_NEAREST = 3
#: Members compared in each of two stories.
_COMPARED = 16


def apart(one: Member, other: Member) -> float:
    """Return by how much time lowers the closeness of two articles.

    It fades with the time between them, and more where their leads name other weekdays: a second
    bombing next day is told in nearly the words of the first.
    """
    fade = math.exp(-abs(one.time - other.time) / _FADE)
    return fade * _OTHER_DAY if one.days and other.days and not one.days & other.days else fade


def span_factor(first: int, last: int) -> float:
    """Return by how much the span a story would have lowers its closeness."""
    span = last - first
    if span <= _FREE:
        return 1.0
    return 0.0 if span > _LONGEST else math.exp(-(span - _FREE) / _SPAN)


def silence_factor(some: Sequence[Member], others: Sequence[Member]) -> float:
    """Return by how much the time in which neither was told of lowers the closeness of two stories.

    Args:
        some: members in published order.
        others: members of the other story, likewise.
    """
    times = [member.time for member in others]
    silence = min(_nearest(times, member.time) for member in some)
    return math.exp(-(silence - _QUIET) / _SILENCE) if silence > _QUIET else 1.0


def _nearest(times: Sequence[int], time: int) -> int:
    """Return how far a time is from the nearest of others, which are in order."""
    at = bisect.bisect_left(times, time)
    return min(abs(time - other) for other in times[max(0, at - 1) : at + 1])


def linkage(found: Sequence[float], size: int) -> float:
    """Return the closeness of an article to a story of ``size`` from those of its members.

    Args:
        found: closeness of the members that are close at all, best first.
        size: number of members.
    """
    top = found[:_NEAREST]
    near = sum(top) / min(_NEAREST, size)
    return _MEAN * sum(found) / size + (1 - _MEAN) * 0.5 * (top[0] + near)


def story_closeness(one: OpenStory, other: OpenStory) -> float:
    """Return how close two stories are: each of the smaller's articles by its nearest, and the mean."""
    large, small = sorted((one, other), key=lambda s: (-s.size, s.first, s.id))
    total = nearest = 0.0
    inside, outside = small.members[-_COMPARED:], large.members[-_COMPARED:]
    for member in inside:
        best = 0.0
        for other_member in outside:
            close = similarity(member.vector, other_member.vector)
            if close < LEAST:
                continue
            close *= apart(member, other_member)
            total += close
            best = max(best, close)
        nearest += best
    mean = total / (len(inside) * len(outside))
    close = _MEAN * mean + (1 - _MEAN) * nearest / len(inside)
    return close * silence_factor(small.members, large.members)
