"""What a command loads, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = [
    "textual",
    "rich",
    "trafilatura",
    "lxml",
    "aiohttp",
    "feedparser",
    "jinja2",
    "click",
    "msgspec",
    "bidi",
    "arabic_reshaper",
    "sqlite3",
    "asyncio",
]


def loaded(code: str, *arguments: str) -> set[str]:
    """Return which modules a piece of code has loaded at its end."""
    whole = f"{code}\nimport sys\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", whole, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_version_loads_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['mujaz', '--version']; from cli.main import main; main()"
    assert not loaded(code) & set(HEAVY)


@pytest.mark.parametrize(
    "command",
    [["refresh"], ["digest", "build"], ["digest", "run", "--if-due"], ["stories", "list"]],
)
def test_commands_load_no_textual(command: list[str], tmp_path: object) -> None:
    code = f"from cli.main import run; run({[*command, '--data', str(tmp_path)]!r})"
    modules = loaded(code)
    assert "textual" not in modules
    assert "rich" not in modules


@pytest.mark.parametrize("kind", ["md", "html", "page", "txt", "json", "eml"])
def test_a_briefing_is_written_without_reader_and_network(kind: str, tmp_path: object) -> None:
    arguments = ["digest", "build", "--format", kind, "--data", str(tmp_path)]
    modules = loaded(f"from cli.main import run; run({arguments!r})")
    assert not modules & {"textual", "rich", "aiohttp", "trafilatura", "feedparser", "lxml"}


def test_listing_loads_no_network_and_no_extraction(tmp_path: object) -> None:
    code = f"from cli.main import run; run(['articles', 'list', '--data', {str(tmp_path)!r}])"
    assert not loaded(code) & {"aiohttp", "trafilatura", "feedparser", "jinja2", "bidi"}


@pytest.mark.parametrize("module", ["mujaz.text", "mujaz.model", "digest", "tui", "tui.terminal"])
def test_importing_a_room_costs_next_to_nothing(module: str) -> None:
    assert not loaded(f"import {module}") & {*HEAVY} - {"asyncio"}
