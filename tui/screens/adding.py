"""Adding feeds from a screen: by address and from an OPML file, with what became of it.

Shared by the feed manager and the first run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from mujaz.feeds.addresses import display_address
from mujaz.i18n import _, ngettext
from tui.library import Library
from tui.own_loop import run_apart
from tui.phrases import from_left, isolated
from tui.screens.panel import PanelScreen, T
from tui.sections import one_line
from tui.services import LookAt
from tui.subscriptions import Added, add_feed, import_opml, is_known, typed_address
from tui.widgets.row_list import ListRow

if TYPE_CHECKING:
    from mujaz.pipeline.subscribing import Look


class AddingScreen(PanelScreen[T]):
    """A panel from which feeds can be added."""

    def __init__(
        self,
        keymap: Mapping[str, str],
        measure: int,
        library: Library,
        clock: Callable[[], datetime],
        look: LookAt | None = None,
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of its texts, in columns.
            library: the store.
            clock: the present moment.
            look: asks an address for the feed behind it; None where nothing can be asked, and an
                address is taken as it is.
        """
        super().__init__(keymap, measure)
        self.look = look
        self.library = library
        self.clock = clock

    async def added(self, added: Added) -> None:
        """Show what was added; the screens know what comes next."""
        raise NotImplementedError

    def ask_address(self) -> None:
        """Ask for the address of a feed or a site, and subscribe to the feed behind it."""
        self._ask(
            _("Address of the feed or of its site, typed or pasted:"),
            "https://",
            lambda text: self.begin(self._add_address(text)),
        )

    async def _add_address(self, text: str) -> None:
        """Look what stands at an address; of several feeds one is chosen, none is told why."""
        url = await asyncio.to_thread(typed_address, text)
        if self.look is None or await self.library.ask(is_known, url):
            await self._subscribe(url)
            return
        look, asked = self.look, isolated(one_line(display_address(url)))
        self.tell(_("Looking for the feed at {url}…").format(url=asked))
        found = await run_apart(lambda: look(url))
        if not self.is_attached:
            return
        if found.url is not None:
            await self._subscribe(found.url, found.title, found.problem)
        elif found.choices:
            self._choose(found)
        else:
            self.tell(one_line(found.problem or ""), error=True)

    def _choose(self, found: Look) -> None:
        """Ask which of the feeds that a page names is wanted."""
        from tui.screens.picking import Option, Picker

        titles = {one.url: one_line(one.title) for one in found.choices}
        options = [
            Option(
                url,
                ListRow(titles[url] or display_address(url), below=one_line(display_address(url))),
            )
            for url in titles
        ]
        heading = ngettext(
            "The page names {n} feed", "The page names {n} feeds", len(options)
        ).format(n=len(options))

        def take(url: str | None) -> None:
            if url is not None:
                self.begin(self._subscribe(url, titles.get(url, "")))

        self.app.push_screen(Picker(heading, self.keymap, options, hint=_("Choose one")), take)

    async def _subscribe(self, url: str, title: str = "", problem: str | None = None) -> None:
        """Subscribe to a feed; one that does not answer now is subscribed to all the same."""
        added = await self.library.write(add_feed, url, title, self.clock())
        words = added_words(added)
        if problem is not None and added.new:
            words = f"{one_line(problem)} {words}"
        self.tell(words, error=problem is not None)
        await self.added(added)

    def ask_file(self) -> None:
        """Ask for an OPML file and subscribe to its feeds."""
        self._ask(
            _("Path of the OPML file:"), "~/feeds.opml", lambda text: self._add(import_opml, text)
        )

    def _ask(self, question: str, hint: str, then: Callable[[str], None]) -> None:
        from tui.screens.question import LineQuestion

        def take(text: str | None) -> None:
            if text is not None:
                then(text)

        self.app.push_screen(LineQuestion(question, self.keymap, hint=from_left(hint)), take)

    def _add(self, function: Callable[..., Added], text: str) -> None:
        async def add() -> None:
            added = await self.library.write(function, text, self.clock())
            self.tell(added_words(added), error=bool(added.problems))
            await self.added(added)

        self.begin(add())


def added_words(added: Added) -> str:
    """Return what became of a wish to subscribe, in a line or two."""
    n = len(added.new)
    if n == 1:
        parts = [_("Added: {url}").format(url=isolated(display_address(added.new[0].url)))]
    elif n or not added.known:
        parts = [ngettext("{n} feed added.", "{n} feeds added.", n).format(n=n)]
    else:
        parts = []
    if added.known:
        words = ngettext(
            "{n} feed was there already.", "{n} feeds were there already.", added.known
        )
        parts.append(words.format(n=added.known))
    if added.problems:
        parts.append(isolated(added.problems[0]))
        if len(added.problems) > 1:
            more = ngettext("… and {n} more line", "… and {n} more lines", len(added.problems) - 1)
            parts.append(more.format(n=len(added.problems) - 1))
    return " ".join(parts)
