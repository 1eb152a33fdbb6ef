"""What the keys do to the list: fold and unfold, narrow it, mark and star its rows."""

from __future__ import annotations

from tui.screens.actions_move import MoveActions


class ListActions(MoveActions):
    """Changes what the list shows and the state of its rows."""

    def action_expand(self) -> None:
        """Show or hide the articles of a story."""
        index = self.list.cursor
        if not self.list.count or self.list.listing.flat:
            return
        if self.list.listing.is_open(index) or self.list.listing.parent(index) is not None:
            self.list.fold(index)
            return

        async def unfold(story: str) -> None:
            articles = await self.library.story_articles(story)
            if len(articles) > 1 and self.list.current == story:
                self.list.unfold(self.list.cursor, articles)

        self.begin(unfold(self.list.listing.rows[index]), "article")

    def action_star(self) -> None:
        """Star the row, or take its star off."""
        self.begin(self.toggle("starred"), "state", exclusive=False)

    def action_mark(self) -> None:
        """Mark the row read or unread."""
        self.begin(self.toggle("read"), "state", exclusive=False)

    def action_mark_all(self) -> None:
        """Mark everything that is listed as read."""
        self._mark_rows(0, self.list.count)

    def action_mark_above(self) -> None:
        """Mark everything above the row as read, the row itself left out."""
        self._mark_rows(0, self._top_of(self.list.cursor))

    def action_mark_below(self) -> None:
        """Mark everything below the row as read, the row itself left out."""
        self._mark_rows(self.list.cursor + 1, self.list.count)

    def _top_of(self, index: int) -> int:
        """Return the row that closes what stands above: for an article, that of its story."""
        parent = self.list.listing.parent(index) if self.list.count else None
        return index if parent is None else parent

    def _mark_rows(self, start: int, end: int) -> None:
        rows = self.list.listing.rows[start:end]
        self.begin(self.mark_rows(rows), "state", exclusive=False)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.begin(self.take_back(), "undo", exclusive=False)

    def action_unread(self) -> None:
        """Show only what is unread, or everything again."""
        self.unread = not self.unread
        self._again()

    def action_flat(self) -> None:
        """Group by story, or list single articles."""
        self.flat = not self.flat
        self._again()

    def _again(self) -> None:
        if self.search_box is not None:
            self.end_search()
        self.begin(self.load_list(), "list")
