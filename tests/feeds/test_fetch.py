"""Fetching, on real sockets: deadlines, bounds, redirects, validators, private addresses."""

from __future__ import annotations

import asyncio
import gzip
import socket
import subprocess
import sys
import textwrap
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver

from mujaz import __version__
from mujaz.errors import FetchError
from mujaz.feeds.fetch import HttpFetcher, _may_be_told
from mujaz.feeds.problems import PrivateHostError, StatusError
from mujaz.feeds.settings import FetchSettings
from tests.feeds.conftest import Request, Server

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = "127.0.0.1"
PRIVATE = "127.0.0.9"


class Names(AbstractResolver):
    """A resolver that knows a few names and counts how often it was asked."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self.table, self.asked = table, 0

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[Any]:
        if host not in self.table:
            raise OSError(None, "no such name")
        self.asked += 1
        found = self.table[host]
        address = found[min(self.asked - 1, len(found) - 1)]
        flags = socket.AI_NUMERICHOST
        return [
            {"hostname": host, "host": address, "port": port, "family": socket.AF_INET,
             "proto": 0, "flags": flags}
        ]  # fmt: skip

    async def close(self) -> None:
        return None


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    own = HttpFetcher(FetchSettings(timeout=5, max_bytes=100_000, allow_hosts=(PUBLIC,)))
    yield own
    await own.close()


@pytest.fixture
async def outside() -> AsyncIterator[HttpFetcher]:
    """A fetcher for which one loopback address stands for the internet."""
    names = Names(
        {"news.example": [PUBLIC], "other.example": [PUBLIC], "sneaky.example": [PRIVATE],
         "turning.example": [PUBLIC, PRIVATE]}
    )  # fmt: skip
    own = HttpFetcher(
        FetchSettings(timeout=5), resolver=names, public=lambda address: address == PUBLIC
    )
    yield own
    await own.close()


async def test_body_and_headers_come_back(server: Server, fetcher: HttpFetcher) -> None:
    headers = 'Content-Type: Application/RSS+xml; charset="windows-1256"\nETag: W/"a1"\n'
    headers += "Last-Modified: Sun, 30 Nov 2025 07:00:00 GMT\n"
    server.reply("/feed", b"<rss/>", headers=headers)
    got = await fetcher.get(server.url("/feed"))
    assert (got.status, got.body, got.not_modified) == (200, b"<rss/>", False)
    assert got.content_type == 'Application/RSS+xml; charset="windows-1256"'
    assert got.charset == "windows-1256"
    assert (got.etag, got.last_modified) == ('W/"a1"', "Sun, 30 Nov 2025 07:00:00 GMT")
    assert got.moved_to is None
    sent = server.requests[0].headers
    assert sent["user-agent"].startswith(f"mujaz/{__version__}")
    assert sent["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in sent


async def test_validators_are_sent_and_304_understood(server: Server, fetcher: HttpFetcher) -> None:
    server.reply("/feed", status="304 Not Modified", headers='ETag: "b"\n')
    got = await fetcher.get(server.url("/feed"), etag='"a"', last_modified="yesterday")
    assert got.not_modified
    assert got.body == b""
    assert server.requests[0].headers["if-none-match"] == '"a"'
    assert server.requests[0].headers["if-modified-since"] == "yesterday"


async def test_a_validator_cannot_inject_header_fields(
    server: Server, fetcher: HttpFetcher
) -> None:
    server.reply("/feed", b"x")
    await fetcher.get(server.url("/feed"), etag='"a"\r\nX-Evil: 1')
    assert "x-evil" not in server.requests[0].headers
    assert "if-none-match" not in server.requests[0].headers


async def test_no_cookie_is_kept(server: Server, fetcher: HttpFetcher) -> None:
    server.reply("/feed", b"x", headers="Set-Cookie: id=7; Path=/\n")
    await fetcher.get(server.url("/feed"))
    await fetcher.get(server.url("/feed"))
    assert "cookie" not in server.requests[1].headers


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("identity", bytes),
    ],
)
async def test_packed_bodies_are_unpacked(
    server: Server, fetcher: HttpFetcher, encoding: str, pack: Any
) -> None:
    text = "خبر من مدينة بعيدة ".encode() * 50
    server.reply("/feed", pack(text), headers=f"Content-Encoding: {encoding}\n")
    assert (await fetcher.get(server.url("/feed"))).body == text


async def test_a_packed_file_without_its_header_is_unpacked(
    server: Server, fetcher: HttpFetcher
) -> None:
    server.reply("/feed.xml.gz", gzip.compress(b"<rss/>"))
    assert (await fetcher.get(server.url("/feed.xml.gz"))).body == b"<rss/>"


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
async def test_other_packings_are_refused(
    server: Server, fetcher: HttpFetcher, encoding: str
) -> None:
    server.reply("/feed", b"xyz", headers=f"Content-Encoding: {encoding}\n")
    with pytest.raises(FetchError, match="not asked for"):
        await fetcher.get(server.url("/feed"))


async def test_broken_gzip_is_a_clear_error(server: Server, fetcher: HttpFetcher) -> None:
    packed = bytearray(gzip.compress(b"abc" * 5000))
    packed[20:30] = b"\xff" * 10
    server.reply("/feed", bytes(packed), headers="Content-Encoding: gzip\n")
    with pytest.raises(FetchError, match="broken"):
        await fetcher.get(server.url("/feed"))


async def test_too_large_bodies_are_refused(server: Server, fetcher: HttpFetcher) -> None:
    server.reply("/plain", b"x" * 100_001)
    server.reply("/fits", b"x" * 100_000)
    with pytest.raises(FetchError, match=r"larger than 0\.1 MB"):
        await fetcher.get(server.url("/plain"))
    assert len((await fetcher.get(server.url("/fits"))).body) == 100_000


def test_a_gzip_bomb_costs_little_memory() -> None:
    """200 MB in 200 KB, in a process of its own whose memory peak is compared before and after."""
    script = """
        import asyncio, gzip, sys
        from mujaz.errors import FetchError
        from mujaz.feeds.fetch import HttpFetcher
        from mujaz.feeds.settings import FetchSettings

        def peak():
            with open("/proc/self/status") as file:
                return next(int(l.split()[1]) for l in file if l.startswith("VmHWM"))

        async def main():
            bomb = gzip.compress(b" " * 1_000_000) * 200
            async def serve(reader, writer):
                await reader.readuntil(b"\\r\\n\\r\\n")
                head = "HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: %d\\r\\n\\r\\n"
                writer.write((head % len(bomb)).encode() + bomb)
            server = await asyncio.start_server(serve, "127.0.0.1")
            port = server.sockets[0].getsockname()[1]
            fetcher = HttpFetcher(FetchSettings(allow_hosts=("127.0.0.1",)))
            import aiohttp
            before = peak()
            try:
                await fetcher.get(f"http://127.0.0.1:{port}/")
            except FetchError as error:
                print(peak() - before, len(bomb) // 1000, error)
            await fetcher.close()

        asyncio.run(main())
    """
    if not Path("/proc/self/status").exists():
        pytest.skip("memory peaks are read from /proc, which this system lacks")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    kilobytes, packed, message = done.stdout.split(maxsplit=2)
    assert "10 MB" in message
    assert int(packed) < 250
    assert int(kilobytes) < 40_000


async def test_a_dripping_server_ends_at_the_deadline(server: Server) -> None:
    async def drip(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    server.routes["/feed"] = drip
    fetcher = HttpFetcher(FetchSettings(timeout=1, allow_hosts=(PUBLIC,)))
    try:
        with pytest.raises(FetchError, match="within 1 seconds"):
            await asyncio.wait_for(fetcher.get(server.url("/feed")), 30)
    finally:
        await fetcher.close()


async def test_redirects_are_followed_and_moves_noted(server: Server, fetcher: HttpFetcher) -> None:
    server.reply("/old", status="301 Moved", headers="Location: /new?q=1\n")
    server.reply("/new", status="302 Found", headers="Location: /today\n")
    server.reply("/today", b"here")
    got = await fetcher.get(server.url("/old"))
    assert got.body == b"here"
    assert got.url == server.url("/today")
    assert got.moved_to == server.url("/new?q=1")


async def test_a_passing_redirect_is_no_move(server: Server, fetcher: HttpFetcher) -> None:
    server.reply("/a", status="302 Found", headers="Location: /b\n")
    server.reply("/b", status="301 Moved", headers="Location: /c\n")
    server.reply("/c", b"x")
    assert (await fetcher.get(server.url("/a"))).moved_to is None


async def test_a_redirect_loop_ends(server: Server, fetcher: HttpFetcher) -> None:
    server.reply("/a", status="302 Found", headers="Location: /b\n")
    server.reply("/b", status="302 Found", headers="Location: /a\n")
    with pytest.raises(FetchError, match="redirected more than 5 times"):
        await fetcher.get(server.url("/a"))
    assert len(server.requests) == 6


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://x.example/", "javascript:x()"])
async def test_redirects_to_other_schemes_are_refused(
    server: Server, fetcher: HttpFetcher, target: str
) -> None:
    server.reply("/a", status="301 Moved", headers=f"Location: {target}\n")
    with pytest.raises(FetchError, match="only http and https"):
        await fetcher.get(server.url("/a"))


@pytest.mark.parametrize(
    "host", [PRIVATE, "sneaky.example", "localhost", "2130706441", "0x7f.0.0.9", "[::1]",
             "[::ffff:127.0.0.9]", "169.254.169.254"],
)  # fmt: skip
async def test_a_public_site_cannot_lead_inside(
    server: Server, outside: HttpFetcher, host: str
) -> None:
    server.reply(
        "/a", status="302 Found", headers=f"Location: http://{host}:{server.port}/secret\n"
    )
    server.reply("/secret", b"secret")
    with pytest.raises(FetchError, match="private network"):
        await outside.get(server.url("/a", "news.example"))
    with pytest.raises(FetchError, match="private network"):
        await outside.get(
            f"http://{host}:{server.port}/secret", origin=server.url("/a", "news.example")
        )
    assert [request.path for request in server.requests] == ["/a"]


async def test_a_name_that_turns_inside_is_refused(server: Server, outside: HttpFetcher) -> None:
    server.reply("/page", b"page", headers="Connection: close\n")
    link, feed = server.url("/page", "turning.example"), server.url("/feed", "news.example")
    assert (await outside.get(link, origin=feed)).body == b"page"
    await outside.close()
    with pytest.raises(FetchError, match="private network"):
        await outside.get(link, origin=feed)


async def test_a_name_that_turns_inside_between_redirects_is_refused(
    server: Server, outside: HttpFetcher
) -> None:
    server.reply("/page", status="302 Found", headers="Location: /more\nConnection: close\n")
    server.reply("/more", b"secret")
    link, feed = server.url("/page", "turning.example"), server.url("/feed", "news.example")
    with pytest.raises(FetchError, match="private network"):
        await outside.get(link, origin=feed)
    assert [request.path for request in server.requests] == ["/page"]


async def test_public_links_and_redirects_are_followed(
    server: Server, outside: HttpFetcher
) -> None:
    away = server.url("/page", "other.example")
    server.reply("/a", status="302 Found", headers=f"Location: {away}\n")
    server.reply("/page", b"page")
    assert (await outside.get(server.url("/a", "news.example"))).body == b"page"
    assert (await outside.get(away, origin=server.url("/a", "news.example"))).body == b"page"


@pytest.mark.parametrize("host", [PRIVATE, "sneaky.example", "2130706441", "169.254.169.254"])
async def test_the_users_own_addresses_must_be_public_too(
    server: Server, outside: HttpFetcher, host: str
) -> None:
    server.reply("/feed", b"inside")
    with pytest.raises(PrivateHostError, match="allow_hosts") as caught:
        await outside.get(server.url("/feed", host).replace("://", "://u:secret@"))
    assert caught.value.host == host
    assert "secret" not in str(caught.value)
    assert server.requests == []


async def test_allowed_hosts_may_be_private(server: Server) -> None:
    server.reply("/a", status="302 Found", headers=f"Location: {server.url('/b', 'nas.example')}\n")
    server.reply("/b", b"inside")
    names = Names({"nas.example": [PRIVATE], "other.example": [PRIVATE]})
    allowed = (f"127.0.0.1:{server.port}", "NAS.example")
    fetcher = HttpFetcher(FetchSettings(allow_hosts=allowed), resolver=names)
    try:
        assert (await fetcher.get(server.url("/a"))).body == b"inside"
        link = server.url("/b", "nas.example")
        assert (await fetcher.get(link, origin="https://news.example/feed")).body == b"inside"
        with pytest.raises(PrivateHostError):
            await fetcher.get(server.url("/b", "other.example"), origin=server.url("/a"))
    finally:
        await fetcher.close()


async def test_a_connection_to_an_allowed_host_serves_no_other(server: Server) -> None:
    """Two names of one address: the pool must not lend the trusted one's connection."""
    server.reply("/b", b"inside")
    names = Names({"nas.example": [PRIVATE], "evil.example": [PRIVATE]})
    fetcher = HttpFetcher(FetchSettings(allow_hosts=("nas.example",)), resolver=names)
    try:
        await fetcher.get(server.url("/b", "nas.example"))
        with pytest.raises(PrivateHostError):
            await fetcher.get(server.url("/b", "evil.example"))
    finally:
        await fetcher.close()


async def test_credentials_follow_from_http_to_https_on_one_host() -> None:
    told = [
        _may_be_told("http://a.example/x", "https://a.example/y"),
        _may_be_told("https://a.example/", "https://a.example/y"),
        _may_be_told("https://a.example/", "http://a.example/"),
        _may_be_told("http://a.example:8080/", "https://a.example/"),
        _may_be_told("http://a.example/", "https://b.example/"),
    ]
    assert told == [True, True, False, False, False]


async def test_credentials_stay_with_their_host(server: Server, outside: HttpFetcher) -> None:
    away = server.url("/away", "other.example")
    server.reply("/same", status="302 Found", headers="Location: /here\n")
    server.reply("/here", status="302 Found", headers=f"Location: {away}\n")
    server.reply("/away", b"x")
    url = server.url("/same", "news.example").replace("://", "://salma:p%40ss@")
    got = await outside.get(url)
    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == ["Basic c2FsbWE6cEBzcw=="] * 2 + [None]
    assert "salma" not in got.url


async def test_pages_of_a_feed_get_its_credentials_on_its_own_host_alone(
    server: Server, outside: HttpFetcher
) -> None:
    server.reply("/page", b"x")
    feed = server.url("/feed", "news.example").replace("://", "://salma:p%40ss@")
    await outside.get(server.url("/page", "news.example"), origin=feed)
    await outside.get(server.url("/page", "other.example"), origin=feed)
    strange = server.url("/page", "other.example").replace("://", "://eve:x@")
    await outside.get(strange, origin=feed)
    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == ["Basic c2FsbWE6cEBzcw==", None, None]


@pytest.mark.parametrize(
    ("status", "words", "retry"),
    [
        ("403 Forbidden", "refuses us", None),
        ("404 Not Found", "is not there", None),
        ("410 Gone", "gone for good", None),
        ("429 Too Many Requests", "too many", 120.0),
        ("503 Unavailable", "in trouble", 120.0),
        ("401 Unauthorized", "user name and password", None),
        ("418 Teapot", "status 418", None),
    ],
)
async def test_error_statuses_speak_to_people(
    server: Server, fetcher: HttpFetcher, status: str, words: str, retry: float | None
) -> None:
    headers = "Retry-After: 120\n" if retry else ""
    server.reply("/feed", b"no", status=status, headers=headers)
    url = server.url("/feed").replace("://", "://u:secret@")
    with pytest.raises(StatusError, match=words) as caught:
        await fetcher.get(url)
    assert caught.value.status == int(status[:3])
    assert caught.value.retry_after == retry
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_refused_unknown_and_senseless_answers(server: Server) -> None:
    settings = FetchSettings(timeout=5, allow_hosts=(PUBLIC,))
    fetcher = HttpFetcher(settings, resolver=Names({}))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

    def nonsense(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\x01 not http\r\n\r\n")
        writer.close()

    server.routes["/odd"] = nonsense
    try:
        with pytest.raises(FetchError, match="refuses the connection"):
            await fetcher.get(f"http://u:secret@127.0.0.1:{port}/")
        with pytest.raises(FetchError, match="no such host"):
            await fetcher.get("http://nowhere.example/")
        with pytest.raises(FetchError, match="makes no sense"):
            await fetcher.get(server.url("/odd"))
    finally:
        await fetcher.close()


async def test_a_server_without_tls_is_a_clear_error(fetcher: HttpFetcher) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    running = await asyncio.start_server(plain, "127.0.0.1")
    port = running.sockets[0].getsockname()[1]
    with pytest.raises(FetchError, match="secure connection failed"):
        await fetcher.get(f"https://127.0.0.1:{port}/")
    running.close()


async def test_a_host_gets_few_requests_at_once(server: Server) -> None:
    async def slow(_request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    server.routes["/feed"] = slow
    fetcher = HttpFetcher(FetchSettings(per_host=2, allow_hosts=(PUBLIC,)))
    try:
        await asyncio.gather(*(fetcher.get(server.url("/feed")) for _ in range(8)))
    finally:
        await fetcher.close()
    assert server.most_at_once == 2


async def test_proxies_of_the_environment_are_used(
    server: Server, fetcher: HttpFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url(""))
    server.reply("http://news.example/feed", b"by proxy")
    assert (await fetcher.get("http://news.example/feed")).body == b"by proxy"
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.reply("/direct", b"direct")
    assert (await fetcher.get(server.url("/direct"))).body == b"direct"
