"""``mujaz schedule``: what wakes the briefing each day."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.output import say, tell
from mujaz.errors import UsageError
from mujaz.i18n import _

if TYPE_CHECKING:
    from digest.schedule_texts import Kind, Plan
    from digest.schedulers import Installable, Installed

_INSTALLABLE = click.argument(
    "kind", required=False, type=click.Choice(("systemd", "cron")), metavar="[systemd|cron]"
)


@click.group("schedule", cls=Group, help=_("Wake the briefing at its time of day."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("install", help=_("Put mujaz into this machine's scheduler."))
@_INSTALLABLE
@pass_run
def install(run: Run, kind: Installable | None) -> None:
    """Install, and say what will happen next."""
    done = put_in_place(run, kind)
    tell_schedule(done)
    from cli.delivery import tell_next

    tell_next(run)


@command.command("remove", help=_("Take mujaz out of the scheduler."))
@pass_run
def remove(run: Run) -> None:
    """Remove every schedule of mujaz."""
    from digest.schedulers import remove as take_out

    assert run.config is not None
    found = take_out()
    for kind in found:
        say(_("Removed from {kind}.").format(kind=kind))
    if not found:
        tell(_("mujaz stands in no scheduler."))


@command.command("status", help=_("Whether the briefing is scheduled, and when it comes next."))
@pass_run
def status(run: Run) -> int:
    """Say what stands; 1 where nothing does."""
    from cli.delivery import tell_next
    from digest.schedulers import installed

    found = installed(plan(run))
    for one in found:
        tell_schedule(one)
    if not found:
        tell(_("mujaz stands in no scheduler; `mujaz schedule install` puts it there."))
    tell_next(run)
    return 0 if found else 1


@command.command("print", help=_("Print what a scheduler is told, to install it yourself."))
@click.argument(
    "kind",
    required=False,
    type=click.Choice(("systemd", "cron", "launchd", "windows")),
    metavar="[systemd|cron|launchd|windows]",
)
@pass_run
def print_texts(run: Run, kind: Kind | None) -> None:
    """Print the unit, line, property list or task of this machine's own command."""
    from digest import schedule_texts as texts

    chosen = kind or _usual()
    now = plan(run)
    if chosen == "systemd":
        folder = "~/.config/systemd/user"
        click.echo(f"# {folder}/{texts.UNIT}.service\n{texts.systemd_service(now)}")
        click.echo(f"# {folder}/{texts.UNIT}.timer\n{texts.systemd_timer(now)}", nl=False)
    elif chosen == "cron":
        click.echo(texts.cron_line(now))
    elif chosen == "launchd":
        click.echo(texts.launchd_plist(now), nl=False)
        place = f"~/Library/LaunchAgents/{texts.LABEL}.plist"
        tell(_("Save it as {path}, then: launchctl load {path}").format(path=place))
    else:
        click.echo(texts.windows_task(now), nl=False)
        tell(_("Save it as mujaz.xml, then: schtasks /Create /TN mujaz /XML mujaz.xml"))


def put_in_place(run: Run, kind: Installable | None) -> Installed:
    """Install the schedule of this run's config; in the usual scheduler where none is named.

    Raises:
        UsageError: no briefing goes anywhere yet.
        MujazError: the scheduler refused.
    """
    from digest.profiles import all_profiles
    from digest.schedulers import install as put_in
    from digest.schedulers import usual_kind
    from digest.settings import DigestSettings

    settings = run.section("digest", DigestSettings)
    if not any(one.goes_somewhere for one in all_profiles(settings)):
        raise UsageError(_("The briefing goes nowhere yet; `mujaz setup` asks where to."))
    return put_in(kind or usual_kind(), plan(run))


def plan(run: Run) -> Plan:
    """Return what a scheduler is to do with this run's config and data."""
    from digest.profiles import all_profiles
    from digest.schedule_texts import plan_of
    from digest.settings import DigestSettings

    profiles = all_profiles(run.section("digest", DigestSettings))
    going = [one for one in profiles if one.goes_somewhere] or profiles[:1]
    named = ["--config", run.paths.config.absolute()] if run.paths.config.exists() else []
    words = [*program(), "digest", "run", "--if-due", *named, "--data", run.paths.data.absolute()]
    return plan_of(map(str, words), going)


def program() -> list[str]:
    """Return the words that start mujaz from anywhere: its script, else its module."""
    name = "mujaz.exe" if sys.platform == "win32" else "mujaz"
    script = Path(sys.executable).parent / name
    if script.is_file():
        return [str(script.absolute())]
    return [sys.executable, "-m", "cli.main"]


def tell_schedule(one: Installed) -> None:
    """Say where a schedule stands, and what keeps it from its work."""
    say(_("Scheduled by {kind}: {where}").format(kind=one.kind, where=one.where))
    if not one.current:
        tell(_("It is not what mujaz would install today; `mujaz schedule install` renews it."))
    if one.active is False:
        tell(_("The timer is not running; `mujaz schedule install` starts it."))
    if one.lingers is False:
        tell(
            _("It runs only while you are logged in; `loginctl enable-linger` lets it run always.")
        )


def _usual() -> Kind:
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32":
        return "windows"
    from digest.schedulers import usual_kind

    return usual_kind()
