"""An edition as CommonMark 0.31 that reads well raw, and in which sources' texts are only text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import dates, phrases
from digest.model import Difference, Edition, EditionStory, NumberedSource, RunningThread
from digest.plain import closed
from digest.wording import wording

# What starts an emphasis, a link, a tag, code, an entity, a strikethrough or a table anywhere …
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#0-9A-Za-z]+;)")
# … an address that dialects with automatic links pick up …
_ADDRESS = re.compile(
    r"(?:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp)):|(?<=www)\.|@", re.I
)
# … what starts a list, a heading or a rule at the beginning of a block, and what closes a heading.
_OPENING = re.compile(r"^(?:([-+#=])|(\d{1,9})([.)])(?=\s|$))")
_CLOSING = re.compile(r"#(?=#*$)")


def escape(text: str) -> str:
    """Return one line of text as CommonMark that renders to that text and nothing else.

    Backslashes stand only where a character would mean something (CommonMark 0.31, section 2.4),
    so that headlines stay readable in the raw file.
    """
    text = _SPECIAL.sub(lambda match: "\\" + match[0], text)
    text = _ADDRESS.sub(lambda match: "\\" + match[0], text)
    text = _CLOSING.sub(r"\\#", text) if text.strip("#") else text
    return _OPENING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)


def render(edition: Edition) -> str:
    """Return the edition as CommonMark."""
    return "\n\n".join(_blocks(edition)) + "\n"


def _blocks(edition: Edition) -> Iterator[str]:
    language = edition.language
    words = wording(language)
    yield f"# {escape(phrases.name(edition))} — {phrases.day(edition)}"
    if not edition.stories:
        yield escape(phrases.nothing(edition))
    else:
        yield phrases.counts(edition)
    if edition.lines:
        yield f"## {phrases.lines_title(edition)}"
        yield "\n".join(
            f"{place}. {escape(closed(line.text))} [{line.number}]"
            for place, line in enumerate(edition.lines, 1)
        )
    for story in edition.stories:
        yield from _story(story, language)
    if edition.one_liners:
        yield "---"
        yield f"## {words.briefly}"
        yield "\n".join(
            f"- {_link(one.title, one.article)} — "
            f"{escape(phrases.one_liner_credit(one, language))} [{one.article.number}]"
            for one in edition.one_liners
        )
    if edition.left_out:
        yield f"{phrases.left_out(edition)}."
    if edition.threads:
        yield f"## {words.threads}"
        yield "\n\n".join(_thread(thread, language) for thread in edition.threads)
    if foot := phrases.footer(edition):
        yield "---"
        yield "\n\n".join(escape(line) for line in foot)


def _story(story: EditionStory, language: str) -> Iterator[str]:
    words = wording(language)
    yield "---"
    yield f"## {escape(story.title)}"
    standing = phrases.standing(story, language)
    topic = escape(phrases.topic(story, language))
    yield f"**{topic}** · {standing}" if topic else standing
    if story.brief:
        first = story.brief[0]
        yield f"{escape(closed(first.text))} [{first.number}]"
        rest = [f"- {escape(closed(one.text))} [{one.number}]" for one in story.brief[1:]]
        if rest:
            yield "\n".join(rest)
    sources = {source.number: source for source in story.articles}
    if story.differences:
        yield f"**{words.differences}**"
        yield "\n".join(_difference(row, sources, language) for row in story.differences)
    yield f"**{words.source_list}**"
    yield "\n".join(
        f"- [{source.number}] {escape(phrases.outlet(source, language))}{phrases.repeats(source, language)} — "
        f"{_link(source.title, source)}"
        for source in story.articles
    )
    if story.more:
        yield f"{phrases.more(story, language)}."
    yield from (escape(line) for line in phrases.coverage(story, language))


def _difference(row: Difference, sources: dict[int, NumberedSource], language: str) -> str:
    words = wording(language)
    lines = [f"- {escape(phrases.quantity(row, language))} — {phrases.verdict(row, language)}"]
    for said in row.values:
        value = escape(phrases.value(said, row, language))
        outlets = phrases.outlets(said.numbers, sources, language)
        cited = words.comma.join(f"{escape(outlet)} {numbers}" for outlet, numbers in outlets)
        lines.append(f"  - **{value}** — {cited}")
    return "\n".join(lines)


def _thread(thread: RunningThread, language: str) -> str:
    words = wording(language)
    lines = []
    for step in thread.steps:
        line = (
            f"{dates.short_day(step.day, language)}: {escape(closed(step.title, words.direction))}"
        )
        if step.number is not None:
            line = f"**{line}** [{step.number}]"
        lines.append(f"- {line}")
    lines += [f"  - {escape(closed(one.text))} [{one.number}]" for one in thread.fresh]
    lines += [f"  - {escape(phrases.moved(one, language))} [{one.number}]" for one in thread.moved]
    return "\n".join(lines)


def _link(title: str, source: NumberedSource) -> str:
    if source.url is None:
        return escape(closed(title))
    # Destinations know backslashes and entities too; addresses hold no bracket or space here.
    target = re.sub(r"&(?=[#0-9A-Za-z]+;)", r"\\&", source.url)
    return f"[{escape(closed(title))}](<{target}>)"
