"""The feeds that a web page names: ``<link rel="alternate">``, else links that look like feeds.

Source: the RSS Advisory Board's autodiscovery (https://www.rssboard.org/rss-autodiscovery) and the
HTML standard (section 4.6.7.1). Whether the addresses hold feeds is found out by asking them, which
is :mod:`mujaz.pipeline.subscribing`'s work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from mujaz.feeds.addresses import web_link
from mujaz.feeds.decode import decode_document
from mujaz.feeds.html_text import parse_html, plain

#: A page that names more feeds than this is a directory; nobody reads further.
MAX_LINKS = 50
#: Paths below a site's root under which feeds often lie, for pages that name none.
USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml")
_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
}
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/.=_-])(?:rss2?|feeds?|atom)(?:[/.?_&-]|$)|\.(?:rss|atom|rdf)(?:$|\?)", re.IGNORECASE
)
_COMMENTS = re.compile(r"(?:^|[/_-])comments?(?:[/_-]|$)|تعليقات", re.IGNORECASE)
_MAX_SOURCE = 3_000_000


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names: its normal address and its title there, which may be empty."""

    url: str
    title: str


def feed_links(page: bytes, *, url: str, charset: str | None = None) -> list[FeedLink]:
    """Return the feeds that a page names, each address once, in the page's order.

    Feeds of comments come only where there is nothing else.

    Args:
        page: the page as fetched.
        url: its address, from which relative links start.
        charset: the charset parameter of the HTTP content type.
    """
    root = parse_html(decode_document(page, charset)[:_MAX_SOURCE])
    if root is None:
        return []
    base = _base(root, url)
    links = _collect(_named(root), base) or _collect(_likely(root), base)
    news = [link for link in links if not _is_of_comments(link)]
    return (news or links)[:MAX_LINKS]


def _collect(found: Iterator[tuple[str, str]], base: str) -> list[FeedLink]:
    links: dict[str, FeedLink] = {}
    for address, title in found:
        if address.lower().startswith("feed:"):
            address = (
                address[5:] if address[5:].lower().startswith("http") else "http:" + address[5:]
            )
        link = web_link(address, base)
        if link is not None:
            links.setdefault(link, FeedLink(link, plain(title)[:200]))
    return list(links.values())


def _named(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the feeds that the page declares."""
    for element in root.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        declared = "alternate" in relations and kind in _TYPES
        if (declared or "feed" in relations) and element.get("href"):
            yield element.get("href"), element.get("title") or ""


def _likely(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the links that look as if they led to a feed."""
    for element in root.iter("a"):
        address = (element.get("href") or "").strip()
        if address and _LOOKS_LIKE_FEED.search(_path(address)):
            yield address, element.get("title") or element.text_content() or ""


def _path(address: str) -> str:
    """Return path and query of a link, or an empty string where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _base(root: Any, url: str) -> str:
    """Return the address that the page's relative links start from."""
    for element in root.iter("base"):
        if element.get("href"):
            try:
                return urljoin(url, str(element.get("href")).strip())
            except ValueError:
                return url
    return url


def _is_of_comments(link: FeedLink) -> bool:
    return bool(_COMMENTS.search(urlsplit(link.url).path) or _COMMENTS.search(link.title))
