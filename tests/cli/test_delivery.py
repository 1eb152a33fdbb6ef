"""The commands of delivery as the schedule and a user call them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from mujaz.model import Feed
from mujaz.store.lock import file_lock
from mujaz.store.sqlite import SqliteStore
from tests.digest import newsroom
from tests.digest.mail_server import PASSWORD, MailServer, serve
from tests.pipeline import outlet

ROOT = Path(__file__).resolve().parent.parent.parent
MORNING = "2025-12-15T03:45:00Z"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder full of news, and a config that mails and writes files."""
    with newsroom.open_store(tmp_path) as store:
        newsroom.december(store)
        for feed in store.feeds():
            store.remove_feed(feed.url)
    configure(tmp_path, f'via = "maildir"\nmaildir = "{tmp_path}/Maildir"')
    return tmp_path


def configure(home: Path, mail: str, digest: str = "") -> None:
    (home / "config.toml").write_text(
        f'language = "en"\n[digest]\nto = ["reader@example.org"]\nlength = 3\n{digest}\n'
        f'[mail]\nfrom = "mujaz@example.org"\n{mail}\n',
        encoding="utf-8",
    )


def arguments(home: Path, *words: object) -> list[str]:
    places = ["--config", f"{home}/config.toml", "--data", str(home)]
    return [sys.executable, "-m", "cli.main", *map(str, words), *places]


def environment(now: str = MORNING, **more: str) -> dict[str, str]:
    return {**os.environ, "MUJAZ_NOW": now, "PYTHONUTF8": "1", **more}


def call(home: Path, *words: object, now: str = MORNING, **more: str) -> Any:
    return subprocess.run(
        arguments(home, *words),
        cwd=ROOT,
        env=environment(now, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def mails(home: Path) -> list[bytes]:
    place = home / "Maildir" / "new"
    return [one.read_bytes() for one in place.iterdir()] if place.exists() else []


def test_the_schedule_sends_once_and_is_quiet_where_nothing_is_due(home: Path) -> None:
    early = call(home, "digest", "run", "--if-due", now="2025-12-15T03:00:00Z")
    assert (early.returncode, early.stdout, early.stderr) == (0, "", "")
    first = call(home, "digest", "run", "--if-due")
    assert first.returncode == 0, first.stderr
    assert "reader@example.org: sent" in first.stdout
    again = call(home, "digest", "run", "--if-due", now="2025-12-15T09:00:00Z")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(mails(home)) == 1
    by_hand = call(home, "digest", "run")
    assert by_hand.returncode == 0
    assert "resend" in by_hand.stderr
    assert len(mails(home)) == 1


def test_news_is_fetched_first(home: Path) -> None:
    with outlet.serve() as site:
        long = (
            "أعلنت إدارة الميناء صباح اليوم بدء العمل في الرصيف الجديد بعد عامين من الأعمال. " * 12
        )
        site.feed((1, "افتتاح الرصيف الجديد في الميناء", long))
        now = "2025-12-01T03:45:00Z"
        configure(
            home,
            f'via = "maildir"\nmaildir = "{home}/Maildir"\n[fetch]\nallow_hosts = ["127.0.0.1"]',
        )
        with SqliteStore(home / "mujaz.db") as store:
            store.add_feed(Feed(site.feed_url))
        done = call(home, "digest", "run", "--if-due", now=now)
    assert done.returncode == 0, done.stderr
    (mail,) = mails(home)
    text = message_from_bytes(mail).get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "افتتاح الرصيف الجديد في الميناء" in text


def test_exit_codes_of_a_server_that_refuses_or_is_away(home: Path) -> None:
    configure(home, 'host = "localhost"\nport = 1\nsecurity = "none"')
    away = call(home, "digest", "run", "--if-due")
    assert away.returncode == 75, away.stderr
    assert "localhost:1" in away.stderr
    configure(home, 'host = ""')
    with serve(security="none") as server:
        server.script = ["554"]
        configure(home, f'host = "localhost"\nport = {server.port}\nsecurity = "none"')
        refused = call(home, "digest", "run", "--if-due", now="2025-12-15T05:00:00Z")
        assert refused.returncode == 1
        assert "554" in refused.stderr
        assert "resend" in refused.stderr
        status = call(home, "digest", "status")
        assert "given up" in status.stdout
        sent = call(home, "digest", "resend", now="2025-12-15T06:00:00Z")
        assert sent.returncode == 0, sent.stderr
    assert len(server.taken) == 1
    rows = [json.loads(one) for one in call(home, "digest", "status", "--json").stdout.splitlines()]
    assert [(one["state"], one["recipient"], one["day"]) for one in rows] == [
        ("sent", "reader@example.org", "2025-12-15")
    ]


def test_a_second_process_waits_for_another_time(home: Path) -> None:
    with file_lock(home / "digest.lock", 0):
        woken = call(home, "digest", "run", "--if-due")
        assert (woken.returncode, woken.stdout, woken.stderr) == (75, "", "")
        asked = call(home, "digest", "send")
        assert asked.returncode == 75
        assert len(asked.stderr.splitlines()) == 1
    assert mails(home) == []


def test_two_processes_at_once_send_one_mail(home: Path) -> None:
    both = [
        subprocess.Popen(arguments(home, "digest", "run", "--if-due"), cwd=ROOT, env=environment())
        for _ in range(2)
    ]
    assert {one.wait(60) for one in both} <= {0, 75}
    call(home, "digest", "run", "--if-due")
    assert len(mails(home)) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("digest", "run", "--profile", "nope"), 2),
        (("digest", "build", "--profile", "nope"), 2),
        (("digest", "send", "--to", "nobody"), 2),
        (("digest", "send", "--date", "2026-01-01"), 2),
        (("digest", "send", "--preview", "--date", "2025-12-14"), 2),
        (("digest", "resend"), 2),
        (("digest", "resend", "--date", "yesterday"), 2),
        (("schedule", "install", "launchd"), 2),
        (("schedule", "print", "sundial"), 2),
        (("serve", "--every", "0"), 2),
    ],
)
def test_what_cannot_be_done_is_one_line(home: Path, words: tuple[str, ...], code: int) -> None:
    done = call(home, *words)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert mails(home) == []


