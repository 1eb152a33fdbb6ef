"""The way over SMTP: encryption that cannot be talked away, and a password that nobody sees."""

from __future__ import annotations

import logging
import os
import stat
import time
import traceback
from pathlib import Path
from typing import Any

import pytest

from digest.mail_settings import MailSettings
from digest.password import Password, find_password
from digest.smtp import SmtpWay, _stuffed
from digest.ways import DeliveryError, RefusedError, TemporaryError
from tests.digest import desks
from tests.digest.mail_server import CERTIFICATES, PASSWORD, USER, MailServer, serve

LETTER = b"From: mujaz@example.org\r\nSubject: x\r\n\r\n.dot\r\n..two\r\nlast"
TO = "reader@example.org"


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")


def send(mail: MailSettings, letter: bytes = LETTER) -> None:
    way = SmtpWay(mail)
    try:
        way.deliver(TO, letter, lambda: None)
    finally:
        way.close()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_leaves_encrypted_and_signed_on(security: str) -> None:
    with serve(security=security) as server:
        send(desks.mail_to(server, security=security))
    (one,) = server.taken
    assert one.signed_on
    assert one.encrypted or security == "tls"
    assert one.content == LETTER + b"\r\n"


def test_without_plain_the_older_sign_on_is_used() -> None:
    with serve(auth_exclude_mechanism=["PLAIN"]) as server:
        send(desks.mail_to(server))
    assert server.taken[0].signed_on


def test_a_server_of_this_machine_may_be_written_to_in_the_clear() -> None:
    with serve(security="none") as server:
        send(desks.mail_to(server, security="none", user=""))
    assert not server.taken[0].encrypted


@pytest.mark.parametrize(
    ("certificate", "trusted"),
    [("server", None), ("other", "other-ca.crt"), ("expired", "expired-ca.crt")],
)
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_wrong_certificates_are_refused(
    certificate: str, trusted: str | None, security: str
) -> None:
    authority = str(CERTIFICATES / trusted) if trusted else ""
    with (
        serve(security=security, certificate=certificate) as server,
        pytest.raises(TemporaryError, match="certificate"),
    ):
        send(desks.mail_to(server, security=security, ca_file=authority))
    assert server.taken == []


def test_a_server_that_takes_encryption_away_gets_neither_mail_nor_password() -> None:
    with serve(security="none") as server, pytest.raises(TemporaryError, match="STARTTLS"):
        send(desks.mail_to(server))
    assert server.taken == []


def test_plain_connections_to_other_machines_cannot_be_configured() -> None:
    for host in ("smtp.example.org", "192.0.2.1", "localhost.example.org"):
        with pytest.raises(ValueError, match="this machine"):
            MailSettings(host=host, security="none")
    for host in ("localhost", "127.0.0.1", "::1", "[::1]"):
        MailSettings(host=host, security="none")


def test_a_wrong_password_is_final_and_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_MAIL_PASSWORD", "wr0ng-canary")
    with serve() as server, pytest.raises(RefusedError, match="535") as caught:
        send(desks.mail_to(server))
    assert "canary" not in "".join(traceback.format_exception(caught.value))
    assert server.taken == []


def test_a_server_that_repeats_the_password_is_not_quoted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serve() as server:
        server.greeting = f"554 no {PASSWORD}"
        with pytest.raises(RefusedError) as caught:
            send(desks.mail_to(server))
    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert "554 no ***" in told
    assert "c4nary" not in told


def test_what_a_server_says_is_cleaned_and_short() -> None:
    with serve() as server:
        server.greeting = "554 \x1b]52;c;x\x07\u202e" + "long " * 90
        with pytest.raises(RefusedError) as caught:
            send(desks.mail_to(server))
    assert not set(str(caught.value)) & set("\x1b\x07\u202e\n")
    assert len(str(caught.value)) < 300


