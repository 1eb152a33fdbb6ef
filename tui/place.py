"""Where the reader was: kept in the store, so that the next start goes on there."""

from __future__ import annotations

import msgspec

KEY = "reader.place"


class Place(msgspec.Struct, kw_only=True):
    """A place in the reader; a field that no longer fits is simply not found again.

    Attributes:
        kind: what the section goes by, see :class:`tui.library.Section`.
        key: its source or tag.
        flat: single articles instead of stories.
        unread: only what is unread.
        row: id of the list's row.
        story: the story that was open around the row, if the row is an article of one.
        pane: the pane that had the focus.
        block: the article's block at the top of its pane.
        offset: the character of that block that the top line begins with.
    """

    kind: str = "all"
    key: str = ""
    flat: bool = False
    unread: bool = False
    row: str | None = None
    story: str | None = None
    pane: str = "list"
    block: int = 0
    offset: int = 0


def read_place(text: str | None) -> Place:
    """Return the place that was put away; the beginning where there is none or it is unreadable."""
    if text is None:
        return Place()
    try:
        return msgspec.json.decode(text, type=Place)
    except msgspec.DecodeError:
        return Place()


def write_place(place: Place) -> str:
    """Return a place as the store keeps it."""
    return msgspec.json.encode(place).decode()
