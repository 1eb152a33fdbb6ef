"""``mujaz doctor``: what works, what does not, and what to do about it.

What is looked at is known to the modules beside this one: terminal and fonts, all else, repairs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import say, say_json
from mujaz.errors import MujazError, UsageError
from mujaz.i18n import _

if TYPE_CHECKING:
    from cli.doctor_checks import Check

_SIGNS = {"ok": "✓", "warn": "!", "fail": "✗"}


@click.command("doctor", cls=Helpful, help=_("Say what works, what does not, and what to do."))
@click.option(
    "--terminal",
    "terminal_only",
    is_flag=True,
    help=_("Find out which way Arabic reads right in this terminal, and remember it."),
)
@click.option("--repair", "mend", is_flag=True, help=_("Look at the whole store and mend it."))
@click.option(
    "--vacuum", is_flag=True, help=_("With --repair: give free room back to the disk as well.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON Lines."))
@pass_run
def command(run: Run, terminal_only: bool, mend: bool, vacuum: bool, as_json: bool) -> int:
    """Run the checks, or look at the terminal alone, or mend the store."""
    if vacuum and not mend:
        raise UsageError(_("--vacuum goes with --repair."))
    if terminal_only and mend:
        raise UsageError(_("--terminal and --repair do not go together."))
    if terminal_only:
        from cli.doctor_terminal import examine

        return examine(run, as_json=as_json, may_ask=sys.stdin.isatty() and sys.stdout.isatty())
    return _tell(_mended(run, vacuum=vacuum) if mend else _all_checks(run), as_json=as_json)


def _tell(found: Iterable[Check], *, as_json: bool) -> int:
    """Write what was found, line by line; return 1 where something fails, else 0."""
    worst = 0
    told: set[str] = set()
    for one in found:
        if one.line in told:
            continue  # what hinders several checks, such as a wrong configuration, is told once
        told.add(one.line)
        worst = max(worst, int(one.state == "fail"))
        if as_json:
            say_json([one])
        else:
            say(f"{_SIGNS[one.state]} {one.line}")
    return worst


def _all_checks(run: Run) -> Iterator[Check]:
    """Run all checks; an error of one ends that one only."""
    from cli.doctor_checks import Check, checks
    from cli.doctor_terminal import check_fonts, check_terminal

    for check in (check_terminal, check_fonts):
        try:
            yield from check(run)
        except MujazError as error:
            yield Check("fail", str(error))
    yield from checks(run)


def _mended(run: Run, *, vacuum: bool) -> Iterator[Check]:
    """Mend the store, with a progress bar for the index."""
    from cli.doctor_repair import repair
    from cli.progress import progress_bar
    from mujaz.pipeline.progress import Progress

    with run.store() as store, progress_bar() as report:
        yield from repair(
            store,
            vacuum=vacuum,
            report=lambda done, total: report(Progress("index", done, total)),
        )
