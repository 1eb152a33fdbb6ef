"""Connections that HTTP requests go over: sessions, proxies, and the guard against private hosts.

Knows aiohttp and the addresses that sockets connect to. Redirects, validators and bodies are
:mod:`mujaz.feeds.fetch`'s work.
"""

from __future__ import annotations

import base64
import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import mujaz

if TYPE_CHECKING:
    import aiohttp
    from aiohttp.abc import AbstractResolver

_KEEP_ALIVE = 10.0
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.7, */*;q=0.5"
)


class PrivateAddressError(OSError):
    """A connection to a private address that a stranger asked for was not made."""


class Connections:
    """Two sessions: one that connects anywhere, one that connects to public addresses only.

    They share no connection, so that one made to a host that the user trusts never serves a
    stranger's address.
    """

    def __init__(self, resolver: AbstractResolver | None, public: Callable[[str], bool]) -> None:
        """Prepare; nothing is opened yet.

        Args:
            resolver: looks host names up instead of the system's resolver.
            public: tells whether an IP address is public.
        """
        self._resolver, self._public = resolver, public
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def close(self) -> None:
        """Close all connections; new ones are made when they are needed."""
        sessions, self._sessions = list(self._sessions.values()), {}
        for session in sessions:
            await session.close()

    def session(self, *, checked: bool) -> aiohttp.ClientSession:
        """Return the session whose connections go anywhere, or only to public addresses."""
        if checked not in self._sessions:
            import aiohttp

            connector = aiohttp.TCPConnector(
                limit=0,
                resolver=self._resolver,
                use_dns_cache=False,
                keepalive_timeout=_KEEP_ALIVE,
                socket_factory=self._public_socket if checked else None,
            )
            self._sessions[checked] = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                headers={
                    "User-Agent": f"mujaz/{mujaz.__version__} (feed reader)",
                    "Accept": _ACCEPT,
                    "Accept-Encoding": "gzip, deflate",
                    "Accept-Language": "ar, *;q=0.5",
                },
            )
        return self._sessions[checked]

    def _public_socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket of a connection to a public address; refuse any other."""
        family, kind, protocol, _name, address = info
        if not self._public(address[0]):
            raise PrivateAddressError(address[0])
        return socket.socket(family, kind, protocol)


def is_private_refusal(error: BaseException) -> bool:
    """Tell whether a connection error wraps our own refusal of a private address."""
    current: BaseException | None = error
    while current is not None:
        inner = getattr(current, "os_error", None)
        if isinstance(current, PrivateAddressError) or isinstance(inner, PrivateAddressError):
            return True
        current = current.__cause__ or current.__context__
    return False


def authorization(url: str) -> str | None:
    """Return the Authorization field for the user name and password that an address carries.

    Source: RFC 7617 (Basic), with UTF-8.
    """
    parts = urlsplit(url)
    if parts.username is None:
        return None
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return "Basic " + base64.b64encode(pair.encode("utf-8", "replace")).decode("ascii")


def proxy_of(url: str) -> str | None:
    """Return the proxy that the environment names for an address (``http_proxy``, ``no_proxy``)."""
    if not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    if proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return proxy if proxy and proxy.startswith(("http://", "https://")) else None
