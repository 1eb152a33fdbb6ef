"""From a profile and a date to an edition in the store, with a letter for each recipient.

Knows what an edition covers and whom it goes to. Sending is the outbox's task; whether a date is
due was decided before.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.choice import LATE
from digest.covering import Groups
from digest.desk import Desk
from digest.edition import build_edition
from digest.files import default_name
from digest.mail import Alternatives, alternatives, letter, subject_of
from digest.mail_settings import MailSettings
from digest.model import Edition
from digest.profiles import Profile
from digest.settings import FileFormat
from digest.slots import Span, slot, span_of
from mujaz.errors import ConfigError
from mujaz.i18n import _
from mujaz.model import short_id
from mujaz.store.delivery import Delivery, DeliveryKind, Issue, Purpose
from mujaz.store.protocol import Store


def today(profile: Profile, now: datetime) -> date:
    """Return the local date in a profile's zone."""
    return now.astimezone(ZoneInfo(profile.settings.zone)).date()


def span_to_issue(
    store: Store, profile: Profile, day: date, now: datetime, *, scheduled: bool
) -> Span:
    """Return what the edition of a date covers when it is made now.

    A scheduled one goes up to its slot, however late it is made; one that the user asks for today
    goes up to now. It begins where the edition of the day before ended, so that nothing is told
    twice or left out between the two; without one, at that day's slot.

    Raises:
        UsageError: the date lies in the future.
    """
    due = slot(day, profile.settings)
    span = Span(slot(day - timedelta(days=1), profile.settings), due)
    if not (scheduled and due <= now):
        span = span_of(day, profile.settings, now)
    before = store.issue(profile.name, day - timedelta(days=1))
    return Span(min(before.end, span.end), span.end) if before else span


def compose(
    store: Store,
    profile: Profile,
    day: date,
    now: datetime,
    span: Span | None = None,
    *,
    groups: Groups | None = None,
) -> Edition:
    """Return the edition of a profile for a date; see :func:`digest.edition.build_edition`.

    What was published shortly before the end of the day before's edition, and came only after it
    was made (feeds are not asked every minute), is told in this one: it is in none otherwise.
    """
    before = store.issue(profile.name, day - timedelta(days=1))
    return build_edition(
        store,
        profile=profile.name,
        date=day,
        settings=profile.settings,
        now=now,
        span=span,
        late=frozenset(store.late_articles(before, LATE)) if before else frozenset(),
        groups=groups,
    )


def issue(desk: Desk, profile: Profile, day: date, *, scheduled: bool) -> Issue | None:
    """Make the edition of a date and write it down with its letters; None where it is done.

    Raises:
        ConfigError: it goes by mail, and section ``[mail]`` does not say how.
        UsageError: the date lies in the future.
        StoreError: the store cannot be read or written.
    """
    from digest.render import render

    check_mail(profile, desk.mail)
    now = desk.clock()
    if desk.store.issue(profile.name, day) is not None:
        return None
    span = span_to_issue(desk.store, profile, day, now, scheduled=scheduled)
    edition = compose(desk.store, profile, day, now, span, groups=desk.groups)
    made = Issue(
        profile=profile.name,
        day=day,
        start=edition.start,
        end=edition.end,
        made=now,
        title=subject_of(edition),
        stories=edition.stories_total,
        text=render(edition, "md"),
    )
    letters = Letters(desk.mail, edition, now)
    wanted = [] if is_passed_over(profile, edition) else letters.all(profile)
    return made if desk.store.issue_edition(made, wanted) else None


def is_passed_over(profile: Profile, edition: Edition) -> bool:
    """Tell whether an edition is one of an empty day that nobody wants to hear of."""
    return profile.settings.empty == "skip" and not edition.stories_total


class Letters:
    """The letters of one edition, its two halves made once for all recipients."""

    def __init__(self, mail: MailSettings, edition: Edition, made: datetime) -> None:
        self._mail = mail
        self._edition = edition
        self._made = made
        self._said: Alternatives | None = None

    def all(self, profile: Profile) -> list[tuple[Delivery, bytes]]:
        """Return all that a profile asks for: a mail a recipient, a file a format."""
        found = [self.mail(recipient) for recipient in profile.settings.to]
        if profile.folder is not None:
            found += [self.file(profile.folder, kind) for kind in profile.settings.formats]
        return found

    def mail(
        self, recipient: str, *, number: int = 1, purpose: Purpose = "edition"
    ) -> tuple[Delivery, bytes]:
        """Return the mail of one recipient."""
        made = letter(
            self._edition,
            self.said,
            self._mail,
            recipient,
            made=self._made,
            number=number,
            purpose=purpose,
        )
        delivery = self._delivery("mail", recipient, number, purpose, made.message_id)
        return delivery, made.content

    def file(self, folder: Path, kind: FileFormat) -> tuple[Delivery, bytes]:
        """Return the file of one format."""
        path = str(folder.absolute() / default_name(self._edition, kind))
        return self._delivery("file", path, 1, "edition"), self.content(kind)

    def content(self, kind: FileFormat) -> bytes:
        """Return the edition in a format, as bytes."""
        from digest.render import render

        if kind != "eml":
            return render(self._edition, kind).encode("utf-8")
        return letter(self._edition, self.said, self._mail, None, made=self._made).content

    @property
    def said(self) -> Alternatives:
        """Text and HTML of the edition."""
        if self._said is None:
            self._said = alternatives(self._edition)
        return self._said

    def _delivery(
        self,
        kind: DeliveryKind,
        recipient: str,
        number: int,
        purpose: Purpose,
        message_id: str = "",
    ) -> Delivery:
        edition = self._edition
        day = edition.date.isoformat()
        return Delivery(
            id=delivery_id(purpose, edition.profile, day, kind, recipient, number),
            purpose=purpose,
            profile=edition.profile,
            day=edition.date,
            kind=kind,
            recipient=recipient,
            number=number,
            message_id=message_id,
            queued=self._made,
        )


def delivery_id(
    purpose: str, profile: str, day: str, kind: str, recipient: str, number: int
) -> str:
    """Return the id of a delivery, made of what names it: it is never in the outbox twice."""
    return short_id("d", purpose, profile, day, kind, recipient, str(number))


def check_mail(profile: Profile, mail: MailSettings) -> None:
    """Refuse to make a mail that cannot be sent.

    Raises:
        ConfigError: a key of section ``[mail]`` is missing; the text says which.
    """
    if not profile.settings.to:
        return
    needed = {
        "smtp": {"host": mail.host, "from": mail.sender},
        "sendmail": {"from": mail.sender},
        "maildir": {"maildir": mail.maildir},
    }[mail.via]
    for key, value in needed.items():
        if not value:
            raise ConfigError(
                _(
                    "[mail] {key} is missing, and the briefing “{profile}” goes by mail; `mujaz setup` asks for it."
                ).format(key=key, profile=profile.name)
            )
