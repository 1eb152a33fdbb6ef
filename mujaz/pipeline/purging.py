"""Deleting what the user's setting calls old, after a refresh."""

from __future__ import annotations

from datetime import datetime, timedelta

from mujaz.errors import BusyError
from mujaz.store.protocol import Store
from mujaz.store.protocol_upkeep import Purged

_NOTHING = Purged(articles=0, stories=0)


def purge_old(store: Store, days: int, now: datetime) -> Purged:
    """Take out stories that are older than so many days, read and not starred.

    Where another process is grouping or writing at this moment, nothing is done: the next refresh
    comes soon enough.

    Args:
        store: what is purged.
        days: the setting ``[store] purge_after_days``; 0 for never.
        now: the present moment.
    """
    if not days:
        return _NOTHING
    try:
        with store.exclusive(wait=0):
            return store.purge(now - timedelta(days=days), now)
    except BusyError:
        return _NOTHING
