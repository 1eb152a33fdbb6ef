"""Desks for the tests of delivery: a store full of news, mail to a loopback server, a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from digest.desk import Desk
from digest.mail_settings import MailSettings
from digest.run import Report, run_due
from digest.settings import DigestSettings
from mujaz.store.delivery import Delivery
from mujaz.store.protocol import Store
from tests.digest.mail_server import CERTIFICATES, USER, MailServer

#: A quarter past the slot of 15 December 2025 in Damascus.
MORNING = datetime(2025, 12, 15, 3, 45, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def mail_to(server: MailServer, **more: Any) -> MailSettings:
    """Return settings of mail that lead to a server of the tests."""
    values: dict[str, Any] = {
        "sender": "mujaz@example.org",
        "host": "localhost",
        "port": server.port,
        "user": USER,
        "ca_file": str(CERTIFICATES / "server-ca.crt"),
        "timeout": 2.0,
        **more,
    }
    return MailSettings(**values)


def desk_of(
    store: Store,
    place: Path,
    mail: MailSettings | None = None,
    clock: Clock | None = None,
    **settings: Any,
) -> Desk:
    """Return a desk; the briefing goes to one reader where nothing else is said."""
    values = {"to": ("reader@example.org",), "length": 3, **settings}
    return Desk(
        store=store,
        settings=DigestSettings(**values),
        mail=mail or MailSettings(via="maildir", maildir=str(place / "Maildir")),
        clock=clock or Clock(),
        lock=place / "digest.lock",
    )


def run(desk: Desk, *, if_due: bool = True) -> Report:
    """Run the briefing without fetching anything."""
    return run_due(desk, refresh=lambda: None, if_due=if_due)


def only_delivery(desk: Desk) -> Delivery:
    """Return the one delivery of a store."""
    (delivery,) = desk.store.deliveries()
    return delivery
