"""Telling stories anew whose articles have changed, from analyses that are kept for a while.

A growing story is told again with each batch; its articles are analysed once. This module knows
which articles of a story are looked at and where their texts come from.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from mujaz.model import Digested
from mujaz.pipeline.analysing import Analyser
from mujaz.store.protocol import Store
from mujaz.stories.analysis import Analysis
from mujaz.stories.describe import describe

#: Members of a story whose texts are looked at; more than that tell a reader nothing new.
MEMBERS = 80
#: Analyses kept, the latest used: about 20 kB each.
_KEPT = 1200


class Describer:
    """Tells stories by their articles.

    Args:
        store: where articles and tags are.
        analyser: reads articles whose analysis is not kept.
    """

    def __init__(self, store: Store, analyser: Analyser) -> None:
        self._store = store
        self._analyser = analyser
        self._kept: OrderedDict[str, Analysis] = OrderedDict()

    def learn(self, analyses: Iterable[Analysis]) -> None:
        """Keep analyses that will soon be asked for."""
        for one in analyses:
            self._kept[one.article] = one
            self._kept.move_to_end(one.article)

    def describe(self, stories: Mapping[str, Sequence[str]]) -> dict[str, Digested]:
        """Return per story what is told of it.

        Args:
            stories: story id → its articles in published order, at least one.
        """
        shown = {story: _shown(articles) for story, articles in stories.items()}
        self._read(one for articles in shown.values() for one in articles)
        told = {story: self._told(articles) for story, articles in shown.items()}
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return told

    def _read(self, wanted: Iterable[str]) -> None:
        """Analyse those of the articles whose analysis is not kept."""
        missing = []
        for one in dict.fromkeys(wanted):
            if one in self._kept:
                self._kept.move_to_end(one)
            else:
                missing.append(one)
        articles = list(self._store.articles_of(missing))
        self.learn(self._analyser.finish(self._analyser.start(articles)))

    def _told(self, articles: Sequence[str]) -> Digested:
        found = [self._kept[one] for one in articles if one in self._kept]
        return describe(found, self._store.given_tags(articles))


def _shown(ids: Sequence[str]) -> Sequence[str]:
    """Return the first and the latest members of a very large story."""
    first = MEMBERS // 4
    return ids if len(ids) <= MEMBERS else (*ids[:first], *ids[first - MEMBERS :])
