"""Who reorders: answers, environment and setting to a wire; lines printed on a terminal."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.screen_terminal import ROOT, Terminal
from tui.terminal.decide import Replies, Wire, decide, explicit, parse_replies
from tui.terminal.stdout import print_lines

SWITCHED = ("\x1b[8l", "\x1b[8h")
ALONE = ("", "")


def wire(
    replies: bytes, environment: dict[str, str] | None = None, setting: str = "auto"
) -> object:
    found = decide(parse_replies(replies), environment or {}, setting)  # type: ignore[arg-type]
    return found.row, found.leave


@pytest.mark.parametrize(
    ("replies", "environment", "setting", "expected"),
    [
        (b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c", {}, "auto", SWITCHED),
        (b"\x1b[8;2$y\x1b[?65;1;9c", {"VTE_VERSION": "7006"}, "auto", ALONE),
        (b"\x1b[8;4$y\x1b[?65;1;9c", {}, "auto", ALONE),
        (b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[?64;1c", {}, "auto", ALONE),
        (b"\x1b[8;0$y\x1b[?64;1c", {"VTE_VERSION": "7006"}, "auto", ALONE),
        (b"", {"VTE_VERSION": "7006"}, "auto", SWITCHED),
        (b"", {"VTE_VERSION": "5703"}, "auto", SWITCHED),
        (b"", {"VTE_VERSION": "5702"}, "auto", ALONE),
        (b"", {"VTE_VERSION": "new"}, "auto", ALONE),
        (b"", {}, "auto", ALONE),
        (b"", {"VTE_VERSION": "7006", "TMUX": "/tmp/x,1,0"}, "auto", ALONE),
        (b"", {"VTE_VERSION": "7006", "STY": "1.x"}, "auto", ALONE),
        (b"\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2c", {"VTE_VERSION": "7006"}, "auto", ALONE),
        (b"", {}, "app", SWITCHED),
        (b"\x1b[8;1$y\x1b[?65;1c", {"VTE_VERSION": "7006"}, "none", ALONE),
    ],
)
def test_decisions(
    replies: bytes, environment: dict[str, str], setting: str, expected: tuple[str, str]
) -> None:
    assert wire(replies, environment, setting) == expected


def test_answers_among_other_bytes() -> None:
    raw = b"jj\x1b[A\x1b[8;1$y\x1bP>|VTE(8003)\x1b\\k\x1b[>65;8003;1c\x1b[?65;1;9c"
    assert parse_replies(raw) == Replies(1, "VTE(8003)", "65;1;9", "65;8003;1")


@pytest.mark.parametrize(
    ("terminal", "expected"),
    [("vte", SWITCHED), ("gnome-terminal", SWITCHED), ("xfce4-terminal", SWITCHED),
     ("xterm", ALONE), ("alacritty", ALONE), ("foot", ALONE), ("urxvt", ALONE), ("st", ALONE)],
)  # fmt: skip
def test_what_real_terminals_answered(
    shared: Path, terminal: str, expected: tuple[str, str]
) -> None:
    record = json.loads((shared / "terminals" / "replies" / f"q-{terminal}.json").read_text())
    names = ("DECRQM 8", "XTVERSION", "DA2", "DA1")
    raw = "".join(record[name] for name in names).replace("ESC ", "\x1b").encode()
    assert wire(raw, record["env"]) == expected


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_on_a_terminal_are_laid_out_and_told() -> None:
    stream = _Terminal()
    print_lines("خبر BBC\nword", 12, stream, wire=explicit("test"))
    first, second, rest = stream.getvalue().split("\n")
    assert first == "\x1b[8l" + " " * 5 + "BBC ﺮﺒﺧ"
    assert second == "\x1b[8lword"
    assert rest == "\x1b[8h"


def test_lines_elsewhere_stay_logical() -> None:
    stream = io.StringIO()
    print_lines("خبر BBC طويل", 5, stream, wire=explicit("test"))
    assert stream.getvalue() == "خبر BBC طويل\n"


def test_lines_carry_no_controls() -> None:
    stream = _Terminal()
    print_lines("خبر\x1b[31m \x9b2J \u202eabc", 40, stream, wire=Wire())
    assert not set(stream.getvalue()) & set("\x1b\x9b\u202e")


def test_printing_asks_the_terminal_and_undoes(tmp_path: Path) -> None:
    terminal = Terminal("print_on_pty", answer=b"\x1b[8;1$y\x1b[?65;1;9c")
    try:
        terminal.expect(b"\x1b\\[8l")
        assert terminal.finish() == 0
        assert terminal.output.rindex(b"\x1b[8h") > terminal.output.rindex(b"\x1b[8l")
    finally:
        terminal.close()


@pytest.mark.parametrize(
    "module", ["tui.terminal.stdout", "tui.terminal.probe", "tui.settings", "tui.direction"]
)
def test_what_commands_use_loads_no_textual(module: str) -> None:
    code = f"import sys, {module}; print(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
