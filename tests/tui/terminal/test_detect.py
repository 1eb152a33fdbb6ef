"""Asking on a pty: what is remembered, what a silent terminal costs, what is typed meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mujaz.errors import MujazError
from tests.tui.screen_terminal import Terminal
from tui.terminal.memory import (
    ANSWERS,
    CHOICES,
    keep_answers,
    recall_answers,
    remember,
    remembered,
    session_key,
)
from tui.terminal.replies import Replies

KITTY = b"\x1b[8;0$y\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c"
QUESTION = b"\x1b[8$p"


@pytest.fixture
def start() -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def run(*arguments: str, **more: object) -> Terminal:
        started.append(Terminal("terminal.detect_on_pty", *arguments, **more))  # type: ignore[arg-type]
        return started[-1]

    yield run
    for terminal in started:
        terminal.close()


def found(terminal: Terminal) -> list[dict[str, object]]:
    assert terminal.finish() == 0, terminal.output
    return [json.loads(line) for line in re.findall(rb"\{.*\}", terminal.output)]


def test_a_terminal_that_answers_is_asked_once_by_commands(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = start(str(tmp_path), "stale", "stale", answer=KITTY)
    assert [one["order"] for one in found(terminal)] == ["words", "words"]
    assert terminal.output.count(QUESTION) == 1


def test_the_reader_asks_a_terminal_that_answers_each_time(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = start(str(tmp_path), "fresh", answer=KITTY)
    assert found(terminal)[0]["name"] == "kitty"
    assert (tmp_path / ANSWERS).exists()


def test_a_silent_terminal_costs_the_first_command_only(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = start(str(tmp_path), "stale", "stale", "fresh", environment={"TERM": "xterm"})
    first, second, third = found(terminal)
    assert first["late"] is True
    assert second["late"] is third["late"] is False
    assert terminal.output.count(QUESTION) == 1


def test_what_the_user_said_decides(start: Callable[..., Terminal], tmp_path: Path) -> None:
    remember(tmp_path, "kitty", "visual")
    terminal = start(str(tmp_path), "fresh", answer=KITTY)
    assert found(terminal)[0]["order"] == "visual"


def test_keys_among_the_answers_are_handed_on(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = start(
        str(tmp_path), "fresh", answer="jت".encode() + KITTY[:7] + b"\x1b[A" + KITTY[7:]
    )
    assert found(terminal)[0]["typed"] == "jت\x1b[A"


@pytest.mark.parametrize("variables", [{"TERM_PROGRAM": "Apple_Terminal"}, {"TERM": "dumb"}])
def test_some_are_never_asked(
    start: Callable[..., Terminal], tmp_path: Path, variables: dict[str, str]
) -> None:
    terminal = start(str(tmp_path), "fresh", environment=variables)
    found(terminal)
    assert b"\x1b" not in terminal.output


def test_a_missing_folder_is_no_error(start: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = start(str(tmp_path / "missing"), "fresh", answer=KITTY)
    assert found(terminal)[0]["order"] == "words"
    assert not (tmp_path / "missing").exists()


# ------------------------------------------------------------------------------- memory
def test_answers_come_back_in_the_same_session_only(tmp_path: Path) -> None:
    replies = Replies(1, "VTE(7600)", "65;1;9", None)
    keep_answers(tmp_path, "a", replies)
    assert recall_answers(tmp_path, "a") == replies
    assert recall_answers(tmp_path, "b") is None
    assert session_key({"SSH_CONNECTION": "1"}) != session_key({"SSH_CONNECTION": "2"})


def test_a_mode_that_is_reset_now_is_not_kept(tmp_path: Path) -> None:
    keep_answers(tmp_path, "a", Replies(2))
    assert recall_answers(tmp_path, "a") is None


def test_old_sessions_are_forgotten(tmp_path: Path) -> None:
    for number in range(60):
        keep_answers(tmp_path, str(number), Replies())
    assert recall_answers(tmp_path, "0") is None
    assert recall_answers(tmp_path, "59") == Replies()
    assert len(json.loads((tmp_path / ANSWERS).read_text())) == 40


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"kitty": "upside"}', '{"kitty": 3}', "\ud800"]
)
def test_a_broken_memory_is_no_memory(tmp_path: Path, content: str) -> None:
    for name in (CHOICES, ANSWERS):
        (tmp_path / name).write_text(content, encoding="utf-8", errors="surrogatepass")
    assert remembered(tmp_path, "kitty") is None
    assert recall_answers(tmp_path, "kitty") is None
    remember(tmp_path, "kitty", "words")
    assert remembered(tmp_path, "kitty") == "words"


def test_what_was_kept_cannot_steer_a_terminal(tmp_path: Path) -> None:
    kept = {"a": {"bdsm": "x", "name": "evil\x1b[31m", "da1": 3, "da2": None}}
    (tmp_path / ANSWERS).write_text(json.dumps(kept))
    assert recall_answers(tmp_path, "a") == Replies(None, "evil[31m", None, None)


def test_an_answer_can_be_forgotten(tmp_path: Path) -> None:
    remember(tmp_path, "kitty", "words")
    remember(tmp_path, "kitty", None)
    assert remembered(tmp_path, "kitty") is None


def test_a_memory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MujazError):
        remember(tmp_path / "file", "kitty", "words")
    keep_answers(tmp_path / "file", "a", Replies())
