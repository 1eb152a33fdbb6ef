"""A small outlet on a real loopback HTTP server, whose documents a test may change."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>مرصد الميناء</title><link>{base}/</link>{items}</channel></rss>
"""
ITEM = """<item><title>{title}</title><link>{base}/{n}.html</link><guid>{n}</guid>
<pubDate>{date}</pubDate><description>{text}</description></item>"""
PAGE = """<!doctype html><html lang="ar"><head><title>{title} - مرصد الميناء</title></head><body>
<nav><a href="/">الرئيسية</a><a href="/sport">رياضة</a></nav>
<article><h1>{title}</h1>{paragraphs}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


class Outlet:
    """What the server answers, and what it was asked."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.documents: dict[str, tuple[int, str, bytes]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, int]] = []

    @property
    def feed_url(self) -> str:
        return f"{self.base}/feed.xml"

    def page(
        self, path: str, text: str | bytes, kind: str = "text/html", status: int = 200
    ) -> None:
        body = text if isinstance(text, bytes) else text.encode()
        self.documents[path] = (status, kind, body)

    def feed(self, *items: tuple[int, str, str], full: str = "") -> None:
        """Publish items of (number, title, teaser), an hour apart from 30 November 2025."""
        made = [
            ITEM.format(
                n=n,
                base=self.base,
                title=title,
                text=teaser,
                date=f"Sun, 30 Nov 2025 {6 + n % 12:02}:00:00 GMT",
            )
            for n, title, teaser in items
        ]
        self.page(
            "/feed.xml", FEED.format(base=self.base, items="".join(made)), "application/rss+xml"
        )

    def moves(self, path: str, target: str, status: int = 301) -> None:
        """Let a path lead to another address."""
        self.page(path, "moved", status=status)
        self.headers[path] = {"Location": target}

    def article(self, n: int, title: str, paragraphs: list[str]) -> None:
        html = "".join(f"<p>{p}</p>" for p in paragraphs)
        self.page(f"/{n}.html", PAGE.format(title=title, paragraphs=html))


@contextmanager
def serve(port: int = 0) -> Iterator[Outlet]:
    """Serve an outlet on a loopback port, a free one by default, for the time of a block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body = outlet.documents.get(self.path, (404, "text/plain", b"no"))
            tag = '"' + hashlib.sha256(body).hexdigest()[:12] + '"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            outlet.asked.append((self.path, status))
            self.send_response(status)
            for name, value in outlet.headers.get(self.path, {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            with suppress(ConnectionError):  # whoever asked was ended
                super().handle()

        def log_message(self, *_arguments: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    outlet = Outlet(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield outlet
    finally:
        server.shutdown()
        server.server_close()
