"""What an edition's facts are called in its language: phrases that every format shares.

Phrases are plain text; texts of sources in them are not yet escaped for any format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest import dates
from digest.model import (
    Difference,
    Edition,
    EditionStory,
    MovedFigure,
    NumberedSource,
    OneLiner,
    SaidValue,
)
from digest.plain import closed
from digest.wording import Wording, wording

DOT = " · "
_NAMES = 4


def name(edition: Edition) -> str:
    """Return the name in the masthead; briefings other than the daily one add their own."""
    words = wording(edition.language)
    if edition.profile == "daily":
        return words.name
    return f"{words.name}{DOT}{closed(edition.profile, words.direction)}"


def day(edition: Edition) -> str:
    """Return weekday and date of the edition."""
    return dates.long_day(edition.date, edition.language)


def counts(edition: Edition) -> str:
    """Return ``N أخبار · M مصادر · K دقائق``."""
    words = wording(edition.language)
    return DOT.join(
        (
            words.count(words.stories, edition.stories_total),
            words.count(words.sources, edition.sources_total),
            words.count(words.minutes, edition.minutes),
        )
    )


def lines_title(edition: Edition) -> str:
    """Return the title of the box that holds the day in one to three lines."""
    return wording(edition.language).lines[len(edition.lines) - 1]


def standing(story: EditionStory, language: str) -> str:
    """Return the second half of a kicker: sources, how many of them count, what is new."""
    words = wording(language)
    parts = [words.count(words.sources, story.sources)]
    if story.independent < story.sources:
        parts.append(words.count(words.independent, story.independent))
    if story.continued and story.fresh < story.independent:
        parts.append(words.count(words.fresh, story.fresh))
    if story.developing:
        parts.append(words.developing)
    return DOT.join(parts)


def kicker(story: EditionStory, language: str) -> str:
    """Return the line above a headline: ``سوريا · 3 مصادر · تطوّر جديد``."""
    rest = standing(story, language)
    return f"{topic(story, language)}{DOT}{rest}" if story.topic else rest


def topic(story: EditionStory, language: str) -> str:
    """Return the tag a story is filed under, fit to stand in a line; empty without one."""
    return closed(story.topic or "", wording(language).direction)


def outlet(source: NumberedSource, language: str) -> str:
    """Return the name of the outlet of an article, fit to stand in a line."""
    return closed(source.source, wording(language).direction)


def cite(numbers: Sequence[int]) -> str:
    """Return ``[1]`` or ``[1] [4]``."""
    return " ".join(f"[{number}]" for number in numbers)


def value(said: SaidValue, row: Difference, language: str) -> str:
    """Return a value in words: ``أكثر من 15 مخزنًا``, ``3.5 مليون دولار``, ``45%``."""
    words = wording(language)
    if said.value is None:
        number = said.vague or words.vague
    else:
        number = figure(said.value, words)
        if row.kind == "percent":
            number += "%"
    noun = said.noun if said.noun and row.kind != "percent" else None
    if noun is None and row.kind == "money":
        noun = row.unit
    if noun:
        noun = closed(noun, words.direction)
    return words.modifiers[said.modifier].format(value=f"{number} {noun}" if noun else number)


def figure(number: float, words: Wording) -> str:
    """Return a number as people write it: thousands parted from 10,000, millions in words."""
    for size, forms in ((1e9, words.billion), (1e6, words.million)):
        scaled = number / size
        if abs(scaled) >= 1 and round(scaled, 2) == scaled:
            if scaled == int(scaled):
                return words.count(forms, int(scaled))
            return forms[5].format(n=f"{scaled:g}")
    if number == int(number):
        return f"{int(number):,}" if abs(number) >= 10_000 else str(int(number))
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def quantity(row: Difference, language: str) -> str:
    """Return what a row of figures is about: ``العدد: مخزن``."""
    words = wording(language)
    kind = words.kinds[row.kind]
    if row.what in ("", row.unit):
        return kind
    return f"{kind}: {closed(row.what, words.direction)}"


def verdict(row: Difference, language: str) -> str:
    """Return how the values of a row stand to each other, and the time they speak of."""
    words = wording(language)
    text = words.verdicts[row.verdict]
    return f"{text} ({dates.period(row.window, language)})" if row.window else text


def outlets(
    numbers: Sequence[int], sources: Mapping[int, NumberedSource], language: str
) -> list[tuple[str, str]]:
    """Return (outlet, ``[1] [4]``) for the outlets behind some numbers, each outlet once."""
    cited: dict[str, list[int]] = {}
    for number in numbers:
        cited.setdefault(outlet(sources[number], language), []).append(number)
    return [(source, cite(own)) for source, own in cited.items()]


def repeats(source: NumberedSource, language: str) -> str:
    """Return, behind a dot, whose text a listed article repeats; empty where it is its own."""
    if source.wire_of is None:
        return ""
    return DOT + wording(language).wire.format(number=source.wire_of)


def one_liner_credit(one: OneLiner, language: str) -> str:
    """Return the outlet of a one-liner, or how many sources have it, and what is new."""
    words = wording(language)
    parts = [outlet(one.article, language)]
    if one.sources > 1:
        parts.append(words.count(words.sources, one.sources))
    if one.developing:
        parts.append(words.developing)
    return DOT.join(parts)


def left_out(edition: Edition) -> str:
    """Return what is said of the stories that got no line; empty where there are none."""
    words = wording(edition.language)
    return words.count(words.more_stories, edition.left_out)


def more(story: EditionStory, language: str) -> str:
    """Return what is said of a story's articles that are not listed; empty where all are."""
    words = wording(language)
    return words.count(words.more_articles, story.more)


