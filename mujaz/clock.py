"""The present moment, injectable: ``MUJAZ_NOW`` stands for now in demos and tests.

Only this module reads the system's clock for what users see; everything else is given a time.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from mujaz.errors import ConfigError
from mujaz.i18n import _


def now() -> datetime:
    """Return the present moment in UTC, or the moment that ``MUJAZ_NOW`` names.

    Raises:
        ConfigError: ``MUJAZ_NOW`` is set and is no ISO 8601 time.
    """
    frozen = os.environ.get("MUJAZ_NOW")
    if not frozen:
        return datetime.now(UTC)
    return parse_iso(frozen, what="MUJAZ_NOW")


def parse_iso(text: str, *, what: str) -> datetime:
    """Return the ISO 8601 time in ``text`` as UTC; a time without an offset is taken as UTC.

    Args:
        text: the time as written.
        what: where the text comes from, for the message.

    Raises:
        ConfigError: the text is no ISO 8601 time.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ConfigError(
            _("{what}: “{text}” is no ISO time; write for example 2025-12-15T18:00:00Z.").format(
                what=what, text=text[:60]
            )
        ) from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC with a ``Z``, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
