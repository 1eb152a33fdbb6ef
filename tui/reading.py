"""What the article pane shows, as read from the store: an article and the story around it."""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.model import Article, Story, StorySummary, Tag
from mujaz.store.protocol import Store

EARLIER = 3
"""How many of the stories that a story follows are told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the article pane shows: an article, and the story around it where there is one.

    ``earlier`` are the stories that the story follows, nearest first; ``story`` is None where the
    article stands alone.
    """

    row: str
    article: Article
    tags: tuple[Tag, ...]
    starred: bool
    story: Story | None = None
    earlier: tuple[StorySummary, ...] = ()


def read_row(store: Store, row: str, *, is_story: bool) -> Reading | None:
    """Return what to show for a row of the list, None where it is gone.

    A story is shown with the latest of its articles that is no copy of another one.
    """
    story_id = row if is_story else store.story_of(row)
    story = store.story(story_id) if story_id else None
    chosen = row
    if is_story:
        if story is None or not story.articles:
            return None
        own = [one for one in story.articles if one.wire_of is None] or story.articles
        chosen = own[-1].id
    article = store.article(chosen)
    if article is None:
        return None
    state = store.article_summaries([chosen])
    thread = story.thread[:EARLIER] if story is not None else ()
    return Reading(
        row=row,
        article=article,
        tags=tuple(store.article_tags(chosen)),
        starred=bool(state and state[0].starred),
        story=story if story is not None and len(story.articles) > 1 else None,
        earlier=tuple(store.story_summaries(thread)) if thread else (),
    )
