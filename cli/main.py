"""Where the ``mujaz`` command begins and ends.

``--version`` is answered before anything is imported. Errors of mujaz end as one line on stderr
with their exit code; nobody ever sees a traceback for bad input.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from mujaz import __version__

        print(f"mujaz {__version__}")  # noqa: T201  the product of this command
        return
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from cli.messages import speak

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    speak(arguments)

    import click

    from cli.output import complain
    from cli.root import root
    from mujaz.errors import MujazError
    from mujaz.i18n import _

    try:
        result = root.main(args=arguments, prog_name="mujaz", standalone_mode=False)
    except MujazError as error:
        complain(str(error))
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        complain(_usage(error))
        return 2
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain(_("Stopped. What was done is kept."))
        return 130
    except BrokenPipeError:
        _drop_stdout()
        return 0
    except OSError as error:
        complain(_os_error(error))
        return 1
    return result if isinstance(result, int) else 0


def _usage(error: object) -> str:
    """Return a usage error with the command whose help explains more, in one line."""
    import click

    from mujaz.i18n import _

    assert isinstance(error, click.UsageError)
    command = error.ctx.command_path if error.ctx else "mujaz"
    return _("{message} See `{command} --help`.").format(
        message=error.format_message().rstrip(), command=command
    )


def _os_error(error: OSError) -> str:
    from mujaz.i18n import _
    from mujaz.reasons import os_reason

    where = error.filename or ""
    reason = os_reason(error)
    if not where:
        return reason
    return _("{path}: {reason}.").format(path=where, reason=reason)


def _drop_stdout() -> None:
    """Point stdout away from a closed pipe, so that the interpreter's own flush stays silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
