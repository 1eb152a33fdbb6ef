"""What the second line of a list's row says: origin, age, how many tell it, marks in words.

Each part has a long and shorter forms. Where a line is too narrow for the long ones, the least
telling parts are shortened first; the marks stay to the last. Nothing is said by colour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from mujaz.i18n import _, ngettext
from mujaz.model import ArticleSummary, StorySummary
from mujaz.text import layout
from tui import phrases
from tui.direction import interface_base

Forms = tuple[str, ...]
"""The forms of one part, the longest first."""
SEPARATOR = " · "
HOURS = 12
"""Hours for which an age is told in hours; what is older is told by its time or date."""
PINNED = "↑"
"""Short sign of a story that stands above the others."""
UNFOLDED, FOLDED = "▾", "◂"
"""Signs of a story with several articles; the second one points where they come from."""

_HEADING = re.compile(r"\W*(?:عاجل|breaking)\b", re.IGNORECASE)
_APART = re.compile(r"#عاجل\b|[|:\-–—(\[]\s*عاجل\s*(?:$|[|:\-–—!)\]])|\bعاجل\s*[|:]")


def is_breaking(title: str) -> bool:
    """Tell whether a headline calls itself breaking news.

    The word must head it or stand apart: "an urgent call" is written with the same word.
    """
    return bool(_HEADING.match(title) or _APART.search(title))


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago something was, or its time or date where that is long ago."""
    minutes = int((now - moment).total_seconds() // 60)
    if not 0 <= minutes < HOURS * 60:
        return phrases.short_time(moment, now)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    hours = minutes // 60
    return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)


def second_line(
    one: StorySummary | ArticleSummary, now: datetime, room: int, *, unfolded: bool
) -> str:
    """Return the line below a headline.

    Args:
        one: the row.
        now: the present moment.
        room: cells of the line.
        unfolded: the articles of the story stand below it.
    """
    when = one.last if isinstance(one, StorySummary) else one.published
    parts: list[tuple[int, Forms]] = []
    if is_breaking(one.title):
        parts.append((9, (_("breaking"),)))
    parts.append((2, _names(one.source)))
    parts.append(
        (1, (phrases.isolated(age(when, now)), phrases.isolated(phrases.short_time(when, now))))
    )
    if isinstance(one, StorySummary):
        if one.pinned:
            parts.append((7, (_("pinned"), PINNED)))
        if one.size > 1:
            parts.append((4, _sources(one, UNFOLDED if unfolded else FOLDED)))
        if one.sources > 1 and one.independent <= 1:
            parts.append((3, (_("wire copy"), _("copy"))))
        if one.differs:
            parts.append((5, (_("figures differ"), "≠")))
    else:
        if one.wire_of:
            parts.append((3, (_("wire copy"), _("copy"))))
        if one.muted:
            parts.append((6, (_("muted"),)))
    return _fit(parts, room)


def _names(source: str) -> Forms:
    """Return the forms of an outlet's name: whole, and shortened."""
    short = tuple(source[:n].rstrip() + "…" for n in (16, 10) if len(source) > n + 1)
    return tuple(phrases.isolated(name) for name in (source, *short))


def _sources(story: StorySummary, sign: str) -> Forms:
    """Return the forms of how many tell a story."""
    told = phrases.sources(story.sources, story.independent)
    count = story.independent
    own = ngettext("{n} independent", "{n} independent", count).format(n=count)
    if story.independent >= story.sources:
        return (f"{sign} {told}", f"{sign} {story.sources}")
    return (f"{sign} {told}", f"{sign} {own}", f"{sign} {story.independent}")


def _fit(parts: Sequence[tuple[int, Forms]], room: int) -> str:
    """Join parts, shortening those of the lowest rank first until they fit.

    What the last shortening left over goes back to the parts of the highest rank. What does not
    fit even so is left to be cut at the end of the line.
    """
    base = interface_base()
    chosen = [0] * len(parts)

    def joined() -> str:
        texts = (forms[n] for (_rank, forms), n in zip(parts, chosen, strict=True))
        return SEPARATOR.join(texts)

    def fits() -> bool:
        return len(layout(joined(), room, base)) == 1

    order = sorted(range(len(parts)), key=lambda i: parts[i][0])
    while not fits():
        longer = next((i for i in order if chosen[i] < len(parts[i][1]) - 1), None)
        if longer is None:
            return joined()
        chosen[longer] += 1
    for i in reversed(order):
        while chosen[i]:
            chosen[i] -= 1
            if not fits():
                chosen[i] += 1
                break
    return joined()
