"""How well the name of an outlet answers to what somebody typed: SQL's ``name_rank``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mujaz.text import fold


def name_rank(name: str, wanted: str) -> int:
    """Return how well an outlet's name answers to a folded name: 2 the same, 1 words of it, 0 not.

    Words count from their beginning; the article is no part of them.
    """
    words = [word.removeprefix("ال") for word in fold(name).split()]
    asked = [word.removeprefix("ال") for word in wanted.split()]
    if words == asked:
        return 2
    return int(any(_begins(words[at:], asked) for at in range(len(words))))


def _begins(words: Sequence[str], asked: Sequence[str]) -> bool:
    """Tell whether words begin with those that are asked for, the last one perhaps cut short."""
    if not asked or len(words) < len(asked):
        return False
    whole: Iterable[tuple[str, str]] = zip(words, asked[:-1], strict=False)
    return all(a == b for a, b in whole) and words[len(asked) - 1].startswith(asked[-1])
