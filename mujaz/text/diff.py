"""What changed from one text to another, word by word.

Paragraphs are compared first, then the words of those that differ, by the greedy algorithm of Myers
(1986, "An O(ND) Difference Algorithm and Its Variations"). Its work grows with the differences, so
these are bounded: what differs more than that is told as replaced altogether. This module knows
words and paragraphs; how changes are shown is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Kind = Literal["same", "removed", "added"]

#: A newline belongs to the paragraph that it begins: one more at the end is one more, no change.
_PARAGRAPH = re.compile(r"(?=\n)")
_TOKEN = re.compile(r"\n|[^\S\n]+|(?:\w|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670])+|.")
#: Paragraphs, and words of a paragraph, that may differ before all of it counts as replaced.
_PARAGRAPHS = 200
_WORDS = 400
#: Pairs of changed paragraphs that are weighed.
_PAIRS = 900
#: Characters of a paragraph that are looked at word by word.
_LONGEST = 40_000
#: What stays must be this share of the shorter text, or a reader sees scraps instead of a change.
_SHARED = 0.3
#: What stands around a stretch where no other mark can: as in wdiff, legible without a colour.
MARKS: Final[Mapping[Kind, tuple[str, str]]] = MappingProxyType(
    {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
)
Match = tuple[int, int, int]
"""Where equal tokens begin in both sequences, and how many there are."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that stayed, went or came.

    The stretches that stayed or went make up the old text, those that stayed or came the new one.
    """

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """Return how the new text came out of the old one; at each place what went before what came.

    Args:
        old: the earlier text, a newline between two paragraphs.
        new: the later text.
    """
    before, after = _PARAGRAPH.split(old), _PARAGRAPH.split(new)
    parts: list[Change] = []
    for start, end, first, last, same in _stretches(before, after, _PARAGRAPHS):
        if same:
            parts.append(Change("same", "".join(before[start:end])))
            continue
        for one, other in _paired(before[start:end], after[first:last]):
            parts += _in_paragraphs(one, other)
    return tuple(_joined(parts))


def changed_paragraphs(changes: Iterable[Change]) -> list[list[Change]]:
    """Return the paragraphs in which something changed, each as its stretches."""
    paragraphs: list[list[Change]] = [[]]
    for change in changes:
        for place, part in enumerate(change.text.split("\n")):
            if place:
                paragraphs.append([])
            if part:
                paragraphs[-1].append(Change(change.kind, part))
    return [one for one in paragraphs if any(part.kind != "same" for part in one)]


def in_marks(changes: Iterable[Change]) -> str:
    """Return stretches as one text: what went as ``[-…-]``, what came as ``{+…+}``."""
    return "".join(one.text.join(MARKS[one.kind]) for one in changes)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield paragraphs with those that they became, in order; "" where there is no such one.

    The pairs are those that have most words in common altogether; many paragraphs are one pair.
    """
    if len(old) * len(new) > _PAIRS:
        yield "".join(old), "".join(new)
        return
    bags = [Counter(_TOKEN.findall(one)) for one in old]
    others = [Counter(_TOKEN.findall(one)) for one in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for x in range(len(old) - 1, -1, -1):
        for y in range(len(new) - 1, -1, -1):
            likeness = _likeness(bags[x], others[y])
            paired = likeness + best[x + 1][y + 1] if likeness else 0.0
            best[x][y] = max(best[x + 1][y], best[x][y + 1], paired)
    x = y = 0
    while x < len(old) and y < len(new):
        if best[x][y] == best[x + 1][y]:
            yield old[x], ""
            x += 1
        elif best[x][y] == best[x][y + 1]:
            yield "", new[y]
            y += 1
        else:
            yield old[x], new[y]
            x, y = x + 1, y + 1
    yield from ((one, "") for one in old[x:])
    yield from (("", one) for one in new[y:])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two paragraphs have in common; 0 where it is too small."""
    words = [sum(n for token, n in bag.items() if token[0].isalnum()) for bag in (one, other)]
    common = sum(n for token, n in (one & other).items() if token[0].isalnum())
    share = 2 * common / (sum(words) or 1)
    return share if share >= _SHARED else 0.0


def _in_paragraphs(old: str, new: str) -> list[Change]:
    """Compare paragraphs that are not the same, word by word where they have enough in common."""
    whole = [Change("removed", old), Change("added", new)]
    if not old or not new or max(len(old), len(new)) > _LONGEST:
        return [one for one in whole if one.text]
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[Change] = []
    kept = 0
    for start, end, first, last, same in _stretches(before, after, _WORDS):
        one, other = "".join(before[start:end]), "".join(after[first:last])
        if same:
            kept += len(one)
            parts.append(Change("same", one))
        else:
            parts += [Change("removed", one), Change("added", other)]
    return parts if kept >= _SHARED * min(len(old), len(new)) else whole


def _joined(parts: Sequence[Change]) -> Iterator[Change]:
    """Join stretches: a blank or a comma alone between two changes belongs to the change."""
    removed = added = ""
    for place, part in enumerate(parts):
        if part.kind == "removed":
            removed += part.text
        elif part.kind == "added":
            added += part.text
        elif (removed or added) and _is_gap(part.text) and _goes_on(parts[place + 1 :]):
            removed += part.text
            added += part.text
        else:
            yield from _change(removed, added)
            removed = added = ""
            if part.text:
                yield part
    yield from _change(removed, added)


def _is_gap(text: str) -> bool:
    return len(text) <= 2 and "\n" not in text and not any(char.isalnum() for char in text)


def _goes_on(parts: Sequence[Change]) -> bool:
    """Whether the next stretch is a change of the same paragraph."""
    following = next((part for part in parts[:2] if part.text), None)
    return following is not None and following.kind != "same" and following.text[0] != "\n"


def _change(removed: str, added: str) -> Iterator[Change]:
    if removed:
        yield Change("removed", removed)
    if added:
        yield Change("added", added)


def _stretches(
    old: Sequence[str], new: Sequence[str], most: int
) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield (start, end in old, start, end in new, whether equal), covering both sequences."""
    at = other = 0
    for start, first, count in (*_matches(old, new, most), (len(old), len(new), 0)):
        if start > at or first > other:
            yield at, start, other, first, False
        if count:
            yield start, start + count, first, first + count, True
        at, other = start + count, first + count


def _matches(old: Sequence[str], new: Sequence[str], most: int) -> list[Match]:
    """Return the equal stretches of two sequences: common ends, and Myers between them."""
    head = 0
    shorter = min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _myers(old[head : len(old) - tail], new[head : len(new) - tail], most)
    found = [(0, 0, head)] if head else []
    found += [(x + head, y + head, count) for x, y, count in middle]
    if tail:
        found.append((len(old) - tail, len(new) - tail, tail))
    return found


def _myers(old: Sequence[str], new: Sequence[str], most: int) -> list[Match]:
    """Return the equal stretches of a shortest edit script; none where it has over ``most`` steps."""
    ends = {1: 0}
    trace: list[dict[int, int]] = []
    for step in range(min(most, len(old) + len(new)) + 1):
        trace.append(ends)
        ends = dict(ends)
        for diagonal in range(-step, step + 1, 2):
            x = _furthest(ends, diagonal, step)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            ends[diagonal] = x
            if x >= len(old) and y >= len(new):
                return _way_back(trace, len(old), len(new))
    return []


def _furthest(ends: dict[int, int], diagonal: int, step: int) -> int:
    """Return where a path enters a diagonal: from above (something came) or the left (it went)."""
    left, above = ends.get(diagonal - 1, -1), ends.get(diagonal + 1, -1)
    comes = diagonal == -step or (diagonal != step and left < above)
    return above if comes else left + 1


def _way_back(trace: list[dict[int, int]], x: int, y: int) -> list[Match]:
    """Return the equal stretches along the path that was found, in order."""
    found: list[Match] = []
    for step in range(len(trace) - 1, -1, -1):
        ends, diagonal = trace[step], x - y
        start = _furthest(ends, diagonal, step)
        if x > start:
            found.append((start, start - diagonal, x - start))
        came = start == ends.get(diagonal + 1, -1) and (
            diagonal == -step
            or (diagonal != step and ends.get(diagonal - 1, -1) < ends.get(diagonal + 1, -1))
        )
        x, y = (start, start - diagonal - 1) if came else (start - 1, start - diagonal)
    return found[::-1]
