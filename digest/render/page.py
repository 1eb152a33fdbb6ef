"""An edition as a page that stands alone: no script, no font, no picture, nothing to fetch.

For reading on any screen and for printing. It holds what a mail has no room for: when each story
was written on, as bars along the edition's time, and all figures in one table. Knows no mail
readers and no limits of size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from digest import dates, phrases
from digest.model import Difference, Edition, EditionStory, NumberedSource, SaidValue
from digest.render.templating import environment
from digest.wording import wording

_TICKS: Final = 4
#: A story of one moment is still seen (percent of the edition's time).
_NARROWEST: Final = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A story on the timeline: percentages of the edition's time from where it starts.

    ``dots`` are the listed articles, once a place; ``before`` tells that it began earlier.
    """

    story: EditionStory
    start: float
    width: float
    dots: tuple[float, ...]
    before: bool
    hours: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of the table of figures; ``rows`` is 0 except where its quantity begins."""

    story: EditionStory
    place: int
    row: Difference
    said: SaidValue
    rows: int


def render(edition: Edition) -> str:
    """Return the edition as an HTML document that loads and runs nothing."""
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            edition=edition,
            words=wording(edition.language),
            rtl=edition.language == "ar",
            bars=list(_bars(edition)),
            ticks=_ticks(edition),
            figures=list(_figures(edition)),
            outlets_of=outlets_of,
        )
    )


def _bars(edition: Edition) -> Iterator[Bar]:
    for story in edition.stories:
        first, last = _place(story.first, edition), _place(story.last, edition)
        width = max(last - first, _NARROWEST)
        moments = sorted({round(_place(a.published, edition), 1) for a in story.articles})
        yield Bar(
            story=story,
            start=round(min(first, 100 - width), 1),
            width=round(width, 1),
            dots=tuple(moments),
            before=story.first < edition.start,
            hours=_hours(story, edition),
        )


def _place(moment: datetime, edition: Edition) -> float:
    """Return where a moment lies in the edition's time, 0 to 100; outside, the nearer end."""
    whole = (edition.end - edition.start).total_seconds()
    if whole <= 0:
        return 0.0
    return min(100.0, max(0.0, 100 * (moment - edition.start).total_seconds() / whole))


def _hours(story: EditionStory, edition: Edition) -> str:
    """Return first and last moment in words, the day named only where it is not the same."""
    first = dates.moment(story.first, edition.zone, edition.language)
    last = dates.moment(story.last, edition.zone, edition.language)
    if first == last:
        return first
    if first.rsplit(" ", 1)[0] == last.rsplit(" ", 1)[0]:
        last = dates.clock(story.last, edition.zone)
    return f"{first} – {last}"


def _ticks(edition: Edition) -> list[str]:
    step = (edition.end - edition.start) / _TICKS
    return [dates.clock(edition.start + place * step, edition.zone) for place in range(_TICKS + 1)]


def _figures(edition: Edition) -> Iterator[FigureLine]:
    for place, story in enumerate(edition.stories, 1):
        for row in story.differences:
            for at, said in enumerate(row.values):
                yield FigureLine(story, place, row, said, 0 if at else len(row.values))


def outlets_of(line: FigureLine, language: str) -> list[tuple[str, str]]:
    """Return the outlets behind a line of the table, each with its numbers."""
    known: dict[int, NumberedSource] = {one.number: one for one in line.story.articles}
    return phrases.outlets(line.said.numbers, known, language)
