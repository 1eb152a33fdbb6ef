"""What the keys do with the reader as a whole: fetching, help, leaving."""

from __future__ import annotations

from tui.screens.actions_move import MoveActions
from tui.screens.refreshing import Refreshing


class AppActions(MoveActions, Refreshing):
    """Fetches, helps, leaves."""

    def action_refresh(self) -> None:
        """Fetch what is new."""
        self.begin(self.run_refresh(), "refresh")

    def action_help(self) -> None:
        """Show the help screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keymap, self.settings.measure))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until ``fg``."""
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
