"""What the user's corrections make of the groups that grouping finds: where each article is shown.

Grouping never learns of corrections, so that taking one back leaves no trace. They lie over what
it finds: an article that was moved by hand stays where it was put, and a group that was merged by
hand is shown as a part of another story, with the articles that it has yet to take.

This module knows corrections and ids. It knows no texts and no store.
"""

from __future__ import annotations

from collections.abc import Iterable

from mujaz.model import StoryEdit


class Placing:
    """Corrections in force, as rules.

    Args:
        edits: the corrections, in the order they were made.
    """

    def __init__(self, edits: Iterable[StoryEdit]) -> None:
        self._by_hand: dict[str, StoryEdit] = {}
        self._into: dict[str, StoryEdit] = {}
        self._titles: list[tuple[str, str]] = []
        self._pinned: list[str] = []
        self._muted: set[str] = set()
        self._named: set[str] = set()
        for edit in edits:
            self._add(edit)

    def _add(self, edit: StoryEdit) -> None:
        self._named.update(one for one in (edit.story, edit.target) if one)
        if edit.target is not None:
            self._by_hand.update((one, edit) for one in edit.articles)
        if edit.kind in ("merge", "became") and edit.target is not None:
            self._into[edit.story] = edit
            if self._circle(edit.story):
                del self._into[edit.target]
        elif edit.kind == "rename" and edit.title is not None:
            self._titles.append((edit.story, edit.title))
        elif edit.kind == "pin":
            self._pinned.append(edit.story)
        elif edit.kind == "mute":
            self._muted.add(edit.story)

    def _circle(self, story: str) -> bool:
        """Whether following a story's mergers leads back to it: the last merger turned one round."""
        at = story
        while at in self._into:
            at = self._into[at].target or ""
            if at == story:
                return True
        return False

    @property
    def places(self) -> bool:
        """Whether any article may be shown elsewhere than in its group."""
        return bool(self._by_hand or self._into)

    def concerns(self, story: str) -> bool:
        """Whether a correction names the story."""
        return story in self._named

    def shown(self, article: str, group: str) -> str:
        """Return the story that shows an article of a group."""
        edit = self._by_hand.get(article)
        return self.now(edit.target or group if edit is not None else group)

    def now(self, story: str) -> str:
        """Return the story that a story has become a part of, itself where it stands alone."""
        while story in self._into:
            story = self._into[story].target or story
        return story

    def title(self, story: str) -> str | None:
        """Return the title that the user gave a story; None where they gave none."""
        given = [title for one, title in self._titles if self.now(one) == story]
        return given[-1] if given else None

    def is_pinned(self, story: str) -> bool:
        """Whether the user pinned a story, or one that has become a part of it."""
        return any(self.now(one) == story for one in self._pinned)

    def is_muted(self, story: str) -> bool:
        """Whether the user muted this very story.

        What a muted story becomes a part of is not muted with it: nobody asked not to see that.
        """
        return story in self._muted

    def why(self, article: str, group: str) -> StoryEdit | None:
        """Return the correction by which an article is shown outside its group, None for none."""
        edit = self._by_hand.get(article)
        if edit is None and group in self._into:
            edit = self._into[group]
        if edit is None or self.shown(article, group) == group:
            return None
        return edit if edit.kind != "became" else None
