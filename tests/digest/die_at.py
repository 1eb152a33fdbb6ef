"""Runs the briefing and kills itself at a named point; for :mod:`tests.digest.test_outbox`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from smtplib import SMTP
from typing import Any

from mujaz.store.delivery import Delivery
from mujaz.store.sqlite import SqliteStore
from tests.digest import desks
from tests.digest.mail_server import MailServer


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(SqliteStore):
    """A store whose process dies before or after one of its writes."""

    where = ""

    def issue_edition(self, *arguments: Any) -> bool:
        if self.where == "before_issue":
            die()
        done = super().issue_edition(*arguments)
        if self.where == "after_issue":
            die()
        return done

    def move_delivery(self, before: Delivery, after: Delivery) -> Delivery | None:
        if self.where == f"before_{after.state}":
            die()
        done = super().move_delivery(before, after)
        if self.where == f"after_{after.state}":
            die()
        return done


class MortalConnection(SMTP):
    """A connection whose process dies when it is about to send the mail's text."""

    def send(self, s: Any) -> None:
        if isinstance(s, bytes) and b"boundary" in s:
            super().send(s[: len(s) // 2])
            die()
        super().send(s)


if __name__ == "__main__":
    Mortal.where, path, port = sys.argv[1:]
    if Mortal.where == "before_data":
        import smtplib

        smtplib.SMTP = MortalConnection  # type: ignore[misc]
    with Mortal(Path(path)) as store:
        mail = desks.mail_to(MailServer(port=int(port)))
        desks.run(desks.desk_of(store, Path(path).parent, mail))
