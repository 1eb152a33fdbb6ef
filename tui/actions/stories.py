"""Actions that correct stories by hand: what grouping got wrong, what the user wants of a story."""

from __future__ import annotations

from tui.actions.action import Action
from tui.actions.action import deferred as _

STORIES: tuple[Action, ...] = (
    Action("merge_story", "M", _("Merge"), _("Make another story part of this one"), "stories"),
    Action(
        "split_article", "C", _("Split off"), _("Make a story of its own of the article"), "stories"
    ),
    Action("move_article", "V", _("Move"), _("Move the article to another story"), "stories"),
    Action("rename_story", "H", _("Headline"), _("Give the story another title"), "stories"),
    Action("mute_story", "D", _("Mute"), _("Do not show this story any more"), "stories"),
    Action("pin_story", "P", _("Pin"), _("Keep the story at the top, or no longer"), "stories"),
    Action(
        "undo_correction",
        "U",
        _("Undo correction"),
        _("Take back the last correction of a story, an earlier day's too"),
        "stories",
    ),
)
