"""Actions of the list: what it shows, what is read, starred and taken back."""

from __future__ import annotations

from tui.actions.action import Action
from tui.actions.action import deferred as _

LISTS: tuple[Action, ...] = (
    Action(
        "next_unread",
        "n",
        _("Next unread"),
        _("Next unread article, or next match of a search"),
        "read",
        ("list", "article"),
    ),
    Action(
        "previous_unread",
        "N",
        _("Previous unread"),
        _("Previous unread article, or previous match"),
        "read",
    ),
    Action("next_article", "]", _("Next article"), _("Read the next article"), "read"),
    Action("previous_article", "[,p", _("Previous article"), _("Read the previous one"), "read"),
    Action("expand", "e", _("Articles"), _("Show or hide a story's articles"), "read", ("list",)),
    Action("star", "s", _("Star"), _("Star, or take the star off"), "read", ("list", "article")),
    Action(
        "mark", "m", _("Mark read"), _("Mark as read, or as unread"), "read", ("list", "article")
    ),
    Action("undo", "u", _("Undo"), _("Undo the last change"), "read", ("list",)),
    Action("mark_all", "a", _("All read"), _("Mark all that is listed as read"), "read"),
    Action("mark_above", "K", _("Above read"), _("Mark all above the row as read"), "read"),
    Action("mark_below", "J", _("Below read"), _("Mark all below the row as read"), "read"),
    Action("unread", "i", _("Unread"), _("Only what is unread, or everything"), "find", ("list",)),
    Action(
        "flat", "f", _("Stories"), _("Group by story, or list single articles"), "find", ("list",)
    ),
)
