"""Runs the reader on the tests' newsroom; for :mod:`tests.tui.screen_terminal`."""

from __future__ import annotations

import sys
from pathlib import Path

from mujaz.errors import ReaderError
from mujaz.store.sqlite import SqliteStore
from tests.tui.newsroom import NOW, fill
from tui.app import run_reader
from tui.screens.reader import ReaderScreen
from tui.settings import ReaderSettings


def _crash(_screen: ReaderScreen) -> None:
    raise RuntimeError("made for the test")


if __name__ == "__main__":
    file = Path(sys.argv[1])
    ReaderScreen.action_alert_section = _crash  # type: ignore[method-assign]
    with SqliteStore(file) if file.exists() else fill(file) as store:
        try:
            status = run_reader(store, settings=ReaderSettings(), clock=lambda: NOW)
        except ReaderError as error:
            sys.exit(str(error))
    sys.stdout.write(f"ended with {status}\n")
    sys.exit(status)