def test_a_server_that_cannot_be_reached_is_asked_once_a_run() -> None:
    way = SmtpWay(desks.mail_to(MailServer(port=1)))
    errors = []
    for _ in range(2):
        with pytest.raises(TemporaryError, match="could not be reached") as caught:
            way.deliver(TO, LETTER, lambda: None)
        errors.append(caught.value)
    assert errors[0] is errors[1]


def test_a_server_that_hangs_up_between_two_letters_is_called_again() -> None:
    with serve() as server:
        server.script = ["leave", "take"]
        way = SmtpWay(desks.mail_to(server))
        way.deliver(TO, LETTER, lambda: None)
        time.sleep(0.3)
        way.deliver("other@example.org", LETTER, lambda: None)
        way.close()
    assert [one.recipient for one in server.taken] == [TO, "other@example.org"]


@pytest.mark.parametrize("host", ["a..b", "a b", "x" * 70 + ".example", "a/b", "-\x00", "a@b"])
def test_hosts_that_are_none_are_refused_with_the_config(host: str) -> None:
    with pytest.raises(ValueError, match=r"server|control"):
        MailSettings(host=host)


def test_nothing_arrives_where_the_handing_over_could_not_be_written_down() -> None:
    def full_disk() -> None:
        raise OSError("disk full")

    with serve() as server:
        way = SmtpWay(desks.mail_to(server))
        with pytest.raises(OSError, match="disk full"):
            way.deliver(TO, LETTER, full_disk)
        way.deliver(TO, LETTER, lambda: None)
        way.close()
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        (b"a\n.b\r\n..c", b"a\r\n..b\r\n...c\r\n"),
        (b"a\r.b", b"a\r\n..b\r\n"),
        (b".\r\n", b"..\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_no_line_of_a_mail_can_end_it(text: bytes, sent: bytes) -> None:
    assert _stuffed(text) == sent


def script(folder: Path, text: str) -> str:
    file = folder / "a command"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_the_password_of_a_command_comes_first(tmp_path: Path) -> None:
    command = script(tmp_path, 'printf "%s\\nsecond line\\n" "$1"')
    found = find_password(MailSettings(user="u", password_command=(command, "من الأمر")))
    assert found.reveal() == "من الأمر"
    assert find_password(MailSettings(user="u")).reveal() == PASSWORD


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("text", "part"), [("echo c4nary; exit 3", "status 3"), ("exit 0", "empty")]
)
def test_a_command_without_a_password_is_told_without_its_output(
    tmp_path: Path, text: str, part: str
) -> None:
    with pytest.raises(TemporaryError, match=part) as caught:
        find_password(MailSettings(user="u", password_command=(script(tmp_path, text), "s3cret")))
    assert "c4nary" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_no_password_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUJAZ_MAIL_PASSWORD")
    with pytest.raises(TemporaryError, match="password_command"):
        find_password(MailSettings(user=USER))
    with pytest.raises(TemporaryError, match="password command"):
        find_password(MailSettings(user=USER, password_command=("/no/such/command",)))


class Ring:
    """A keyring that holds one password."""

    def __init__(self, found: Any) -> None:
        self.found = found

    def get_password(self, service: str, user: str) -> str | None:
        assert (service, user) == ("mujaz", USER)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("found", "part"), [(None, "holds no"), (RuntimeError("locked c4nary"), "RuntimeError")]
)
def test_the_keyring_is_asked_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, found: object, part: str
) -> None:
    monkeypatch.delenv("MUJAZ_MAIL_PASSWORD")
    mail = MailSettings(user=USER, password_keyring=True)
    monkeypatch.setitem(__import__("sys").modules, "keyring", Ring("كلمة"))
    assert find_password(mail).reveal() == "كلمة"
    monkeypatch.setitem(__import__("sys").modules, "keyring", Ring(found))
    with pytest.raises(DeliveryError, match=part) as caught:
        find_password(mail)
    assert "c4nary" not in str(caught.value)


def test_a_password_does_not_show_itself() -> None:
    assert (
        "c4nary"
        not in repr(Password(PASSWORD)) + str(Password(PASSWORD)) + f"{[Password(PASSWORD)]}"
    )
