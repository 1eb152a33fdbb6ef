"""``mujaz refresh``: fetch what is due."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import say, say_json, tell
from cli.progress import progress_bar
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from mujaz.model import Feed
    from mujaz.pipeline.feed_run import Outcome
    from mujaz.pipeline.progress import Report
    from mujaz.pipeline.refresh import Refreshed
    from mujaz.store.protocol import Store
    from mujaz.store.sqlite import SqliteStore


@click.command("refresh", cls=Helpful, help=_("Fetch the feeds that are due, or those named."))
@click.argument("urls", nargs=-1, metavar="[URL…]")
@click.option("--all", "everything", is_flag=True, help=_("Fetch all feeds, due or not."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a feed."))
@pass_run
def command(run: Run, urls: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Fetch, clean, store and group; 1 where every feed failed."""
    from cli.feeds import existing
    from mujaz.pipeline.refresh import due_feeds

    with run.store() as store:
        if urls:
            feeds = [existing(store, url) for url in urls]
        elif everything:
            feeds = _not_in_peace(store, run.now())
        else:
            feeds = due_feeds(store, run.now())
        if not feeds and not as_json:
            tell(_nothing_due(store))
        with progress_bar() as report:
            done = fetch(run, store, feeds, report)
    if as_json:
        say_json(_outcome(outcome) for outcome in done.outcomes)
    else:
        _tell(done, run.now())
    return 1 if done.outcomes and len(done.failed) == len(done.outcomes) else 0


def _not_in_peace(store: SqliteStore, now: datetime) -> list[Feed]:
    """Return all feeds but those that are switched off, or whose servers want to be left alone."""
    from mujaz.feeds.health import state_of

    states = [(feed, state_of(feed, now)) for feed in store.feeds()]
    waiting = sum(state == "waiting" for _feed, state in states)
    if waiting:
        words = ngettext(
            "{n} feed is left alone for now, as its server wishes.",
            "{n} feeds are left alone for now, as their servers wish.",
            waiting,
        )
        tell(words.format(n=waiting))
    return [feed for feed, state in states if state not in ("disabled", "waiting")]


def fetch(run: Run, store: SqliteStore, feeds: list[Feed], report: Report) -> Refreshed:
    """Run one refresh to its end, closing the connections whatever happens."""
    return asyncio.run(fetch_async(run, store, feeds, report))


async def fetch_async(run: Run, store: SqliteStore, feeds: list[Feed], report: Report) -> Refreshed:
    """Fetch feeds with the settings of this run, apply its rules, announce what searches found.

    What is old by the settings is purged after it.
    """
    from cli.rules import user_rules
    from mujaz.feeds.fetch import HttpFetcher
    from mujaz.feeds.settings import FetchSettings
    from mujaz.pipeline.purging import purge_old
    from mujaz.pipeline.refresh import refresh
    from mujaz.store.settings import StoreSettings

    settings = run.section("fetch", FetchSettings)
    fetcher = HttpFetcher(settings)
    try:
        done = await refresh(
            store,
            fetcher,
            feeds,
            settings=settings,
            now=run.now(),
            report=report,
            rules=user_rules(run),
        )
    finally:
        await fetcher.close()
    await asyncio.to_thread(announce, store, run.now())
    days = run.section("store", StoreSettings).purge_after_days
    await asyncio.to_thread(purge_old, store, days, run.now())
    return done


def announce(store: Store, now: datetime) -> None:
    """Tell the desktop what saved searches with an alert have found; without one, nobody."""
    from mujaz.desktop import notify
    from mujaz.pipeline.alerts import new_alerts

    for alert in new_alerts(store, now):
        notify(alert.heading, "\n".join(alert.titles))


def _nothing_due(store: SqliteStore) -> str:
    feeds = store.feeds()
    if not feeds:
        return _("There are no feeds yet; add one: `mujaz feeds add URL`.")
    times = [feed.due for feed in feeds if feed.due and not feed.disabled]
    if not times:
        return _("All feeds are switched off.")
    return _("Nothing is due before {time}; `mujaz refresh --all` fetches all the same.").format(
        time=f"{min(times):%Y-%m-%d %H:%M} UTC"
    )


def _outcome(outcome: Outcome) -> dict[str, object]:
    from mujaz.feeds.addresses import without_credentials

    return {
        "url": without_credentials(outcome.feed.url),
        "source": outcome.feed.source,
        "new": outcome.new,
        "changed": outcome.changed,
        "error": outcome.error,
        "due": outcome.feed.due,
        "moved_from": outcome.feed.moved_from and without_credentials(outcome.feed.moved_from),
    }


def _tell(done: Refreshed, now: datetime) -> None:
    if done.offline:
        tell(
            _("No server answered; is there a connection? All is asked again at the next refresh.")
        )
        return
    for outcome in done.failed:
        tell(outcome.error or "")
    for outcome in done.outcomes:
        _tell_move(outcome, now)
    if done.outcomes:
        feeds = ngettext("{n} feed", "{n} feeds", len(done.outcomes))
        new = ngettext("{n} new article", "{n} new articles", done.new)
        parts = [feeds.format(n=len(done.outcomes)), new.format(n=done.new)]
        if done.completed:
            whole = ngettext("{n} article completed", "{n} articles completed", done.completed)
            parts.append(whole.format(n=done.completed))
        if done.failed:
            failed = ngettext("{n} feed failed", "{n} feeds failed", len(done.failed))
            parts.append(failed.format(n=len(done.failed)))
        say(_(", ").join(parts) + ".")


def _tell_move(outcome: Outcome, now: datetime) -> None:
    """Tell that a feed has another address from now on."""
    from mujaz.feeds.addresses import display_address

    feed = outcome.feed
    if feed.moved_from is not None and feed.moved_on == now:
        words = _("{old} has moved for good; from now on {new} is asked.")
        old, new = display_address(feed.moved_from), display_address(feed.url)
        tell(words.format(old=old, new=new))
