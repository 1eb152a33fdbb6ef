"""What the making of a briefing works with, and the lock that lets one process do it at a time.

Knows where things are; what is done with them is told in :mod:`digest.run` and
:mod:`digest.by_hand`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from digest.mail_settings import MailSettings
from digest.profiles import Profile
from digest.settings import DigestSettings
from digest.ways import Way
from mujaz.clock import parse_moment
from mujaz.errors import BusyError
from mujaz.files import expanded
from mujaz.i18n import _
from mujaz.store.delivery import DeliveryKind
from mujaz.store.lock import file_lock
from mujaz.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What the making of a briefing works with.

    Attributes:
        store: where stories come from and editions go.
        settings: section ``[digest]`` of the config.
        mail: section ``[mail]``.
        clock: returns the present moment, aware.
        lock: a file that the one process holds that makes and sends editions.
        groups: section ``[coverage]``: group → its outlets.
    """

    store: Store
    settings: DigestSettings
    mail: MailSettings
    clock: Callable[[], datetime]
    lock: Path
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@contextmanager
def only_run(lock: Path) -> Iterator[None]:
    """Hold the lock of the briefing; the system frees it when its holder dies.

    Raises:
        BusyError: another process holds it.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(file_lock(lock, 0))
        except BusyError:
            raise BusyError(
                _("Another mujaz is sending the briefing; try again in a moment.")
            ) from None
        yield


class Ways:
    """The ways out of one run, each opened when the first letter needs it."""

    def __init__(self, mail: MailSettings) -> None:
        self._mail = mail
        self._open: dict[DeliveryKind, Way] = {}

    def __call__(self, kind: DeliveryKind) -> Way:
        """Return the way of a kind of delivery."""
        if kind not in self._open:
            self._open[kind] = file_way() if kind == "file" else mail_way(self._mail)
        return self._open[kind]

    def close(self) -> None:
        """Close them all."""
        for way in self._open.values():
            way.close()


def file_way() -> Way:
    """Return the way into files."""
    from digest.local_ways import FileWay

    return FileWay()


def mail_way(mail: MailSettings) -> Way:
    """Return the way that section ``[mail]`` names."""
    if mail.via == "smtp":
        from digest.smtp import SmtpWay

        return SmtpWay(mail)
    from digest.local_ways import MaildirWay, SendmailWay

    if mail.via == "sendmail":
        return SendmailWay(mail)
    return MaildirWay(expanded(mail.maildir))


def since_of(store: Store, profile: Profile) -> datetime | None:
    """Return the moment after which a briefing is wanted, where its set-up wrote one down."""
    kept = store.get_value(_since_key(profile.name))
    with suppress(ValueError):
        return parse_moment(kept) if kept is not None else None
    return None


def want_from(store: Store, profile: Profile, moment: datetime) -> None:
    """Write down that a briefing is wanted from its next slot after a moment on."""
    store.put_value(_since_key(profile.name), moment.isoformat())


def _since_key(profile: str) -> str:
    return f"digest.since.{profile}"
