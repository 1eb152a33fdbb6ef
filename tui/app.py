"""The reader as an application: theme, chrome's filter, driver, start and end.

What is on the screen is known to :mod:`tui.screens.reader`. Errors of settings are raised before
the terminal is taken.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.screen import Screen

from mujaz.store.protocol import Store
from tui._textual_compat import QuietEnd, bind, restamp
from tui.keymap import everywhere, keys_by_action
from tui.library import Library
from tui.place import KEY, write_place
from tui.rtl_filter import RtlFilter
from tui.screens.reader import ReaderScreen
from tui.screens.refreshing import Refresh
from tui.services import Services
from tui.settings import ReaderSettings
from tui.terminal.detect import Found
from tui.terminal.wire import Wire
from tui.themes import FEW_COLOURS, THEMES, fitting_theme, known_theme, muted, theme_names

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.filter import LineFilter


class Reader(QuietEnd, App[None]):
    """The reader."""

    ENABLE_COMMAND_PALETTE = False
    # A default screen's own CSS_PATH is not read by Textual: the app names it.
    CSS_PATH = ["screens/reader.tcss", "colours.tcss"]
    DEFAULT_CSS = """
    Toast { padding: 1 2; text-align: right; }
    """

    def __init__(
        self,
        store: Store,
        *,
        settings: ReaderSettings,
        clock: Callable[[], datetime],
        refresh: Refresh | None = None,
        title: str = "موجز",
        terminal: Found | None = None,
        services: Services | None = None,
    ) -> None:
        """Prepare the reader; nothing is read and no terminal touched yet.

        Args:
            store: what is read.
            settings: the section ``[reader]``.
            clock: the present moment.
            refresh: fetches what is new, telling its steps; None where there is nothing to fetch.
            title: name in the top bar and of the window.
            terminal: how the terminal is written to, as :mod:`tui.terminal.detect` found it.
            services: what the screens beside the main one ask for.

        Raises:
            ConfigError: the settings name a theme, action or key that cannot be.
        """
        keymap = keys_by_action(settings.keys)
        super().__init__(driver_class=_driver(terminal))
        for theme in (*THEMES, *FEW_COLOURS):
            self.register_theme(theme)
        self.show_theme(known_theme(settings.theme, theme_names()))
        self.let_move(settings.motion)
        bind(self, everywhere(keymap))
        self.title = title
        self._library = Library(store, clock)
        self.reader = ReaderScreen(
            self._library, settings, clock, refresh, title, services or Services()
        )
        self._rtl = RtlFilter()

    def action_quit_reader(self) -> None:
        """Leave, whatever screen is shown; what is selected in a box is copied instead."""
        from textual.widgets import Input

        focused = self.focused
        if isinstance(focused, Input) and focused.selected_text:
            focused.action_copy()
        else:
            self.exit()

    def action_suspend_reader(self) -> None:
        """Give the terminal back to the shell until ``fg``."""
        self.action_suspend_process()

    def get_default_screen(self) -> Screen[object]:
        """Return the reader's screen."""
        return self.reader  # type: ignore[return-value]

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's colours and an opaque ``$muted``."""
        variables = super().get_css_variables()
        return {**variables, "muted": muted(variables)}

    def show_theme(self, name: str) -> None:
        """Show a theme, or the one that stands in for it where the terminal has few colours."""
        self.theme = fitting_theme(name, self.console.color_system)

    def let_move(self, motion: bool) -> None:
        """Let what scrolls by itself glide; else everything is where it belongs in one frame."""
        self.animation_level = "full" if motion else "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and the one that puts the chrome's Arabic in order.

        With ``NO_COLOR`` Textual writes shades of grey, which are colours to a terminal: they go.
        """
        filters = super().get_line_filters()
        return [
            self._rtl,
            *(NoColor() if isinstance(one, Monochrome) else one for one in filters),
        ]

    def on_resize(self) -> None:
        """Tell the new rows what the old ones were told, before they are painted."""
        restamp(self)

    def exit(self, *args: object, **kwargs: object) -> None:
        """Leave, keeping the place; a store that fails now costs the place only."""
        if self.reader.started:
            self._library.keep(KEY, write_place(self.reader.place))
        super().exit(*args, **kwargs)  # type: ignore[arg-type]

    def on_ready(self) -> None:
        """Let memory be collected again; what the start made is never looked at again."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def on_unmount(self) -> None:
        """Let the store's threads end."""
        self._library.close()


def _driver(found: Found | None) -> type[Driver]:
    """Return the driver that keeps a terminal's wire."""
    wire = found.wire if found else Wire()
    if sys.platform == "win32":
        from tui.terminal.windows import driver_for

        return driver_for(wire)
    from tui.terminal.driver import driver_for as posix_driver_for

    return posix_driver_for(wire, found.typed if found else b"", late=bool(found and found.late))


def run_reader(
    store: Store,
    *,
    settings: ReaderSettings,
    clock: Callable[[], datetime],
    refresh: Refresh | None = None,
    title: str = "موجز",
    services: Services | None = None,
    folder: Path | None = None,
) -> int:
    """Run the reader on the terminal until it is left.

    Args:
        store: what is read.
        settings: the section ``[reader]``.
        clock: the present moment.
        refresh: fetches what is new; None where there is nothing to fetch.
        title: name in the top bar and of the window.
        services: what the screens beside the main one ask for.
        folder: the data folder, where answers about terminals are remembered.

    Returns:
        the exit status: 0, or 128 and the number of the signal that ended it.

    Raises:
        ReaderError: an error of the program ended it; the details lie in a file that it names.
    """
    from tui.terminal.detect import detect

    terminal = detect(settings.bidi, folder)
    if terminal.known and terminal.known.between == "screen":
        # It is what the terminal outside says of itself; GNU screen misreads such colours.
        os.environ.pop("COLORTERM", None)
    app = Reader(
        store,
        settings=settings,
        clock=clock,
        refresh=refresh,
        title=title,
        terminal=terminal,
        services=services,
    )
    app.run()
    if app.ended_by is not None:
        from tui.breakdown import broken_off

        raise broken_off(app.ended_by)
    if sys.platform != "win32":
        signal.alarm(0)  # a signalled end that went in order calls its alarm off
    return app.return_code or 0
