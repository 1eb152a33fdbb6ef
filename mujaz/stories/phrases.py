"""Key phrases of an article: words and pairs that it repeats and news at large does not.

This module knows frequency, place and readable surface forms. Names are found elsewhere and their
words are kept out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mujaz.model import Mention
from mujaz.stories.context import Context
from mujaz.stories.facts import folded_words
from mujaz.stories.name_words import SAYING, is_nationality, verbal
from mujaz.stories.vectors import rarity
from mujaz.text.words import light_stem

_TITLE = 3.0
_PAIR = 1.25
_TEXT_CHARS = 1600
#: By how much rarer a word must be than what is left of it without a particle.
_RARER = 1.5


def phrases(
    title: Context, text: Context, titled: Sequence[Mention], named: Sequence[Mention], limit: int
) -> list[str]:
    """Return up to ``limit`` key phrases of one or two words in readable form, best first.

    Args:
        title: the headline.
        text: the article's text.
        titled: names in the headline, whose words are left out.
        named: names in the text, likewise.
        limit: how many.
    """
    weights: dict[tuple[str, ...], float] = {}
    forms: dict[tuple[str, ...], list[str]] = {}
    for part, names, weight in ((title, titled, _TITLE), (text, named, 1.0)):
        for stems, surface, place in _candidates(part, names):
            early = 1.0 if weight > 1 else 1.0 / (1.0 + place / 120)
            weights[stems] = weights.get(stems, 0.0) + weight * early
            forms.setdefault(stems, []).append(surface)
    scored = []
    for stems, weight in weights.items():
        if weight < (2.5 if len(stems) > 1 else 1.5):
            continue
        rare = sum(map(rarity, stems)) / len(stems)
        factor = _PAIR if len(stems) > 1 else 1.0
        scored.append((-math.log1p(weight) * rare * factor, stems))
    chosen: list[str] = []
    used: set[str] = set()
    for _, stems in sorted(scored):
        if len(chosen) == limit:
            break
        if used.intersection(stems):
            continue
        used.update(stems)
        chosen.append(Counter(forms[stems]).most_common(1)[0][0])
    return chosen


def _candidates(
    context: Context, names: Sequence[Mention]
) -> list[tuple[tuple[str, ...], str, int]]:
    """Return (stems, readable form, word index) of the words and pairs of a text, names left out."""
    text = context.text
    taken = sorted((mention.start, mention.end) for mention in names)
    out: list[tuple[tuple[str, ...], str, int]] = []
    previous: tuple[int, str, str] | None = None
    at = 0
    starts, ends, words = context.starts, context.ends, context.folded
    for index, form in enumerate(map(_form, words[: context.count_before(_TEXT_CHARS)])):
        if form is None:
            previous = None
            continue
        start, end = starts[index], ends[index]
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] < end:
            previous = None
            continue
        surface = _without(text[start:end], form.cut)
        out.append((form.stems, surface, index))
        if previous is not None and text[previous[0] : start] == " " and words[index][0] != "و":
            out.append(((previous[1], form.stems[0]), f"{previous[2]} {text[start:end]}", index))
        previous = (end, form.stems[0], surface)
    return out


class _Form(NamedTuple):
    """How a word is read as a phrase: its stem, and what is cut off its front."""

    stems: tuple[str]
    cut: str


@lru_cache(1 << 14)
def _form(folded: str) -> _Form | None:
    """Return how a folded word is read; None where it can be no phrase."""
    if not _content(folded):
        return None
    cut = _particle(folded)
    bare = _without(folded, cut)
    if bare != folded and not _content(bare):
        return None
    return _Form((light_stem(bare),), cut)


def _content(word: str) -> bool:
    return (
        len(word) > 2
        and "\u0620" <= word[0] <= "\u06d3"
        and word not in folded_words("stopwords.txt")
        and word not in SAYING
        and not is_nationality(word)
        and not verbal(word)
    )


def _particle(folded: str) -> str:
    """Return what is attached to a word: "", a letter, or ``لل``.

    It is told before the article, or where news show a word without it: لتسليح is taken for ل and
    تسليح because تسليح is far more frequent than a word لتسليح.
    """
    if folded[:3] in ("وال", "بال", "كال", "فال") and len(folded) > 5:
        return folded[0]
    if folded.startswith("لل") and len(folded) > 4:
        return "لل"
    if folded[0] in "وبل" and len(folded) > 4:
        whole, rest = rarity(light_stem(folded)), rarity(light_stem(folded[1:]))
        if rest < whole - _RARER:
            return folded[0]
    return ""


def _without(word: str, cut: str) -> str:
    """Return a word without an attached particle; ``لل`` leaves the article."""
    if cut == "لل":
        return "ا" + word[1:]
    return word[1:] if cut else word
