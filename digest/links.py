"""Addresses that may stand in a briefing: http and https, without user data, bounded, escaped.

Knows the shape of addresses (RFC 3986); resolves and fetches nothing.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

MAX_LENGTH = 2048
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_PATH_SAFE = "/%:@!$&'*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?"


def safe_url(url: str | None) -> str | None:
    """Return an address that can stand in Markdown, HTML and plain text, or None.

    Letters outside ASCII are percent-encoded, host names go to their IDNA form, and so do
    brackets, quotes, spaces and parentheses, none of which can then end a link early. Addresses
    with another scheme, a user name, no host, a control character or more than 2,048 characters
    are refused.
    """
    if not url or len(url) > MAX_LENGTH or any(ord(c) < 33 or c == "\x7f" for c in url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
            return None
        name = _host(host)
        encoded = (
            _encoded(parts.path, _PATH_SAFE),
            _encoded(parts.query, _QUERY_SAFE),
            _encoded(parts.fragment, _QUERY_SAFE),
        )
    except ValueError:  # UnicodeError too: no such host name, a lone surrogate
        return None
    address = urlunsplit((parts.scheme, name if port is None else f"{name}:{port}", *encoded))
    return address if len(address) <= MAX_LENGTH else None


def _encoded(part: str, safe: str) -> str:
    """Return a part percent-encoded; what is encoded already stays, a lone percent sign does not."""
    return quote(_LONE_PERCENT.sub("%25", part), safe=safe)


def _host(host: str) -> str:
    """Return a host name in ASCII; raise ValueError where it has a character hosts cannot have."""
    if ":" in host:
        if not all(c in "0123456789abcdef:." for c in host):
            raise ValueError(host)
        return f"[{host}]"
    name = host.encode("idna").decode("ascii")
    if not all(c.isalnum() or c in "-._" for c in name):
        raise ValueError(host)
    return name
