"""Actions of the article: its neighbours, its sources, its link, copying."""

from __future__ import annotations

from tui.actions.action import Action
from tui.actions.action import deferred as _

ARTICLE: tuple[Action, ...] = (
    Action("source", "1,2,3,4,5,6,7,8,9", _("Source"), _("Read the source of that number"), "read"),
    Action("copy", "y", _("Copy"), _("Copy the selected text, or all of it"), "read", ("article",)),
    Action(
        "open", "o", _("Link"), _("Open the article's page in the browser"), "read", ("article",)
    ),
)
