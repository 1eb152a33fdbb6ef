"""Raw fields of a feed's items → clean entries with an identity.

Knows what an entry must have, what identifies it, and which fields may be trusted how far. In what
format the fields stood is known to :mod:`mujaz.feeds.parse` and :mod:`mujaz.feeds.jsonfeed`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from mujaz.feeds.addresses import web_link
from mujaz.feeds.html_text import first_image, parse_html, plain
from mujaz.feeds.zones import feed_zone, named_zone
from mujaz.model import Entry, ParsedFeed
from mujaz.text import clean, fold
from mujaz.text.dates import parse_date

_MAX_TITLE = 500
_MAX_FIELD = 500_000
_MAX_CATEGORIES = 30
_TITLE_FROM_TEXT = 90
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")


@dataclass(slots=True)
class RawEntry:
    """The fields of one item as a parser gave them: texts are HTML, nothing is checked."""

    guid: str = ""
    link: str = ""
    title: str = ""
    author: str = ""
    dates: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    categories: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RawFeed:
    """A feed document as a parser gave it.

    ``base`` is the address that relative links start from; empty for the document's own.
    """

    title: str
    site: str
    language: str
    entries: list[RawEntry]
    base: str = ""


def finish_feed(raw: RawFeed, *, url: str, now: datetime, zone: str | None = None) -> ParsedFeed:
    """Return a clean feed; entries without title and text are left out, repeated ones kept once.

    Args:
        raw: the fields as parsed.
        url: the address of the document, from which relative links start.
        now: the present moment; no entry is younger.
        zone: the IANA name of the outlet's zone, where the user has said it; otherwise what
            :func:`mujaz.feeds.zones.feed_zone` finds holds for dates that name none.
    """
    site = web_link(raw.site, url)
    language = raw.language.strip()
    written = (text for item in raw.entries for text in item.dates[:1])
    own = named_zone(zone) or feed_zone(written, url=url, site=site, language=language)
    entries: dict[str, Entry] = {}
    for item in raw.entries:
        entry = _finish_entry(item, raw.base or url, now, own)
        if entry is not None:
            entries.setdefault(entry.guid, entry)
    return ParsedFeed(
        title=plain(raw.title)[:_MAX_TITLE],
        site=site,
        language=language.lower() if _LANGUAGE.match(language) else None,
        entries=tuple(entries.values()),
    )


def _finish_entry(raw: RawEntry, base: str, now: datetime, zone: tzinfo | None) -> Entry | None:
    """Clean one item; None where it holds nothing to read."""
    summary, content = clean(raw.summary[:_MAX_FIELD]), clean(raw.content[:_MAX_FIELD])
    title = plain(raw.title)[:_MAX_TITLE] or _title_from(content or summary)
    if not title:
        return None
    link = web_link(raw.link, base)
    if link is None and raw.guid.startswith(("http://", "https://")):
        link = web_link(raw.guid)
    published = _published(raw.dates, now, zone)
    return Entry(
        guid=identity(raw.guid, link, title, published),
        url=link,
        title=title,
        author=_author(raw.author),
        published=published,
        summary=summary,
        content=content,
        categories=_categories(raw.categories),
        image=_image(raw, content or summary, base),
    )


def identity(guid: str, link: str | None, title: str, published: datetime | None) -> str:
    """Return what identifies an entry within its feed: guid, else link, else title and day."""
    guid = " ".join(clean(guid).split())
    if guid:
        return guid if len(guid) <= 500 else _digest(guid)
    if link:
        return link
    day = published.date().isoformat() if published else ""
    return _digest(f"{fold(title)}\x1f{day}")


def _digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _published(dates: Iterable[str], now: datetime, zone: tzinfo | None) -> datetime | None:
    """Return the first date that can be read; one of tomorrow (a wrong zone) becomes now."""
    for text in dates:
        moment = parse_date(text, now=now, zone=zone) if text else None
        if moment is not None:
            return min(moment, now)
    return None


def _title_from(source: str) -> str:
    """Return the first words of an entry's text, for entries without a title."""
    text = plain(source[:4000])
    if len(text) <= _TITLE_FROM_TEXT:
        return text
    return text[:_TITLE_FROM_TEXT].rpartition(" ")[0].rstrip("،,؛:-–— ") + "…"


def _author(text: str) -> str | None:
    """Return an author's name without mail addresses, or None where nothing is left."""
    name = _EMAIL.sub("", plain(text)).strip(" ()<>,;،-")
    return name[:200] or None


def _categories(raw: Iterable[str]) -> tuple[str, ...]:
    """Return the publisher's tags, each once, in order."""
    found = (plain(text)[:100] for text in raw)
    return tuple(dict.fromkeys(text for text in found if text))[:_MAX_CATEGORIES]


def _image(raw: RawEntry, source: str, base: str) -> str | None:
    """Return the address of the entry's picture: the one that it names, else the first in it."""
    for address in raw.images:
        link = web_link(address, base)
        if link:
            return link
    if "<img" not in source:
        return None
    root = parse_html(source)
    return None if root is None else first_image(root, base)
