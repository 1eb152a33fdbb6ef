"""The nouns of mujaz as frozen values, one class a noun; no behaviour beyond what a value knows.

Texts are logical Unicode without presentation forms. Times are aware datetimes in UTC. Offsets are
indices of code points, half open. Ids are short strings that do not depend on the store's rows.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from mujaz.query.model import Query

TagKind = Literal["person", "place", "organisation", "topic", "own"]
FigureKind = Literal["count", "money", "percent", "measure", "duration", "age", "score"]
Modifier = Literal["=", ">", ">=", "<", "<=", "~"]
Verdict = Literal["agree", "precision", "window", "update", "differ", "inside", "single"]
FullText = Literal["when-short", "always", "never"]
Method = Literal["", "trafilatura", "readability", "json-ld", "feed"]
"""What an article's text was taken by; empty where it came as it is, by an import."""
Muted = Literal["hide", "show", "only"]
"""What a list does with articles that a rule has muted."""
StoryEditKind = Literal["merge", "split", "move", "rename", "mute", "pin", "became"]
Window = tuple[date, date]
"""First and last day of the span of time that a figure or an event speaks of."""


def short_id(prefix: str, *parts: str) -> str:
    """Return an id made of a letter and 12 base-32 digits of the parts' SHA-256.

    The same parts give the same id in every store, so that ids can be quoted in files and mails.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big")
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    return prefix + "".join(alphabet[(number >> shift) & 31] for shift in range(0, 60, 5))


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that is polled, and what is known of it.

    Attributes:
        url: the address that is asked.
        source: the outlet that the feed belongs to; several feeds may share one.
        title: the feed's own title.
        site: the address of the outlet's site, as the feed names it.
        etag: the entity tag of the last document that was read, as sent.
        last_modified: its Last-Modified field, as sent.
        digest: a hash of that document.
        added: when the user subscribed.
        checked: when it was asked last, whatever came of it.
        succeeded: when it answered well last.
        due: when it is asked again; None for at once.
        failures: failures in a row.
        error: what went wrong the last time, as one line for people; None where all is well.
        disabled: it is not asked, by the user's wish or because it was given up.
        given_up: it was mujaz that switched it off, since the address is gone.
        status: the HTTP status of the last answer; None where none came.
        failing_since: when the first of the failures in a row happened.
        moved_to: where permanent redirects have been leading of late.
        moved_times: how often in a row they have led there.
        moved_from: the address that it had before they were followed for good.
        moved_on: when that was.
        pace: minutes between two articles, as its last document shows; None where unknown.
        newest: when the latest article of its last document was published.
        wish: minutes that the feed itself wants to be left alone between two looks.
        skip_hours: hours of the day (0 to 23, UTC) in which it does not want to be asked.
        skip_days: days of the week (Monday is 0, UTC) on which it does not want to be asked.
        full_text: when the pages of its articles are fetched; None: as the settings say.
        folder: where it stands in the user's list; empty for the top.
        source_chosen: the user has named the source; the feed's own title no longer counts.
        zone: the IANA name of the zone of its dates that name none, where the user has said it.
    """

    url: str
    source: str = ""
    title: str = ""
    site: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    added: datetime | None = None
    checked: datetime | None = None
    succeeded: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    error: str | None = None
    disabled: bool = False
    given_up: bool = False
    status: int | None = None
    failing_since: datetime | None = None
    moved_to: str | None = None
    moved_times: int = 0
    moved_from: str | None = None
    moved_on: datetime | None = None
    pace: int | None = None
    newest: datetime | None = None
    wish: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    full_text: FullText | None = None
    folder: str = ""
    source_chosen: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the feed gave it: HTML fields are still HTML, texts are cleaned of controls."""

    guid: str
    url: str | None
    title: str
    author: str | None = None
    published: datetime | None = None
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()
    image: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document: its own title and site, and its entries in document order.

    ``wish``, ``skip_hours`` and ``skip_days`` say when its publisher wants it to be asked, as in
    :class:`Feed`.
    """

    title: str
    site: str | None
    language: str | None
    entries: tuple[Entry, ...]
    wish: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took out of an article, where it stood, and why.

    ``line`` is the index of the line in the text before anything was removed.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """What extraction found on one page, or in one feed entry's content.

    ``link`` is the address that the page gives itself. ``second_story`` is where in ``text`` a
    story begins that the outlet has glued to the first one; None where there is none.
    """

    title: str
    text: str
    author: str | None = None
    published: datetime | None = None
    source: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    caption: str | None = None
    removed: tuple[Removed, ...] = ()
    link: str | None = None
    method: Method = ""
    second_story: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A clean text of one outlet, unique by guid within its feed.

    Paragraphs of ``text`` are separated by a newline. ``feed`` is the address it came by, or
    ``import:SOURCE``. ``keywords`` are the publisher's own tags. ``fingerprint`` is a hash of
    headline and text as they came, before residue was removed: it tells a correction of the
    outlet from a line that we learnt to remove meanwhile. ``method`` says what the text was taken
    by. ``second_story`` is where in ``text`` another story begins that the outlet has glued to
    this one; None where there is none. ``language`` is a tag such as ``ar`` or ``fa``.
    """

    id: str
    feed: str
    guid: str
    source: str
    title: str
    text: str
    published: datetime
    fetched: datetime
    url: str | None = None
    author: str | None = None
    language: str | None = None
    section: str | None = None
    image: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    fingerprint: str = ""
    method: Method = ""
    second_story: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier text of an article, and when it was replaced."""

    article: str
    replaced: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: ``text[start:end]`` without titles and attached particles."""

    start: int
    end: int
    kind: TagKind
    name: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A thing that an article or story is about; ``count`` is how many articles carry it."""

    name: str
    kind: TagKind
    count: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text, what it counts, and the span of time it speaks of.

    ``text[start:end]`` is the numerals, number words and scale words only. ``value`` is in the
    written unit, or None for a vague number (dozens, thousands).
    """

    start: int
    end: int
    value: float | None
    modifier: Modifier
    what: str
    kind: FigureKind
    unit: str | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What one article says of a quantity, with the sentence that says it."""

    value: float | None
    modifier: Modifier
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One quantity of a story across its articles, and how the values agree."""

    what: str
    kind: FigureKind
    unit: str | None
    verdict: Verdict
    window: Window | None
    values: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence that a source wrote: ``article.text[start:end] == text``."""

    text: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article as its story lists it; ``wire_of`` is the article whose text it repeats."""

    id: str
    guid: str
    source: str
    title: str
    url: str | None
    published: datetime
    wire_of: str | None = None


@dataclass(frozen=True, slots=True)
class Digested:
    """What is worked out from the texts of a story's articles, all at once.

    ``wire_of`` maps an article to the earlier one whose text it repeats; ``independent`` counts
    the sources whose text is their own.
    """

    title: str
    independent: int
    wire_of: dict[str, str] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    figures: tuple[FigureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event. ``thread`` names the earlier stories that it follows, nearest first."""

    id: str
    title: str
    first: datetime
    last: datetime
    sources: int
    independent: int
    articles: tuple[StoryArticle, ...]
    tags: tuple[Tag, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    thread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story as a list shows it: no texts, no brief."""

    id: str
    title: str
    first: datetime
    last: datetime
    sources: int
    independent: int
    size: int
    unread: int
    starred: int
    differs: bool
    source: str
    """The outlet of the latest article."""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article as a list shows it: no text."""

    id: str
    source: str
    title: str
    url: str | None
    published: datetime
    story: str | None
    read: bool
    starred: bool
    wire_of: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles or stories are asked for; an empty field asks for nothing in particular.

    Stories match where one of their articles does. ``since`` is inclusive, ``until`` exclusive.
    A query that speaks of muted articles itself overrules ``muted``.
    """

    source: str | None = None
    tag: str | None = None
    feed: str | None = None
    unread: bool = False
    starred: bool = False
    since: datetime | None = None
    until: datetime | None = None
    query: Query | None = None
    muted: Muted = "hide"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches a search, best first; ``story`` is the story it stands in."""

    article: ArticleSummary
    score: float


@dataclass(frozen=True, slots=True)
class StoryEdit:
    """A correction of stories by hand, in force until it is undone.

    Attributes:
        number: what it is undone by; later corrections have larger numbers.
        kind: what was done. ``became`` is no correction: grouping made a corrected story part of
            another one, and what was said of it holds for that one.
        story: the story that was corrected.
        target: the story that articles went to; None for the other kinds.
        articles: the articles that went there.
        title: the story's new title; None for the other kinds.
        made: when it was done.
    """

    number: int
    kind: StoryEditKind
    story: str
    target: str | None
    articles: tuple[str, ...]
    title: str | None
    made: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of the sidebar: articles, stories, unread and starred articles."""

    articles: int
    stories: int
    unread: int
    starred: int
