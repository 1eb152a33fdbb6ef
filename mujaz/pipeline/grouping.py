"""Putting new articles into stories, in published order, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mujaz.model import Article, Digested, Tag
from mujaz.pipeline.progress import Progress, Report, silent
from mujaz.store.protocol import Store, StoryChange
from mujaz.stories.describe import describe
from mujaz.stories.group import GroupChange, Grouper
from mujaz.stories.tags import article_tags

#: Articles held in memory at once.
BATCH = 400
#: Members of a story whose texts are looked at; more than that tell a reader nothing new.
MEMBERS = 80
#: What is told of a story whose articles have all gone to others.
_GONE = Digested(title="", independent=0)


def group_new(store: Store, report: Report = silent) -> int:
    """Group all articles that stand in no story yet; return how many there were.

    Stories whose articles have a new text are described anew, too. One process at a time does
    this: it starts from the states that the last one left. The work may stop between two batches;
    what remains is done the next time.

    Raises:
        BusyError: another process has been grouping for a minute.
    """
    with store.exclusive():
        grouped = _group(store, report)
        _describe_revised(store)
    return grouped


def _group(store: Store, report: Report) -> int:
    ids = store.ungrouped()
    if not ids:
        return 0
    grouper: Grouper | None = None
    for start in range(0, len(ids), BATCH):
        articles = list(store.articles_of(ids[start : start + BATCH]))
        if grouper is None:
            grouper = _grouper(store, articles[0].published)
        store.save_article_tags({a.id: article_tags(a.title, a.text) for a in articles})
        for article in articles:
            grouper.add(article)
        _save(store, grouper.changes())
        report(Progress("group", min(start + BATCH, len(ids)), len(ids)))
    return len(ids)


def _describe_revised(store: Store) -> None:
    """Work out anew what is told of the stories whose articles have a new text."""
    changed = store.revised()
    if not changed:
        return
    store.save_article_tags(
        {a.id: article_tags(a.title, a.text) for a in store.articles_of(changed)}
    )
    for story in sorted({story for one in changed if (story := store.story_of(one))}):
        articles = list(store.articles_of(_shown(tuple(store.story_article_ids(story)))))
        store.save_digested(story, describe(articles, _tags(store, articles)))
    store.forget_revised(changed)


def _grouper(store: Store, first: datetime) -> Grouper:
    states = store.open_stories(first - Grouper.horizon)
    return Grouper((one.id, one.state) for one in states)


def _save(store: Store, changes: Sequence[GroupChange]) -> None:
    store.save_stories([_change(store, change) for change in changes])


def _change(store: Store, change: GroupChange) -> StoryChange:
    articles = list(store.articles_of(_shown(change.articles)))
    return StoryChange(
        id=change.id,
        articles=change.articles,
        thread=change.thread,
        state=change.state,
        digested=describe(articles, _tags(store, articles)) if articles else _GONE,
        why=change.why,
    )


def _shown(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first and the latest members of a very large story."""
    first = MEMBERS // 4
    return ids if len(ids) <= MEMBERS else (*ids[:first], *ids[first - MEMBERS :])


def _tags(store: Store, articles: Sequence[Article]) -> dict[str, list[Tag]]:
    # by their worked-out names: the user's corrections are applied when the story is read
    return store.given_tags([article.id for article in articles])
