"""Servers that mean no good, or cannot do better: every request ends in time with one clear line."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mujaz.errors import FetchError
from mujaz.feeds.fetch import HttpFetcher
from mujaz.feeds.problems import NoAnswerError, PrivateHostError, StatusError
from mujaz.feeds.settings import FetchSettings
from tests.feeds.conftest import Request, Server

HERE = "127.0.0.1"
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    own = HttpFetcher(FetchSettings(timeout=1, allow_hosts=(HERE,)))
    yield own
    await own.close()


def say(server: Server, data: bytes, *, then: bytes = b"", close: bool = True) -> None:
    """Answer ``/x`` with bytes as they are; ``then`` is repeated without end."""

    async def handler(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        while then:
            writer.write(then)
            await writer.drain()
        if close:
            writer.close()

    server.routes["/x"] = handler


@pytest.mark.parametrize(
    ("data", "then"),
    [
        (HEAD, b"X-Flood: " + b"a" * 100 + b"\r\n"),
        (HEAD + b"X-Long: ", b"a" * 65_536),
        (b"HTTP/1.1 200 ", b"a" * 65_536),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 100),
        (CHUNKED + b"1;", b"a" * 65_536),
        (CHUNKED, b"1\r\na\r\n" * 1000),
        (CHUNKED + b"0\r\n", b"X: aaaaaaaa\r\n" * 500),
        (HEAD + b"\r\n", b"a" * 65_536),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 500),
    ],
    ids=["fields", "field", "status", "continue", "hints", "extension", "chunks", "trailers",
         "endless", "members"],
)  # fmt: skip
async def test_floods_end(server: Server, fetcher: HttpFetcher, data: bytes, then: bytes) -> None:
    say(server, data, then=then)
    with pytest.raises(FetchError) as caught:
        await asyncio.wait_for(fetcher.get(server.url("/x")), 20)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
        CHUNKED + b"-5\r\nabc\r\n0\r\n\r\n",
        CHUNKED + b"5\r\nabc",
        HEAD + b"Content-Length: 1000\r\n\r\n<rss/>",
        HEAD + b"Content-Length: abc\r\n\r\n<rss/>",
        HEAD + b"Content-Length: 3\r\nContent-Length: 6\r\n\r\n<rss/>",
        HEAD + b"Content-Length: 99999999999999999999\r\n\r\n<rss/>",
        HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n6\r\n<rss/>\r\n0\r\n\r\n",
        HEAD + b"X: a\x00b\r\nContent-Length: 1\r\n\r\nx",
        b"<rss/>",
        b"",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nx",
        b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-2/9\r\nContent-Length: 3\r\n\r\n<rs",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: http://a.example/\x1b[31m\xff\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 F\r\nLocation: //\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 301 F\r\nLocation: gopher://a.example/\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_nonsense_is_one_clear_line(
    server: Server, fetcher: HttpFetcher, data: bytes
) -> None:
    say(server, data)
    with pytest.raises(FetchError) as caught:
        await fetcher.get(server.url("/x").replace("://", "://u:secret@"))
    message = str(caught.value)
    assert message.isprintable()
    assert "secret" not in message


@pytest.mark.parametrize(
    "place",
    ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/",
     "http://metadata.google.internal/", "http://[64:ff9b::a9fe:a9fe]/", "http://0.0.0.0/",
     "http://2852039166/", "//169.254.169.254/"],
)  # fmt: skip
async def test_no_redirect_leads_to_metadata(
    server: Server, fetcher: HttpFetcher, place: str
) -> None:
    server.reply("/x", status="301 Moved", headers=f"Location: {place}\n")
    with pytest.raises(PrivateHostError):
        await fetcher.get(server.url("/x"))


async def test_bodies_of_redirects_and_errors_are_not_read(
    server: Server, fetcher: HttpFetcher
) -> None:
    flood = b"a" * 65_536
    say(server, b"HTTP/1.1 500 F\r\nContent-Length: 100000000\r\n\r\n", then=flood)
    with pytest.raises(StatusError):
        await fetcher.get(server.url("/x"))
    head = b"HTTP/1.1 302 F\r\nLocation: /x\r\nContent-Length: 100000000\r\n\r\n"
    say(server, head, then=flood)
    with pytest.raises(FetchError, match="redirected more than"):
        await fetcher.get(server.url("/x"))


async def test_what_is_called_packed_and_is_not_is_read(
    server: Server, fetcher: HttpFetcher
) -> None:
    server.reply("/x", b"<rss/>", headers="Content-Encoding: gzip\n")
    assert (await fetcher.get(server.url("/x"))).body == b"<rss/>"
    server.reply("/x", b"<r", headers="Content-Encoding: gzip\n")
    assert (await fetcher.get(server.url("/x"))).body == b"<r"


async def test_half_a_packed_document_does_not_pass_for_the_whole(
    server: Server, fetcher: HttpFetcher
) -> None:
    packed = gzip.compress(b"<rss>" + bytes(range(32, 127)) * 300)
    headers = 'Content-Encoding: gzip\nETag: "1"\nLast-Modified: then\n'
    server.reply("/x", packed[:-30], headers=headers)
    half = await fetcher.get(server.url("/x"))
    assert half.body.startswith(b"<rss>")
    assert (half.etag, half.last_modified) == (None, None)
    server.reply("/x", packed, headers=headers)
    assert (await fetcher.get(server.url("/x"))).etag == '"1"'


async def test_a_silent_server_ends_in_time(fetcher: HttpFetcher) -> None:
    """It takes the connection, and neither TLS nor HTTP ever begins."""
    done = asyncio.Event()

    async def mute(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await done.wait()
        writer.close()

    running = await asyncio.start_server(mute, HERE)
    port = running.sockets[0].getsockname()[1]
    for scheme in ("http", "https"):
        with pytest.raises(NoAnswerError, match="within 1 seconds"):
            await asyncio.wait_for(fetcher.get(f"{scheme}://{HERE}:{port}/"), 20)
    done.set()
    running.close()


async def test_a_certificate_that_nobody_signed_is_refused(
    fetcher: HttpFetcher, tmp_path: Path
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command, which makes the certificate, is not installed")
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         f"/CN={HERE}", "-addext", f"subjectAltName=IP:{HERE}", "-keyout", str(key),
         "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    running = await asyncio.start_server(answer, HERE, ssl=context)
    port = running.sockets[0].getsockname()[1]
    with pytest.raises(FetchError, match="secure connection failed") as caught:
        await fetcher.get(f"https://{HERE}:{port}/")
    assert "self-signed" in str(caught.value) or "self signed" in str(caught.value)
    running.close()
