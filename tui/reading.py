"""What the article pane shows, as read from the store: an article and the story around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from mujaz.model import Article, Revision, Story, StoryArticle, StorySummary, Tag
from mujaz.store.protocol import Store
from mujaz.stories.fresh import Fresh, new_since

EARLIER = 3
"""How many of the stories that a story follows are told, and of those that follow it."""
AROUND = timedelta(hours=24)
"""A source that published nothing so long around a story is not silent on it, but away."""

NO_NEWS = Fresh()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the article pane shows: an article, and the story around it where there is one.

    Attributes:
        row: id of the list's row that it stands for.
        article: the article, with its text.
        tags: its tags, best first.
        starred: whether it has a star.
        story: the story it stands in; None where it stands alone.
        earlier: the stories that the story follows, nearest first.
        later: the stories that follow it, earliest first.
        fresh: what it tells that the nearest earlier one did not.
        silent: sources that published at the time, but nothing on this story.
        revisions: earlier texts of the article, newest first.
        copied_from: the article whose text it repeats.
    """

    row: str
    article: Article
    tags: tuple[Tag, ...]
    starred: bool
    story: Story | None = None
    earlier: tuple[StorySummary, ...] = ()
    later: tuple[StorySummary, ...] = ()
    fresh: Fresh = NO_NEWS
    silent: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    copied_from: StoryArticle | None = None


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
    reading = Reading(
        row=row,
        article=article,
        tags=tuple(store.article_tags(chosen)),
        starred=bool(state and state[0].starred),
        revisions=tuple(store.revisions(chosen)),
    )
    return _with_story(store, reading, story) if story is not None else reading


def _with_story(store: Store, reading: Reading, story: Story) -> Reading:
    """Return a reading with the story around its article."""
    thread, followers = story.thread[:EARLIER], store.followers(story.id)[:EARLIER]
    reading = replace(
        reading,
        earlier=tuple(store.story_summaries(thread)) if thread else (),
        later=tuple(store.story_summaries(followers)) if followers else (),
    )
    if len(story.articles) < 2:
        return reading
    nearest = store.story(thread[0]) if thread else None
    active = store.active_sources(story.first - AROUND, story.last + AROUND)
    heard = {one.source for one in story.articles}
    members = {one.id: one for one in story.articles}
    copied = members[reading.article.id].wire_of if reading.article.id in members else None
    return replace(
        reading,
        story=story,
        fresh=new_since(story, nearest) if nearest is not None else NO_NEWS,
        silent=tuple(one for one in active if one not in heard),
        copied_from=members.get(copied) if copied else None,
    )
