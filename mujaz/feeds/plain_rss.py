"""Ordinary RSS 2.0, read quickly: what nearly all news sites publish.

Feedparser reads everything that has ever been called a feed and takes its time. This module reads
only documents that hold nothing but well-known elements in their well-known places, and of these it
gives what feedparser gives, field by field (a test compares the two). Whatever else stands in a
document, however small, makes it step back: it returns None, and feedparser reads that document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mujaz.feeds.entries import RawEntry, RawFeed

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DC_DATE = "{http://purl.org/dc/elements/1.1/}date"
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_MEDIA_CONTENT = "{http://search.yahoo.com/mrss/}content"
_MEDIA_THUMBNAIL = "{http://search.yahoo.com/mrss/}thumbnail"
_SY = "http://purl.org/rss/1.0/modules/syndication/"
# Elements without children that say nothing we read.
_SILENT_IN_ITEM = frozenset(
    (
        "comments",
        "source",
        "{http://purl.org/rss/1.0/modules/slash/}comments",
        "{http://wellformedweb.org/CommentAPI/}comment",
        "{http://wellformedweb.org/CommentAPI/}commentRss",
        "{com-wordpress:feed-additions:1}post-id",
    )
)
_SILENT_IN_CHANNEL = frozenset(
    (
        "category",
        "cloud",
        "copyright",
        "description",
        "docs",
        "generator",
        "lastBuildDate",
        "managingEditor",
        "pubDate",
        "ttl",
        "webMaster",
        f"{{{_SY}}}updatePeriod",
        f"{{{_SY}}}updateFrequency",
        f"{{{_SY}}}updateBase",
    )
)
_IN_IMAGE = {"url", "title", "link", "width", "height", "description"}
_NAMED_ONCE = {"title", "link", "description", "guid", "pubDate", _CONTENT, _DC_DATE}
# Letters of windows-1252 that a sloppy site has written by their bytes; feedparser maps them.
_C1 = re.compile("[\x80-\x9f]")
_C1_REFERENCE = re.compile("&#(?:0*(?:12[89]|1[34][0-9]|15[0-9])|[xX]0*[89][0-9a-fA-F]);")
_SLASHES = re.compile(r"([A-Za-z][A-Za-z0-9+-.]*://)(/*)")
_QUERY = re.compile("&([A-Za-z0-9_]+);")


class _OtherError(Exception):
    """The document holds something that this module does not read."""


def read_plain_rss(document: str, *, base_of: Callable[[str], str], limit: int) -> RawFeed | None:
    """Return the feed of an ordinary RSS document, or None where feedparser must read it.

    Args:
        document: the decoded document, checked and without XML declaration.
        base_of: gives the address that relative links start from, from the site that is named.
        limit: how many items are read.
    """
    if "<!DOCTYPE" in document or _C1.search(document) or _C1_REFERENCE.search(document):
        return None
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(document.encode("utf-8", "replace"), parser)
        return _feed(root, base_of, limit)
    except (etree.LxmlError, ValueError, _OtherError):
        return None


def _feed(root: Any, base_of: Callable[[str], str], limit: int) -> RawFeed:
    if root.tag != "rss" or set(root.attrib) - {"version"} or len(root) != 1:
        raise _OtherError
    channel = root[0]
    if channel.tag != "channel" or channel.attrib:
        raise _OtherError
    fields: dict[str, str] = {}
    items = []
    for element in channel:
        tag = element.tag
        if tag == "item":
            items.append(element)
        elif tag in ("title", "link", "language"):
            if tag in fields:
                raise _OtherError
            fields[tag] = _plain_text(element)
        elif tag == "image":
            _check_image(element)
        elif tag in ("skipHours", "skipDays"):
            if any(len(part) or part.tag not in ("hour", "day") for part in element):
                raise _OtherError
        elif tag == _ATOM_LINK:
            _check_atom_link(element)
        elif tag not in _SILENT_IN_CHANNEL or len(element):
            raise _OtherError
    site = _QUERY.sub(r"&\1", _absolute(fields.get("link", "")))
    return RawFeed(
        title=fields.get("title", ""),
        site=site,
        base=base_of(site),
        language=fields.get("language", ""),
        entries=[_entry(item) for item in items][:limit],
    )


@dataclass(slots=True)
class _Tag:
    """A category as feedparser keeps it, while it is being filled."""

    term: str | None
    domain: str | None


def _entry(item: Any) -> RawEntry:
    if item.attrib:
        raise _OtherError
    found = _Item()
    for element in item:
        if len(element):
            raise _OtherError
        tag = element.tag
        if tag in _NAMED_ONCE:
            found.take_once(tag, element)
        elif tag not in _SILENT_IN_ITEM:
            found.take(tag, element)
    return found.entry()


class _Item:
    """The fields of one item while its elements are read."""

    def __init__(self) -> None:
        self._once: dict[str, str] = {}
        self._author = ""
        self._is_link = False
        self._tags: list[_Tag] = []
        self._media: list[str] = []
        self._enclosures: list[str] = []
        self._thumbnails: list[str] = []

    def take_once(self, tag: str, element: Any) -> None:
        """Take an element that may stand once in an item."""
        if tag in self._once:
            raise _OtherError
        if tag == "guid":
            self._is_link = _is_permalink(element)
            self._once[tag] = _text(element)
        else:
            self._once[tag] = _plain_text(element)

    def take(self, tag: str, element: Any) -> None:
        """Take an element that may stand several times."""
        if tag in ("author", _CREATOR):
            self._author = _text(element)
        elif tag == "category":
            _add_category(self._tags, element)
        elif tag == "enclosure":
            if set(element.attrib) - {"url", "type", "length"}:
                raise _OtherError
            self._enclosures += _image_of(element)
        elif tag == _MEDIA_CONTENT:
            self._media += _image_of(element, element.get("medium"))
        elif tag == _MEDIA_THUMBNAIL:
            if not element.get("url") or (element.text or "").strip():
                raise _OtherError
            self._thumbnails.append(element.get("url"))
        elif tag == _ATOM_LINK:
            _check_atom_link(element)
        else:
            raise _OtherError

    def entry(self) -> RawEntry:
        """Return the item's fields as feedparser would leave them."""
        once = self._once
        guid, link = once.get("guid", ""), once.get("link")
        if self._is_link:
            guid = _absolute(guid)
        content = once.get(_CONTENT, "")
        return RawEntry(
            guid=guid,
            link=_link(link) if link is not None else guid if self._is_link else "",
            title=once.get("title", ""),
            author=self._author,
            dates=(once.get("pubDate", ""), once.get(_DC_DATE, ""), ""),
            summary=once.get("description", content),
            content=content,
            categories=[tag.term or "" for tag in self._tags],
            images=[*self._media, *self._enclosures, *self._thumbnails],
        )


