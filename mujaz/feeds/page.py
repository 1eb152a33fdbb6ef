"""One page or feed entry → the article on it.

The main text is found by trafilatura in its precise mode; where that finds little, the page's own
JSON-LD may hold more, and readability is the second opinion. What the page says of itself is read by
:mod:`mujaz.feeds.metadata`. Lines that the page left in the text stay: taking them out is
:mod:`mujaz.feeds.residue`'s work, which wants to know the outlet's other articles. Pages of several
articles are not taken apart here.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import Any

from mujaz.errors import ExtractError
from mujaz.feeds.addresses import display_address
from mujaz.feeds.decode import decode_document
from mujaz.feeds.html_text import fragment, parse_html, plain, tidy_lines
from mujaz.feeds.language import language_of
from mujaz.feeds.metadata import Metadata, read_metadata
from mujaz.i18n import _
from mujaz.model import Entry, Method, Page

# Below so many words the precise mode may have missed the article.
_FEW_WORDS = 60
_MIN_WORDS = 12
# A second opinion counts where it holds so much more, and where so little of it is links: a list
# of other articles is nearly all links.
_MUCH_MORE = 2
_MOST_LINKED = 0.3
_MAX_TEXT = 200_000
# An article stands in the first part of a page; time grows faster than the page does.
_MAX_SOURCE = 3_000_000
_LOOKED_AT = 4096
# Trafilatura drops characters that do not print. Those that shape words and direct lines travel
# through it as signs of a script that no page is written in (Aegean numbers).
_CARRIED = {
    "\u200c": "\U00010107",
    "\u200d": "\U00010108",
    "\u200e": "\U00010109",
    "\u200f": "\U0001010a",
}
_REFERENCES = {
    re.compile(r"&(?:zwnj|#8204|#x200c);", re.IGNORECASE): "\u200c",
    re.compile(r"&(?:zwj|#8205|#x200d);", re.IGNORECASE): "\u200d",
    re.compile(r"&(?:lrm|#8206|#x200e);", re.IGNORECASE): "\u200e",
    re.compile(r"&(?:rlm|#8207|#x200f);", re.IGNORECASE): "\u200f",
}
_OUTWARD = str.maketrans(_CARRIED)
_HOMEWARD = str.maketrans({sign: char for char, sign in _CARRIED.items()})


def extract_page(
    html: bytes | str,
    *,
    url: str | None,
    now: datetime,
    charset: str | None = None,
    name: str | None = None,
) -> Page:
    """Return the article on a page.

    Args:
        html: the page as fetched or read from a file.
        url: its address, or None; relative links start from it.
        now: the present moment; no publication date after it is believed.
        charset: the charset parameter of the HTTP content type.
        name: what the page is called in messages, where it has no address.

    Returns:
        the article, residue and all; ``removed`` is empty.

    Raises:
        ExtractError: the page holds no article.
    """
    shown = display_address(url) if url else name or _("the page")
    source = decode_document(html, charset) if isinstance(html, bytes) else html
    if "\0" in source[:_LOOKED_AT]:
        # a picture or a program: no text of a page holds NUL once its encoding is undone
        raise _nothing(shown)
    source = source[:_MAX_SOURCE]
    root = parse_html(source)
    if root is None:
        raise _nothing(shown)
    metadata = read_metadata(root, url=url, now=now)
    text, method = _main_text(source, metadata)
    if _words(text) < _MIN_WORDS:
        raise _nothing(shown)
    return Page(
        title=metadata.title or _first_line(text),
        text=text,
        author=metadata.author,
        published=metadata.published,
        source=metadata.source,
        language=language_of(text) or _declared_language(root),
        section=metadata.section,
        tags=metadata.tags,
        image=metadata.image,
        caption=metadata.caption,
        link=metadata.link,
        method=method,
    )


def page_of_entry(entry: Entry) -> Page | None:
    """Return the article that a feed entry itself carries, or None where it carries no text.

    Args:
        entry: an entry as parsed; the longer of its content and summary is taken.
    """
    pieces = [
        fragment(source, base=entry.url) for source in (entry.content, entry.summary) if source
    ]
    if not pieces:
        return None
    best = max(pieces, key=lambda piece: len(piece.text))
    text = best.text[:_MAX_TEXT]
    if not text:
        return None
    return Page(
        title=entry.title,
        text=text,
        author=entry.author,
        published=entry.published,
        language=language_of(f"{entry.title}\n{text}"),
        tags=entry.categories,
        image=entry.image or best.image,
        caption=best.caption,
        method="feed",
    )


def _main_text(source: str, metadata: Metadata) -> tuple[str, Method]:
    """Find the article's text, and say by what: the precise mode, JSON-LD or readability."""
    carried = not any(sign in source for sign in _CARRIED.values())
    if carried:
        for reference, char in _REFERENCES.items():
            source = reference.sub(char, source)
        source = source.translate(_OUTWARD)
    text = _trafilatura(source)
    method: Method = "trafilatura"
    if _words(text) < _FEW_WORDS:
        repeated = fragment(metadata.body).text
        if _words(repeated) > _words(text):
            text, method = repeated, "json-ld"
    if _words(text) < _FEW_WORDS:
        second = _readability(source)
        if _words(second) >= max(_MUCH_MORE * _words(text), _MIN_WORDS):
            text, method = second, "readability"
    return tidy_lines((text.translate(_HOMEWARD) if carried else text)[:_MAX_TEXT]), method


def _words(text: str) -> int:
    return len(text.split())


def _trafilatura(source: str) -> str:
    """Return the main text by trafilatura in its precise mode, or an empty string."""
    import trafilatura

    # It reports on its own troubles by warnings, which are no news to users.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree: Any = parse_html(source)
    if tree is None:
        return ""
    try:
        document: Any = trafilatura.bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            deduplicate=False,
            with_metadata=False,
        )
    except Exception:
        return ""
    return (document.text or "") if document is not None else ""


def _readability(source: str) -> str:
    """Return the main text by readability-lxml, or an empty string where it is mostly links."""
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(source).summary(html_partial=True)
    except Exception:
        return ""
    root = parse_html(summary)
    if root is None:
        return ""
    whole = _words(plain(root.text_content()))
    linked = sum(_words(plain(link.text_content())) for link in root.iter("a"))
    return fragment(summary).text if linked <= _MOST_LINKED * whole else ""


def _first_line(text: str) -> str:
    """Return the beginning of a text as its title."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= 90 else line[:90].rpartition(" ")[0] + "…"


def _declared_language(root: Any) -> str | None:
    """Return the language that the page declares."""
    lang = plain(root.get("lang") or "").lower().split("-")[0]
    return lang if re.fullmatch(r"[a-z]{2,3}", lang) else None


def _nothing(shown: str) -> ExtractError:
    return ExtractError(
        _(
            "{url}: no article on this page; it may need a browser, a login or another address."
        ).format(url=shown)
    )
