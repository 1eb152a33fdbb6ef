"""What the keys do with the article: its sources, what is folded away, copying."""

from __future__ import annotations

import asyncio

from textual import events, on

from mujaz.i18n import _
from tui.article_page import article_text
from tui.blocks import Target
from tui.clipboard import copy_by_tool
from tui.links import open_link, safe_url
from tui.screens.actions_move import MoveActions
from tui.screens.articles import article_start
from tui.sections import Section, SectionKind
from tui.widgets.article_view import ArticleView

MOST_SENT = 700_000
"""Bytes of text that are sent to the terminal at most; tmux, for one, refuses a megabyte."""


class ArticleActions(MoveActions):
    """Unfolds, follows, copies and opens."""

    _copied: object = None

    # ------------------------------------------------------------------- sources
    def action_source(self, number: int) -> None:
        """Read the story's source of a number."""
        story = self.reading.story if self.reading else None
        if story is not None and 1 <= number <= len(story.articles):
            self.begin(self.read_source(story.articles[number - 1].id), "article")

    async def read_source(self, article: str) -> None:
        """Read one of the story's articles: it counts as read."""
        if await self.show_source(article):
            self.mark_shown()

    def action_card(self) -> None:
        """From the article to the card of its story, and back."""
        start = article_start(self.article.blocks)
        if self.article.place[0] >= start:
            self.article.go_to((0, 0))
        else:
            self.article.go_to((start, 0))

    # ----------------------------------------------------------------- unfolding
    def action_removed(self) -> None:
        """Show or hide the lines that cleaning took out."""
        if self.reading is None or not self.reading.article.removed:
            self.tell(_("Nothing was removed from this article."))
            return
        self.removed = not self.removed
        self.begin(self.reshow(), "article")

    def action_changes(self) -> None:
        """Show or hide what the outlet changed."""
        if self.reading is None or not self.reading.revisions:
            self.tell(_("The outlet has not changed this article."))
            return
        self.changes = not self.changes
        self.begin(self._show_changes(), "article")

    async def _show_changes(self) -> None:
        """Show the page anew, from the line on that tells of the changes."""
        await self.reshow()
        blocks = self.article.blocks
        links = (
            number
            for number, block in enumerate(blocks)
            if any(target.kind == "changes" for _a, _b, target in block.links)
        )
        self.article.go_to((next(links, 0), 0))

    # ----------------------------------------------------------------- following
    def action_next_target(self) -> None:
        """Choose the next tag, source, story or link of the page."""
        self._step_target(1)

    def action_previous_target(self) -> None:
        """Choose the previous one."""
        self._step_target(-1)

    def _step_target(self, step: int) -> None:
        self.focus_pane("article")
        self.article.step_target(step)

    @on(ArticleView.Followed)
    def _followed(self, event: ArticleView.Followed) -> None:
        self.follow(event.target)

    def follow(self, target: Target) -> None:
        """Go where a place of the page leads."""
        if target.kind == "article":
            self.begin(self.read_source(target.key), "article")
        elif target.kind == "story":
            self.begin(self.show_story(target.key), "article")
        elif target.kind == "link":
            self.tell(open_link(target.key))
        elif target.kind == "removed":
            self.action_removed()
        elif target.kind == "changes":
            self.action_changes()
        else:
            kind: SectionKind = "tag" if target.kind == "tag" else "source"
            self.choose_section(Section(kind, target.key))
            self.sidebar.find(kind, target.key)
            self.focus_pane("list")

    def action_open(self) -> None:
        """Open the article's page."""
        if self.reading is not None:
            self.tell(open_link(self.reading.article.url))

    # ------------------------------------------------------------------- copying
    def action_copy_link(self) -> None:
        """Copy the address of the article's page."""
        url = safe_url(self.reading.article.url) if self.reading is not None else None
        if url is None:
            self.tell(_("There is no address to copy."))
        else:
            self.copy(url)

    def action_copy_text(self) -> None:
        """Copy the selected text, or the whole article, in logical order."""
        text = self.article.selected_text
        if not text and self.reading is not None:
            text = article_text(self.reading.article)
        if text:
            self.copy(text)
        else:
            self.tell(_("There is nothing to copy."))

    def on_text_selected(self, event: events.TextSelected) -> None:
        """Copy what was selected by dragging or by a double click, once."""
        chosen = self.article.selected
        if chosen != self._copied and self.article.selected_text.strip():
            self.copy(self.article.selected_text)
        self._copied = chosen

    def copy(self, text: str) -> None:
        """Give text to the terminal and to the desktop's tool, and say what is known of it."""
        sent = len(text.encode()) <= MOST_SENT
        if sent:
            self.app.copy_to_clipboard(text)
        self.begin(self._copy(text, sent=sent), "copy")

    async def _copy(self, text: str, *, sent: bool) -> None:
        """Give text to the desktop's tool, and say what became of it."""
        if await asyncio.to_thread(copy_by_tool, text):
            self.tell(_("Copied."))
        elif sent:
            self.tell(_("Sent to the terminal, which takes it if it allows programs to copy."))
        else:
            self.tell(_("The text is too long for the terminal; install wl-copy or xclip."))
