"""Getting the bytes of an address: deadlines, bounds, redirects, validators, private hosts.

Knows HTTP as a polite and careful client: honest name, conditional requests (RFC 9110, section 13),
no cookies, no stored credentials, each redirect checked before it is followed. What the bytes mean
is not known here. When to ask again is decided in :mod:`mujaz.feeds.polling`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin

from mujaz.errors import FetchError
from mujaz.feeds import addresses
from mujaz.feeds.body import read_body
from mujaz.feeds.connections import Connections, authorization, is_private_refusal, proxy_of
from mujaz.feeds.freshness import fresh_seconds
from mujaz.feeds.problems import (
    describe_failure,
    private_host_error,
    retry_after_seconds,
    status_error,
)
from mujaz.feeds.settings import FetchSettings
from mujaz.i18n import _

if TYPE_CHECKING:
    import aiohttp
    from aiohttp.abc import AbstractResolver

MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
# Not 206: nobody asked for a part.
_GOOD = {200, 203, 204, 205}


@dataclass(frozen=True, slots=True)
class Response:
    """What an address gave.

    Attributes:
        url: the address that answered, after redirects, without credentials.
        status: 200, 203…205, or 304.
        body: the decompressed bytes; empty where nothing has changed.
        content_type: the Content-Type field as sent, or an empty string.
        charset: its charset parameter.
        etag: the entity tag, exactly as sent.
        last_modified: the Last-Modified field, exactly as sent.
        not_modified: the server says that the validators still hold (304).
        moved_to: where permanent redirects alone have led (301, 308), or None.
        retry_after: seconds after which the server wants to be asked again.
        fresh: seconds for which the answer says that it stays the same.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool
    moved_to: str | None
    retry_after: float | None
    fresh: float | None = None


class Fetcher(Protocol):
    """Something that can get an address; tests may bring their own."""

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        origin: str | None = None,
    ) -> Response:
        """Return what an address gives, or raise :class:`mujaz.errors.FetchError`."""

    async def close(self) -> None:
        """Close all connections."""


@dataclass(frozen=True, slots=True)
class _Hop:
    """One address on the way, and the user name and password that it is sent."""

    url: str
    authorization: str | None


@dataclass(frozen=True, slots=True)
class _Redirect:
    """A redirect that was answered."""

    location: str
    permanent: bool


