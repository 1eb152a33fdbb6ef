"""All tags: rename, merge, hide, show again, take back, or list one's articles."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from mujaz.i18n import _, ngettext
from mujaz.kept import TagEdit
from mujaz.model import Tag
from mujaz.pipeline.tagging import kind_name, merge_tags, show_tag, undo_edit
from mujaz.store.protocol import Store
from mujaz.text import find_folded, fold
from tui.blocks import Block
from tui.direction import interface_base
from tui.phrases import isolated
from tui.screens.panel import PanelScreen
from tui.sections import one_line
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import ListRow

if TYPE_CHECKING:
    from tui.screens.actions_tags import TagActions


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as the screen lists it; a hidden one has no articles to show."""

    tag: Tag
    unread: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AllTags:
    """The rows of the screen, and the corrections in force."""

    rows: Sequence[TagRow] = ()
    edits: Sequence[TagEdit] = ()


def all_tags(store: Store) -> AllTags:
    """Return all tags, the most frequent first, hidden ones at the end."""
    rows = [TagRow(tag, unread) for tag, unread in store.tags()]
    edits = store.tag_edits()
    hidden = dict.fromkeys(edit.name for edit in edits if edit.kind == "hide")
    rows += [TagRow(Tag(name, "topic", 0), hidden=True) for name in hidden]
    return AllTags(rows, edits)


