"""Prints a line the way commands do; for :mod:`tests.tui.screen_terminal`."""

from __future__ import annotations

import sys

from tui.terminal.detect import detect
from tui.terminal.stdout import print_lines

if __name__ == "__main__":
    print_lines("سطر واحد", 40, sys.stdout, wire=detect("auto").wire)
