"""All tags, over the reader: rename, merge, hide, show again, take back, or list one's articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mujaz.i18n import _, ngettext
from mujaz.model import Tag, TagEdit
from mujaz.pipeline.tagging import merge_tags, show_tag, undo_edit
from mujaz.store.protocol import Store
from mujaz.text import find_folded
from tui.sections import one_line
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.choice_list import Choice, ChoiceList
from tui.widgets.line_input import LineInput
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.screens.actions_tags import TagActions


@dataclass(frozen=True, slots=True)
class AllTags:
    """The tags that are shown, and the names of those that are hidden."""

    shown: Sequence[Tag]
    hidden: Sequence[str]


def all_tags(store: Store) -> AllTags:
    """Return all tags, the most frequent first."""
    hidden = dict.fromkeys(edit.name for edit in store.tag_edits() if edit.kind == "hide")
    return AllTags([tag for tag, _unread in store.tags()], list(hidden))


def kind_name(kind: str) -> str:
    """Return the kind of a tag in words."""
    return {
        "person": _("person"),
        "place": _("place"),
        "organisation": _("organisation"),
        "topic": _("topic"),
        "own": _("own tag"),
    }.get(kind, kind)


class TagsScreen(ModalScreen[str | None], inherit_bindings=False):
    """Ends with the tag whose articles are to be listed, or with None."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ض,right,l,م,T", "close", show=False),
        Binding("enter,left", "take", show=False),
        Binding("r,ق,E", "rename", show=False),
        Binding("m,ة", "merge", show=False),
        Binding("h,ا,X,delete", "hide", show=False),
        Binding("u,ع", "undo", show=False),
        Binding("slash,ظ", "filter", show=False),
        Binding("j,ت,down", "move(1)", show=False),
        Binding("k,ن,up", "move(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("shift+space,pageup", "page(-1)", show=False),
        Binding("g,ل,home", "end(0)", show=False),
        Binding("G,أ,end", "end(-1)", show=False),
    ]
    DEFAULT_CSS = """
    TagsScreen {
        align: center middle;
        & > Vertical { width: 90%; max-width: 80; height: 90%; background: $surface; }
        & ChoiceList { height: 1fr; }
        & LineInput { display: none; }
        & LineInput.-open { display: block; }
    }
    """

    def __init__(self, reader: TagActions) -> None:
        super().__init__()
        self._reader = reader
        self._bar = TopBar(_("Tags"))
        self.box = LineInput(placeholder=_("Letters of the tag…"))
        self.rows = ChoiceList(id="all-tags")
        self._keys = KeyBar()
        self._tags = AllTags((), ())

    def compose(self) -> ComposeResult:
        """A line above the tags, a box to narrow them, the keys below."""
        with Vertical():
            yield self._bar
            yield self.box
            yield self.rows
            yield self._keys

    def on_mount(self) -> None:
        """Read the tags."""
        self._keys.show(
            [
                ("↵", _("Articles"), "take"),
                ("r", _("Rename"), "rename"),
                ("m", _("Merge"), "merge"),
                ("h", _("Hide"), "hide"),
                ("/", _("Search"), "filter"),
                ("u", _("Undo"), "undo"),
                ("Esc", _("Back"), "close"),
            ]
        )
        self.rows.empty = _("There are no tags yet.")
        self.rows.focus()
        self.look()

    def look(self) -> None:
        """Read the tags again."""
        self._reader.begin(self._load(), "all-tags")

    async def _load(self) -> None:
        self._tags = await self._reader.library.count(all_tags)
        if self.is_attached:
            self._show()

    def _show(self) -> None:
        """Show the tags that hold what stands in the box."""
        typed = " ".join(self.box.value.split())
        choices = [
            Choice(tag.name, one_line(tag.name), f"{kind_name(tag.kind)} · {tag.count}")
            for tag in self._tags.shown
        ]
        choices += [
            Choice(name, one_line(name), _("hidden"), faint=True) for name in self._tags.hidden
        ]
        if typed:
            choices = [
                Choice(one.key, one.label, one.note, faint=one.faint, found=tuple(found))
                for one in choices
                if (found := find_folded(one.label, typed))
            ]
        count = ngettext("{n} tag", "{n} tags", len(self._tags.shown))
        self._bar.show(side=count.format(n=len(self._tags.shown)))
        self.rows.show(choices)

    # ----------------------------------------------------------------- narrowing
    def action_filter(self) -> None:
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

    def action_close(self) -> None:
        """Out of the box, then back to the reader."""
        if self.box.has_focus or self.box.value:
            self.box.value = ""
            self.box.remove_class("-open")
            self.rows.focus()
        else:
            self.dismiss(None)

    # --------------------------------------------------------------- corrections
    @property
    def current(self) -> Choice | None:
        """The tag under the cursor."""
        return self.rows.current

    def action_take(self) -> None:
        """List the articles of the tag."""
        if self.current is not None and not self.current.faint:
            self.dismiss(self.current.key)

    @on(VirtualList.Chosen)
    def _chosen(self) -> None:
        self.action_take()

    def action_rename(self) -> None:
        """Give the tag another name."""
        chosen = self.current
        if chosen is None or chosen.faint:
            return
        from tui.screens.choosing import Chooser

        heading = _("New name of “{name}”").format(name=chosen.label)
        self.app.push_screen(
            Chooser(heading, value=chosen.key), lambda name: self._renamed(chosen.key, name)
        )

    def _renamed(self, old: str, name: str | None) -> None:
        if name and name != old:
            self._reader.rename_tag(old, name)
            self.call_later(self._follow)

    def action_merge(self) -> None:
        """Put the tag into another one, which is chosen or named."""
        chosen = self.current
        if chosen is None or chosen.faint:
            return
        from tui.screens.choosing import Chooser

        others = [
            Choice(tag.name, one_line(tag.name), str(tag.count))
            for tag in self._tags.shown
            if tag.name != chosen.key
        ]
        heading = _("Put “{name}” into").format(name=chosen.label)
        self.app.push_screen(Chooser(heading, others), lambda into: self._merged(chosen.key, into))

    def _merged(self, name: str, into: str | None) -> None:
        if into is None:
            return
        now = self._reader.clock()
        what = _("“{name}” is now part of “{target}”").format(
            name=one_line(name), target=one_line(into)
        )
        self._reader.correct(lambda store: merge_tags(store, [name], into, now), what)
        self.call_later(self._follow)

    def action_hide(self) -> None:
        """Hide the tag, or show it again."""
        chosen = self.current
        if chosen is None:
            return
        if chosen.faint:
            self._reader.begin(self._show_again(chosen.key), "tagging", exclusive=False)
        else:
            self._reader.hide_tag(chosen.key)
            self.call_later(self._follow)

    async def _show_again(self, name: str) -> None:
        await self._reader.library.write(lambda store: show_tag(store, name))
        self._reader.load_sections()
        await self._load()

    def action_undo(self) -> None:
        """Take the last correction of tags back, of whatever session."""
        self._reader.begin(self._undo(), "tagging", exclusive=False)

    async def _undo(self) -> None:
        undone = await self._reader.library.write(_undo_last)
        if undone is None:
            self._reader.tell(_("There is nothing to undo."))
            return
        self._reader.tell(_("Taken back: {what}").format(what=one_line(undone.name)))
        self._reader.load_sections()
        await self._load()

    async def _follow(self) -> None:
        """Read the tags again once the correction that was begun is written."""
        await self._reader.library.write(lambda store: None)
        await self._load()

    # -------------------------------------------------------------------- moving
    def action_move(self, delta: int) -> None:
        """Move by tags."""
        self.rows.focus()
        self.rows.move(delta)

    def action_page(self, direction: int) -> None:
        """Move by pages."""
        self.rows.page(direction)

    def action_end(self, index: int) -> None:
        """Move to an end."""
        self.rows.go_to(index if index == 0 else self.rows.count - 1)


def _undo_last(store: Store) -> TagEdit | None:
    """Take the last correction that concerns all articles back."""
    edits = [edit for edit in store.tag_edits() if edit.article is None]
    return undo_edit(store, edits[-1].number) if edits else None
