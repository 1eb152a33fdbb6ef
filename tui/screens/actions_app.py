"""What the keys do with the reader as a whole: fetching, help, leaving."""

from __future__ import annotations

from tui.screens.actions_move import MoveActions
from tui.screens.refreshing import Refreshing


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

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until ``fg``."""
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
