"""The bundled sample on the network's path: its files answer where a server would."""

from __future__ import annotations

import hashlib

from mujaz import sample
from mujaz.feeds.fetch import Response
from mujaz.feeds.problems import StatusError
from mujaz.feeds.settings import FetchSettings
from mujaz.i18n import _
from mujaz.model import Feed
from mujaz.pipeline.progress import Report, silent
from mujaz.pipeline.refresh import refresh
from mujaz.store.protocol import Store

_FILLED = "sample"


class SampleFetcher:
    """A :class:`mujaz.feeds.fetch.Fetcher` of the bundled outlets; it never asks the network."""

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        origin: str | None = None,
    ) -> Response:
        """Return the bundled answer of an address.

        Raises:
            StatusError: the sample has no such address.
        """
        found = sample.fetch(url)
        if found is None:
            words = _("{url}: the bundled sample has no such page.")
            raise StatusError(words.format(url=url), 404)
        body, content_type = found
        tag = hashlib.sha256(body).hexdigest()[:16]
        return Response(
            url=url,
            status=304 if etag == tag else 200,
            body=b"" if etag == tag else body,
            content_type=content_type,
            charset=None,
            etag=tag,
            last_modified=None,
            not_modified=etag == tag,
            moved_to=None,
            retry_after=None,
        )

    async def close(self) -> None:
        """There is nothing to close."""


def is_filled(store: Store) -> bool:
    """Tell whether a store already holds this version of the sample."""
    return store.get_value(_FILLED) == _version()


async def fill(store: Store, report: Report = silent) -> None:
    """Subscribe to the bundled outlets and read all of them, as a refresh would."""
    for outlet in sample.FEEDS:
        store.add_feed(
            Feed(outlet.url, source=outlet.source, title=outlet.title, added=sample.FROZEN_NOW)
        )
    await refresh(
        store,
        SampleFetcher(),
        store.feeds(),
        settings=FetchSettings(full_text="when-short"),
        now=sample.FROZEN_NOW,
        report=report,
    )
    store.put_value(_FILLED, _version())


def _version() -> str:
    """Return a hash of the sample's feed documents: another sample fills the store anew."""
    digest = hashlib.sha256()
    for outlet in sample.FEEDS:
        found = sample.fetch(outlet.url)
        digest.update(found[0] if found else b"")
    return digest.hexdigest()[:16]
