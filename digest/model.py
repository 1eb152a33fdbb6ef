"""The nouns of an edition as frozen values: facts in order, without wording or markup.

Every text is clean, on one line and logical; every link is http or https. Numbers in brackets
(``[3]``) are :attr:`NumberedSource.number`: counted through the whole edition, so that a number
means one article wherever it stands. Times are aware datetimes in UTC, days are local days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from mujaz.model import FigureKind, Modifier, Verdict, Window

Language = Literal["ar", "en"]


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """An article that a story cites, under its number.

    ``wire_of`` is the number of the article whose text it repeats.
    """

    number: int
    article: str
    source: str
    title: str
    url: str | None
    published: datetime
    wire_of: int | None = None


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence as a source wrote it, and the number of that source."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class SaidValue:
    """One value of a quantity and the numbers of the sources that give it.

    ``noun`` is the word that follows the numeral in the first source's sentence, in the form the
    grammar of that sentence asks for; None where it says something else. ``vague`` is the source's
    own word (dozens, thousands) where ``value`` is None.
    """

    value: float | None
    modifier: Modifier
    noun: str | None
    vague: str | None
    sentence: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A quantity that the sources of a story do not give alike, and in what way they differ."""

    what: str
    kind: FigureKind
    unit: str | None
    verdict: Verdict
    window: Window | None
    values: tuple[SaidValue, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Outlets of a group that tell a story, and those that published at the time without it.

    ``group`` is the user's name for it; empty for the outlets of no group.
    """

    group: str
    telling: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionStory:
    """A story told in full, as it stood at the end of the edition.

    ``sources`` and ``independent`` count its outlets, and those whose text is their own;
    ``fresh`` counts the independent outlets that wrote since the previous slot. ``developing``:
    it follows an earlier story. ``continued``: it began before the previous slot. ``more`` is the
    number of its articles that ``articles`` leaves out.
    """

    id: str
    title: str
    topic: str | None
    first: datetime
    last: datetime
    sources: int
    independent: int
    fresh: int
    developing: bool
    continued: bool
    brief: tuple[CitedSentence, ...]
    differences: tuple[Difference, ...]
    articles: tuple[NumberedSource, ...]
    more: int
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class OneLiner:
    """A story that gets one line: its headline and the article it is taken from."""

    id: str
    title: str
    sources: int
    developing: bool
    article: NumberedSource


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One of the lines that hold the day: a headline of a source, and that source's number."""

    text: str
    story: str
    number: int


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """A story in a thread; ``number`` cites it where it stands in this edition, else None."""

    story: str
    title: str
    day: date
    number: int | None


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A toll of a running thread that is not what it was: ``what`` is counted, ``number`` cites."""

    what: str
    before: float
    now: float
    number: int


@dataclass(frozen=True, slots=True)
class RunningThread:
    """Stories that follow each other, earliest first; at least one is new in this edition.

    ``fresh`` are sentences of the latest one that say what the one before did not; ``moved`` are
    tolls that changed between the two.
    """

    steps: tuple[ThreadStep, ...]
    fresh: tuple[CitedSentence, ...] = ()
    moved: tuple[MovedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The briefing of one profile for one local date.

    It covers the articles published after ``start`` and not after ``end``. ``stories_total`` and
    ``sources_total`` count their stories and outlets, told or not; ``left_out`` is the number of
    stories that got no line; ``minutes`` is the time it takes to read. ``silent`` names feeds that
    did not answer.
    """

    profile: str
    date: date
    language: Language
    zone: str
    start: datetime
    end: datetime
    stories_total: int
    sources_total: int
    minutes: int
    lines: tuple[HeadLine, ...]
    stories: tuple[EditionStory, ...]
    one_liners: tuple[OneLiner, ...]
    left_out: int
    threads: tuple[RunningThread, ...]
    silent: tuple[str, ...]
