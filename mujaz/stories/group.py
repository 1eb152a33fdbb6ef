"""Online grouping: each article joins the open story it is closest to, or opens one.

An article is compared with the articles of the last days, not with averages of stories: an
average of a long story looks like everything. A story's closeness is made of its nearest member,
its three nearest and the mean over all; it fades with the time between articles and with the span
that the story would have. When an article stands close to two stories, the two may become one.

This module knows closeness and time. It knows no store; what it must remember travels as the state
bytes of stories. Nothing depends on how articles are cut into batches: what an article is compared
with depends on publication times alone, and stories change one article at a time.

``docs/grouping.md`` says what each part gains on labelled data.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from mujaz.model import Article, short_id
from mujaz.stories import thread, why
from mujaz.stories.closeness import (
    LEAST,
    apart,
    linkage,
    silence_factor,
    span_factor,
    story_closeness,
)
from mujaz.stories.features import Features
from mujaz.stories.state import (
    Member,
    OpenStory,
    all_anchors,
    decode,
    encode,
    make_sketch,
    member_ids,
    pack,
    unpack,
)
from mujaz.stories.vectors import Recent, similarity

_HOUR = 3600
#: Two articles further apart are not compared.
_WINDOW = 96 * _HOUR
#: How late an article may arrive and still be compared with all of its own days.
_LATE = 72 * _HOUR
_LIVE = _WINDOW + _LATE
#: An article joins at this closeness; two stories become one at the second.
_JOIN = 0.21
_MERGE = 0.175
#: Neighbours compared in full, and the least closeness of their heaviest terms.
_NEIGHBOURS = 32
_LEAST_PROBED = 0.02
#: Stories beside the best one that are looked at for a merger.
_RIVALS = 3


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What became of one story.

    Attributes:
        id: the story.
        articles: its articles in published order; empty where the story is gone.
        thread: earlier stories that it follows, nearest first.
        state: what grouping needs of it next time, to be stored unread.
        why: per article id the terms that tied it (see :mod:`mujaz.stories.why`).
    """

    id: str
    articles: tuple[str, ...]
    thread: tuple[str, ...]
    state: bytes
    why: dict[str, str]


