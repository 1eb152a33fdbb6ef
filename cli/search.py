"""``mujaz search``: articles that hold words, in whatever spelling."""

from __future__ import annotations

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.i18n import _

_SHOWN = 50


@click.command("search", cls=Helpful, help=_("Find articles, whatever the spelling."))
@click.argument("query", nargs=-1, required=True, metavar="QUERY…")
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def command(run: Run, query: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """Search; hamza, taa, digits, harakat and attached particles do not matter."""
    if limit is None:
        limit = MOST if as_json else _SHOWN
    with run.store() as store:
        hits = store.search(" ".join(query), limit)
    if as_json:
        say_json(hit.article for hit in hits)
        return
    if not hits:
        tell(_("Nothing was found."))
    for hit in hits:
        article = hit.article
        say(f"{article.id} {article.published:%Y-%m-%d} {article.source}: {article.title}")
