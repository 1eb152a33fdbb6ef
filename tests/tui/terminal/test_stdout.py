"""Lines that commands print on a terminal."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from tests.tui.screen_terminal import ROOT, Terminal
from tui.terminal.stdout import print_lines
from tui.terminal.wire import Wire, bdsm, konsole, mlterm


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_on_a_terminal_are_laid_out_and_told() -> None:
    stream = _Terminal()
    print_lines("خبر BBC\nword", 12, stream, wire=bdsm("test"))
    first, second, rest = stream.getvalue().split("\n")
    assert first == "\x1b[8l" + " " * 5 + "BBC ﺮﺒﺧ"
    assert second == "\x1b[8lword"
    assert rest == "\x1b[8h"


def test_lines_that_stay_are_written_without_the_switch_of_the_window() -> None:
    stream = _Terminal()
    print_lines("خبر (BBC)", 12, stream, wire=konsole("test"))
    assert stream.getvalue() == "   (BBC) ﺧﺒﺮ\n"
    stream = _Terminal()
    print_lines("خبر BBC", 12, stream, wire=mlterm("test"))
    assert stream.getvalue() == "     BBC \u202dﺮﺒﺧ\n"


def test_lines_in_kitty() -> None:
    stream = _Terminal()
    print_lines("خبر BBC", 12, stream, wire=Wire("words"))
    assert stream.getvalue() == "     BBC ﺧﺒﺮ\n"


def test_lines_elsewhere_stay_logical() -> None:
    stream = io.StringIO()
    print_lines("خبر BBC طويل", 5, stream, wire=bdsm("test"))
    assert stream.getvalue() == "خبر BBC طويل\n"


def test_lines_carry_no_controls() -> None:
    stream = _Terminal()
    print_lines("خبر\x1b[31m \x9b2J \u202eabc", 40, stream, wire=Wire())
    assert not set(stream.getvalue()) & set("\x1b\x9b\u202e")


def test_printing_asks_the_terminal_and_undoes() -> None:
    terminal = Terminal("print_on_pty", answer=b"\x1b[8;1$y\x1b[?65;1;9c")
    try:
        terminal.expect(b"\x1b\\[8l")
        assert terminal.finish() == 0
        assert terminal.output.rindex(b"\x1b[8h") > terminal.output.rindex(b"\x1b[8l")
    finally:
        terminal.close()


@pytest.mark.parametrize(
    "module",
    [
        "tui.terminal.stdout",
        "tui.terminal.detect",
        "tui.terminal.rows",
        "tui.settings",
        "tui.direction",
    ],
)
def test_what_commands_use_loads_no_textual(module: str) -> None:
    code = f"import sys, {module}; print(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
