"""Who covers the stories of an edition and who does not, by the groups that the user has made.

Names outlets and gives no verdict. Knows the store's record of who published when; wording is the
renderers' business.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from digest.model import Coverage, EditionStory
from digest.plain import one_line
from digest.scope import Scoped
from digest.slots import Span
from mujaz.store.protocol import Store
from mujaz.stories.coverage import AROUND, voices

Groups = Mapping[str, Iterable[str]]


def covered(
    story: EditionStory,
    scoped: Scoped,
    store: Store,
    span: Span,
    groups: Groups,
    among: Container[str] | None,
) -> EditionStory:
    """Return a story with who tells it and who, having published within a day of it, does not.

    Args:
        story: the story as it is told.
        scoped: the same as it stood, with all of its articles.
        store: knows who published when; read only.
        span: what the edition covers; what was published after it is not known to it.
        groups: group → its outlets.
        among: outlets that may be named as silent; None for all.

    Raises:
        StoreError: the store cannot be read.
    """
    known = scoped.story
    telling = list(dict.fromkeys(article.source for article in known.articles))
    until = min(known.last + AROUND, span.end)
    active = sorted(store.active_sources(known.first - AROUND, until))
    silent = [one for one in active if one not in telling and (among is None or one in among)]
    found = tuple(
        Coverage(one_line(one.name, 60), _names(one.telling), _names(one.silent))
        for one in voices(telling, silent, groups)
    )
    return replace(story, coverage=found)


def _names(outlets: Iterable[str]) -> tuple[str, ...]:
    return tuple(one_line(outlet, 60) for outlet in outlets)
