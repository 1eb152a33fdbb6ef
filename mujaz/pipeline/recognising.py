"""Entries whose guid an outlet has changed: recognised by their link, or by title and day.

A new system behind a site writes new guids, and often new links, for what it published long ago;
none of that is news. An article is recognised only where its old guid has left the document, so that
two entries of one document stay two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

from mujaz.model import Entry, Feed
from mujaz.store.protocol import Store
from mujaz.store.protocol_identity import Known
from mujaz.text import fold

_DAY = timedelta(days=1)


def recognise(store: Store, feed: Feed, entries: Sequence[Entry]) -> tuple[list[Entry], set[str]]:
    """Give entries that the feed has brought under another guid that guid again.

    Args:
        store: what the feed has brought.
        feed: the feed.
        entries: the entries of its document.

    Returns:
        the entries, and the guids among theirs that the store knows.
    """
    guids = [entry.guid for entry in entries]
    known = store.known_guids(feed.url, guids)
    fresh = [entry for entry in entries if entry.guid not in known]
    if not fresh or not store.has_articles(feed.url):
        return list(entries), known
    gone = _Gone(_candidates(store, feed, fresh), entries)
    found: dict[str, str] = {}
    for match in (gone.by_link, gone.by_title):
        for entry in fresh:
            if entry.guid not in found and (guid := match(entry)) is not None:
                found[entry.guid] = guid
    kept = [replace(one, guid=found.get(one.guid, one.guid)) for one in entries]
    return kept, known | set(found.values())


def _candidates(store: Store, feed: Feed, fresh: Sequence[Entry]) -> list[Known]:
    links = [entry.url for entry in fresh if entry.url is not None]
    rows = store.articles_at(feed.url, list(dict.fromkeys(links)))
    dates = [entry.published for entry in fresh if entry.published is not None]
    if dates:
        first, last = min(dates) - _DAY, max(dates) + _DAY
        rows += store.articles_between(feed.url, feed.source, first, last)
    return list({row.guid: row for row in rows}.values())


class _Gone:
    """Articles whose guids have left the document; each is recognised once."""

    def __init__(self, rows: Sequence[Known], entries: Sequence[Entry]) -> None:
        present = {entry.guid for entry in entries}
        self._rows = {row.guid: row for row in rows if row.guid not in present}
        # a link that several share (the site's front page) tells nothing
        old = Counter(row.url for row in rows)
        new = Counter(entry.url for entry in entries)
        self._shared = {url for counts in (old, new) for url, n in counts.items() if n > 1}

    def by_link(self, entry: Entry) -> str | None:
        """Return the guid of the article at an entry's link: the same headline, or the same time."""
        if entry.url is None or entry.url in self._shared:
            return None
        rows = (row for row in self._rows.values() if row.url == entry.url)
        return self._take(next((row for row in rows if _same(row, entry)), None))

    def by_title(self, entry: Entry) -> str | None:
        """Return the guid of the article with an entry's headline and day."""
        if entry.published is None:
            return None
        day = entry.published.astimezone(UTC).date()
        rows = (
            row
            for row in self._rows.values()
            if row.published.date() == day and _headline(row.title) == _headline(entry.title)
        )
        return self._take(next(rows, None))

    def _take(self, row: Known | None) -> str | None:
        if row is None:
            return None
        del self._rows[row.guid]
        return row.guid


def _same(row: Known, entry: Entry) -> bool:
    """Tell whether an article and an entry at one link are one: a page may be used again and again."""
    if _headline(row.title) == _headline(entry.title):
        return True
    return entry.published is not None and abs(entry.published - row.published) < _DAY


def _headline(title: str) -> str:
    return " ".join(fold(title).split())
