"""A story told in two to four sentences that its sources wrote, and its clearest headline.

Sentences come from the first ones of each article: news say what happened first. One is the better
the more of the story's words it holds, the more outlets say the same, and when it holds figures
that several give. This module chooses; what an article offers is known by
:mod:`mujaz.stories.telling`.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from mujaz.model import BriefSentence
from mujaz.stories.telling import Sentence, Telling
from mujaz.stories.vectors import rarity_of, unpack_terms

_MOST = 3
_MOST_LARGE = 4
#: From this many independent texts on, a brief may have four sentences.
_LARGE = 4
#: Share of shared terms from which two sentences say the same, and from which they support
#: each other.
_SAME = 0.45
_SUPPORTS = 0.3
#: Score lost by an opening that leans on what stood before, and by one that only goes on.
_LEANING_COSTS = 0.6
_GOING_ON_COSTS = 0.85
#: A further sentence must have this share of the lead's score.
_FLOOR = 0.3
#: What the place of a sentence in its article is worth.
_PLACES = (1.0, 0.88, 0.78, 0.7, 0.64, 0.58, 0.54, 0.5)
#: What it is worth when all other outlets say the same.
_SUPPORT = 0.6
#: A brief opens with one of the first sentences of its article.
_OPENS = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence, the index of its article, and its terms, also as bits of one integer.

    Whether sentences say the same is asked for many pairs of them; bits answer it fastest.
    """

    article: int
    sentence: Sentence
    terms: memoryview
    bits: int


def brief(articles: Sequence[Telling], agreed: Collection[float] = ()) -> tuple[BriefSentence, ...]:
    """Return two to four sentences of a story's articles, the lead first.

    A story whose texts hold no whole sentence gets the first line that there is.

    Args:
        articles: what independent articles offer, in published order.
        agreed: values of figures that several articles give.
    """
    found = _candidates(articles)
    if not found:
        return _first_line(articles)
    weights = _story_weights(articles)
    values = {f"{value:g}" for value in agreed}
    ranked = _ranked(found, [_score(one, weights, values) for one in found], len(articles))
    passed: list[tuple[float, _Candidate]] = []
    for pair in ranked:
        passed.append(pair)
        if _opens(pair[1]):
            break
    best, lead = passed[-1] if _opens(passed[-1][1]) else passed[0]
    chosen = [lead]
    most = _MOST_LARGE if len(articles) >= _LARGE else _MOST
    for score, one in chain(passed, ranked):
        if len(chosen) == most or score < _FLOOR * best:
            break
        if not any(_overlap(one, other) >= _sameness(one, other) for other in chosen):
            chosen.append(one)
    rest = sorted(chosen[1:], key=lambda one: (one.sentence.place, one.article))
    return tuple(_sentence(articles, one) for one in (lead, *rest))


def _opens(one: _Candidate) -> bool:
    """Whether a sentence can open a brief."""
    return not one.sentence.leaning and one.sentence.place < _OPENS


def _candidates(articles: Sequence[Telling]) -> list[_Candidate]:
    bit_of: dict[int, int] = {}
    found = []
    for index, article in enumerate(articles):
        for sentence in article.sentences:
            bits = 0
            terms = unpack_terms(sentence.terms)
            for term in terms:
                bits |= 1 << bit_of.setdefault(term, len(bit_of))
            found.append(_Candidate(index, sentence, terms, bits))
    return found


def _story_weights(articles: Sequence[Telling]) -> Mapping[int, float]:
    """Term → weight in the story: how many articles lead with it, more in titles, times rarity."""
    held: dict[int, float] = {}
    for article in articles:
        for term in unpack_terms(article.lead_terms):
            held[term] = held.get(term, 0.0) + 1.0
        for term in unpack_terms(article.title_terms):
            held[term] = held.get(term, 0.0) + 2.0
    count = len(articles)
    return {
        term: (weight / count) * rarity_of(term)
        for term, weight in held.items()
        if count < 3 or weight > 1.0
    }


def _ranked(
    found: Sequence[_Candidate], scores: Sequence[_Score], articles: int
) -> Iterator[tuple[float, _Candidate]]:
    """Yield (score, sentence), best first.

    How many outlets support a sentence takes a comparison with all others, so it is looked up only
    for those that could be next: the others score less even with full support.
    """
    waiting = [(-score.supported(1.0), False, at) for at, score in enumerate(scores)]
    heapq.heapify(waiting)
    while waiting:
        score, exact, at = heapq.heappop(waiting)
        if exact:
            yield -score, found[at]
        else:
            support = len(_supporters(found[at], found)) / max(1, articles - 1)
            heapq.heappush(waiting, (-scores[at].supported(support), True, at))


def _supporters(one: _Candidate, found: Sequence[_Candidate]) -> set[int]:
    """Return the other articles that say much the same."""
    supporters = {one.article}
    for other in found:
        if other.article not in supporters and _overlap(one, other) >= _SUPPORTS:
            supporters.add(other.article)
    return supporters - {one.article}


class _Score(NamedTuple):
    """What a sentence is worth by itself, and what its figures add."""

    base: float
    figures: float

    def supported(self, support: float) -> float:
        """Return the score where this share of the other articles says the same."""
        return self.base * (1.0 + _SUPPORT * support + self.figures)


def _score(found: _Candidate, weights: Mapping[int, float], agreed: Collection[str]) -> _Score:
    """Weigh a sentence by itself: centrality, place, figures; pronouns cost."""
    one = found.sentence
    central = sum(weights.get(term, 0.0) for term in found.terms) / (8 + len(found.terms))
    cost = _LEANING_COSTS if one.leaning else _GOING_ON_COSTS if one.going_on else 1.0
    told = sum(figure in agreed for figure in one.figures)
    figures = 0.3 * min(2, len(one.figures)) + 0.2 * min(2, told)
    return _Score(central * _PLACES[one.place] * cost, figures)


def _overlap(one: _Candidate, other: _Candidate) -> float:
    shorter = min(len(one.terms), len(other.terms)) or 1
    return (one.bits & other.bits).bit_count() / shorter


def _sameness(one: _Candidate, chosen: _Candidate) -> float:
    """Return the overlap from which a sentence only repeats one that was chosen."""
    return _SAME + 0.2 if one.sentence.figures - chosen.sentence.figures else _SAME


def _sentence(articles: Sequence[Telling], one: _Candidate) -> BriefSentence:
    sentence = one.sentence
    end = sentence.start + len(sentence.text)
    return BriefSentence(sentence.text, articles[one.article].article, sentence.start, end)


def _first_line(articles: Sequence[Telling]) -> tuple[BriefSentence, ...]:
    """The longest of the first lines, for stories whose texts hold no whole sentence."""
    lines = [article.longest for article in articles if article.longest is not None]
    return (max(lines, key=lambda line: len(line.text)),) if lines else ()


def headline(articles: Sequence[Telling]) -> str:
    """Return the clearest headline: central to all, of good length, no teaser and no question.

    Args:
        articles: what independent articles offer, in published order, at least one.
    """
    weights = _story_weights(articles)

    def clarity(article: Telling) -> float:
        own = unpack_terms(article.title_terms)
        central = sum(weights.get(term, 0.0) for term in own) / (4 + len(own))
        return central * article.clear

    best = max(enumerate(articles), key=lambda pair: (clarity(pair[1]), -pair[0]))
    return best[1].title
