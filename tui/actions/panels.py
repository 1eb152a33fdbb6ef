"""Actions of the screens beside the main one: feed manager, settings, starter packs, tags.

Each of these screens also knows the moving and leaving actions of the main screen, by the same
keys. A key may mean one thing here and another there.
"""

from __future__ import annotations

from typing import Literal

from tui.actions.action import Action
from tui.actions.action import deferred as _

Panel = Literal["feeds", "settings", "packs", "tags", "briefing", "edition"]

PANELS: dict[Panel, tuple[Action, ...]] = {
    "feeds": (
        Action("feeds_add", "a", _("Add"), _("Add a feed by its address, or its site's"), "feeds"),
        Action("feeds_check", "c", _("Check now"), _("Fetch the feed now"), "feeds"),
        Action("feeds_switch", "s", _("On/off"), _("Switch the feed on or off"), "feeds"),
        Action("feeds_remove", "d,delete", _("Remove"), _("Remove the feed"), "feeds"),
        Action("feeds_packs", "p", _("Packs"), _("Choose from the starter packs"), "feeds"),
        Action("feeds_import", "i", _("Import"), _("Add the feeds of an OPML file"), "feeds"),
        Action("feeds_export", "x", _("Export"), _("Write the feeds to an OPML file"), "feeds"),
    ),
    "settings": (
        Action("settings_change", "enter,space", _("Change"), _("Change the value"), "settings"),
        Action("settings_before", "backspace", _("Before"), _("Go back one value"), "settings"),
        Action("settings_reset", "d,delete", _("Default"), _("Back to the default"), "settings"),
        Action(
            "settings_write",
            "w",
            _("Write to file"),
            _("Write the value into the configuration file"),
            "settings",
        ),
    ),
    "packs": (
        Action("packs_pick", "space,x", _("Pick"), _("Pick, or leave out"), "packs"),
        Action("packs_start", "enter", _("Subscribe"), _("Subscribe to what is picked"), "packs"),
        Action("packs_open", "left,h", _("Feeds"), _("Show or hide a pack's feeds"), "packs"),
        Action(
            "packs_address",
            "a",
            _("Address"),
            _("Add a feed by its address, or its site's"),
            "packs",
        ),
        Action("packs_import", "i", _("OPML"), _("Add the feeds of an OPML file"), "packs"),
        Action("packs_sample", "d", _("Sample"), _("Try the bundled sample first"), "packs"),
    ),
    "tags": (
        Action("tags_rename", "r", _("Rename"), _("Give the tag another name"), "tags"),
        Action("tags_merge", "m", _("Merge"), _("Put the tag into another one"), "tags"),
        Action("tags_hide", "h,delete", _("Hide"), _("Hide the tag, or show it again"), "tags"),
        Action("tags_narrow", "slash", _("Search"), _("Narrow the list by letters"), "tags"),
        Action("tags_undo", "u", _("Undo"), _("Undo the last correction of a tag"), "tags"),
    ),
    "briefing": (
        Action(
            "briefing_send",
            "m",
            _("Send to me"),
            _("Send today's edition to your own address"),
            "briefing",
        ),
    ),
    "edition": (
        Action("edition_next_link", "v", _("Next link"), _("Choose the next link"), "edition"),
        Action(
            "edition_previous_link",
            "w",
            _("Previous link"),
            _("Choose the previous link"),
            "edition",
        ),
    ),
}
"""Screen → what can be done on it, in the order of its key bar."""

SHARED = (
    "deeper", "back", "leave", "next", "previous", "page_down", "page_up", "first", "last", "help",
    "suspend", "quit",
)  # fmt: skip
"""Ids of the main screen's actions that every panel knows."""

HEADINGS: dict[Panel, str] = {
    "feeds": _("Feed manager"),
    "settings": _("Settings"),
    "packs": _("Starter packs"),
    "tags": _("Tags"),
    "briefing": _("Briefing"),
    "edition": _("An edition of the briefing"),
}
"""Headings of the help screen, msgids."""
