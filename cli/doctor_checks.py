"""What ``mujaz doctor`` looks at besides the terminal: configuration, clock, folder, store, feeds.

Each check yields what it found in lines for people, with what to do where something is wrong.
Nothing is changed here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cli.context import Run
from mujaz.errors import MujazError
from mujaz.i18n import _, ngettext
from mujaz.store.protocol import Store
from mujaz.store.protocol_upkeep import SpacePart

State = Literal["ok", "warn", "fail"]
FIRST_YEAR = 2025
"""A clock that shows an earlier year has not been set."""
LITTLE_ROOM = 200_000_000
"""Bytes on the disk below which it is said that there is little room."""
IDLE_SHARE, IDLE_SIZE = 0.25, 20_000_000
"""From this share and size on, free pages are worth giving back."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it is, and a line about it."""

    state: State
    line: str


Checker = Callable[[Run], Iterable[Check]]


def checks(run: Run) -> Iterator[Check]:
    """Yield what all checks find; an error of one ends that one only."""
    for check in (check_config, check_clock, check_folder, check_store):
        try:
            yield from check(run)
        except MujazError as error:
            yield Check("fail", str(error))


def check_config(run: Run) -> Iterator[Check]:
    """Check the configuration file with the themes and keys that it names."""
    from cli.reader_config import check_reader

    path = run.paths.config
    check_reader(run.config)
    if path.exists():
        yield Check("ok", _("Configuration: {path}, correct.").format(path=path))
    else:
        yield Check("ok", _("Configuration: all values are the defaults."))


def check_clock(run: Run) -> Iterator[Check]:
    """Check that the clock is set, and tell which zone local times are in."""
    now = run.now()
    local = now.astimezone()
    if os.environ.get("MUJAZ_NOW"):
        line = _("Clock: MUJAZ_NOW stands for now: {time}.").format(
            time=f"{now:%Y-%m-%d %H:%M} UTC"
        )
        yield Check("warn", line)
    elif now.year < FIRST_YEAR:
        line = _("Clock: it shows {time}; set it, else no feed is ever due.")
        yield Check("fail", line.format(time=f"{local:%Y-%m-%d %H:%M}"))
    zone = local.tzname() or ""
    line = _("Clock: {time}, zone {zone} (UTC{offset}).")
    yield Check("ok", line.format(time=f"{local:%Y-%m-%d %H:%M}", zone=zone, offset=f"{local:%z}"))


def check_folder(run: Run) -> Iterator[Check]:
    """Check that the data folder can be written to, is private, and has room."""
    folder = run.paths.data
    if not folder.exists():
        yield Check("ok", _("Data folder: {path}, not made yet.").format(path=folder))
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        line = _("Data folder: {path} cannot be written to; change its permissions.")
        yield Check("fail", line.format(path=folder))
        return
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        line = _("Data folder: others can look into {path}; `chmod 700` keeps it yours.")
        yield Check("warn", line.format(path=folder))
    else:
        yield Check("ok", _("Data folder: {path}.").format(path=folder))
    free = shutil.disk_usage(folder).free
    if free < LITTLE_ROOM:
        line = _("Disk: only {size} left.").format(size=size_words(free))
        yield Check("warn", line)


def check_store(run: Run) -> Iterator[Check]:
    """Check the store's file, tell what takes its space, and how the feeds are."""
    if not run.paths.store.exists():
        yield Check("ok", _("Store: none yet; the first refresh makes it."))
        return
    with run.store() as store:
        found = store.problems(thorough=False)
        for line in found:
            yield Check("fail", _("Store: {problem}.").format(problem=line))
        if found:
            yield Check("fail", _("Store: `mujaz doctor --repair` builds its indexes anew."))
        else:
            counts = store.counts()
            articles = ngettext("{n} article", "{n} articles", counts.articles)
            line = _("Store: sound, {articles}.").format(
                articles=articles.format(n=counts.articles)
            )
            yield Check("ok", line)
        yield from space_checks(store.space())
        yield from _ahead(store, run.now())
        yield from check_feeds(store, run.now())


def space_checks(parts: list[SpacePart]) -> Iterator[Check]:
    """Yield what takes how much space, the most first."""
    total = sum(part.size for part in parts)
    yield Check("ok", _("Space: {size} in all.").format(size=size_words(total)))
    for part in sorted(parts, key=lambda one: -one.size):
        if not part.size:
            continue
        share = round(100 * part.size / total)
        line = _("Space: {what} {size} ({share}%).").format(
            what=_part_name(part), size=size_words(part.size), share=share
        )
        idle = part.name == "free" and part.size > max(IDLE_SIZE, IDLE_SHARE * total)
        if idle:
            line += " " + _("`mujaz doctor --repair --vacuum` gives it back.")
        yield Check("warn" if idle else "ok", line)


def _part_name(part: SpacePart) -> str:
    """Return what a part of the store holds, with how many rows."""
    name = {
        "articles": _("articles"),
        "search": _("search index"),
        "revisions": _("earlier texts"),
        "stories": _("stories"),
        "tags": _("tags"),
        "states": _("read and starred"),
        "rest": _("everything else"),
        "free": _("free pages"),
    }[part.name]
    return f"{name} ({part.rows:,})" if part.rows else name


def _ahead(store: Store, now: datetime) -> Iterator[Check]:
    """Tell of feeds that were asked in the future: the clock has gone back since."""
    times = [feed.checked for feed in store.feeds() if feed.checked is not None]
    if times and max(times) > now + timedelta(hours=1):
        line = _("Clock: feeds were fetched at {time}, which lies ahead; was the clock set back?")
        yield Check("warn", line.format(time=f"{max(times).astimezone():%Y-%m-%d %H:%M}"))


def check_feeds(store: Store, now: datetime) -> Iterator[Check]:
    """Yield how the feeds are: those that fail with the reason, the others as a number."""
    from mujaz.feeds.addresses import display_address
    from mujaz.feeds.health import health

    feeds = store.feeds()
    if not feeds:
        yield Check("warn", _("Feeds: none yet; add one: `mujaz feeds add URL`."))
        return
    known = [(feed, health(feed, now)) for feed in feeds]
    well = sum(1 for _feed, how in known if how.state in ("ok", "new"))
    words = ngettext("{n} feed is well", "{n} feeds are well", well).format(n=well)
    yield Check("ok" if well else "warn", _("Feeds: {words}.").format(words=words))
    for feed, how in known:
        if how.state in ("ok", "new") or (how.state == "disabled" and not feed.given_up):
            continue
        since = f" ({how.since.astimezone():%Y-%m-%d %H:%M})" if how.since else ""
        line = f"{display_address(feed.url)}{since}: {how.happened} {how.next}"
        yield Check("warn" if how.state == "waiting" else "fail", line)


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 1_000_000:
        return _("{n} kB").format(n=f"{size / 1000:.0f}")
    if size < 1_000_000_000:
        return _("{n} MB").format(n=f"{size / 1e6:.1f}")
    return _("{n} GB").format(n=f"{size / 1e9:.1f}")
