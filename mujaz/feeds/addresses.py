"""Addresses of feeds and pages: their normal form, how they are shown, and which are public.

What an address leads to is not known here; :mod:`mujaz.feeds.fetch` resolves names and applies
:func:`is_public` to every connection.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from mujaz.errors import FetchError
from mujaz.i18n import _
from mujaz.text import clean

#: Longest address in characters; real ones with percent-encoded Arabic stay well below.
MAX_LENGTH = 4096
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?\Z")
# What may stand unencoded in a path or query (RFC 3986, section 3.3 and 3.4), and the percent sign.
_PATH_SAFE = "%/:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?[]"
# NAT64 prefixes (RFC 6052, RFC 8215) and 6to4 (RFC 3056) carry an IPv4 address inside.
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def check_address(url: str, *, allow_hosts: Collection[str] = ()) -> str:
    """Return the normal form of an http or https address.

    Scheme and host become lower case, a name in other letters its ASCII form (IDNA), the path and
    query percent-encoded; the fragment and a default port go. A user name and password stay, since
    the feed may need them: show the address by :func:`display_address` only.

    Args:
        url: the address as written by a user or a feed.
        allow_hosts: names that are taken as hosts though they have no legal form.

    Raises:
        FetchError: another scheme, no host, a control character, or too long.
    """
    url = url.strip()
    shown = display_address(url)
    if len(url) > MAX_LENGTH:
        raise FetchError(
            _("{url}: this address is longer than {n} characters.").format(
                url=shown[:60] + "…", n=MAX_LENGTH
            )
        )
    parts = _split(url, shown)
    if any(ord(char) < 32 or 127 <= ord(char) < 160 for char in url):
        raise FetchError(
            _("{url}: this address holds control characters; copy it again.").format(url=shown)
        )
    host = _ascii_host(parts, shown, allow_hosts)
    netloc = f"[{host}]" if ":" in host else host
    port = _port(parts, shown)
    if port is not None and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        netloc += f":{port}"
    if "@" in parts.netloc:
        netloc = quote(parts.netloc.rpartition("@")[0], safe="%:!$&'()*+,;=~-._") + "@" + netloc
    path = quote(parts.path, safe=_PATH_SAFE) or "/"
    return urlunsplit(
        (parts.scheme.lower(), netloc, path, quote(parts.query, safe=_QUERY_SAFE), "")
    )


def typed_address(text: str) -> str:
    """Return an address as somebody typed it with its scheme: https where it has none.

    ``feed:`` before an address, as browsers once wrote it, goes.
    """
    text = text.strip()
    if text.lower().startswith("feed:"):
        rest = text[5:]
        text = rest if "://" in rest else "http:" + rest
    if "://" not in text and "." in text.split("/", 1)[0] and "@" not in text.split("/", 1)[0]:
        return f"https://{text}"
    return text


def web_link(url: str | None, base: str | None = None) -> str | None:
    """Return a link that a feed or page carries as a normal address, or None where it is none.

    User names and passwords are dropped: a stranger's link has no business with them.
    """
    if not url or not url.strip():
        return None
    try:
        joined = urljoin(base, url.strip()) if base else url
        return without_credentials(check_address(joined))
    except (FetchError, ValueError):
        return None


def without_credentials(url: str) -> str:
    """Return an address without its user name and password."""
    head, mark, rest = url.partition("://")
    end = next((i for i, char in enumerate(rest) if char in "/?#"), len(rest))
    return head + mark + rest[:end].rpartition("@")[2] + rest[end:]


def comparable_address(url: str) -> str:
    """Return what two addresses of one feed have in common, to be compared and not to be asked.

    Scheme, ``www.``, credentials, a slash at the end, the spelling of percent-encoding and
    the empty query go.
    """
    parts = urlsplit(without_credentials(url))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = unquote(parts.path).rstrip("/")
    query = f"?{unquote(parts.query)}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{port}{path}{query}"


def keep_credentials(old: str, new: str) -> str:
    """Return an address with the user name and password of another one on the same host."""
    parts = urlsplit(old)
    if "@" not in parts.netloc or host_of(old) != host_of(new):
        return new
    head, mark, rest = without_credentials(new).partition("://")
    return f"{head}{mark}{parts.netloc.rpartition('@')[0]}@{rest}"


def display_address(url: str) -> str:
    """Return an address fit for messages: no credentials, nothing that could steer a terminal."""
    return clean(without_credentials(url)).replace("\n", " ").replace("\t", " ")[:300]


def host_of(url: str) -> str:
    """Return the host of a normal address: a lower-case name, or an IP address without brackets."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of a normal address (the origin of RFC 6454)."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme)


def allowed_hosts(names: Collection[str]) -> frozenset[str]:
    """Return the hosts that a user lists as trusted, as :func:`host_of` writes them.

    A port after a name, brackets around an IPv6 address and capital letters do no harm.
    """
    return frozenset(map(_listed_host, names))


def _listed_host(name: str) -> str:
    name = name.strip().lower()
    bare_ipv6 = name.count(":") > 1 and not name.startswith("[")
    try:
        host = name if bare_ipv6 else urlsplit(f"//{name}").hostname or name
        return str(ipaddress.IPv6Address(host)) if ":" in host else host
    except ValueError:
        return name


def is_public(address: str) -> bool:
    """Tell whether an IP address is one that anybody on the internet may be sent to.

    False for private, loopback, link-local, multicast, reserved and unspecified addresses, also
    where they hide in an IPv4-mapped, NAT64, 6to4 or Teredo address, and for what is no address.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _NAT64):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.sixtofour is not None:
            return is_public(str(ip.sixtofour))
        if ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def names_private_host(host: str) -> bool:
    """Tell whether a host is private by its very spelling, before any look-up (RFC 6761, 8375)."""
    host = host.rstrip(".")
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        # Forms that a resolver takes for an IPv4 address though they are no name: 2130706433, 0x7f.1
        return re.fullmatch(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*", host) is not None
    return not is_public(host)


def _split(url: str, shown: str) -> SplitResult:
    """Split an address whose scheme is http or https.

    Raises:
        FetchError: another scheme, or no address at all.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise FetchError(_("{url}: this is no web address.").format(url=shown)) from None
    if not parts.scheme or (not parts.netloc and "." in parts.scheme):
        raise FetchError(
            _("{url}: the address lacks its beginning; write https://{url}.").format(url=shown)
        )
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        raise FetchError(
            _("{url}: only http and https addresses can be fetched, not “{scheme}”.").format(
                url=shown, scheme=clean(parts.scheme)
            )
        )
    return parts


def _ascii_host(parts: SplitResult, shown: str, allow_hosts: Collection[str]) -> str:
    """Return the host in ASCII.

    Raises:
        FetchError: there is none, or it is no legal host.
    """
    try:
        host = (parts.hostname or "").lower()
        if ":" in host:
            return str(ipaddress.IPv6Address(host))
        if not host.isascii():
            host = host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        host = ""
    if host in allow_hosts or (len(host) <= 253 and _HOST.match(host)):
        return host
    raise FetchError(_("{url}: the address names no host.").format(url=shown))


def _port(parts: SplitResult, shown: str) -> int | None:
    """Return the port that an address names.

    Raises:
        FetchError: it is no number from 1 to 65535.
    """
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise FetchError(_("{url}: the port must be a number from 1 to 65535.").format(url=shown))
    return port
