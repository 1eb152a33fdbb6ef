"""Many small outlets on the loopback, one host each, for benches: ``127.0.0.1`` to ``127.0.0.250``.

    python bench/feed_server.py FEEDS ITEMS DELAY

Prints its port and serves ``/0.xml`` … until it is ended. Each answer waits DELAY seconds; validators
are understood. The texts are words drawn from a made-up vocabulary, as frequent as words are (Zipf),
so that no two articles tell the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import sys
from datetime import UTC, datetime, timedelta
from html import escape

LAST = datetime(2025, 11, 30, 20, tzinfo=UTC)
HOSTS = 250
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_VOCABULARY = 6000
_PARAGRAPHS = 4
_WORDS = 42


def host_of(number: int) -> str:
    """Return the host of a feed."""
    return f"127.0.0.{1 + number % HOSTS}"


def vocabulary() -> list[str]:
    """Return made-up words, the most frequent first."""
    chance = random.Random(5)
    lengths = [2, 3, 3, 4, 4, 5, 5, 6, 7]
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        words["".join(chance.choices(_LETTERS, k=chance.choice(lengths)))] = None
    return list(words)


def document(number: int, items: int, words: list[str]) -> bytes:
    """Return a feed of some items with their full texts, about 2 kB each."""
    chance = random.Random(number)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    parts = []
    for item in range(items):
        drawn = chance.choices(words, weights, k=_PARAGRAPHS * _WORDS + 9)
        title = " ".join(drawn[:9])
        body = "".join(
            f"<p>{' '.join(drawn[start : start + _WORDS])}.</p>"
            for start in range(9, len(drawn), _WORDS)
        )
        date = LAST - timedelta(minutes=17 * item + number)
        parts.append(
            f"<item><title>{title}</title><link>https://n{number}.example/{item}</link>"
            f'<guid isPermaLink="false">f{number}-{item}</guid>'
            f"<pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
            f"<description>{escape(body)}</description></item>"
        )
    head = f"<title>صحيفة {number}</title><link>https://n{number}.example/</link>"
    head += "<description>أخبار</description><language>ar</language>"
    text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}'
    return f"{text}{''.join(parts)}</channel></rss>".encode()


async def serve(feeds: int, items: int, delay: float) -> None:
    """Serve until the process is ended."""
    words = vocabulary()
    documents = [document(number, items, words) for number in range(feeds)]
    tags = [f'"{hashlib.sha256(body).hexdigest()[:20]}"' for body in documents]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                if delay:
                    await asyncio.sleep(delay)
                name = request.split(b" ", 2)[1].rpartition(b"/")[2].partition(b".")[0]
                if not name.isdigit() or int(name) >= feeds:
                    writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                    continue
                body, tag = documents[int(name)], tags[int(name)]
                head = f"ETag: {tag}\r\nLast-Modified: {LAST:%a, %d %b %Y %H:%M:%S} GMT\r\n"
                if tag.encode() in request:
                    writer.write(f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode())
                else:
                    head += f"Content-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n"
                    writer.write(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=500)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
