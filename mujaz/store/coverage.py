"""Which sources were heard at a time, in the SQLite store."""

from __future__ import annotations

from datetime import datetime

from mujaz.store.connection import Connections
from mujaz.store.rows import seconds

# Steps from each name to the next by the index of (source, published): no article is read.
_ACTIVE = """
WITH RECURSIVE known (name) AS (
    SELECT min(source) FROM articles
    UNION ALL
    SELECT (SELECT min(source) FROM articles WHERE source > known.name)
    FROM known WHERE known.name IS NOT NULL
)
SELECT name FROM known WHERE name IS NOT NULL AND EXISTS (
    SELECT 1 FROM articles WHERE source = known.name AND published >= ? AND published < ?
) ORDER BY name
"""


class CoverageRows:
    """The part of the store that knows which sources published when."""

    _db: Connections

    def active_sources(self, since: datetime, until: datetime) -> list[str]:
        """Return the sources that published anything from ``since`` up to ``until``, by name."""
        rows = self._db.read(_ACTIVE, [seconds(since), seconds(until)])
        return [str(row[0]) for row in rows]
