"""Documents of our own that several tests build on."""

from __future__ import annotations

CHANNEL = "<title>مرصد الميناء</title><link>https://news.example/</link><language>ar</language>"


def rss(
    *items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>', namespaces: str = ""
) -> str:
    """An RSS 2.0 document with these items."""
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}\n<rss version="2.0" {namespaces}><channel>{CHANNEL}{body}</channel></rss>'


def item(n: int, title: str = "افتتاح جسر جديد فوق الوادي", extra: str = "") -> str:
    """A plain item with guid, link and date."""
    return (
        f"<title>{title} {n}</title><link>https://news.example/{n}</link>"
        f'<guid isPermaLink="false">g{n}</guid>'
        f"<pubDate>Sun, 30 Nov 2025 0{n % 9}:00:00 GMT</pubDate>{extra}"
    )
