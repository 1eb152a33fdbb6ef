"""The command tree: names, and the module that each command is imported from when it runs."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from cli.base import Group
from cli.context import Run
from mujaz.i18n import _

#: command → (module, attribute); the help line is asked of the command itself.
_COMMANDS: dict[str, str] = {
    "setup": "cli.setup",
    "read": "cli.read",
    "demo": "cli.demo",
    "feeds": "cli.feeds",
    "refresh": "cli.refresh",
    "extract": "cli.extract",
    "import": "cli.transfer:import_articles",
    "export": "cli.transfer:export_articles",
    "articles": "cli.articles",
    "stories": "cli.stories",
    "search": "cli.search",
    "tags": "cli.tags",
    "rules": "cli.rules",
    "digest": "cli.digest",
    "schedule": "cli.schedule",
    "serve": "cli.serve",
    "config": "cli.config",
    "doctor": "cli.doctor",
}


class Root(Group):
    """The top of the tree: it imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a first day with mujaz."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _sep, attribute = place.partition(":")
        command = getattr(importlib.import_module(module), attribute or "command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or name the nearest one that exists."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            import difflib

            near = difflib.get_close_matches(args[0], list(_COMMANDS), 1, 0.5)
            if not near:
                raise
            raise click.UsageError(
                _("There is no command “{name}”; did you mean “{near}”?").format(
                    name=args[0], near=near[0]
                ),
                ctx,
            ) from None


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from mujaz import __version__

        click.echo(f"mujaz {__version__}")
        ctx.exit()


def _options() -> Sequence[click.Parameter]:
    version = click.Option(
        ["--version", "-V"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_version,
        help=_("Show the version and exit."),
    )
    return [version]


def _start(**_values: object) -> int:
    """Open the reader where no command was given."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        from cli.read import open_reader

        return open_reader(context.ensure_object(Run))
    return 0


class _Top(Root):
    def __init__(self) -> None:
        super().__init__(
            "mujaz",
            callback=_start,
            invoke_without_command=True,
            params=list(_options()),
            context_settings={"help_option_names": ["-h", "--help"]},
            help=_("A terminal reader and daily briefing for Arabic news."),
        )
        for parameter in self.params:
            if isinstance(parameter, click.Option):
                parameter.hidden = False


root = _Top()
