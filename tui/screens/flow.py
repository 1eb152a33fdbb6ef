"""The ground that the reader's screen is built on: its widgets, its state, its background work.

The store is read in threads; a newer wish ends an older one of its kind. What fills list, sidebar
and article is known to the classes above this one, what keys do to the ``actions_…`` modules.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from textual.screen import Screen

from mujaz.errors import MujazError
from tui import phrases
from tui.keymap import key_names, keys_by_action
from tui.library import Library
from tui.notices import Notices
from tui.place import Place
from tui.reading import Reading
from tui.sections import Section
from tui.settings import ReaderSettings
from tui.undo import History
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.sidebar import Sidebar
from tui.widgets.story_list import StoryList


class Flow(Screen[None], inherit_bindings=False):
    """The widgets of the reader and what is known of where it is.

    Attributes:
        section: the choice of articles that the list shows.
        flat: single articles instead of stories.
        unread: only what is unread.
        words: what is searched for, "" where nothing is.
        reading: what the article pane shows.
        started: the place of the last time has been found again.
        fresh: rows that came into the list since it was read.
        history: the changes that can be taken back.
        keymap: action id → its keys, the user's own where given.
    """

    def __init__(
        self,
        library: Library,
        settings: ReaderSettings,
        clock: Callable[[], datetime],
        title: str,
    ) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.keymap = keys_by_action(settings.keys)
        self.clock = clock
        self.top = TopBar(title, id="top")
        self.article = ArticleView(settings.measure, id="article")
        self.list = StoryList(clock, id="list")
        self.sidebar = Sidebar(id="sidebar")
        self.keys = KeyBar(id="keys")
        self.section = Section("all")
        self.flat = False
        self.unread = False
        self.words = ""
        self.reading: Reading | None = None
        self.started = False
        self.fresh = 0
        self.history = History()
        self._notices: Notices | None = None

    @property
    def sought(self) -> str:
        """The query whose words are marked in the article: what is typed, or the section's own."""
        return self.words or self.section.query

    # --------------------------------------------------------------------- tasks
    def begin(self, work: Coroutine[Any, Any, None], group: str, *, exclusive: bool = True) -> None:
        """Run work in the background; errors of the store become notices.

        Args:
            work: what is to be done.
            group: its kind.
            exclusive: it ends older work of its kind.
        """
        self.run_worker(self._told(work), group=group, exclusive=exclusive)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except MujazError as error:
            self.tell(str(error), error=True)

    def tell(self, message: str, *, error: bool = False) -> None:
        """Show a notice in the place of the one before; its text is never parsed as markup."""
        if self._notices is None:
            self._notices = Notices(self.app)
        self._notices.tell(message, error=error)

    def key_of(self, action: str) -> str:
        """Return the key of an action as it is written on the screen, the user's own where given."""
        return phrases.isolated(key_names(self.keymap[action])[0])

    # --------------------------------------------------------------------- place
    @property
    def place(self) -> Place:
        """Where the reader is now."""
        row, parent = self.list.current, None
        if row is not None:
            parent = self.list.listing.parent(self.list.cursor)
        block, offset = self.article.place
        return Place(
            kind=self.section.kind,
            key=self.section.key,
            flat=self.flat,
            unread=self.unread,
            row=None if self.words else row,
            story=None if parent is None else self.list.listing.rows[parent],
            pane="article" if self.article.has_focus else "list",
            block=block,
            offset=offset,
        )
