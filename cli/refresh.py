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
    from mujaz.pipeline.progress import Report
    from mujaz.pipeline.refresh import Outcome, Refreshed
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

    with run.store() as store:
        if urls:
            feeds = [existing(store, url) for url in urls]
        elif everything:
            feeds = [feed for feed in store.feeds() if not feed.disabled]
        else:
            feeds = store.due_feeds(run.now())
        if not feeds and not as_json:
            tell(_nothing_due(store))
        with progress_bar() as report:
            done = fetch(run, store, feeds, report)
    if as_json:
        say_json(_outcome(outcome) for outcome in done.outcomes)
    else:
        _tell(done)
    return 1 if done.outcomes and len(done.failed) == len(done.outcomes) else 0


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
    }


def _tell(done: Refreshed) -> None:
    for outcome in done.failed:
        tell(outcome.error or "")
    if done.outcomes:
        feeds = ngettext("{n} feed", "{n} feeds", len(done.outcomes))
        new = ngettext("{n} new article", "{n} new articles", done.new)
        parts = [feeds.format(n=len(done.outcomes)), new.format(n=done.new)]
        if done.failed:
            failed = ngettext("{n} feed failed", "{n} feeds failed", len(done.failed))
            parts.append(failed.format(n=len(done.failed)))
        say(_(", ").join(parts) + ".")
