"""What the keys do that find: the search box, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from mujaz.i18n import _
from tui.screens.actions_move import MoveActions
from tui.sections import Section
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from textual.widgets import Input


class FindActions(MoveActions):
    """Searches, and goes by tags."""

    def action_search(self) -> None:
        """Go to the search box, which stands above the list."""
        if self.search_box is None:
            from tui.widgets.search_input import SearchInput

            self.search_box = SearchInput(placeholder=_("Search…"), id="search")
            self.query_one("#middle").mount(self.search_box, before=self.list)
        self.pane = "list"
        self.show_panes()
        self.search_box.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while words are typed."""
        self.search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the results."""
        self.focus_pane("list")

    def action_tags(self) -> None:
        """Go to the tags of the sidebar."""
        self.focus_pane("sidebar")
        self.sidebar.first_tag()

    @on(ArticleView.TagChosen)
    def _tag_chosen(self, event: ArticleView.TagChosen) -> None:
        self.choose_section(Section("tag", event.name))
        self.sidebar.find("tag", event.name)
        self.focus_pane("list")
