"""What the reader asks the store while somebody corrects stories, and how it names corrections.

Functions for the lanes of :class:`tui.library.Library`: they get the store first. Correcting loads
what describes stories, so it is imported when somebody corrects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mujaz.i18n import _
from mujaz.model import StoryEdit, StorySummary
from mujaz.query import QueryError, parse_query
from mujaz.store.protocol import Store
from tui.finding import find
from tui.phrases import isolated
from tui.sections import one_line

MOST = 60
"""Stories that a search for one offers."""
TOLD = 60
"""Letters of a title in a notice."""

Correct = Callable[[Store], Sequence[StoryEdit]]
"""Makes corrections and returns them; none where all was so already."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a correction is about.

    Attributes:
        story: id of the story.
        title: its title, fit for the screen.
        articles: the ids of its articles.
        article: the article that is read or under the cursor; None on the row of a story.
    """

    story: str
    title: str
    articles: tuple[str, ...]
    article: str | None


def at_hand(store: Store, row: str, *, is_story: bool) -> AtHand | None:
    """Return the story of a row, of an article's row that in which it stands; None without one."""
    story = row if is_story else store.story_of(row)
    rows = store.story_summaries([story]) if story is not None else []
    if story is None or not rows:
        return None
    articles = tuple(store.story_article_ids(story))
    return AtHand(story, one_line(rows[0].title), articles, None if is_story else row)


def stories_near(store: Store, ids: Sequence[str]) -> list[StorySummary]:
    """Return some stories as a list shows them, in their order."""
    return store.story_summaries(ids)


def stories_found(store: Store, typed: str, now: datetime) -> list[StorySummary]:
    """Return the stories that answer to what is being typed, best first; none to half a query."""
    try:
        query = parse_query(typed, now)
    except QueryError:
        return []
    found = find(store, query, flat=False, stop=lambda: False) if query else None
    return store.story_summaries(found.ids[:MOST]) if found is not None else []


def undo_edits(store: Store, edits: Sequence[StoryEdit], now: datetime) -> None:
    """Take corrections back, the last one first."""
    from mujaz.pipeline.corrections import undo_correction

    for edit in reversed(edits):
        undo_correction(store, edit.number, now)


def undo_last(store: Store, now: datetime) -> tuple[StoryEdit, str] | None:
    """Take the last correction back; return it and the story's title, None where there is none."""
    from mujaz.pipeline.corrections import undo_correction

    edit = undo_correction(store, None, now)
    if edit is None:
        return None
    rows = store.story_summaries([edit.story])
    return edit, one_line(rows[0].title if rows else edit.title or edit.story)


def edit_words(edit: StoryEdit, title: str) -> str:
    """Return what a correction did, for a notice.

    Args:
        edit: the correction.
        title: the title of the story it was about.
    """
    words = {
        "merge": _("merged: “{title}”"),
        "split": _("split off: “{title}”"),
        "move": _("moved: “{title}”"),
        "rename": _("renamed: “{title}”"),
        "mute": _("muted: “{title}”"),
        "pin": _("pinned: “{title}”"),
    }
    cut = title if len(title) <= TOLD else title[:TOLD].rstrip() + "…"
    return words.get(edit.kind, "“{title}”").format(title=isolated(cut))