class Grouper:
    """Puts articles into stories, one at a time.

    Args:
        states: id and stored state of the stories whose last article is not older than the next
            articles less :attr:`horizon`.
    """

    horizon = thread.REACH + timedelta(seconds=_LIVE)

    def __init__(self, states: Iterable[tuple[str, bytes]] = ()) -> None:
        self._stories: dict[str, OpenStory] = {}
        self._of: dict[str, str] = {}
        self._members: dict[str, Member] = {}
        self._postings: dict[int, list[Member]] = {}
        self._recent = Recent()
        self._live: list[tuple[int, str]] = []
        self._now = 0
        self._changed: dict[str, None] = {}
        self._gone: set[str] = set()
        self._leaving: dict[str, OpenStory] = {}
        self._threads = thread.Threads()
        loaded = [story for one, state in states if (story := decode(one, state)) is not None]
        self._now = max((story.last for story in loaded), default=0)
        for story in sorted(loaded, key=lambda s: (s.last, s.id)):
            self._stories[story.id] = story
            self._threads.put(story)
            if story.last >= self._now - _LIVE:
                self._open(story)
        self._advance(self._now)

    def add(self, article: Article, features: Features) -> str:
        """Put one article into a story and return the story's id.

        A later article may still move it, by making two stories one.

        Args:
            article: the article.
            features: what :func:`mujaz.stories.features.features` sees in it.
        """
        if article.id in self._of:
            return self._of[article.id]
        time = int(article.published.timestamp())
        self._advance(time)
        self._recent.add(features.counts)
        vector = self._recent.vector(features.counts)
        member = Member(article.id, time, vector, features.anchors, features.days)
        near = self._neighbours(member)
        by_story = self._by_story(near)
        story = self._best(member, by_story) or self._new_story(member)
        self._put(story, member)
        story = self._merge(story, by_story)
        shown = f"{article.title}\n{article.text[:500]}"
        for closeness, other in near:
            if self._of[other.id] == story.id:
                member.why = why.describe(shown, member.vector, other.vector, closeness, other.id)
                break
        self._refresh(story)
        return story.id

    def changes(self) -> list[GroupChange]:
        """Return what changed since the last call, stories that are gone first, then by time."""
        out = [
            GroupChange(one, (), (), b"", {}) for one in sorted(self._gone - self._stories.keys())
        ]
        known = (self._stories.get(one) or self._leaving.get(one) for one in self._changed)
        stories = [story for story in known if story is not None]
        for story in sorted(stories, key=lambda s: (s.first, s.id)):
            members = member_ids(story)
            out.append(
                GroupChange(
                    id=story.id,
                    articles=tuple(one for one, _ in members),
                    thread=story.thread,
                    state=encode(story),
                    why=dict(members),
                )
            )
        self._changed.clear()
        self._gone.clear()
        self._leaving.clear()
        return out

    # ------------------------------------------------------------- time
    def _open(self, story: OpenStory) -> None:
        """Take a stored story's members into the index."""
        unpack(story)
        for member in story.members:
            self._of[member.id] = story.id
            self._members[member.id] = member
            if member.time >= self._now - _LIVE:
                self._index(member)
                self._recent.add(member.vector)

    def _index(self, member: Member) -> None:
        heapq.heappush(self._live, (member.time, member.id))
        for term in member.probes:
            self._postings.setdefault(term, []).append(member)

    def _advance(self, time: int) -> None:
        """Let go of articles and stories that nothing can join any more."""
        self._now = max(self._now, time)
        oldest = self._now - _LIVE
        live = self._live
        closing: dict[str, OpenStory] = {}
        while live and live[0][0] < oldest:
            _, one = heapq.heappop(live)
            member = self._members[one]
            self._recent.remove(member.vector)
            for term in member.probes:
                kept = [o for o in self._postings.pop(term, ()) if o.time >= oldest]
                if kept:
                    self._postings[term] = kept
            story = self._stories.get(self._of[one])
            if story is not None and story.last < oldest:
                closing[story.id] = story
        for story in closing.values():
            self._close(story)
        for story in self._threads.expire(oldest):
            if story.id in self._changed:
                self._leaving[story.id] = story
            self._stories.pop(story.id, None)

    def _close(self, story: OpenStory) -> None:
        """Pack the members of a story that can take no more; it may still be followed."""
        for member in story.members:
            self._members.pop(member.id, None)
            self._of.pop(member.id, None)
        pack(story)

    # -------------------------------------------------------- closeness
    def _neighbours(self, member: Member) -> list[tuple[float, Member]]:
        """Return the closest live articles with their closeness, best first."""
        found: dict[str, int] = {}
        vector, time = member.vector, member.time
        oldest = self._now - _LIVE
        earliest, latest = max(oldest, time - _WINDOW), time + _WINDOW
        for term in member.probes:
            weight = vector[term]
            for other in self._postings.get(term, ()):
                if earliest <= other.time <= latest:
                    found[other.id] = found.get(other.id, 0) + weight * other.vector[term]
        probed = heapq.nsmallest(_NEIGHBOURS, ((-score, one) for one, score in found.items()))
        near = []
        for score, one in probed:
            if -score < _LEAST_PROBED * 1_000_000:
                break
            other = self._members[one]
            closeness = similarity(vector, other.vector)
            if closeness >= LEAST:
                near.append((closeness * apart(member, other), other))
        near.sort(key=lambda pair: (-pair[0], pair[1].id))
        return near

    def _by_story(self, near: Sequence[tuple[float, Member]]) -> dict[str, list[float]]:
        by_story: dict[str, list[float]] = {}
        for closeness, other in near:
            by_story.setdefault(self._of[other.id], []).append(closeness)
        return by_story

    def _best(self, member: Member, by_story: dict[str, list[float]]) -> OpenStory | None:
        best, best_score = None, _JOIN
        for one, found in by_story.items():
            story = self._stories[one]
            score = linkage(found, story.size)
            if score > best_score:
                score *= span_factor(min(story.first, member.time), max(story.last, member.time))
                score *= silence_factor([member], story.members)
                if score > best_score:
                    best, best_score = story, score
        return best

    # ---------------------------------------------------------- stories
    def _new_story(self, member: Member) -> OpenStory:
        """Open a story named after its first article."""
        parts = [member.id]
        while (one := short_id("s", *parts)) in self._stories:
            parts.append(str(len(parts)))
        story = OpenStory(one, member.time, member.time, 0)
        self._stories[one] = story
        return story

    def _put(self, story: OpenStory, member: Member) -> None:
        story.members.append(member)
        story.members.sort(key=lambda m: (m.time, m.id))
        story.size = len(story.members)
        story.first, story.last = story.members[0].time, story.members[-1].time
        self._of[member.id] = story.id
        self._members[member.id] = member
        self._index(member)

    def _merge(self, story: OpenStory, by_story: dict[str, list[float]]) -> OpenStory:
        """Make one of ``story`` and each rival that the new article shows to be the same."""
        rivals = [one for one in by_story if one != story.id]
        rivals.sort(key=lambda one: (-sum(by_story[one]) / self._stories[one].size, one))
        for one in rivals[:_RIVALS]:
            rival = self._stories[one]
            factor = span_factor(min(story.first, rival.first), max(story.last, rival.last))
            if max(by_story[one]) * factor < _MERGE * 0.5:
                continue
            if story_closeness(story, rival) * factor >= _MERGE:
                story = self._join(story, rival)
        return story

    def _join(self, one: OpenStory, other: OpenStory) -> OpenStory:
        """Put the smaller story's members into the larger (the earlier one of equals)."""
        keep, give = sorted((one, other), key=lambda s: (-s.size, s.first, s.id))
        for member in give.members:
            self._of[member.id] = keep.id
        keep.members = sorted([*keep.members, *give.members], key=lambda m: (m.time, m.id))
        keep.size = len(keep.members)
        keep.first, keep.last = keep.members[0].time, keep.members[-1].time
        del self._stories[give.id]
        self._gone.add(give.id)
        for follower in self._threads.replace(give, keep):
            self._changed[follower] = None
        return keep

    def _refresh(self, story: OpenStory) -> None:
        """Bring a changed story's sketch and thread up to date."""
        story.sketch = make_sketch(story.members)
        story.anchors = all_anchors(story.members)
        self._threads.put(story)
        story.thread = self._threads.follow(story)
        self._changed[story.id] = None
