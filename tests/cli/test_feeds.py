"""`mujaz feeds` and `mujaz refresh` as a person calls them, on a loopback outlet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.outlet import Outlet, serve

ROOT = Path(__file__).resolve().parents[2]
TEXT = " ".join(["افتتح الوزير رصيفا جديدا في الميناء القديم صباح يوم الأحد"] * 10)


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with serve() as served:
        served.feed((1, "خبر", TEXT))
        yield served


class Mujaz:
    """The command with a config that trusts the loopback, and a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.trust("127.0.0.1")

    def trust(self, *hosts: str) -> None:
        listed = json.dumps(hosts)
        self.config.write_text(f'language = "en"\n[fetch]\nallow_hosts = {listed}\n', "utf-8")

    def __call__(self, *arguments: object, **environment: str) -> Any:
        command = [sys.executable, "-m", "cli.main", *map(str, arguments)]
        return subprocess.run(
            [*command, "--config", self.config, "--data", self.folder / "data"],
            capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, cwd=ROOT, check=False,
            env={**os.environ, **environment},
        )  # fmt: skip

    def feeds(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self("feeds", "list", "--json").stdout.splitlines()]


@pytest.fixture
def mujaz(tmp_path: Path) -> Mujaz:
    return Mujaz(tmp_path)


def test_a_feed_is_looked_at_and_added_once(mujaz: Mujaz, outlet: Outlet) -> None:
    done = mujaz("feeds", "add", outlet.feed_url, "--folder", "صحف")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Added: مرصد الميناء: {outlet.feed_url}\n"
    spelled = outlet.feed_url.replace("http://", "HTTP://") + "/"
    assert mujaz("feeds", "add", spelled).stdout.startswith("Already there: ")
    (feed,) = mujaz.feeds()
    assert (feed["url"], feed["folder"], feed["title"]) == (
        outlet.feed_url,
        "صحف",
        "مرصد الميناء",
    )


def test_the_feed_of_a_site_is_found(mujaz: Mujaz, outlet: Outlet) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    outlet.page("/", f"<!doctype html><html><head><title>م</title>{link}</head></html>")
    done = mujaz("feeds", "add", outlet.base)
    assert done.returncode == 0, done.stderr
    assert [feed["url"] for feed in mujaz.feeds()] == [outlet.feed_url]


def test_a_site_without_links_may_have_a_feed_in_a_usual_place(
    mujaz: Mujaz, outlet: Outlet
) -> None:
    outlet.page("/", "<!doctype html><html><body>مرحبا</body></html>")
    done = mujaz("feeds", "add", f"{outlet.base}/")
    assert done.returncode == 0, done.stderr
    assert [feed["url"] for feed in mujaz.feeds()] == [outlet.feed_url]


def test_of_several_feeds_the_user_chooses(mujaz: Mujaz, outlet: Outlet) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{n}.xml" title="قسم {n}">'
        for n in (1, 2)
    )
    outlet.page("/", f"<!doctype html><html><head>{links}</head></html>")
    done = mujaz("feeds", "add", outlet.base)
    assert done.returncode == 1
    assert "several feeds" in done.stderr
    assert done.stdout == f"قسم 1: {outlet.base}/1.xml\nقسم 2: {outlet.base}/2.xml\n"
    assert mujaz.feeds() == []


def test_a_page_without_a_feed_is_not_added(mujaz: Mujaz, outlet: Outlet) -> None:
    del outlet.documents["/feed.xml"]
    outlet.page("/", "<!doctype html><html><body>تحقق من أنك بشر</body></html>")
    done = mujaz("feeds", "add", outlet.base)
    assert done.returncode == 1
    assert "web page" in done.stderr
    assert mujaz.feeds() == []


def test_what_does_not_answer_well_is_added_and_told(mujaz: Mujaz, outlet: Outlet) -> None:
    outlet.page("/ill.xml", "no", status=500)
    done = mujaz("feeds", "add", f"{outlet.base}/ill.xml")
    assert done.returncode == 0
    assert "Added all the same" in done.stdout
    assert "500" in done.stderr


def test_private_addresses_are_refused_with_what_to_do(mujaz: Mujaz, outlet: Outlet) -> None:
    mujaz.trust()
    urls = [outlet.feed_url, "http://localhost:1/", "http://169.254.169.254/", "http://[::1]/x"]
    done = mujaz("feeds", "add", *(url.replace("://", "://u:secret@") for url in urls))
    assert done.returncode == 1
    assert done.stdout == ""
    said = done.stderr.splitlines()
    assert len(said) == 4
    assert all("allow_hosts" in line and "secret" not in line for line in said)
    assert mujaz.feeds() == []
    assert outlet.asked == []
    # one that a list brings is refused, too, and one that is there already is not asked
    listed = mujaz.folder / "list.opml"
    listed.write_text(
        f'<opml><body><outline xmlUrl="{outlet.feed_url}"/>'
        '<outline xmlUrl="exec:touch x"/><outline xmlUrl="|cmd"/>'
        '<outline xmlUrl="https://a.example/rss"/></body></opml>',
        encoding="utf-8",
    )
    done = mujaz("feeds", "import", listed)
    assert len(done.stderr.splitlines()) == 3
    assert [feed["url"] for feed in mujaz.feeds()] == ["https://a.example/rss"]
    mujaz("feeds", "add", "--no-check", "http://nas.example/rss")
    assert outlet.asked == []


