"""What a store must do for corrections of stories by hand; see :mod:`mujaz.store.protocol`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mujaz.model import Digested, StoryEdit, StoryEditKind


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article stands: the story that shows it, and the group that grouping put it into."""

    article: str
    story: str
    group: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What grouping made of one group; without articles it is gone.

    Attributes:
        id: the group.
        articles: the ids of its articles, in published order.
        thread: the earlier groups that it follows, nearest first.
        state: the grouping's state.
        why: per article id, why it stands in this group.
    """

    id: str
    articles: tuple[str, ...]
    thread: tuple[str, ...]
    state: bytes
    why: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShownStory:
    """A story as it is shown; without articles it is gone.

    Attributes:
        id: the story.
        articles: the ids of its articles, in published order.
        thread: the earlier stories that it follows, nearest first.
        digested: what was worked out from its texts; its title may be the user's.
        pinned: whether it stands above the others.
        muted: whether it is shown nowhere.
    """

    id: str
    articles: tuple[str, ...]
    thread: tuple[str, ...]
    digested: Digested
    pinned: bool = False
    muted: bool = False


class CorrectionStore(Protocol):
    """Corrections, and stories that are not what grouping made."""

    def story_edits(self) -> list[StoryEdit]:
        """Return the corrections that are in force, in the order they were made."""

    def add_story_edit(
        self,
        kind: StoryEditKind,
        story: str,
        now: datetime,
        *,
        target: str | None = None,
        articles: Sequence[str] = (),
        title: str | None = None,
    ) -> StoryEdit:
        """Keep a record of a correction; :meth:`show_stories` makes it seen."""

    def remove_story_edit(self, number: int) -> StoryEdit | None:
        """Forget a correction; return it, None where there is none of that number."""

    def placed(
        self,
        *,
        stories: Iterable[str] = (),
        groups: Iterable[str] = (),
        articles: Iterable[str] = (),
    ) -> list[Placed]:
        """Return where articles stand that are in one of these, each once, in published order."""

    def in_order(self, articles: Iterable[str]) -> list[str]:
        """Return those of the articles that exist, in published order."""

    def group_threads(self, groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return group → the earlier groups that it follows."""

    def show_stories(self, groups: Sequence[GroupRow], stories: Sequence[ShownStory]) -> None:
        """Write groups and how their articles are shown, all or nothing.

        Args:
            groups: groups that have changed; each article of theirs stands in one of ``stories``.
            stories: all stories whose articles have changed.
        """
