"""Stories told: which of their texts an edition quotes, lists and numbers.

Turns scoped stories into the values of :mod:`digest.model`. Knows nothing of the store and of
formats; what is told in which order is decided in :mod:`digest.edition`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from digest.differences import difference, groups, telling_rows
from digest.links import safe_url
from digest.model import CitedSentence, EditionStory, HeadLine, NumberedSource, OneLiner
from digest.plain import MAX_SENTENCE, one_line
from digest.scope import Scoped
from mujaz.model import BriefSentence, Story, StoryArticle
from mujaz.text import fold, light_stem, tokens

MAX_SENTENCES: Final = 4
MAX_SOURCES: Final = 8
#: A headline of more words takes a phone more than two lines.
MAX_WORDS: Final = 9
_SHORTEST_LINE: Final = 24
_LONGEST_LINE: Final = 110
_SAME_SUBJECT: Final = 3  # stems that a line must share with the headline it stands in for
_OPENING: Final = 90


class Teller:
    """Tells the stories of one edition, counting its sources from one."""

    def __init__(self) -> None:
        self._last = 0

    def full(self, scoped: Scoped) -> EditionStory:
        """Return a story told in full."""
        story = _newest_first(scoped)
        chosen = _listed(story)
        numbers = {article.id: self._next() for article in chosen}
        copies = {article.id for article in story.articles if article.wire_of}
        return EditionStory(
            id=story.id,
            title=short_headline(story, chosen)[0],
            topic=topic(story),
            first=story.first,
            last=story.last,
            sources=story.sources,
            independent=story.independent,
            fresh=scoped.fresh,
            developing=bool(story.thread),
            continued=scoped.continued,
            brief=tuple(
                CitedSentence(one_line(s.text, MAX_SENTENCE), numbers[s.article])
                for s in _brief(story)
            ),
            differences=tuple(
                row for one in telling_rows(story) if (row := difference(one, numbers, copies))
            ),
            articles=tuple(_numbered(article, numbers) for article in chosen),
            more=len(story.articles) - len(chosen),
        )

    def one_liner(self, scoped: Scoped) -> OneLiner:
        """Return a story told in one line, with the article whose headline it bears."""
        story = scoped.story
        title, article = short_headline(story, story.articles)
        return OneLiner(
            id=story.id,
            title=title,
            sources=story.sources,
            developing=bool(story.thread),
            article=_numbered(article, {article.id: self._next()}),
        )

    def _next(self) -> int:
        self._last += 1
        return self._last


def headline(story: Story) -> str:
    """Return the headline of a story; for one without, the beginning of its brief."""
    title = one_line(story.title)
    if title:
        return title
    if story.brief:
        return one_line(story.brief[0].text, _OPENING)
    return one_line(story.articles[-1].source) if story.articles else story.id


def short_headline(story: Story, among: Sequence[StoryArticle]) -> tuple[str, StoryArticle]:
    """Return a headline of at most nine words where a source has one that tells the same story.

    The story's own where that is short enough or no other will do. No headline is cut or written.

    Args:
        story: the story as it stood.
        among: the articles whose headlines may be taken; at least one.
    """
    title = headline(story)
    same = [article for article in among if article.title == story.title]
    own = same[0] if same else among[-1]
    if len(title.split()) <= MAX_WORDS:
        return title, own
    subject = _stems(title)
    told = subject.union(*(_stems(sentence.text) for sentence in story.brief))
    best, score = (title, own), len(subject) // 3
    for article in among:
        other = one_line(article.title)
        if len(other.split()) > MAX_WORDS or not _stands_in(other, subject, told):
            continue
        if len(_stems(other) & told) > score:
            best, score = (other, article), len(_stems(other) & told)
    return best


def topic(story: Story) -> str | None:
    """Return the tag a story is filed under: a place most of it names, else its topic."""
    places = [tag for tag in story.tags if tag.kind == "place"]
    topics = [tag for tag in story.tags if tag.kind == "topic"]
    central = [tag for tag in places if 2 * tag.count >= len(story.articles)]
    for tag in (*central[:1], *topics[:1], *places[:1]):
        return one_line(tag.name, _OPENING) or None
    return None


def day_lines(stories: Iterable[EditionStory]) -> tuple[HeadLine, ...]:
    """Return one line a story: another outlet's headline where one tells as much as the story's.

    The box of lines stands right above the stories; with their own headlines it would say
    everything twice.
    """
    return tuple(_day_line(story) for story in stories)


def _day_line(story: EditionStory) -> HeadLine:
    subject = _stems(story.title)
    told = subject.union(*(_stems(sentence.text) for sentence in story.brief))
    own = fold(story.title)
    same = [article for article in story.articles if fold(article.title) == own]
    best = HeadLine(story.title, story.id, (same or story.articles)[0].number)
    score = len(subject) // 2
    for article in story.articles:
        stems = _stems(article.title)
        if fold(article.title) == own or not _stands_in(article.title, subject, told):
            continue
        if len(stems & told) > score:
            best, score = HeadLine(article.title, story.id, article.number), len(stems & told)
    return best


def _stands_in(title: str, subject: set[str], told: set[str]) -> bool:
    """Tell whether a headline may stand for a story of this subject, of which so much is told."""
    stems = _stems(title)
    return (
        _SHORTEST_LINE <= len(title) <= _LONGEST_LINE
        and not any(char in title for char in "؟?|…")
        # another angle on the story does not tell the day
        and len(stems & subject) >= min(_SAME_SUBJECT, len(subject))
        # a number that the story does not tell may be an earlier count
        and all(stem in told for stem in stems if stem[0].isdigit())
    )


def _newest_first(scoped: Scoped) -> Story:
    """Return the story; of one told before, with what came since before what was known."""
    story = scoped.story
    if not scoped.continued:
        return story
    brief = sorted(story.brief, key=lambda sentence: sentence.article not in scoped.recent)
    return replace(story, brief=tuple(brief))


def _stems(text: str) -> set[str]:
    """Return the stems of the words that carry a text: no particles, numbers as they are."""
    return {light_stem(token) for token in tokens(text) if len(token) > 2 or token.isdigit()}


def _brief(story: Story) -> list[BriefSentence]:
    known = {article.id for article in story.articles}
    title = fold(one_line(story.title))
    sentences = [s for s in story.brief if s.article in known and fold(one_line(s.text)) != title]
    return sentences[:MAX_SENTENCES]


def _listed(story: Story) -> list[StoryArticle]:
    """Return the articles to list: those cited in the order of citing, then one an outlet."""
    by_id = {article.id: article for article in story.articles}
    cited = [sentence.article for sentence in _brief(story)]
    for row in telling_rows(story):
        cited += [members[0].article for members in groups(row).values()]
    chosen = [by_id[one] for one in dict.fromkeys(cited) if one in by_id]
    outlets = {article.source for article in chosen}
    rest = [article for article in story.articles if article not in chosen]
    rest.sort(key=lambda a: (a.wire_of is not None, a.published, a.id))
    for article in rest:
        if len(chosen) >= MAX_SOURCES:
            break
        if article.source not in outlets:
            outlets.add(article.source)
            chosen.append(article)
    return chosen


def _numbered(article: StoryArticle, numbers: dict[str, int]) -> NumberedSource:
    source = one_line(article.source)
    return NumberedSource(
        number=numbers[article.id],
        article=article.id,
        source=source,
        title=one_line(article.title) or source,
        url=safe_url(article.url),
        published=article.published,
        wire_of=numbers.get(article.wire_of) if article.wire_of else None,
    )
