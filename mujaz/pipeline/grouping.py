"""Putting new articles into stories, in published order, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mujaz.model import Digested
from mujaz.pipeline.analysing import Analyser
from mujaz.pipeline.describing import Describer
from mujaz.pipeline.progress import Progress, Report, silent
from mujaz.store.protocol import Store, StoryChange
from mujaz.stories.group import GroupChange, Grouper

#: Articles held in memory at once.
BATCH = 400
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
        ids = store.ungrouped()
        with Analyser(len(ids)) as analyser:
            if ids:
                _group(store, ids, analyser, report)
            _describe_revised(store, analyser)
    return len(ids)


def _group(store: Store, ids: Sequence[str], analyser: Analyser, report: Report) -> None:
    describer = Describer(store, analyser)
    coming = list(store.articles_of(ids[:BATCH]))
    job = analyser.start(coming)
    grouper = _grouper(store, coming[0].published)
    for start in range(0, len(ids), BATCH):
        articles, analyses = coming, analyser.finish(job)
        coming = list(store.articles_of(ids[start + BATCH : start + 2 * BATCH]))
        job = analyser.start(coming)  # helpers go on with these while this batch is grouped
        describer.learn(analyses)
        store.save_article_tags({one.article: one.tags for one in analyses})
        for article, analysis in zip(articles, analyses, strict=True):
            grouper.add(article, analysis.features)
        _save(store, grouper.changes(), describer)
        report(Progress("group", min(start + BATCH, len(ids)), len(ids)))


def _describe_revised(store: Store, analyser: Analyser) -> None:
    """Work out anew what is told of the stories whose articles have a new text."""
    changed = store.revised()
    if not changed:
        return
    found = analyser.finish(analyser.start(list(store.articles_of(changed))))
    store.save_article_tags({one.article: one.tags for one in found})
    describer = Describer(store, analyser)
    describer.learn(found)
    stories = sorted({story for one in changed if (story := store.story_of(one))})
    for story in stories:
        told = describer.describe({story: store.story_article_ids(story)})
        store.save_digested(story, told[story])
    store.forget_revised(changed)


def _grouper(store: Store, first: datetime) -> Grouper:
    states = store.open_stories(first - Grouper.horizon)
    return Grouper((one.id, one.state) for one in states)


def _save(store: Store, changes: Sequence[GroupChange], describer: Describer) -> None:
    told = describer.describe({one.id: one.articles for one in changes if one.articles})
    store.save_stories(
        [
            StoryChange(
                id=change.id,
                articles=change.articles,
                thread=change.thread,
                state=change.state,
                digested=told.get(change.id, _GONE),
                why=change.why,
            )
            for change in changes
        ]
    )
