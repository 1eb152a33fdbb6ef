"""Putting new articles into stories, in published order, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mujaz import clock
from mujaz.pipeline.analysing import Analyser
from mujaz.pipeline.describing import Describer
from mujaz.pipeline.progress import Progress, Report, silent
from mujaz.pipeline.showing import Shower
from mujaz.store.protocol import Store
from mujaz.stories.group import Grouper

#: Articles held in memory at once.
BATCH = 400


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
            describer = Describer(store, analyser)
            shower = Shower(store, describer, clock.now())
            if ids:
                _group(store, ids, analyser, shower, report)
            _describe_revised(store, analyser, shower)
    return len(ids)


def _group(
    store: Store, ids: Sequence[str], analyser: Analyser, shower: Shower, report: Report
) -> None:
    coming = list(store.articles_of(ids[:BATCH]))
    job = analyser.start(coming)
    grouper = _grouper(store, coming[0].published)
    for start in range(0, len(ids), BATCH):
        articles, analyses = coming, analyser.finish(job)
        coming = list(store.articles_of(ids[start + BATCH : start + 2 * BATCH]))
        job = analyser.start(coming)  # helpers go on with these while this batch is grouped
        shower.describer.learn(analyses)
        store.save_article_tags({one.article: one.tags for one in analyses})
        for article, analysis in zip(articles, analyses, strict=True):
            grouper.add(article, analysis.features)
        shower.save(grouper.changes())
        report(Progress("group", min(start + BATCH, len(ids)), len(ids)))


def _describe_revised(store: Store, analyser: Analyser, shower: Shower) -> None:
    """Work out anew what is told of the stories whose articles have a new text."""
    changed = store.revised()
    if not changed:
        return
    found = analyser.finish(analyser.start(list(store.articles_of(changed))))
    store.save_article_tags({one.article: one.tags for one in found})
    shower.describer.learn(found)
    stories = sorted({story for one in changed if (story := store.story_of(one))})
    for story in stories:
        told = shower.describer.describe({story: store.story_article_ids(story)})
        store.save_digested(story, shower.titled(story, told[story]))
    store.forget_revised(changed)


def _grouper(store: Store, first: datetime) -> Grouper:
    states = store.open_stories(first - Grouper.horizon)
    return Grouper((one.id, one.state) for one in states)
