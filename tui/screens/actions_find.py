"""What the keys do that find: the search box, what is kept of searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from mujaz.i18n import _
from mujaz.query import QueryError, parse_query
from mujaz.store.protocol import Store
from tui.screens.actions_move import MoveActions
from tui.sections import Section, one_line
from tui.undo import Change
from tui.widgets.hint import Hint
from tui.widgets.search_input import SearchInput

if TYPE_CHECKING:
    from textual.widgets import Input

LONGEST_NAME = 60
"""Characters of a saved search's name."""


class FindActions(MoveActions):
    """Searches, keeps searches, and goes by tags."""

    # ----------------------------------------------------------------------- box
    def action_search(self) -> None:
        """Go to the search box, which stands above the list."""
        if self.search_box is None:
            query = self.section.query if self.section.kind == "saved" else ""
            self.search_box = SearchInput(
                query, placeholder=_("Words, “phrases”, source: tag: before: after:"), id="search"
            )
            self.query_one("#middle").mount(self.search_box, Hint(id="hint"), before=self.list)
        self.pane = "list"
        self.show_panes()
        self.search_box.focus()

    def close_search_box(self) -> bool:
        """Take the box and the line under it away."""
        for hint in self.query(Hint):
            hint.remove()
        return super().close_search_box()

    @on(SearchInput.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        """Search while words are typed."""
        self.search(event.value)

    @on(SearchInput.Submitted, "#search")
    def _entered(self, event: Input.Submitted) -> None:
        """Go on to the results."""
        self.focus_pane("list")

    # --------------------------------------------------------------------- saved
    def action_save_search(self) -> None:
        """Keep the search under a name, which is asked for."""
        try:
            query = parse_query(self.words, self.clock())
        except QueryError as error:
            self.tell(str(error), error=True)
            return
        if not query:
            self.tell(_("Search for something first; then it can be kept under a name."))
            return
        from tui.screens.choosing import Chooser

        text = one_line(self.words)
        self.app.push_screen(
            Chooser(_("Keep this search as"), self.keymap, value=text[:LONGEST_NAME]),
            lambda name: self._save_search(name, text),
        )

    def _save_search(self, name: str | None, text: str) -> None:
        clean_name = one_line(name or "").strip()[:LONGEST_NAME]
        if clean_name:
            self.begin(self._write_search(clean_name, text), "saving", exclusive=False)

    async def _write_search(self, name: str, text: str) -> None:
        now = self.clock()
        await self.library.write(lambda store: store.save_search(name, text, now))

        async def take_back() -> None:
            await self.library.write(lambda store: store.remove_search(name))
            self.load_sections()

        what = _("search kept as “{name}”").format(name=name)
        self.history.add(Change(what, take_back))
        self.tell(_("Kept in the sidebar as “{name}”.").format(name=name))
        self.load_sections()

    def action_alert_section(self) -> None:
        """Announce what is new in the saved search under the sidebar's cursor, or no longer."""
        section = self.section_at_hand
        if section.kind != "saved":
            self.tell(_("Choose a saved search in the sidebar first."))
            return
        self.begin(self._toggle_alert(section.key), "saving", exclusive=False)

    async def _toggle_alert(self, name: str) -> None:
        on_now = await self.library.write(_toggle_alert, name)
        if on_now:
            self.tell(_("What is new in “{name}” is announced after a refresh.").format(name=name))
        else:
            self.tell(_("“{name}” announces nothing.").format(name=name))

    @property
    def section_at_hand(self) -> Section:
        """The section under the sidebar's cursor while it has the focus, else the one listed."""
        current = self.sidebar.current if self.pane == "sidebar" else None
        return current or self.section


def _toggle_alert(store: Store, name: str) -> bool:
    """Turn a saved search's alert on or off; return whether it is on now."""
    found = next((one for one in store.saved_searches() if one.name == name), None)
    if found is None:
        return False
    store.set_search_alert(name, not found.alert)
    return not found.alert
