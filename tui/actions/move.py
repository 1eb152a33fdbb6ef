"""Actions that move: between panes, rows and lines."""

from __future__ import annotations

from tui.actions.action import Action
from tui.actions.action import deferred as _

MOVE: tuple[Action, ...] = (
    Action(
        "deeper",
        "enter,left,h",
        _("Open"),
        _("Open, one pane deeper"),
        "move",
        ("sidebar", "list"),
    ),
    Action(
        "back",
        "right,l",
        _("Back"),
        _("Back, one pane out; ends a search"),
        "move",
        ("article",),
    ),
    Action("leave", "escape", _("Back"), _("Stop a refresh, else back"), "move"),
    Action("next", "j,down", _("Next"), _("Next row, or one line down"), "move"),
    Action("previous", "k,up", _("Previous"), _("Previous row, or one line up"), "move"),
    Action("page_down", "space,pagedown", _("Page"), _("One page down"), "move", ("article",)),
    Action("page_up", "shift+space,pageup", _("Page up"), _("One page up"), "move"),
    Action("first", "g,home", _("Top"), _("To the beginning"), "move"),
    Action("last", "G,end", _("End"), _("To the end"), "move"),
    Action("next_pane", "tab", _("Pane"), _("To the next pane"), "move"),
    Action("previous_pane", "shift+tab", _("Pane"), _("To the previous pane"), "move"),
)
