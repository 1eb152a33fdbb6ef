"""What a story tells that an earlier one, which it follows, did not.

Nothing is written anew: sentences of the story's brief, and its figures beside those of the earlier
story. This module knows two stories as they were described; how they came to follow each other is
known to :mod:`mujaz.stories.thread`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mujaz.model import BriefSentence, FigureRow, FigureValue, Story
from mujaz.text import light_stem, tokens

#: A sentence is new while at most this share of its terms stands in what was told before.
_KNOWN = 0.5
_LEAST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """A toll (killed, hurt, held) that both stories tell of, with another number in the later one.

    Attributes:
        row: the later story's row.
        before: the earlier story's last value.
        now: the later story's last value.
    """

    row: FigureRow
    before: FigureValue
    now: FigureValue


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new in a story since an earlier one; either part may be empty."""

    sentences: tuple[BriefSentence, ...] = ()
    figures: tuple[Moved, ...] = ()


def new_since(story: Story, earlier: Story) -> Fresh:
    """Return what ``story`` tells that ``earlier`` did not.

    Args:
        story: the later story.
        earlier: a story that it follows.
    """
    told = _terms(
        [earlier.title, *(one.title for one in earlier.articles)]
        + [sentence.text for sentence in earlier.brief]
        + [value.sentence for row in earlier.figures for value in row.values]
    )
    sentences = tuple(one for one in story.brief if _is_new(_terms([one.text]), told))
    return Fresh(sentences, tuple(_moved(story, earlier)))


def _terms(texts: Iterable[str]) -> set[str]:
    """Return the light stems of the words that carry meaning, and the numbers."""
    from mujaz.stories.facts import folded_words

    empty = folded_words("stopwords.txt")
    return {light_stem(word) for text in texts for word in tokens(text) if word not in empty}


def _is_new(terms: set[str], told: set[str]) -> bool:
    return len(terms) >= _LEAST_TERMS and len(terms & told) <= _KNOWN * len(terms)


def _moved(story: Story, earlier: Story) -> Iterator[Moved]:
    """Yield the tolls whose last values differ; equal words for other things mislead (a prize)."""
    # what compares figures is much to load, and most stories follow none
    from mujaz.stories.align import apart
    from mujaz.stories.quantities import is_toll

    before = {_key(row): row for row in reversed(earlier.figures)}
    for row in story.figures:
        old = before.get(_key(row)) if is_toll(_key(row)) else None
        if old is None or apart(old.window, row.window):
            continue
        one, other = _last(old, earlier), _last(row, story)
        if one and other and (one.value, one.modifier) != (other.value, other.modifier):
            known = {value.value for value in old.values}
            if other.value not in known:
                yield Moved(row, one, other)


def _key(row: FigureRow) -> tuple[str, str, str]:
    return row.kind, row.unit or "", row.what


def _last(row: FigureRow, story: Story) -> FigureValue | None:
    """Return the value of the story's latest article that gives a number."""
    order = {article.id: place for place, article in enumerate(story.articles)}
    known = [value for value in row.values if value.value is not None]
    return max(known, key=lambda value: order.get(value.article, -1), default=None)
