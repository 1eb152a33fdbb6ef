"""Which outlet a feed belongs to: four feeds of one newspaper are one source.

Evidence is the site that a feed names, its title beside the titles of feeds of the same site, and
the starter lists. Outlets of the same name on different sites stay apart. The user may say
otherwise; that is kept in the feed's record and not asked about here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from mujaz.feeds.starter import starter_feeds
from mujaz.model import Feed
from mujaz.text import fold

# Between an outlet's name and a section: spaced dashes and bars, guillemets, colons.
_SEPARATOR = re.compile(r"\s+[-–—|:•·>»«/\\]+\s+|\s*[|»›]\s*|:\s+|\s+::\s+")
# Second-level names under which the registries of many countries register (co.uk, com.eg).
_SECOND_LEVEL = {
    "ac",
    "co",
    "com",
    "edu",
    "gob",
    "gov",
    "gouv",
    "info",
    "mil",
    "net",
    "news",
    "org",
}
#: Hosts that carry the feeds of many outlets: who they belong to is in the name before.
_PLATFORMS = {
    "blogspot.com",
    "github.io",
    "medium.com",
    "podbean.com",
    "substack.com",
    "tumblr.com",
    "wordpress.com",
}
#: Hosts that say nothing at all of whose feed it is.
_CARRIERS = {
    "feedburner.com",
    "google.com",
    "nitter.net",
    "rss.app",
    "rsshub.app",
    "t.me",
    "telegram.me",
    "twitter.com",
    "x.com",
    "youtube.com",
}
# Words of sections and formats: part of a title that holds nothing else is no name.
_SECTIONS = """
    اخبار آخر أخبار الأخبار أحدث عاجل العاجلة الرئيسية رئيسي الصفحة الأولى كل جميع المقالات مقالات
    خلاصة خلاصات تغذية موجز سياسة السياسة اقتصاد الاقتصاد مال وأعمال أعمال المال رياضة الرياضة
    ثقافة الثقافة فن فنون الفن وفنون منوعات المنوعات علوم العلوم وتكنولوجيا تكنولوجيا التكنولوجيا
    تقنية صحة الصحة مجتمع المجتمع محليات المحليات محلي العالم عربي ودولي دولي دولية عربية الشرق
    الأوسط رأي آراء الرأي تقارير تحقيقات فيديو صور حوادث سيارات سفر مرأة المرأة تعليم بيئة طقس
    news latest top all breaking headlines home rss atom feed feeds world sport sports business
    politics culture science technology tech health arts opinion video
"""


@cache
def _section_words() -> frozenset[str]:
    return frozenset(fold(word) for word in _SECTIONS.split())


class Outlets:
    """The outlets of all feeds, to which a feed that is read for the first time is added."""

    def __init__(self, feeds: Iterable[Feed]) -> None:
        """Take the feeds that are known."""
        self._by_site: dict[str, dict[str, Feed]] = {}
        self._sites: dict[str, set[str]] = {}
        for feed in feeds:
            self.learn(feed)

    def learn(self, feed: Feed) -> None:
        """Take a feed that has a source now."""
        if feed.source:
            key = site_key(feed.site or feed.url)
            self._by_site.setdefault(key, {})[feed.url] = feed
            self._sites.setdefault(fold(feed.source), set()).add(key)

    def source_of(self, feed: Feed, title: str, site: str | None) -> str:
        """Return the source under which a feed is filed.

        Args:
            feed: its record; a source that it has already stays.
            title: the title of its document.
            site: the site that its document names.

        Returns:
            the source of another feed of the same outlet, else a name made from the title, else
            the host.
        """
        if feed.source:
            return feed.source
        for known in starter_feeds():
            if known.url == feed.url:
                return known.source
        key = site_key(site or feed.url)
        neighbours = [
            other for url, other in self._by_site.get(key, {}).items() if key and url != feed.url
        ]
        for other in neighbours:
            if (other.title and same_name(title, other.title)) or same_name(title, other.source):
                return other.source
        name = name_of(title) or _host(site or feed.url)
        sites = self._sites.get(fold(name), set())
        if sites and key not in sites and all(map(_is_domain, (key, *sites))):
            return f"{name} ({key})"
        return name


def name_of(title: str) -> str:
    """Return an outlet's name from a feed's title: without parts that only name a section.

    ``بي بي سي - رياضة`` gives ``بي بي سي``; a title of nothing but sections stays whole.
    """
    parts = [part for part in _parts(title) if not _is_section(part)]
    return parts[0] if len(parts) == 1 else " ".join(title.split())


def same_name(one: str, other: str) -> bool:
    """Tell whether two titles of one site are those of one outlet.

    They are where they share a part that is more than a section's name, or where one of them
    names nothing but a section.
    """
    first = {fold(part) for part in _parts(one) if not _is_section(part)}
    second = {fold(part) for part in _parts(other) if not _is_section(part)}
    return bool(first & second) or not first or not second


def site_key(url: str) -> str:
    """Return what the addresses of one outlet's site have in common: its registered domain.

    Empty for a host that carries feeds of others. Without a list of all registries the second
    level is guessed from the names that are common there.
    """
    host = _host(url)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return urlsplit(url).netloc.rpartition("@")[2]
    labels = host.split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    domain = ".".join(labels[-size:])
    if domain in _CARRIERS:
        return ""
    return host if domain in _PLATFORMS else domain


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_domain(key: str) -> bool:
    return "." in key and not key.rpartition(".")[2].partition(":")[0].isdigit()


def _parts(title: str) -> list[str]:
    return [part for part in (" ".join(p.split()) for p in _SEPARATOR.split(title)) if part]


def _is_section(part: str) -> bool:
    words = re.findall(r"\w+", fold(part))
    return all(word in _section_words() for word in words)
