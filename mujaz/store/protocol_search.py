"""What a store must do for searches, tags and rules; part of :class:`mujaz.store.protocol.Store`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from mujaz.kept import SavedSearch, TagEdit, TagEditKind
from mujaz.model import Hit, Tag
from mujaz.query import Query


class SearchStore(Protocol):
    """Searching, saved searches, tags with their corrections, and what rules leave behind."""

    # ----------------------------------------------------------------- search
    def search(self, query: Query | str, limit: int = 200) -> list[Hit]:
        """Return articles that answer to a query, best first; the newest where it has no words.

        A text is read as a query of the present moment. Attached particles (و ف ب ل ك and the
        article) of its words do not matter.

        Raises:
            QueryError: the text is no query.
        """

    def found_ids(
        self,
        query: Query,
        *,
        stories: bool = False,
        limit: int | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """Return the ids of the articles that answer to a query, best first.

        Args:
            query: what is looked for; nothing is found by an empty one.
            stories: ids of stories instead, each at the place of its best article.
            limit: at most so many articles are considered.
            stop: asked now and then whether the answer is still wanted; without it, none comes.
        """

    # --------------------------------------------------------- saved searches
    def saved_searches(self) -> list[SavedSearch]:
        """Return the saved searches, in the order they were saved."""

    def save_search(self, name: str, query: str, now: datetime, *, alert: bool = False) -> None:
        """Keep a search under a name; one that has the name already gives way to it."""

    def rename_search(self, name: str, new: str) -> bool:
        """Give a saved search another name; False where there is none, or the new name is taken."""

    def set_search_alert(self, name: str, alert: bool) -> bool:
        """Announce new matches of a saved search, or no longer; False where there is none."""

    def remove_search(self, name: str) -> SavedSearch | None:
        """Forget a saved search; return it, None where there is none of the name."""

    def mark_search_seen(self, name: str) -> None:
        """Note that a saved search was looked at: what is there now is no longer new."""

    def search_counts(self, queries: Mapping[str, Query]) -> dict[str, tuple[int, int]]:
        """Return saved name → (articles that answer, those among them that are new since seen)."""

    def take_alerts(self, name: str, query: Query) -> list[str]:
        """Return the ids of articles that a search has to announce, newest first, and note it.

        Each article is announced once, whichever process asks first.
        """

    # ------------------------------------------------------------------- tags
    def article_tags(self, article_id: str) -> list[Tag]:
        """Return the tags of one article, the user's own first, then best first."""

    def given_tags(self, ids: Sequence[str]) -> dict[str, list[Tag]]:
        """Return the tags of articles by their worked-out names, but those taken off by hand."""

    def tags(self, limit: int | None = None) -> list[tuple[Tag, int]]:
        """Return (tag with the number of its articles, unread), most frequent first."""

    def tag_named(self, name: str) -> Tag | None:
        """Return the tag that goes by a name, in whatever spelling, with its articles counted."""

    def save_article_tags(self, tags: dict[str, Sequence[Tag]]) -> None:
        """Replace the worked-out tags of articles, best first; the user's corrections stay."""

    def add_own_tag(self, article_id: str, name: str) -> None:
        """Give an article a tag of the user's own, unless it was taken off it by hand."""

    def add_own_tags(self, tags: Mapping[str, Sequence[str]]) -> list[str]:
        """Give articles tags of the user's own, but those that were taken off by hand.

        Returns:
            the articles that did not have all of them.
        """

    def remove_own_tag(self, article_id: str, name: str) -> None:
        """Take a hand-made tag off an article."""

    def tag_edits(self) -> list[TagEdit]:
        """Return the corrections that are in force, in the order they were made."""

    def edit_tag(
        self,
        kind: TagEditKind,
        name: str,
        now: datetime,
        *,
        target: str | None = None,
        article: str | None = None,
    ) -> TagEdit:
        """Correct a tag, everywhere or on one article, and keep a record of it.

        Args:
            kind: ``rename`` and ``merge`` need a target, ``tag`` and ``untag`` an article.
            name: the tag as it is shown now, in whatever spelling.
            now: the present moment.
            target: the name that it shall have.
            article: the article that gets the tag, or from which it is taken off.
        """

    def undo_tag_edit(self, number: int) -> TagEdit | None:
        """Take a correction back; return it, None where there is none of that number."""

    # ------------------------------------------------------------------ rules
    def mute(self, ids: Sequence[str], rule: str) -> list[str]:
        """Mute articles for a rule; return the ids of those that were not muted before."""

    def unmute(self, ids: Sequence[str]) -> list[str]:
        """Show muted articles again; return the ids of those that were muted."""

    def muted_by(self, ids: Sequence[str]) -> dict[str, str]:
        """Return article → rule of those of the articles that are muted."""

    def grouped_mark(self) -> int:
        """Return a mark of what has arrived and been grouped, for :meth:`rules_applied`."""

    def new_for_rules(self, query: Query, mark: int) -> list[str]:
        """Return the articles up to a mark that answer to a query and met no rules yet."""

    def rules_applied(self, mark: int) -> None:
        """Note that the rules have been applied to all that had arrived at a mark."""
