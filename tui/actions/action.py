"""What an action is: a name, its keys, its words. What actions there are is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pane = Literal["sidebar", "list", "article"]
Group = Literal[
    "move",
    "read",
    "find",
    "stories",
    "app",
    "feeds",
    "settings",
    "packs",
    "tags",
    "briefing",
    "edition",
]

EVERYWHERE: tuple[Pane, ...] = ("sidebar", "list", "article")
"""For actions whose key stands in the key bar of every pane."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes:
        id: name for settings and method.
        keys: keys of a Latin layout, by Textual's names, separated by commas; the first is shown.
        label: msgid of one or two words for the key bar.
        help: msgid of a line for the help screen.
        group: heading under which help lists it.
        bar: panes in whose key bar it stands.
    """

    id: str
    keys: str
    label: str
    help: str
    group: Group
    bar: tuple[Pane, ...] = ()


def deferred(message: str) -> str:
    """Mark a msgid for extraction; it is translated when shown.

    Import it as ``_`` where actions are defined.
    """
    return message
