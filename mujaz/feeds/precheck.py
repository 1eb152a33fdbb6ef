"""A quick look over a document before a parser sees it: entities, depth, and what it is.

One pass, linear in the document, without recursion. It understands just enough of XML and sloppy
HTML to count how deep tags are nested; parsing is :mod:`mujaz.feeds.parse`'s work.
"""

from __future__ import annotations

import re

from mujaz.errors import FeedError
from mujaz.i18n import _

#: How deep tags may be nested. Feeds need about ten; parsers take quadratic time on the depth.
MAX_DEPTH = 256
_MARKUP = re.compile(
    r"<(?:(?P<cdata>!\[CDATA\[)|(?P<comment>!--)|(?P<pi>\?)|(?P<entity>!ENTITY\b)"
    r"|(?P<close>/?)(?P<name>[A-Za-z_][\w:.\-]*))",
    re.IGNORECASE,
)
_VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "isindex",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_ITEMS = {"item", "entry"}
_ROOTS = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "channel": "feed",
    "opml": "opml",
    "html": "html",
}
_ENDS = {"cdata": "]]>", "comment": "-->", "pi": "?>"}


def root_kind(text: str) -> str:
    """Return what a document is by its first tag: ``feed``, ``opml``, ``html``, ``json`` or ``""``."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return "json"
    position = 0
    while match := _MARKUP.search(text, position):
        end = _skip(text, match)
        if end is not None:
            position = end
            continue
        if match["entity"]:
            position = match.end()
            continue
        name = match["name"].lower().rpartition(":")[2]
        return _ROOTS.get(name, "html" if name in ("head", "body", "script", "div", "p") else "")
    return "html" if head[:9].lower() == "<!doctype" else ""


def check_markup(text: str, *, shown: str, max_items: int | None = None) -> str:
    """Refuse a document that declares entities or is nested too deeply; cut one that is too long.

    Args:
        text: the decoded document.
        shown: its address or name, for the message.
        max_items: how many items or entries are wanted; the others are not even parsed.

    Returns:
        the document, cut before the first item too many, with its open tags closed.

    Raises:
        FeedError: it declares entities (no feed needs them; bombs and file readers do), or its
            tags are nested more than :data:`MAX_DEPTH` deep.
    """
    stack: list[str] = []
    open_names: dict[str, int] = {}
    position = items = 0
    while match := _MARKUP.search(text, position):
        end = _skip(text, match)
        if end is not None:
            position = end
            continue
        if match["entity"]:
            raise FeedError(
                _("{url}: this document declares entities of its own and was not read.").format(
                    url=shown
                )
            )
        name = match["name"]
        if match["close"]:
            position = match.end()
            _close(name, stack, open_names)
            continue
        if name.rpartition(":")[2].lower() in _ITEMS:
            items += 1
            if max_items is not None and items > max_items:
                return text[: match.start()] + "".join(f"</{tag}>" for tag in reversed(stack))
        position = text.find(">", match.end())
        if position < 0:
            break
        if text[position - 1] != "/" and name.lower() not in _VOID:
            _open(name, stack, open_names, shown)
    return text


def _open(name: str, stack: list[str], open_names: dict[str, int], shown: str) -> None:
    """Take a start tag.

    Raises:
        FeedError: it stands too deep.
    """
    stack.append(name)
    open_names[name.lower()] = open_names.get(name.lower(), 0) + 1
    if len(stack) > MAX_DEPTH:
        raise FeedError(
            _("{url}: this document is nested more than {n} levels deep and was not read.").format(
                url=shown, n=MAX_DEPTH
            )
        )


def _skip(text: str, match: re.Match[str]) -> int | None:
    """Return where a comment, CDATA section or processing instruction ends; None for a tag."""
    kind = match.lastgroup if match.lastgroup in _ENDS else None
    if kind is None:
        return None
    end = text.find(_ENDS[kind], match.end())
    return len(text) if end < 0 else end + len(_ENDS[kind])


def _close(name: str, stack: list[str], open_names: dict[str, int]) -> None:
    """Take an end tag: everything above its start tag is closed with it, whatever its case."""
    name = name.lower()
    if not open_names.get(name):
        return
    while stack:
        top = stack.pop().lower()
        open_names[top] -= 1
        if top == name:
            return
