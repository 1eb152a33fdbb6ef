"""A small HTTP server on the loopback, whose answers the tests write byte by byte."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None] | None]


@dataclass
class Request:
    """What a client asked for."""

    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """Answers by path; every request is kept."""

    port: int = 0
    routes: dict[str, Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def reply(
        self, path: str, body: bytes = b"", status: str = "200 OK", headers: str = ""
    ) -> None:
        """Answer a path with fixed bytes; ``headers`` are lines that end in a newline."""
        head = f"HTTP/1.1 {status}\nContent-Length: {len(body)}\n{headers}\n"

        def handler(_request: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(head.replace("\n", "\r\n").encode() + body)

        self.routes[path] = handler

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                headers = {}
                while (field_line := await reader.readline()).strip():
                    name, _, value = field_line.decode("latin-1").partition(":")
                    headers[name.strip().lower()] = value.strip()
                request = Request(line.decode("latin-1").split()[1], headers)
                self.requests.append(request)
                self._now += 1
                self.most_at_once = max(self.most_at_once, self._now)
                try:
                    handler = self.routes.get(request.path.partition("?")[0])
                    if handler is None:
                        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                    elif (waiting := handler(request, writer)) is not None:
                        await waiting
                    await writer.drain()
                finally:
                    self._now -= 1
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared in the language they are written in."""
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server on all addresses of the loopback."""
    own = Server()
    running = await asyncio.start_server(own.serve, "0.0.0.0")
    own.port = running.sockets[0].getsockname()[1]
    yield own
    running.close()


@pytest.fixture
def now() -> datetime:
    return datetime(2025, 11, 30, 9, tzinfo=UTC)
