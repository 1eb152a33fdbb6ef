"""What both HTML formats share: the template engine, and texts of sources made safe for HTML.

Templates escape everything by themselves; only :func:`mixed` returns markup, all of it our own.
Which document is made of an edition is the formats' business.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digest import dates, phrases
from digest.model import EditionStory, NumberedSource
from digest.plain import direction

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = f"[{_LATIN}][{_LATIN}0-9]*(?:[._'’&/:@+-]+[{_LATIN}0-9]+)*"
_LATIN_RUN = re.compile(f"{_WORD}(?: {_WORD})*")


@cache
def environment() -> Environment:
    """Return the template engine: autoescaping, and strict about names that do not exist."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["mixed"] = mixed
    made.globals.update(phrases=phrases, dates=dates, direction=direction, numbered=_by_number)
    return made


def _by_number(story: EditionStory) -> dict[int, NumberedSource]:
    return {source.number: source for source in story.articles}


def mixed(text: str, base: str | None = None) -> Markup:
    """Return a text escaped, with the Latin runs of a right-to-left line set apart.

    ``<span dir="ltr">`` isolates where a reader knows HTML 5, the mark after it where not.

    Args:
        text: text of a source, or a phrase of the briefing's own.
        base: direction of the line, for a phrase; None where the text gives the direction.
    """
    from markupsafe import Markup, escape

    if (base or direction(text)) != "rtl":
        return escape(text)
    parts = []
    end = 0
    for match in _LATIN_RUN.finditer(text):
        parts.append(escape(text[end : match.start()]))
        parts.append(Markup('<span dir="ltr">{}</span>&rlm;').format(match[0]))
        end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)
