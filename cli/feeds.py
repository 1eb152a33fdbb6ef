"""``mujaz feeds``: what is subscribed to."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import click

from cli.base import Group
from cli.context import Run, pass_run
from cli.feed_adding import add
from cli.feed_lists import export_opml, import_opml, starter
from cli.filters import MOST
from cli.output import say, say_json, tell
from mujaz.errors import FetchError, UsageError
from mujaz.i18n import _
from mujaz.model import Feed, FullText
from mujaz.store.protocol import Store


@click.group("feeds", cls=Group, help=_("The feeds you are subscribed to."))
def command() -> None:
    """Hold the commands of this noun."""


command.add_command(add)


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
    from mujaz.feeds.health import health

    with run.store() as store:
        feeds = store.feeds()[:limit]
    if as_json:
        say_json(_public(feed) for feed in feeds)
        return
    if not feeds:
        tell(_("There are no feeds yet; add one: `mujaz feeds add URL`."))
    now = run.now()
    for feed in feeds:
        say(f"{feed.source or feed.title or '—'} · {health(feed, now).happened}")
        say(_shown(feed))


@command.command("check", help=_("Tell how the feeds are: what happened, since when, what next."))
@click.argument("urls", nargs=-1, metavar="[URL…]")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line."))
@pass_run
def check(run: Run, urls: tuple[str, ...], as_json: bool) -> None:
    """Tell the health of all feeds, or of those named; nothing is fetched."""
    from cli.feed_health import say_health

    with run.store() as store:
        feeds = [existing(store, url) for url in urls] if urls else store.feeds()
    say_health(feeds, run.now(), as_json=as_json)


@command.command("set", help=_("Change how feeds are treated."))
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--source", metavar="NAME", help=_("The outlet the feeds belong to."))
@click.option("--folder", metavar="NAME", help=_("The folder they stand in; empty for none."))
@click.option(
    "--full-text",
    type=click.Choice([*get_args(FullText), "default"]),
    help=_("When the pages of their articles are fetched; default: as the config says."),
)
@click.option(
    "--zone",
    metavar="NAME",
    help=_("Zone of their dates that name none, such as Asia/Riyadh; empty: found out."),
)
@click.option("--enable", "enabled", flag_value=True, default=None, help=_("Ask them again."))
@click.option("--disable", "enabled", flag_value=False, help=_("Ask them no more."))
@pass_run
def change(
    run: Run,
    urls: tuple[str, ...],
    source: str | None,
    folder: str | None,
    full_text: FullText | None,
    zone: str | None,
    enabled: bool | None,
) -> None:
    """Write the user's choices for feeds; all of them must exist."""
    from mujaz.feeds.zones import named_zone
    from mujaz.pipeline.building import one_line

    if source is not None and not one_line(source):
        raise UsageError(_("--source: the name must not be empty."))
    if zone and named_zone(zone) is None:
        raise UsageError(_("--zone: {zone} is no time zone.").format(zone=one_line(zone)))
    if (source, folder, full_text, zone, enabled) == (None,) * 5:
        raise UsageError(_("Say what to change; `mujaz feeds set --help` lists it."))
    with run.store() as store:
        for feed in [existing(store, url) for url in urls]:
            changed = feed
            if folder is not None:
                changed = replace(changed, folder=one_line(folder))
            if full_text is not None:
                chosen = None if str(full_text) == "default" else full_text
                changed = replace(changed, full_text=chosen)
            if zone is not None:
                changed = replace(changed, zone=zone or None)
            if enabled is not None:
                changed = _switched(changed, on=enabled)
            store.save_feed(changed)
            if source is not None:
                store.rename_source(feed.url, one_line(source))
            say(_("Changed: {url}").format(url=_shown(feed)))


command.add_command(import_opml)
command.add_command(export_opml)
command.add_command(starter)


def address(url: str) -> str:
    """Return the normal form of an address as a user typed it.

    Raises:
        UsageError: it is no address that can be fetched.
    """
    from mujaz.feeds.addresses import check_address, typed_address

    try:
        return check_address(typed_address(url))
    except FetchError as error:
        raise UsageError(str(error)) from None


def existing(store: Store, url: str) -> Feed:
    """Return the feed of an address as a user typed it, or as ``feeds list`` shows it.

    Raises:
        UsageError: there is no such feed.
    """
    from mujaz.feeds.addresses import comparable_address, display_address, without_credentials

    wanted = address(url)
    feed = store.feed(url) or store.feed(wanted)
    if feed is None:
        feeds = store.feeds()
        same = [one for one in feeds if without_credentials(one.url) == wanted] or [
            one for one in feeds if comparable_address(one.url) == comparable_address(wanted)
        ]
        feed = same[0] if len(same) == 1 else None
    if feed is None:
        raise UsageError(
            _("{url}: no feed has this address; `mujaz feeds list` shows them.").format(
                url=display_address(url)
            )
        )
    return feed


def _switched(feed: Feed, *, on: bool) -> Feed:
    """Return a feed that is asked, from a clean start where it was not, or that is not."""
    if not on:
        return replace(feed, disabled=True, given_up=False)
    if not feed.disabled:
        return feed
    return replace(
        feed, disabled=False, given_up=False, failures=0, error=None, failing_since=None, due=None
    )


def _public(feed: Feed) -> Feed:
    """Return a feed whose addresses tell no user name and password."""
    from mujaz.feeds.addresses import without_credentials

    return replace(
        feed,
        url=without_credentials(feed.url),
        moved_to=feed.moved_to and without_credentials(feed.moved_to),
        moved_from=feed.moved_from and without_credentials(feed.moved_from),
    )


def _shown(feed: Feed) -> str:
    from mujaz.feeds.addresses import display_address

    return display_address(feed.url)
