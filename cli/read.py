"""``mujaz`` and ``mujaz read``: the reader, or its content line by line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from mujaz.errors import UsageError
from mujaz.i18n import _

if TYPE_CHECKING:
    from mujaz.briefing import Briefing
    from mujaz.model import Feed
    from mujaz.pipeline.progress import Report
    from mujaz.pipeline.refresh import Outcome, Refreshed
    from mujaz.pipeline.subscribing import Look
    from mujaz.store.sqlite import SqliteStore


@click.command("read", cls=Helpful, help=_("Open the reader."))
@click.option("--plain", is_flag=True, help=_("Line by line, for screen readers and pipes."))
@pass_run
def command(run: Run, plain: bool) -> int:
    """Open the reader, or read line by line."""
    if plain:
        from cli.output import write_plainly
        from cli.plain.loop import read_plainly

        write_plainly()
        with run.store() as store:
            return read_plainly(run, store)
    return open_reader(run)


def open_reader(run: Run) -> int:
    """Open the reader on the user's own store; return its exit status.

    Raises:
        UsageError: there is no terminal to open it in.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("The reader needs a terminal; `mujaz read --plain` writes to pipes and files.")
        )
    wishes: list[str] = []
    with run.store() as store:
        status = read(run, store, show_sample=lambda: wishes.append("sample"))
    if wishes and not status:
        from cli.demo import open_demo

        sample = Run()
        sample.config_option = run.config_option
        sample.data_option = str(run.paths.data / "demo")
        return open_demo(sample)
    return status


def read(
    run: Run,
    store: SqliteStore,
    *,
    with_refresh: bool = True,
    show_sample: Callable[[], None] | None = None,
) -> int:
    """Run the reader on an open store until the user leaves it; return its exit status.

    Args:
        run: paths, config and clock.
        store: what is read.
        with_refresh: whether there is something to fetch.
        show_sample: is called where the user leaves for the bundled sample.
    """
    # A start makes much and drops nothing: collecting costs a tenth of it. The app collects again.
    gc.disable()
    from cli.reader_config import check_reader, without_lost_theme
    from mujaz.stories.coverage import CoverageSettings
    from tui.app import run_reader
    from tui.services import Services
    from tui.settings import ReaderSettings

    async def refresh(report: Report) -> Refreshed:
        from cli.refresh import fetch_async
        from mujaz.pipeline.refresh import due_feeds

        return await fetch_async(run, store, due_feeds(store, run.now()), report)

    async def check(feeds: Sequence[Feed], report: Report) -> Sequence[Outcome]:
        from cli.refresh import fetch_async

        return (await fetch_async(run, store, list(feeds), report)).outcomes

    async def look(url: str) -> Look:
        from cli.feed_adding import look_once

        return await look_once(run, url)

    def briefing() -> Briefing:
        from cli.desk import open_briefing

        return open_briefing(run, store)

    check_reader(run.config)
    return run_reader(
        store,
        settings=without_lost_theme(run.section("reader", ReaderSettings), run.config),
        clock=run.now,
        refresh=refresh if with_refresh else None,
        services=Services(
            check=check if with_refresh else None,
            show_sample=show_sample,
            config=run.config,
            overrides=run.overrides,
            look=look if with_refresh else None,
            briefing=briefing,
            groups=run.section("coverage", CoverageSettings).groups,
        ),
        folder=run.paths.data,
    )
