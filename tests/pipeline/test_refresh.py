"""Refreshing from a real loopback server into a real store."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mujaz.errors import StoreError
from mujaz.feeds.fetch import HttpFetcher
from mujaz.feeds.settings import FetchSettings
from mujaz.model import ArticleFilter, Feed
from mujaz.pipeline.progress import Progress
from mujaz.pipeline.refresh import Refreshed, refresh
from mujaz.store.connection import Connections
from mujaz.store.sqlite import SqliteStore
from tests.pipeline.outlet import Outlet, serve

NOW = datetime(2025, 11, 30, 20, tzinfo=UTC)
PARAGRAPHS = [
    (
        "افتتح وزير النقل في مدينة الميناء رصيفا جديدا يتسع لثماني سفن في وقت واحد، بعد أعمال استمرت "
        "ثلاثة أعوام وتأخرت مرتين بسبب العواصف التي ضربت الساحل خلال شتاء العام الماضي."
    ),
    (
        "وقال الوزير في كلمة ألقاها أمام العاملين إن الرصيف سيرفع طاقة المناولة بنسبة 20% قبل نهاية "
        "العام المقبل، وإن الشركة المشغلة ستوظف مئة وخمسين عاملا من أبناء المدينة في الأشهر المقبلة."
    ),
    (
        "ويربط طريق جديد طوله سبعة كيلومترات بين الرصيف والمنطقة الصناعية، ومن المنتظر أن تعبره "
        "الشاحنات ابتداء من الأسبوع القادم بعد أن تنتهي لجنة السلامة من فحص الجسر الصغير عند المدخل."
    ),
]


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with serve() as served:
        yield served


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        yield opened


def run(
    store: SqliteStore, now: datetime = NOW, steps: list[Progress] | None = None, **values: object
) -> Refreshed:
    settings = FetchSettings(timeout=5, allow_hosts=("127.0.0.1",), **values)  # type: ignore[arg-type]

    async def work() -> Refreshed:
        fetcher = HttpFetcher(settings)
        try:
            return await refresh(
                store,
                fetcher,
                store.feeds(),
                settings=settings,
                now=now,
                report=(steps.append if steps is not None else lambda _step: None),
            )
        finally:
            await fetcher.close()

    return asyncio.run(work())


def test_a_teaser_is_replaced_by_its_page(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "افتتاح رصيف جديد", "افتتح الوزير رصيفا…"))
    outlet.article(1, "افتتاح رصيف جديد", PARAGRAPHS)
    store.add_feed(Feed(outlet.feed_url))
    steps: list[Progress] = []
    done = run(store, steps=steps)

    assert (done.new, done.grouped, done.failed) == (1, 1, ())
    (article,) = store.articles(ArticleFilter())
    assert article.title == "افتتاح رصيف جديد"
    assert article.text.split("\n") == PARAGRAPHS
    assert article.source == "مرصد الميناء"
    assert article.published == datetime(2025, 11, 30, 7, tzinfo=UTC)
    assert article.url == f"{outlet.base}/1.html"
    assert article.language == "ar"
    assert store.story_of(article.id) is not None
    assert [step.stage for step in steps] == ["fetch", "group"]


def test_a_missing_page_leaves_the_teaser(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر أول", "افتتح الوزير رصيفا"), (2, "خبر بلا نص", ""))
    store.add_feed(Feed(outlet.feed_url))
    assert run(store).new == 2
    texts = {article.title: article.text for article in store.articles(ArticleFilter())}
    assert texts == {"خبر أول": "افتتح الوزير رصيفا", "خبر بلا نص": "خبر بلا نص"}


def test_pages_are_left_alone_where_the_user_says_so(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر", "مقدمة قصيرة"))
    outlet.article(1, "خبر", PARAGRAPHS)
    store.add_feed(Feed(outlet.feed_url))
    run(store, full_text="never")
    assert [path for path, _status in outlet.asked] == ["/feed.xml"]


def test_a_site_that_is_down_is_not_asked_for_every_page(
    store: SqliteStore, outlet: Outlet
) -> None:
    asked = []

    def drop(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _address = server.accept()
                asked.append(1)
                connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drop, args=(server,), daemon=True)
        thread.start()
        outlet.feed(*((n, f"خبر {n}", "مقدمة") for n in range(30)))
        down = f"http://127.0.0.1:{server.getsockname()[1]}/"
        status, kind, body = outlet.documents["/feed.xml"]
        body = body.replace(f"<link>{outlet.base}/".encode(), f"<link>{down}".encode())
        outlet.documents["/feed.xml"] = (status, kind, body)
        store.add_feed(Feed(outlet.feed_url))
        assert run(store, per_host=1).new == 30
    # its robots.txt, by which no page may be asked for as long as it does not answer
    assert 1 <= len(asked) < 10


def test_nothing_is_fetched_twice(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر", "مقدمة"))
    outlet.article(1, "خبر", PARAGRAPHS)
    store.add_feed(Feed(outlet.feed_url))
    run(store)
    outlet.asked.clear()
    assert run(store, NOW + timedelta(hours=2)).new == 0
    assert outlet.asked == [("/feed.xml", 304)]

    outlet.feed((1, "خبر", "مقدمة"), (2, "خبر ثان", "مقدمة أخرى"))
    outlet.asked.clear()
    assert run(store, NOW + timedelta(hours=4)).new == 1
    assert sorted(outlet.asked) == [("/2.html", 404), ("/feed.xml", 200)]


def test_a_correction_in_the_feed_becomes_a_revision(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر", " ".join(PARAGRAPHS)))
    store.add_feed(Feed(outlet.feed_url))
    run(store)
    outlet.feed((1, "خبر", " ".join(PARAGRAPHS).replace("20%", "25%")))
    done = run(store, NOW + timedelta(hours=2))
    assert (done.new, done.outcomes[0].changed) == (0, 1)
    (article,) = store.articles(ArticleFilter())
    assert "25%" in article.text
    (earlier,) = store.revisions(article.id)
    assert "20%" in earlier.text


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", "<!doctype html><html><body><p>تحقق من أنك بشر</p></body></html>"),
        (200, "application/rss+xml", ""),
        (500, "text/plain", "failed"),
        (404, "text/plain", "none"),
    ],
)
def test_an_ill_feed_is_told_and_disturbs_no_other(
    store: SqliteStore, outlet: Outlet, status: int, kind: str, body: str
) -> None:
    outlet.feed((1, "خبر", " ".join(PARAGRAPHS)))
    outlet.page("/ill.xml", body, kind, status)
    store.add_feed(Feed(outlet.feed_url))
    store.add_feed(Feed(f"{outlet.base}/ill.xml"))
    done = run(store)
    assert done.new == 1
    (failed,) = done.failed
    assert failed.error is not None
    assert "/ill.xml" in failed.error
    assert "\n" not in failed.error
    ill = store.feed(f"{outlet.base}/ill.xml")
    assert ill is not None
    assert (ill.failures, ill.error) == (1, failed.error)
    assert ill.due is not None
    assert ill.due > NOW


def test_two_feeds_with_one_guid_stay_apart(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر", " ".join(PARAGRAPHS)))
    outlet.documents["/other.xml"] = outlet.documents["/feed.xml"]
    store.add_feed(Feed(outlet.feed_url))
    store.add_feed(Feed(f"{outlet.base}/other.xml"))
    assert run(store).new == 2


def test_hostile_titles_are_clean_in_the_store(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر &#x202e;مقلوب&#x9b;31m [red]", "&#x1b;]52;c;YQ==&#x7;نص"))
    store.add_feed(Feed(outlet.feed_url))
    run(store, full_text="never")
    (article,) = store.articles(ArticleFilter())
    for text in (article.title, article.text):
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e" for c in text)


def test_a_line_of_every_article_is_removed_from_all(store: SqliteStore, outlet: Outlet) -> None:
    plug = "حملوا تطبيق مرصد الميناء لتصلكم أخباره أولا"
    topics = ["الرصيف", "الجسر", "السوق", "المدرسة", "المستشفى", "الحديقة", "القطار"]
    items = []
    for n, topic in enumerate(topics):
        own = [f"{topic}: {PARAGRAPHS[n % 3]}", f"وعن {topic} قال الوزير كلاما طويلا.", plug]
        outlet.article(n, f"خبر {topic}", own)
        items.append((n, f"خبر {topic}", "مقدمة"))
    outlet.feed(*items)
    store.add_feed(Feed(outlet.feed_url))
    assert run(store).new == len(topics)
    for article in store.articles(ArticleFilter()):
        assert plug not in article.text
        assert plug in [removed.text for removed in article.removed]


def test_a_full_disk_ends_in_one_error_and_loses_nothing(
    store: SqliteStore, outlet: Outlet
) -> None:
    outlet.feed(*((n, f"خبر {n}", " ".join(PARAGRAPHS) * 20) for n in range(40)))
    store.add_feed(Feed(outlet.feed_url))
    connection = store._db.get()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    original = Connections.get

    def bounded(self: Connections) -> sqlite3.Connection:
        found = original(self)
        found.execute(f"PRAGMA max_page_count = {limit}")
        return found

    limit = pages + 20
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connections, "get", bounded)
        with pytest.raises(StoreError):
            run(store)
        limit = 1_000_000
        assert run(store, NOW + timedelta(hours=2)).failed == ()
    assert store.counts().articles == 40
    assert store.ungrouped() == []


def test_cancelling_keeps_what_was_written(store: SqliteStore, outlet: Outlet) -> None:
    outlet.feed((1, "خبر", " ".join(PARAGRAPHS)))
    store.add_feed(Feed(outlet.feed_url))

    class StopError(Exception):
        pass

    def stop(_step: Progress) -> None:
        raise StopError

    async def work() -> None:
        settings = FetchSettings(allow_hosts=("127.0.0.1",))
        fetcher = HttpFetcher(settings)
        try:
            await refresh(store, fetcher, store.feeds(), settings=settings, now=NOW, report=stop)
        finally:
            await fetcher.close()

    with pytest.raises(StopError):
        asyncio.run(work())
    assert store.counts().articles == 1
    assert len(store.ungrouped()) == 1
    run(store, NOW + timedelta(hours=2))
    assert store.ungrouped() == []
