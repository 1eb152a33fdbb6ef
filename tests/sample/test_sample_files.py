"""The built files: current, well formed, complete, and reached by their addresses alone."""

from __future__ import annotations

import json
import socket
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

import mujaz.sample as sample

BUILT = Path(sample.__file__).parent / "outlets"
VOID = {"meta", "link", "br", "img", "input", "hr"}
NAMESPACES = {"atom": "http://www.w3.org/2005/Atom", "rss1": "http://purl.org/rss/1.0/"}


class Balance(HTMLParser):
    """Notes open elements, headings and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def links(url: str) -> list[str]:
    """The article addresses that a feed of the sample gives."""
    body, _ = sample.fetch(url)
    if body.lstrip().startswith(b"{"):
        return [item["url"] for item in json.loads(body)["items"]]
    root = ElementTree.fromstring(body)
    found = [item.findtext("link") for item in root.iter("item")]
    found += [
        item.findtext("rss1:link", None, NAMESPACES)
        for item in root.iter("{http://purl.org/rss/1.0/}item")
    ]
    found += [
        entry.find("atom:link[@rel='alternate']", NAMESPACES).get("href")
        for entry in root.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    return [urljoin(url, link) for link in found]


def test_the_built_files_are_those_of_the_sources(builder: ModuleType, tmp_path: Path):
    builder.build(tmp_path / "outlets", tmp_path / "gold.json")
    fresh = {p.relative_to(tmp_path / "outlets"): p for p in (tmp_path / "outlets").rglob("*.*")}
    kept = {p.relative_to(BUILT): p for p in BUILT.rglob("*.*")}
    assert fresh.keys() == kept.keys(), "run tools/sample/build.py"
    for name, path in fresh.items():
        assert path.read_bytes() == kept[name].read_bytes(), f"{name}: run tools/sample/build.py"
    assert (tmp_path / "gold.json").read_bytes() == builder.GOLD.read_bytes()


def test_feeds_are_those_of_the_outlets(outlets):
    assert [(f.url, f.source, f.country) for f in sample.FEEDS] == [
        (o.feed_url, o.name, o.country) for o in outlets.values()
    ]
    assert all(urlsplit(feed.url).hostname.endswith(".example") for feed in sample.FEEDS)


def test_every_article_is_in_its_feed_and_on_its_page(pieces, outlets):
    for outlet in outlets.values():
        own = [piece for piece in pieces if piece.outlet == outlet.slug]
        assert links(outlet.feed_url) == [piece.url for piece in reversed(own)]
        for piece in own:
            body, kind = sample.fetch(piece.url)
            assert kind.startswith("text/html")
            page = Balance()
            page.feed(body.decode("utf-8"))
            page.close()
            assert page.open == []
            text = " ".join("".join(page.text).split())
            for block in piece.blocks:
                assert block.text in text
            assert piece.title in text


def test_home_pages_name_their_feed(outlets):
    for outlet in outlets.values():
        body, _ = sample.fetch(outlet.home)
        assert f'href="{outlet.feed_url}"' in body.decode("utf-8")


def test_feed_formats_differ(outlets):
    heads = {o.slug: sample.fetch(o.feed_url)[0] for o in outlets.values()}
    assert b'encoding="windows-1256"' in heads["masabih"]
    assert "مصابيح النيل".encode("cp1256") in heads["masabih"]
    assert b"<rdf:RDF" in heads["difaf"]
    assert b"<feed xmlns" in heads["ufuq"]
    assert json.loads(heads["mizan"])["version"] == "https://jsonfeed.org/version/1.1"
    assert b"<content:encoded>" in heads["madar"]
    assert "<pubDate>الأحد ١٤ كانون الأول ٢٠٢٥ - ١٧:٥٠</pubDate>" in heads["barid"].decode("utf-8")


@pytest.mark.parametrize(
    ("slug", "residue"),
    [
        ("sindyan", ["شارك الخبر", "اقرأ أيضاً:", "الأكثر قراءة"]),
        ("luluah", ["تم نسخ الرابط", "مواضيع ذات صلة"]),
        ("masabih", ["Theme License is not validated", "اترك تعليقاً", "شاركها.", "زر الذهاب إلى الأعلى"]),
        ("difaf", ["وسوم:", "السابق:"]),
        ("barid", ["انتهى", "على تلغرام"]),
        ("ufuq", ["المصدر: أفق العرب + وكالات"]),
        ("mizan", ["ليست نصيحة استثمارية"]),
        ("safira", ["شاهد أيضاً:"]),
        ("daftar", ["اضغط هنا للتبرع", "camera icon", "tag icon ع ع ع"]),
    ],
)  # fmt: skip
def test_pages_carry_the_residue_of_real_pages(slug, residue):
    pages = [p.read_text("utf-8") for p in (BUILT / slug).glob("[0-9]*.html")]
    for phrase in residue:
        assert any(phrase in page for page in pages), phrase


def test_gold_names_the_story_of_every_article(builder, pieces):
    gold = json.loads(builder.GOLD.read_text("utf-8"))
    assert gold == {piece.url: piece.story for piece in pieces}
    assert all(sample.fetch(url) is not None for url in gold)


def test_addresses_are_compared_as_addresses(pieces):
    piece = next(piece for piece in pieces if piece.outlet == "difaf")
    page = sample.fetch(piece.url)
    assert page is not None
    parts = urlsplit(piece.url)
    assert sample.fetch(piece.url.replace("https://difaf", "HTTP://DIFAF")) == page
    assert sample.fetch(f"{piece.url}#comments") == page
    assert sample.fetch(piece.url.replace(".example", ".example:443")) == page
    assert sample.fetch(f"https://{parts.hostname}{quote(parts.path, safe='/%')}") == page
    assert sample.fetch("https://masabih.example/?p=20441") is not None
    assert sample.fetch("https://masabih.example/?p=1") is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "https://elsewhere.example/",
        "https://sindyan.example/robots.txt",
        "file:///etc/passwd",
        "ftp://sindyan.example/rss.xml",
        "https://sindyan.example/../outlets/index.json",
        "http://[",
        "https://sindyan.example:8443/rss.xml",
        "https://sindyan.example:99999/rss.xml",
    ],
)
def test_other_addresses_have_nothing(url):
    assert sample.fetch(url) is None


def test_the_network_is_never_asked(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for feed in sample.FEEDS:
        for url in links(feed.url):
            assert sample.fetch(url) is not None


def test_the_sample_stays_small():
    assert sum(p.stat().st_size for p in BUILT.rglob("*.*")) < 1_500_000
