"""The reader on a real pty: what the terminal is told, undone at every end, and nothing of feeds."""

from __future__ import annotations

import base64
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.screen_terminal import Terminal

VTE = b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c"
XTERM = b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1;2c"
SHOWN = "ﺰﺟﻮﻣ".encode()
ON, OFF = b"\x1b[8l", b"\x1b[8h"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def run(**more: object) -> Terminal:
        started.append(Terminal("run_on_pty", str(tmp_path / "mujaz.db"), **more))  # type: ignore[arg-type]
        return started[-1]

    yield run
    for terminal in started:
        terminal.close()


def test_every_row_is_told_before_anything_is_painted(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=VTE)
    terminal.expect(SHOWN)
    for row in range(1, 31):
        assert f"\x1b[{row};1H\x1b[8l".encode() in terminal.output
    assert terminal.output.index(ON) < terminal.output.index(SHOWN)
    terminal.send("q")
    assert terminal.finish() == 0
    assert terminal.output.rindex(OFF) > terminal.output.rindex(ON)
    assert terminal.output.rindex(OFF) < terminal.output.rindex(b"\x1b[?1049l")


def test_rows_are_told_again_after_a_resize(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=VTE)
    terminal.expect(SHOWN)
    terminal.resize(100, 40)
    terminal.expect(rb"\x1b\[40;1H\x1b\[8l")
    terminal.send("q")
    assert terminal.finish() == 0


def test_terminals_that_leave_the_order_alone_are_told_nothing(
    start: Callable[..., Terminal],
) -> None:
    terminal = start(answer=XTERM)
    terminal.expect(SHOWN)
    terminal.send("q")
    assert terminal.finish() == 0
    assert ON not in terminal.output
    assert OFF not in terminal.output


def test_an_environment_that_names_vte_is_enough(start: Callable[..., Terminal]) -> None:
    terminal = start(environment={"VTE_VERSION": "7006"})
    terminal.expect(SHOWN)
    assert b"\x1b[8$p" not in terminal.output
    assert ON in terminal.output
    terminal.send("q")
    assert terminal.finish() == 0
    assert terminal.output.rindex(OFF) > terminal.output.rindex(ON)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_in_order(start: Callable[..., Terminal], number: signal.Signals) -> None:
    terminal = start(answer=VTE)
    terminal.expect(SHOWN)
    terminal.signal(number)
    assert terminal.finish() == 128 + number
    assert terminal.output.rindex(OFF) > terminal.output.rindex(ON)
    assert b"\x1b[?1049l" in terminal.output
    assert f"ended with {128 + number}".encode() in terminal.output


def test_an_exception_gives_the_terminal_back(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=VTE)
    terminal.expect(SHOWN)
    terminal.send("t")
    assert terminal.finish() != 0
    assert terminal.output.rindex(OFF) > terminal.output.rindex(ON)
    assert b"\x1b[?1049l" in terminal.output


def test_suspending_gives_the_terminal_back_and_takes_it_again(
    start: Callable[..., Terminal],
) -> None:
    terminal = start(answer=VTE)
    terminal.expect(SHOWN)
    terminal.signal(signal.SIGTSTP)
    terminal.expect(re.escape(OFF))
    terminal.expect(rb"\x1b\[\?1049l")
    terminal.wait_until_stopped()
    terminal.signal(signal.SIGCONT)
    terminal.expect(rb"\x1b\[30;1H\x1b\[8l")
    terminal.expect(SHOWN)
    terminal.send("q")
    assert terminal.finish() == 0


def test_a_terminal_that_goes_away_ends_the_reader(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=VTE)
    terminal.expect(SHOWN)
    terminal.hang_up()
    assert terminal.finish() != 0


def test_late_answers_are_not_typing(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=b"")
    terminal.expect(SHOWN)
    terminal.send((VTE + b"\x1bP>|VTE(8003)\x1b\\").decode())
    terminal.send("?")
    terminal.expect(b"page_down")
    terminal.send("q")
    terminal.send("q")
    assert terminal.finish() == 0


def test_nothing_of_a_feed_acts_on_the_terminal(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=XTERM, columns=140)
    terminal.expect(SHOWN)
    terminal.expect(b"A comet")
    terminal.send("G")
    terminal.expect(rb"\[/\]")
    terminal.send("\r")
    terminal.expect(rb"\[@click=app.bell\]")
    terminal.send("y")
    terminal.expect(rb"\x1b\]52;c;")
    terminal.send("q")
    assert terminal.finish() == 0
    output = terminal.output
    # The article's own OSC 52, title, clear, DCS and C1 sequences, and its direction overrides.
    assert b"cHduZWQ=" not in output
    assert b"\x1b]0;" not in output
    assert b"\x1b[31m" not in output
    assert b"\x1bPq" not in output
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", output.decode(errors="replace"))
    assert b"[bold red]" in output
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", output)
    assert len(copied) == 1
    text = base64.b64decode(copied[0]).decode()
    assert "[bold red]غامق[/bold red]" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
