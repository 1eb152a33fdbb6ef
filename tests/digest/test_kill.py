"""kill -9 at any moment of a run: nobody gets nothing, nobody gets three.

A repeat is allowed only where the server had taken the mail and its answer was not yet written
down. The command runs as the schedule runs it, against a real SMTP server.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mujaz.clock import iso
from mujaz.store.sqlite import SqliteStore
from tests.digest import newsroom
from tests.digest.desks import MORNING
from tests.digest.mail_server import CERTIFICATES, PASSWORD, USER, MailServer, serve

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = ("one@example.org", "two@example.org", "three@example.org")
PATIENCE = 60.0


@pytest.fixture(scope="module")
def office() -> Iterator[MailServer]:
    with serve() as server:
        server.delay = 0.02  # leaves room to be killed in
        yield server


class Machine:
    """A reader's machine whose power may go at any moment."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.folder = folder
        self.now = MORNING
        with newsroom.open_store(folder) as store:
            newsroom.december(store)
        (folder / "config.toml").write_text(
            f"""
            [digest]
            to = {list(READERS)}
            length = 3
            [mail]
            from = "mujaz@example.org"
            host = "localhost"
            port = {server.port}
            user = "{USER}"
            ca_file = "{(CERTIFICATES / "server-ca.crt").as_posix()}"
            timeout = 20
            """,
            encoding="utf-8",
        )

    def start(self) -> subprocess.Popen[bytes]:
        options = ["--if-due", "--data", str(self.folder), "--config", f"{self.folder}/config.toml"]
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", "digest", "run", *options],
            cwd=ROOT,
            env={**os.environ, "MUJAZ_NOW": iso(self.now), "MUJAZ_MAIL_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def run_to_the_end(self) -> None:
        for _ in range(4):
            self.now += timedelta(hours=2)
            process = self.start()
            error = process.communicate(timeout=PATIENCE)[1].decode()
            assert process.returncode in (0, 75), error
            if process.returncode == 0:
                return
        raise AssertionError(error)

    def states(self) -> dict[str, str]:
        with SqliteStore(self.folder / "mujaz.db") as store:
            return {one.recipient: one.state for one in store.deliveries()}


def kill_once(machine: Machine, server: MailServer, rng: random.Random) -> None:
    """Kill a run: sometimes anywhere, mostly while it is talking to the server."""
    process = machine.start()
    if rng.random() < 0.2:
        time.sleep(rng.uniform(0, 1.2))
    else:
        wanted = rng.randrange(len(READERS))
        end = time.monotonic() + PATIENCE
        while len(server.taken) < wanted and process.poll() is None and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, 0.12) if wanted else rng.uniform(0.3, 1.0))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE)


def rounds(folder: Path, server: MailServer, count: int) -> int:
    """Return how many mails came twice in so many rounds."""
    repeats = 0
    for number in range(count):
        rng = random.Random(number)
        server.taken.clear()
        (folder / str(number)).mkdir()
        machine = Machine(folder / str(number), server)
        kill_once(machine, server, rng)
        time.sleep(server.delay * 3)  # the server finishes what it was told
        states = machine.states()
        before = {reader: len(server.taken_by(reader)) for reader in READERS}
        machine.run_to_the_end()
        for reader in READERS:
            came = server.taken_by(reader)
            assert 1 <= len(came) <= 2, (number, reader, states)
            assert len({one.message_id for one in came}) == 1
            assert len({one.content for one in came}) == 1
            if len(came) == 2:
                assert states[reader] == "sending", (number, reader, states)
                assert before[reader] == 1
                repeats += 1
        assert set(machine.states().values()) == {"sent"}
    return repeats


def test_killed_at_ten_random_moments(tmp_path: Path, office: MailServer) -> None:
    rounds(tmp_path, office, 10)


@pytest.mark.slow
def test_killed_at_a_hundred_random_moments(tmp_path: Path, office: MailServer) -> None:
    repeats = rounds(tmp_path, office, 100)
    assert 0 < repeats < 100, "the kills hit the window of doubt, and not only that"
