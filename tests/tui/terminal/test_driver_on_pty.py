"""The reader on a pty that plays terminals: told, undone at every end, and nothing of feeds."""

from __future__ import annotations

import base64
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.screen_terminal import Terminal
from tests.tui.terminal.recorded import CASES, Case

VTE = b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c"
XTERM = b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1;2c"
SHOWN = "ﺰﺟﻮﻣ".encode()
ZAIN = "ﺰ".encode()
"""The last letter of the name in the title bar, which is the same in every order."""
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


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case.outside is None and "TMUX" not in case.variables and case.answer
    ],
    ids=lambda case: case.name,
)
def test_each_terminal_is_told_what_it_needs_and_left_as_it_was(
    start: Callable[..., Terminal], case: Case
) -> None:
    terminal = start(answer=case.answer, environment={"TERM": "xterm-256color", **case.variables})
    terminal.expect(ZAIN)
    terminal.send("q")
    assert terminal.finish() == 0
    told, undone = (one.encode() for one in case.switch)
    output = terminal.output
    if told:
        assert output.index(b"\x1b[?1049h") < output.index(told) < output.index(ZAIN)
        assert output.rindex(told) < output.rindex(undone) < output.rindex(b"\x1b[?1049l")
    else:
        assert not re.search(rb"\x1b\[8[lh]|BidiRendering|use_ctl", output)
    assert (b"\xe2\x80\xad" in output) == (case.order == "lro")
    # The reader's name: from the right as it stands, each letter before the next, or turned back.
    name, turned = "ﺰﺟﻮﻣ", "ﻣﻮﺟﺰ"
    drawn = re.sub("[\u200e\u202d]", "", output.decode(errors="replace"))
    assert (turned if case.order in ("words", "logical") else name) in drawn, case.order


def test_apples_terminal_is_sent_no_question_of_ours(start: Callable[..., Terminal]) -> None:
    terminal = start(environment={"TERM_PROGRAM": "Apple_Terminal"})
    terminal.expect(ZAIN)
    terminal.send("q")
    assert terminal.finish() == 0
    assert not re.search(rb"\x1b\[[0-9]*\$p|\x1b\[>q", terminal.output)


def test_a_silent_terminal_gets_its_variables_wire(start: Callable[..., Terminal]) -> None:
    terminal = start(environment={"VTE_VERSION": "7006"})
    terminal.expect(SHOWN)
    assert ON in terminal.output
    terminal.send("q")
    assert terminal.finish() == 0
    assert terminal.output.rindex(OFF) > terminal.output.rindex(ON)


def test_what_is_typed_while_the_terminal_is_asked_is_not_lost(
    start: Callable[..., Terminal],
) -> None:
    terminal = start(answer=b"?" + VTE)
    terminal.expect(b"page_down")
    terminal.send("q")
    terminal.send("q")
    assert terminal.finish() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
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
    terminal.send("A")
    assert terminal.finish() == 1
    assert terminal.output.rindex(OFF) > terminal.output.rindex(ON)
    told = terminal.output[terminal.output.rindex(b"\x1b[?1049l") :]
    assert b"Traceback" not in told
    details = re.search(rb"RuntimeError.*?(/\S+\.txt)", told)
    assert details is not None
    file = Path(details[1].decode())
    assert "made for the test" in file.read_text("utf-8")
    file.unlink()


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


@pytest.mark.parametrize("pieces", [1, 2, 7, 40])
def test_late_answers_are_not_typing(start: Callable[..., Terminal], pieces: int) -> None:
    terminal = start(answer=b"")
    terminal.expect(ZAIN)
    late = (VTE + b"\x1bP>|VTE(8003)\x1b\\\x1b]11;rgb:00/00/00\x07\x1b]52;c;cXFx\x1b\\").decode()
    for piece in (
        late[at : at + 1 + len(late) // pieces]
        for at in range(0, len(late), 1 + len(late) // pieces)
    ):
        terminal.send(piece)
        terminal.read_some(0.02)
    terminal.send("?")
    terminal.expect(b"page_down")
    terminal.send("q")
    terminal.send("q")
    assert terminal.finish() == 0


def test_escape_is_still_a_key(start: Callable[..., Terminal]) -> None:
    terminal = start(answer=XTERM)
    terminal.expect(SHOWN)
    terminal.send("?")
    terminal.expect(b"page_down")
    terminal.send("\x1b")
    # Typed at once, the next key would be one with Alt: a person takes longer.
    pause = time.monotonic() + 0.7
    while time.monotonic() < pause:
        terminal.read_some(0.1)
    terminal.send("q")
    assert terminal.finish() == 0


WIRES = {
    "visual": XTERM,
    "lro": b"\x1b[?62c",
    "words": b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c",
    "logical": b"\x1b[>0;136;0c\x1b[?6c",
}


@pytest.mark.parametrize("order", list(WIRES))
def test_nothing_of_a_feed_acts_on_the_terminal(start: Callable[..., Terminal], order: str) -> None:
    terminal = start(answer=WIRES[order], columns=140)
    terminal.expect(ZAIN)
    terminal.expect("A( |\u2800)comet".encode())
    terminal.send("G")
    terminal.expect(rb"\[/\]|\]/\[")
    terminal.send("\r")
    terminal.expect(rb"click=app.bell")
    terminal.send("Y")
    terminal.expect(rb"\x1b\]52;c;")
    terminal.send("q")
    assert terminal.finish() == 0
    output = terminal.output
    # The article's own OSC 52, title, clear, DCS and C1 sequences, and its direction overrides.
    assert b"cHduZWQ=" not in output
    assert b"\x1b]0;" not in output
    assert b"\x1b[31m" not in output
    assert b"\x1bPq" not in output
    # An override stands where the wire puts it, behind the first character of a strip.
    text = output.decode(errors="replace")
    own = re.sub("(?<=[^\x1b])\u200e?\u202d", "", text) if order == "lro" else text
    assert not re.search("[\x80-\x9f\u200d-\u200f\u202a-\u202e\u2066-\u2069]", own)
    assert "bold red" in shown(text)
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", output)
    assert len(copied) == 1
    logical = base64.b64decode(copied[0]).decode()
    assert "[bold red]غامق[/bold red]" in logical
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", logical)


def shown(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m|\u202d", "", text).replace("\u2800", " ")
