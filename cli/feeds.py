"""``mujaz feeds``: what is subscribed to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.errors import FetchError, UsageError
from mujaz.i18n import _, ngettext
from mujaz.model import Feed
from mujaz.store.protocol import Store


@click.group("feeds", cls=Group, help=_("The feeds you are subscribed to."))
def command() -> None:
    """Hold the commands of this noun."""


@command.command("add", help=_("Subscribe to feeds."))
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--source", metavar="NAME", help=_("The outlet the feeds belong to."))
@pass_run
def add(run: Run, urls: tuple[str, ...], source: str | None) -> None:
    """Add feeds; nothing is fetched before the next refresh."""
    from mujaz.feeds.addresses import display_address
    from mujaz.pipeline.building import one_line

    checked = [address(url) for url in urls]
    with run.store() as store:
        for url in checked:
            feed = Feed(url, source=one_line(source or ""), added=run.now())
            if store.add_feed(feed):
                say(_("Added: {url}").format(url=display_address(url)))
            else:
                say(_("Already there: {url}").format(url=display_address(url)))
    tell(_("`mujaz refresh` fetches what is new."))


@command.command("remove", help=_("Unsubscribe from feeds; their articles stay."))
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@pass_run
def remove(run: Run, urls: tuple[str, ...]) -> None:
    """Remove feeds; all of them must exist."""
    with run.store() as store:
        feeds = [existing(store, url) for url in urls]
        for feed in feeds:
            store.remove_feed(feed.url)
            say(_("Removed: {url}").format(url=_shown(feed)))


@command.command("list", help=_("List the feeds, with what became of their last fetch."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many."))
@pass_run
def show(run: Run, as_json: bool, limit: int | None) -> None:
    """List feeds by outlet."""
    from mujaz.feeds.addresses import without_credentials

    with run.store() as store:
        feeds = store.feeds()[:limit]
    if as_json:
        say_json(replace(feed, url=without_credentials(feed.url)) for feed in feeds)
        return
    if not feeds:
        tell(_("There are no feeds yet; add one: `mujaz feeds add URL`."))
    for feed in feeds:
        say(f"{feed.source or feed.title or '—'} · {_health(feed)}")
        say(_shown(feed))


@command.command("import", help=_("Subscribe to the feeds of an OPML file."))
@click.argument("file", metavar="FILE.opml", type=click.Path(path_type=Path))
@pass_run
def import_opml(run: Run, file: Path) -> None:
    """Add the feeds of an OPML file; those already there stay as they are."""
    from mujaz.feeds.addresses import check_address
    from mujaz.feeds.opml import read_opml
    from mujaz.files import read_bytes

    problems: list[str] = []
    found = read_opml(read_bytes(file), name=str(file), problems=problems)
    for problem in problems:
        tell(problem)
    with run.store() as store:
        added = sum(
            store.add_feed(Feed(check_address(one.url), title=one.title, added=run.now()))
            for one in found
        )
    new = ngettext("{n} feed added", "{n} feeds added", added).format(n=added)
    say(_("{new}, {n} already there.").format(new=new, n=len(found) - added))


@command.command("export", help=_("Write the feeds as OPML."))
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE")
@pass_run
def export_opml(run: Run, output: Path | None) -> None:
    """Write OPML to stdout or, whole or not at all, to a file."""
    from mujaz.feeds.opml import OpmlFeed, write_opml

    with run.store() as store:
        text = write_opml(OpmlFeed(one.url, one.title or one.source) for one in store.feeds())
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
    else:
        from mujaz.files import write_atomically

        write_atomically(output, text)


def address(url: str) -> str:
    """Return the normal form of an address as a user typed it.

    Raises:
        UsageError: it is no address that can be fetched.
    """
    from mujaz.feeds.addresses import check_address

    try:
        return check_address(url)
    except FetchError as error:
        raise UsageError(str(error)) from None


def existing(store: Store, url: str) -> Feed:
    """Return the feed of an address as a user typed it, or as ``feeds list`` shows it.

    Raises:
        UsageError: there is no such feed.
    """
    from mujaz.feeds.addresses import display_address, without_credentials

    wanted = address(url)
    feed = store.feed(url) or store.feed(wanted)
    if feed is None:
        same = [one for one in store.feeds() if without_credentials(one.url) == wanted]
        feed = same[0] if len(same) == 1 else None
    if feed is None:
        raise UsageError(
            _("{url}: no feed has this address; `mujaz feeds list` shows them.").format(
                url=display_address(url)
            )
        )
    return feed


def _shown(feed: Feed) -> str:
    from mujaz.feeds.addresses import display_address

    return display_address(feed.url)


def _health(feed: Feed) -> str:
    if feed.disabled:
        return _("switched off: {reason}").format(reason=feed.error or "—")
    if feed.error:
        return feed.error
    if feed.checked is None:
        return _("not fetched yet")
    return _("fetched {time}").format(time=f"{feed.checked:%Y-%m-%d %H:%M} UTC")
