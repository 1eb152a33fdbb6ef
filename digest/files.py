"""Names of briefings as files, which no feed and no profile can steer."""

from __future__ import annotations

import unicodedata

from digest.model import Edition

_MAX_SLUG = 40


def default_name(edition: Edition, format: str) -> str:
    """Return the file name of an edition: ``mujaz-2025-12-15-daily.md``.

    Made of the date and the profile's letters and digits alone: no separator, no dot and no
    device name of Windows can come from outside.
    """
    name = unicodedata.normalize("NFKC", edition.profile).casefold()
    slug = "".join(char if char.isalnum() else "-" for char in name)
    slug = "-".join(part for part in slug.split("-") if part)[:_MAX_SLUG].strip("-")
    return f"mujaz-{edition.date.isoformat()}-{slug or 'profile'}.{format}"
