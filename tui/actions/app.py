"""Actions of the reader as a whole: fetching, commands, other screens, help, leaving."""

from __future__ import annotations

from tui.actions.action import EVERYWHERE, Action
from tui.actions.action import deferred as _

APP: tuple[Action, ...] = (
    Action(
        "refresh", "r", _("Refresh"), _("Fetch what is new, or stop it"), "app", ("sidebar", "list")
    ),
    Action("feeds_state", "R", _("Feeds"), _("How each feed fared"), "app"),
    Action(
        "palette",
        "ctrl+p,colon",
        _("Commands"),
        _("Find any command by its name"),
        "app",
        ("list",),
    ),
    Action("feeds", "F", _("Feeds"), _("Feeds: add, remove, see how they are"), "app"),
    Action("briefing", "B", _("Briefing"), _("Today's briefing, and the last ones"), "app"),
    Action("settings", "comma", _("Settings"), _("Change the settings"), "app"),
    Action("help", "question_mark", _("Help"), _("This page"), "app", EVERYWHERE),
    Action("suspend", "ctrl+z", _("Shell"), _("To the shell; fg comes back"), "app"),
    Action("quit", "q,ctrl+q,ctrl+c", _("Quit"), _("Quit"), "app", EVERYWHERE),
)
