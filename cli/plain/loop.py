"""The plain reader's talk with its user: a line in, lines out, on a terminal or through pipes.

No line is drawn over another one and nothing is written but text and line ends; what a terminal
does with Arabic stays its own business, or a screen reader's.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from cli.context import Run
from cli.plain.session import Session, unread_lines
from cli.plain.telling import speakable
from cli.plain.words import Vocabulary
from cli.reader_config import check_keys
from mujaz.errors import MujazError
from mujaz.i18n import _, ngettext
from mujaz.pipeline.progress import Progress
from mujaz.store.sqlite import SqliteStore
from tui.keymap import keys_by_action
from tui.settings import ReaderSettings

PROMPT = "> "
EVERY = 5.0
"""Seconds between two lines that tell how far a refresh is."""


def read_plainly(run: Run, store: SqliteStore, *, with_refresh: bool = True) -> int:
    """Read line by line until the user leaves or the input ends; return the exit status.

    Where stdin is a terminal but stdout is not (``mujaz read --plain | less``), or where stdin ends
    without a command, everything that is unread is written instead.

    Args:
        run: config and clock.
        store: what is read.
        with_refresh: whether there is something to fetch.
    """
    on_terminal = sys.stdin.isatty()
    if on_terminal and not sys.stdout.isatty():
        _say(unread_lines(store))
        return 0
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    check_keys(run.config)
    vocabulary = Vocabulary(keys_by_action(run.section("reader", ReaderSettings).keys))
    session = Session(
        store, vocabulary, run.now, (lambda: _refresh(run, store)) if with_refresh else None
    )
    # into a pipe only answers go; the greeting is talk
    _say(session.greeting(), sys.stdout if on_terminal else sys.stderr)
    said = False
    while not session.over:
        line = _ask(prompt=on_terminal)
        if line is None:
            break
        said = True
        try:
            _say(session.answer(speakable(line)))
        except MujazError as error:
            _say([str(error)])
    if not said and not on_terminal:
        _say(unread_lines(store))
    elif on_terminal and not session.over:
        _say([""])
    return 0


def _ask(*, prompt: bool) -> str | None:
    """Return the next line, None at the end of the input."""
    if prompt:
        sys.stdout.write(PROMPT)
    sys.stdout.flush()
    return sys.stdin.readline() or None


def _say(lines: Iterable[str], stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    for line in lines:
        stream.write(speakable(line) + "\n")
        stream.flush()


def _refresh(run: Run, store: SqliteStore) -> Iterator[str]:
    """Fetch what is due, telling now and then how far it is; Ctrl+C ends it, what came stays."""
    from cli.refresh import fetch_async
    from mujaz.pipeline.refresh import due_feeds

    feeds = due_feeds(store, run.now())
    if not feeds:
        yield (
            _("No feed is due yet.")
            if store.feeds()
            else _("There are no feeds yet; add one: `mujaz feeds add URL`.")
        )
        return
    yield ngettext("Fetching {n} feed…", "Fetching {n} feeds…", len(feeds)).format(n=len(feeds))
    try:
        done = asyncio.run(fetch_async(run, store, feeds, _teller()))
    except KeyboardInterrupt:
        yield _("Stopped fetching; what came is kept.")
        return
    for outcome in done.failed:
        yield outcome.error or ""
    yield ngettext("{n} new article.", "{n} new articles.", done.new).format(n=done.new)


def _teller() -> Callable[[Progress], None]:
    """Return what tells the steps of a refresh, a line every few seconds."""
    last = time.monotonic()

    def tell(step: Progress) -> None:
        nonlocal last
        if step.stage == "fetch" and time.monotonic() - last >= EVERY:
            last = time.monotonic()
            _say([_("{done} of {total}").format(done=step.done, total=step.total)])

    return tell
