"""What the user's corrections make of a tag: plain rules, applied wherever tags are written or read.

Corrections are a log in the order they were made. Each bears on a tag as it was shown at that
moment: after «A → B», renaming B renames what was A, too. How rows are kept is
:mod:`mujaz.store.tags`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mujaz.kept import TagEdit
from mujaz.model import Tag
from mujaz.text import fold

Names = Mapping[str, str | None]
"""Folded name as worked out → the name to show, None where the tag is hidden."""


def names_after(edits: Iterable[TagEdit]) -> dict[str, str | None]:
    """Return what the corrections that concern all articles make of the names that they touch."""
    names: dict[str, str | None] = {}
    for edit in edits:
        if edit.article is not None:
            continue
        old = fold(edit.name)
        target = None if edit.kind == "hide" else edit.target
        for given, shown in list(names.items()):
            if shown is not None and fold(shown) == old:
                names[given] = target
        if old not in names or names[old] is None:
            names[old] = target
        if target is not None and names.get(fold(target), target) is None:
            # a tag that was hidden is wanted again as the name of another
            names[fold(target)] = target
    return names


def shown_as(name: str, names: Names) -> str | None:
    """Return the name that is shown for a worked-out name; None where it is hidden."""
    return names.get(fold(name), name)


def corrected(tags: Sequence[Tag], names: Names) -> list[Tag]:
    """Return tags as they are shown, those of one name in one place.

    The counts of tags that became one are not added up: an article may carry both. The larger one
    stands until somebody counts.
    """
    kept: dict[str, Tag] = {}
    for tag in tags:
        shown = shown_as(tag.name, names)
        if shown is None:
            continue
        key = fold(shown)
        known = kept.get(key)
        if known is None:
            kept[key] = replace(tag, name=shown)
        elif tag.count > known.count:
            kept[key] = replace(known, count=tag.count)
    return list(kept.values())


def taken_off(edits: Iterable[TagEdit], names: Names) -> dict[str, set[str]]:
    """Return article → folded names of the tags that were taken off it, worked-out and shown ones."""
    off: dict[str, set[str]] = {}
    for edit in edits:
        if edit.kind == "untag" and edit.article is not None:
            folded = off.setdefault(edit.article, set())
            folded.add(fold(edit.name))
            shown = shown_as(edit.name, names)
            if shown is not None:
                folded.add(fold(shown))
    return off
