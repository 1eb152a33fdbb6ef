"""Which outlet a feed belongs to."""

from __future__ import annotations

import pytest

from mujaz.feeds.outlets import Outlets, name_of, same_name, site_key
from mujaz.model import Feed


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.marsad.example/rss", "marsad.example"),
        ("https://feeds.marsad.example/sport", "marsad.example"),
        ("https://news.marsad.co.uk/", "marsad.co.uk"),
        ("https://ar.marsad.com.eg/x", "marsad.com.eg"),
        ("https://salma.wordpress.com/feed", "salma.wordpress.com"),
        ("https://feeds.feedburner.com/marsad", ""),
        ("http://127.0.0.1:8080/a", "127.0.0.1:8080"),
        ("http://u:p@127.0.0.1:8080/a", "127.0.0.1:8080"),
    ],
)
def test_site_key(url: str, key: str) -> None:
    assert site_key(url) == key


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("مرصد الميناء", "مرصد الميناء"),
        ("مرصد الميناء - رياضة", "مرصد الميناء"),
        ("آخر الأخبار | مرصد الميناء", "مرصد الميناء"),
        ("مرصد الميناء » الخلاصة الرئيسية » RSS", "مرصد الميناء » الخلاصة الرئيسية » RSS"),
        ("مرصد الميناء » اقتصاد » RSS", "مرصد الميناء"),
        ("أخبار الرياضة", "أخبار الرياضة"),
        ("", ""),
    ],
)
def test_name(title: str, name: str) -> None:
    assert name_of(title) == name


def test_a_section_is_no_name_of_its_own() -> None:
    assert same_name("مرصد الميناء", "مرصد الميناء - اقتصاد")
    assert same_name("مرصد الميناء - رياضة", "اقتصاد | مَرصد الميناء")
    assert same_name("رياضة", "مرصد الميناء")
    assert not same_name("مرصد الميناء", "جريدة السوق")


HOME = Feed("https://marsad.example/rss", source="مرصد الميناء", title="مرصد الميناء")


def outlet(url: str, title: str, site: str | None = None, *others: Feed) -> str:
    return Outlets([HOME, *others]).source_of(Feed(url), title, site)


def test_feeds_of_one_outlet_are_one_source() -> None:
    assert outlet("https://feeds.marsad.example/s", "مرصد الميناء | رياضة") == HOME.source
    assert outlet("https://marsad.example/economy", "اقتصاد") == HOME.source
    burned = "https://feeds.feedburner.com/marsad-sport"
    assert outlet(burned, "مرصد الميناء - رياضة", "https://www.marsad.example/") == HOME.source


def test_outlets_of_one_host_and_one_name_stay_apart() -> None:
    assert outlet("https://marsad.example/market", "جريدة السوق") == "جريدة السوق"
    other = outlet("https://other.example/rss", "مرصد الميناء")
    assert other == "مرصد الميناء (other.example)"
    named = Feed("https://other.example/rss", source=other, title="مرصد الميناء")
    assert outlet("https://other.example/s", "مرصد الميناء - رياضة", None, named) == other


def test_what_the_user_or_the_starter_list_says_counts() -> None:
    mine = Feed("https://marsad.example/x", source="اسم اخترته")
    assert Outlets([HOME]).source_of(mine, "مرصد الميناء", None) == "اسم اخترته"
    sport = "https://feeds.bbci.co.uk/arabic/sports/rss.xml"
    assert outlet(sport, "كل الرياضة") == "BBC عربي"


def test_without_a_title_the_host_speaks() -> None:
    assert outlet("https://www.silent.example/rss", "") == "silent.example"
