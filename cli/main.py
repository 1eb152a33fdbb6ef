"""Where the ``mujaz`` command begins and ends.

``--version`` is answered before anything is imported. Errors of mujaz end as one line on stderr
with their exit code; nobody ever sees a traceback for bad input.
"""

from __future__ import annotations

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit."""
    _open_streams()
    try:
        code = _version() if sys.argv[1:] in (["--version"], ["-V"]) else run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
        code = 0
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OSError as error:
        _drop_stdout()
        _complain_of(error)
        code = 1
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from cli.messages import speak

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    speak(arguments)

    from cli.output import complain
    from mujaz.errors import MujazError
    from mujaz.i18n import _

    try:
        return _invoke(arguments)
    except MujazError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        complain(_("Stopped. What was done is kept."))
        return _INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        _complain_of(error)
        return 1


def _invoke(arguments: list[str]) -> int:
    """Run a command, telling errors of its options.

    Not by the parser's own ``main``: that would answer signals and closed pipes in its own way.
    """
    import click

    from cli.output import complain
    from cli.root import root
    from mujaz.errors import UsageError
    from mujaz.i18n import _

    try:
        for argument in arguments:
            if not argument.isprintable() and any(
                "\ud800" <= char <= "\udfff" for char in argument
            ):
                raise UsageError(_("An argument is no UTF-8 text; write it in UTF-8."))
        with root.make_context("mujaz", list(arguments)) as context:
            result = root.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        complain(_usage(error) if isinstance(error, click.UsageError) else error.format_message())
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else 0


def _version() -> int:
    from mujaz import __version__

    print(f"mujaz {__version__}")  # noqa: T201  the product of this command
    return 0


def _usage(error: object) -> str:
    """Return a usage error with the command whose help explains more, in one line."""
    import click

    from mujaz.i18n import _

    assert isinstance(error, click.UsageError)
    command = error.ctx.command_path if error.ctx else "mujaz"
    return _("{message} See `{command} --help`.").format(
        message=error.format_message().rstrip(), command=command
    )


def _complain_of(error: OSError) -> None:
    from cli.output import complain
    from mujaz.i18n import _
    from mujaz.reasons import os_reason

    where = error.filename or _("standard output")
    complain(_("{path}: {reason}.").format(path=where, reason=os_reason(error)))


def _open_streams() -> None:
    """Give the process streams where it was started without them (``mujaz >&-``)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _drop_stdout() -> None:
    """Point stdout away from what cannot be written, so that the last flush stays silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
