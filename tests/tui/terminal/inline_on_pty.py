"""A small inline app behind the wire of its terminal; for :mod:`tests.tui.screen_terminal`."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

from tui.terminal.detect import detect
from tui.terminal.driver import driver_for


class Inline(App[None]):
    """Shows one visual line and ends with q."""

    BINDINGS = [("q", "quit", "")]

    def compose(self) -> ComposeResult:
        """Return the line."""
        yield Static("ﺮﺒﺧ", markup=False)


if __name__ == "__main__":
    found = detect("auto")
    Inline(driver_class=driver_for(found.wire, found.typed, late=found.late)).run(inline=True)
