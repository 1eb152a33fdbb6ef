"""A story's card as blocks: sources, timeline, brief, figures, coverage, articles, its thread.

Sentences are the sources' own, each with the number of its article. What stands below the card is
the article of :mod:`tui.article_page`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mujaz.i18n import _, ngettext
from mujaz.model import Story, StorySummary
from mujaz.stories.fresh import Moved
from tui import phrases
from tui.article_page import Shown, article_blocks
from tui.blocks import NBSP, Block, Line, Target, closed, heading, meta, rule, shown
from tui.coverage import coverage_blocks
from tui.direction import base_of, interface_base
from tui.figure_table import figure_blocks
from tui.highlights import marked
from tui.phrases import isolated
from tui.reading import Reading
from tui.timeline import Timeline, timeline

ARTICLES = 60
"""How many articles of a story its card lists."""


def reading_blocks(reading: Reading, how: Shown | None = None) -> list[Block]:
    """Return the blocks of a story's card and its article, the words of a search marked."""
    how = how or Shown()
    blocks = story_blocks(reading, how) if reading.story is not None else []
    if reading.story is None:
        blocks += _thread(reading)
    if blocks:
        blocks.append(rule())
    blocks += article_blocks(reading, how)
    return [marked(block, how.query) for block in blocks] if how.query else blocks


def story_blocks(reading: Reading, how: Shown) -> list[Block]:
    """Return the card of the story around an article."""
    story = reading.story
    if story is None:
        return []
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    title = shown(story.title)
    return [
        Block("card-title", (title,), base=base_of(title), after=0),
        meta(_standing(story)),
        *_timeline(story),
        *_brief(reading, story, numbers),
        *figure_blocks(story, numbers),
        *_articles(story, numbers, reading.article.id),
        *coverage_blocks(story, reading.silent, how.groups),
        *_thread(reading),
    ]


def _standing(story: Story) -> str:
    """Return how many tell the story, how many in words of their own, and since when."""
    parts = [phrases.sources(story.sources, story.independent)]
    parts.append(
        ngettext("{n} article", "{n} articles", len(story.articles)).format(n=len(story.articles))
    )
    return " · ".join(parts)


# ---------------------------------------------------------------------- timeline
def _timeline(story: Story) -> list[Block]:
    """Return the articles over time: bars, and below them when they begin and end."""
    found = timeline([one.published for one in story.articles])
    if found is None:
        return []
    base = interface_base()
    bars = found.bars
    labels = _labels(found)
    span = _("{start} to {end}").format(start=isolated(labels[0]), end=isolated(labels[1]))
    return [
        Block("bars", (bars,), base=base, after=0, joint="\n"),
        Block("meta", (f"{span} · {_unit(found)}",), base=base),
    ]


def _labels(found: Timeline) -> tuple[str, str]:
    """Return when the first and the last bar begin."""
    if found.unit == "day":
        return phrases.day(found.start), phrases.day(found.end)
    start, end = f"{found.start:%H:%M}", f"{found.end:%H:%M}"
    if found.start.date() == found.end.date():
        return f"{phrases.day(found.start)} {start}", end
    return f"{phrases.day(found.start)} {start}", f"{phrases.day(found.end)} {end}"


def _unit(found: Timeline) -> str:
    """Return what one bar stands for."""
    if found.unit == "hour":
        return ngettext("a bar is {n} hour", "a bar is {n} hours", found.step).format(n=found.step)
    return ngettext("a bar is {n} day", "a bar is {n} days", found.step).format(n=found.step)


