"""Names of briefings as files, which no feed and no profile can steer."""

from __future__ import annotations

import unicodedata

from digest.model import Edition
from mujaz.model import short_id

_MAX_SLUG = 40


def default_name(edition: Edition, format: str) -> str:
    """Return the file name of an edition: ``mujaz-2025-12-15-daily.md``, a page ``.page.html``.

    Made of the date and the profile's letters and digits alone: no separator, no dot and no
    device name of Windows can come from outside.
    """
    ending = "page.html" if format == "page" else format
    return f"mujaz-{edition.date.isoformat()}-{file_slug(edition.profile)}.{ending}"


def file_slug(profile: str) -> str:
    """Return the letters and digits of a profile's name, of any script, joined by dashes."""
    name = unicodedata.normalize("NFKC", profile).casefold()
    words = "".join(char if char.isalnum() else "-" for char in name)
    words = "-".join(part for part in words.split("-") if part)[:_MAX_SLUG].strip("-")
    return words or "profile"


def slug(profile: str) -> str:
    """Return a name for a profile in ASCII letters, digits and dashes, for identifiers.

    One with other letters gets a number of its own: two briefings are never one list.
    """
    name = file_slug(profile)
    if name.isascii():
        return name
    return short_id("p", profile)
