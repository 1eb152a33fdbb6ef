"""What the keys do to the list: fold and unfold, narrow it, mark and star its rows."""

from __future__ import annotations

from mujaz.i18n import _
from mujaz.model import ArticleFilter
from mujaz.store.protocol import Store
from tui.screens.actions_move import MoveActions
from tui.widgets.story_list import is_unread


class ListActions(MoveActions):
    """Changes what the list shows and the state of its rows."""

    # -------------------------------------------------------------------- going on
    def action_next_article(self) -> None:
        """Go to the next row of the list, and read it where the article has the focus."""
        self._go(self.list.cursor + 1)

    def action_previous_article(self) -> None:
        """Go to the previous row of the list, and read it where the article has the focus."""
        self._go(self.list.cursor - 1)

    def action_next_unread(self) -> None:
        """Go to the next unread row; while searching, to the next match."""
        self._go_unread(1)

    def action_previous_unread(self) -> None:
        """Go to the previous unread row; while searching, to the previous match."""
        self._go_unread(-1)

    def _go(self, index: int) -> None:
        if not 0 <= index < self.list.count or index == self.list.cursor:
            return
        reads = self.pane == "article"
        self.list.go_to(index, tell=not reads)
        if reads:
            self.note_top()
            self.begin(self.open_row(), "article")

    def _go_unread(self, step: int) -> None:
        if self.words:
            self._go_match(step)
        elif self.list.count:
            near = self._known_unread(step)
            if near is not None:
                self._go(near)
            else:
                self.begin(self._find_unread(step), "unread")

    def _go_match(self, step: int) -> None:
        """Go to the next or previous hit: within the article that is read, then in its neighbour."""
        if self.pane != "article":
            self._go(self.list.cursor + step)
        elif not self.article.step_match(step):
            index = self.list.cursor + step
            if 0 <= index < self.list.count:
                self.list.go_to(index, tell=False)
                self.note_top()
                self.begin(self._open_match(step), "article")
            else:
                self.tell(
                    _("This is the last match.") if step > 0 else _("This is the first match.")
                )

    async def _open_match(self, step: int) -> None:
        """Read the row under the cursor from its first hit, or from its last on the way back."""
        await self.open_row()
        self.article.begin_match(step)

    def _known_unread(self, step: int) -> int | None:
        """Return the nearest unread row in a direction, as far as rows are known."""
        index = self.list.cursor + step
        while 0 <= index < self.list.count:
            shown = self.list.summary(self.list.listing.rows[index])
            if shown is None:
                return None
            if is_unread(shown):
                return index
            index += step
        return None

    async def _find_unread(self, step: int) -> None:
        """Go to the nearest unread row in a direction, round the end of the list."""
        listing = self.list.listing
        wanted = self.section.wanted(self.clock(), unread=True)
        unread = await self.library.count(_unread_rows, wanted, flat=listing.flat)
        start, count = self.list.cursor, len(listing)
        if listing is not self.list.listing:
            return
        for distance in range(1, count):
            index = (start + step * distance) % count
            row = listing.rows[index]
            shown = self.list.summary(row)
            if is_unread(shown) if shown is not None else row in unread:
                self._go(index)
                return
        self.tell(_("Nothing else here is unread."))

    # ----------------------------------------------------------------------- rows
    def action_expand(self) -> None:
        """Show or hide the articles of a story."""
        index = self.list.cursor
        if not self.list.count:
            return
        if self.list.listing.flat:
            key = self.key_of("flat")
            self.tell(_("These are single articles; {key} groups them by story.").format(key=key))
            return
        if self.list.listing.is_open(index) or self.list.listing.parent(index) is not None:
            self.list.fold(index)
            return

        async def unfold(story: str) -> None:
            articles = await self.library.story_articles(story)
            if len(articles) < 2:
                self.tell(_("This story is a single article."))
            elif self.list.current == story:
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
        """Group by story, or list single articles; what was found, too."""
        if self.words:
            self.found_flat = not self.found_flat
            self.begin(self.fill(self.place), "list")
        else:
            self.flat = not self.flat
            self._again()

    def _again(self) -> None:
        if self.search_box is not None:
            self.end_search()
        self.begin(self.load_list(), "list")


def _unread_rows(store: Store, wanted: ArticleFilter, *, flat: bool) -> set[str]:
    """Return the unread rows of a list, articles below its stories among them."""
    if flat:
        return set(store.article_ids(wanted))
    return {*store.story_ids(wanted), *store.article_ids(ArticleFilter(unread=True))}
