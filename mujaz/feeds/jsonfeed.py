"""JSON Feed (versions 1 and 1.1, https://www.jsonfeed.org/version/1.1/) → entries as raw fields.

Feedparser does not read this format. What an entry must have is decided in
:mod:`mujaz.feeds.entries`.
"""

from __future__ import annotations

import html
import json
from typing import Any

from mujaz.errors import FeedError
from mujaz.feeds.entries import RawEntry, RawFeed
from mujaz.i18n import _


def read_json_feed(text: str, *, shown: str, limit: int) -> RawFeed:
    """Read a JSON Feed document.

    Args:
        text: the decoded document.
        shown: its address, for messages.
        limit: how many items are read.

    Raises:
        FeedError: it is no JSON, or no JSON Feed.
    """
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise FeedError(
            _("{url}: this is neither a feed nor valid JSON; check the address.").format(url=shown)
        ) from None
    version = data.get("version") if isinstance(data, dict) else None
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or "jsonfeed" not in str(version):
        raise FeedError(_("{url}: this is JSON, but no feed; check the address.").format(url=shown))
    return RawFeed(
        title=_text(data.get("title")),
        site=_text(data.get("home_page_url")),
        language=_text(data.get("language")),
        entries=[_item(item) for item in items[:limit] if isinstance(item, dict)],
    )


def _item(item: dict[str, Any]) -> RawEntry:
    """Return the fields of one item; plain text is escaped, since the others are HTML."""
    content = _text(item.get("content_html")) or html.escape(_text(item.get("content_text")))
    summary = _text(item.get("summary"))
    tags = item.get("tags")
    return RawEntry(
        guid=_text(item.get("id")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        author=_author(item),
        dates=(_text(item.get("date_published")), _text(item.get("date_modified"))),
        summary=html.escape(summary, quote=False),
        content=content,
        categories=[_text(tag) for tag in tags] if isinstance(tags, list) else [],
        images=[_text(item.get("image")), _text(item.get("banner_image"))],
    )


def _author(item: dict[str, Any]) -> str:
    """Return the first author's name: ``authors`` of version 1.1, ``author`` of version 1."""
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return _text(first.get("name")) if isinstance(first, dict) else ""


def _text(value: object) -> str:
    """Return a string or number as text; ids may be numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
