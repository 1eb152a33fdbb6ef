"""What the keys do that move: between panes, rows and lines."""

from __future__ import annotations

from tui.screens.marking import Marking
from tui.screens.panes import PANES, Panes
from tui.screens.searching import Searching


class MoveActions(Panes, Marking, Searching):
    """Moves the focus, the cursor and the text."""

    def _move(self, delta: int) -> None:
        if self.rows is not None:
            self.rows.move(delta)
        else:
            self.article.move(delta)

    def action_next(self) -> None:
        """One row or line down; out of the search box into its results."""
        if self.search_box is not None and self.search_box.has_focus:
            self.focus_pane("list")
        else:
            self._move(1)

    def action_previous(self) -> None:
        """One row or line up; from the first result back into the search box."""
        if self.pane == "list" and self.list.cursor == 0 and self.search_box is not None:
            self.search_box.focus()
        else:
            self._move(-1)

    def action_page_down(self) -> None:
        """One page down."""
        (self.rows or self.article).page(1)

    def action_page_up(self) -> None:
        """One page up."""
        (self.rows or self.article).page(-1)

    def action_first(self) -> None:
        """To the beginning."""
        if self.rows is not None:
            self.rows.go_to(0)
        else:
            self.article.jump(end=False)

    def action_last(self) -> None:
        """To the end."""
        if self.rows is not None:
            self.rows.go_to(self.rows.count - 1)
        else:
            self.article.jump(end=True)

    def action_next_pane(self) -> None:
        """To the pane on the left, round to the right."""
        self.focus_pane(PANES[(PANES.index(self.pane) + 1) % 3])

    def action_previous_pane(self) -> None:
        """To the pane on the right, round to the left."""
        self.focus_pane(PANES[(PANES.index(self.pane) - 1) % 3])

    def action_deeper(self) -> None:
        """Open what the cursor stands on."""
        if self.pane == "sidebar":
            self.focus_pane("list")
        elif self.pane == "list" and self.list.current is not None:
            self.begin(self.open_row(), "article")
        elif self.pane == "article":
            self.article.follow()

    async def open_row(self) -> None:
        """Read the row under the cursor; a story's articles come to stand below it."""
        self.focus_pane("article")
        if self.reading is None or self.reading.row != self.list.current:
            await self.load_article()
        if self.reading is not None and self.reading.story is not None:
            articles = [one.id for one in self.reading.story.articles]
            self.list.unfold(self.list.cursor, articles)
        self.mark_shown()

    def action_back(self) -> None:
        """One pane out; the search ends where it began."""
        if self.article.selected_text:
            self.clear_selection()
        elif self.article.following:
            self.article.leave_target()
        elif self.pane == "article":
            self.focus_pane("list")
        elif self.search_box is not None:
            self.end_search()
        elif self.pane == "list":
            self.focus_pane("sidebar")

    def end_search(self) -> None:
        """Take the search box away; the section's list comes back."""
        if self.close_search_box():
            self.focus_pane("list")
            self.search("")
