"""From what feeds and files give to clean articles: cleaning, residue, language, identity.

The outlet's past (how often a line has stood in its articles) comes from the store, so that one
function serves the refresh and the import alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mujaz.feeds.language import language_of
from mujaz.feeds.residue import line_keys, strip_residue
from mujaz.model import Article, Page, short_id
from mujaz.store.protocol import Store
from mujaz.text import clean


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


def build_articles(store: Store, drafts: Sequence[Draft], now: datetime) -> list[Article]:
    """Return clean articles, counting the lines of those that are new to the store.

    Drafts may be of several outlets. Lines are counted before any is removed, so that a line that
    stands in each article of a first batch is recognised in all of them.
    """
    by_source: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_source.setdefault(draft.source, []).append(draft)
    known = _known(store, drafts)
    evidence: dict[str, tuple[dict[str, int], int]] = {}
    for source, own in by_source.items():
        keys = [line_keys(clean(draft.page.text)) for draft in own]
        fresh = [
            k for k, draft in zip(keys, own, strict=True) if (draft.feed, draft.guid) not in known
        ]
        total = store.count_lines(source, fresh) if fresh else store.line_total(source)
        wanted = list(dict.fromkeys(key for one in keys for key in one))
        evidence[source] = (store.line_counts(source, wanted), total)
    return [_article(draft, evidence[draft.source], now) for draft in drafts]


def _known(store: Store, drafts: Sequence[Draft]) -> set[tuple[str, str]]:
    by_feed: dict[str, list[str]] = {}
    for draft in drafts:
        by_feed.setdefault(draft.feed, []).append(draft.guid)
    return {
        (feed, guid) for feed, guids in by_feed.items() for guid in store.known_guids(feed, guids)
    }


def _article(draft: Draft, evidence: tuple[dict[str, int], int], now: datetime) -> Article:
    counts, total = evidence
    page = clean_page(draft.page, counts=counts, articles=total)
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
        fingerprint=short_id("", one_line(draft.page.title), clean(draft.page.text)),
    )


def clean_page(page: Page, *, counts: Mapping[str, int] | None = None, articles: int = 0) -> Page:
    """Return a page fit for a terminal, its residue taken out.

    Args:
        page: what extraction found.
        counts: in how many of the outlet's articles each folded line has stood.
        articles: how many articles of the outlet have been counted; 0 for an unknown outlet.
    """
    whole = clean(page.text)
    title = one_line(page.title)
    text, removed = strip_residue(
        whole, title=title, caption=page.caption, counts=counts or {}, articles=articles
    )
    if not text.strip():
        # a text of nothing but suspected residue is shown as it came, never lost
        text, removed = whole.strip(), ()
    return replace(
        page,
        title=title,
        text=text,
        author=one_line(page.author or "") or None,
        section=one_line(page.section or "") or None,
        caption=one_line(page.caption or "") or None,
        tags=_lines(page.tags),
        removed=(*page.removed, *removed),
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(one_line, texts) if text))


def one_line(text: str) -> str:
    """Return a text cleaned for a terminal, as one line without double spaces."""
    return " ".join(clean(text).split())
