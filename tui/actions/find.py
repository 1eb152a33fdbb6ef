"""Actions that find: the search box, saved searches, tags."""

from __future__ import annotations

from tui.actions.action import EVERYWHERE, Action
from tui.actions.action import deferred as _

FIND: tuple[Action, ...] = (
    Action("search", "slash", _("Search"), _("Search in all articles"), "find", EVERYWHERE),
    Action("save_search", "S,ctrl+s", _("Keep search"), _("Keep the search under a name"), "find"),
    Action("tag", "t", _("Tag"), _("Tag by hand, or take a tag off"), "find", ("list", "article")),
    Action("tags", "T", _("Tags"), _("All tags: rename, merge, hide"), "find", ("sidebar",)),
    Action(
        "rename_section",
        "E",
        _("Rename"),
        _("Rename the tag or the saved search of the sidebar"),
        "find",
        ("sidebar",),
    ),
    Action(
        "remove_section",
        "X,delete",
        _("Remove"),
        _("Hide the tag, or forget the saved search, of the sidebar"),
        "find",
        ("sidebar",),
    ),
    Action(
        "alert_section",
        "A",
        _("Announce"),
        _("Announce what is new in the saved search, or no longer"),
        "find",
    ),
)
