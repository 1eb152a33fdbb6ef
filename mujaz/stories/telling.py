"""What one article offers to tell a story with: its first sentences and its headline.

This module knows which lines of a text are sentences that can stand alone, and how clear a headline
is by itself. Which of them tell a story best is known by :mod:`mujaz.stories.brief`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.model import Article, BriefSentence
from mujaz.stories.context import Context
from mujaz.stories.vectors import pack_terms
from mujaz.text.fold import fold
from mujaz.text.sentences import sentences

#: Sentences of an article that may stand in a brief.
FIRST = 8
_SHORTEST, _LONGEST = 8, 70
#: Characters that tell what a story is about: its articles' leads.
_LEAD_CHARS = 900
_ENDS = re.compile("[.!؟…][\"'»”’›)\\]]*$")
_LATIN = re.compile("[A-Za-z]{2,}")
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


_TEASER = re.compile(r"^(?:بالفيديو|فيديو|شاهد|بالصور|صور|عاجل|خاص|تقرير|تحليل|مباشر|تغطيه)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article that can stand alone.

    Attributes:
        text: as the source wrote it.
        start: where it begins in the article's text.
        place: how many such sentences stand before it.
        terms: its terms, packed (:func:`mujaz.stories.vectors.pack_terms`).
        figures: its numbers in digits.
        leaning: whether its opening leans on what stood before.
        going_on: whether its opening goes on from there, naming who speaks.
    """

    text: str
    start: int
    place: int
    terms: bytes
    figures: frozenset[str]
    leaning: bool
    going_on: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article gives to tell its story with.

    Attributes:
        article: its id.
        title: its headline.
        title_terms: the headline's terms, packed.
        clear: how clear the headline is whatever the story, 0 to 1.
        lead_terms: the terms of the text's beginning, packed.
        sentences: the first that can stand alone.
        longest: the longest of its first lines, for a text without any sentence.
    """

    article: str
    title: str
    title_terms: bytes
    clear: float
    lead_terms: bytes
    sentences: tuple[Sentence, ...]
    longest: BriefSentence | None


def telling(article: Article, title: Context, text: Context) -> Telling:
    """Return what an article gives to tell its story with.

    Args:
        article: the article.
        title: its headline, cut into words.
        text: its text as far as it is looked at, cut into words.
    """
    ranges = sentences(text.text)
    return Telling(
        article=article.id,
        title=article.title,
        title_terms=pack_terms(term.name for term in title.terms),
        clear=_clear(article.title, len(title.folded)),
        lead_terms=pack_terms(text.terms_between(0, _LEAD_CHARS)),
        sentences=_sentences(article.title, text, ranges),
        longest=_longest_line(article.id, text.text, ranges[:3]),
    )


def _sentences(title: str, text: Context, ranges: list[tuple[int, int]]) -> tuple[Sentence, ...]:
    whole = text.text
    aside = _ASIDE.search(whole)
    limit = aside.start() if aside and aside.start() > 200 else len(whole)
    folded_title = fold(title).strip()
    found: list[Sentence] = []
    for start, end in ranges:
        if len(found) == FIRST or end > limit:
            break
        sentence = whole[start:end]
        if not _ENDS.search(sentence):
            continue
        words = text.words_between(start, end)
        folded = fold(sentence)
        if not _whole(sentence, folded, len(words)) or folded.strip(" .") == folded_title:
            continue
        found.append(
            Sentence(
                text=sentence,
                start=start,
                place=len(found),
                terms=pack_terms(text.terms_between(start, end)),
                figures=frozenset(word for word in words if word[0].isdigit()),
                leaning=_LEANING.match(folded) is not None,
                going_on=_GOING_ON.match(folded) is not None,
            )
        )
    return tuple(found)


def _whole(sentence: str, folded: str, words: int) -> bool:
    """Whether an ended sentence is one: of sane length, Arabic, no residue, no caption."""
    if not _SHORTEST <= words <= _LONGEST:
        return False
    if sentence.endswith("...") or _NOISE.search(folded):
        return False
    return 3 * sum(map(len, _LATIN.findall(sentence))) < len(sentence)


def _longest_line(article: str, text: str, ranges: list[tuple[int, int]]) -> BriefSentence | None:
    if not ranges:
        return None
    start, end = max(ranges, key=lambda line: line[1] - line[0])
    return BriefSentence(text[start:end], article, start, end)


def _clear(title: str, words: int) -> float:
    """Return how clear a headline is by itself: of good length, no teaser, no question."""
    length = 1.0 if 6 <= words <= 16 else 0.8 if 4 <= words <= 22 else 0.5
    teaser = 0.7 if _TEASER.match(fold(title)) or "؟" in title or title.endswith("...") else 1.0
    quoted = 0.9 if title[:1] in '"“«' or ".." in title else 1.0
    return length * teaser * quoted
