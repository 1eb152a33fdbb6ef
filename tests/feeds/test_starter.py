"""The starter packs that ship."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from mujaz.feeds.addresses import check_address, names_private_host
from mujaz.feeds.starter import packs, starter_feeds

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_feed_stands_in_a_pack_and_can_be_added() -> None:
    every = starter_feeds()
    assert len({feed.url for feed in every}) == len(every) >= 70
    packed = {feed for pack in packs() for feed in pack.feeds}
    assert packed == set(every)
    for feed in every:
        assert check_address(feed.url) == feed.url
        assert not names_private_host(feed.url.split("/")[2])
        assert feed.title.startswith(feed.source)


def test_packs_hold_what_they_say() -> None:
    found = packs()
    assert len({(pack.country, pack.topic) for pack in found}) == len(found)
    assert len({pack.title for pack in found}) == len(found)
    for pack in found:
        assert bool(pack.country) != bool(pack.topic)
        assert pack.feeds
        for feed in pack.feeds:
            assert not pack.country or feed.country == pack.country
            assert pack.topic in ("", "world", feed.topic)
        sure = [["high", "medium", "low"].index(feed.confidence) for feed in pack.feeds]
        assert sure == sorted(sure)


def test_no_pack_goes_by_a_bare_code() -> None:
    for pack in packs():
        assert pack.title not in (pack.country, pack.topic)


def test_the_file_is_what_the_tool_makes(shared: Path) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import build_starter_feeds

    listed = json.loads((shared / "data" / "arabic_feeds.json").read_text("utf-8"))["feeds"]
    shipped = json.loads((ROOT / "mujaz" / "data" / "starter_feeds.json").read_text("utf-8"))
    assert shipped == build_starter_feeds.rows(listed)
