"""A story as it stood at the end of an edition, and how much of it is new there.

Rebuilding the edition of an earlier day must not quote what was published after it. Knows stories
and spans of time; knows no wording.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from digest.choice import Choice
from digest.slots import Span
from mujaz.model import FigureRow, Story
from mujaz.text import fold


@dataclass(frozen=True, slots=True)
class Scoped:
    """A story as it stood, with what ranks it.

    ``fresh`` counts the independent outlets that wrote within the span; ``continued`` tells that
    others wrote before it; ``outlets`` are those that wrote within it, ``recent`` their articles; ``weight`` is the user's.
    """

    story: Story
    fresh: int
    continued: bool
    outlets: frozenset[str]
    recent: frozenset[str] = frozenset()
    weight: float = 1.0

    @property
    def rank(self) -> tuple[float, float, float, str]:
        """Sort key: independent outlets of this edition, of the story, freshness, id.

        The user's weight multiplies the outlets.
        """
        story = self.story
        own, all_own = self.fresh * self.weight, story.independent * self.weight
        return (-own, -all_own, -story.last.timestamp(), story.id)


_ALL: Final = Choice()


def scoped(story: Story, span: Span, choice: Choice = _ALL) -> Scoped | None:
    """Return a story as it stood at the end of a span; None where the span brought nothing to it.

    Articles that the briefing's choice leaves out are not there for it.

    A story that runs on from the day before ranks by the outlets that wrote since: one latecomer
    does not make yesterday's lead the lead again. For a new story that is all of them. One to which
    only copies and headlines of before have come has not moved, and is not told again.
    """
    told = _as_it_stood(story, span, choice)
    if not choice.wants(told.articles):
        return None
    recent = [a for a in told.articles if a.published in span or a.id in choice.late]
    if not recent:
        return None
    continued = len(recent) < len(told.articles)
    before = {fold(a.title) for a in told.articles if a not in recent}
    moving = [a for a in recent if a.wire_of is None and fold(a.title) not in before]
    if continued and not moving:
        return None
    own = {a.source for a in moving}
    fresh = min(len(own), told.independent) if continued else told.independent
    outlets = frozenset(a.source for a in recent)
    ids = frozenset(a.id for a in recent)
    return Scoped(told, fresh, continued, outlets, ids, choice.weight(told, outlets))


def _as_it_stood(story: Story, span: Span, choice: Choice) -> Story:
    """Return the story without what was published after the span or is not to be told."""
    articles = tuple(a for a in story.articles if a.published <= span.end and choice.tells(a))
    if len(articles) == len(story.articles) or not articles:
        return replace(story, articles=articles)
    known = {a.id for a in articles}
    titles = [a.title for a in articles]
    own = {a.source for a in articles if a.wire_of is None or a.wire_of not in known}
    return replace(
        story,
        title=story.title if story.title in titles else titles[-1],
        first=min(a.published for a in articles),
        last=max(a.published for a in articles),
        sources=len({a.source for a in articles}),
        independent=max(1, len(own)),
        articles=articles,
        brief=tuple(sentence for sentence in story.brief if sentence.article in known),
        figures=tuple(row for one in story.figures if (row := _row_of(one, known))),
    )


def _row_of(row: FigureRow, known: set[str]) -> FigureRow | None:
    """Return a row of figures with the values of known articles, or None where none is left."""
    values = tuple(value for value in row.values if value.article in known)
    return replace(row, values=values) if values else None
