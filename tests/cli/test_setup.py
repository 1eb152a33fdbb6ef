"""The set-up: walked on a terminal as a new user would, and by options alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mujaz.store.sqlite import SqliteStore
from tests.digest.mail_server import CERTIFICATES, PASSWORD, USER, serve
from tests.tui.screen_terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent
OPML = """<opml version="2.0"><body><outline text="مرصد" xmlUrl="https://a.example/feed"/>
<outline text="ب" xmlUrl="https://b.example/feed"/></body></opml>"""


def setup(tmp_path: Path, *options: object, **environment: str) -> Any:
    """Run the set-up without a terminal."""
    places = ["--config", f"{tmp_path}/etc/config.toml", "--data", f"{tmp_path}/data"]
    return subprocess.run(
        [sys.executable, "-m", "cli.main", "setup", *places, *map(str, options)],
        cwd=ROOT,
        env={**os.environ, "MUJAZ_LANGUAGE": "en", "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def written(tmp_path: Path) -> dict[str, Any]:
    return tomllib.loads((tmp_path / "etc" / "config.toml").read_text(encoding="utf-8"))


def test_options_alone_set_everything_up(tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(OPML, encoding="utf-8")
    with serve() as server:
        done = setup(
            tmp_path,
            *("--opml", tmp_path / "list.opml", "--zone", "Africa/Cairo", "--time", "7:05"),
            *(
                "--to",
                "me@example.org",
                "--to",
                "you@example.org",
                "--folder",
                tmp_path / "out dir",
            ),
            *("--format", "md", "--format", "eml", "--host", "localhost", "--port", server.port),
            *("--user", USER, "--password-env", "MY_WORD", "--from", "mujaz@example.org"),
            *("--ca-file", CERTIFICATES / "server-ca.crt", "--schedule", "none"),
            MY_WORD=PASSWORD,
        )
    assert done.returncode == 0, done.stderr
    assert [one.recipient for one in server.taken] == ["me@example.org", "you@example.org"]
    assert written(tmp_path) == {
        "digest": {
            "zone": "Africa/Cairo",
            "time": "07:05",
            "to": ["me@example.org", "you@example.org"],
            "folder": str(tmp_path / "out dir"),
            "formats": ["md", "eml"],
        },
        "mail": {
            "from": "mujaz@example.org",
            "host": "localhost",
            "port": server.port,
            "user": USER,
            "password_env": "MY_WORD",
            "ca_file": str(CERTIFICATES / "server-ca.crt"),
        },
    }
    with SqliteStore(tmp_path / "data" / "mujaz.db") as store:
        assert [one.url for one in store.feeds()] == [
            "https://a.example/feed",
            "https://b.example/feed",
        ]
    assert "07:05" in done.stdout
    assert "me@example.org" in done.stdout
    assert "c4nary" not in done.stdout + done.stderr + (tmp_path / "etc/config.toml").read_text()


def test_starter_packs_by_name(tmp_path: Path) -> None:
    done = setup(
        tmp_path, "--pack", "sy", "--pack", "sports", "--folder", tmp_path, "--schedule", "none"
    )
    assert done.returncode == 0, done.stderr
    with SqliteStore(tmp_path / "data" / "mujaz.db") as store:
        assert len(store.feeds()) > 1
    assert setup(tmp_path, "--pack", "nowhere", "--folder", tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--to"),
        (("--to", "nobody"), "nobody"),
        (("--folder", "x", "--zone", "Mars/Base"), "Mars/Base"),
        (("--folder", "x", "--time", "25:00"), "--time"),
        (("--to", "a@example.org", "--no-test"), "host"),
        (("--to", "a@example.org", "--host", "h.example", "--security", "none"), "this machine"),
    ],
)
def test_what_cannot_work_is_told_and_nothing_is_written(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = setup(tmp_path, "--schedule", "none", *options)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "etc").exists()


def test_a_mail_that_does_not_leave_keeps_the_config_unwritten(tmp_path: Path) -> None:
    done = setup(tmp_path, "--to", "a@example.org", "--host", "localhost", "--port", "1")
    assert done.returncode == 75
    assert "localhost:1" in done.stderr
    assert not (tmp_path / "etc").exists()


def test_an_existing_config_is_changed_only_when_asked_for(tmp_path: Path) -> None:
    config = tmp_path / "etc" / "config.toml"
    config.parent.mkdir()
    before = '# mine\nlanguage = "en"\n\n[fetch]\ntimeout = 9 # slow line\n\n[digest]\nlength = 5\n'
    config.write_text(before)
    options = ("--folder", tmp_path / "out", "--schedule", "none")
    refused = setup(tmp_path, *options)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert config.read_text() == before
    done = setup(tmp_path, *options, "--replace")
    assert done.returncode == 0, done.stderr
    assert config.with_name("config.toml.old").read_text() == before
    after = config.read_text()
    assert after.startswith("# mine\n")
    assert "timeout = 9 # slow line" in after
    assert written(tmp_path)["digest"] == {"length": 5, "folder": str(tmp_path / "out")}
    again = setup(tmp_path, *options)
    assert again.returncode == 0, "nothing is to be changed"
    assert config.read_text() == after


def test_a_config_that_cannot_be_changed_line_by_line_is_left_alone(tmp_path: Path) -> None:
    config = tmp_path / "etc" / "config.toml"
    config.parent.mkdir()
    config.write_text('digest.zone = "UTC"\n')
    done = setup(tmp_path, "--folder", tmp_path, "--schedule", "none", "--replace")
    assert done.returncode == 2
    assert "folder" in done.stderr
    assert config.read_text() == 'digest.zone = "UTC"\n'


# ---------------------------------------------------------------- on a terminal
Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Terminal] = []
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in (
        ("systemctl", "exit 1"),
        (
            "crontab",
            f'[ "$1" = - ] && cat > {tmp_path}/crontab; [ -e {tmp_path}/crontab ] && cat {tmp_path}/crontab || {{ echo no crontab >&2; exit 1; }}',
        ),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)

    def run(*options: str) -> Terminal:
        places = ["--config", f"{tmp_path}/etc/config.toml", "--data", f"{tmp_path}/data"]
        terminal = Terminal(
            "run_on_pty",
            "setup",
            *places,
            *options,
            package="tests.cli",
            environment={
                "MUJAZ_LANGUAGE": "en",
                "PATH": f"{programs}:{os.environ['PATH']}",
                "MUJAZ_NOW": "2025-12-15T03:00:00Z",
            },
        )
        started.append(terminal)
        return terminal

    yield run
    for terminal in started:
        terminal.close()


def test_a_new_user_walks_through_it(start: Start, tmp_path: Path) -> None:
    with serve() as server:
        terminal = start(
            "--ca-file", str(CERTIFICATES / "server-ca.crt"), "--port", str(server.port)
        )
        for question, answer in (
            (rb"What do you want to read[^>]*> ", "999"),
            (rb"from 1 to[^>]*> ", "2"),
            (rb"time zone[^>]*> ", "Nowhere"),
            (rb"no time zone[^>]*> ", "Asia/Damascus"),
            (rb"HH:MM[^>]*> ", "٦:٣٠"),
            (rb"Where shall it go[^>]*> ", "3"),
            (rb"which address[^>]*> ", "me@"),
            (rb"no mail address[^>]*> ", "me@example.org"),
            (rb"Which folder[^>]*> ", str(tmp_path / "out")),
            (rb"How does mail leave[^>]*> ", "1"),
            (rb"sent from[^>]*> ", ""),
            (rb"mail server[^>]*> ", "localhost"),
            (rb"encrypted[^>]*> ", "1"),
            (rb"User name[^>]*> ", USER),
            (rb"password kept[^>]*> ", "1"),
            (rb"not shown[^>]*> ", "wrong"),
            (rb"scheduler wake[^>]*> ", "y"),
            (rb"first message[^>]*> ", "نعم"),
            (rb"535[^>]*What now[^>]*> ", "1"),
            (rb"How does mail leave[^>]*> ", ""),
            (rb"sent from[^>]*> ", ""),
            (rb"localhost[^>]*> ", ""),
            (rb"encrypted[^>]*> ", ""),
            (rb"User name[^>]*> ", ""),
            (rb"password kept[^>]*> ", "3"),
            (rb"Name of the variable[^>]*> ", "NOT_THERE"),
            (rb"NOT_THERE[^>]*What now[^>]*> ", "4"),
        ):
            terminal.expect(question)
            terminal.send(answer + "\n")
        assert terminal.finish() != 0
        assert not (tmp_path / "etc" / "config.toml").exists(), "nothing was settled"
        assert b"wrong" not in terminal.output
        assert server.taken == []
        terminal = start(
            *("--ca-file", str(CERTIFICATES / "server-ca.crt"), "--port", str(server.port)),
            *("--pack", "SY", "--zone", "Asia/Damascus", "--time", "06:30", "--via", "smtp"),
            *("--to", "me@example.org", "--host", "localhost", "--security", "starttls"),
            *("--user", USER, "--from", "mujaz@example.org"),
        )
        for question, answer in (
            (rb"password kept[^>]*> ", "1"),
            (rb"not shown[^>]*> ", PASSWORD),
            (rb"scheduler wake[^>]*> ", ""),
            (rb"first message[^>]*> ", ""),
        ):
            terminal.expect(question)
            terminal.send(answer + "\n")
        assert terminal.finish() == 0, terminal.output
        assert len(server.taken) == 1
    assert b"c4nary" not in terminal.output
    kept = tmp_path / "etc" / "mail-password"
    assert kept.read_text(encoding="utf-8") == f"{PASSWORD}\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert written(tmp_path)["mail"]["password_command"] == ["cat", str(kept)]
    assert "digest run --if-due" in (tmp_path / "crontab").read_text()
    told = terminal.output.decode()
    assert re.search("next edition is made today, .*15.*06:30", told)
    assert "me@example.org" in told


def test_the_end_of_the_input_ends_it_with_nothing_written(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.expect(rb"What do you want to read[^>]*> ")
    terminal.send("\x04")
    assert terminal.finish() == 130
    assert not (tmp_path / "etc").exists()


def test_schema_of_mail_holds_no_password() -> None:
    from cli.settings import schema

    properties = json.loads(schema())["$defs"]["MailSettings"]["properties"]
    assert "password" not in properties
    assert "from" in properties
