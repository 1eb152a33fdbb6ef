"""The briefing in the reader: today's edition as it would be now, the last ones, sending it.

How an edition is made is known behind :class:`mujaz.briefing.Briefing`, which is opened, like all
that is asked of it, in a thread of its own: it composes, reads files and sends mail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from mujaz.briefing import Briefing, BriefingPage, PastBriefing
from mujaz.i18n import _, ngettext
from tui import phrases
from tui.blocks import Block
from tui.direction import interface_base
from tui.keymap import first_key
from tui.own_loop import run_apart
from tui.phrases import isolated
from tui.screens.panel import PanelScreen
from tui.sections import one_line
from tui.widgets.row_list import ListRow

R = TypeVar("R")
Opener = Callable[[], Briefing]


class BriefingScreen(PanelScreen[None]):
    """Editions of the briefing: today's, then those that were made."""

    PANEL = "briefing"

    def __init__(
        self,
        keymap: Mapping[str, str],
        measure: int,
        opener: Opener,
        clock: Callable[[], datetime],
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of an edition, in columns.
            opener: opens the briefing.
            clock: the present moment.
        """
        super().__init__(keymap, measure)
        self._opener = opener
        self._clock = clock
        self._opened: Briefing | None = None
        self._profiles: Sequence[str] = ()
        self._past: Sequence[PastBriefing] = ()
        self._busy = False

    @property
    def heading(self) -> str:
        """What the screen is called."""
        return _("Briefing")

    def on_mount(self) -> None:
        """List the editions."""
        super().on_mount()
        self.begin(self._load())

    # --------------------------------------------------------------------- asking
    async def _ask(self, doing: str, function: Callable[[Briefing], R]) -> R:
        """Ask the briefing something in a thread; the title says meanwhile what is done."""

        async def work() -> R:
            if self._opened is None:
                self._opened = self._opener()
            return function(self._opened)

        self._busy = True
        self.top.show(side=doing)
        try:
            return await run_apart(work)
        finally:
            self._busy = False
            if self.is_attached:
                self._count()

    async def _load(self) -> None:
        def read(briefing: Briefing) -> tuple[Sequence[str], Sequence[PastBriefing]]:
            return briefing.profiles(), briefing.past()

        self._profiles, self._past = await self._ask(_("Reading…"), read)
        rows = [self._today_row(name) for name in self._profiles]
        rows += [self._past_row(one) for one in self._past]
        self.show_rows(rows, self.rows.cursor)

    def _count(self) -> None:
        n = len(self._past)
        self.top.show(side=ngettext("{n} edition", "{n} editions", n).format(n=n))

    # ----------------------------------------------------------------------- rows
    def _today_row(self, name: str) -> ListRow:
        title = _("Today's edition")
        if len(self._profiles) > 1:
            title = f"{title} · {isolated(one_line(name))}"
        return ListRow(title, below=_("a preview: as it would be now"), kind="title")

    def _past_row(self, one: PastBriefing) -> ListRow:
        n = one.stories
        told = ngettext("{n} story", "{n} stories", n).format(n=n)
        parts = [isolated(phrases.short_time(one.made, self._clock())), told]
        if len(self._profiles) > 1:
            parts.insert(0, isolated(one_line(one.profile)))
        return ListRow(one_line(one.title), below=" · ".join(parts))

    def about_row(self, index: int) -> Sequence[Block]:
        """Tell of an edition when it was made and where it went."""
        base = interface_base()
        past = self._past_at(index)
        if past is None:
            key = isolated(first_key(self.keymap["briefing_send"]))
            text = _("Looking at it sends nothing; {key} sends it to your own address.").format(
                key=key
            )
            return [Block("body", (text,), base=base)]
        made = _("Made {when}").format(when=isolated(phrases.full_date(past.made)))
        lines = [one_line(line) for line in past.deliveries]
        return [
            Block("meta", (made,), base=base, after=0),
            *(Block("body", (line,), base=base, after=0) for line in lines),
        ]

    def _past_at(self, index: int) -> PastBriefing | None:
        place = index - len(self._profiles)
        return self._past[place] if 0 <= place < len(self._past) else None

    @property
    def _profile(self) -> str | None:
        """The briefing that the row under the cursor belongs to."""
        past = self._past_at(self.rows.cursor)
        if past is not None:
            return past.profile
        return self._profiles[self.rows.cursor] if self._profiles else None

    # -------------------------------------------------------------------- actions
    def action_deeper(self) -> None:
        """Read the edition of the row."""
        if not self._busy and self._profiles:
            self.begin(self._read())

    async def _read(self) -> None:
        from tui.screens.edition import EditionScreen

        past, profile = self._past_at(self.rows.cursor), self._profile

        def page(briefing: Briefing) -> BriefingPage:
            if past is None:
                return briefing.preview(profile)
            return briefing.open(past.profile, past.day)

        found = await self._ask(_("Composing…") if past is None else _("Reading…"), page)
        if self.is_current:
            self.app.push_screen(EditionScreen(self.keymap, self.measure, found))

    def action_briefing_send(self) -> None:
        """Send today's edition to oneself, after a question."""
        if self._busy or not self._profiles:
            return
        from tui.screens.question import YesNoQuestion

        def then(yes: bool | None) -> None:
            if yes:
                self.begin(self._send())

        question = _("Send today's edition, as it is now, to your own address?")
        self.app.push_screen(YesNoQuestion(question, self.keymap), then)

    async def _send(self) -> None:
        profile = self._profile
        told = await self._ask(_("Sending…"), lambda briefing: briefing.send_to_me(profile))
        self.tell(one_line(told))
