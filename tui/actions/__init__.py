"""Everything that can be done in the reader: ONE table behind bindings, key bar, help, palette.

An action's id is also the name of the method ``action_<id>`` that does it, and the name under
which the user gives it other keys. Messages are English msgids here and are translated where they
are shown (the deferred form of gettext's manual). The table is put together from the modules of
this folder, one a subject; what the actions do is not known here.
"""

from __future__ import annotations

from tui.actions.action import Action, Group, Pane
from tui.actions.action import deferred as _
from tui.actions.app import APP
from tui.actions.article import ARTICLE
from tui.actions.find import FIND
from tui.actions.lists import LISTS
from tui.actions.move import MOVE
from tui.actions.panels import HEADINGS, PANELS, SHARED, Panel
from tui.actions.stories import STORIES

ACTIONS: tuple[Action, ...] = (*MOVE, *LISTS, *ARTICLE, *FIND, *STORIES, *APP)

GROUPS: dict[Group, str] = {
    "move": _("Moving"),
    "read": _("Reading"),
    "find": _("Finding"),
    "stories": _("Correcting stories"),
    "app": _("The reader"),
}
"""Headings of the help screen, msgids, in its order."""

__all__ = [
    "ACTIONS", "GROUPS", "HEADINGS", "PANELS", "SHARED", "Action", "Group", "Pane", "Panel",
]  # fmt: skip
