"""Known names and their other spellings, found in a run of folded words.

This module knows the lists of places, organisations and persons in ``mujaz/data`` and how a
particle is attached to a name's first word. It doesn't know names that no list holds; those are
found by :mod:`mujaz.stories.names`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mujaz.model import TagKind
from mujaz.stories.facts import lines
from mujaz.text.words import tokens

_FILES: tuple[tuple[str, TagKind], ...] = (
    ("persons.txt", "person"),
    ("organisations.txt", "organisation"),
    ("places.txt", "place"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that a list names: its canonical name and kind.

    ``plain`` is False where other spellings lead to it too, or where it has several words.
    """

    name: str
    kind: TagKind
    plain: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A known name at ``words[at : at + count]``.

    ``cut`` letters of the first word are attached particles.
    """

    count: int
    known: Known
    cut: int


#: First folded word → the entries that begin with it, longest first.
_Table = dict[str, list[tuple[tuple[str, ...], Known]]]


def _table(rows: Sequence[tuple[TagKind, tuple[str, ...]]]) -> _Table:
    table: _Table = {}
    for kind, names in rows:
        known = Known(names[0], kind, len(names) == 1 and " " not in names[0])
        for name in names:
            words = tuple(tokens(name))
            if words:
                table.setdefault(words[0], []).append((words[1:], known))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _shipped() -> _Table:
    rows = [
        (kind, tuple(part.strip() for part in line.split("|")))
        for file, kind in _FILES
        for line in lines(file)
    ]
    return _table(rows)


@cache
def canonical() -> Mapping[str, Known]:
    """Return folded full name → known thing, for names that were found in another way."""
    return {
        " ".join((first, *rest)): known
        for first, entries in _shipped().items()
        for rest, known in entries
    }


def find(words: Sequence[str], at: int) -> Found | None:
    """Return the longest known name that begins at ``words[at]``.

    A particle (و ف ب ل ك, also two of them) may be attached to the first word, and ``لل`` stands
    for ``ل`` and the article.

    Args:
        words: folded words of one text.
        at: index of the first word.
    """
    for rest, found in _begun_by(words[at]):
        if not rest or tuple(words[at + 1 : at + found.count]) == rest:
            return found
    return None


def find_all(words: Sequence[str]) -> dict[int, Found]:
    """Return word index → what :func:`find` finds there, for all words where it finds a name."""
    begun = _begun_by
    return {
        at: found
        for at, word in enumerate(words)
        if begun(word) and (found := find(words, at)) is not None
    }


@lru_cache(1 << 14)
def _begun_by(word: str) -> tuple[tuple[tuple[str, ...], Found], ...]:
    """Return what names may begin with a folded word: (further words, the name)."""
    table = _shipped()
    return tuple(
        (rest, Found(1 + len(rest), known, cut))
        for cut, first in _without_particles(word)
        for rest, known in table.get(first, ())
        # وقم، بصور، كليون … are more often other words
        if not cut or rest or len(first) > 3 or first.startswith("ال")
    )


def _without_particles(word: str) -> list[tuple[int, str]]:
    forms = [(0, word)]
    if len(word) < 4:
        return forms
    head = word[0]
    if head in "وفبلك":
        forms.append((1, word[1:]))
        if word.startswith("لل"):
            forms.append((1, "ا" + word[1:]))
        if head in "وف" and word[1] in "بلك" and len(word) > 4:
            forms.append((2, word[2:]))
            if word[1:3] == "لل":
                forms.append((2, "ا" + word[2:]))
    return forms