def coverage(story: EditionStory, language: str) -> list[str]:
    """Return a line a group: how many of its outlets tell the story, and which do not.

    Nothing is said of a story that all tell who published at the time.
    """
    words = wording(language)
    if not any(one.silent for one in story.coverage):
        return []
    grouped = any(one.group for one in story.coverage)
    lines = []
    for one in story.coverage:
        rest = words.no_group if grouped else words.all_outlets
        line = words.told_by.format(
            group=closed(one.group, words.direction) or rest,
            telling=len(one.telling),
            all=len(one.telling) + len(one.silent),
        )
        if one.silent:
            names = [closed(name, words.direction) for name in one.silent[:_NAMES]]
            shown = words.comma.join(names) + (" …" if len(one.silent) > _NAMES else "")
            line += DOT + words.not_told.format(names=shown)
        lines.append(line)
    if grouped:
        lines[0] = f"{words.all_outlets} — {lines[0]}"
    return lines


def moved(change: MovedFigure, language: str) -> str:
    """Return how a toll changed: ``قتيل: من 4 إلى 7``."""
    words = wording(language)
    return words.moved.format(
        what=closed(change.what, words.direction),
        before=figure(change.before, words),
        now=figure(change.now, words),
    )


def nothing(edition: Edition) -> str:
    """Return the one line of an edition without news."""
    return wording(edition.language).empty.format(**_ends(edition))


def silent(edition: Edition) -> str:
    """Return which feeds did not answer; empty where all did."""
    words = wording(edition.language)
    names = [closed(one, words.direction) for one in edition.silent[:5]]
    shown = words.comma.join(names) + (" …" if len(edition.silent) > 5 else "")
    return words.count(words.silent, len(edition.silent), names=shown)


def footer(edition: Edition) -> list[str]:
    """Return the closing lines: how the briefing was made, what it covers, who was silent."""
    words = wording(edition.language)
    lines = [silent(edition)] if edition.silent else []
    if not edition.stories:
        return lines
    zone = dates.zone_name(edition.zone, edition.language)
    return [words.made, words.covers.format(zone=zone, **_ends(edition)), *lines]


def _ends(edition: Edition) -> dict[str, str]:
    return {
        "start": dates.moment(edition.start, edition.zone, edition.language),
        "end": dates.moment(edition.end, edition.zone, edition.language),
    }
