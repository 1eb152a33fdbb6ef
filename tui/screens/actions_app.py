"""What the keys do with the reader as a whole: fetching, commands, other screens, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.actions_move import MoveActions
from tui.screens.refreshing import Refreshing

if TYPE_CHECKING:
    from tui.commands import Command


class AppActions(MoveActions, Refreshing):
    """Fetches, helps, leaves."""

    def action_refresh(self) -> None:
        """Fetch what is new; while that goes on, end it."""
        if self.refreshing:
            self.stop_refresh()
        else:
            self.refresh_now()

    def action_feeds_state(self) -> None:
        """Show how each feed fared."""
        from tui.screens.fetching import FetchingScreen

        self.app.push_screen(FetchingScreen(self))

    def action_leave(self) -> None:
        """End what goes on: a selection, a refresh that was asked for, a search; else go back."""
        asked = self.run is not None and self.run.asked
        if self.refreshing and asked and not self.article.selected_text:
            self.stop_refresh()
        else:
            self.action_back()

    def action_help(self) -> None:
        """Show the help screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, self.settings.measure))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from tui.screens.palette import Palette

        self.app.push_screen(Palette(self.keymap, self.library), self._run_command)

    async def _run_command(self, command: Command | None) -> None:
        """Do what was chosen in the palette, in the pane from which it was opened."""
        if command is None:
            return
        if isinstance(command.target, str):
            await self.run_action(command.target)
        else:
            self.choose_section(command.target)
            self.sidebar.find(command.target.kind, command.target.key)
            self.focus_pane("list")

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until ``fg``."""
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
