"""The reader's main screen: three panes from right to left, and what the keys do in each.

Sections stand at the right, the list in the middle, the article at the left: left goes deeper,
right goes back. Narrow terminals show two panes, or one, around the one with the focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from mujaz.i18n import _
from tui._textual_compat import bind
from tui.actions import ACTIONS, Pane
from tui.keymap import bindings, key_names, keys_by_action
from tui.library import Section
from tui.screens.flow import Flow
from tui.widgets.article_view import ArticleView
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.widgets import Input

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


class ReaderScreen(Flow):
    """Sections, list and article."""

    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        """Lay out the panes, mirrored."""
        yield self.top
        with Horizontal(id="panes"):
            yield self.article
            with Vertical(id="middle"):
                yield self.list
            yield self.sidebar
        yield self.keys

    def on_mount(self) -> None:
        """Bind the keys, show the panes, begin to read the store."""
        self._pane: Pane = "list"
        self._search_box: SearchInput | None = None
        self._keys = keys_by_action(self.settings.keys)
        bind(self, bindings(self._keys))
        self.focus_pane("list")
        self.begin(self.start(), "list")

    # --------------------------------------------------------------------- panes
    def focus_pane(self, name: str) -> None:
        """Give a pane the focus and show it."""
        pane: Pane = name if name in PANES else "list"
        self._pane = pane
        self._arrange()
        widgets = {"sidebar": self.sidebar, "list": self.list, "article": self.article}
        widgets[pane].focus(scroll_visible=False)

    def _arrange(self) -> None:
        """Show the panes for which there is room, and the keys of the focused one."""
        width = self.app.size.width
        shown = visible_panes(width, self._pane)
        self.set_class(THREE > width >= TWO, "-two")
        self.set_class(width < TWO, "-one")
        self.sidebar.set_class("sidebar" not in shown, "-hidden")
        self.article.set_class("article" not in shown, "-hidden")
        self.query_one("#middle").set_class("list" not in shown, "-hidden")
        self._show_keys()

    def _show_keys(self) -> None:
        """Fill the key bar: help and quit last, which always stay."""
        if self._search_box is not None and self._search_box.has_focus:
            self.keys.show([("↵", _("Results"), "deeper"), ("Esc", _("Back"), "back")])
            return
        entries = [
            (key_names(self._keys[action.id])[0], _(action.label), action.id)
            for action in ACTIONS
            if self._pane in action.bar
        ]
        self.keys.show(entries)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the panes to the terminal."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, which the mouse may move too."""
        for pane, widget in (
            ("sidebar", self.sidebar),
            ("list", self.list),
            ("article", self.article),
        ):
            if event.widget is widget and self._pane != pane:
                self._pane = pane  # type: ignore[assignment]
                self._arrange()
        self._show_keys()

    # --------------------------------------------------------------------- moving
    @property
    def _rows(self) -> VirtualList | None:
        """The list that has the focus; None in the article."""
        if self._pane == "article":
            return None
        return self.sidebar if self._pane == "sidebar" else self.list

    def _move(self, delta: int) -> None:
        if self._rows is not None:
            self._rows.move(delta)
        else:
            self.article.move(delta)

    def action_next(self) -> None:
        """One row or line down; out of the search box into its results."""
        if self._search_box is not None and self._search_box.has_focus:
            self.focus_pane("list")
        else:
            self._move(1)

    def action_previous(self) -> None:
        """One row or line up; from the first result back into the search box."""
        if self._pane == "list" and self.list.cursor == 0 and self._search_box is not None:
            self._search_box.focus()
        else:
            self._move(-1)

    def action_page_down(self) -> None:
        """One page down."""
        (self._rows or self.article).page(1)

    def action_page_up(self) -> None:
        """One page up."""
        (self._rows or self.article).page(-1)

    def action_first(self) -> None:
        """To the beginning."""
        if self._rows is not None:
            self._rows.go_to(0)
        else:
            self.article.jump(end=False)

    def action_last(self) -> None:
        """To the end."""
        if self._rows is not None:
            self._rows.go_to(self._rows.count - 1)
        else:
            self.article.jump(end=True)

    def action_next_pane(self) -> None:
        """To the pane on the left, round to the right."""
        self.focus_pane(PANES[(PANES.index(self._pane) + 1) % 3])

    def action_previous_pane(self) -> None:
        """To the pane on the right, round to the left."""
        self.focus_pane(PANES[(PANES.index(self._pane) - 1) % 3])

    def action_deeper(self) -> None:
        """Open what the cursor stands on."""
        if self._pane == "sidebar":
            self.focus_pane("list")
        elif self._pane == "list" and self.list.current is not None:
            self.begin(self._open_row(), "article")

    async def _open_row(self) -> None:
        """Read the row under the cursor; a story's articles come to stand below it."""
        self.focus_pane("article")
        if self.reading is None or self.reading.row != self.list.current:
            await self.load_article()
        if self.reading is not None and self.reading.story is not None:
            articles = [one.id for one in self.reading.story.articles]
            self.list.unfold(self.list.cursor, articles)
        await self.mark_shown()

    def action_back(self) -> None:
        """One pane out; the search ends where it began."""
        if self.article.selected_text:
            self.clear_selection()
        elif self._pane == "article":
            self.focus_pane("list")
        elif self._search_box is not None:
            self._end_search()
        elif self._pane == "list":
            self.focus_pane("sidebar")

    # -------------------------------------------------------------------- reading
    def action_next_article(self) -> None:
        """Read the next row of the list."""
        self._read_beside(1)

    def action_previous_article(self) -> None:
        """Read the previous row of the list."""
        self._read_beside(-1)

    def _read_beside(self, delta: int) -> None:
        before = self.list.cursor
        self.list.move(delta, tell=self._pane != "article")
        if self._pane == "article" and self.list.cursor != before:
            self.begin(self._open_row(), "article")

    def action_source(self, number: int) -> None:
        """Read the story's source of a number."""
        story = self.reading.story if self.reading else None
        if story is not None and 1 <= number <= len(story.articles):
            self.begin(self.read_source(story.articles[number - 1].id), "article")

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
        self.begin(self.toggle_star(), "state")

    def action_mark(self) -> None:
        """Mark the row read or unread."""
        self.begin(self.toggle_read(), "state")

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

    # -------------------------------------------------------------------- finding
    def action_search(self) -> None:
        """Go to the search box, which stands above the list."""
        if self._search_box is None:
            from tui.widgets.search_input import SearchInput

            self._search_box = SearchInput(placeholder=_("Search…"), id="search")
            self.query_one("#middle").mount(self._search_box, before=self.list)
        self._pane = "list"
        self._arrange()
        self._search_box.focus()

    def _end_search(self) -> None:
        """Take the search box away; the section's list comes back."""
        if self._search_box is not None:
            self._search_box.remove()
            self._search_box = None
            self.focus_pane("list")
            self.search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while words are typed."""
        self.search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the results."""
        self.focus_pane("list")

    def action_unread(self) -> None:
        """Show only what is unread, or everything again."""
        self.unread = not self.unread
        self._again()

    def action_flat(self) -> None:
        """Group by story, or list single articles."""
        self.flat = not self.flat
        self._again()

    def _again(self) -> None:
        if self._search_box is not None:
            self._end_search()
        self.begin(self.load_list(), "list")

    def action_tags(self) -> None:
        """Go to the tags of the sidebar."""
        self.focus_pane("sidebar")
        self.sidebar.first_tag()

    # ------------------------------------------------------------------------ app
    def action_refresh(self) -> None:
        """Fetch what is new."""
        self.begin(self.run_refresh(), "refresh")

    def action_help(self) -> None:
        """Show the help screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._keys, self.settings.measure))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until ``fg``."""
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()

    # --------------------------------------------------------------------- events
    @on(VirtualList.Moved, "#sidebar")
    def _section_moved(self) -> None:
        section = self.sidebar.current
        if section is not None:
            self.choose_section(section)

    @on(VirtualList.Moved, "#list")
    def _row_moved(self) -> None:
        self.begin(self.load_article(), "article")

    @on(VirtualList.Chosen)
    def _row_chosen(self, event: VirtualList.Chosen) -> None:
        self.focus_pane(event.list.id or "list")
        self.action_deeper()

    @on(ArticleView.TargetChosen)
    def _source_chosen(self, event: ArticleView.TargetChosen) -> None:
        self.begin(self.read_source(event.article), "article")

    @on(ArticleView.TagChosen)
    def _tag_chosen(self, event: ArticleView.TagChosen) -> None:
        self.choose_section(Section("tag", event.name))
        self.sidebar.find("tag", event.name)
        self.focus_pane("list")
