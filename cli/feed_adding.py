"""``mujaz feeds add``: from an address that a person has to a feed.

An address is looked at before it is added, so that a site's front page leads to its feed. What
cannot be reached just now is added all the same: its health record tells how it goes on.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import complain, say, tell
from mujaz.i18n import _
from mujaz.model import Feed

if TYPE_CHECKING:
    from mujaz.pipeline.subscribing import Look
    from mujaz.store.protocol import Store


@click.command("add", cls=Helpful, help=_("Subscribe to feeds, or to the feed of a site."))
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--source", metavar="NAME", help=_("The outlet the feeds belong to."))
@click.option("--folder", metavar="NAME", default="", help=_("The folder they are put into."))
@click.option("--no-check", "unseen", is_flag=True, help=_("Add them without asking them first."))
@pass_run
def add(run: Run, urls: tuple[str, ...], source: str | None, folder: str, unseen: bool) -> int:
    """Add feeds; 1 where one of the addresses led to none."""
    from cli.feeds import address
    from mujaz.feeds.addresses import comparable_address
    from mujaz.pipeline.building import one_line
    from mujaz.pipeline.subscribing import Look

    checked = list(dict.fromkeys(address(url) for url in urls))
    private = {url: problem for url in checked if (problem := private_problem(run, url))}
    for problem in private.values():
        complain(problem)
    with run.store() as store:
        known = {comparable_address(feed.url) for feed in store.feeds()}
        asked = [url for url in checked if url not in private]
        new = [url for url in asked if comparable_address(url) not in known]
        looks = [Look(url, url) for url in new] if unseen else _look(run, new)
        pattern = Feed("", source=one_line(source or ""), folder=one_line(folder), added=run.now())
        pattern = replace(pattern, source_chosen=bool(pattern.source))
        adding = _Adding(store, known, pattern)
        for url in asked:
            if url not in new:
                adding.tell_known(url)
        for look in looks:
            adding.take(look)
    if adding.added:
        tell(_("`mujaz refresh` fetches what is new."))
    return 1 if adding.refused or private else 0


def private_problem(run: Run, url: str) -> str | None:
    """Return why an address that is private by its very spelling is refused; None for others."""
    from mujaz.feeds.addresses import allowed_hosts, host_of, is_public, names_private_host
    from mujaz.feeds.problems import private_host_error
    from mujaz.feeds.settings import FetchSettings

    host = host_of(url)
    if not names_private_host(host) or is_public(host):
        return None
    if host in allowed_hosts(run.section("fetch", FetchSettings).allow_hosts):
        return None
    return str(private_host_error(url))


async def look_once(run: Run, url: str) -> Look:
    """Ask what stands at one address; one that is private by its spelling is not asked."""
    from mujaz.pipeline.subscribing import Look

    problem = private_problem(run, url)
    if problem is not None:
        return Look(url, None, problem=problem)
    (look,) = await _look_at(run, [url])
    return look


def _look(run: Run, urls: list[str]) -> list[Look]:
    """Ask what stands at addresses."""
    return asyncio.run(_look_at(run, urls)) if urls else []


async def _look_at(run: Run, urls: list[str]) -> list[Look]:
    """Ask what stands at addresses, with the settings of this run."""
    from mujaz.feeds.fetch import HttpFetcher
    from mujaz.feeds.settings import FetchSettings
    from mujaz.pipeline.subscribing import look_at

    fetcher = HttpFetcher(run.section("fetch", FetchSettings))
    try:
        return await look_at(fetcher, urls, now=run.now())
    finally:
        await fetcher.close()


class _Adding:
    """Adds what was found, each feed once, and counts what was added and what was not."""

    def __init__(self, store: Store, known: set[str], pattern: Feed) -> None:
        self.added = self.refused = 0
        self._store, self._known, self._pattern = store, known, pattern

    def take(self, look: Look) -> None:
        """Add what was found at an address, or tell why there is nothing to add."""
        from mujaz.feeds.addresses import comparable_address, display_address

        if look.url is None:
            self.refused += 1
            _tell_why(look)
            return
        feed = replace(self._pattern, url=look.url, title=look.title)
        key = comparable_address(feed.url)
        if key in self._known or not self._store.add_feed(feed):
            self.tell_known(feed.url)
            return
        self._known.add(key)
        self.added += 1
        shown = display_address(feed.url)
        if look.problem is not None:
            tell(look.problem)
            say(_("Added all the same: {url}").format(url=shown))
        elif feed.title:
            say(_("Added: {title}: {url}").format(title=feed.title, url=shown))
        else:
            say(_("Added: {url}").format(url=shown))

    def tell_known(self, url: str) -> None:
        """Tell that an address is subscribed to already."""
        from mujaz.feeds.addresses import display_address

        say(_("Already there: {url}").format(url=display_address(url)))


def _tell_why(look: Look) -> None:
    """Tell why nothing was added, and what could be."""
    from mujaz.feeds.addresses import display_address

    if look.problem is not None:
        complain(look.problem)
        return
    words = _("{url} names several feeds; add the one you want by its address:")
    complain(words.format(url=display_address(look.asked)))
    for choice in look.choices:
        say(f"{choice.title}: {choice.url}" if choice.title else choice.url)
