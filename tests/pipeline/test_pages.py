"""The pages of articles: robots.txt, settings, and another try for those that were lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mujaz.model import ArticleFilter, Feed
from mujaz.store.sqlite import SqliteStore
from tests.pipeline.conftest import NOW, Refresh
from tests.pipeline.outlet import Outlet
from tests.pipeline.test_refresh import PARAGRAPHS

HOUR = timedelta(hours=1)


def pages(outlet: Outlet) -> list[str]:
    found = [path for path, _status in outlet.asked if path != "/feed.xml"]
    outlet.asked.clear()
    return sorted(found)


def texts(store: SqliteStore) -> dict[str, str]:
    return {one.guid: one.text for one in store.articles(ArticleFilter())}


def test_robots_are_asked_once_and_obeyed(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.page("/robots.txt", "User-agent: *\nDisallow: /2\n\nUser-agent: other\nDisallow: /")
    outlet.feed((1, "خبر أول", "مقدمة"), (2, "خبر ثان", "مقدمة"))
    for n, title in ((1, "خبر أول"), (2, "خبر ثان")):
        outlet.article(n, title, PARAGRAPHS)
    store.add_feed(Feed(outlet.feed_url))
    again()
    assert pages(outlet) == ["/1.html", "/robots.txt"]
    assert (texts(store)["1"], texts(store)["2"]) == ("\n".join(PARAGRAPHS), "مقدمة")

    outlet.feed((3, "خبر ثالث", "مقدمة"))
    again(NOW + HOUR)
    assert pages(outlet) == ["/3.html"]
    outlet.feed((4, "خبر رابع", "مقدمة"))
    again(NOW + 25 * HOUR)
    assert pages(outlet) == ["/4.html", "/robots.txt"]
    # what may not be fetched is not tried again either
    again(NOW + 50 * HOUR)
    assert "/2.html" not in pages(outlet)


def test_a_site_whose_robots_file_is_in_trouble_is_left_alone(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.page("/robots.txt", "oops", status=500)
    outlet.feed((1, "خبر", "مقدمة"))
    outlet.article(1, "خبر", PARAGRAPHS)
    store.add_feed(Feed(outlet.feed_url))
    again()
    assert pages(outlet) == ["/robots.txt"]
    outlet.page("/robots.txt", "none", status=404)
    assert again(NOW + HOUR).completed == 1
    assert texts(store)["1"] == "\n".join(PARAGRAPHS)


def test_a_lost_page_is_tried_again_and_becomes_no_revision(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", "مقدمة قصيرة"))
    outlet.page("/1.html", "busy", status=503)
    store.add_feed(Feed(outlet.feed_url))
    assert again().new == 1
    (before,) = store.articles(ArticleFilter())
    assert before.text == "مقدمة قصيرة"

    outlet.article(1, "خبر", PARAGRAPHS)
    assert again(NOW + HOUR / 4).completed == 0
    assert pages(outlet).count("/1.html") == 1
    done = again(NOW + HOUR)
    assert (done.completed, done.new) == (1, 0)
    (after,) = store.articles(ArticleFilter())
    assert (after.id, after.title) == (before.id, "خبر")
    assert after.text == "\n".join(PARAGRAPHS)
    assert store.revisions(after.id) == []
    assert store.revised() == []
    (story,) = store.stories(ArticleFilter())
    assert story.brief
    assert after.text[story.brief[0].start : story.brief[0].end] == story.brief[0].text
    pages(outlet)
    again(NOW + 9 * HOUR)
    assert pages(outlet) == []


@pytest.mark.parametrize("status", [404, 410, 401])
def test_a_page_that_is_not_there_is_not_tried_again(
    store: SqliteStore, outlet: Outlet, again: Refresh, status: int
) -> None:
    outlet.feed((1, "خبر", "مقدمة"))
    outlet.page("/1.html", "no", status=status)
    store.add_feed(Feed(outlet.feed_url))
    again()
    again(NOW + 9 * HOUR)
    assert pages(outlet).count("/1.html") == 1


def test_a_page_that_never_comes_is_given_up(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", "مقدمة"))
    outlet.page("/1.html", "busy", status=500)
    store.add_feed(Feed(outlet.feed_url))
    for n in range(12):
        again(NOW + n * 24 * HOUR)
    assert pages(outlet).count("/1.html") == 6
    assert store.missing_pages([outlet.feed_url], NOW + timedelta(days=99)) == []


def test_each_feed_has_its_own_setting(store: SqliteStore, outlet: Outlet, again: Refresh) -> None:
    full = " ".join(PARAGRAPHS)
    outlet.feed((1, "خبر أول", "مقدمة"), (2, "خبر ثان", full))
    for n in (1, 2):
        outlet.article(n, f"خبر {n}", PARAGRAPHS)
    feed = Feed(outlet.feed_url)
    for mode, asked in (
        ("never", []),
        ("when-short", ["/1.html", "/robots.txt"]),
        ("always", ["/1.html", "/2.html"]),
    ):
        store.remove_feed(feed.url)
        feed = replace(feed, url=f"{outlet.feed_url}?{mode}")
        outlet.documents[f"/feed.xml?{mode}"] = outlet.documents["/feed.xml"]
        store.add_feed(replace(feed, full_text=mode))  # type: ignore[arg-type]
        again(full_text="always" if mode == "never" else "never")
        found = [path for path in pages(outlet) if not path.startswith("/feed.xml")]
        assert found == asked
