"""How long an answer says that it stays fresh: ``Cache-Control`` and ``Expires``.

Source: RFC 9111, sections 4.2 and 5.2.2. A feed reader is a private cache: ``s-maxage`` is not for
us. What is done with the wish is decided in :mod:`mujaz.feeds.polling`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: Longest time that an answer may claim, in seconds: one day. A server with a slip of the keyboard
#: (a year for everything) must not silence a feed.
MAX_FRESH = 86_400.0
_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})', re.IGNORECASE)
_NOT_FRESH = re.compile(r"(?:^|[\s,])(?:no-cache|no-store|must-revalidate)", re.IGNORECASE)


def fresh_seconds(headers: Mapping[str, str]) -> float | None:
    """Return for how long an answer wants not to be asked again.

    Args:
        headers: its header fields, by any spelling of their names (a case-insensitive mapping).

    Returns:
        seconds from now, more than 0 and at most :data:`MAX_FRESH`; None where it does not say.
    """
    control = headers.get("Cache-Control", "")
    if found := _MAX_AGE.search(control):
        return _bounded(float(found[1]) - _age(headers.get("Age", "")))
    if _NOT_FRESH.search(control):
        return None
    expires, date = _moment(headers.get("Expires")), _moment(headers.get("Date"))
    if expires is None:
        return None
    return _bounded((expires - (date or datetime.now(UTC))).total_seconds())


def _bounded(seconds: float) -> float | None:
    return min(seconds, MAX_FRESH) if seconds > 0 else None


def _age(field: str) -> float:
    field = field.strip()
    return float(field[:12]) if field.isascii() and field.isdigit() else 0.0


def _moment(field: str | None) -> datetime | None:
    """Read an HTTP date; None where there is none (``Expires: 0`` is common and means none)."""
    try:
        moment = parsedate_to_datetime(field or "")
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
