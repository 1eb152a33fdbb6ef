"""The feed manager: every feed, how it is in words, since when, what comes next, what can be done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from mujaz.feeds.addresses import display_address
from mujaz.feeds.health import Health, State, health
from mujaz.i18n import _, ngettext
from mujaz.model import Feed
from mujaz.store.protocol import Store
from tui import phrases
from tui.blocks import Block
from tui.direction import base_of, interface_base
from tui.library import Library
from tui.phrases import isolated
from tui.screens.adding import AddingScreen
from tui.sections import one_line
from tui.services import Check, LookAt
from tui.subscriptions import Added, export_opml, switch
from tui.widgets.row_list import ListRow

MARKS = {"ok": "✓", "new": "·", "waiting": "…", "failing": "!", "disabled": "✗"}


def state_word(state: State) -> str:
    """Return how a feed is, in a word."""
    return {
        "ok": _("well"),
        "new": _("new"),
        "waiting": _("waiting"),
        "failing": _("failing"),
        "disabled": _("off"),
    }[state]


def feed_name(feed: Feed) -> str:
    """Return what a feed is called in a list: its source, and its title where that says more."""
    source, title = one_line(feed.source), one_line(feed.title)
    if source and title and source not in title:
        return f"{isolated(source)} · {isolated(title)}"
    return title or source or display_address(feed.url)


class FeedsScreen(AddingScreen[bool]):
    """Feeds and their health; ends with True where articles may have come."""

    PANEL = "feeds"
    MARK_CELLS = 1

    def __init__(
        self,
        keymap: Mapping[str, str],
        measure: int,
        library: Library,
        clock: Callable[[], datetime],
        check: Check | None,
        look: LookAt | None = None,
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of its texts, in columns.
            library: the store.
            clock: the present moment.
            check: fetches feeds now; None where nothing can be fetched.
            look: asks an address for the feed behind it.
        """
        super().__init__(keymap, measure, library, clock, look)
        self._check = check
        self._feeds: list[Feed] = []
        self._fetched = False

    @property
    def heading(self) -> str:
        """What the screen is called."""
        return _("Feed manager")

    def on_mount(self) -> None:
        """Read the feeds."""
        super().on_mount()
        self.begin(self.load())

    async def load(self, url: str | None = None) -> None:
        """Read the feeds again.

        Args:
            url: the feed to put the cursor on; it stays where it was without one.
        """
        wanted = url or (self.feed.url if self.feed else None)
        self._feeds = await self.library.ask(lambda store: store.feeds())
        now = self.clock()
        known = [(feed, health(feed, now)) for feed in self._feeds]
        rows = [
            ListRow(
                feed_name(feed),
                side=state_word(how.state),
                below=self._line(how, now),
                mark=MARKS[how.state],
                kind="read" if feed.disabled else "title",
            )
            for feed, how in known
        ]
        place = next((n for n, feed in enumerate(self._feeds) if feed.url == wanted), None)
        if not rows:
            rows = [ListRow(_("There are no feeds yet."), kind="heading")]
        self.show_rows(rows, place)
        self._count(known)

    def _count(self, known: Sequence[tuple[Feed, Health]]) -> None:
        """Tell in the title how many feeds there are, and how many of them fail."""
        n = len(known)
        side = ngettext("{n} feed", "{n} feeds", n).format(n=n)
        failing = sum(1 for _feed, how in known if how.state == "failing")
        if failing:
            words = ngettext("{n} failing", "{n} failing", failing).format(n=failing)
            side = f"{side} · {words}"
        self.top.show(side=side)

    def _line(self, how: Health, now: datetime) -> str:
        since = ""
        if how.since is not None and how.state in ("failing", "waiting", "disabled"):
            when = isolated(phrases.short_time(how.since, now))
            since = _("since {when}").format(when=when) + " · "
        return since + one_line(how.happened)

    @property
    def feed(self) -> Feed | None:
        """The feed under the cursor."""
        return self._feeds[self.rows.cursor] if self.rows.cursor < len(self._feeds) else None

    def about_row(self, index: int) -> Sequence[Block]:
        """Tell all that is known of a feed's health."""
        base = interface_base()
        if index >= len(self._feeds):
            text = _("Add one by its address, choose from the starter packs, or import a list.")
            return [Block("body", (text,), base=base)]
        feed, now = self._feeds[index], self.clock()
        how = health(feed, now)
        text = f"{one_line(how.happened)} {one_line(how.next)}"
        blocks = [
            Block("link", (display_address(feed.url),), base="ltr", after=0),
            Block("body", (text,), base=base, after=0),
        ]
        facts: list[str] = []
        if how.since is not None:
            facts.append(_("Since {when}").format(when=isolated(phrases.full_date(how.since))))
        if feed.folder:
            folder = one_line(feed.folder)
            facts.append(_("Folder: {name}").format(name=isolated(folder)))
        if facts:
            blocks.append(Block("meta", (" · ".join(facts),), base=base, after=0))
        error = one_line(feed.error or "")
        told = error.removeprefix(display_address(feed.url)).lstrip(": ")
        if told and told not in text and how.state != "disabled":
            blocks.append(Block("meta", (error,), base=base_of(error)))
        return blocks

    async def added(self, added: Added) -> None:
        """Show the new feeds and fetch them."""
        if added.new:
            await self.load(added.new[0].url)
            await self._fetch(added.new)

    # ------------------------------------------------------------------- actions
    def action_back(self) -> None:
        """Leave; the list is read again where something came."""
        self.dismiss(self._fetched)

    def action_deeper(self) -> None:
        """Read on in the lines below, where there are more than fit."""
        self.about.move(1)

    def action_feeds_add(self) -> None:
        """Add a feed by its address."""
        self.ask_address()

    def action_feeds_import(self) -> None:
        """Add the feeds of an OPML file."""
        self.ask_file()

    def action_feeds_export(self) -> None:
        """Write the feeds to an OPML file."""

        def then(text: str) -> None:
            async def write() -> None:
                path, n = await self.library.ask(export_opml, text)
                words = ngettext("{n} feed written to {path}.", "{n} feeds written to {path}.", n)
                self.tell(words.format(n=n, path=phrases.from_left(str(path))))

            self.begin(write())

        self._ask(_("Write the feeds to this file:"), "~/mujaz.opml", then)

    def action_feeds_packs(self) -> None:
        """Choose from the starter packs."""
        from tui.screens.packs import PacksScreen

        def then(added: Added | None) -> None:
            if added is not None:
                self.begin(self.added(added))

        packs = PacksScreen(
            self.keymap, self.measure, self.library, self.clock, self.look, first_run=False
        )
        self.app.push_screen(packs, then)

    def action_feeds_switch(self) -> None:
        """Switch the feed on or off."""
        feed = self.feed
        if feed is None:
            return

        async def change() -> None:
            changed = await self.library.write(switch, feed.url)
            await self.load()
            if changed is not None:
                words = _("Off: {name}") if changed.disabled else _("On: {name}")
                self.tell(words.format(name=isolated(feed_name(changed))))

        self.begin(change())

    def action_feeds_remove(self) -> None:
        """Remove the feed after a question; its articles stay."""
        feed = self.feed
        if feed is None:
            return
        from tui.screens.question import YesNoQuestion

        async def remove() -> None:
            await self.library.write(_remove, feed.url)
            await self.load()
            self.tell(_("Removed: {name}").format(name=isolated(feed_name(feed))))

        def then(yes: bool | None) -> None:
            if yes:
                self.begin(remove())

        question = _("Remove “{name}”? Its articles stay.").format(name=isolated(feed_name(feed)))
        self.app.push_screen(YesNoQuestion(question, self.keymap), then)

    def action_feeds_check(self) -> None:
        """Fetch the feed now and tell what became of it."""
        if self.feed is not None:
            self.begin(self._fetch([self.feed]))

    async def _fetch(self, feeds: Sequence[Feed]) -> None:
        """Fetch feeds, telling how far it is and what came of it."""
        if self._check is None:
            self.tell(_("This is the sample; there is nothing to fetch."))
            return
        loop = asyncio.get_running_loop()
        total = len(feeds)

        def show(done: int) -> None:
            if self.is_attached:
                numbers = isolated(f"{done}/{total}")
                self.top.show(side=_("Fetching… {done}").format(done=numbers))

        show(0)
        outcomes = await self._check(
            feeds,
            lambda step: (
                loop.call_soon_threadsafe(show, step.done)  # type: ignore[arg-type]
                if step.stage == "fetch"
                else None
            ),
        )
        self._fetched = True
        await self.load(feeds[0].url)
        failed = [one for one in outcomes if one.error]
        if failed and total == 1:
            self.tell(one_line(failed[0].error or ""), error=True)
            return
        new = sum(one.new for one in outcomes)
        words = ngettext("{n} new article.", "{n} new articles.", new).format(n=new)
        if failed:
            more = ngettext("{n} feed failed.", "{n} feeds failed.", len(failed))
            words = f"{words} {more.format(n=len(failed))}"
        self.tell(words, error=bool(failed))


def _remove(store: Store, url: str) -> bool:
    return store.remove_feed(url)
