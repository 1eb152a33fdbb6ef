"""``mujaz digest``: the briefing of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.delivery import resend_command, run_command, send_command, status_command
from cli.output import say
from mujaz.errors import UsageError
from mujaz.i18n import _

if TYPE_CHECKING:
    from digest.model import Edition
    from mujaz.store.protocol import Store

Format = Literal["md", "html", "page", "txt", "json", "eml"]
FORMATS: tuple[Format, ...] = ("md", "html", "page", "txt", "json", "eml")


@click.group("digest", cls=Group, help=_("The daily briefing."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("build", help=_("Compose the briefing of a day."))
@click.option("--date", "day", metavar="YYYY-MM-DD", help=_("The day; today where none is given."))
@click.option(
    "--profile", metavar="NAME", help=_("The briefing of this name; the daily one without it.")
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="md",
    show_default=True,
    help=_("What the briefing is written as."),
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help=_("Write to a file, or under a name of its own into a folder."),
)
@pass_run
def build(
    run: Run, day: str | None, profile: str | None, kind: Format, output: Path | None
) -> None:
    """Write the briefing to stdout or to a file, whole or not at all."""
    with run.store() as store:
        edition = compose(run, store, day, profile)
    write(run, edition, kind, output)


for _one in (run_command, send_command, resend_command, status_command):
    command.add_command(_one)


def compose(run: Run, store: Store, day: str | None = None, profile: str | None = None) -> Edition:
    """Return the edition of a day, today's where none is named."""
    from digest.issuing import compose as compose_edition
    from digest.profiles import profile_named
    from digest.settings import DigestSettings
    from mujaz.stories.coverage import CoverageSettings

    chosen = profile_named(run.section("digest", DigestSettings), profile)
    today = run.now().astimezone(ZoneInfo(chosen.settings.zone)).date()
    wanted = day_named(day) if day is not None else today
    groups = run.section("coverage", CoverageSettings).groups
    return compose_edition(store, chosen, wanted, run.now(), groups=groups)


def write(run: Run, edition: Edition, kind: Format, output: Path | None) -> None:
    """Write an edition in one format."""
    from digest.files import default_name
    from mujaz.files import write_atomically

    content = _content(run, edition, kind)
    if output is None or str(output) == "-":
        if kind in ("md", "txt"):
            say(content.decode("utf-8").rstrip("\n"))
        else:
            click.echo(content, nl=not content.endswith(b"\n"))
        return
    target = output / default_name(edition, kind) if output.is_dir() else output
    write_atomically(target, [content])
    say(str(target))


def _content(run: Run, edition: Edition, kind: Format) -> bytes:
    """Return the bytes of an edition in one format; a mail is dated by the edition's end."""
    if kind != "eml":
        from digest.render import render

        return render(edition, kind).encode("utf-8")
    from digest.mail import alternatives, letter
    from digest.mail_settings import MailSettings
    from digest.profiles import profile_named
    from digest.settings import DigestSettings

    mail = run.section("mail", MailSettings)
    profile = profile_named(run.section("digest", DigestSettings), edition.profile)
    recipient = next(iter(profile.settings.to), None)
    return letter(edition, alternatives(edition), mail, recipient, made=edition.end).content


def day_named(text: str) -> date:
    """Return the date that a user wrote.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            _("--date: “{text}” is no date; write 2025-12-15.").format(text=text[:40])
        ) from None
