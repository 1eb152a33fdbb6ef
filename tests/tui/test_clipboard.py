"""Copying by the desktop's own tools: which are asked, what they get, what is known afterwards."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tui.clipboard import copy_by_tool, tools

TEXT = "«نص» للنسخ: 37.5% -- $(id) `x`\nسطر ثانٍ"


def names(environment: dict[str, str], platform: str = "linux") -> list[str]:
    return [tool.command[0] for tool in tools(environment, platform)]


def test_the_tools_of_the_screen_in_use_are_asked() -> None:
    assert names({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}) == ["wl-copy", "xclip", "xsel"]
    assert names({"DISPLAY": ":0"}) == ["xclip", "xsel"]
    assert names({}) == []
    assert names({}, "darwin") == ["pbcopy"]
    assert names({"WSL_DISTRO_NAME": "Debian"}) == ["clip.exe"]


def test_over_ssh_the_clipboard_of_the_other_machine_is_left_alone() -> None:
    assert names({"SSH_CONNECTION": "1 2 3 4"}, "darwin") == []
    assert names({"SSH_TTY": "/dev/pts/3", "WSL_DISTRO_NAME": "Debian"}) == []
    assert names({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10"}) == ["xclip", "xsel"]


def tool(folder: Path, name: str, body: str) -> dict[str, str]:
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {"DISPLAY": ":0", "PATH": str(folder)}


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are programs on POSIX only")
def test_the_text_goes_to_standard_input_and_nowhere_else(tmp_path: Path) -> None:
    body = (
        f"open({str(tmp_path / 'got')!r}, 'wb').write(sys.stdin.buffer.read())\n"
        f"open({str(tmp_path / 'arguments')!r}, 'w').write(' '.join(sys.argv[1:]))"
    )
    assert copy_by_tool(TEXT, tool(tmp_path, "xclip", body))
    assert (tmp_path / "got").read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "arguments").read_text() == "-selection clipboard -in"


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are programs on POSIX only")
def test_a_tool_that_fails_is_no_success_and_the_next_one_is_asked(tmp_path: Path) -> None:
    environment = tool(tmp_path, "xclip", "sys.exit(1)")
    assert not copy_by_tool(TEXT, environment)
    body = f"open({str(tmp_path / 'got')!r}, 'wb').write(sys.stdin.buffer.read())"
    assert copy_by_tool(TEXT, tool(tmp_path, "xsel", body))
    assert (tmp_path / "got").read_text(encoding="utf-8") == TEXT


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are programs on POSIX only")
def test_a_tool_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.clipboard.SECONDS", 0.3)
    assert not copy_by_tool(TEXT, tool(tmp_path, "xclip", "time.sleep(20)"))


def test_without_a_tool_nothing_is_known() -> None:
    assert not copy_by_tool(TEXT, {"PATH": ""})
    assert not copy_by_tool(TEXT, {"DISPLAY": ":0", "PATH": "/nowhere"})
