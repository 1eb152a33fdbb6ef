"""Actions that find: the search box, tags."""

from __future__ import annotations

from tui.actions.action import EVERYWHERE, Action
from tui.actions.action import deferred as _

FIND: tuple[Action, ...] = (
    Action("search", "slash", _("Search"), _("Search in all articles"), "find", EVERYWHERE),
    Action("tags", "t", _("Tags"), _("To the tags"), "find", ("sidebar", "list")),
)
