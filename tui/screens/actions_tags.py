"""What the keys do to tags, and to what stands in the sidebar: tag by hand, rename, hide.

Correcting loads what describes stories, so it is imported when somebody corrects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mujaz.i18n import _, ngettext
from mujaz.kept import SavedSearch, TagEdit
from mujaz.store.protocol import Store
from mujaz.text import fold
from tui.finding import TagChoices, tag_choices
from tui.screens.actions_find import LONGEST_NAME, FindActions
from tui.sections import Section, one_line
from tui.undo import Change


class TagActions(FindActions):
    """Corrects tags by hand."""

    # ------------------------------------------------------------------- by hand
    def action_tag(self) -> None:
        """Tag the row's articles, or take a tag off them."""
        self.begin(self._ask_tag(), "tagging")

    async def _ask_tag(self) -> None:
        row = self.list.current
        if row is None:
            self.tell(_("There is nothing here to tag."))
            return
        is_story = self.list.listing.is_story(self.list.cursor)
        if self.pane == "article" and self.reading is not None:
            articles = [self.reading.article.id]
        elif is_story:
            articles = await self.library.story_articles(row)
        else:
            articles = [row]
        choices = await self.library.count(tag_choices, articles)
        from tui.screens.choosing import Choice, Chooser

        rows = [Choice(tag.name, on=True) for tag in choices.carried]
        rows += [Choice(tag.name, str(tag.count)) for tag in choices.others]
        count = len(articles)
        heading = ngettext("Tag {n} article", "Tag {n} articles", count).format(n=count)
        self.app.push_screen(
            Chooser(heading, self.keymap, rows, hint=_("A tag; ✓ are those it has")),
            lambda name: self._tag(name, articles, choices),
        )

    def _tag(self, name: str | None, articles: Sequence[str], choices: TagChoices) -> None:
        if name is None:
            return
        from mujaz.pipeline.tagging import tag_article, untag_article

        off = any(fold(tag.name) == fold(name) for tag in choices.carried)
        change = untag_article if off else tag_article
        now = self.clock()

        def write(store: Store) -> list[TagEdit]:
            edits = (change(store, article, name, now) for article in articles)
            return [edit for edit in edits if edit is not None]

        what = _("tag “{name}” taken off") if off else _("tagged “{name}”")
        done = self.correct(write, what.format(name=one_line(name)))
        self.begin(done, "tagging", exclusive=False)

    async def correct(self, write: Callable[[Store], Sequence[TagEdit]], what: str) -> None:
        """Correct tags and show it; it can be taken back.

        Args:
            write: makes the corrections and returns them.
            what: what was done, for the notice.
        """
        edits = await self.library.write(write)
        if not edits:
            return

        async def take_back() -> None:
            from mujaz.pipeline.tagging import undo_edit

            def undo(store: Store) -> None:
                for edit in reversed(edits):
                    undo_edit(store, edit.number)

            await self.library.write(undo)
            await self._shown_again()

        self.history.add(Change(what, take_back))
        self.tell(_("{what}; {key} takes it back.").format(what=what, key=self.key_of("undo")))
        await self._shown_again()

    async def _shown_again(self) -> None:
        """Show corrected tags in the article and the sidebar."""
        self.load_sections()
        await self.load_article(self.article.place)

    # ------------------------------------------------------------------- sidebar
    def action_tags(self) -> None:
        """Show all tags."""
        from tui.screens.tags import TagsScreen

        self.app.push_screen(TagsScreen(self), self._tag_picked)

    def _tag_picked(self, name: str | None) -> None:
        if name is not None:
            self.choose_section(Section("tag", name))
            self.sidebar.find("tag", name)
            self.focus_pane("list")

    def action_rename_section(self) -> None:
        """Rename the tag or the saved search at hand."""
        section = self.section_at_hand
        if section.kind not in ("tag", "saved"):
            self.tell(_("Only tags and saved searches can be renamed."))
            return
        from tui.screens.choosing import Chooser

        heading = _("New name of “{name}”").format(name=section.label)
        self.app.push_screen(
            Chooser(heading, self.keymap, value=section.key),
            lambda name: self._rename(section, name),
        )

    def _rename(self, section: Section, name: str | None) -> None:
        if name is None or one_line(name) in ("", section.key):
            return
        if section.kind == "tag":
            work = self.rename_tag(section.key, name)
        else:
            work = self._rename_search(section, one_line(name)[:LONGEST_NAME])
        self.begin(work, "tagging", exclusive=False)

    async def rename_tag(self, old: str, new: str) -> None:
        """Give a tag another name; where that is a tag's already, the two become one."""
        from mujaz.pipeline.tagging import rename_tag

        now = self.clock()
        what = _("“{name}” is now called “{target}”").format(
            name=one_line(old), target=one_line(new)
        )
        if (self.section.kind, self.section.key) == ("tag", old):
            self.section = Section("tag", new)
        await self.correct(lambda store: [rename_tag(store, old, new, now)], what)

    async def _rename_search(self, section: Section, name: str) -> None:
        if not await self.library.write(lambda store: store.rename_search(section.key, name)):
            self.tell(_("A search is saved as “{name}” already.").format(name=name), error=True)
            return

        async def take_back() -> None:
            await self.library.write(lambda store: store.rename_search(name, section.key))
            self.load_sections()

        what = _("“{old}” is now called “{new}”.").format(old=section.key, new=name)
        self.history.add(Change(what, take_back))
        self.tell(what)
        if self.section.kind == "saved" and self.section.key == section.key:
            self.section = Section("saved", name, query=section.query)
        self.load_sections()

    def action_remove_section(self) -> None:
        """Hide the tag at hand, or forget the saved search."""
        section = self.section_at_hand
        if section.kind == "tag":
            self.begin(self.hide_tag(section.key), "tagging", exclusive=False)
        elif section.kind == "saved":
            self.begin(self._remove_search(section.key), "saving", exclusive=False)
        else:
            self.tell(_("Only tags and saved searches can be removed from the sidebar."))

    async def hide_tag(self, name: str) -> None:
        """Show a tag nowhere."""
        from mujaz.pipeline.tagging import hide_tag

        now = self.clock()
        what = _("“{name}” is hidden").format(name=one_line(name))
        await self.correct(lambda store: [hide_tag(store, name, now)], what)

    async def _remove_search(self, name: str) -> None:
        gone = await self.library.write(lambda store: store.remove_search(name))
        if gone is None:
            return

        async def take_back() -> None:
            await self.library.write(lambda store: _keep_again(store, gone))
            self.load_sections()

        what = _("“{name}” is forgotten").format(name=name)
        self.history.add(Change(what, take_back))
        self.tell(_("{what}; {key} takes it back.").format(what=what, key=self.key_of("undo")))
        if self.section.kind == "saved" and self.section.key == name:
            self.choose_section(Section("all"))
        self.load_sections()


def _keep_again(store: Store, gone: SavedSearch) -> None:
    store.save_search(gone.name, gone.query, gone.added, alert=gone.alert)
