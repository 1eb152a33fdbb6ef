"""Where a text answers to a query: the ranges to mark, and a piece of the text around them.

Everything works on folded words; ranges are those of the unfolded text. Which articles answer is
the store's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mujaz.query.model import Words
from mujaz.text.fold import fold, fold_map

#: Attached particles of folded words: and, so, in, to, like; and the article with each of them.
_PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_WITH_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال")
#: Words shorter than this keep every letter: what looks like a particle is mostly none.
_SHORTEST_STEM = 3
_MOST = 2000
"""Hits of one text that are told: more would be the whole text."""

Range = tuple[int, int]


@lru_cache(1024)
def word_forms(word: str) -> tuple[str, ...]:
    """Return the forms in which a folded word may stand in a text, the word itself first."""
    bare = word
    for prefix in sorted(_WITH_ARTICLE, key=len, reverse=True):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            bare = word[len(prefix) :]
            break
    if len(bare) < _SHORTEST_STEM or not "\u0621" <= bare[0] <= "\u064a":
        return (word,)
    forms = [word, bare]
    forms += [particle + bare for particle in _PARTICLES]
    forms += [article + bare for article in _WITH_ARTICLE]
    return tuple(dict.fromkeys(forms))


@lru_cache(256)
def _pattern(words: tuple[Words, ...]) -> re.Pattern[str] | None:
    """Return a pattern that finds the words in folded text."""
    choices: list[str] = []
    for one in words:
        if one.kind == "phrase":
            choices.append(r"\W+".join(map(re.escape, one.words)) + r"\b")
        elif one.kind == "prefix":
            choices.append(re.escape(one.words[0]) + r"\w*")
        else:
            forms = sorted(word_forms(one.words[0]), key=len, reverse=True)
            choices.append(f"(?:{'|'.join(map(re.escape, forms))})" + r"\b")
    return re.compile(r"\b(?:" + "|".join(choices) + ")") if choices else None


def hits(text: str, words: Sequence[Words], *, title: bool = False) -> list[Range]:
    """Return the ranges of a text in which the words of a query stand, in order.

    Args:
        text: unfolded text, an article's or a headline.
        words: what is looked for, :attr:`mujaz.query.Query.words`.
        title: the text is a headline: words that are wanted only there count too.
    """
    pattern = _pattern(_wanted(words, title=title))
    if pattern is None or pattern.search(fold(text)) is None:
        return []
    folded = fold_map(text)
    found: list[Range] = []
    for match in pattern.finditer(folded.text):
        start, end = folded.span(*match.span())
        if not found or start >= found[-1][1]:
            found.append((start, end))
        if len(found) == _MOST:
            break
    return found


def _wanted(words: Iterable[Words], *, title: bool) -> tuple[Words, ...]:
    return tuple(one for one in words if not one.negated and (title or not one.title))


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text in one line, and the ranges of it that answer to a query."""

    text: str
    marks: tuple[Range, ...]


def snippet(text: str, words: Sequence[Words], length: int = 160) -> Snippet | None:
    """Return the piece of a text that holds most of a query's words; None where it holds none.

    Args:
        text: the article's text.
        words: what is looked for.
        length: about how many characters the piece may have; it is cut between words, and a cut
            is shown by an ellipsis.
    """
    pattern = _pattern(_wanted(words, title=False))
    if pattern is None:
        return None
    best: tuple[int, str] | None = None
    for line in _lines(text):
        score = len({match.group() for match in pattern.finditer(fold(line))})
        if score and (best is None or score > best[0]):
            best = (score, line)
    if best is None:
        return None
    return _cut(best[1], hits(best[1], words), length)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, endless ones in pieces."""
    for line in text.split("\n"):
        for start in range(0, len(line), 20_000):
            yield line[start : start + 20_000]


def _cut(line: str, found: list[Range], length: int) -> Snippet:
    """Cut a line around the place where most of its hits stand together."""
    first = max(found, key=lambda one: sum(one[0] <= s < one[0] + length // 2 for s, _end in found))
    start = max(0, first[0] - length // 3)
    if len(line) - start < length:
        start = max(0, len(line) - length)
    end = min(len(line), start + length)
    if start:
        gap = line.find(" ", start, first[0])
        start = gap + 1 if gap >= 0 else start
    if end < len(line):
        gap = line.rfind(" ", first[1], end)
        end = gap if gap >= 0 else end
    head, tail = "… " * bool(start), " …" * (end < len(line))
    shift = len(head) - start
    marks = tuple((s + shift, min(e, end) + shift) for s, e in found if start <= s < end)
    return Snippet(head + line[start:end] + tail, marks)
