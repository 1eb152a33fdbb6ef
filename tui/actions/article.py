"""Actions of the article: its neighbours, sources and links, what is folded away, copying."""

from __future__ import annotations

from tui.actions.action import Action
from tui.actions.action import deferred as _

ARTICLE: tuple[Action, ...] = (
    Action("source", "1,2,3,4,5,6,7,8,9", _("Source"), _("Read the source of that number"), "read"),
    Action(
        "next_target",
        "v",
        _("Choose"),
        _("Choose the next tag, source, story or link of the page; Enter follows it"),
        "read",
        ("article",),
    ),
    Action(
        "previous_target",
        "w",
        _("Choose back"),
        _("Choose the previous tag, source, story or link"),
        "read",
    ),
    Action("card", "c", _("Story"), _("To the story's card, and back to the article"), "read"),
    Action("changes", "d", _("Changes"), _("Show or hide what the outlet changed"), "read"),
    Action("removed", "z", _("Removed"), _("Show or hide lines that were removed"), "read"),
    Action("copy_link", "y", _("Copy link"), _("Copy the article's address"), "read", ("article",)),
    Action("copy_text", "Y", _("Copy"), _("Copy the selected text, or the article"), "read"),
    Action(
        "open", "o", _("Link"), _("Open the article's page in the browser"), "read", ("article",)
    ),
)
