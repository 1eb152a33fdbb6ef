"""Which pages a site lets programs fetch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.feeds.robots import ALLOW_ALL, DISALLOW_ALL, read_robots, robots_address, rules_of

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /private", "/private/1", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("user-AGENT: *\r\nDISALLOW: /a # no\r\n", "/a", False),
        # the longest pattern counts, whatever the order
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        # a group of our own replaces that of all
        ("User-agent: *\nDisallow: /\n\nUser-agent: mujaz\nDisallow: /x", "/a", True),
        ("User-agent: Mujaz/1.0\nDisallow: /x\n\nUser-agent: *\nAllow: /", "/x", False),
        ("User-agent: mujaz\nUser-agent: other\nDisallow: /x", "/x", False),
        ("User-agent: mujazbot\nDisallow: /x", "/x", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*/draft/*/x", "/1/draft/2/x/3", False),
        ("User-agent: *\nDisallow: /أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", False),
        ("User-agent: *\nDisallow: /%d8%a3", "/%D8%A3/1", False),
        ("Sitemap: https://news.example/s.xml\nDisallow: /", "/a", True),
        ("User-agent: *\nCrawl-delay: 5\nDisallow: /a", "/a", False),
        ("no colon here\n\x00\nUser-agent: *\nDisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert read_robots(text).allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, False), (204, True), (401, True), (404, True), (410, True), (429, False),
     (500, False), (503, False), (0, False)],
)  # fmt: skip
def test_what_an_answer_means(status: int, allowed: bool) -> None:
    text = "User-agent: *\nDisallow: /" if status == 200 else ""
    assert rules_of(status, text).allows(f"{SITE}/a") is allowed


def test_address() -> None:
    assert robots_address("https://u:p@a.example:8443/x/y?z") == "https://a.example:8443/robots.txt"
    assert ALLOW_ALL.allows(SITE)
    assert not DISALLOW_ALL.allows(SITE)


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_file_gives_rules(text: str, path: str) -> None:
    read_robots("User-agent: *\n" + text).allows(f"{SITE}/{path}")


def test_a_hostile_pattern_is_passed_over() -> None:
    rules = read_robots("User-agent: *\n" + ("Disallow: /" + "*a" * 5000 + "b\n") * 40)
    assert rules.allows(f"{SITE}/" + "a" * 4000)
