"""A refresh that is ended anywhere: the next one completes it, nothing twice and nothing lost."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.outlet import Outlet, serve
from tests.pipeline.test_refresh import PARAGRAPHS

ROOT = Path(__file__).resolve().parents[2]
FEEDS, ITEMS = 3, 6
#: What SQLite's own check says of a sound file.
SOUND = [("ok",)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals of POSIX")


class Mujaz:
    """The command in processes of its own, on one data folder and one outlet."""

    def __init__(self, folder: Path, outlet: Outlet) -> None:
        self.outlet, self.data = outlet, folder / "data"
        self.config = folder / "config.toml"
        self.config.write_text('language = "en"\n[fetch]\nallow_hosts = ["127.0.0.1"]\n', "utf-8")

    def start(self, *arguments: str, limit: Callable[[], None] | None = None) -> subprocess.Popen:
        command = [sys.executable, "-m", "cli.main", *arguments]
        return subprocess.Popen(
            [*command, "--config", str(self.config), "--data", str(self.data)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, preexec_fn=limit,
        )  # fmt: skip

    def run(self, *arguments: str, limit: Callable[[], None] | None = None) -> tuple[int, str]:
        process = self.start(*arguments, limit=limit)
        out, err = process.communicate(timeout=120)
        return process.returncode, out + err

    def publish(self, first: int, count: int) -> None:
        """Let all feeds bring some more items, one of which only teases."""
        for feed in range(FEEDS):
            items = []
            for n in range(first + count):
                full = " ".join(f"{paragraph} {feed} {n}" for paragraph in PARAGRAPHS)
                items.append((n, f"خبر {feed} {n}", "مقدمة" if n % 6 == 0 else full))
            self.outlet.feed(*items)
            self.outlet.documents[f"/{feed}.xml"] = self.outlet.documents.pop("/feed.xml")
        for n in range(first, first + count):
            self.outlet.article(n, f"خبر {n}", [f"{paragraph} {n}" for paragraph in PARAGRAPHS])

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.data / "mujaz.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def subscribe(self) -> None:
        urls = [f"{self.outlet.base}/{feed}.xml" for feed in range(FEEDS)]
        status, said = self.run("feeds", "add", "--no-check", *urls)
        assert status == 0, said

    def check_complete(self, items: int) -> None:
        """Run once more and find each item once, whole, and in a story."""
        status, said = self.run("refresh", "--all")
        assert status == 0, said
        assert self.rows("PRAGMA integrity_check") == SOUND
        found = self.rows("SELECT feed, guid, length(text) FROM articles")
        expected = {
            (f"{self.outlet.base}/{feed}.xml", str(n))
            for feed in range(FEEDS)
            for n in range(items)
        }
        assert {(feed, guid) for feed, guid, _length in found} == expected
        assert len(found) == len(expected)
        assert all(int(str(length)) > 400 for _feed, _guid, length in found)
        assert self.rows("SELECT count(*) FROM revisions") == [(0,)]
        assert self.rows("SELECT count(*) FROM folded") == [(len(expected),)]
        loose = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM story_articles)"
        assert self.rows(loose) == [(0,)]


def interrupt(folder: Path, rounds: int, sign: signal.Signals, seed: int) -> None:
    """End a refresh at random moments, and look each time at what the next one leaves."""
    chance = random.Random(seed)
    with serve() as outlet:
        mujaz = Mujaz(folder, outlet)
        mujaz.publish(0, 1)
        mujaz.subscribe()
        began = time.monotonic()
        mujaz.check_complete(1)
        usual = time.monotonic() - began
        for number in range(rounds):
            items = 1 + (number + 1) * ITEMS if number < 8 else 1 + 8 * ITEMS + number
            mujaz.publish(0, items)
            process = mujaz.start("refresh", "--all")
            time.sleep(chance.uniform(0.1, max(0.5, 1.5 * usual)))
            process.send_signal(sign)
            _out, said = process.communicate(timeout=60)
            # what is ended while the interpreter itself starts is not ours to tell
            assert "Traceback" not in said or said.startswith("Fatal Python error: init"), said
            mujaz.check_complete(items)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_refresh_is_completed(tmp_path: Path, sign: signal.Signals) -> None:
    interrupt(tmp_path, 5 if sign == signal.SIGKILL else 2, sign, seed=11)


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_two_hundred_interrupted_refreshes_are_completed(
    tmp_path: Path, sign: signal.Signals
) -> None:
    interrupt(tmp_path, 200, sign, seed=12)


def test_a_full_disk_is_told_in_one_line_and_loses_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of file sizes are POSIX's")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    with serve() as outlet:
        mujaz = Mujaz(tmp_path, outlet)
        mujaz.publish(0, 1)
        mujaz.subscribe()
        mujaz.publish(0, 60)
        status, said = mujaz.run("refresh", "--all", limit=small)
        assert status == 1
        assert "Traceback" not in said
        assert len(said.strip().splitlines()) == 1
        assert "space" in said
        mujaz.check_complete(60)


def test_a_network_that_goes_away_is_no_loss(tmp_path: Path) -> None:
    with serve() as outlet:
        mujaz = Mujaz(tmp_path, outlet)
        mujaz.publish(0, 3)
        mujaz.subscribe()
    status, said = mujaz.run("refresh")
    assert status == 1
    assert (
        said
        == "No server answered; is there a connection? All is asked again at the next refresh.\n"
    )
    with serve(int(outlet.base.rpartition(":")[2])) as back:
        mujaz.outlet = back
        mujaz.publish(0, 3)
        status, said = mujaz.run("refresh")
        assert status == 0, said
        mujaz.check_complete(3)
