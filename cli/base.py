"""The classes of all commands: the shared options, and help that is laid out for Arabic."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import click

from cli.context import Run, shared_options
from mujaz.errors import MujazError
from mujaz.i18n import _


class _Shared(click.Command):
    """What single commands and groups have in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", _("[OPTIONS]"))
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *shared_options(hidden=True)]

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text, visual where it goes to a terminal."""
        with suppress(MujazError):
            assert ctx.ensure_object(Run).paths  # where what the terminal answered is kept
        return laid_out(super().get_help(ctx))


class Helpful(_Shared):
    """A command that takes the shared options and whose help is laid out for Arabic."""


class Group(_Shared, click.Group):
    """A group of such commands."""

    command_class = Helpful

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", _("COMMAND [ARGS]…"))
        super().__init__(*args, **kwargs)


def laid_out(text: str) -> str:
    """Return help text line by line in visual order where stdout is a terminal."""
    import sys

    if not sys.stdout.isatty():
        return text
    from io import StringIO

    from cli.output import keep_options, terminal_wire, width
    from tui.terminal.stdout import print_lines

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    page = Terminal()
    print_lines(keep_options(text), width(), page, wire=terminal_wire())
    return page.getvalue().rstrip("\n")
