"""What the keys do with the article: its sources, its link, copying."""

from __future__ import annotations

from textual import on

from mujaz.i18n import _
from tui.screens.actions_move import MoveActions
from tui.widgets.article_view import ArticleView


class ArticleActions(MoveActions):
    """Copies and opens."""

    def action_source(self, number: int) -> None:
        """Read the story's source of a number."""
        story = self.reading.story if self.reading else None
        if story is not None and 1 <= number <= len(story.articles):
            self.begin(self.read_source(story.articles[number - 1].id), "article")

    async def read_source(self, article: str) -> None:
        """Read one of the story's articles: it counts as read."""
        if await self.show_source(article):
            self.mark_shown()

    def action_copy(self) -> None:
        """Copy the selected text, or the whole article, in logical order."""
        text = self.article.selected_text or self.article.all_text
        if text:
            self.app.copy_to_clipboard(text)
            self.tell(_("Copied."))

    def action_open(self) -> None:
        """Open the article's page."""
        from tui.links import open_link

        if self.reading is not None:
            self.tell(open_link(self.reading.article.url))

    @on(ArticleView.TargetChosen)
    def _source_chosen(self, event: ArticleView.TargetChosen) -> None:
        self.begin(self.read_source(event.article), "article")
