"""The feeds that a page names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.feeds.discovery import FeedLink, feed_links

SITE = "https://marsad.example/ar/"


def links(body: str, url: str = SITE) -> list[str]:
    page = f"<!doctype html><html><head><title>مرصد</title>{body}</html>"
    return [link.url for link in feed_links(page.encode(), url=url)]


def declared(href: str, kind: str = "application/rss+xml", title: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (declared("/rss"), ["https://marsad.example/rss"]),
        (declared("feed.xml"), ["https://marsad.example/ar/feed.xml"]),
        (declared("//cdn.example/rss"), ["https://cdn.example/rss"]),
        (declared("/a.atom", "application/atom+xml; charset=utf-8"), ["https://marsad.example/a.atom"]),
        (declared("/f.json", "application/feed+json"), ["https://marsad.example/f.json"]),
        (declared("feed://marsad.example/rss"), ["http://marsad.example/rss"]),
        (declared("feed:https://marsad.example/rss"), ["https://marsad.example/rss"]),
        ('<base href="/en/">' + declared("rss"), ["https://marsad.example/en/rss"]),
        ('<LINK REL="feed" HREF="/rss">', ["https://marsad.example/rss"]),
        (declared("/rss") * 3, ["https://marsad.example/rss"]),
        # a page in another language is no feed, and no scheme but the web's is followed
        ('<link rel="alternate" hreflang="en" href="/en">', []),
        (declared("javascript:alert(1)") + declared("file:///etc/passwd"), []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', []),
        # without a declaration, links that look like feeds
        ('<body><a href="/rss.xml">خلاصة</a><a href="/about">من نحن</a>', ["https://marsad.example/rss.xml"]),
        ('<body><a href="/?feed=rss2">RSS</a>', ["https://marsad.example/?feed=rss2"]),
        ('<body><a href="/feedback">رأيك</a><a href="/express">سريع</a>', []),
        # comments only where there is nothing else
        (declared("/feed") + declared("/comments/feed"), ["https://marsad.example/feed"]),
        (declared("/comments/feed"), ["https://marsad.example/comments/feed"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_page_names(body: str, found: list[str]) -> None:
    assert links(body) == found


def test_titles_are_clean_and_order_is_the_pages() -> None:
    page = declared("/a", title="اقتصاد&#x202e; &amp; مال") + declared("/b", title="رياضة")
    assert feed_links(page.encode("cp1256"), url=SITE, charset="windows-1256") == [
        FeedLink("https://marsad.example/a", "اقتصاد & مال"),
        FeedLink("https://marsad.example/b", "رياضة"),
    ]


def test_a_directory_is_not_read_to_its_end() -> None:
    assert len(links("".join(declared(f"/{n}") for n in range(500)))) == 50


@given(st.text(max_size=300))
def test_any_page_gives_addresses_of_the_web(text: str) -> None:
    for url in links(f'<a href="{text}">{text}</a>' + declared(text)):
        assert url.startswith(("http://", "https://"))
