"""What a page says of its article: title, author, date, section, tags, picture, outlet.

Reads JSON-LD (schema.org), meta elements (Open Graph and its kin) and a few well-known marks. A
date is taken from explicit marks only; nothing is guessed from an address or a footer. The article's
text is :mod:`mujaz.feeds.page`'s work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from mujaz.feeds.addresses import web_link
from mujaz.feeds.html_text import first_caption, plain
from mujaz.feeds.jsonld import articles_of, names_of, text_of
from mujaz.text import fold
from mujaz.text.dates import parse_date

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "pubdate", "publishdate", "publish-date", "publish_date", "dc.date.issued",
    "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|\-–—•·»«:/]+\s+|\s*\|\s*")
_BYLINE = re.compile(
    r"^(?:كتبت?|كتابة|بقلم|تحرير|إعداد|اعداد|تقرير|حوار|المحررة?|المراسلة?|الكاتبة?|by|author)\s*[:/\-–]?\s+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:developed|powered|designed|admin|administrator|webmaster|editor|staff)\b", re.IGNORECASE
)
_SPLIT_TAGS = re.compile(r"[,،;؛|\n]+")
_SPLIT_AUTHORS = re.compile(r"\s*[;؛|]\s*")
_MAX_TITLE = 500
_MAX_TAGS = 30
# How far above a headline its date may stand, in elements.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article; None or empty where it says nothing."""

    title: str
    author: str | None
    published: datetime | None
    source: str | None
    section: str | None
    tags: tuple[str, ...]
    image: str | None
    caption: str | None
    link: str | None
    """The address that the page gives itself."""
    body: str
    """The article's text as JSON-LD repeats it, as plain text or HTML."""


def read_metadata(root: Any, *, url: str | None, now: datetime) -> Metadata:
    """Read a page's own description.

    Args:
        root: the page's lxml tree.
        url: its address, or None.
        now: the present moment; no date after it is believed.
    """
    meta = _metas(root)
    article = next(iter(articles_of(root)), {})
    link = _canonical(root, meta, url)
    base = url or link
    source = _source(meta, article)
    title = _title(root, meta, article, source, base)
    return Metadata(
        title=title,
        author=_author(root, meta, article, source, base),
        published=_published(root, meta, article, now),
        source=source,
        section=_section(root, meta, article),
        tags=_tags(meta, article, title),
        image=_image(meta, article, base),
        caption=_caption(root),
        link=link,
        body=text_of(article.get("articleBody")),
    )


def _metas(root: Any) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by lower-case name, each name's in order."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                found.setdefault(name, []).append(content)
    return found


def _metas_of(meta: dict[str, list[str]], *names: str) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _canonical(root: Any, meta: dict[str, list[str]], url: str | None) -> str | None:
    """Return the address that the page gives itself (RFC 6596, and Open Graph's)."""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = web_link(link.get("href"), url)
            if address:
                return address
    return next(filter(None, (web_link(text, url) for text in _metas_of(meta, "og:url"))), None)


