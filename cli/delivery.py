"""``mujaz digest run|send|resend|status``: the briefing on its way to its readers."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.desk import open_desk, refresher, state_words, tell_report
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.errors import BusyError, UsageError
from mujaz.i18n import _

if TYPE_CHECKING:
    from digest.desk import Desk
    from digest.profiles import Profile

_PROFILE = click.option(
    "--profile", metavar="NAME", help=_("The briefing of this name; the daily one without it.")
)
_DATE = click.option(
    "--date", "day", metavar="YYYY-MM-DD", help=_("The day; today where none is given.")
)
_TO = click.option(
    "--to", "recipients", metavar="ADDRESS", multiple=True, help=_("To this address only.")
)


@click.command("run", cls=Helpful, help=_("Make the briefing and send it; for the schedule."))
@click.option("--if-due", is_flag=True, help=_("Only what is due by date and time of day."))
@click.option("--profile", metavar="NAME", help=_("Only the briefing of this name."))
@pass_run
def run_command(run: Run, if_due: bool, profile: str | None) -> int:
    """Fetch, make what is due, send what is open; 75 where something still waits."""
    from digest.run import run_due

    with run.store() as store:
        desk = open_desk(run, store)
        only = _profile(desk, profile) if profile is not None else None
        try:
            report = run_due(desk, refresh=refresher(run, store), if_due=if_due, only=only)
        except BusyError:
            if not if_due:
                raise
            return BusyError.exit_code  # the other process does what we were woken for
        if not if_due and not report.issued:
            _tell_why_nothing(desk)
    return tell_report(report)


@click.command("send", cls=Helpful, help=_("Send a briefing now to those who have not had it."))
@_DATE
@_PROFILE
@_TO
@click.option("--preview", is_flag=True, help=_("Only a look at today's, as it would be now."))
@pass_run
def send_command(
    run: Run, day: str | None, profile: str | None, recipients: tuple[str, ...], preview: bool
) -> int:
    """Make the edition where it is missing, and send it."""
    from digest.by_hand import send_edition, send_preview

    with run.store() as store:
        desk = open_desk(run, store)
        chosen, addresses = _profile(desk, profile), _addresses(recipients)
        if preview:
            if day is not None:
                raise UsageError(_("--preview is of today; leave --date out."))
            return tell_report(send_preview(desk, chosen, addresses))
        report = send_edition(desk, chosen, _day(desk, chosen, day), addresses)
        if not report.tried:
            tell(_("Everybody has had it; `mujaz digest resend` sends it once more."))
    return tell_report(report)


@click.command("resend", cls=Helpful, help=_("Send a briefing once more."))
@click.option(
    "--date", "day", metavar="YYYY-MM-DD", help=_("The day; the latest one where none is given.")
)
@_PROFILE
@_TO
@pass_run
def resend_command(
    run: Run, day: str | None, profile: str | None, recipients: tuple[str, ...]
) -> int:
    """Send what was given up as it is, and a copy of what was sent."""
    from digest.by_hand import resend

    with run.store() as store:
        desk = open_desk(run, store)
        chosen = _profile(desk, profile)
        targets = tuple(one for one in recipients if "@" not in one) + _addresses(
            tuple(one for one in recipients if "@" in one)
        )
        latest = [one.day for one in store.issues(chosen.name, limit=1)]
        wanted = latest[0] if day is None and latest else _day(desk, chosen, day)
        report = resend(desk, chosen, wanted, targets)
    return tell_report(report)


@click.command(
    "status", cls=Helpful, help=_("Where the latest briefings stand, and what comes next.")
)
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def status_command(run: Run, limit: int | None, as_json: bool) -> None:
    """List deliveries, latest date first, after the time of each briefing's next edition."""
    from digest.profiles import all_profiles

    with run.store() as store:
        desk = open_desk(run, store)
        if as_json:
            say_json(asdict(one) for one in store.deliveries(limit=limit))
            return
        going = [one for one in all_profiles(desk.settings) if one.goes_somewhere]
        if not going:
            tell(_("The briefing goes nowhere yet; `mujaz setup` asks where to."))
        for profile in going:
            say(next_line(desk, profile))
        for one in store.deliveries(limit=20 if limit is None else limit):
            copy = f" ({one.number})" if one.number > 1 else ""
            head = f"{one.day.isoformat()} · {one.profile}{copy} · {one.recipient}"
            say(f"{head}: {state_words(one)}")


def next_line(desk: Desk, profile: Profile) -> str:
    """Return one line on when the next edition of a briefing is made."""
    from digest import dates
    from digest.desk import since_of
    from digest.due import next_slot
    from digest.issuing import today
    from digest.run import done_dates
    from mujaz.i18n import language

    store, now = desk.store, desk.clock()
    done, since = done_dates(store, profile), since_of(store, profile)
    day, slot = next_slot(profile.settings, now, done, since)
    zone = profile.settings.zone
    if slot <= now:
        return _("“{profile}”: the edition of {date} is due now.").format(
            profile=profile.name, date=day.isoformat()
        )
    return _("“{profile}”: the next edition is made {date} at {time}, {zone} time.").format(
        profile=profile.name,
        date=_day_in_words(day, today(profile, now)),
        time=dates.clock(slot, zone),
        zone=dates.zone_name(zone, language()),
    )


def _day_in_words(day: date, now: date) -> str:
    """Return a day as people call it: tomorrow, and its date."""
    from digest import dates
    from mujaz.i18n import language

    name = dates.long_day(day, language())
    if day == now:
        return _("today, {date},").format(date=name)
    if day == now + timedelta(days=1):
        return _("tomorrow, {date},").format(date=name)
    return _("on {date}").format(date=name)


def tell_next(run: Run) -> None:
    """Say when each briefing that goes somewhere comes next, and to whom."""
    from digest.profiles import all_profiles

    with run.store() as store:
        desk = open_desk(run, store)
        for profile in all_profiles(desk.settings):
            if profile.goes_somewhere:
                say(next_line(desk, profile))


def _tell_why_nothing(desk: Desk) -> None:
    from digest.profiles import all_profiles

    if any(one.goes_somewhere for one in all_profiles(desk.settings)):
        tell(_("Today's briefing was made already; `mujaz digest resend` sends it once more."))
    else:
        tell(_("The briefing goes nowhere yet; `mujaz setup` asks where to."))


def _profile(desk: Desk, name: str | None) -> Profile:
    from digest.profiles import profile_named

    return profile_named(desk.settings, name)


def _day(desk: Desk, profile: Profile, text: str | None) -> date:
    from cli.digest import day_named
    from digest.issuing import today

    return day_named(text) if text is not None else today(profile, desk.clock())


def _addresses(texts: tuple[str, ...]) -> tuple[str, ...]:
    from digest.addresses import checked_address

    try:
        return tuple(checked_address(one) for one in texts)
    except ValueError as error:
        raise UsageError(f"--to: {error}.") from None
