"""The edition of a day: chosen from the store's stories, ordered, counted and told.

Reads the store as a stream and keeps no more stories than it tells. Formats are not known here.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from digest.choice import LATE, Choice, choice_of
from digest.covering import Groups, covered
from digest.model import Edition, EditionStory, OneLiner, RunningThread
from digest.plain import one_line
from digest.scope import Scoped, scoped
from digest.settings import DigestSettings
from digest.slots import Span, span_of
from digest.telling import Teller, day_lines
from digest.threads import local_day, running_threads
from mujaz.model import ArticleFilter
from mujaz.store.protocol import Store
from mujaz.text import tokens

MAX_ONE_LINERS: Final = 20
LINES: Final = 3
#: Silent reading of Arabic: 138 words a minute, standard deviation 20 (Trauzettel-Klosinski and
#: Dietz, Standardized Assessment of Reading Performance: IReST, 2012, table 2).
WORDS_A_MINUTE: Final = 138


def build_edition(
    store: Store,
    *,
    profile: str = "daily",
    date: date,
    settings: DigestSettings,
    now: datetime,
    span: Span | None = None,
    late: frozenset[str] = frozenset(),
    groups: Groups | None = None,
) -> Edition:
    """Return the edition of one profile for one local date.

    It covers what :func:`digest.slots.span_of` says: from the slot of the day before up to the
    slot of the date, or up to ``now`` for today. Stories are ordered by the independent outlets
    that wrote on them in that time, then by freshness; the first ``settings.length`` are told in
    full, the next 20 in one line each, the rest counted. The same store, profile, date, settings
    and end give the same edition.

    Args:
        store: the stories; read only.
        profile: name of the briefing.
        date: local date in the zone of the settings.
        settings: section ``[digest]`` of the config, or those of a profile.
        now: the present moment, aware.
        span: what it covers, where that is known better; its date is then not checked.
        late: ids of articles published before the span that came only in it.
        groups: groups of outlets, as the user has made them, for who covers what.

    Raises:
        UsageError: the date lies in the future.
        StoreError: the store cannot be read.
    """
    span = span or span_of(date, settings, now)
    count = _Count()
    choice = choice_of(store, settings, span, late)
    best = heapq.nsmallest(
        settings.length + MAX_ONE_LINERS,
        count.all(_stories(store, span, choice)),
        key=lambda one: one.rank,
    )
    teller = Teller()
    among = None if choice.told is None else count.outlets
    stories = tuple(
        covered(teller.full(one), one, store, span, groups or {}, among)
        for one in best[: settings.length]
    )
    rest = tuple(teller.one_liner(one) for one in best[settings.length :])
    cited = {s.id: s.articles[0].number for s in stories} | {s.id: s.article.number for s in rest}
    threads = running_threads(
        [one.story for one in best], cited, store.story, settings.zone, _numbers(stories, rest)
    )
    lines = day_lines(stories[:LINES]) if len(stories) > 1 else ()
    is_today = date == local_day(now, settings.zone)
    return Edition(
        profile=one_line(profile),
        date=date,
        language=settings.language,
        zone=settings.zone,
        start=span.start,
        end=span.end,
        stories_total=count.stories,
        sources_total=len(count.outlets),
        minutes=reading_minutes(_texts(stories, rest, threads, (line.text for line in lines))),
        lines=lines,
        stories=stories,
        one_liners=rest,
        left_out=count.stories - len(best),
        threads=threads,
        silent=_silent(store) if is_today else (),
    )


def _numbers(stories: Iterable[EditionStory], rest: Iterable[OneLiner]) -> dict[str, int]:
    """Return the numbers of the articles that an edition lists, by the articles' ids."""
    listed = [article for story in stories for article in story.articles]
    listed += [one.article for one in rest]
    return {article.article: article.number for article in listed}


class _Count:
    """Counts the stories and outlets that pass by on their way into the ranking."""

    def __init__(self) -> None:
        self.stories = 0
        self.outlets: set[str] = set()

    def all(self, stories: Iterable[Scoped]) -> Iterator[Scoped]:
        for one in stories:
            self.stories += 1
            self.outlets |= one.outlets
            yield one


def _stories(store: Store, span: Span, choice: Choice) -> Iterator[Scoped]:
    # The filter's ends are inclusive and exclusive and stores may keep whole seconds: ask for a
    # second more than the span and let it decide.
    since = span.start - (LATE if choice.late else timedelta())
    wanted = ArticleFilter(since=since, until=span.end + timedelta(seconds=1))
    for story in store.stories(wanted):
        one = scoped(story, span, choice)
        if one is not None:
            yield one


def reading_minutes(texts: Iterable[str]) -> int:
    """Return how many minutes it takes to read texts, rounded up; 0 where there is nothing."""
    words = sum(len(tokens(text)) for text in texts)
    return -(-words // WORDS_A_MINUTE)


def _texts(
    stories: Iterable[EditionStory],
    rest: Iterable[OneLiner],
    threads: Iterable[RunningThread],
    lines: Iterable[str],
) -> Iterator[str]:
    """Yield what a reader reads of an edition; lists of sources are looked up, not read."""
    yield from lines
    for story in stories:
        yield story.title
        yield from (sentence.text for sentence in story.brief)
        for row in story.differences:
            yield f"{row.what} {row.verdict}"
            yield from (f"{value.value} {value.noun}" for value in row.values)
    yield from (one.title for one in rest)
    for thread in threads:
        yield from (step.title for step in thread.steps)
        yield from (sentence.text for sentence in thread.fresh)


def _silent(store: Store) -> tuple[str, ...]:
    """Return the names of the feeds that did not answer when they were last asked."""
    names = {
        one_line(feed.title or feed.source or urlsplit(feed.url).hostname or feed.url, 60)
        for feed in store.feeds()
        if feed.error and not feed.disabled
    }
    return tuple(sorted(names))
