"""A progress bar on stderr where that is a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cli.output import terminal_wire, width
from mujaz.i18n import _
from mujaz.pipeline.progress import Progress, Report, silent

_EVERY = 0.08
_BAR = 24
#: Fewer columns than this leave no room for the words beside the bar.
_NARROW = 50


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Yield a function that shows progress; the line is wiped at the end."""
    if not sys.stderr.isatty() or width() < _NARROW:
        yield silent
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.wipe()


class _Bar:
    """One line of the terminal, written again and again."""

    def __init__(self) -> None:
        from tui.terminal.stdout import LinePrinter

        self._printer = LinePrinter(terminal_wire())
        self._shown = 0.0

    def show(self, progress: Progress) -> None:
        """Show a step, at most every 80 ms and always the last."""
        at = time.monotonic()
        if at - self._shown < _EVERY and progress.done < progress.total:
            return
        self._shown = at
        from mujaz.text import clean, layout

        share = progress.done / progress.total if progress.total else 1.0
        filled = round(share * _BAR)
        text = f"{_label(progress)} {progress.done}/{progress.total} {progress.what}".rstrip()
        line = layout(clean(text), max(10, width() - _BAR - 4), "rtl")[0]
        # filled from the right, as the line is read
        bar = "░" * (_BAR - filled) + "█" * filled
        row = self._printer.line(f"{bar} {' ' * line.pad}{line.text}")
        sys.stderr.write(f"\r\x1b[K{row}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Take the line away and give the row back as it was."""
        sys.stderr.write(f"\r\x1b[K{self._printer.leave}")
        sys.stderr.flush()


def _label(progress: Progress) -> str:
    return {
        "fetch": _("Fetching feeds"),
        "write": _("Reading articles"),
        "group": _("Grouping stories"),
        "index": _("Building indexes"),
    }[progress.stage]
