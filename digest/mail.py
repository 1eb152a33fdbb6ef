"""An edition as a mail for one recipient: exact bytes, the same ones for the same edition.

Text and HTML as alternatives, both in base64, so that no server has a reason to touch them. Fields
and parts are written here, not by Python's ``EmailMessage`` (:mod:`digest.headers` says why). How
a mail leaves is not known here.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from digest import dates, headers, phrases
from digest.addresses import domain_of
from digest.files import slug
from digest.mail_settings import MailSettings
from digest.model import Edition, Language
from digest.plain import closed, one_line
from digest.wording import wording
from mujaz.store.delivery import Purpose

#: Stands for the sender where nobody has named one: an ``.eml`` file that is only looked at.
_NOBODY: Final = "mujaz@localhost"
#: An edition made later than this is dated when it was made: filters mistrust old dates.
_LATE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be sent: its Message-ID and its bytes, with CRLF line ends."""

    message_id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a mail says, as text and as HTML."""

    subject: str
    text: str
    html: str


def alternatives(edition: Edition) -> Alternatives:
    """Return an edition as the two halves of a mail; made once for all its recipients."""
    from digest.render import render

    return Alternatives(subject_of(edition), render(edition, "txt"), render(edition, "html"))


def subject_of(edition: Edition) -> str:
    """Return name, weekday and the lead's headline: ``موجز · الأحد: …``."""
    words = wording(edition.language)
    day = dates.weekday(edition.date, edition.language)
    lead = edition.stories[0].title if edition.stories else phrases.nothing(edition)
    name = closed(phrases.name(edition), words.direction)
    return headers.subject(f"{name}{phrases.DOT}{day}: {lead}")


def letter(
    edition: Edition,
    said: Alternatives,
    mail: MailSettings,
    recipient: str | None,
    *,
    made: datetime,
    number: int = 1,
    purpose: Purpose = "edition",
) -> Letter:
    """Return an edition as the mail of one recipient.

    The same arguments give the same bytes: the boundary, too, is made of the Message-ID.

    Args:
        edition: what is told.
        said: :func:`alternatives` of it.
        mail: section ``[mail]`` of the config.
        recipient: a checked address; None for a file that nobody is written to by.
        made: when the edition was put together, aware.
        number: 1, and one more for each copy that is asked for.
        purpose: a scheduled edition or a preview of one.
    """
    sender = mail.sender or _NOBODY
    domain = domain_of(sender)
    day = edition.date.isoformat()
    message_id = message_id_of(purpose, edition.profile, day, recipient or "", number, domain)
    late = made - edition.end > _LATE
    head = [
        headers.mailbox_field("From", _sender_name(edition, mail), sender),
        *([headers.mailbox_field("To", "", recipient)] if recipient else []),
        headers.field("Subject", said.subject),
        headers.token_field("Date", _date(made if late else edition.end, edition.zone)),
        headers.token_field("Message-ID", message_id),
        *_list_fields(edition, mail, sender, domain),
    ]
    return Letter(message_id, _with_parts(head, message_id, said, edition.language))


def plain_letter(
    mail: MailSettings, recipient: str, subject: str, text: str, *, made: datetime, zone: str
) -> Letter:
    """Return a short mail that is no edition: the one that tries the way there."""
    domain = domain_of(mail.sender or _NOBODY)
    key = f"{made.isoformat()}|{recipient}|{subject}"
    message_id = f"<mujaz.test.{hashlib.sha256(key.encode()).hexdigest()[:20]}@{domain}>"
    head = [
        headers.mailbox_field("From", one_line(mail.name, 80), mail.sender or _NOBODY),
        headers.mailbox_field("To", "", recipient),
        headers.field("Subject", headers.subject(subject)),
        headers.token_field("Date", _date(made, zone)),
        headers.token_field("Message-ID", message_id),
        *_AUTOMATIC,
        b"MIME-Version: 1.0\r\n",
        *_body("plain", text),
    ]
    return Letter(message_id, b"".join(head))


_AUTOMATIC: Final = (
    b"Auto-Submitted: auto-generated\r\n",  # RFC 3834
    b"X-Auto-Response-Suppress: All\r\n",  # Exchange does not know the former
)


def message_id_of(
    purpose: Purpose, profile: str, day: str, recipient: str, number: int, domain: str
) -> str:
    """Return the Message-ID of an edition for one recipient: the same one whenever it is sent."""
    key = "|".join((purpose, profile, day, recipient, str(number)))
    return f"<mujaz.{day}.{hashlib.sha256(key.encode()).hexdigest()[:20]}@{domain}>"


def renumbered(content: bytes, old: str, new: str) -> bytes:
    """Return the bytes of a mail under another Message-ID: a copy that was asked for."""
    head, blank, body = content.partition(b"\r\n\r\n")
    changed = head.replace(
        f"Message-ID: {old}".encode("ascii"), f"Message-ID: {new}".encode("ascii")
    )
    return changed + blank + body


def _sender_name(edition: Edition, mail: MailSettings) -> str:
    return one_line(mail.name, 80) or phrases.name(edition)


def _list_fields(edition: Edition, mail: MailSettings, sender: str, domain: str) -> list[bytes]:
    """Return the fields by which programs know a briefing (RFC 2919, 2369, 8058, 3834, 3282)."""
    name = slug(edition.profile)
    owner = mail.owner or sender
    stop = f"<mailto:{quote(owner, safe='@')}?subject=unsubscribe%20{quote(name)}>"
    fields = [headers.list_id_field(phrases.name(edition), f"{name}.mujaz.{domain}")]
    if mail.unsubscribe_url:
        # one click needs a page that takes a POST: it is promised only where there is one
        fields += [
            f"List-Unsubscribe: <{mail.unsubscribe_url}>,\r\n {stop}\r\n".encode("ascii"),
            b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        ]
    else:
        fields.append(f"List-Unsubscribe: {stop}\r\n".encode("ascii"))
    return [
        *fields,
        *_AUTOMATIC,
        headers.token_field("Content-Language", edition.language),
        b"MIME-Version: 1.0\r\n",
    ]


def _date(moment: datetime, zone: str) -> str:
    from email.utils import format_datetime

    return format_datetime(moment.astimezone(ZoneInfo(zone)).replace(microsecond=0))


def _with_parts(
    head: list[bytes], message_id: str, said: Alternatives, language: Language
) -> bytes:
    """Return the whole message: text first, HTML last, since the last one is preferred.

    ``=_`` cannot stand in base64, so the boundary is in neither part.
    """
    boundary = f"=_mujaz_{hashlib.sha256(message_id.encode()).hexdigest()[:24]}".encode("ascii")
    tongue = f"Content-Language: {language}\r\n".encode("ascii")
    return b"".join(
        (
            *head,
            b'Content-Type: multipart/alternative;\r\n boundary="' + boundary + b'"\r\n\r\n',
            *(b"--", boundary, b"\r\n", tongue, *_body("plain", said.text)),
            *(b"--", boundary, b"\r\n", tongue, *_body("html", said.html)),
            *(b"--", boundary, b"--\r\n"),
        )
    )


def _body(kind: str, text: str) -> tuple[bytes, bytes, bytes]:
    lines = "\r\n".join(text.split("\n")).encode("utf-8")
    return (
        f"Content-Type: text/{kind}; charset=utf-8\r\n".encode("ascii"),
        b"Content-Transfer-Encoding: base64\r\n\r\n",
        base64.encodebytes(lines).replace(b"\n", b"\r\n"),
    )
