"""Which panes are on the screen, which has the focus, and its keys in the bar below.

Sections stand at the right, the list in the middle, the article at the left: left goes deeper,
right goes back. Narrow terminals show two panes, or one, around the one with the focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from mujaz.i18n import _
from tui.actions import ACTIONS, Pane
from tui.keymap import key_names
from tui.screens.lists import Lists
from tui.sections import Section
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.widgets.search_input import SearchInput

PANES: tuple[Pane, ...] = ("sidebar", "list", "article")
THREE, TWO = 110, 70
"""From these widths on three panes fit, or two."""


def visible_panes(width: int, focused: Pane) -> tuple[Pane, ...]:
    """Return the panes that a terminal of some columns shows, the focused one always among them."""
    if width >= THREE:
        return PANES
    if width >= TWO:
        return ("sidebar", "list") if focused == "sidebar" else ("list", "article")
    return (focused,)


class Panes(Lists):
    """Shows the panes for which there is room.

    Attributes:
        pane: the pane that has the focus.
        search_box: the box above the list while it is open.
    """

    pane: Pane = "list"
    search_box: SearchInput | None = None

    def focus_pane(self, name: str) -> None:
        """Give a pane the focus and show it."""
        pane: Pane = name if name in PANES else "list"
        self.pane = pane
        self.show_panes()
        widgets = {"sidebar": self.sidebar, "list": self.list, "article": self.article}
        widgets[pane].focus(scroll_visible=False)

    def show_panes(self) -> None:
        """Show the panes for which there is room, and the keys of the focused one."""
        width = self.app.size.width
        shown = visible_panes(width, self.pane)
        self.set_class(THREE > width >= TWO, "-two")
        self.set_class(width < TWO, "-one")
        self.sidebar.set_class("sidebar" not in shown, "-hidden")
        self.article.set_class("article" not in shown, "-hidden")
        self.query_one("#middle").set_class("list" not in shown, "-hidden")
        self._show_keys()

    def _show_keys(self) -> None:
        """Fill the key bar: help and quit last, which always stay."""
        if self.search_box is not None and self.search_box.has_focus:
            self.keys.show([("↵", _("Results"), "deeper"), ("Esc", _("Back"), "back")])
            return
        entries = [
            (key_names(self.keymap[action.id])[0], _(action.label), action.id)
            for action in ACTIONS
            if self.pane in action.bar
        ]
        self.keys.show(entries)

    def close_search_box(self) -> bool:
        """Take the search box away, whatever it holds; False where there is none."""
        if self.search_box is None:
            return False
        had_focus = self.search_box.has_focus
        self.search_box.remove()
        self.search_box = None
        if had_focus:
            self.focus_pane("list")
        return True

    def choose_section(self, section: Section) -> None:
        """Show another section's list; a search ends, its box goes."""
        self.close_search_box()
        super().choose_section(section)

    @property
    def rows(self) -> VirtualList | None:
        """The list that has the focus; None in the article."""
        if self.pane == "article":
            return None
        return self.sidebar if self.pane == "sidebar" else self.list

    def on_resize(self, event: events.Resize) -> None:
        """Fit the panes to the terminal."""
        self.show_panes()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, which the mouse may move too."""
        panes: tuple[Pane, ...] = PANES
        for pane, widget in zip(panes, (self.sidebar, self.list, self.article), strict=True):
            if event.widget is widget and self.pane != pane:
                self.pane = pane
                self.show_panes()
        self._show_keys()
