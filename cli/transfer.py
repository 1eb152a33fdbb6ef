"""``mujaz import`` and ``mujaz export``: articles as JSON Lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.filters import filter_options, make_filter
from cli.output import say
from cli.progress import progress_bar
from cli.rules import user_rules
from mujaz.i18n import _, ngettext


@click.command("import", cls=Helpful, help=_("Read articles from a file of JSON Lines."))
@click.argument("file", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@pass_run
def import_articles(run: Run, file: Path) -> None:
    """Import a file with the same cleaning and grouping as a refresh."""
    from mujaz.pipeline.importing import import_file

    with run.store() as store, progress_bar() as report:
        done = import_file(store, file, run.now(), report, user_rules(run))
    new = ngettext("{n} new article", "{n} new articles", done.new).format(n=done.new)
    changed = ngettext("{n} with a new text", "{n} with a new text", done.changed)
    say(
        _("{new}, {changed}, {same} known already.").format(
            new=new,
            changed=changed.format(n=done.changed),
            same=done.read - done.new - done.changed,
        )
    )


@click.command("export", cls=Helpful, help=_("Write articles as JSON Lines."))
@filter_options
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE")
@pass_run
def export_articles(
    run: Run, /, output: Path | None, limit: int | None, as_json: bool, **wanted: Any
) -> None:
    """Write what ``import`` reads, muted articles too; ``--json`` is what it always does."""
    from mujaz.pipeline.importing import export_lines

    with run.store() as store:
        lines = export_lines(store, make_filter(**{**wanted, "muted": True}), limit)
        if output is None or str(output) == "-":
            for line in lines:
                sys.stdout.write(line.decode())
        else:
            from mujaz.files import write_atomically

            write_atomically(output, lines)
