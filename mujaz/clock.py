"""The present moment, injectable: ``MUJAZ_NOW`` stands for now in demos and tests.

Only this module reads the system's clock for what users see; everything else is given a time.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from mujaz.errors import ConfigError
from mujaz.i18n import _

FIRST_YEAR, LAST_YEAR = 1970, 2999


def now() -> datetime:
    """Return the present moment in UTC, or the moment that ``MUJAZ_NOW`` names.

    Raises:
        ConfigError: ``MUJAZ_NOW`` is set and is no ISO 8601 time.
    """
    frozen = os.environ.get("MUJAZ_NOW")
    if not frozen:
        return datetime.now(UTC)
    try:
        return parse_moment(frozen)
    except ValueError:
        raise ConfigError(
            _("{what}: “{text}” is no ISO time; write for example 2025-12-15T18:00:00Z.").format(
                what="MUJAZ_NOW", text=frozen[:60]
            )
        ) from None


def parse_moment(text: str) -> datetime:
    """Return the ISO 8601 time or date in ``text`` as UTC; without an offset it is taken as UTC.

    Raises:
        ValueError: it is none, or lies outside the years 1970 to 2999: nothing that mujaz handles
            is that old or that new, and arithmetic at the ends of the calendar fails.
    """
    moment = datetime.fromisoformat(text.strip())
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC with a ``Z``, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
