"""``mujaz demo``: everything, on the bundled sample, without network or set-up."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import tell
from cli.progress import progress_bar
from mujaz.i18n import _
from mujaz.store.protocol import Store


@click.command("demo", cls=Helpful, help=_("Try mujaz on its bundled sample, without network."))
@click.option("--digest", "briefing", is_flag=True, help=_("Print the briefing of its last day."))
@pass_run
def command(run: Run, briefing: bool) -> int:
    """Open the reader on the sample; without a terminal, print the briefing."""
    return open_demo(run, briefing=briefing)


def open_demo(run: Run, *, briefing: bool = False) -> int:
    """Open the reader on the sample in a data folder of its own; return its exit status.

    Args:
        run: paths and config; its clock is frozen at the sample's last day.
        briefing: print that day's briefing instead, as is done without a terminal.
    """
    from mujaz import clock, sample

    if not run.data_option and not os.environ.get("MUJAZ_DATA"):
        run.data_option = str(Path(run.paths.data) / "demo")
        del run.paths
    os.environ.setdefault("MUJAZ_NOW", clock.iso(sample.FROZEN_NOW))
    with run.store() as store:
        _fill(store)
        if briefing or not (sys.stdin.isatty() and sys.stdout.isatty()):
            from cli.digest import compose, write

            write(run, compose(run, store), "md", None)
            return 0
        from cli.read import read

        return read(run, store, with_refresh=False)


def _fill(store: Store) -> None:
    """Read the sample into the demo's store where this version of it is not there yet."""
    from mujaz.pipeline.sample import fill, is_filled

    if is_filled(store):
        return
    tell(_("Reading the bundled sample…"))
    with progress_bar() as report:
        asyncio.run(fill(store, report))
