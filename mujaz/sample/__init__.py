"""The bundled sample: ten invented Arabic outlets, five weeks of articles, no network.

Knows which feeds there are and which file answers which address. The texts are the project's own;
nearly all events and persons in them are invented. It parses nothing: feeds and pages are read by
the same code as those of the network. The files are written by ``tools/sample/build.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from urllib.parse import unquote, urlsplit

FROZEN_NOW = datetime(2025, 12, 15, 18, 0, tzinfo=UTC)
"""The clock of the demo; every article of the sample is published before it."""


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """One feed of the sample.

    Attributes:
        url: the feed's address, below ``.example``.
        title: the feed's title.
        source: the outlet's name.
        country: ISO 3166 code of the outlet's country.
    """

    url: str
    title: str
    source: str
    country: str


FEEDS: tuple[SampleFeed, ...] = (
    SampleFeed("https://sindyan.example/rss.xml", "السنديان", "السنديان", "LB"),
    SampleFeed(
        "https://www.luluah.example/feeds/latest.xml", "اللؤلؤة اليوم", "اللؤلؤة اليوم", "AE"
    ),
    SampleFeed("https://masabih.example/feed/", "مصابيح النيل", "مصابيح النيل", "EG"),
    SampleFeed("https://difaf.example/index.rdf", "ضفاف المغرب", "ضفاف المغرب", "MA"),
    SampleFeed("https://barid.example/rss", "بريد الرافدين", "بريد الرافدين", "IQ"),
    SampleFeed("https://ufuq.example/atom.xml", "أفق العرب", "أفق العرب", "GB"),
    SampleFeed("https://mizan.example/feed.json", "ميزان المال", "ميزان المال", "SA"),
    SampleFeed("https://safira.example/rss/all", "صافرة البداية", "صافرة البداية", "QA"),
    SampleFeed("https://madar.example/feed.xml", "مدار ومعنى", "مدار ومعنى", "JO"),
    SampleFeed("https://daftar.example/feed", "دفتر الشام", "دفتر الشام", "SY"),
)
"""The feeds that the demo follows, one for each outlet."""


_PORTS = {"http": 80, "https": 443}


def fetch(url: str) -> tuple[bytes, str] | None:
    """Return what stands at an address of the sample.

    Args:
        url: an http or https address; scheme, fragment, letter case of the host and percent
            encoding of the path make no difference (RFC 3986 section 6.2.2).

    Returns:
        The body and its content type as an HTTP server would give them; None where the sample has
        no such address. The network is never asked.
    """
    key = _key(url)
    found = _index().get(key) if key else None
    if found is None:
        return None
    path, content_type = found
    return (files(__name__) / "outlets" / path).read_bytes(), content_type


def _key(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if _PORTS.get(parts.scheme) is None or port not in (None, _PORTS[parts.scheme]) or not host:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"https://{host}{unquote(parts.path) or '/'}{query}"


@cache
def _index() -> dict[str, tuple[str, str]]:
    text = (files(__name__) / "outlets" / "index.json").read_text("utf-8")
    return {address: (path, kind) for address, (path, kind) in json.loads(text).items()}
