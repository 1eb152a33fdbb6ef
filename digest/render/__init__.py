"""Editions in files' words: one module a format, each a function from an edition to text.

Formats are loaded when asked for: Markdown, text and JSON do not pay for the template engine.
"""

from __future__ import annotations

from typing import Literal, assert_never

from digest.model import Edition

Format = Literal["md", "html", "page", "txt", "json"]
FORMATS: tuple[Format, ...] = ("md", "html", "page", "txt", "json")


def render(edition: Edition, format: Format) -> str:
    """Return an edition as ``md`` (CommonMark), ``html`` (mail body), ``page``, ``txt`` or ``json``.

    Text is logical, without presentation forms. The same edition gives the same text.
    """
    match format:
        case "md":
            from digest.render import markdown

            return markdown.render(edition)
        case "html":
            from digest.render import html

            return html.render(edition)
        case "page":
            from digest.render import page

            return page.render(edition)
        case "txt":
            from digest.render import text

            return text.render(edition)
        case "json":
            from digest.render import json

            return json.render(edition)
        case _:
            assert_never(format)