# ------------------------------------------------------------------------- brief
def _brief(reading: Reading, story: Story, numbers: dict[str, int]) -> list[Block]:
    """Return the brief: each sentence with the number of its source, and whether it is news.

    Where all of it is news since the earlier story, nothing is marked: it says so below.
    """
    fresh = set(reading.fresh.sentences)
    mark, new = 0 < len(fresh) < len(story.brief), _("new")
    blocks = []
    for sentence in story.brief:
        text = shown(sentence.text, 1200)
        target = Target("article", sentence.article)
        line = Line().add(text).add(NBSP)
        line.add(f"[{numbers.get(sentence.article, '?')}]", style="number", target=target)
        if mark and sentence in fresh:
            line.add(NBSP).add(f"+{NBSP}{new}", style="fresh")
        blocks.append(line.block("brief", base=base_of(text)))
    return blocks


# ---------------------------------------------------------------------- articles
def _articles(story: Story, numbers: dict[str, int], current: str) -> list[Block]:
    """Return the numbered articles: outlet, headline, time, and whose text it repeats."""
    articles = story.articles[:ARTICLES]
    blocks = [heading(_("Sources"))]
    for article in articles:
        number = f"[{numbers[article.id]}]"
        line = Line().add(shown(article.source, 60), style="outlet", apart=True).add(" · ")
        line.add(phrases.clock(article.published, story.last), style="aside", apart=True)
        line.add(": ").add(shown(article.title), apart=True)
        if article.wire_of:
            copy = _("same text as [{n}]").format(n=numbers.get(article.wire_of, "?"))
            line.add(" · ").add(copy, style="aside")
        blocks.append(_numbered(number, line, article.id, current))
    if len(story.articles) > ARTICLES:
        left = len(story.articles) - ARTICLES
        blocks.append(meta(ngettext("and {n} more", "and {n} more", left).format(n=left), after=0))
    return closed(blocks)


def _numbered(number: str, line: Line, article: str, current: str) -> Block:
    """Return a row: the number in a column of its own, the line beside it."""
    shift = len(number) + 1
    target = Target("article", article)
    text = line.block("").text
    return Block(
        "source-shown" if article == current else "source",
        (number, text),
        (4, 0),
        base=interface_base(),
        spans=((0, len(number), "number"), *((a + shift, b + shift, s) for a, b, s in line.spans)),
        after=0,
        links=((0, shift + len(text), target),),
        joint="\n",
    )


# ------------------------------------------------------------------------ thread
def _thread(reading: Reading) -> list[Block]:
    """Return the stories before and after this one, and what is new since the nearest."""
    blocks: list[Block] = []
    if reading.earlier:
        rows = [heading(_("What went before")), *map(_story_row, reading.earlier)]
        blocks += closed([*rows, *_news(reading)])
    if reading.later:
        blocks += closed([heading(_("What came after")), *map(_story_row, reading.later)])
    return blocks


def _story_row(story: StorySummary) -> Block:
    """Return a story of the thread: its day, its title."""
    line = Line().add(phrases.day(story.last), style="number", apart=True).add(": ")
    line.add(shown(story.title), target=Target("story", story.id), apart=True)
    if story.sources > 1:
        line.add(" · ").add(phrases.sources(story.sources, story.independent), style="aside")
    return line.block("source", after=0)


def _news(reading: Reading) -> Sequence[Block]:
    """Return what is new since the nearest earlier story: sentences of the brief, changed tolls."""
    fresh, story = reading.fresh, reading.story
    lines: list[Block] = []
    if story is not None and story.brief and fresh.sentences:
        if len(fresh.sentences) == len(story.brief):
            lines.append(meta(_("All of the brief above is new since then."), after=0))
        else:
            lines.append(meta(_("New since then: what is marked “new” in the brief."), after=0))
    lines += [_moved(one) for one in fresh.figures]
    return [replace(one, joint="\n") for one in lines]


def _moved(moved: Moved) -> Block:
    line = Line().add(shown(moved.row.what, 60), style="what", apart=True).add(": ")
    before, now = (phrases.figure_value(moved.row, value) for value in (moved.before, moved.now))
    told = _("{before} then, {now} now").format(before=isolated(before), now=isolated(now))
    return line.add(told).block("plain", after=0)
