"""``mujaz doctor``: what works, what does not, and what to do about it.

Checks live in modules of their own and are named in :data:`CHECKS`; each is imported when it runs.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import say, say_json
from mujaz.errors import MujazError
from mujaz.i18n import _

if TYPE_CHECKING:
    from cli.verdicts import Finding

CHECKS: tuple[tuple[str, str], ...] = (
    ("terminal", "cli.doctor_terminal:check_terminal"),
    ("fonts", "cli.doctor_terminal:check_fonts"),
)
"""Name of a check, for ``--json``, and where it is: module, colon, function (a ``Check``)."""
_SIGNS = {"ok": "✓", "warn": "!", "fail": "✗"}


@click.command("doctor", cls=Helpful, help=_("Say what works, what does not, and what to do."))
@click.option(
    "--terminal",
    "terminal_only",
    is_flag=True,
    help=_("Find out which way Arabic reads right in this terminal, and remember it."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON Lines."))
@pass_run
def command(run: Run, terminal_only: bool, as_json: bool) -> int:
    """Run the checks, or look at the terminal alone."""
    if terminal_only:
        from cli.doctor_terminal import examine

        return examine(run, as_json=as_json, may_ask=sys.stdin.isatty() and sys.stdout.isatty())
    worst = 0
    for name, finding in _findings(run):
        worst = max(worst, int(finding.verdict == "fail"))
        if as_json:
            say_json([{"check": name, "verdict": finding.verdict, "line": finding.line}])
        else:
            say(f"{_SIGNS[finding.verdict]} {finding.line}")
    return worst


def _findings(run: Run) -> Iterator[tuple[str, Finding]]:
    """Run all checks; what one cannot do is its finding and stops none of the others."""
    from cli.verdicts import Finding

    for name, place in CHECKS:
        module, _colon, function = place.partition(":")
        try:
            for finding in getattr(importlib.import_module(module), function)(run):
                yield name, finding
        except MujazError as error:
            yield name, Finding("fail", str(error))
