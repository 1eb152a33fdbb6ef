"""``mujaz config``: where the configuration is, what it says, whether it is right."""

from __future__ import annotations

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.output import say, tell
from mujaz.errors import ConfigError
from mujaz.i18n import _
from mujaz.reasons import os_reason


@click.group("config", cls=Group, help=_("The configuration file."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("init", help=_("Write an example configuration; never over an existing one."))
@pass_run
def init(run: Run) -> None:
    """Write the example to the config path."""
    from cli.settings import example
    from mujaz.files import write_atomically

    path = run.paths.config
    if path.exists():
        raise ConfigError(
            _("{path}: this file exists already; it stays as it is.").format(path=path)
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            _("{path}: the folder cannot be made ({reason}).").format(
                path=path.parent, reason=os_reason(error)
            )
        ) from None
    write_atomically(path, example())
    say(str(path))


@command.command("path", help=_("Print the path of the configuration file."))
@pass_run
def path(run: Run) -> None:
    """Print the path, whether the file exists or not."""
    click.echo(run.paths.config)


@command.command("show", help=_("Print all values in force, as TOML."))
@pass_run
def show(run: Run) -> None:
    """Print the values of the file, and the defaults of what it does not name."""
    from cli.settings import in_force

    click.echo(in_force(run.config), nl=False)


@command.command("check", help=_("Check the configuration file."))
@pass_run
def check(run: Run) -> None:
    """Read the file; an error in it ends with its line."""
    from cli.reader_config import check_reader

    check_reader(run.config)
    if run.paths.config.exists():
        say(_("{path}: correct.").format(path=run.paths.config))
    else:
        tell(_("{path}: not there; all values are defaults.").format(path=run.paths.config))


@command.command("schema", help=_("Print a JSON Schema of the configuration file."))
@pass_run
def schema(_run: Run) -> None:
    """Print the schema for editors that complete TOML."""
    from cli.settings import schema as make

    click.echo(make())
