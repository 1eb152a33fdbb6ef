"""Groups as stories: what grouping found, with the user's corrections laid over it.

Without corrections a group is a story. With them this module works out which stories have other
articles than before, tells those anew, and hands groups and stories to the store together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from mujaz.model import Digested
from mujaz.pipeline.describing import Describer
from mujaz.store.protocol import Store, StoryChange
from mujaz.store.protocol_corrections import GroupRow, ShownStory
from mujaz.stories.group import GroupChange
from mujaz.stories.placing import Placing

#: What is told of a story whose articles have all gone to others.
_GONE = Digested(title="", independent=0)


class Shower:
    """Saves groups as stories.

    Args:
        store: where they are saved.
        describer: tells stories.
        now: the present moment, noted where a corrected story becomes a part of another.
    """

    def __init__(self, store: Store, describer: Describer, now: datetime) -> None:
        self._store = store
        self.describer = describer
        self._now = now
        self.placing = Placing(store.story_edits())

    def save(self, changes: Sequence[GroupChange]) -> None:
        """Save what grouping changed, in the order it told."""
        plain: list[GroupChange] = []
        placed: list[GroupChange] = []
        concerned = self._concerned(changes)
        for change in changes:
            (placed if change.id in concerned else plain).append(change)
        self._save_plain(plain)
        if placed:
            self._follow(placed)
            self.show([_row(change) for change in placed])

    def _concerned(self, changes: Sequence[GroupChange]) -> set[str]:
        """Return the groups whose story is, was or will be another than themselves.

        A group that takes articles of a concerned one is concerned, too.
        """
        placing = self.placing
        found = {change.id for change in changes if placing.concerns(change.id)}
        if not placing.places and not found:
            return found
        by_group = {change.id: change for change in changes}
        stands = self._store.placed(
            groups=by_group, articles=[one for change in changes for one in change.articles]
        )
        now = {one: change.id for change in changes for one in change.articles}
        for one in stands:
            group = now.get(one.article, one.group)
            corrected = one.story != one.group or placing.shown(one.article, group) != group
            if corrected or (group != one.group and placing.concerns(one.group)):
                found.update(g for g in (group, one.group, one.story) if g in by_group)
        return found

    def _save_plain(self, changes: Sequence[GroupChange]) -> None:
        told = self.describer.describe({one.id: one.articles for one in changes if one.articles})
        now = self.placing.now
        self._store.save_stories(
            [
                StoryChange(
                    id=change.id,
                    articles=change.articles,
                    thread=tuple(dict.fromkeys(map(now, change.thread))),
                    state=change.state,
                    digested=told.get(change.id, _GONE),
                    why=change.why,
                )
                for change in changes
            ]
        )

    def _follow(self, changes: Sequence[GroupChange]) -> None:
        """Note what became of corrected stories whose group is gone."""
        home = {one: change.id for change in changes for one in change.articles}
        for change in changes:
            if change.articles or not self.placing.concerns(change.id):
                continue
            into = [home[p.article] for p in self._store.placed(groups=[change.id])
                    if p.article in home]  # fmt: skip
            if into:
                target = max(sorted(set(into)), key=into.count)
                self._store.add_story_edit("became", change.id, self._now, target=target)
        self.placing = Placing(self._store.story_edits())

    def show(self, groups: Sequence[GroupRow], also: Iterable[str] = ()) -> None:
        """Write groups, and tell and write all stories that have other articles for it.

        Args:
            groups: groups that have changed.
            also: stories to be worked out anew whatever became of the groups.
        """
        group_of = {one: group.id for group in groups for one in group.articles}
        before = self._store.placed(
            groups=[group.id for group in groups], articles=group_of, stories=also
        )
        touched = {*also, *(one.story for one in before), *(group.id for group in groups)}
        shown: dict[str, str] = {}
        for _ in range(2):  # a story that is touched only by what comes into it is read, too
            for one in self._store.placed(stories=touched, groups=touched):
                group_of.setdefault(one.article, one.group)
                touched.add(one.story)
            shown = {one: self.placing.shown(one, group) for one, group in group_of.items()}
            touched.update(shown.values())
        self._write(groups, sorted(touched), shown, group_of)

    def _write(
        self,
        groups: Sequence[GroupRow],
        touched: Sequence[str],
        shown: Mapping[str, str],
        group_of: Mapping[str, str],
    ) -> None:
        articles: dict[str, list[str]] = {story: [] for story in touched}
        for one in self._store.in_order(shown):
            articles[shown[one]].append(one)
        threads = self._store.group_threads(set(group_of.values()))
        threads.update((group.id, group.thread) for group in groups)
        told = self.describer.describe({story: own for story, own in articles.items() if own})
        stories = [
            ShownStory(
                id=story,
                articles=tuple(own),
                thread=self._thread(story, [threads.get(group_of[one], ()) for one in own]),
                digested=self.titled(story, told.get(story, _GONE)),
                pinned=self.placing.is_pinned(story),
                muted=self.placing.is_muted(story),
            )
            for story, own in articles.items()
        ]
        self._store.show_stories(groups, stories)

    def _thread(self, story: str, threads: Iterable[Sequence[str]]) -> tuple[str, ...]:
        found = dict.fromkeys(self.placing.now(one) for thread in threads for one in thread)
        return tuple(one for one in found if one != story)

    def titled(self, story: str, digested: Digested) -> Digested:
        """Return what is told of a story under the title that the user gave it."""
        title = self.placing.title(story)
        return digested if title is None else replace(digested, title=title)


def _row(change: GroupChange) -> GroupRow:
    return GroupRow(change.id, change.articles, change.thread, change.state, change.why)
