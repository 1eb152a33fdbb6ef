"""What the reader asks the store while somebody searches, corrects tags or keeps a search.

Functions for the lanes of :class:`tui.library.Library`: they get the store first. What is done with
their answers is known to the screens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mujaz.model import Tag
from mujaz.query import Query, Snippet, Words, snippet
from mujaz.store.protocol import Store
from tui.sections import one_line


@dataclass(frozen=True, slots=True)
class Found:
    """What answers to a query.

    Attributes:
        query: what was looked for in the end: its last word may have been taken for a beginning.
        ids: of articles, or of stories, best first.
        flat: the ids are those of articles.
    """

    query: Query
    ids: Sequence[str]
    flat: bool


def find(store: Store, query: Query, *, flat: bool, stop: Callable[[], bool]) -> Found:
    """Return what answers to a query; where nothing does, its last word may still be being typed."""
    ids = store.found_ids(query, stories=not flat, stop=stop)
    if not ids and not stop():
        wider = query.unfinished()
        if wider is not None:
            ids = store.found_ids(wider, stories=not flat, stop=stop)
            query = wider if ids else query
    return Found(query, ids, flat)


def read_snippets(
    store: Store, articles: Sequence[str], words: Sequence[Words], length: int
) -> Mapping[str, Snippet]:
    """Return the piece of each article's text that holds the words, fit for a line of the screen."""
    found: dict[str, Snippet] = {}
    for article in store.articles_of(articles):
        piece = snippet(one_lines(article.text), words, length)
        if piece is not None:
            found[article.id] = piece
    return found


def one_lines(text: str) -> str:
    """Return a text whose lines may each stand on the screen."""
    return "\n".join(one_line(line) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class TagChoices:
    """What can be chosen when articles are tagged: the tags they all carry, and all others."""

    carried: Sequence[Tag]
    others: Sequence[Tag]


def tag_choices(store: Store, articles: Sequence[str]) -> TagChoices:
    """Return the tags that all of some articles carry, and those that they might get."""
    each = [{tag.name: tag for tag in store.article_tags(one)} for one in articles]
    carried = (
        [tag for name, tag in each[0].items() if all(name in one for one in each)] if each else []
    )
    names = {tag.name for tag in carried}
    known = [tag for tag, _unread in store.tags() if tag.name not in names]
    return TagChoices(carried, sorted(known, key=lambda tag: tag.kind != "own"))
