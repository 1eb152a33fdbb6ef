"""Reading the lists of facts in ``mujaz/data``: one entry a line, ``#`` begins a comment line.

This module knows the form of the files and nothing of what they say.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mujaz.text.fold import fold


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of a list, comments and empty lines left out.

    Args:
        name: the file's name in ``mujaz/data``, such as ``places.txt``.
    """
    text = files("mujaz").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def folded_words(name: str) -> frozenset[str]:
    """Return all white-space separated words of a list, folded."""
    return frozenset(fold(word) for line in lines(name) for word in line.split())


def word_set(text: str) -> frozenset[str]:
    """Return the white-space separated words of ``text``, folded."""
    return frozenset(map(fold, text.split()))