class HttpFetcher:
    """Gets addresses over HTTP with aiohttp.

    Every address must be public, whoever named it, unless ``allow_hosts`` in the user's config
    names its host: also a feed list or a setting that somebody else wrote may name addresses. The
    check is made on the address that is connected to, so a name that changes its meaning between
    check and use gains nothing. Behind a proxy, which looks names up itself, only what an address
    says by its very spelling can be checked.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        resolver: AbstractResolver | None = None,
        public: Callable[[str], bool] = addresses.is_public,
    ) -> None:
        """Prepare; connections are made when the first address is asked for.

        Args:
            settings: the ``[fetch]`` section.
            resolver: looks host names up instead of the system's resolver.
            public: tells whether an IP address is public.
        """
        self._settings = settings or FetchSettings()
        self._public = public
        self._allowed = addresses.allowed_hosts(self._settings.allow_hosts)
        self._connections = Connections(resolver, public)
        self._all = asyncio.Semaphore(self._settings.concurrent)
        self._hosts: dict[str, asyncio.Semaphore] = {}

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        origin: str | None = None,
    ) -> Response:
        """Return what an address gives.

        Args:
            url: an http or https address.
            etag: the entity tag of the last answer; a 304 may then come back.
            last_modified: its Last-Modified field.
            origin: the feed that carries ``url`` as a link; None for the user's own addresses.

        Raises:
            FetchError: no answer, a bad one, or one that may not be followed; a
                :class:`mujaz.feeds.problems.StatusError` where there is a status, a
                :class:`mujaz.feeds.problems.PrivateHostError` where the address is private.
        """
        url = addresses.check_address(url, allow_hosts=self._allowed)
        shown = addresses.display_address(url)
        conditions = {}
        if etag and _is_field(etag):
            conditions["If-None-Match"] = etag
        if last_modified and _is_field(last_modified):
            conditions["If-Modified-Since"] = last_modified
        host = self._hosts.setdefault(
            addresses.host_of(url), asyncio.Semaphore(self._settings.per_host)
        )
        async with host, self._all:
            try:
                async with asyncio.timeout(self._settings.timeout):
                    return await self._follow(self._first(url, origin), conditions)
            except (TimeoutError, Exception) as error:
                raise describe_failure(error, shown, self._settings.timeout) from None

    async def close(self) -> None:
        """Close all connections; the fetcher may be used again afterwards."""
        await self._connections.close()

    def _first(self, url: str, origin: str | None) -> _Hop:
        """Return the first hop: the user's own address, or a link that a feed carries."""
        link = addresses.without_credentials(url)
        if origin is None:
            return _Hop(link, authorization(url))
        return _Hop(link, authorization(origin) if _may_be_told(origin, link) else None)

    async def _follow(self, hop: _Hop, conditions: dict[str, str]) -> Response:
        """Go from hop to hop until there is an answer."""
        permanent, moved_to = True, None
        for _count in range(MAX_REDIRECTS + 1):
            result = await self._ask(hop, conditions, moved_to)
            if isinstance(result, Response):
                if result.not_modified and not conditions:
                    # nothing has been read yet that could be the same
                    shown = addresses.display_address(result.url)
                    raise status_error(304, shown, result.retry_after)
                return result
            target = addresses.check_address(
                urljoin(hop.url, result.location), allow_hosts=self._allowed
            )
            target = addresses.without_credentials(target)
            permanent = permanent and result.permanent
            moved_to = target if permanent else moved_to
            hop = _Hop(target, hop.authorization if _may_be_told(hop.url, target) else None)
        raise FetchError(
            _("{url}: redirected more than {n} times.").format(
                url=addresses.display_address(hop.url), n=MAX_REDIRECTS
            )
        )

    async def _ask(
        self, hop: _Hop, conditions: dict[str, str], moved_to: str | None
    ) -> Response | _Redirect:
        """Send one request and read its answer."""
        import yarl

        proxy = proxy_of(hop.url)
        host = addresses.host_of(hop.url)
        allowed = host in self._allowed
        if not allowed and addresses.names_private_host(host) and not self._public(host):
            raise private_host_error(hop.url)
        session = self._connections.session(checked=not allowed and proxy is None)
        url = yarl.URL(hop.url, encoded=True)
        headers = dict(conditions)
        if hop.authorization:
            headers["Authorization"] = hop.authorization
        request = session.get(url, headers=headers, proxy=proxy, allow_redirects=False)
        try:
            async with request as answer:
                location = answer.headers.get("Location")
                if answer.status not in _REDIRECTS or not location:
                    return await self._read(answer, moved_to)
                return _Redirect(location, answer.status in _PERMANENT)
        except OSError as error:
            if is_private_refusal(error):
                raise private_host_error(hop.url) from None
            raise

    async def _read(self, answer: aiohttp.ClientResponse, moved_to: str | None) -> Response:
        """Turn an answer that is no redirect into a Response.

        Raises:
            StatusError: its status is an error.
            FetchError: its body is too large or broken.
        """
        url = str(answer.url)
        retry_after = retry_after_seconds(answer.headers.get("Retry-After"))
        unchanged = answer.status == 304
        shown = addresses.display_address(url)
        if not unchanged and answer.status not in _GOOD:
            raise status_error(answer.status, shown, retry_after)
        body, whole = b"", True
        if not unchanged:
            chunks = answer.content.iter_chunked(16_384)
            encoding = answer.headers.get("Content-Encoding", "")
            body, whole = await read_body(chunks, encoding, self._settings.max_bytes, shown)
        return Response(
            url=url,
            status=answer.status,
            body=body,
            content_type=answer.headers.get("Content-Type", ""),
            charset=answer.charset,
            # half a document must not pass for the whole one next time
            etag=answer.headers.get("ETag") if whole else None,
            last_modified=answer.headers.get("Last-Modified") if whole else None,
            not_modified=unchanged,
            moved_to=moved_to,
            retry_after=retry_after,
            fresh=fresh_seconds(answer.headers),
        )


def _is_field(value: str) -> bool:
    """Tell whether a stored validator may stand in a header field."""
    return len(value) < 1024 and value.isprintable()


def _may_be_told(first: str, second: str) -> bool:
    """Tell whether what one address may know of the user, another may know too.

    That is the same origin (RFC 6454), or the same host that has gone from http to https.
    """
    one, other = addresses.origin_of(first), addresses.origin_of(second)
    return one == other or (
        one[1] == other[1]
        and (one[0], one[2]) == ("http", 80)
        and (other[0], other[2]) == ("https", 443)
    )