def _plain_text(element: Any) -> str:
    """Return the text of an element that has neither attributes nor children."""
    if element.attrib:
        raise _OtherError
    return _text(element)


def _text(element: Any) -> str:
    """Return an element's text, trimmed; UTF-8 that was taken for Latin-1 is put right."""
    if len(element):
        raise _OtherError
    text: str = (element.text or "").strip()
    if not text.isascii():
        try:
            return text.encode("iso-8859-1").decode("utf-8")
        except UnicodeError:
            return text
    return text


def _absolute(address: str) -> str:
    """Return an address as feedparser resolves it against nothing."""
    return _SLASHES.sub(r"\1", address, count=1) if _SLASHES.match(address) else address


def _link(text: str) -> str:
    return _QUERY.sub(r"&\1", _absolute(text).replace("&amp;", "&"))


def _is_permalink(element: Any) -> bool:
    names = {str(name).lower(): value for name, value in element.attrib.items()}
    if set(names) - {"ispermalink"}:
        raise _OtherError
    return bool(names.get("ispermalink", "true") == "true")


def _add_category(tags: list[_Tag], element: Any) -> None:
    """Take a category: its text, under a domain where it names one."""
    if set(element.attrib) - {"domain"}:
        raise _OtherError
    domain = element.get("domain")
    if domain and _Tag(None, domain) not in tags:
        tags.append(_Tag(None, domain))
    value = _text(element)
    if not value:
        return
    if tags and not tags[-1].term:
        tags[-1].term = value
    elif _Tag(value, None) not in tags:
        tags.append(_Tag(value, None))


def _image_of(element: Any, medium: str | None = None) -> list[str]:
    """Return the address of an attached file where it is a picture."""
    if any(str(name).lower() != name for name in element.attrib):
        raise _OtherError
    url = element.get("url")
    is_image = medium == "image" or (element.get("type") or "").lower().startswith("image/")
    return [url] if is_image and url else []


def _check_atom_link(element: Any) -> None:
    """Step back from a link of Atom that may replace the element's own link."""
    relation = (element.get("rel") or "alternate").lower()
    if relation == "alternate" or not element.get("href") or len(element):
        raise _OtherError


def _check_image(element: Any) -> None:
    if element.attrib or any(len(part) or part.tag not in _IN_IMAGE for part in element):
        raise _OtherError
