"""The options that choose articles and stories, shared by the commands that list them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from mujaz.clock import parse_moment
from mujaz.errors import UsageError
from mujaz.i18n import _
from mujaz.model import ArticleFilter

#: The largest number that ``--limit`` takes, far above what a store holds.
MOST = 1_000_000_000


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--source --tag --unread --starred --since --until --muted --limit --json``."""
    options = [
        click.option("--source", metavar="NAME", help=_("Only of this outlet.")),
        click.option("--tag", metavar="NAME", help=_("Only with this tag.")),
        click.option("--unread", is_flag=True, help=_("Only what is unread.")),
        click.option("--starred", is_flag=True, help=_("Only what is starred.")),
        click.option("--since", metavar="DATE", help=_("Published at this time or later.")),
        click.option("--until", metavar="DATE", help=_("Published before this time.")),
        click.option("--muted", is_flag=True, help=_("Also what rules have muted.")),
        click.option(
            "--limit", type=click.IntRange(0, MOST), metavar="N", help=_("At most so many.")
        ),
        click.option("--json", "as_json", is_flag=True, help=_("One JSON object a line.")),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def make_filter(
    *,
    source: str | None,
    tag: str | None,
    unread: bool,
    starred: bool,
    since: str | None,
    until: str | None,
    muted: bool = False,
) -> ArticleFilter:
    """Return the filter that the options describe.

    Raises:
        UsageError: a date is no ISO date or time.
    """
    return ArticleFilter(
        source=source,
        tag=tag,
        unread=unread,
        starred=starred,
        since=_moment(since, "--since"),
        until=_moment(until, "--until"),
        muted="show" if muted else "hide",
    )


def _moment(text: str | None, option: str) -> datetime | None:
    if text is None:
        return None
    try:
        return parse_moment(text)
    except ValueError:
        raise UsageError(
            _("{option}: “{text}” is no date; write 2025-11-30 or 2025-11-30T14:00:00Z.").format(
                option=option, text=text[:40]
            )
        ) from None