def test_a_private_feed_that_is_there_is_told_and_not_asked(mujaz: Mujaz, outlet: Outlet) -> None:
    assert mujaz("feeds", "add", outlet.feed_url).returncode == 0
    outlet.asked.clear()
    mujaz.trust()
    done = mujaz("refresh")
    assert done.returncode == 1
    assert "allow_hosts" in done.stderr
    assert outlet.asked == []


def test_passwords_are_never_told(mujaz: Mujaz, outlet: Outlet) -> None:
    url = outlet.feed_url.replace("://", "://salma:canary@")
    said = [mujaz("feeds", "add", url)]
    outlet.page("/feed.xml", "no", status=500)
    for arguments in (
        ("refresh",), ("refresh", "--all"), ("refresh", outlet.feed_url, "--json"),
        ("feeds", "list"), ("feeds", "list", "--json"), ("feeds", "check"),
        ("feeds", "check", "--json"), ("feeds", "set", outlet.feed_url, "--disable"),
        ("feeds", "remove", outlet.feed_url),
    ):  # fmt: skip
        said.append(mujaz(*arguments))
    assert mujaz.feeds() == []
    for done in said:
        assert "canary" not in done.stdout + done.stderr
        assert done.stdout + done.stderr


def test_health_is_told_and_troubles_come_first(mujaz: Mujaz, outlet: Outlet) -> None:
    outlet.page("/ill.xml", "no", status=404)
    mujaz("feeds", "add", "--no-check", outlet.feed_url, f"{outlet.base}/ill.xml")
    mujaz("refresh", MUJAZ_NOW="2025-11-30T20:00:00Z")
    done = mujaz("feeds", "check", MUJAZ_NOW="2025-11-30T20:30:00Z")
    assert done.returncode == 0
    ill, well = done.stdout.strip().split("\n\n")
    assert ill.splitlines()[1:] == [
        f"{outlet.base}/ill.xml",
        "Nothing is found at its address (404). It is asked again in 2 hours.",
    ]
    assert "مرصد الميناء · in good health" in well
    assert "30 minutes ago" in well
    assert done.stderr == "2 feeds, 1 of them without trouble.\n"
    rows = [json.loads(line) for line in mujaz("feeds", "check", "--json").stdout.splitlines()]
    assert [row["state"] for row in rows] == ["failing", "ok"]


def test_the_users_choices(mujaz: Mujaz, outlet: Outlet) -> None:
    mujaz("feeds", "add", outlet.feed_url)
    mujaz("refresh")
    done = mujaz(
        "feeds", "set", outlet.feed_url, "--source", "الميناء", "--full-text", "never",
        "--folder", "صحف", "--disable",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (feed,) = mujaz.feeds()
    assert (feed["source"], feed["full_text"], feed["folder"]) == ("الميناء", "never", "صحف")
    assert feed["disabled"]
    articles = mujaz("articles", "list", "--json").stdout.splitlines()
    assert [json.loads(line)["source"] for line in articles] == ["الميناء"]
    assert "switched off" in mujaz("refresh").stderr
    mujaz("feeds", "set", outlet.feed_url, "--enable", "--full-text", "default", "--folder", "")
    (feed,) = mujaz.feeds()
    assert (feed["disabled"], feed["full_text"], feed["folder"]) == (False, None, "")
    mujaz("refresh")
    assert mujaz.feeds()[0]["source"] == "الميناء"
    for wrong in ((), ("--source", " "), ("--full-text", "often")):
        assert mujaz("feeds", "set", outlet.feed_url, *wrong).returncode == 2


def test_lists_keep_their_folders(mujaz: Mujaz, outlet: Outlet) -> None:
    mujaz("feeds", "add", outlet.feed_url, "--folder", "صحف/موانئ")
    out = mujaz("feeds", "export").stdout
    assert out.count("<outline text=") == 2
    listed = mujaz.folder / "list.opml"
    listed.write_text(out, encoding="utf-8")
    mujaz("feeds", "remove", outlet.feed_url)
    assert mujaz("feeds", "import", listed).stdout == "1 feed added, 0 already there.\n"
    (feed,) = mujaz.feeds()
    assert (feed["folder"], feed["title"]) == ("صحف/موانئ", "مرصد الميناء")


def test_starter_packs_come_only_when_they_are_asked_for(mujaz: Mujaz) -> None:
    shown = mujaz("feeds", "starter")
    assert "Syria (SY)" in shown.stdout
    assert "Business (business)" in shown.stdout
    assert "http" in mujaz("feeds", "starter", "sy").stdout
    assert mujaz.feeds() == []
    assert mujaz("feeds", "starter", "--add").returncode == 2
    assert mujaz("feeds", "starter", "atlantis").returncode == 2
    added = mujaz("feeds", "starter", "SY", "business", "--add")
    assert added.returncode == 0, added.stderr
    feeds = mujaz.feeds()
    assert len(feeds) > 8
    assert {feed["source"] for feed in feeds} >= {"سانا", "BBC عربي"}
    assert mujaz("feeds", "starter", "SY", "--add").stdout.startswith("0 feeds added")


def test_a_server_that_wants_peace_is_not_asked_with_all(mujaz: Mujaz, outlet: Outlet) -> None:
    mujaz("feeds", "add", outlet.feed_url)
    outlet.page("/feed.xml", "no", status=429)
    outlet.headers["/feed.xml"] = {"Retry-After": "3600"}
    mujaz("refresh")
    outlet.asked.clear()
    done = mujaz("refresh", "--all")
    assert "left alone" in done.stderr
    assert outlet.asked == []
    mujaz("refresh", outlet.feed_url)
    assert len(outlet.asked) == 1
