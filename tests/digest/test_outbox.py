"""The outbox against a real SMTP server that refuses, hangs up and falls silent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from digest.desk import Desk, only_run
from digest.outbox import MAX_TRIES, backoff
from mujaz.errors import BusyError
from mujaz.store.sqlite import SqliteStore
from tests.digest import desks, newsroom
from tests.digest.mail_server import PASSWORD, MailServer, serve

ROOT = Path(__file__).resolve().parent.parent.parent
LATER = timedelta(hours=3)


@dataclass
class Office:
    """A server, a desk that writes to it, and the desk's clock."""

    server: MailServer
    desk: Desk
    clock: desks.Clock

    def run(self, times: int = 1) -> None:
        for _ in range(times):
            desks.run(self.desk)
            self.clock.forward(hours=3)

    @property
    def outcome(self) -> tuple[int, int, str]:
        """How many mails came, under how many Message-IDs, and where the delivery stands."""
        ids = {one.message_id for one in self.server.taken}
        return len(self.server.taken), len(ids), desks.only_delivery(self.desk).state


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_MAIL_PASSWORD", PASSWORD)


@pytest.fixture
def office(store: SqliteStore, tmp_path: Path) -> Iterator[Office]:
    newsroom.december(store)
    clock = desks.Clock()
    with serve() as server:
        yield Office(server, desks.desk_of(store, tmp_path, desks.mail_to(server), clock), clock)


def test_a_mail_is_sent_once_however_often_we_are_woken(office: Office) -> None:
    office.run(3)
    assert office.outcome == (1, 1, "sent")
    assert office.server.taken[0].signed_on
    assert office.server.taken[0].encrypted


@pytest.mark.parametrize(
    ("script", "came", "state"),
    [
        (["451"], 1, "sent"),
        (["451", "451", "451"], 1, "sent"),
        (["554"], 0, "failed"),
        (["drop_before"], 1, "sent"),
        (["drop_after"], 2, "sent"),
        (["hang"], 2, "sent"),
        (["drop_after", "drop_after"], 2, "uncertain"),
        (["hang", "drop_after"], 2, "uncertain"),
        (["451", "drop_after", "451"], 2, "sent"),
        (["drop_after", "554"], 1, "uncertain"),
    ],
)
def test_faults_at_the_end_of_a_mail(
    office: Office, script: list[str], came: int, state: str
) -> None:
    office.server.script = list(script)
    office.run(6)
    assert office.outcome == (came, min(came, 1), state)
    assert not office.server.script


@pytest.mark.parametrize(
    ("recipient", "state"), [("perm@example.org", "failed"), ("temp@example.org", "pending")]
)
def test_a_recipient_that_is_refused(
    store: SqliteStore, tmp_path: Path, recipient: str, state: str
) -> None:
    newsroom.december(store)
    clock = desks.Clock()
    with serve() as server:
        desk = desks.desk_of(store, tmp_path, desks.mail_to(server), clock, to=(recipient,))
        report = desks.run(desk)
        assert [one.state for one in report.tried] == [state]
        assert len(report.given_up) == (state == "failed")
        waits = [desks.only_delivery(desk).next]
        for _ in range(3):
            clock.forward(hours=3)
            desks.run(desk)
            waits.append(desks.only_delivery(desk).next)
        assert server.taken == []
    delivery = desks.only_delivery(desk)
    assert delivery.state == state
    assert delivery.tries == (1 if state == "failed" else 4)
    assert "5.1.1" in str(delivery.error) or "4.7.1" in str(delivery.error)


def test_one_bad_recipient_does_not_keep_the_others_from_theirs(
    store: SqliteStore, tmp_path: Path
) -> None:
    newsroom.december(store)
    to = ("a@example.org", "perm@example.org", "temp@example.org", "z@example.org")
    with serve() as server:
        desk = desks.desk_of(store, tmp_path, desks.mail_to(server), to=to)
        states = {one.recipient: one.state for one in desks.run(desk).tried}
        assert [one.recipient for one in server.taken] == ["a@example.org", "z@example.org"]
    assert states == dict(zip(to, ("sent", "failed", "pending", "sent"), strict=True))
    assert len({one.message_id for one in server.taken}) == 2
    assert all(one.content.count(b"@example.org\r\n") > 0 for one in server.taken)


