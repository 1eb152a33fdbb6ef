"""Values of the outbox: an edition that was made, and its way to one recipient.

Knows what is written down of a delivery; how one is carried out is the briefing's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DeliveryState = Literal["pending", "sending", "sent", "uncertain", "failed"]
"""Where a delivery stands.

``pending``: not handed over yet. ``sending``: handed over, its answer not yet written down.
``sent``: taken. ``uncertain``: handed over, and no answer came. ``failed``: given up.
"""

DeliveryKind = Literal["mail", "file"]
Purpose = Literal["edition", "preview"]


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition that was made: the mark that its date is done, and what it said.

    Attributes:
        profile: name of the briefing.
        day: local date of the edition.
        start: it covers what came after this moment…
        end: …up to this one.
        made: when it was put together.
        title: its subject line.
        stories: how many stories it tells of; 0 on an empty day.
        text: the whole edition as Markdown.
    """

    profile: str
    day: date
    start: datetime
    end: datetime
    made: datetime
    title: str
    stories: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition on its way to one recipient.

    Attributes:
        id: made of what names it; see :func:`mujaz.model.short_id`.
        purpose: a scheduled ``edition`` or a ``preview`` that was asked for.
        profile: name of the briefing.
        day: local date of the edition.
        kind: by mail, or as a file.
        recipient: a mail address, or the path of the file.
        number: 1, and one more each time the user has it sent anew.
        message_id: the mail's Message-ID; empty for a file.
        queued: when it was written into the outbox.
        state: where it stands.
        tries: how often a delivery was begun.
        doubts: how often it was handed over without an answer that said no.
        next: not to be tried before this moment.
        error: what went wrong last, in one line.
        sent: when it was taken.
    """

    id: str
    purpose: Purpose
    profile: str
    day: date
    kind: DeliveryKind
    recipient: str
    number: int
    message_id: str
    queued: datetime
    state: DeliveryState = "pending"
    tries: int = 0
    doubts: int = 0
    next: datetime | None = None
    error: str | None = None
    sent: datetime | None = None
