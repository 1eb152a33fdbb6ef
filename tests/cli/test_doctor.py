"""The doctor: its checks, and the card that finds out which way Arabic reads right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.test_doors import call
from tests.tui.screen_terminal import Terminal
from tui.terminal.memory import remembered

KITTY = b"\x1b[8;0$y\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c"
KONSOLE = b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;1;4c"
XTERM = b"\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c"


@pytest.fixture
def doctor(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def run(*arguments: str, **more: object) -> Terminal:
        data = str(tmp_path / "data")
        options = ("doctor", "--terminal", "--data", data, *arguments)
        more.setdefault("environment", {"MUJAZ_LANGUAGE": "en"})
        started.append(Terminal("terminal.mujaz_on_pty", *options, **more))  # type: ignore[arg-type]
        return started[-1]

    yield run
    for terminal in started:
        terminal.close()


def test_without_a_terminal_it_says_what_it_found(tmp_path: Path) -> None:
    done = call("doctor", "--terminal", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert found["order"] in ("visual", "lro", "words", "logical")
    assert {"terminal", "sure", "reason", "replies", "remembered", "setting"} <= set(found)


def test_checks_are_lines_with_a_state(tmp_path: Path) -> None:
    done = call("doctor", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 3
    assert all(one["state"] in ("ok", "warn") and one["line"] for one in found)


def test_what_fails_is_told_and_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "mujaz.db").write_bytes(b"no store at all" * 100)
    done = call("doctor", data=tmp_path)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert [line for line in done.stdout.splitlines() if line.startswith("✓")]


def test_repair_mends_an_empty_store(tmp_path: Path) -> None:
    done = call("doctor", "--repair", "--vacuum", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("✓")


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    assert call("doctor", "--vacuum", data=tmp_path).returncode == 2
    assert call("doctor", "--terminal", "--repair", data=tmp_path).returncode == 2


def test_the_line_that_reads_right_is_remembered(
    doctor: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = doctor(answer=KITTY)
    terminal.expect(b"> ")
    terminal.send("1\r")
    assert terminal.finish() == 0
    assert remembered(tmp_path / "data", "kitty") == "visual"


def test_what_is_right_anyway_is_not_kept(doctor: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = doctor(answer=KITTY)
    terminal.expect(b"> ")
    terminal.send("3\r")
    assert terminal.finish() == 0
    assert remembered(tmp_path / "data", "kitty") is None


def test_each_line_tells_its_number_in_the_way_it_is_written(
    doctor: Callable[..., Terminal],
) -> None:
    terminal = doctor(answer=XTERM)
    terminal.expect(b"> ")
    terminal.send("\r")
    assert terminal.finish() == 0
    shown = terminal.output.decode()
    assert "1 ﺐﺘﻛﺍ" in shown
    assert "2 \u202dﺐﺘﻛﺍ" in shown or "2 ﺐﺘﻛﺍ" in shown
    assert "3 ﺍﻛﺘﺐ" in shown
    assert "ﺍﻛﺘﺐ 4" in shown


def test_a_switch_of_the_window_has_a_page_of_its_own_and_is_undone(
    doctor: Callable[..., Terminal],
) -> None:
    terminal = doctor(answer=KONSOLE)
    terminal.expect(rb"BidiRenderingEnabled=false[\s\S]*> ")
    terminal.send("0\r")
    terminal.expect(rb"BidiRenderingEnabled=true[\s\S]*> ")
    terminal.send("0\r")
    terminal.expect(b"> ")
    terminal.send("1\r")
    terminal.expect(b"DejaVu")
    assert terminal.finish() == 0


def test_letters_that_are_there_mean_a_wrong_order(doctor: Callable[..., Terminal]) -> None:
    terminal = doctor(answer=XTERM)
    for answer in ("0\r", "2\r"):
        terminal.expect(b"> ")
        terminal.send(answer)
    terminal.expect(b"order")
    assert terminal.finish() == 0


def test_json_on_a_terminal_asks_nobody(doctor: Callable[..., Terminal]) -> None:
    terminal = doctor("--json", answer=KITTY)
    assert terminal.finish() == 0
    found = json.loads(re.findall(rb"\{.*\}", terminal.output)[0])
    assert (found["terminal"], found["order"]) == ("kitty", "words")
    assert found["replies"]["name"] == "kitty(0.26.5)"
