"""What a refresh asks servers for, how often, and what it does when they say no."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta

from mujaz.feeds.health import health
from mujaz.model import ArticleFilter, Feed
from mujaz.store.sqlite import SqliteStore
from tests.pipeline.conftest import NOW, Refresh
from tests.pipeline.outlet import Outlet

HOUR = timedelta(hours=1)
TEXT = " ".join(["افتتح الوزير رصيفا جديدا في الميناء القديم صباح يوم الأحد"] * 10)


def asked(outlet: Outlet) -> list[str]:
    paths = [path for path, _status in outlet.asked]
    outlet.asked.clear()
    return paths


def test_a_move_is_followed_after_three_sightings(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر أول", TEXT))
    old = f"{outlet.base}/old.xml"
    outlet.documents["/old.xml"] = outlet.documents["/feed.xml"]
    store.add_feed(Feed(old, folder="صحف"))
    assert again().new == 1
    (article,) = store.articles(ArticleFilter())

    outlet.moves("/old.xml", outlet.feed_url)
    for n in (1, 2):
        assert again(NOW + n * HOUR).new == 0
        (feed,) = store.feeds()
        assert (feed.url, feed.moved_to, feed.moved_times) == (old, outlet.feed_url, n)
    (outcome,) = again(NOW + 3 * HOUR).outcomes
    (feed,) = store.feeds()
    assert feed.url == outcome.feed.url
    assert (feed.url, feed.moved_from, feed.folder) == (outlet.feed_url, old, "صحف")
    assert old in health(feed, NOW + 4 * HOUR).happened

    # its articles have gone with it, so that none comes twice
    outlet.feed((1, "خبر أول", TEXT), (2, "خبر ثان", TEXT))
    asked(outlet)
    assert again(NOW + 5 * HOUR).new == 1
    assert asked(outlet) == ["/feed.xml"]
    assert article.id in {one.id for one in store.articles(ArticleFilter())}
    assert {one.feed for one in store.articles(ArticleFilter())} == {outlet.feed_url}


def test_a_passing_redirect_moves_nothing(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    outlet.moves("/old.xml", outlet.feed_url, 302)
    store.add_feed(Feed(f"{outlet.base}/old.xml"))
    for n in range(5):
        again(NOW + n * HOUR)
    (feed,) = store.feeds()
    assert feed.url.endswith("/old.xml")


def test_two_feeds_that_move_to_one_address_become_one(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    outlet.moves("/old.xml", outlet.feed_url, 308)
    store.add_feed(Feed(outlet.feed_url))
    store.add_feed(Feed(f"{outlet.base}/old.xml"))
    for n in range(4):
        again(NOW + n * HOUR)
    assert [feed.url for feed in store.feeds()] == [outlet.feed_url]
    assert again(NOW + 9 * HOUR).new == 0


def test_what_was_purged_does_not_come_back_with_a_move(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    outlet.documents["/old.xml"] = outlet.documents["/feed.xml"]
    store.add_feed(Feed(f"{outlet.base}/old.xml"))
    again()
    store.set_read(store.article_ids(ArticleFilter()), True, NOW)
    later = NOW + timedelta(days=60)
    assert store.purge(NOW + timedelta(days=30), later).articles == 1
    outlet.moves("/old.xml", outlet.feed_url)
    for n in range(5):
        assert again(later + n * HOUR).new == 0
    assert store.feeds()[0].url == outlet.feed_url
    outlet.feed((1, "خبر", TEXT), (2, "خبر", TEXT))
    assert again(later + 9 * HOUR).new == 1


def test_a_host_that_wants_peace_is_left_alone_with_all_its_feeds(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    for n in range(6):
        outlet.page(f"/{n}.xml", "no", status=429)
        outlet.headers[f"/{n}.xml"] = {"Retry-After": "7200"}
        store.add_feed(Feed(f"{outlet.base}/{n}.xml"))
    done = again(per_host=1)
    assert len(asked(outlet)) == 1
    assert len(done.failed) == 1
    assert sum(outcome.postponed for outcome in done.outcomes) == 5
    for feed in store.feeds():
        assert feed.due is not None
        assert feed.due >= NOW + 2 * HOUR
    assert again(NOW + HOUR, due=True).outcomes == ()
    again(NOW + 3 * HOUR, due=True, per_host=1)
    assert len(asked(outlet)) == 1


def test_503_with_a_date_is_obeyed(store: SqliteStore, outlet: Outlet, again: Refresh) -> None:
    outlet.page("/feed.xml", "no", status=503)
    outlet.headers["/feed.xml"] = {"Retry-After": "Sun, 30 Nov 2098 10:00:00 GMT"}
    store.add_feed(Feed(outlet.feed_url))
    again()
    (feed,) = store.feeds()
    assert feed.due == NOW + timedelta(days=1)
    assert health(feed, NOW).state == "waiting"


def test_a_feed_is_asked_when_it_likes(store: SqliteStore, outlet: Outlet, again: Refresh) -> None:
    outlet.feed((1, "خبر", TEXT))
    status, kind, body = outlet.documents["/feed.xml"]
    wishes = b"<ttl>180</ttl><skipHours><hour>23</hour></skipHours><item>"
    outlet.documents["/feed.xml"] = (status, kind, body.replace(b"<item>", wishes, 1))
    store.add_feed(Feed(outlet.feed_url))
    again()
    (feed,) = store.feeds()
    assert feed.due is not None
    assert NOW + 4 * HOUR <= feed.due <= NOW + 4.2 * HOUR
    store.save_feed(replace(feed, due=NOW))
    assert again(NOW + 3 * HOUR, due=True).outcomes == ()
    assert len(again(NOW + 4 * HOUR, due=True).outcomes) == 1


def test_cache_control_is_respected(store: SqliteStore, outlet: Outlet, again: Refresh) -> None:
    outlet.feed((1, "خبر", TEXT))
    outlet.headers["/feed.xml"] = {"Cache-Control": "max-age=18000"}
    store.add_feed(Feed(outlet.feed_url))
    again()
    (feed,) = store.feeds()
    assert feed.due == NOW + 5 * HOUR


def test_what_is_gone_is_not_asked_again(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.page("/feed.xml", "gone", status=410)
    store.add_feed(Feed(outlet.feed_url))
    again()
    (feed,) = store.feeds()
    assert (feed.disabled, feed.given_up, feed.status) == (True, True, 410)
    assert again(NOW + timedelta(days=9), due=True).outcomes == ()


def test_without_a_network_nobody_waits_for_a_back_off(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    with socket.create_server(("127.0.0.1", 0)) as server:
        down = f"http://127.0.0.1:{server.getsockname()[1]}"
    for n in range(3):
        store.add_feed(Feed(f"{down}/{n}.xml"))
    assert again().offline
    assert len(again(NOW, due=True).outcomes) == 3
    # where another server answers, the silent ones have to wait
    store.add_feed(Feed(outlet.feed_url))
    assert not again().offline
    assert len(store.due_feeds(NOW)) == 0


def test_a_document_without_validators_is_read_once(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    outlet.headers["/feed.xml"] = {}
    store.add_feed(Feed(outlet.feed_url))
    again()
    (feed,) = store.feeds()
    store.save_feed(replace(feed, etag=None))
    assert again(NOW + HOUR).new == 0
    assert [status for _path, status in outlet.asked] == [200, 200]
    (after,) = store.feeds()
    assert (after.digest, after.succeeded) == (feed.digest, NOW + HOUR)


def test_what_the_user_chose_while_a_refresh_ran_stays(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    store.add_feed(Feed(outlet.feed_url))
    (before,) = store.feeds()
    chosen = replace(before, source="اسمي", source_chosen=True, disabled=True, folder="صحف")
    store.save_feed(replace(chosen, full_text="never"))
    store.save_polled([replace(before, source="مرصد الميناء", checked=NOW)])
    (after,) = store.feeds()
    assert (after.source, after.disabled, after.folder) == ("اسمي", True, "صحف")
    assert (after.full_text, after.checked) == ("never", NOW)


def test_feeds_of_one_outlet_are_one_source_and_the_user_may_differ(
    store: SqliteStore, outlet: Outlet, again: Refresh
) -> None:
    outlet.feed((1, "خبر", TEXT))
    for name in ("رياضة", "اقتصاد"):
        status, kind, body = outlet.documents["/feed.xml"]
        other = body.replace("مرصد الميناء".encode(), f"مرصد الميناء - {name}".encode(), 1)
        outlet.documents[f"/{name == 'رياضة'}.xml"] = (status, kind, other)
        store.add_feed(Feed(f"{outlet.base}/{name == 'رياضة'}.xml"))
    store.add_feed(Feed(outlet.feed_url))
    again()
    assert {feed.source for feed in store.feeds()} == {"مرصد الميناء"}

    store.rename_source(outlet.feed_url, "الميناء")
    again(NOW + HOUR)
    sources = {feed.url: feed.source for feed in store.feeds()}
    assert sources[outlet.feed_url] == "الميناء"
    assert {one.source for one in store.articles(ArticleFilter(feed=outlet.feed_url))} == {
        "الميناء"
    }
    stories = list(store.stories(ArticleFilter()))
    assert max(story.sources for story in stories) == 2
