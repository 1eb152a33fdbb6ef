"""Adding feeds from a screen: by address and from an OPML file, with what became of it.

Shared by the feed manager and the first run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from mujaz.i18n import _, ngettext
from tui.library import Library
from tui.phrases import from_left, isolated
from tui.screens.panel import PanelScreen, T
from tui.subscriptions import Added, add_address, import_opml


class AddingScreen(PanelScreen[T]):
    """A panel from which feeds can be added."""

    def __init__(
        self,
        keymap: Mapping[str, str],
        measure: int,
        library: Library,
        clock: Callable[[], datetime],
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of its texts, in columns.
            library: the store.
            clock: the present moment.
        """
        super().__init__(keymap, measure)
        self.library = library
        self.clock = clock

    async def added(self, added: Added) -> None:
        """Show what was added; the screens know what comes next."""
        raise NotImplementedError

    def ask_address(self) -> None:
        """Ask for an address and subscribe to it."""
        self._ask(
            _("Address of the feed, typed or pasted:"),
            "https://",
            lambda text: self._add(add_address, text),
        )

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
        from mujaz.feeds.addresses import display_address

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
