"""Everything that can be done in the reader: ONE table behind bindings, key bar and help.

An action's id is also the name of the method ``action_<id>`` that does it, and the name under
which the user gives it other keys. Messages are English msgids here and are translated where they
are shown (the deferred form of gettext's manual). What the actions do is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pane = Literal["sidebar", "list", "article"]
Group = Literal["move", "read", "find", "app"]


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


def _(message: str) -> str:
    """Mark a msgid for extraction; it is translated when shown."""
    return message


_ALL: tuple[Pane, ...] = ("sidebar", "list", "article")

ACTIONS: tuple[Action, ...] = (
    Action(
        "deeper", "enter,left", _("Open"), _("Open, one pane deeper"), "move", ("sidebar", "list")
    ),
    Action(
        "back",
        "right,escape",
        _("Back"),
        _("Back, one pane out; ends a search"),
        "move",
        ("article",),
    ),
    Action("next", "j,down", _("Next"), _("Next row, or one line down"), "move"),
    Action("previous", "k,up", _("Previous"), _("Previous row, or one line up"), "move"),
    Action("page_down", "space,pagedown", _("Page"), _("One page down"), "move", ("article",)),
    Action("page_up", "shift+space,pageup", _("Page up"), _("One page up"), "move"),
    Action("first", "g,home", _("Top"), _("To the beginning"), "move"),
    Action("last", "G,end", _("End"), _("To the end"), "move"),
    Action("next_pane", "tab", _("Pane"), _("To the next pane"), "move"),
    Action("previous_pane", "shift+tab", _("Pane"), _("To the previous pane"), "move"),
    Action(
        "next_article", "n", _("Next article"), _("Read the next article"), "read", ("article",)
    ),
    Action("previous_article", "p", _("Previous article"), _("Read the previous article"), "read"),
    Action("source", "1,2,3,4,5,6,7,8,9", _("Source"), _("Read the source of that number"), "read"),
    Action("expand", "e", _("Articles"), _("Show or hide a story's articles"), "read", ("list",)),
    Action("star", "s", _("Star"), _("Star, or take the star off"), "read", ("list", "article")),
    Action(
        "mark", "m", _("Mark read"), _("Mark as read, or as unread"), "read", ("list", "article")
    ),
    Action("copy", "y", _("Copy"), _("Copy the selected text, or all of it"), "read", ("article",)),
    Action(
        "open", "o", _("Link"), _("Open the article's page in the browser"), "read", ("article",)
    ),
    Action("search", "slash", _("Search"), _("Search in all articles"), "find", _ALL),
    Action("unread", "u", _("Unread"), _("Only what is unread, or everything"), "find", ("list",)),
    Action(
        "flat", "f", _("Stories"), _("Group by story, or list single articles"), "find", ("list",)
    ),
    Action("tags", "t", _("Tags"), _("To the tags"), "find", ("sidebar", "list")),
    Action("refresh", "r", _("Refresh"), _("Fetch what is new"), "app", ("sidebar", "list")),
    Action("help", "question_mark", _("Help"), _("This page"), "app", _ALL),
    Action("suspend", "ctrl+z", _("Shell"), _("To the shell; fg comes back"), "app"),
    Action("quit", "q,ctrl+q,ctrl+c", _("Quit"), _("Quit"), "app", _ALL),
)

GROUPS: dict[Group, str] = {
    "move": _("Moving"),
    "read": _("Reading"),
    "find": _("Finding"),
    "app": _("The reader"),
}
"""Headings of the help screen, msgids, in its order."""
