"""Addresses that may stand in a briefing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.links import MAX_LENGTH, safe_url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "//no-scheme.example/",
        "http:///no-host",
        "https://user@bank.example/",
        "https://bank.example:pw@other.example/",
        "https://a.example/x\ny",
        "https://a.example/a b",
        "https://a.example:port/",
        "https://[::1/",
        "https://<b>.example/",
        "https://a.example/" + "x" * MAX_LENGTH,
        "https://a.example/" + "خ" * (MAX_LENGTH // 4),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://nabaa.example/a?b=1&c=2#d", "https://nabaa.example/a?b=1&c=2#d"),
        ("HTTPS://Nabaa.Example:8443/a", "https://nabaa.example:8443/a"),
        ("https://nabaa.example/خبر", "https://nabaa.example/%D8%AE%D8%A8%D8%B1"),
        ("https://nabaa.example/%D8%AE", "https://nabaa.example/%D8%AE"),
        ("https://nabaa.example/100%?a=%2", "https://nabaa.example/100%25?a=%252"),
        ("https://موقع.example/", "https://xn--4gbrim.example/"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ('https://a.example/x)">(<', "https://a.example/x%29%22%3E%28%3C"),
        ("https://a.example/x\\y`z|", "https://a.example/x%5Cy%60z%7C"),
    ],
)
def test_addresses_come_out_in_ascii(url: str, safe: str) -> None:
    assert safe_url(url) == safe
    assert safe_url(safe) == safe


@given(st.text() | st.text().map("https://a.example/".__add__) | st.text().map("http://".__add__))
def test_no_address_can_end_a_link_or_hide_its_host(url: str) -> None:
    safe = safe_url(url)
    if safe is not None:
        parts = urlsplit(safe)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert "@" not in parts.netloc
        assert safe.isascii()
        assert safe.isprintable()
        assert not set(safe) & set(' <>"`()\\{}|^')
