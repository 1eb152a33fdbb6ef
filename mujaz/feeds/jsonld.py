"""JSON-LD of a page: the schema.org articles that it describes, as plain dictionaries.

Knows the shapes that sites give it (lists, ``@graph``, nested pages) and their usual slips. What the
fields mean for an article is known to :mod:`mujaz.feeds.metadata`.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

_MAX_SCRIPTS = 20
_MAX_LENGTH = 1_000_000
_MAX_DEPTH = 8


def articles_of(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles that a page's JSON-LD describes, in document order.

    Args:
        root: the page's lxml tree.
    """
    for script in root.xpath('//script[@type="application/ld+json"]')[:_MAX_SCRIPTS]:
        source = script.text_content() or ""
        if len(source) > _MAX_LENGTH:
            continue
        try:
            data = json.loads(source.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(data, 0)


def _articles_in(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for part in data:
            yield from _articles_in(part, depth + 1)
    elif isinstance(data, dict):
        if _is_article(data.get("@type")):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles_in(data.get(key), depth + 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(k, str) and k.endswith(("Article", "BlogPosting", "Report")) for k in kinds
    )


def text_of(value: object) -> str:
    """Return a text of JSON-LD: a string, the first of several, or an object's name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return html.unescape(value).strip() if isinstance(value, str) else ""


def names_of(value: object) -> list[str]:
    """Return the names of one or several persons or organisations."""
    parts = value if isinstance(value, list) else [value]
    return [name for name in map(text_of, parts[:10]) if name]
