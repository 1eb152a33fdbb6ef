"""``mujaz feeds import``, ``export`` and ``starter``: feeds by the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import say, say_json, tell
from mujaz.errors import UsageError
from mujaz.i18n import _, ngettext
from mujaz.model import Feed

if TYPE_CHECKING:
    from mujaz.feeds.starter import Pack, StarterFeed


@click.command("import", cls=Helpful, help=_("Subscribe to the feeds of an OPML file."))
@click.argument("file", metavar="FILE.opml", type=click.Path(path_type=Path))
@pass_run
def import_opml(run: Run, file: Path) -> None:
    """Add the feeds of an OPML file; those already there stay as they are."""
    from cli.feed_adding import private_problem
    from mujaz.errors import FetchError
    from mujaz.feeds.opml import read_opml
    from mujaz.files import read_bytes
    from mujaz.pipeline.subscribing import add_new

    def refuse(url: str) -> None:
        if (problem := private_problem(run, url)) is not None:
            raise FetchError(problem)

    problems: list[str] = []
    found = read_opml(read_bytes(file), name=str(file), problems=problems, refuse=refuse)
    for problem in problems:
        tell(problem)
    with run.store() as store:
        feeds = [
            Feed(one.url, title=one.title, folder=one.folder, added=run.now()) for one in found
        ]
        added = len(add_new(store, feeds))
    new = ngettext("{n} feed added", "{n} feeds added", added).format(n=added)
    say(_("{new}, {n} already there.").format(new=new, n=len(found) - added))


@click.command("export", cls=Helpful, help=_("Write the feeds as OPML."))
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE")
@pass_run
def export_opml(run: Run, output: Path | None) -> None:
    """Write OPML to stdout or, whole or not at all, to a file."""
    from mujaz.feeds.opml import OpmlFeed, write_opml

    with run.store() as store:
        feeds = [OpmlFeed(one.url, one.title or one.source, one.folder) for one in store.feeds()]
    text = write_opml(feeds)
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
    else:
        from mujaz.files import write_atomically

        write_atomically(output, text)


@click.command(
    "starter", cls=Helpful, help=_("Show the starter packs of Arabic feeds, or add one.")
)
@click.argument("names", nargs=-1, metavar="[PACK…]")
@click.option("--add", "adding", is_flag=True, help=_("Subscribe to the packs that are named."))
@click.option("--all", "unsure", is_flag=True, help=_("Add doubtful addresses too."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def starter(run: Run, names: tuple[str, ...], adding: bool, unsure: bool, as_json: bool) -> None:
    """List the packs, show what some hold, or subscribe to them; nothing comes unasked."""
    from mujaz.feeds.starter import packs

    every = {pack.country or pack.topic: pack for pack in packs()}
    by_name = {key.lower(): pack for key, pack in every.items()}
    chosen = [_pack(by_name, name) for name in names]
    if adding:
        if not chosen:
            raise UsageError(_("Name the packs to add; `mujaz feeds starter` lists them."))
        _subscribe(run, chosen, unsure=unsure)
    elif as_json:
        say_json(chosen or every.values())
    elif chosen:
        for pack in chosen:
            _say_pack(pack)
    else:
        for key, pack in every.items():
            count = ngettext("{n} feed", "{n} feeds", len(pack.feeds)).format(n=len(pack.feeds))
            say(f"{pack.title} ({key}): {count}")
        tell(
            _("`mujaz feeds starter NAME` shows a pack, `mujaz feeds starter NAME --add` adds it.")
        )


def _pack(by_name: dict[str, Pack], name: str) -> Pack:
    """Return a pack by its code, or by its title.

    Raises:
        UsageError: there is none.
    """
    titled = {pack.title: pack for pack in by_name.values()}
    pack = by_name.get(name.lower()) or titled.get(name)
    if pack is None:
        words = _("{name}: there is no such pack; `mujaz feeds starter` lists them.")
        raise UsageError(words.format(name=name))
    return pack


def _say_pack(pack: Pack) -> None:
    say(f"{pack.title}:")
    for feed in pack.feeds:
        doubt = "" if feed.confidence == "high" else f" ({_sureness(feed)})"
        say(f"{feed.title}{doubt}: {feed.url}")


def _sureness(feed: StarterFeed) -> str:
    return _("not checked") if feed.confidence == "medium" else _("doubtful")


def _subscribe(run: Run, packs: Sequence[Pack], *, unsure: bool) -> None:
    from mujaz.pipeline.subscribing import add_new

    wanted = {
        feed.url: feed
        for pack in packs
        for feed in pack.feeds
        if unsure or feed.confidence != "low"
    }
    with run.store() as store:
        feeds = [
            Feed(one.url, source=one.source, title=one.title, added=run.now())
            for one in wanted.values()
        ]
        added = len(add_new(store, feeds))
    new = ngettext("{n} feed added", "{n} feeds added", added).format(n=added)
    say(_("{new}, {n} already there.").format(new=new, n=len(wanted) - added))
    tell(_("`mujaz refresh` fetches what is new."))
