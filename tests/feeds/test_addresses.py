"""Addresses: normal form, refusals, what may be shown, what is public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import FetchError
from mujaz.feeds.addresses import (
    allowed_hosts,
    check_address,
    comparable_address,
    display_address,
    is_public,
    names_private_host,
    typed_address,
    web_link,
    without_credentials,
)
from mujaz.text import clean


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://news.example/feed", "https://news.example/feed"),
        ("  HTTPS://News.Example  ", "https://news.example/"),
        ("http://news.example:80/a#top", "http://news.example/a"),
        ("https://news.example:443", "https://news.example/"),
        ("http://news.example:8080/a?b=c d", "http://news.example:8080/a?b=c%20d"),
        ("https://news.example/أخبار?س=ص", "https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?%D8%B3=%D8%B5"),
        ("https://news.example/a%20b?x=%D8%B3", "https://news.example/a%20b?x=%D8%B3"),
        ("https://أخبار.مصر/x", "https://xn--igbicxr.xn--wgbh1c/x"),
        ("http://127.0.0.1:8000/feed.xml", "http://127.0.0.1:8000/feed.xml"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://localhost/feed", "http://localhost/feed"),
        ("http://my_nas:90/", "http://my_nas:90/"),
        ("https://ali:p%40ss@news.example/f", "https://ali:p%40ss@news.example/f"),
    ],
)  # fmt: skip
def test_normal_form(written: str, normal: str) -> None:
    assert check_address(written) == normal
    assert check_address(normal) == normal


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("exec:rm -rf /", "only http and https"),
        ("news.example/feed", "write https://news.example/feed"),
        ("", "write https://"),
        ("https://", "names no host"),
        ("http:///feed", "names no host"),
        ("http://a b/", "names no host"),
        ("http://-/", "names no host"),
        ("http://[1::2::3]/", "no"),
        ("https://news.example/\x1b]0;x\x07", "control characters"),
        ("https://news.example/a\nHost: x", "control characters"),
        ("https://news.example:99999/", "port"),
        ("https://news.example:0/", "port"),
        ("https://news.example/" + "a" * 5000, "longer than"),
    ],
)
def test_refused_addresses(written: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        check_address(written)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


def test_names_that_the_user_allows_need_no_legal_form() -> None:
    assert check_address("http://nas-/feed", allow_hosts=["nas-"]) == "http://nas-/feed"
    with pytest.raises(FetchError, match="names no host"):
        check_address("http://nas-/feed")


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "", "http://u:secret@"]))
def test_any_text_is_an_address_or_a_clear_error(text: str, scheme: str) -> None:
    message, url = "", ""
    try:
        url = check_address(scheme + text)
    except FetchError as error:
        message = str(error)
    assert clean(message) == message
    assert "\n" not in message
    assert "secret" not in message
    if message:
        return
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url
    assert url.startswith(("http://", "https://"))
    assert check_address(url) == url


@given(st.text(alphabet="ab:@/?#[]%.", max_size=20))
def test_credentials_never_show(rest: str) -> None:
    assert "hidden" not in display_address(f"https://user:hidden@host.example/{rest}")
    assert "hidden" not in without_credentials("https://hidden:hidden@host.example/")


def test_links_of_strangers() -> None:
    base = "https://news.example/feeds/main.xml"
    assert web_link("../a.html", base) == "https://news.example/a.html"
    assert web_link("//cdn.example/i.png", base) == "https://cdn.example/i.png"
    assert web_link("https://u:p@x.example/", base) == "https://x.example/"
    for bad in (None, "", " ", "mailto:a@b.example", "data:x", "http://[", "/a"):
        assert web_link(bad) is None


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
     "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:4136:e378::1",
     "198.18.0.1", "nonsense", ""],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("host", "private"),
    [("localhost", True), ("a.localhost.", True), ("printer.local", True), ("127.1", True),
     ("2130706433", True), ("0x7f.0.0.1", True), ("10.0.0.1", True), ("::1", True),
     ("news.example", False), ("8.8.8.8", False), ("0x.example", False)],
)  # fmt: skip
def test_hosts_that_are_private_by_name(host: str, private: bool) -> None:
    assert names_private_host(host) is private


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("marsad.example", "https://marsad.example"),
        (" marsad.example/rss ", "https://marsad.example/rss"),
        ("marsad.example:8080/rss", "https://marsad.example:8080/rss"),
        ("http://marsad.example", "http://marsad.example"),
        ("feed://marsad.example/rss", "http://marsad.example/rss"),
        ("feed:https://marsad.example/rss", "https://marsad.example/rss"),
        ("exec:rm", "exec:rm"),
        ("javascript:x()", "javascript:x()"),
        ("someone@marsad.example", "someone@marsad.example"),
    ],
)
def test_what_people_type(typed: str, address: str) -> None:
    assert typed_address(typed) == address


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/rss", "http://www.a.example/rss/", True),
        ("https://u:p@a.example:443/rss", "https://a.example/rss?", True),
        ("https://a.example/%D8%A3", "https://a.example/%d8%a3", True),
        ("https://a.example/rss", "https://a.example/RSS", False),
        ("https://a.example/?cat=1", "https://a.example/?cat=2", False),
        ("https://a.example:8080/rss", "https://a.example/rss", False),
        ("https://a.example/rss", "https://b.example/rss", False),
    ],
)
def test_two_spellings_of_one_address(one: str, other: str, same: bool) -> None:
    assert (comparable_address(one) == comparable_address(other)) is same


def test_hosts_that_the_user_lists() -> None:
    listed = allowed_hosts([" NAS.example ", "127.0.0.1:8080", "[::1]:80", "::2", "fe80::0001"])
    assert listed == {"nas.example", "127.0.0.1", "::1", "::2", "fe80::1"}
