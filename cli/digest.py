"""``mujaz digest``: the briefing of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.output import say
from mujaz.errors import UsageError
from mujaz.i18n import _

if TYPE_CHECKING:
    from digest.model import Edition
    from digest.settings import DigestSettings
    from mujaz.store.protocol import Store

Format = Literal["md", "html", "txt", "json"]
FORMATS: tuple[Format, ...] = ("md", "html", "txt", "json")


@click.group("digest", cls=Group, help=_("The daily briefing."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("build", help=_("Compose the briefing of a day."))
@click.option("--date", "day", metavar="YYYY-MM-DD", help=_("The day; today where none is given."))
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
def build(run: Run, day: str | None, kind: Format, output: Path | None) -> None:
    """Write the briefing to stdout or to a file, whole or not at all."""
    with run.store() as store:
        edition = compose(run, store, day)
    write(edition, kind, output)


def compose(run: Run, store: Store, day: str | None = None) -> Edition:
    """Return the edition of a day, today's where none is named."""
    from digest.edition import build_edition

    settings = digest_settings(run)
    today = run.now().astimezone(ZoneInfo(settings.zone)).date()
    chosen = _day(day) if day is not None else today
    return build_edition(store, date=chosen, settings=settings, now=run.now())


def digest_settings(run: Run) -> DigestSettings:
    """Return the section ``[digest]`` of the config."""
    from digest.settings import DigestSettings

    return run.section("digest", DigestSettings)


def write(edition: Edition, kind: Format, output: Path | None) -> None:
    """Write an edition in one format."""
    from digest.files import default_name
    from digest.render import render
    from mujaz.files import write_atomically

    text = render(edition, kind)
    if output is None or str(output) == "-":
        if kind in ("md", "txt"):
            say(text.rstrip("\n"))
        else:
            click.echo(text, nl=not text.endswith("\n"))
        return
    target = output / default_name(edition, kind) if output.is_dir() else output
    write_atomically(target, text)
    say(str(target))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            _("--date: “{text}” is no date; write 2025-12-15.").format(text=text[:40])
        ) from None