def test_a_server_that_is_down_is_waited_for(office: Office, tmp_path: Path) -> None:
    up = office.desk.mail
    down = desks.mail_to(MailServer(port=1))
    office.desk = desks.desk_of(office.desk.store, tmp_path, down, office.clock)
    desks.run(office.desk)
    first = desks.only_delivery(office.desk)
    assert (first.state, first.tries, first.doubts) == ("pending", 1, 0)
    assert first.next == office.clock.now + timedelta(minutes=1)
    desks.run(office.desk)
    assert desks.only_delivery(office.desk) == first, "it is not tried before its time"
    office.desk = desks.desk_of(office.desk.store, tmp_path, up, office.clock)
    office.clock.forward(hours=1)
    office.run()
    assert office.outcome == (1, 1, "sent")


def test_it_is_given_up_after_a_day(store: SqliteStore, tmp_path: Path) -> None:
    newsroom.december(store)
    clock = desks.Clock()
    desk = desks.desk_of(store, tmp_path, desks.mail_to(MailServer(port=1)), clock)
    desks.run(desk)
    while desks.only_delivery(desk).state == "pending":
        clock.now = desks.only_delivery(desk).next or clock.now
        desks.run(desk)
        assert desks.only_delivery(desk).tries <= MAX_TRIES
    assert desks.only_delivery(desk).state == "failed"
    assert timedelta(hours=20) < clock.now - desks.MORNING < timedelta(hours=28)


def test_waits_double_up_to_an_hour() -> None:
    minutes = [backoff(tries) // timedelta(minutes=1) for tries in range(1, 10)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_an_uncertain_mail_is_held_where_the_user_wants_that(
    store: SqliteStore, tmp_path: Path
) -> None:
    newsroom.december(store)
    with serve() as server:
        server.script = ["drop_after"]
        mail = desks.mail_to(server, on_uncertain="hold")
        office = Office(server, desks.desk_of(store, tmp_path, mail, clock := desks.Clock()), clock)
        office.run(4)
        assert office.outcome == (1, 1, "uncertain")


def test_the_bytes_that_were_written_down_are_those_that_are_sent_each_time(
    office: Office,
) -> None:
    office.server.script = ["drop_after"]
    desks.run(office.desk)
    newsroom.put(
        office.desk.store,  # type: ignore[arg-type]
        [newsroom.Draft("الأفق", "خبر جاء بعد ذلك", "خبر جاء بعد أن كُتب الموجز.", 13)],
    )
    office.clock.forward(hours=3)
    office.run()
    first, second = office.server.taken
    assert first.content == second.content
    letter = office.desk.store.letter(desks.only_delivery(office.desk).id)
    assert letter is not None
    assert first.content.rstrip() == letter.rstrip()


def test_one_process_at_a_time_sends(office: Office) -> None:
    with only_run(office.desk.lock), pytest.raises(BusyError):
        desks.run(office.desk)
    assert office.desk.store.issues() == []
    office.run()
    assert office.outcome == (1, 1, "sent")


def die(office: Office, where: str) -> None:
    """Run the briefing in a process that is killed at a point of the delivery."""
    path = str(office.desk.lock.parent / "kill.db")
    command = [sys.executable, "-m", "tests.digest.die_at", where, path, str(office.server.port)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize(
    ("where", "state", "came"),
    [
        ("before_issue", None, 1),
        ("after_issue", "pending", 1),
        ("before_data", "pending", 1),
        ("before_sending", "pending", 1),
        ("after_sending", "sending", 1),
        ("before_sent", "sending", 2),
        ("after_sent", "sent", 1),
    ],
)
def test_a_killed_run_is_carried_on_by_the_next(
    office: Office, tmp_path: Path, where: str, state: str | None, came: int
) -> None:
    newsroom.december(SqliteStore(tmp_path / "kill.db"))
    die(office, where)
    with SqliteStore(tmp_path / "kill.db") as store:
        assert [one.state for one in store.deliveries()] == ([state] if state else [])
        office.desk = desks.desk_of(store, tmp_path, office.desk.mail, office.clock)
        office.run(3)
        assert office.outcome == (came, 1, "sent")
