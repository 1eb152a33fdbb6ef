"""Subscribing, leaving, importing and exporting, as the reader's screens do it.

The functions get the store and run off the screen's thread. Nothing is fetched here, and what a
feed's health is called is :mod:`mujaz.feeds.health`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mujaz.model import Feed
from mujaz.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a wish to subscribe.

    Attributes:
        new: the feeds that are subscribed to now and were not before.
        known: how many were there already.
        problems: a line for each one that cannot be subscribed to.
    """

    new: tuple[Feed, ...]
    known: int = 0
    problems: tuple[str, ...] = ()


def subscribe(store: Store, feeds: Iterable[Feed]) -> Added:
    """Add feeds that are not there yet."""
    new: list[Feed] = []
    known = 0
    for feed in feeds:
        if store.add_feed(feed):
            new.append(feed)
        else:
            known += 1
    return Added(tuple(new), known)


def typed_address(text: str) -> str:
    """Return the address that somebody typed; ``https://`` may be left out.

    Raises:
        FetchError: it is no address that can be fetched; one line says why.
    """
    from mujaz.feeds.addresses import check_address

    typed = text.strip()
    if "://" not in typed and "." in typed.split("/", 1)[0]:
        typed = f"https://{typed}"
    return check_address(typed)


def is_known(store: Store, url: str) -> bool:
    """Tell whether an address is subscribed to in any spelling."""
    from mujaz.feeds.addresses import comparable_address

    key = comparable_address(url)
    return any(comparable_address(feed.url) == key for feed in store.feeds())


def add_feed(store: Store, url: str, title: str, now: datetime) -> Added:
    """Subscribe to a feed unless its address is there in some spelling."""
    if is_known(store, url):
        return Added((), known=1)
    return subscribe(store, [Feed(url, title=title, added=now)])


def import_opml(store: Store, text: str, now: datetime) -> Added:
    """Subscribe to the feeds of an OPML file.

    Args:
        store: where to.
        text: the path as somebody typed it; ``~`` is the home folder.
        now: the present moment.

    Raises:
        InputError: the file cannot be read, or is no OPML.
    """
    from mujaz.feeds.opml import read_opml
    from mujaz.files import read_bytes

    path = typed_path(text)
    problems: list[str] = []
    found = read_opml(read_bytes(path), name=str(path), problems=problems)
    feeds = [Feed(one.url, title=one.title, folder=one.folder, added=now) for one in found]
    return replace(subscribe(store, feeds), problems=tuple(problems))


def export_opml(store: Store, text: str) -> tuple[Path, int]:
    """Write all feeds to an OPML file; return the file and how many they are.

    Raises:
        MujazError: it cannot be written.
    """
    from mujaz.feeds.opml import OpmlFeed, write_opml
    from mujaz.files import write_atomically

    path = typed_path(text)
    feeds = [OpmlFeed(one.url, one.title or one.source, one.folder) for one in store.feeds()]
    write_atomically(path, write_opml(feeds))
    return path, len(feeds)


def typed_path(text: str) -> Path:
    """Return the path that somebody typed or pasted: ``~`` resolved, quotes around it gone.

    Raises:
        InputError: it names the home folder of somebody who is not there.
    """
    from mujaz.errors import InputError
    from mujaz.i18n import _

    typed = text.strip().strip("\"'")
    try:
        return Path(typed).expanduser()
    except (RuntimeError, KeyError, ValueError):
        raise InputError(_("{path}: there is no such folder.").format(path=typed)) from None


def switch(store: Store, url: str) -> Feed | None:
    """Switch a feed on or off; return it as it is then, None where it is gone.

    A feed that was given up starts anew: it is asked at the next refresh.
    """
    feed = store.feed(url)
    if feed is None:
        return None
    if feed.disabled:
        feed = replace(feed, disabled=False, given_up=False, failures=0, due=None)
    else:
        feed = replace(feed, disabled=True)
    store.save_feed(feed)
    return feed