class TagsScreen(PanelScreen[str | None]):
    """Ends with the tag whose articles are to be listed, or with None."""

    PANEL = "tags"
    DEFAULT_CSS = """
    TagsScreen {
        & > #about { height: 4; }
        & > LineInput { display: none; }
        & > LineInput.-open { display: block; }
    }
    """

    def __init__(self, reader: TagActions) -> None:
        super().__init__(reader.keymap, reader.settings.measure)
        self._reader = reader
        self.box = LineInput(placeholder=_("Letters of the tag…"), id="narrow")
        self._all = AllTags()
        self.found: list[TagRow] = []

    @property
    def heading(self) -> str:
        """What the screen is called."""
        return _("Tags")

    def compose(self) -> ComposeResult:
        """The panel's parts, a box to narrow the list above it."""
        parts = list(super().compose())
        yield parts[0]
        yield self.box
        yield from parts[1:]

    def on_mount(self) -> None:
        """Read the tags."""
        self.begin(self.load())

    async def load(self) -> None:
        """Read the tags again."""
        self._all = await self._reader.library.count(all_tags)
        if self.is_attached:
            self._show()

    def _show(self) -> None:
        """Show the tags that hold what stands in the box."""
        typed = " ".join(self.box.value.split())
        names = [one_line(row.tag.name) for row in self._all.rows]
        ranges = [tuple(find_folded(name, typed)) for name in names]
        kept = [n for n in range(len(names)) if not typed or ranges[n]]
        self.found = [self._all.rows[n] for n in kept]
        shown = sum(not row.hidden for row in self._all.rows)
        self.top.show(side=ngettext("{n} tag", "{n} tags", shown).format(n=shown))
        rows = [
            ListRow(
                names[n],
                side=_("hidden") if self._all.rows[n].hidden else str(self._all.rows[n].tag.count),
                kind="read" if self._all.rows[n].hidden else "title",
                found=ranges[n],
            )
            for n in kept
        ]
        self.rows.empty = _("Nothing found.") if typed else _("There are no tags here.")
        self.show_rows(rows)

    def about_row(self, index: int) -> Sequence[Block]:
        """Return what is known of the tag: what it is, how often, what was made of it by hand."""
        row = self.found[index]
        parts: list[str] = []
        if not row.hidden:
            count = row.tag.count
            parts += [
                kind_name(row.tag.kind),
                ngettext("{n} article", "{n} articles", count).format(n=count),
                _("{n} unread").format(n=row.unread),
            ]
        merged = [
            isolated(one_line(edit.name))
            for edit in self._all.edits
            if edit.target is not None and fold(edit.target) == fold(row.tag.name)
        ]
        if merged:
            parts.append(_("formerly {names}").format(names=_(", ").join(merged)))
        if row.hidden:
            parts.append(_("hidden; the same key shows it again"))
        return [Block("meta", (" · ".join(parts),), base=interface_base())]

    # ----------------------------------------------------------------- narrowing
    def action_tags_narrow(self) -> None:
        """Go to the box that narrows the list."""
        self.box.add_class("-open")
        self.box.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.rows.cursor = 0
        self._show()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.rows.focus()

    def action_next(self) -> None:
        """One row down; out of the box into the list."""
        if self.box.has_focus:
            self.rows.focus()
        else:
            super().action_next()

    def action_back(self) -> None:
        """Out of the box, then back to the reader."""
        if self.box.has_class("-open"):
            self.box.value = ""
            self.box.remove_class("-open")
            self.rows.focus()
        else:
            self.dismiss(None)

    # --------------------------------------------------------------- corrections
    @property
    def current(self) -> TagRow | None:
        """The tag under the cursor."""
        return self.found[self.rows.cursor] if self.found else None

    def action_deeper(self) -> None:
        """List the articles of the tag."""
        if self.current is not None and not self.current.hidden:
            self.dismiss(self.current.tag.name)

    def action_tags_rename(self) -> None:
        """Give the tag another name."""
        chosen = self.current
        if chosen is None or chosen.hidden:
            return
        from tui.screens.choosing import Chooser

        old = chosen.tag.name
        heading = _("New name of “{name}”").format(name=one_line(old))

        def then(new: str | None) -> None:
            if new and new != old:
                self.begin(self._after(self._reader.rename_tag(old, new)))

        self.app.push_screen(Chooser(heading, self.keymap, value=old), then)

    def action_tags_merge(self) -> None:
        """Put the tag into another one, which is chosen or named."""
        chosen = self.current
        if chosen is None or chosen.hidden:
            return
        from tui.screens.choosing import Choice, Chooser

        name = chosen.tag.name
        others = [
            Choice(row.tag.name, str(row.tag.count))
            for row in self._all.rows
            if not row.hidden and row.tag.name != name
        ]
        heading = _("Put “{name}” into").format(name=one_line(name))

        def then(into: str | None) -> None:
            if into is not None:
                self.begin(self._after(self._merge(name, into)))

        self.app.push_screen(Chooser(heading, self.keymap, others), then)

    async def _merge(self, name: str, into: str) -> None:
        now = self._reader.clock()
        what = _("“{name}” is now part of “{target}”").format(
            name=one_line(name), target=one_line(into)
        )
        await self._reader.correct(lambda store: merge_tags(store, [name], into, now), what)

    def action_tags_hide(self) -> None:
        """Hide the tag, or show it again."""
        chosen = self.current
        if chosen is not None:
            change = self._show_again if chosen.hidden else self._reader.hide_tag
            self.begin(self._after(change(chosen.tag.name)))

    async def _show_again(self, name: str) -> None:
        await self._reader.library.write(lambda store: show_tag(store, name))
        self._reader.load_sections()

    def action_tags_undo(self) -> None:
        """Take the last correction that concerns all articles back, of whatever session."""
        self.begin(self._after(self._undo()))

    async def _undo(self) -> None:
        undone = await self._reader.library.write(_undo_last)
        if undone is None:
            self.tell(_("There is nothing to undo."))
            return
        self.tell(_("Undone: {what}").format(what=one_line(undone.name)))
        self._reader.load_sections()

    async def _after(self, work: Coroutine[Any, Any, None]) -> None:
        """Correct, then show what came of it."""
        await work
        await self.load()


def _undo_last(store: Store) -> TagEdit | None:
    """Take the last correction that concerns all articles back."""
    edits = [edit for edit in store.tag_edits() if edit.article is None]
    return undo_edit(store, edits[-1].number) if edits else None
