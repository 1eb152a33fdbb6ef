"""Sending that the user asks for: an edition now, a copy of one, a look at today's.

Each is a delivery of the outbox like any other, and so at most repeated once. Only a copy that is
asked for gets a Message-ID of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec

from digest.desk import Desk, only_run
from digest.issuing import Letters, check_mail, compose, delivery_id, issue, today
from digest.mail import message_id_of, renumbered
from digest.outbox import is_open, recover
from digest.profiles import Profile
from digest.run import EVER, Report, rules_of, send
from digest.slots import Span
from mujaz.errors import UsageError
from mujaz.i18n import _
from mujaz.store.delivery import Delivery, Issue


def send_edition(
    desk: Desk, profile: Profile, day: date, recipients: tuple[str, ...] = ()
) -> Report:
    """Send the edition of a date to whoever has not had it; it is made where it is missing.

    Args:
        desk: what to work with.
        profile: which briefing.
        day: local date, today or earlier.
        recipients: checked addresses; empty: everybody whom the profile names.

    Raises:
        UsageError: it goes nowhere, or the date lies in the future.
        ConfigError: section ``[mail]`` does not say how mail leaves.
        BusyError: another process is sending.
    """
    if recipients:
        profile = _for_only(profile, recipients)
    if not profile.goes_somewhere:
        raise UsageError(
            _(
                "The briefing “{profile}” goes nowhere: name [digest] to or folder, or use --to."
            ).format(profile=profile.name)
        )
    check_mail(profile, desk.mail)
    with only_run(desk.lock):
        recover(desk.store, desk.clock(), rules_of(desk.mail))
        made = issue(desk, profile, day, scheduled=False)
        if made is None:
            _complete(desk, profile, day)
        wanted = {*profile.settings.to}
        open_now = [
            one
            for one in desk.store.deliveries(profile=profile.name, day=day, due=EVER)
            if not recipients or one.recipient in wanted
        ]
        return send(desk, open_now, (made,) if made else ())


def _for_only(profile: Profile, recipients: tuple[str, ...]) -> Profile:
    """Return a profile that goes by mail to these addresses and nowhere else."""
    settings = msgspec.structs.replace(profile.settings, to=recipients, folder="")
    return Profile(profile.name, settings)


def _complete(desk: Desk, profile: Profile, day: date) -> None:
    """Put letters into the outbox for those who got none of an edition when it was made."""
    known = {
        (one.kind, one.recipient)
        for one in desk.store.deliveries(profile=profile.name, day=day)
        if one.purpose == "edition"
    }
    missing = [one for one in profile.settings.to if ("mail", one) not in known]
    before = desk.store.issue(profile.name, day)
    if not missing or before is None:
        return
    letters = _letters(desk, profile, before)
    for recipient in missing:
        desk.store.add_letter(*letters.mail(recipient))


def _letters(desk: Desk, profile: Profile, made: Issue) -> Letters:
    """Return the letters of an edition that was made before, for the same span of time."""
    span = Span(made.start, made.end)
    edition = compose(desk.store, profile, made.day, desk.clock(), span, groups=desk.groups)
    return Letters(desk.mail, edition, made.made)


def resend(desk: Desk, profile: Profile, day: date, recipients: tuple[str, ...] = ()) -> Report:
    """Send an edition once more, to all who were to get it or to some of them.

    What was surely never taken goes out again as it is; of what was taken, or may have been, a
    copy goes out under a new Message-ID: mail systems may drop a second mail with a known one.

    Raises:
        UsageError: there was no such edition, or no such recipient.
        BusyError: another process is sending.
    """
    with only_run(desk.lock):
        recover(desk.store, desk.clock(), rules_of(desk.mail))
        every = [
            one
            for one in desk.store.deliveries(profile=profile.name, day=day)
            if one.purpose == "edition" and (not recipients or one.recipient in recipients)
        ]
        latest = {(one.kind, one.recipient): one for one in every}  # numbers ascend
        if not latest:
            raise UsageError(
                _(
                    "No such delivery of “{profile}” on {date}; `mujaz digest status` lists them all."
                ).format(profile=profile.name, date=day.isoformat())
            )
        return send(desk, [_once_more(desk, profile, one) for one in latest.values()])


def _once_more(desk: Desk, profile: Profile, last: Delivery) -> Delivery:
    """Return an open delivery of the same edition to the same recipient."""
    if is_open(last, rules_of(desk.mail)):
        return last
    if last.state == "failed" or last.kind == "file":
        again = replace(last, state="pending", tries=0, doubts=0, next=None, error=None, sent=None)
        return desk.store.move_delivery(last, again) or last
    number, day = last.number + 1, last.day.isoformat()
    key = delivery_id(last.purpose, last.profile, day, last.kind, last.recipient, number)
    domain = last.message_id.rpartition("@")[2].rstrip(">")
    message_id = message_id_of(last.purpose, last.profile, day, last.recipient, number, domain)
    copy = Delivery(
        id=key,
        purpose=last.purpose,
        profile=last.profile,
        day=last.day,
        kind=last.kind,
        recipient=last.recipient,
        number=number,
        message_id=message_id,
        queued=desk.clock(),
    )
    content = desk.store.letter(last.id)
    if content is None:
        made = desk.store.issue(last.profile, last.day)
        assert made is not None
        copy, content = _letters(desk, profile, made).mail(last.recipient, number=number)
    else:
        content = renumbered(content, last.message_id, message_id)
    desk.store.add_letter(copy, content)
    return copy


def send_preview(desk: Desk, profile: Profile, recipients: tuple[str, ...] = ()) -> Report:
    """Send today's edition as it would be now to oneself; its date stays undone.

    Args:
        desk: what to work with.
        profile: which briefing.
        recipients: checked addresses; empty: the first one that the profile names.

    Raises:
        UsageError: nobody is named.
        ConfigError: section ``[mail]`` does not say how mail leaves.
        BusyError: another process is sending.
    """
    chosen = recipients or profile.settings.to[:1]
    if not chosen:
        raise UsageError(_("Name a recipient: [digest] to in the configuration, or --to."))
    check_mail(_for_only(profile, chosen), desk.mail)
    with only_run(desk.lock):
        recover(desk.store, desk.clock(), rules_of(desk.mail))
        now = desk.clock()
        day = today(profile, now)
        letters = Letters(
            desk.mail, compose(desk.store, profile, day, now, groups=desk.groups), now
        )
        earlier = desk.store.deliveries(profile=profile.name, day=day)
        number = 1 + sum(one.purpose == "preview" for one in earlier)
        made = [letters.mail(one, number=number, purpose="preview") for one in chosen]
        for delivery, content in made:
            desk.store.add_letter(delivery, content)
        return send(desk, [delivery for delivery, _content in made])
