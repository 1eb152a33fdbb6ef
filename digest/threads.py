"""Running threads: the stories of an edition set in line with the earlier ones they follow.

Knows story values and a way to look an earlier one up; knows no wording.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from digest.model import CitedSentence, MovedFigure, RunningThread, ThreadStep
from digest.plain import MAX_SENTENCE, one_line
from digest.telling import headline
from mujaz.model import Story

MAX_THREADS: Final = 5
MAX_STEPS: Final = 4
#: One sentence says what is new; the story itself, told above, says the rest.
MAX_SENTENCES: Final = 1
MAX_FIGURES: Final = 2


def running_threads(
    told: Sequence[Story],
    numbers: Mapping[str, int],
    look_up: Callable[[str], Story | None],
    zone: str,
    articles: Mapping[str, int],
) -> tuple[RunningThread, ...]:
    """Return the threads that the told stories carry on, in the order the stories are told.

    Args:
        told: the edition's stories, as they stood, in its order.
        numbers: story id → number by which the edition cites it.
        look_up: returns an earlier story by its id.
        zone: IANA name of the zone whose days count.
        articles: article id → number by which the edition cites it.
    """
    stories = {story.id: story for story in told}
    lines: list[set[str]] = []
    for story in told:
        line = {story.id, *story.thread[: MAX_STEPS - 1]}
        for other in [known for known in lines if known & line]:
            lines.remove(other)
            line |= other
        lines.append(line)
    order = {story.id: place for place, story in enumerate(told)}
    lines = [line for line in lines if len(line) > 1]
    lines.sort(key=lambda line: min(order[one] for one in line if one in order))
    threads = []
    for line in lines:
        members = [stories.get(one) or look_up(one) for one in sorted(line)]
        known = sorted((one for one in members if one), key=lambda one: (one.first, one.id))
        steps = _steps(known, numbers, zone)
        if len(steps) > 1:
            threads.append(RunningThread(steps, *_news(known[-1], known[-2], articles)))
    return tuple(threads[:MAX_THREADS])


def _steps(
    members: Sequence[Story], numbers: Mapping[str, int], zone: str
) -> tuple[ThreadStep, ...]:
    """Return the latest steps of a thread, whose members come earliest first."""
    return tuple(
        ThreadStep(story.id, headline(story), local_day(story.first, zone), numbers.get(story.id))
        for story in members[-MAX_STEPS:]
    )


def _news(
    story: Story, earlier: Story, articles: Mapping[str, int]
) -> tuple[tuple[CitedSentence, ...], tuple[MovedFigure, ...]]:
    """Return what a story says that the one before it did not, as far as the edition cites it."""
    from mujaz.stories.fresh import new_since

    fresh = new_since(story, earlier)
    sentences = tuple(
        CitedSentence(one_line(one.text, MAX_SENTENCE), articles[one.article])
        for one in fresh.sentences
        if one.article in articles
    )
    moved = tuple(
        MovedFigure(one_line(one.row.what), before, now, articles[one.now.article])
        for one in fresh.figures
        if (before := one.before.value) is not None
        and (now := one.now.value) is not None
        and one.now.article in articles
    )
    return sentences[:MAX_SENTENCES], moved[:MAX_FIGURES]


def local_day(moment: datetime, zone: str) -> date:
    """Return the local date of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()
