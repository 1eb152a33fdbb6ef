"""sendmail, Maildir and files: the ways that stay on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.local_ways import FileWay, MaildirWay, SendmailWay
from digest.mail_settings import MailSettings
from digest.ways import DeliveryError, DoubtfulError, RefusedError, TemporaryError

LETTER = b"From: me@example.org\r\nSubject: x\r\n\r\n.\r\nlast\r\n"
TO = "reader@example.org"
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


class Note:
    """Counts how often a letter was handed over."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def program(folder: Path, script: str) -> SendmailWay:
    file = folder / "send mail"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    settings = MailSettings(sender="me@example.org", sendmail=(str(file), "-i"), timeout=2)
    return SendmailWay(settings)


@posix
def test_sendmail_gets_the_mail_and_its_recipient_as_words(tmp_path: Path) -> None:
    way = program(tmp_path, f'for a; do echo "$a"; done > {tmp_path}/args; cat > {tmp_path}/mail')
    note = Note()
    way.deliver("-odd@example.org", LETTER, note)
    arguments = (tmp_path / "args").read_text().splitlines()
    assert arguments == ["-i", "-f", "me@example.org", "--", "-odd@example.org"]
    assert (tmp_path / "mail").read_bytes() == LETTER.replace(b"\r\n", b"\n")
    assert note.times == 1


@posix
@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("exit 75", TemporaryError),
        ("exit 1", TemporaryError),
        ("echo unknown user >&2; exit 67", RefusedError),
        ("exit 64", RefusedError),
        ("kill -9 $$", DoubtfulError),
        ("exec sleep 20", DoubtfulError),
    ],
)
def test_how_sendmail_ends_is_understood(
    tmp_path: Path, script: str, error: type[DeliveryError]
) -> None:
    with pytest.raises(error) as caught:
        program(tmp_path, script).deliver(TO, LETTER, Note())
    assert "\n" not in str(caught.value)


def test_a_sendmail_that_is_not_there_is_told() -> None:
    way = SendmailWay(MailSettings(sender="me@example.org", sendmail=("/no/such/sendmail",)))
    with pytest.raises(TemporaryError, match="/no/such/sendmail"):
        way.deliver(TO, LETTER, Note())


def test_a_mail_lies_in_the_maildir_once(tmp_path: Path) -> None:
    way = MaildirWay(tmp_path / "Mail dir")
    for _ in range(2):
        way.deliver(TO, LETTER, Note())
    (mail,) = (tmp_path / "Mail dir" / "new").iterdir()
    assert mail.read_bytes() == LETTER.replace(b"\r\n", b"\n")
    assert list((tmp_path / "Mail dir" / "tmp").iterdir()) == []
    mail.rename(tmp_path / "Mail dir" / "cur" / f"{mail.name}:2,S")
    way.deliver(TO, LETTER, Note())
    assert list((tmp_path / "Mail dir" / "new").iterdir()) == [], "it was read already"
    way.deliver("other@example.org", LETTER, Note())
    assert len(list((tmp_path / "Mail dir" / "new").iterdir())) == 1


def test_a_maildir_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(TemporaryError, match="file"):
        MaildirWay(tmp_path / "file" / "Maildir").deliver(TO, LETTER, Note())


def test_an_error_of_the_outbox_is_not_taken_for_one_of_the_way(tmp_path: Path) -> None:
    def full() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        MaildirWay(tmp_path / "Maildir").deliver(TO, LETTER, full)
    assert list((tmp_path / "Maildir" / "new").iterdir()) == []
    with pytest.raises(OSError, match="disk full"):
        FileWay().deliver(str(tmp_path / "out" / "x.md"), b"x", full)
    assert list((tmp_path / "out").iterdir()) == []


@posix
def test_a_file_replaces_a_planted_link_and_not_what_it_leads_to(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep")
    target = tmp_path / "out" / "mujaz.md"
    target.parent.mkdir()
    target.symlink_to(precious)
    FileWay().deliver(str(target), b"new", Note())
    assert (precious.read_text(), target.read_bytes()) == ("keep", b"new")
    assert target.stat().st_mode & 0o777 == 0o600
