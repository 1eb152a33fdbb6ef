"""The set-up's first question: what to read. Starter packs, an OPML file, or what is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.ask import ask
from cli.output import say, tell
from mujaz.errors import MujazError, UsageError
from mujaz.files import expanded
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from cli.context import Run
    from mujaz.feeds.starter import Pack
    from mujaz.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """Feeds to subscribe to: (address, outlet, title) each, by address."""

    feeds: tuple[tuple[str, str, str], ...] = ()


def wanted_feeds(run: Run, packs: tuple[str, ...], opml: Path | None, *, asking: bool) -> Wanted:
    """Return the feeds of the packs and the file that were named, or ask for them.

    Raises:
        UsageError: there is no such pack.
        InputError: the file cannot be read.
    """
    if packs or opml is not None:
        found = [*_of_packs(packs), *(_of_opml(opml) if opml else ())]
    elif asking:
        found = _asked(run)
    else:
        found = []
    return Wanted(tuple(dict.fromkeys(found)))


def subscribe(run: Run, store: Store, wanted: Wanted) -> int:
    """Add feeds that are not there yet; return how many were new."""
    from mujaz.model import Feed

    return sum(
        store.add_feed(
            Feed(url, source=source, title=title, added=run.now(), source_chosen=bool(source))
        )
        for url, source, title in wanted.feeds
    )


def _asked(run: Run) -> list[tuple[str, str, str]]:
    from mujaz.feeds.starter import packs

    with run.store() as store:
        there = len(store.feeds())
    every = packs()
    say(_("What do you want to read? Starter packs of Arabic outlets:"))
    for number, pack in enumerate(every, 1):
        count = ngettext("{n} feed", "{n} feeds", len(pack.feeds)).format(n=len(pack.feeds))
        say(f"  {number}. {pack.title} ({count})")
    question = _("Numbers with commas between them, or the path of an OPML file")
    if there:
        have = ngettext("{n} feed", "{n} feeds", there).format(n=there)
        question += " · " + _("nothing: keep the {feeds} you have").format(feeds=have)

    def check(text: str) -> list[tuple[str, str, str]]:
        if not text and there:
            return []
        numbers = [one for one in text.replace("،", ",").replace(" ", ",").split(",") if one]
        if numbers and all(one.isdecimal() for one in numbers):
            if not all(1 <= int(one) <= len(every) for one in numbers):
                raise ValueError(_("Write a number from 1 to {n}.").format(n=len(every)))
            return [row for one in numbers for row in _rows(every[int(one) - 1])]
        try:
            return _of_opml(expanded(text))
        except MujazError as error:
            raise ValueError(str(error)) from None

    return ask(question, "" if there else "1", check)


def _of_packs(names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    from mujaz.feeds.starter import packs

    by_name = {(pack.country or pack.topic).lower(): pack for pack in packs()}
    for name in names:
        if name.lower() not in by_name:
            raise UsageError(
                _("There is no starter pack “{name}”; there is: {known}.").format(
                    name=name[:40], known=", ".join(by_name)
                )
            )
    return [row for name in names for row in _rows(by_name[name.lower()])]


def _rows(pack: Pack) -> list[tuple[str, str, str]]:
    return [(feed.url, feed.source, feed.title) for feed in pack.feeds]


def _of_opml(file: Path) -> list[tuple[str, str, str]]:
    from mujaz.feeds.addresses import check_address
    from mujaz.feeds.opml import read_opml
    from mujaz.files import read_bytes

    problems: list[str] = []
    found = read_opml(read_bytes(file), name=str(file), problems=problems)
    for problem in problems:
        tell(problem)
    return [(check_address(one.url), "", one.title) for one in found]
