"""Rows, stories and articles as plain lines: what is said, in the order in which it is heard.

Everything that goes out comes through :func:`speakable`: logical text, letters without
presentation forms, no controls, no isolates, nothing drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from mujaz.i18n import _, ngettext
from mujaz.model import ArticleSummary, FigureRow, Story, StorySummary
from mujaz.text import clean
from tui import phrases
from tui.reading import Reading

SEPARATOR = "، "
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_DRAWN = re.compile("[\u2500-\u25ff\u2800-\u28ff]+")
_CONTROLS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")


def speakable(text: str) -> str:
    """Return one line as a screen reader can take it.

    Zero-width joiners go with the other format characters: speech has no use for them.
    """
    text = _CONTROLS.sub("", clean(text)).replace("\n", " ").replace("\t", " ")
    text = _DRAWN.sub(" ", text.replace("\u00a0", " "))
    text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(text.split())


def row_line(one: StorySummary | ArticleSummary, now: datetime) -> str:
    """Return what a row of the list says: headline, origin, age, marks in words."""
    parts = [one.title.strip() or _("(no title)"), one.source]
    when = one.last if isinstance(one, StorySummary) else one.published
    parts.append(phrases.short_time(when, now))
    if isinstance(one, StorySummary):
        if one.sources > 1:
            parts.append(phrases.sources(one.sources, one.independent))
        if one.differs:
            parts.append(_("figures differ"))
        unread, starred = one.unread > 0, one.starred > 0
    else:
        if one.wire_of:
            parts.append(_("wire copy"))
        unread, starred = not one.read, one.starred
    if unread:
        parts.append(_("unread"))
    if starred:
        parts.append(_("starred"))
    return SEPARATOR.join(parts)


def reading_lines(reading: Reading, *, card: bool = True) -> Iterator[str]:
    """Yield an article, before it the card of its story, where there is one and it is wanted."""
    if card and reading.story is not None:
        yield from story_lines(reading.story, reading.article.id)
        for earlier in reading.earlier:
            day = phrases.day(earlier.last)
            yield _("What went before") + f" ({day}): {earlier.title}"
        yield ""
    article = reading.article
    yield article.title.strip() or _("(no title)")
    origin = [article.source, article.author or "", phrases.full_date(article.published)]
    yield SEPARATOR.join(part for part in origin if part)
    if reading.tags:
        yield _("Tags") + ": " + SEPARATOR.join(tag.name for tag in reading.tags)
    yield ""
    yield from (line for line in article.text.split("\n") if line.strip())
    if article.caption:
        yield _("Picture: {caption}").format(caption=article.caption)
    if article.url:
        yield article.url


def story_lines(story: Story, shown: str) -> Iterator[str]:
    """Yield what is known of a story: sources, brief, figures, and who tells it."""
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    yield story.title
    yield phrases.sources(story.sources, story.independent)
    for sentence in story.brief:
        yield f"{sentence.text} [{numbers.get(sentence.article, '?')}]"
    compared = [row for row in story.figures if row.verdict != "single"]
    if compared:
        yield _("Figures") + ":"
        yield from (_figure_line(row, numbers) for row in compared)
    yield _("Sources") + ":"
    for article in story.articles:
        line = f"[{numbers[article.id]}] {article.source}: {article.title}"
        if article.wire_of:
            line += " " + _("(copy of [{n}])").format(n=numbers.get(article.wire_of, "?"))
        if article.id == shown:
            line += " " + _("(follows)")
        yield line


def _figure_line(row: FigureRow, numbers: dict[str, int]) -> str:
    """Return one figure: what, who says how many, how the values stand to each other."""
    said: dict[str, list[int]] = {}
    for value in row.values:
        said.setdefault(phrases.figure_value(row, value), []).append(numbers.get(value.article, 0))
    values = SEPARATOR.join(
        f"{value} " + "".join(f"[{n}]" for n in sorted(set(who))) for value, who in said.items()
    )
    span = phrases.window(row)
    what = f"{row.what} ({span})" if span else row.what
    return f"{what}: {values} — {phrases.verdict(row.verdict)}"


def count_line(total: int, *, stories: bool) -> str:
    """Return how many rows there are."""
    if stories:
        return ngettext("{n} story", "{n} stories", total).format(n=total)
    return ngettext("{n} article", "{n} articles", total).format(n=total)
