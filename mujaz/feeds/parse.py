"""Bytes of a feed document → entries: RSS 0.9–2.0, RDF, Atom and JSON Feed.

Hostile documents are refused before a parser sees them (:mod:`mujaz.feeds.precheck`); the parsing
itself is feedparser's, where the quick way (:mod:`mujaz.feeds.plain_rss`) does not do. What makes an entry is known to :mod:`mujaz.feeds.entries`, and how worker
processes are kept to :mod:`mujaz.feeds.worker`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from mujaz.errors import FeedError
from mujaz.feeds.addresses import display_address, web_link
from mujaz.feeds.decode import decode_document, strip_controls
from mujaz.feeds.entries import RawEntry, RawFeed, finish_feed
from mujaz.feeds.media_words import without_media_words
from mujaz.feeds.plain_rss import read_plain_rss
from mujaz.feeds.precheck import check_markup, root_kind
from mujaz.feeds.wishes import read_wishes
from mujaz.i18n import _
from mujaz.model import ParsedFeed

#: Largest document in characters; the fetcher refuses larger bodies before.
MAX_LENGTH = 15_000_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def parse_feed(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    now: datetime,
    max_entries: int = 500,
    zone: str | None = None,
) -> ParsedFeed:
    """Return the feed that a document holds.

    Args:
        body: the document as fetched, decompressed.
        url: its address; relative links start from the feed's site, else from here.
        content_type: the HTTP content type with its charset, if there was one.
        now: the present moment, for relative dates.
        max_entries: how many entries are read, from the top.
        zone: the IANA name of the zone of dates that name none; found out where it is None.

    Returns:
        the feed; its entries are in document order, each identity once. No entries where the
        feed has none.

    Raises:
        FeedError: empty, no feed (with a hint where it is a web page), or hostile.
    """
    feed = _parse(body, url, content_type, now, max_entries, zone, quick=False)
    assert feed is not None
    return feed


def parse_quickly(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    now: datetime,
    max_entries: int = 500,
    zone: str | None = None,
) -> ParsedFeed | None:
    """Return the feed where it can be read in a time that grows with its length and no faster.

    That is JSON Feed and ordinary RSS. Arguments and errors are those of :func:`parse_feed`; None
    means that the slow parser is needed, and with it a bound of its time.
    """
    return _parse(body, url, content_type, now, max_entries, zone, quick=True)


def _parse(
    body: bytes,
    url: str,
    content_type: str | None,
    now: datetime,
    limit: int,
    zone: str | None,
    *,
    quick: bool,
) -> ParsedFeed | None:
    shown = display_address(url)
    text = _text_of(body, content_type, shown)
    kind = root_kind(text)
    if kind == "json":
        from mujaz.feeds.jsonfeed import read_json_feed

        raw_json = read_json_feed(text, shown=shown, limit=limit)
        return finish_feed(raw_json, url=url, now=now, zone=zone)
    _refuse_others(kind, shown)
    text = check_markup(text, shown=shown, max_items=limit)
    wishes = read_wishes(text)
    # Its declaration speaks of an encoding that is undone.
    text = without_media_words(_DECLARATION.sub("", text, count=1))
    raw = read_plain_rss(text, base_of=lambda site: web_link(site, url) or "", limit=limit)
    if raw is None:
        if quick:
            return None
        raw = _read_xml(text, url=url, shown=shown, limit=limit)
    feed = finish_feed(raw, url=url, now=now, zone=zone)
    return replace(feed, wish=wishes.wait, skip_hours=wishes.hours, skip_days=wishes.days)


def _text_of(body: bytes, content_type: str | None, shown: str) -> str:
    """Return a document's text without controls.

    Raises:
        FeedError: it is empty or too large.
    """
    if not body.strip():
        raise FeedError(_("{url}: the answer is empty.").format(url=shown))
    if len(body) > 4 * MAX_LENGTH:
        raise FeedError(_too_large(shown))
    charset = _CHARSET.search(content_type or "")
    text = strip_controls(decode_document(body, charset[1] if charset else None))
    if len(text) > MAX_LENGTH:
        raise FeedError(_too_large(shown))
    return text.lstrip("\ufeff \t\r\n")


def _too_large(shown: str) -> str:
    return _("{url}: the document is too large to be a feed.").format(url=shown)


def _refuse_others(kind: str, shown: str) -> None:
    """Refuse what is no feed, with a hint.

    Raises:
        FeedError: the document is a web page, an OPML list or something else.
    """
    if kind == "html":
        words = _(
            "{url}: this is a web page, not a feed; look on it for a link named RSS, or the site "
            "may be holding robots off."
        )
    elif kind == "opml":
        words = _("{url}: this is a list of feeds; save it and use “mujaz feeds import”.")
    elif kind != "feed":
        words = _("{url}: this is no feed; check the address.")
    else:
        return
    raise FeedError(words.format(url=shown))


def _read_xml(text: str, *, url: str, shown: str, limit: int) -> RawFeed:
    """Let feedparser read a checked document.

    Raises:
        FeedError: it finds no feed.
    """
    import feedparser

    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace")
    try:
        result = feedparser.parse(
            body,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            # Nothing is shown as HTML: texts are taken out of it by our own code.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:
        result = {}
    if not result.get("version"):
        raise FeedError(
            _("{url}: this looks like a feed but cannot be read; tell its publisher.").format(
                url=shown
            )
        )
    feed = result["feed"]
    site = _text(feed, "link")
    return RawFeed(
        title=_text(feed, "title"),
        site=site,
        # RSS names no base for relative links; its makers mean the site. Atom's is the document.
        base="" if result["version"].startswith("atom") else web_link(site, url) or "",
        language=_text(feed, "language"),
        entries=[_raw_entry(entry) for entry in result["entries"][:limit]],
    )


def _raw_entry(entry: Any) -> RawEntry:
    """Pick the fields of feedparser's entry; of a broken document any of them may be None."""
    contents = [
        part for part in entry.get("content") or () if "html" in (part.get("type") or "html")
    ]
    return RawEntry(
        guid=_text(entry, "id"),
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        author=_text(entry, "author"),
        dates=tuple(_text(entry, name) for name in ("published", "updated", "created")),
        summary=_text(entry, "summary"),
        content=max((_text(part, "value") for part in contents), key=len, default=""),
        categories=[_text(tag, "term") or _text(tag, "label") for tag in entry.get("tags") or ()],
        images=_image_addresses(entry),
    )


def _text(fields: Any, name: str) -> str:
    """Return a field as text, past feedparser's own look-up, which takes one date for another."""
    value = dict.get(fields, name)
    return value if isinstance(value, str) else ""


def _image_addresses(entry: Any) -> list[str]:
    """Return the addresses of an entry's pictures: media content, enclosures, thumbnails."""
    media = [
        _text(part, "url")
        for part in entry.get("media_content") or ()
        if part.get("medium") == "image" or _text(part, "type").startswith("image/")
    ]
    enclosures = [
        _text(part, "href")
        for part in entry.get("enclosures") or ()
        if _text(part, "type").startswith("image/")
    ]
    thumbnails = [_text(part, "url") for part in entry.get("media_thumbnail") or ()]
    return [address for address in (*media, *enclosures, *thumbnails) if address]
