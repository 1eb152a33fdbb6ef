"""From what feeds and files give to clean articles: cleaning, residue, language, identity.

The outlet's past (how often a line has stood in its articles) comes from the store, so that one
function serves the refresh and the import alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mujaz.feeds.language import language_of
from mujaz.feeds.metadata import clean_author
from mujaz.feeds.residue import line_keys, strip_residue
from mujaz.feeds.second_story import second_story
from mujaz.model import Article, Page, Removed, short_id
from mujaz.store.protocol import Store
from mujaz.text import clean

#: Share of an article's letters in known lines from which on it is a version of a known article.
_SAME_TEXT = 0.6
_BYLINE = re.compile(r"[\W_]*(?:بقلم|كتبت?|كتابة)\s*[:/\-–—|]?\s*([^\W\d_].*)")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before cleaning: what it is, where it came from, and what was extracted."""

    feed: str
    guid: str
    source: str
    url: str | None
    published: datetime
    page: Page
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """Clean articles, and by article id the folded lines that count for their outlet."""

    articles: tuple[Article, ...]
    lines: dict[str, list[str]]


def build_articles(store: Store, drafts: Sequence[Draft], now: datetime) -> Built:
    """Return clean articles, and the lines of those that are new to the store.

    Drafts may be of several outlets. The lines of all new ones count as evidence before any line
    is removed, so that one that stands in each article of a first batch is recognised in all.
    """
    known = _known(store, drafts)
    texts = [clean(draft.page.text) for draft in drafts]
    keys = [line_keys(text) for text in texts]
    lines: dict[str, list[str]] = {}
    evidence: dict[str, _Evidence] = {}
    for source in dict.fromkeys(draft.source for draft in drafts):
        own = [k for k, draft in zip(keys, drafts, strict=True) if draft.source == source]
        evidence[source] = _Evidence(store, source, own)
    for draft, found in zip(drafts, keys, strict=True):
        if (draft.feed, draft.guid) not in known and evidence[draft.source].count(found):
            lines[short_id("a", draft.feed, draft.guid)] = found
    articles = tuple(
        _article(draft, text, evidence[draft.source], now)
        for draft, text in zip(drafts, texts, strict=True)
    )
    return Built(articles, lines)


class _Evidence:
    """In how many articles of one outlet each line has stood, those of this batch included."""

    def __init__(self, store: Store, source: str, batch: Sequence[Sequence[str]]) -> None:
        wanted = list(dict.fromkeys(key for keys in batch for key in keys))
        self.counts = store.line_counts(source, wanted)
        self.articles = store.line_total(source)

    def count(self, keys: Sequence[str]) -> bool:
        """Count an article's lines; False where it is a new version of one that was counted.

        An outlet brings one text by several feeds, and a running story again and again under new
        guids. Its paragraphs would soon look like residue; residue is what *different* articles
        have in common.
        """
        unique = list(dict.fromkeys(keys))
        seen = sum(len(key) for key in unique if self.counts.get(key))
        if seen > _SAME_TEXT * sum(map(len, unique)):
            return False
        for key in unique:
            self.counts[key] = self.counts.get(key, 0) + 1
        self.articles += 1
        return True


def _known(store: Store, drafts: Sequence[Draft]) -> set[tuple[str, str]]:
    by_feed: dict[str, list[str]] = {}
    for draft in drafts:
        by_feed.setdefault(draft.feed, []).append(draft.guid)
    return {
        (feed, guid) for feed, guids in by_feed.items() for guid in store.known_guids(feed, guids)
    }


def _article(draft: Draft, text: str, evidence: _Evidence, now: datetime) -> Article:
    """Return the article of a draft whose cleaned text is ``text``."""
    page = _without_residue(draft.page, text, evidence.counts, evidence.articles)
    title = page.title or one_line(page.text.strip().split("\n", 1)[0])[:120]
    return Article(
        id=short_id("a", draft.feed, draft.guid),
        feed=draft.feed,
        guid=draft.guid,
        source=draft.source,
        title=title,
        text=page.text or title,
        published=draft.published,
        fetched=now,
        url=draft.url,
        author=page.author,
        language=page.language or language_of(f"{title}\n{page.text}"),
        section=page.section,
        image=page.image,
        caption=page.caption,
        keywords=_lines((*draft.keywords, *page.tags)),
        removed=page.removed,
        fingerprint=short_id("", page.title, text),
        method=page.method,
        second_story=page.second_story,
    )


def clean_page(page: Page, *, counts: Mapping[str, int] | None = None, articles: int = 0) -> Page:
    """Return a page fit for a terminal, its residue taken out.

    Args:
        page: what extraction found.
        counts: in how many of the outlet's articles each folded line has stood.
        articles: how many articles of the outlet have been counted; 0 for an unknown outlet.
    """
    return _without_residue(page, clean(page.text), counts or {}, articles)


def _without_residue(page: Page, whole: str, counts: Mapping[str, int], articles: int) -> Page:
    """Return a clean page; ``whole`` is its text, clean but with its residue."""
    title = one_line(page.title)
    text, removed = strip_residue(
        whole, title=title, caption=page.caption, counts=counts, articles=articles
    )
    if not text.strip():
        # a text of nothing but suspected residue is shown as it came, never lost
        text, removed = whole.strip(), ()
    return replace(
        page,
        title=title,
        text=text,
        author=one_line(page.author or "") or _named(removed),
        section=one_line(page.section or "") or None,
        caption=one_line(page.caption or "") or None,
        tags=_lines(page.tags),
        removed=(*page.removed, *removed),
        second_story=second_story(text),
    )


def _named(removed: Sequence[Removed]) -> str | None:
    """Return the author that a removed line names, where it is one that names a person."""
    for one in removed:
        if one.reason == "byline" and (match := _BYLINE.match(one.text)):
            return clean_author(match[1])
    return None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(one_line, texts) if text))


def one_line(text: str) -> str:
    """Return a text cleaned for a terminal, as one line without double spaces."""
    return " ".join(clean(text).split())
