"""An edition of the briefing, to be read: a page of text and its links."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult

from mujaz.briefing import BriefingPage
from mujaz.i18n import _
from tui.actions import PANELS
from tui.edition_page import edition_blocks
from tui.keymap import first_key
from tui.links import open_link
from tui.notices import Notices
from tui.phrases import isolated
from tui.screens.panel import PanelKeys
from tui.sections import one_line
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import KeyBar, TopBar


class EditionScreen(PanelKeys[None]):
    """One edition; its links can be followed."""

    PANEL = "edition"
    DEFAULT_CSS = """
    EditionScreen {
        layout: vertical;
        & > ArticleView { height: 1fr; }
    }
    """

    def __init__(self, keymap: Mapping[str, str], measure: int, page: BriefingPage) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line, in columns.
            page: the edition.
        """
        super().__init__(keymap, measure)
        self._page = page
        self.top = TopBar("موجز", id="top")
        self.view = ArticleView(measure, id="edition")
        self.keys = KeyBar(id="keys")

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield self.top
        yield self.view
        yield self.keys

    def on_mount(self) -> None:
        """Show the edition."""
        super().on_mount()
        title = one_line(self._page.title)
        if self._page.made is None:  # goes first: a narrow line cuts the title
            title = f"{_('preview, not sent')} · {isolated(title)}"
        self.top.show(middle=title)
        entries = [
            (first_key(self.keymap[one.id]), _(one.label), one.id) for one in PANELS["edition"]
        ]
        last = [("help", _("Help")), ("back", _("Back"))]
        entries += [(first_key(self.keymap[name]), label, name) for name, label in last]
        self.keys.show(entries)
        self.view.show(edition_blocks(self._page.markdown))
        self.view.focus()

    @on(ArticleView.Followed)
    def _followed(self, event: ArticleView.Followed) -> None:
        if event.target.kind == "link":
            Notices(self.app).tell(open_link(event.target.key))

    # ------------------------------------------------------------------- actions
    def action_edition_next_link(self) -> None:
        """Choose the next link."""
        self.view.step_target(1)

    def action_edition_previous_link(self) -> None:
        """Choose the previous link."""
        self.view.step_target(-1)

    def action_deeper(self) -> None:
        """Follow the chosen link."""
        self.view.follow()

    def action_back(self) -> None:
        """Choose nothing any more; then leave."""
        if self.view.following:
            self.view.leave_target()
        else:
            self.dismiss()

    def action_next(self) -> None:
        """One line down."""
        self.view.move(1)

    def action_previous(self) -> None:
        """One line up."""
        self.view.move(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self.view.page(1)

    def action_page_up(self) -> None:
        """One page up."""
        self.view.page(-1)

    def action_first(self) -> None:
        """To the beginning."""
        self.view.jump(end=False)

    def action_last(self) -> None:
        """To the end."""
        self.view.jump(end=True)
