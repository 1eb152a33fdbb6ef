"""Starter packs to choose from; for an empty store, the first screen that is seen.

Nothing is subscribed to but what is picked here. What comes after is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from mujaz.feeds.starter import Pack, StarterFeed, packs
from mujaz.i18n import _, ngettext
from mujaz.model import Feed
from tui.blocks import Block
from tui.direction import interface_base
from tui.library import Library
from tui.phrases import isolated
from tui.screens.adding import AddingScreen, added_words
from tui.services import LookAt
from tui.subscriptions import Added, subscribe
from tui.widgets.row_list import ListRow

PICKED, PARTLY, LEFT_OUT = "[x]", "[-]", "[ ]"
Line = tuple[Pack, StarterFeed | None] | None
"""What a row stands for: a pack, a feed of one, or a heading."""


class PacksScreen(AddingScreen[Added | None]):
    """Packs by country and topic; ends with what was subscribed to, None where nothing was."""

    PANEL = "packs"
    MARK_CELLS = 3

    def __init__(
        self,
        keymap: Mapping[str, str],
        measure: int,
        library: Library,
        clock: Callable[[], datetime],
        look: LookAt | None = None,
        *,
        first_run: bool,
        show_sample: Callable[[], None] | None = None,
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of its texts, in columns.
            library: the store.
            clock: the present moment.
            look: asks an address for the feed behind it.
            first_run: the store is empty: say what mujaz is and what happens next.
            show_sample: opens the bundled sample after the reader ends; None where it cannot.
        """
        super().__init__(keymap, measure, library, clock, look)
        self._first_run = first_run
        self._show_sample = show_sample
        self._packs = packs()
        self._picked: set[str] = set()
        self._open: set[str] = set()
        self._lines: list[Line] = []

    @property
    def heading(self) -> str:
        """What the screen is called."""
        return _("Welcome") if self._first_run else _("Starter packs")

    def on_mount(self) -> None:
        """List the packs."""
        super().on_mount()
        self._show(cursor=2 if self._first_run else 1)

    def _show(self, cursor: int | None = None) -> None:
        """Show the packs, those that are open with their feeds."""
        rows: list[ListRow] = []
        self._lines = []

        def put(row: ListRow, line: Line = None) -> None:
            rows.append(row)
            self._lines.append(line)

        if self._first_run:
            put(ListRow(_("Welcome. What would you like to read?"), kind="heading"))
        last = None
        for pack in self._packs:
            kind = "country" if pack.country else "topic" if pack.topic != "world" else "world"
            headings = {"country": _("By country"), "topic": _("By topic"), "world": _("Abroad")}
            if kind != last:
                put(ListRow(headings[kind], kind="heading"))
            last = kind
            urls = {feed.url for feed in pack.feeds}
            chosen = len(urls & self._picked)
            mark = PICKED if chosen == len(urls) else PARTLY if chosen else LEFT_OUT
            n = len(pack.feeds)
            side = ngettext("{n} feed", "{n} feeds", n).format(n=n)
            put(ListRow(pack.title, side=side, mark=mark), (pack, None))
            if _key(pack) in self._open:
                for feed in pack.feeds:
                    mark = PICKED if feed.url in self._picked else LEFT_OUT
                    put(ListRow(feed.title, mark=mark, kind="read", depth=1), (pack, feed))
        self.show_rows(rows, cursor)
        n = len(self._picked)
        self.top.show(side=ngettext("{n} feed picked", "{n} feeds picked", n).format(n=n))

    @property
    def line(self) -> Line:
        """What the row under the cursor stands for."""
        return self._lines[self.rows.cursor] if self._lines else None

    def about_row(self, index: int) -> Sequence[Block]:
        """Name the outlets of a pack, and what happens next."""
        base = interface_base()
        line = self._lines[index]
        blocks: list[Block] = []
        if line is not None:
            pack, feed = line
            if feed is not None:
                blocks.append(Block("link", (feed.url,), base="ltr", after=0))
                if feed.confidence == "low":
                    words = _("It is not sure that this address still works.")
                    blocks.append(Block("meta", (words,), base=base, after=0))
            else:
                names = list(dict.fromkeys(one.source for one in pack.feeds))
                text = "، ".join(isolated(name) for name in names)
                blocks.append(Block("body", (text,), base=base, after=0))
        text = _(
            "Nothing is subscribed to unasked. What you pick is fetched at once; you can remove it in the feed manager at any time."
        )
        return [*blocks, Block("meta", (text,), base=base)]

    # ------------------------------------------------------------------- actions
    def action_packs_pick(self) -> None:
        """Pick the pack or feed under the cursor, or leave it out."""
        line = self.line
        if line is None:
            return
        pack, feed = line
        urls = {feed.url} if feed is not None else {one.url for one in pack.feeds}
        if urls <= self._picked:
            self._picked -= urls
        else:
            self._picked |= urls
        self._show()

    def action_packs_open(self) -> None:
        """Show or hide the feeds of a pack."""
        line = self.line
        if line is None:
            return
        pack, _feed = line
        self._open ^= {_key(pack)}
        self._show()
        place = next(n for n, one in enumerate(self._lines) if one == (pack, None))
        self.rows.go_to(place)

    def action_deeper(self) -> None:
        """A click on the row under the cursor picks it."""
        self.action_packs_pick()

    def action_packs_start(self) -> None:
        """Subscribe to what is picked."""
        if not self._picked:
            self.tell(_("Pick something first, with the space bar."))
            return
        chosen = {
            feed.url: feed
            for pack in self._packs
            for feed in pack.feeds
            if feed.url in self._picked
        }
        now = self.clock()
        feeds = [
            Feed(one.url, source=one.source, title=one.title, added=now, source_chosen=True)
            for one in chosen.values()
        ]

        async def start() -> None:
            added = await self.library.write(subscribe, feeds)
            self.tell(added_words(added))
            await self.added(added)

        self.begin(start())

    async def added(self, added: Added) -> None:
        """End with what was subscribed to."""
        if added.new or not self._first_run:
            self.dismiss(added)

    def action_packs_address(self) -> None:
        """Add a feed by its address."""
        self.ask_address()

    def action_packs_import(self) -> None:
        """Add the feeds of an OPML file."""
        self.ask_file()

    def action_packs_sample(self) -> None:
        """Leave for the bundled sample."""
        if self._show_sample is None:
            self.tell(_("`mujaz demo` shows the bundled sample."))
            return
        self._show_sample()
        self.app.exit()


def _key(pack: Pack) -> str:
    return pack.country or pack.topic
