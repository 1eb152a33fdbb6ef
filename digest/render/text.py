"""An edition as plain text in logical order, for mail and for everything that shows only text.

One paragraph a line, no hard wraps. A line whose first character would let a first-strong reader
go the wrong way (a digit, a bracket, a Latin name) begins with RLM, U+200F, in English lines with
LRM; an address stands alone on its line, without either. Marks rather than isolates: old mail readers draw isolates as boxes.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest import dates, phrases
from digest.model import Difference, Edition, EditionStory, NumberedSource, RunningThread
from digest.plain import begins_rtl, closed, direction
from digest.wording import wording

_RLM = "\u200f"
_LRM = "\u200e"
_RULE = "─" * 24


def render(edition: Edition) -> str:
    """Return the edition as plain text; it ends with a newline."""
    return "\n".join(_lines(edition)) + "\n"


def marked(line: str, base: str | None = None) -> str:
    """Return a line that a first-strong reader (UAX #9, P2 and P3) shows in its direction.

    Args:
        line: one paragraph in logical order.
        base: ``rtl`` or ``ltr`` of the line; None for a source's text, whose letters tell.
    """
    right = (base or direction(line)) == "rtl"
    if not line or right == begins_rtl(line):
        return line
    return (_RLM if right else _LRM) + line


def _lines(edition: Edition) -> Iterator[str]:
    language = edition.language
    words = wording(language)
    own = words.direction
    yield marked(f"{phrases.name(edition)} — {phrases.day(edition)}", own)
    if not edition.stories:
        yield from ("", marked(phrases.nothing(edition), own))
    else:
        yield marked(phrases.counts(edition), own)
    if edition.lines:
        yield from ("", marked(phrases.lines_title(edition), own))
        for place, line in enumerate(edition.lines, 1):
            yield marked(f"{place}. {closed(line.text)} [{line.number}]")
    for story in edition.stories:
        yield from ("", _RULE if own == "ltr" else _RLM + _RULE)
        yield from _story(story, language)
    if edition.one_liners:
        yield from ("", _RULE if own == "ltr" else _RLM + _RULE, marked(words.briefly, own), "")
        for one in edition.one_liners:
            credit = phrases.one_liner_credit(one, language)
            yield marked(f"• {closed(one.title)} — {credit} [{one.article.number}]")
            yield from [one.article.url] if one.article.url else []
    if edition.left_out:
        yield from ("", marked(f"{phrases.left_out(edition)}.", own))
    if edition.threads:
        yield from ("", _RULE if own == "ltr" else _RLM + _RULE, marked(words.threads, own))
        for thread in edition.threads:
            yield from ("", *_thread(thread, language))
    if foot := phrases.footer(edition):
        yield from ("", "-- ", *(marked(line, own) for line in foot))


def _story(story: EditionStory, language: str) -> Iterator[str]:
    words = wording(language)
    own = words.direction
    yield marked(phrases.kicker(story, language), own)
    yield from (marked(story.title), "")
    for sentence in story.brief:
        yield marked(f"{closed(sentence.text)} [{sentence.number}]")
    sources = {source.number: source for source in story.articles}
    if story.differences:
        yield from ("", marked(f"{words.differences}:", own))
        for row in story.differences:
            yield from _difference(row, sources, language)
    yield from ("", marked(f"{words.source_list}:", own))
    for source in story.articles:
        outlet = phrases.outlet(source, language) + phrases.repeats(source, language)
        yield marked(f"[{source.number}] {outlet} — {source.title}")
        yield from [source.url] if source.url else []
    if story.more:
        yield marked(f"{phrases.more(story, language)}.", own)
    yield from (marked(line, own) for line in phrases.coverage(story, language))


def _difference(
    row: Difference, sources: dict[int, NumberedSource], language: str
) -> Iterator[str]:
    words = wording(language)
    own = words.direction
    yield marked(f"• {phrases.quantity(row, language)} — {phrases.verdict(row, language)}", own)
    for said in row.values:
        cited = words.comma.join(
            " ".join(one) for one in phrases.outlets(said.numbers, sources, language)
        )
        yield marked(f"– {phrases.value(said, row, language)} — {cited}", own)


def _thread(thread: RunningThread, language: str) -> Iterator[str]:
    own = wording(language).direction
    for step in thread.steps:
        title = closed(step.title, own)
        number = f" [{step.number}]" if step.number is not None else ""
        yield marked(f"• {dates.short_day(step.day, language)}: {title}{number}", own)
    for one in thread.fresh:
        yield marked(f"– {closed(one.text)} [{one.number}]")
    for figure in thread.moved:
        yield marked(f"– {phrases.moved(figure, language)} [{figure.number}]", own)