def test_mail_without_a_server_is_a_matter_of_the_config(home: Path) -> None:
    configure(home, "")
    done = call(home, "digest", "run", "--if-due")
    assert done.returncode == 2
    assert "[mail] host" in done.stderr


def test_the_mail_as_a_file_is_the_same_each_time(home: Path) -> None:
    first = call(home, "digest", "build", "--format", "eml").stdout
    assert first == call(home, "digest", "build", "--format", "eml").stdout
    mail = message_from_bytes(first.encode())
    assert mail["To"] == "reader@example.org"
    assert mail.get_content_type() == "multipart/alternative"
    folder = home / "out"
    folder.mkdir()
    call(home, "digest", "build", "--format", "eml", "--output", folder)
    (file,) = folder.iterdir()
    assert file.name == "mujaz-2025-12-15-daily.eml"
    assert b"\r\n\r\n" in file.read_bytes()


def test_no_password_in_what_is_shown(home: Path) -> None:
    with serve() as server:
        configure(
            home,
            f'host = "localhost"\nport = {server.port}\nuser = "u"\n'
            'password_command = ["printf", "c4nary"]',
        )
        shown = call(home, "config", "show").stdout
        done = call(home, "digest", "run", "--if-due")
    assert done.returncode == 75, "the certificate is not trusted"
    told = shown + done.stdout + done.stderr + call(home, "digest", "status", "--json").stdout
    assert "c4nary" not in told
    assert b"c4nary" not in (home / "mujaz.db").read_bytes()


# -------------------------------------------------------------------- serving
@contextmanager
def serving(home: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        arguments(home, "serve", "--every", 1),
        cwd=ROOT,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"it ended without {words!r}")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serving_sends_and_stops_when_it_is_told_to(home: Path, number: signal.Signals) -> None:
    with serving(home) as process:
        wait_for(process, "reader@example.org: sent")
        process.send_signal(number)
        out, _err = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Stopped" in out
    assert len(mails(home)) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_a_mail_that_is_being_handed_over_gets_its_answer(home: Path) -> None:
    with serve(security="none") as server:
        server.delay = 1.0
        configure(home, f'host = "localhost"\nport = {server.port}\nsecurity = "none"')
        with serving(home) as process:
            until(server)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
    with SqliteStore(home / "mujaz.db") as store:
        assert [one.state for one in store.deliveries()] == ["sent"]


def until(server: MailServer) -> None:
    end = time.monotonic() + 30
    while not server.taken:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_trouble_is_told_once_and_serving_goes_on(home: Path) -> None:
    configure(home, "")
    with serving(home, MUJAZ_MAIL_PASSWORD=PASSWORD) as process:
        wait_for(process, "[mail] host")
        time.sleep(2.5)
        process.send_signal(signal.SIGTERM)
        out, _err = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "[mail] host" not in out
