"""Runs the command with its arguments; for :mod:`tests.tui.screen_terminal`."""

from __future__ import annotations

from cli.main import main

if __name__ == "__main__":
    main()
