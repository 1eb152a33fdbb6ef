"""A refresh: the feeds that are due, the pages that were missing, and the grouping of what is new.

A feed's new articles are written together with its validators, so that a process that dies in
between asks for the same document again. A feed that fails leaves a line in its health record and
does not disturb the others. What happens to one feed is known to :mod:`mujaz.pipeline.feed_run`.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mujaz.feeds.fetch import Fetcher
from mujaz.feeds.polling import is_welcome, without_network
from mujaz.feeds.settings import FetchSettings
from mujaz.model import Feed
from mujaz.pipeline.feed_run import FeedRun, Outcome
from mujaz.pipeline.progress import Progress, Report, silent
from mujaz.rules import RuleSettings
from mujaz.store.protocol import Store

__all__ = ["Outcome", "Refreshed", "due_feeds", "fetch_feeds", "refresh"]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of all feeds of one refresh.

    ``completed`` counts articles of earlier refreshes whose pages could be fetched now.
    """

    outcomes: tuple[Outcome, ...]
    grouped: int = 0
    completed: int = 0

    @property
    def new(self) -> int:
        """How many articles are new."""
        return sum(outcome.new for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The feeds that brought an error instead of news."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)

    @property
    def offline(self) -> bool:
        """Whether not one of several feeds had an answer: the fault is likely to be ours."""
        return len(self.outcomes) > 1 and not any(one.answered for one in self.outcomes)


def due_feeds(store: Store, now: datetime) -> list[Feed]:
    """Return the feeds that are due and may be asked at this hour, longest overdue first."""
    return [feed for feed in store.due_feeds(now) if is_welcome(feed, now)]


async def refresh(
    store: Store,
    fetcher: Fetcher,
    feeds: Iterable[Feed],
    *,
    settings: FetchSettings,
    now: datetime,
    report: Report = silent,
    rules: Sequence[RuleSettings] = (),
) -> Refreshed:
    """Fetch feeds, write their new articles, and group them.

    It may be cancelled at any moment: what was written stays, what was not is fetched again.

    Args:
        store: where articles and the feeds' health go.
        fetcher: gets addresses; it bounds how many at once and per host.
        feeds: what to fetch.
        settings: the section ``[fetch]`` of the config.
        now: the present moment.
        report: told after each feed and each batch of grouping.
        rules: what is done to new articles once they are grouped.
    """
    done = await fetch_feeds(store, fetcher, feeds, settings=settings, now=now, report=report)
    grouped = await _group(store, report)
    if rules:
        from mujaz.pipeline.rules import apply_to_new

        await asyncio.to_thread(apply_to_new, store, rules, now)
    return replace(done, grouped=grouped)


async def fetch_feeds(
    store: Store,
    fetcher: Fetcher,
    feeds: Iterable[Feed],
    *,
    settings: FetchSettings,
    now: datetime,
    report: Report = silent,
) -> Refreshed:
    """Fetch feeds and write their new articles, without grouping; see :func:`refresh`."""
    wanted = list(feeds)
    run = FeedRun(store, fetcher, settings, now)
    outcomes: list[Outcome] = []

    async def one(feed: Feed) -> None:
        outcome = await run.in_turn(feed)
        outcomes.append(outcome)
        report(
            Progress(
                "fetch",
                len(outcomes),
                len(wanted),
                outcome.feed.source,
                feed=outcome.feed.url,
                new=outcome.new,
                error=outcome.error,
            )
        )

    try:
        async with asyncio.TaskGroup() as group:
            for feed in wanted:
                group.create_task(one(feed))
        completed = await run.pages.retry(wanted)
    except BaseExceptionGroup as errors:
        # what one feed could not survive (a full disk, say) ended all; the first says why
        raise _first(errors) from None
    finally:
        await run.pages.close()
    outcomes.sort(key=lambda outcome: outcome.feed.url)
    done = Refreshed(tuple(outcomes), completed=completed)
    if done.offline:
        store.save_polled([without_network(outcome.feed) for outcome in outcomes])
    return done


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


async def _group(store: Store, report: Report) -> int:
    """Group in a thread that ends after its batch when this task is cancelled."""
    if not await asyncio.to_thread(lambda: store.ungrouped() or store.revised()):
        return 0
    from mujaz.pipeline.grouping import group_new

    cancelled = threading.Event()

    def step(progress: Progress) -> None:
        if cancelled.is_set():
            raise _CancelledError
        report(progress)

    try:
        return await asyncio.to_thread(group_new, store, step)
    except asyncio.CancelledError:
        cancelled.set()
        raise


class _CancelledError(Exception):
    """Ends the grouping's thread between two batches."""
