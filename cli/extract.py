"""``mujaz extract``: what is taken from one page."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import parted, say, say_json
from mujaz.i18n import _
from mujaz.tongues import language_name

if TYPE_CHECKING:
    from mujaz.feeds.fetch import Response
    from mujaz.model import Page


@click.command("extract", cls=Helpful, help=_("Show what is taken from one page."))
@click.argument("place", metavar="FILE|URL")
@click.option("--url", metavar="URL", help=_("The address that the file was saved from."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
@pass_run
def command(run: Run, place: str, url: str | None, as_json: bool) -> None:
    """Extract one page from a file or an address."""
    from mujaz.feeds.page import extract_page
    from mujaz.files import read_bytes
    from mujaz.pipeline.building import clean_page

    assert run.config is not None
    if re.match(r"[a-z][a-z0-9+.-]*://", place, re.IGNORECASE):
        response = asyncio.run(_fetch(run, place))
        body, charset, url = response.body, response.charset, url or response.url
    else:
        body, charset = read_bytes(Path(place)), None
    page = clean_page(extract_page(body, url=url, charset=charset, now=run.now(), name=place))
    if as_json:
        say_json([page])
    else:
        _show(page)


async def _fetch(run: Run, url: str) -> Response:
    from mujaz.feeds.addresses import check_address
    from mujaz.feeds.fetch import HttpFetcher
    from mujaz.feeds.settings import FetchSettings

    fetcher = HttpFetcher(run.section("fetch", FetchSettings))
    try:
        return await fetcher.get(check_address(url))
    finally:
        await fetcher.close()


def _show(page: Page) -> None:
    say(page.title)
    known = [page.source, page.author, page.published and f"{page.published:%Y-%m-%d %H:%M} UTC"]
    known.append(language_name(page.language))
    if any(known):
        say(" · ".join(part for part in known if part))
    say()
    for part in parted(page.text, page.second_story):
        say(part)
    if page.removed:
        say()
        say(_("Removed:"))
        for line in page.removed:
            say(f"- {line.text} ({line.reason})")
