"""Who tells a story and who does not, by source and by the groups that the user has made, as blocks.

No verdict is given: a source that published at the time and told nothing of the story is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mujaz.i18n import _
from mujaz.model import Story
from mujaz.stories.coverage import voices
from tui.blocks import Block, Line, Target, closed, heading, shown

NAMES = 12
"""How many sources are named; the rest is counted."""
LABEL = 14


def coverage_blocks(
    story: Story, silent: Sequence[str], groups: Mapping[str, Sequence[str]]
) -> list[Block]:
    """Return who tells the story and who does not; nothing where there is nobody to compare."""
    telling = list(dict.fromkeys(one.source for one in story.articles))
    if not silent and not groups:
        return []
    blocks = [heading(_("Coverage"))]
    for group in voices(telling, silent, groups):
        if group.name:
            total = len(group.telling) + len(group.silent)
            told = _("{n} of {total}").format(n=len(group.telling), total=total)
            line = Line().add(shown(group.name, 60), style="what", apart=True)
            blocks.append(
                line.add(" · ").add(told, style="number", apart=True).block("plain", after=0)
            )
        elif groups:
            blocks.append(
                Line().add(_("Sources of no group"), style="what").block("plain", after=0)
            )
        if group.telling and (group.name or groups):
            blocks.append(_names(_("tell it"), group.telling))
        if group.silent:
            blocks.append(_names(_("do not tell it"), group.silent))
    return closed(blocks)


def _names(label: str, sources: Sequence[str]) -> Block:
    """Return a row of sources behind a label."""
    line = Line().add(f"{label}: ", style="label")
    parts: list[tuple[str, str, Target | None]] = [
        (shown(source, 40), "outlet", Target("source", source)) for source in sources[:NAMES]
    ]
    line.join(parts, _(", "))
    if len(sources) > NAMES:
        line.add(_(" and {n} more").format(n=len(sources) - NAMES))
    return line.block("source", after=0)
