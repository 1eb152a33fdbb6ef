"""A newer list in the place of an older one, without moving the row that is being read.

Rows are ids here; nothing is known of screens and stores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.listing import Listing


@dataclass(frozen=True, slots=True)
class Merged:
    """The newer list.

    Attributes:
        listing: its rows.
        fresh: how many of its rows the older list did not have.
    """

    listing: Listing
    fresh: int


def merged(
    older: Listing, ids: Sequence[str], anchor: str | None, opened: Mapping[str, Sequence[str]]
) -> Merged:
    """Return the newer list.

    Its order is the newer one, but the row that is read keeps its place before the row that stood
    below it, even where it would go up (its story goes on) or away (it is read and only what is
    unread was asked for).

    Args:
        older: the list on the screen.
        ids: the newer rows in order, articles below stories left out.
        anchor: the row that is read, of a story's article that of its story; None for no row.
        opened: story → its articles, for the stories that are unfolded.
    """
    before = older.top_rows()
    known = set(before)
    fresh = sum(1 for one in ids if one not in known)
    rows = list(ids)
    if anchor is not None:
        rows = [one for one in rows if one != anchor]
        places = {one: index for index, one in enumerate(rows)}
        below = before[before.index(anchor) + 1 :] if anchor in known else ()
        place = next((places[one] for one in below if one in places), len(rows))
        rows.insert(place, anchor)
    listing = Listing(rows, flat=older.flat)
    for story, articles in opened.items():
        index = listing.find(story)
        if index is not None:
            listing.open(index, articles)
    return Merged(listing, fresh)
