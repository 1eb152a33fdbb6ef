"""HTML of a feed entry or a page → plain paragraphs, links and pictures.

Knows which elements start a new line and which hold no text of an article. Pages with menus and
sidebars are :mod:`mujaz.feeds.page`'s work; this module takes a fragment as it is.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mujaz.feeds.addresses import web_link
from mujaz.feeds.decode import strip_controls
from mujaz.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SKIPPED = frozenset(
    [
        "applet",
        "audio",
        "button",
        "canvas",
        "embed",
        "head",
        "iframe",
        "input",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Fragment:
    """The text of a piece of HTML: paragraphs separated by a newline, and what stood beside it.

    ``image`` is the first picture's address, ``caption`` the first figure's caption.
    """

    text: str
    image: str | None = None
    caption: str | None = None


def plain(text: str | None) -> str:
    """Return a one-line text without tags, character references, controls and double spaces."""
    if not text:
        return ""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
        if "<" in text and "&" not in text:
            text = _TAG.sub(" ", text)
    return " ".join(clean(text).split())


def tidy_lines(text: str) -> str:
    """Return clean text whose lines are trimmed, without empty ones and without double spaces."""
    lines = (_SPACE.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def fragment(source: str, *, base: str | None = None) -> Fragment:
    """Return the text of a piece of HTML.

    Args:
        source: HTML, or plain text.
        base: the address that relative links start from.

    Returns:
        its text, first picture and first caption; captions are not part of the text.
    """
    if "<" not in source:
        return Fragment(tidy_lines(html.unescape(source)))
    root = parse_html(f"<div>{source}</div>")
    if root is None:
        return Fragment("")
    return Fragment(
        text=tidy_lines("".join(_texts(root))),
        image=first_image(root, base),
        caption=first_caption(root),
    )


def parse_html(source: str) -> Any | None:
    """Return the lxml tree of a page or fragment, or None where there is none.

    libxml2 cuts trees at 256 levels, so that hostile nesting costs little.
    """
    from lxml import etree
    from lxml import html as lxml_html

    source = strip_controls(source)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def first_image(root: Any, base: str | None) -> str | None:
    """Return the address of the first picture under an element that is no tracking pixel."""
    for image in root.iter("img"):
        if image.get("width") in ("0", "1") or image.get("height") in ("0", "1"):
            continue
        link = web_link(image.get("src") or image.get("data-src"), base)
        if link:
            return link
    return None


def first_caption(root: Any) -> str | None:
    """Return the caption of the first figure under an element."""
    for element in root.iter("figcaption"):
        text = plain(element.text_content())
        if text:
            return text
    return None


def _texts(root: Any) -> Iterator[str]:
    """Yield the texts under an element in document order, with newlines where blocks begin."""
    # Events rather than recursion: hostile trees are deep.
    from lxml import etree

    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        hidden = name in _SKIPPED or name == "figcaption"
        if event == "start":
            skipped += hidden
            if name in _BLOCKS:
                yield _BREAK
            if not skipped and element.text:
                yield element.text.replace("\n", " ")
            continue
        skipped -= hidden
        if name in _BLOCKS:
            yield _BREAK
        if not skipped and element.tail and element is not root:
            yield element.tail.replace("\n", " ")
