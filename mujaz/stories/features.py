"""What grouping looks at in one article: its terms, counted numbers and weekdays.

This module knows which part of an article tells what happened, and how much each word of it counts.
How rare a term is, and which articles are alike, is known by :mod:`mujaz.stories.vectors` and
:mod:`mujaz.stories.group`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.stories.context import Context
from mujaz.stories.facts import folded_words
from mujaz.stories.vectors import checksum
from mujaz.text.months import weekdays
from mujaz.text.words import light_stem

#: Words of the text that count; news say what happened first (a longer lead adds background).
LEAD_WORDS = 80
#: The first words of the text are told again by every outlet and weigh four times.
FIRST_WORDS = 30
_FIRST_WEIGHT = 4
_TITLE_WEIGHT = 4
#: Characters that certainly hold the lead.
_LEAD_CHARS = 1200
#: Where weekdays are looked for: news say early on when it happened.
_DAY_CHARS = 500
#: Where counted numbers are looked for, and how many are kept.
_ANCHOR_CHARS = 2500
_MOST_ANCHORS = 24
_ARABIC = "ar"
_DATELINE = re.compile(r"(?:[^\n.:،–—-]{2,24}\s?[:–—-]+\s*){1,3}(?<=[\s:–—-])(?=\S)")


@dataclass(frozen=True, slots=True)
class Features:
    """What grouping needs of an article.

    Attributes:
        counts: checksum of a term → its weighted count in title and lead.
        anchors: checksums of its counted numbers.
        days: bit mask of the weekdays that its first words name.
    """

    counts: dict[int, int]
    anchors: tuple[int, ...]
    days: int


def features(title: Context, text: Context, language: str | None = None) -> Features:
    """Return what grouping looks at in an article's headline and text.

    Args:
        title: the headline.
        text: the text.
        language: its language tag; Arabic where it is unknown. Words and numbers of another
            language are terms of their own, so that no Persian article ever stands in one story
            with an Arabic one: most of their letters are the same, and many of their names.
    """
    tongue = (language or _ARABIC).lower().partition("-")[0]
    mark = "" if tongue == _ARABIC else f"{tongue}:"
    found = {checksum(mark + term): count for term, count in counts(title, text).items()}
    return Features(found, anchors(text, mark), named_days(text))


def _dateline(text: str) -> int:
    """Return where a text begins behind its dateline (``سامي خالد- البريد- جدة:``), 0 if none.

    Outlets open each text with it; its words would tie articles that have nothing else in common.
    """
    match = _DATELINE.match(text)
    return match.end() if match else 0


def counts(title: Context, text: Context) -> dict[str, int]:
    """Return term → weighted count of an article's title and lead."""
    found: dict[str, int] = {}
    for term in title.terms:
        found[term.name] = found.get(term.name, 0) + _TITLE_WEIGHT
    start = _dateline(text.text)
    lead = text.terms_between(start, start + _LEAD_CHARS)[:LEAD_WORDS]
    for index, name in enumerate(lead):
        found[name] = found.get(name, 0) + (_FIRST_WEIGHT if index < FIRST_WORDS else 1)
    return found


def anchors(text: Context, mark: str = "") -> tuple[int, ...]:
    """Return checksums of a text's counted numbers: number and stem of its noun, or a rare number.

    Numbers below ten and years are in too many texts to tell anything. ``mark`` stands before
    each, for texts of another language.
    """
    found: dict[int, None] = {}
    words = text.folded[: text.count_before(_ANCHOR_CHARS)]
    for at, word in enumerate(words):
        number = word.replace(",", "") if word[0].isdigit() else ""
        if len(number) < 2 or (len(number) == 4 and number[:2] in ("19", "20")):
            continue
        noun = _counted(text, words, at)
        if noun and noun not in folded_words("stopwords.txt"):
            found[checksum(f"{mark}#{number}_{light_stem(noun)}")] = None
        if len(number) > 2 and number.strip("0") != number[:1]:
            found[checksum(f"{mark}#{number}")] = None
    return tuple(found)[:_MOST_ANCHORS]


def _counted(text: Context, words: list[str], at: int) -> str:
    """Return the word behind a number, "" where there is none or something stands between."""
    if at + 1 == len(words) or len(words[at + 1]) < 3 or words[at + 1][0].isdigit():
        return ""
    gap = text.text[text.ends[at] : text.starts[at + 1]]
    return words[at + 1] if gap.isspace() else ""


def named_days(text: Context) -> int:
    """Return a bit mask of the weekdays that the first words of a text name."""
    known = weekdays()
    mask = 0
    for word in text.folded[: text.count_before(_DAY_CHARS)]:
        if word in known:
            mask |= 1 << known[word]
        elif word[0] in "وفبل" and word[1:] in known:
            mask |= 1 << known[word[1:]]
    return mask