def _source(meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    """Return the outlet's name as the page gives it."""
    candidates = [*meta.get("og:site_name", ()), *names_of(article.get("publisher"))]
    candidates += _metas_of(meta, "application-name", "dc.publisher", "publisher")
    for text in map(plain, candidates):
        name = _SEPARATOR.split(text)[0].strip()
        if name and not _is_address(name):
            return name[:100]
    return None


def _is_address(text: str) -> bool:
    return "://" in text or text.lower().startswith("www.") or text.startswith("@")


# ------------------------------------------------------------------ title and author
def _title(
    root: Any,
    meta: dict[str, list[str]],
    article: dict[str, Any],
    source: str | None,
    base: str | None,
) -> str:
    """Return the headline without the outlet's name."""
    heads = [plain(element.text_content()) for element in root.iter("h1")]
    names = [plain(element.text_content()) for element in root.iter("title")]
    candidates = [
        *map(plain, _metas_of(meta, "og:title")),
        plain(text_of(article.get("headline"))),
        *(heads if len(heads) == 1 else ()),
        *map(plain, _metas_of(meta, "twitter:title", "dc.title")),
        *heads,
        *names,
    ]
    for text in candidates:
        title = _without_site(text, source, base)
        if title:
            return title[:_MAX_TITLE]
    return ""


def _without_site(text: str, source: str | None, base: str | None) -> str:
    """Cut the outlet's name off a title's beginning or end; empty where nothing else is there."""
    known = {_squeezed(name) for name in _site_names(source, base)} - {""}
    if _squeezed(text) in known:
        return ""
    for _round in range(2):
        cuts = list(_SEPARATOR.finditer(text))
        if cuts and _is_site(text[cuts[-1].end() :], known):
            text = text[: cuts[-1].start()].strip()
        elif cuts and _is_site(text[: cuts[0].start()], known):
            text = text[cuts[0].end() :].strip()
        else:
            break
    return text


def _is_site(part: str, known: set[str]) -> bool:
    """Tell whether a part of a title names the outlet."""
    squeezed = _squeezed(part)
    return len(squeezed) > 2 and any(
        squeezed == name
        or (len(name) > 4 and (squeezed.startswith(name) or name.startswith(squeezed)))
        for name in known
    )


def _site_names(source: str | None, base: str | None) -> list[str]:
    """Return the names that an outlet may be called by: its own and those of its address."""
    host = (urlsplit(base).hostname or "") if base else ""
    labels = [label for label in host.removeprefix("www.").split(".") if len(label) > 3]
    return [source or "", host, host.removeprefix("www."), *labels]


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _author(
    root: Any,
    meta: dict[str, list[str]],
    article: dict[str, Any],
    source: str | None,
    base: str | None,
) -> str | None:
    """Return who wrote the article, as a person's or agency's name."""
    marked = [
        element.get("content") or element.text_content()
        for element in root.xpath('//*[@itemprop="author" or @rel="author"]')[:3]
    ]
    candidates = [
        "، ".join(names_of(article.get("author"))),
        *_metas_of(meta, "article:author", "author", "dc.creator", "parsely-author"),
        *marked,
    ]
    site = {_squeezed(name) for name in _site_names(source, base)} - {""}
    for text in candidates:
        name = clean_author(plain(text), site)
        if name:
            return name
    return None


def clean_author(text: str, site: set[str] | frozenset[str] = frozenset()) -> str | None:
    """Return an author's name without "by", addresses and the outlet's own name.

    Args:
        text: what the page says, one line.
        site: squeezed names of the outlet (folded, letters and digits only).
    """
    parts = []
    for part in _SPLIT_AUTHORS.split(text.strip("()[] \u200f\u200e")):
        name = _BYLINE.sub("", part).strip(" :/-–،,.")
        squeezed = _squeezed(name)
        pieces = [*re.split(r"\s*[-–/|،,]\s*", name), *name.split()]
        is_outlet = squeezed in site or any(_squeezed(piece) in site for piece in pieces)
        if (
            squeezed
            and not is_outlet
            and not _NOBODY.search(name)
            and not re.search(r"https?|www\.|@|\.\w{2,4}$", name)
        ):
            parts.append(name)
    joined = "، ".join(dict.fromkeys(parts))
    return joined if 2 < len(joined) <= 100 and len(joined.split()) <= 12 else None


# ------------------------------------------------------------------ date
def _published(
    root: Any, meta: dict[str, list[str]], article: dict[str, Any], now: datetime
) -> datetime | None:
    """Return when the article was published, from explicit marks alone."""
    candidates = [*_metas_of(meta, *_DATE_NAMES), text_of(article.get("datePublished"))]
    candidates += _marked_dates(root)
    for text in candidates:
        moment = parse_date(text, now=now) if text else None
        if moment is not None:
            return min(moment, now)
    return None


def _marked_dates(root: Any) -> Iterator[str]:
    """Yield the dates of elements that are marked as the article's publication date."""
    query = '//*[@itemprop="datePublished" or @pubdate or @property="datePublished"]'
    for element in root.xpath(query)[:3]:
        yield element.get("datetime") or element.get("content") or plain(element.text_content())
    heads = list(root.iter("h1"))
    if len(heads) != 1:
        return
    near = heads[0]
    for _level in range(_NEAR):
        near = near.getparent() if near.getparent() is not None else near
    if near.tag in ("html", "body"):
        return
    # A list of other articles carries times too; the article's own stands alone beside its headline.
    times = list(near.iter("time"))
    if len(times) == 1:
        yield times[0].get("datetime") or plain(times[0].text_content())


# ------------------------------------------------------------------ the rest
def _section(root: Any, meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    """Return the outlet's section, such as politics."""
    candidates = [*_metas_of(meta, "article:section"), text_of(article.get("articleSection"))]
    crumbs = [
        plain(element.text_content())
        for element in root.xpath('//*[contains(@class, "breadcrumb")]//a')[:6]
    ]
    candidates += crumbs[1:][-1:]
    for text in map(plain, candidates):
        if text and len(text) <= 60 and not _is_address(text):
            return text
    return None


def _tags(meta: dict[str, list[str]], article: dict[str, Any], title: str) -> tuple[str, ...]:
    """Return the publisher's own tags."""
    keywords = article.get("keywords")
    listed = keywords if isinstance(keywords, list) else [keywords]
    for texts in (
        list(_metas_of(meta, "article:tag", "og:article:tag")),
        [text_of(word) for word in listed],
        list(_metas_of(meta, "news_keywords", "keywords")),
    ):
        parts = (plain(part) for text in texts for part in _SPLIT_TAGS.split(plain(text)))
        tags = [tag for tag in parts if 1 < len(tag) <= 60 and tag != title]
        if tags:
            return tuple(dict.fromkeys(tags))[:_MAX_TAGS]
    return ()


def _image(meta: dict[str, list[str]], article: dict[str, Any], base: str | None) -> str | None:
    """Return the address of the article's picture."""
    image = article.get("image")
    first = image[0] if isinstance(image, list) and image else image
    from_json = first.get("url") if isinstance(first, dict) else first
    names = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
    for text in [*_metas_of(meta, *names), text_of(from_json)]:
        link = web_link(text, base)
        if link:
            return link
    return None


def _caption(root: Any) -> str | None:
    """Return the caption of the article's first picture."""
    scope = next(root.iter("article"), root)
    caption = first_caption(scope)
    if caption is None:
        for element in root.xpath('//*[contains(@class, "wp-caption-text")]')[:1]:
            caption = plain(element.text_content())
    return caption[:500] if caption else None
