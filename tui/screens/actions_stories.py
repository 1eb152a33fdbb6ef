"""What the keys do that correct stories by hand: merge, split, move, rename, mute, pin, undo.

What is corrected is written in the store's writing lane, then the list is read again around the
same row. Correcting loads what describes stories, so it is imported when somebody corrects.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from mujaz.i18n import _
from mujaz.model import StoryEdit, StorySummary
from mujaz.store.protocol import Store
from tui import phrases
from tui.listing import Listing
from tui.merge import merged
from tui.screens.actions_move import MoveActions
from tui.sections import one_line
from tui.story_edits import (
    AtHand,
    Correct,
    at_hand,
    edit_words,
    stories_found,
    stories_near,
    undo_edits,
    undo_last,
)
from tui.undo import Change

NEAR = 25
"""Rows above and below the cursor whose stories are offered first."""

SOON = 2.0
"""Seconds after which a correction that waits says so."""
T = TypeVar("T")

Then = Callable[[AtHand], Coroutine[Any, Any, None]]


class StoryActions(MoveActions):
    """Corrects stories by hand."""

    def _with_story(self, then: Then) -> None:
        """Do something with the story of the row, or of the article that is read."""
        self.begin(self._ask_story(then), "correcting", exclusive=False)

    async def _ask_story(self, then: Then) -> None:
        row = self.list.current
        if row is None:
            self.tell(_("There is no story here."))
            return
        is_story = self.list.listing.is_story(self.list.cursor)
        if self.pane == "article" and self.reading is not None:
            row, is_story = self.reading.article.id, False
        found = await self.library.ask(at_hand, row, is_story=is_story)
        if found is None:
            self.tell(_("This article stands in no story yet."))
        else:
            await then(found)

    # ------------------------------------------------------------- which articles
    def action_merge_story(self) -> None:
        """Make another story, which is asked for, part of this one."""
        self._with_story(self._ask_merge)

    async def _ask_merge(self, one: AtHand) -> None:
        now = self.clock()

        def take(other: str | None) -> None:
            if other is not None:

                def write(store: Store) -> Sequence[StoryEdit]:
                    from mujaz.pipeline.corrections import merge_stories

                    return merge_stories(store, one.story, [other], now)

                self._correct(write, one.title)

        await self._choose_story(_("Merge which story into this one?"), one.story, take)

    def action_split_article(self) -> None:
        """Make a story of its own of the article."""
        self._with_story(self._split)

    async def _split(self, one: AtHand) -> None:
        article, now = one.article, self.clock()
        if len(one.articles) < 2:
            self.tell(_("The story has this article only."))
        elif article is None:
            self._ask_for_article()
        else:

            def write(store: Store) -> Sequence[StoryEdit]:
                from mujaz.pipeline.corrections import split_story

                return [split_story(store, one.story, [article], now)]

            self._correct(write, one.title)

    def action_move_article(self) -> None:
        """Move the article to another story, which is asked for."""
        self._with_story(self._ask_move)

    async def _ask_move(self, one: AtHand) -> None:
        now = self.clock()
        article = one.articles[0] if len(one.articles) == 1 else one.article
        if article is None:
            self._ask_for_article()
            return

        def take(target: str | None) -> None:
            if target is not None:

                def write(store: Store) -> Sequence[StoryEdit]:
                    from mujaz.pipeline.corrections import move_article

                    edit = move_article(store, article, target, now)
                    return [edit] if edit is not None else []

                self._correct(write, one.title)

        await self._choose_story(_("Move the article to which story?"), one.story, take)

    def _ask_for_article(self) -> None:
        words = _("Choose one of the story's articles first: {key} shows them below it.")
        self.tell(words.format(key=self.key_of("expand")))

    async def _choose_story(
        self, heading: str, story: str, take: Callable[[str | None], None]
    ) -> None:
        """Ask for another story: those listed near the cursor, and what a search finds."""
        from tui.screens.picking import Option, Picker
        from tui.widgets.row_list import ListRow

        now = self.clock()

        def options(rows: Sequence[StorySummary]) -> list[Option]:
            return [
                Option(
                    one.id,
                    ListRow(
                        one_line(one.title),
                        below=" · ".join(
                            [
                                phrases.isolated(one_line(one.source)),
                                phrases.isolated(phrases.short_time(one.last, now)),
                                phrases.sources(one.sources, one.independent),
                            ]
                        ),
                    ),
                )
                for one in rows
                if one.id != story
            ]

        async def find(typed: str) -> Sequence[Option]:
            return options(await self.library.look_up(stories_found, typed, now))

        near = options(await self.library.ask(stories_near, self._near()))
        hint = _("Type words of its title or texts")
        self.app.push_screen(Picker(heading, self.keymap, near, hint=hint, find=find), take)

    def _near(self) -> list[str]:
        """Return the stories of the rows around the cursor, nearest first."""
        listing, here = self.list.listing, self.list.cursor
        around = range(max(0, here - NEAR), min(len(listing), here + NEAR + 1))
        rows = [i for i in sorted(around, key=lambda i: abs(i - here)) if not listing.flat]
        return [listing.rows[i] for i in rows if listing.is_story(i)]

    # ----------------------------------------------------------- what is wished of it
    def action_rename_story(self) -> None:
        """Give the story another title."""
        self._with_story(self._ask_title)

    async def _ask_title(self, one: AtHand) -> None:
        from tui.screens.question import LineQuestion

        now = self.clock()

        def take(title: str | None) -> None:
            if title is not None and title != one.title:

                def write(store: Store) -> Sequence[StoryEdit]:
                    from mujaz.pipeline.corrections import rename_story

                    return [rename_story(store, one.story, title, now)]

                self._correct(write, one_line(title))

        question = _("The story's title:")
        self.app.push_screen(LineQuestion(question, self.keymap, value=one.title), take)

    def action_mute_story(self) -> None:
        """Show the story nowhere any more."""
        self._with_story(self._mute)

    async def _mute(self, one: AtHand) -> None:
        now = self.clock()

        def write(store: Store) -> Sequence[StoryEdit]:
            from mujaz.pipeline.corrections import mute_story

            edit = mute_story(store, one.story, now)
            return [edit] if edit is not None else []

        self._correct(write, one.title)

    def action_pin_story(self) -> None:
        """Let the story stand above the others, or where its time puts it."""
        self._with_story(self._pin)

    async def _pin(self, one: AtHand) -> None:
        from mujaz.pipeline.corrections import pin_story, unpin_story

        now = self.clock()
        rows = await self.library.ask(stories_near, [one.story])
        if not any(row.pinned for row in rows):

            def write(store: Store) -> Sequence[StoryEdit]:
                edit = pin_story(store, one.story, now)
                return [edit] if edit is not None else []

            self._correct(write, one.title)
            return
        await self.library.write(unpin_story, one.story, now)

        async def pin_again() -> None:
            await self.library.write(pin_story, one.story, now)
            await self._show_corrected()

        what = _("no longer pinned: “{title}”").format(title=phrases.isolated(one.title))
        self.history.add(Change(what, pin_again))
        self._tell_done(what)
        await self._show_corrected()

    # ------------------------------------------------------------------ doing, undoing
    def _correct(self, write: Correct, title: str) -> None:
        self.begin(self._write_correction(write, title), "correcting", exclusive=False)

    async def _write_correction(self, write: Correct, title: str) -> None:
        """Correct and show it; it can be taken back.

        Args:
            write: makes the corrections and returns them.
            title: the story's title, for the notice.
        """
        edits = await self._patiently(self.library.write(write))
        if not edits:
            self.tell(_("Nothing changed."))
            return
        now = self.clock()

        async def take_back() -> None:
            await self.library.write(undo_edits, edits, now)
            await self._show_corrected()

        what = edit_words(edits[-1], title)
        self.history.add(Change(what, take_back))
        self._tell_done(what)
        await self._show_corrected()

    async def _patiently(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for work that may have to wait for a grouping that goes on, and say so then."""
        task = asyncio.ensure_future(work)
        done, _pending = await asyncio.wait({task}, timeout=SOON)
        if not done:
            self.tell(_("The correction waits until the stories that come in are grouped…"))
        return await task

    def _tell_done(self, what: str) -> None:
        self.tell(_("{what}; {key} takes it back.").format(what=what, key=self.key_of("undo")))

    def action_undo_correction(self) -> None:
        """Take back the last correction of a story, whenever it was made."""
        self.begin(self._undo_correction(), "correcting", exclusive=False)

    async def _undo_correction(self) -> None:
        done = await self._patiently(self.library.write(undo_last, self.clock()))
        if done is None:
            self.tell(_("No story has been corrected."))
            return
        self.tell(_("Undone: {what}").format(what=edit_words(*done)))
        await self._show_corrected()

    async def _show_corrected(self) -> None:
        """Read the list again around the same row, or the nearest one that is still there."""
        self.load_sections()
        place, here = self.place, self.list.current
        if self.words:
            self.reading = None
            self.list.forget()
            place.row = here
            await self.fill(place)
            return
        section, flat, unread = self.section, self.flat, self.unread
        ids = await self.library.ids(
            section.wanted(self.clock(), unread=unread), flat=flat, limit=None
        )
        opened = {one: await self.library.story_articles(one) for one in self.list.listing.opened}
        several = {story: articles for story, articles in opened.items() if len(articles) > 1}
        newer = (await asyncio.to_thread(merged, self.list.listing, ids, None, several)).listing
        if (section, flat, unread) != (self.section, self.flat, self.unread):
            return  # another list is on the screen by now
        self._go_near(newer)
        shown = self.list.window(newer)
        self.list.replace(newer, await self.library.summaries(shown, shown))
        self.show_state()
        self.reading = None
        same = self.list.current == here
        await self.load_article((place.block, place.offset) if same else None)
        if not newer.rows:
            self.list.empty = await self.why_empty()
            await self.stand(newer, place)

    def _go_near(self, newer: Listing) -> None:
        """Put the cursor on a row of the list that the newer one has, too, the nearest there is."""
        listing, here = self.list.listing, self.list.cursor
        if not listing.rows:
            return
        parent = listing.parent(here)
        order = [here, *([] if parent is None else [parent])]
        order += [*range(here + 1, len(listing)), *range(here - 1, -1, -1)]
        there = set(newer.rows)
        near = next((index for index in order if listing.rows[index] in there), None)
        if near is not None and near != here:
            self.list.go_to(near, tell=False)
