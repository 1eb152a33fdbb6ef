"""A story told in two to four sentences that its sources wrote, and its clearest headline.

Sentences come from the first ones of each article: news say what happened first. One is the better
the more of the story's words it holds, the more outlets say the same, and when it holds figures
that several give. This module knows sentences and words; it changes none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mujaz.model import Article, BriefSentence
from mujaz.stories.vectors import rarity, terms
from mujaz.text.fold import fold
from mujaz.text.sentences import sentences
from mujaz.text.words import tokens

_FIRST = 8
_MOST = 3
_MOST_LARGE = 4
#: From this many independent texts on, a brief may have four sentences.
_LARGE = 4
_SHORTEST, _LONGEST = 8, 70
_TEXT_CHARS = 4000
#: Share of shared terms from which two sentences say the same.
_SAME = 0.45
_ENDS = re.compile("[.!؟…][\"'»”’›)\\]]*$")
_LATIN = re.compile("[A-Za-z]{2,}")
#: Score lost by an opening that leans on what stood before, and by one that only goes on.
_LEANING_COSTS = 0.6
_GOING_ON_COSTS = 0.85
#: A further sentence must have this share of the lead's score.
_FLOOR = 0.3
#: What the place of a sentence in its article is worth.
_PLACES = (1.0, 0.88, 0.78, 0.7, 0.64, 0.58, 0.54, 0.5)
#: Openings that lean on what stood before: pronouns and connectives.
_LEANING = re.compile(
    r"^[\"“«]?(?:هو|هي|هم|وهو|وهي|وهم|هذا|هذه|وهذا|وهذه|ذلك|وذلك|كما|لكن|ولكن|غير ان|ومع ذلك|"
    r"في المقابل|من جهته|من جهتها|من جانبه|من جانبها|وتابع|تابع|واضاف|واضافت|اضاف|اضافت|ايضا|بدوره|"
    r"بدورها|في سياق|وفي سياق|وتاتي|وياتي|يذكر ان|ويذكر)(?!\w)"
)
#: Openings that go on from what stood before, but name who speaks or acts.
_GOING_ON = re.compile(
    r"^(?:وكان|وكانت|وقد|ولفت|واشار|واشارت|وشدد|وقال|وقالت|واوضح|واوضحت|وذكر|وذكرت|واكد|واكدت|"
    r"واعتبر|وبحسب)(?!\w)"
)
_NOISE = re.compile(
    r"اقرا ايضا|شاهد ايضا|تابعونا|اضغط هنا|جميع الحقوق|ادعم|بريدك الالكتروني|للمزيد|اشترك"
)
_ASIDE = re.compile(r"(?:^|\n)[^\n]{0,90}(?:\n)\s*وفي سياق (?:اخر|آخر|متصل|منفصل)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: int
    start: int
    end: int
    place: int
    terms: frozenset[str]
    figures: frozenset[str]
    leaning: bool
    going_on: bool


def brief(articles: Sequence[Article], agreed: Collection[float] = ()) -> tuple[BriefSentence, ...]:
    """Return two to four sentences of a story's articles, the lead first.

    A story whose texts hold no whole sentence gets the first line that there is.

    Args:
        articles: independent articles in published order.
        agreed: values of figures that several articles give.
    """
    found = [one for index, article in enumerate(articles) for one in _candidates(index, article)]
    if not found:
        return _first_line(articles)
    weights = _story_weights(articles)
    values = {f"{value:g}" for value in agreed}
    scores = {one: _score(one, found, weights, values, len(articles)) for one in found}
    order = sorted(found, key=lambda one: (-scores[one], one.article, one.start))
    most = _MOST_LARGE if len(articles) >= _LARGE else _MOST
    lead = next((one for one in order if not one.leaning and one.place < 3), order[0])
    chosen = [lead]
    floor = _FLOOR * scores[lead]
    for one in order:
        if len(chosen) == most:
            break
        if scores[one] >= floor and not any(_same(one, other) for other in chosen):
            chosen.append(one)
    rest = sorted(chosen[1:], key=lambda one: (one.place, one.article, one.start))
    return tuple(_sentence(articles, one) for one in (lead, *rest))


def _candidates(index: int, article: Article) -> list[_Candidate]:
    text = article.text[:_TEXT_CHARS]
    aside = _ASIDE.search(text)
    if aside and aside.start() > 200:
        text = text[: aside.start()]
    title = fold(article.title).strip()
    found: list[_Candidate] = []
    for start, end in sentences(text):
        if len(found) == _FIRST:
            break
        sentence = text[start:end]
        folded = fold(sentence)
        words = tokens(sentence)
        if not _whole(sentence, folded, len(words)) or folded.strip(" .") == title:
            continue
        found.append(
            _Candidate(
                article=index,
                start=start,
                end=end,
                place=len(found),
                terms=frozenset(terms(sentence)),
                figures=frozenset(word for word in words if word[0].isdigit()),
                leaning=_LEANING.match(folded) is not None,
                going_on=_GOING_ON.match(folded) is not None,
            )
        )
    return found


def _whole(sentence: str, folded: str, words: int) -> bool:
    """Whether a sentence is one: ended, of sane length, Arabic, no residue, no caption."""
    if not _SHORTEST <= words <= _LONGEST or not _ENDS.search(sentence):
        return False
    if sentence.rstrip().endswith((":", "...")) or _NOISE.search(folded):
        return False
    return 3 * sum(map(len, _LATIN.findall(sentence))) < len(sentence)


def _story_weights(articles: Sequence[Article]) -> dict[str, float]:
    """Term → weight in the story: how many articles lead with it, more in titles, times rarity."""
    held: dict[str, float] = {}
    for article in articles:
        for term in set(terms(article.text[:900])):
            held[term] = held.get(term, 0.0) + 1.0
        for term in set(terms(article.title)):
            held[term] = held.get(term, 0.0) + 2.0
    count = len(articles)
    return {
        term: (weight / count) * rarity(term)
        for term, weight in held.items()
        if count < 3 or weight > 1.0
    }


def _score(
    one: _Candidate,
    found: Sequence[_Candidate],
    weights: dict[str, float],
    agreed: set[str],
    articles: int,
) -> float:
    """Weigh a sentence: centrality, place, outlets that say the same, figures; pronouns cost."""
    central = sum(weights.get(term, 0.0) for term in one.terms) / (8 + len(one.terms))
    place = _PLACES[one.place]
    others = {c.article for c in found if c.article != one.article and _overlap(one, c) >= 0.3}
    support = len(others) / max(1, articles - 1)
    figures = 0.3 * min(2, len(one.figures)) + 0.2 * min(2, len(one.figures & agreed))
    score = central * place * (1.0 + 0.6 * support + figures)
    return score * (_LEANING_COSTS if one.leaning else _GOING_ON_COSTS if one.going_on else 1.0)


def _overlap(one: _Candidate, other: _Candidate) -> float:
    shorter = min(len(one.terms), len(other.terms)) or 1
    return len(one.terms & other.terms) / shorter


def _same(one: _Candidate, other: _Candidate) -> bool:
    new = one.figures - other.figures
    return _overlap(one, other) >= (_SAME + 0.2 if new else _SAME)


def _sentence(articles: Sequence[Article], one: _Candidate) -> BriefSentence:
    article = articles[one.article]
    return BriefSentence(article.text[one.start : one.end], article.id, one.start, one.end)


def _first_line(articles: Sequence[Article]) -> tuple[BriefSentence, ...]:
    """The longest of the first lines, for stories whose texts hold no whole sentence."""
    best: BriefSentence | None = None
    for article in articles:
        for start, end in sentences(article.text[:_TEXT_CHARS])[:3]:
            line = article.text[start:end]
            if best is None or len(line) > len(best.text):
                best = BriefSentence(line, article.id, start, end)
    return (best,) if best is not None else ()


_TEASER = re.compile(r"^(?:بالفيديو|فيديو|شاهد|بالصور|صور|عاجل|خاص|تقرير|تحليل|مباشر|تغطيه)")


def headline(articles: Sequence[Article]) -> str:
    """Return the clearest headline: central to all, of good length, no teaser and no question.

    Args:
        articles: independent articles in published order, at least one.
    """
    weights = _story_weights(articles)

    def clarity(article: Article) -> float:
        title = article.title
        own = set(terms(title))
        central = sum(weights.get(term, 0.0) for term in own) / (4 + len(own))
        words = len(tokens(title))
        length = 1.0 if 6 <= words <= 16 else 0.8 if 4 <= words <= 22 else 0.5
        folded = fold(title)
        teaser = 0.7 if _TEASER.match(folded) or "؟" in title or title.endswith("...") else 1.0
        quoted = 0.9 if title[:1] in '"“«' or ".." in title else 1.0
        return central * length * teaser * quoted

    best = max(enumerate(articles), key=lambda pair: (clarity(pair[1]), -pair[0]))
    return best[1].title
