"""The store through its public door, on real SQLite files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mujaz.errors import BusyError, NewerStoreError, StoreError
from mujaz.model import Article, ArticleFilter, Digested, Feed, Tag, short_id
from mujaz.store import schema
from mujaz.store.protocol import Store, StoryChange
from mujaz.store.sqlite import SqliteStore

NOON = datetime(2025, 11, 30, 12, tzinfo=UTC)
FEED = "https://nawras.example/feed"


def article(n: int, text: str = "نص الخبر", **changes: object) -> Article:
    """Return article ``n`` of the test outlet, one hour after the one before."""
    made = Article(
        id=short_id("a", FEED, str(n)),
        feed=FEED,
        guid=str(n),
        source="النورس",
        title=f"عنوان الخبر {n}",
        text=text,
        published=NOON + timedelta(hours=n),
        fetched=NOON + timedelta(hours=n, minutes=5),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def change(story: str, *articles: Article, **values: object) -> StoryChange:
    made = StoryChange(
        id=story,
        articles=tuple(a.id for a in articles),
        thread=(),
        state=b"state",
        digested=Digested(title=articles[0].title if articles else "", independent=1),
        why={a.id: "words" for a in articles},
    )
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mujaz.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(path) as opened:
        yield opened


def test_meets_the_protocol(store: SqliteStore) -> None:
    same: Store = store
    wanted = {name for name in vars(Store) if not name.startswith("_")}
    assert wanted <= set(dir(same))


def test_articles_come_back_as_they_went_in(store: SqliteStore) -> None:
    whole = article(
        1,
        "فقرة أولى\nفقرة ثانية",
        url="https://nawras.example/1",
        author="سلمى",
        language="ar",
        section="سياسة",
        image="https://nawras.example/1.jpg",
        caption="صورة",
        keywords=("سوريا", "أمن"),
    )
    written = store.add_articles([whole])
    assert written.new == (whole.id,)
    assert store.article(whole.id) == whole
    assert store.article("a0") is None


def test_a_known_guid_is_not_written_twice(store: SqliteStore) -> None:
    store.add_articles([article(1)])
    written = store.add_articles([article(1), article(2)])
    assert written.new == (article(2).id,)
    assert written.changed == ()
    assert store.known_guids(FEED, ["1", "2", "3"]) == {"1", "2"}
    assert store.known_guids("https://other.example/feed", ["1"]) == set()


def test_a_correction_keeps_the_earlier_text(store: SqliteStore) -> None:
    store.add_articles([article(1, "سقط ثلاثة جرحى", fingerprint="x")])
    corrected = article(1, "سقط خمسة جرحى", fingerprint="y")
    written = store.add_articles([corrected])
    assert written.changed == (corrected.id,)
    found = store.article(corrected.id)
    assert found is not None
    assert found.text == "سقط خمسة جرحى"
    assert [one.text for one in store.revisions(corrected.id)] == ["سقط ثلاثة جرحى"]
    assert [hit.article.id for hit in store.search("خمسة")] == [corrected.id]
    assert store.search("ثلاثة") == []


def test_other_cleaning_of_the_same_text_is_no_correction(store: SqliteStore) -> None:
    store.add_articles([article(1, "خبر\nشارك", fingerprint="x")])
    assert store.add_articles([article(1, "خبر", fingerprint="x")]).changed == ()
    assert store.revisions(article(1).id) == []


def test_validators_are_kept_only_with_the_last_article(path: Path) -> None:
    with SqliteStore(path) as store:
        store.add_feed(Feed(FEED, source="النورس"))
        good = [article(n) for n in range(5)]
        bad = replace(article(9), title=None)  # type: ignore[arg-type]
        with pytest.raises(StoreError):
            store.add_articles([*good, bad], Feed(FEED, etag="new"))
        feed = store.feed(FEED)
        assert feed is not None
        assert feed.etag is None
        store.add_articles(good, Feed(FEED, etag="new"))
        feed = store.feed(FEED)
        assert feed is not None
        assert feed.etag == "new"


def test_feeds_are_added_once_and_due_when_their_time_has_come(store: SqliteStore) -> None:
    assert store.add_feed(Feed(FEED, added=NOON))
    assert not store.add_feed(Feed(FEED))
    store.add_feed(Feed("https://b.example/", due=NOON + timedelta(hours=1)))
    store.add_feed(Feed("https://c.example/", disabled=True))
    assert [f.url for f in store.due_feeds(NOON)] == [FEED]
    assert len(store.due_feeds(NOON + timedelta(hours=2))) == 2
    assert store.remove_feed(FEED)
    assert not store.remove_feed(FEED)


def test_removing_a_feed_keeps_its_articles(store: SqliteStore) -> None:
    store.add_feed(Feed(FEED))
    store.add_articles([article(1)])
    store.remove_feed(FEED)
    assert store.article(article(1).id) is not None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("الاردن", True),
        ("الأردن", True),
        ("أردن", True),
        ("مستشفي", True),
        ("المدرسه", True),
        ("مدرسة", True),
        ("2025", True),
        ("٢٠٢٥", True),
        ("«وزير المدرسة»", False),
        ('"مستشفى المدرسة"', True),
        ("مستش*", True),
        ("الأردن مصر", False),
        ('" OR "', False),
        ("سوريا", True),
        ("", False),
        ("()*:^-", False),
    ],
)
def test_search_folds_spelling_and_particles(store: SqliteStore, query: str, found: bool) -> None:
    text = "زار الوزير مستشفى المدرسة في الأُردنّ وبسوريا عام ٢٠٢٥"
    store.add_articles([article(1, text), article(2, "خبر آخر عن الطقس")])
    hits = store.search(query)
    assert [hit.article.id for hit in hits] == ([article(1).id] if found else [])


def test_headlines_weigh_more_than_text(store: SqliteStore) -> None:
    store.add_articles(
        [
            article(1, "قال إن السدود امتلأت كلها هذا الشتاء"),
            article(2, "خبر", title="امتلاء السدود"),
        ]
    )
    assert [hit.article.id for hit in store.search("السدود")] == [article(2).id, article(1).id]


def test_filters(store: SqliteStore) -> None:
    store.add_articles([article(1), article(2), article(3, source="المنارة", feed="f")])
    store.save_article_tags({article(1).id: [Tag("سوريا", "place")]})
    store.add_own_tag(article(2).id, "للمتابعة")
    store.set_read([article(1).id], True, NOON)
    ids = store.article_ids

    assert ids(ArticleFilter()) == [article(n).id for n in (3, 2, 1)]
    assert ids(ArticleFilter(), limit=1) == [article(3).id]
    assert ids(ArticleFilter(source="المنارة")) == [article(3).id]
    assert ids(ArticleFilter(tag="سورية")) == []
    assert ids(ArticleFilter(tag="سوريا")) == [article(1).id]
    assert ids(ArticleFilter(tag="للمتابعه")) == [article(2).id]
    assert ids(ArticleFilter(unread=True)) == [article(3).id, article(2).id]
    assert ids(ArticleFilter(since=article(2).published)) == [article(3).id, article(2).id]
    assert ids(ArticleFilter(until=article(2).published)) == [article(1).id]


def test_own_tags_survive_working_out_the_others(store: SqliteStore) -> None:
    one = article(1).id
    store.add_articles([article(1)])
    store.add_own_tag(one, "للمتابعة")
    store.save_article_tags({one: [Tag("سوريا", "place"), Tag("أمن", "topic")]})
    store.save_article_tags({one: [Tag("العراق", "place")]})
    assert [tag.name for tag in store.article_tags(one)] == ["للمتابعة", "العراق"]
    store.remove_own_tag(one, "للمتابعه")
    assert [tag.name for tag in store.article_tags(one)] == ["العراق"]


def test_marking_tells_what_changed(store: SqliteStore) -> None:
    store.add_articles([article(1), article(2)])
    both = [article(1).id, article(2).id]
    assert store.set_read(both, True, NOON) == both
    assert store.set_read(both, True, NOON) == []
    assert store.set_starred([both[0], "a-unknown"], True, NOON) == [both[0]]
    assert store.counts().unread == 0
    assert store.counts().starred == 1
    assert store.set_read([both[0]], False, NOON) == [both[0]]
    assert store.set_starred([both[1]], False, NOON) == []
    assert store.counts(ArticleFilter(unread=True)).articles == 1


def test_stories_hold_their_articles_in_published_order(store: SqliteStore) -> None:
    one, two, three = article(1), article(2, source="المنارة"), article(3)
    store.add_articles([three, one, two])
    assert store.ungrouped() == [one.id, two.id, three.id]
    store.save_stories([change("s1", one), change("s2", two, three, thread=("s1", "gone"))])
    assert store.ungrouped() == []
    story = store.story("s2")
    assert story is not None
    assert [a.id for a in story.articles] == [two.id, three.id]
    assert (story.first, story.last) == (two.published, three.published)
    assert story.sources == 2
    assert story.thread == ("s1",)
    assert store.followers("s1") == ["s2"]
    assert store.story_of(two.id) == "s2"
    assert [s.id for s in store.stories(ArticleFilter())] == ["s2", "s1"]
    assert store.story_ids(ArticleFilter(until=two.published)) == ["s1"]
    (row,) = store.story_summaries(["s2", "unknown"])
    assert (row.size, row.unread, row.source) == (2, 2, "النورس")
    assert [s.id for s in store.open_stories(three.published)] == ["s2"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_article_moves_to_the_story_that_names_it(
    store: SqliteStore, order: tuple[int, int]
) -> None:
    one, two = article(1), article(2)
    store.add_articles([one, two])
    store.save_stories([change("s1", one, two)])
    changes = [change("s1", one), change("s2", two)]
    store.save_stories([changes[n] for n in order])
    assert store.story_of(two.id) == "s2"
    assert store.story_article_ids("s1") == [one.id]
    store.save_stories([change("s2"), change("s1", one, two)])
    assert store.story("s2") is None
    assert store.story_of(two.id) == "s1"


def test_lines_are_counted_with_the_article_they_stand_in(store: SqliteStore) -> None:
    lines = {article(1).id: ["شارك", "شارك", "خبر"], article(2).id: ["شارك"]}
    store.add_articles([article(1), article(2)], lines=lines)
    store.add_articles([article(1), article(2, "نص آخر")], lines=lines)
    assert store.line_counts("النورس", ["شارك", "خبر", "غيره"]) == {"شارك": 2, "خبر": 1}
    assert store.line_counts("المنارة", ["شارك"]) == {}
    assert store.line_total("النورس") == 2
    bad = replace(article(3), title=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        store.add_articles([bad], lines={bad.id: ["شارك"]})
    assert store.line_total("النورس") == 2


def test_one_process_groups_at_a_time(store: SqliteStore, path: Path) -> None:
    with SqliteStore(path) as other, store.exclusive():  # noqa: SIM117  the inner one fails
        with pytest.raises(BusyError), other.exclusive(wait=0.1):
            raise AssertionError
    with store.exclusive(wait=0):
        pass


def test_values(store: SqliteStore) -> None:
    assert store.get_value("place") is None
    store.put_value("place", "s1")
    store.put_value("place", "s2")
    assert store.get_value("place") == "s2"


def test_another_thread_may_use_the_store(store: SqliteStore) -> None:
    store.add_articles([article(1)])
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(store.counts().articles))
    thread.start()
    thread.join()
    assert seen == [1]


# ----------------------------------------------------------------- bad files
def test_a_newer_store_is_refused_and_left_alone(path: Path) -> None:
    SqliteStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(NewerStoreError, match=str(path)):
        SqliteStore(path)
    with sqlite3.connect(path) as connection:
        assert schema.version_of(connection) == schema.VERSION + 1


def test_other_files_are_refused_in_words(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match=str(path)):
        SqliteStore(path)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE cookies (x)")
    with pytest.raises(StoreError, match=str(other)):
        SqliteStore(other)
    with pytest.raises(StoreError):
        SqliteStore(tmp_path / "missing" / "mujaz.db")


def test_a_full_disk_loses_nothing(path: Path) -> None:
    with SqliteStore(path) as store:
        store.add_articles([article(n) for n in range(20)])
        connection = store._db.get()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(StoreError, match=str(path)):
            store.add_articles([article(n, "كلام طويل " * 2000) for n in range(100, 130)])
    with SqliteStore(path) as store:
        assert store.counts().articles >= 20
        assert store._db.read("PRAGMA integrity_check") == [("ok",)]


# ------------------------------------------------------------ many processes
def _write_until_killed(path: str, start: int) -> None:
    with SqliteStore(Path(path)) as store:
        for n in range(start, start + 100_000):
            store.add_articles([article(n)], Feed(FEED, etag=str(n)))


def _rounds_of_kill(path: Path, rounds: int) -> None:
    context = multiprocessing.get_context("spawn")
    with SqliteStore(path) as store:
        store.add_feed(Feed(FEED))
    for number in range(rounds):
        process = context.Process(target=_write_until_killed, args=(str(path), number * 100_000))
        process.start()
        with SqliteStore(path) as store:
            before = store.counts().articles
            while process.is_alive() and store.counts().articles < before + 3 + number:
                pass
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        with SqliteStore(path) as store:
            feed = store.feed(FEED)
            assert feed is not None
            ids = store.article_ids(ArticleFilter())
            assert len(ids) > before
            # the validators name the last article that was written, never one that was not
            assert store.known_guids(FEED, [feed.etag or ""]) == {feed.etag}
            assert store._db.read("PRAGMA integrity_check") == [("ok",)]
            assert len(store.search("الخبر", limit=10**6)) == len(ids)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_killed_writers_leave_a_whole_store(path: Path) -> None:
    _rounds_of_kill(path, 3)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_killed_writers_leave_a_whole_store_a_hundred_times(path: Path) -> None:
    _rounds_of_kill(path, 100)


def _write_some(path: str, start: int) -> None:
    with SqliteStore(Path(path)) as store:
        for n in range(start, start + 40):
            store.add_articles([article(n)])


def test_several_writers_wait_for_each_other(path: Path) -> None:
    SqliteStore(path).close()
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_write_some, args=(str(path), start)) for start in (0, 1000, 2000)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with SqliteStore(path) as store:
        assert store.counts().articles == 120


def test_sources_count_as_active_when_they_published_in_the_span(store: SqliteStore) -> None:
    store.add_articles(
        [
            article(1, source="النورس"),
            article(2, source="الساحل"),
            article(30, source="البحر"),
            article(31, source="الساحل"),
        ]
    )
    assert store.active_sources(NOON, NOON + timedelta(hours=3)) == ["الساحل", "النورس"]
    assert store.active_sources(NOON + timedelta(hours=30), NOON + timedelta(hours=31)) == ["البحر"]
    assert store.active_sources(NOON - timedelta(days=2), NOON) == []


def test_a_revision_keeps_what_was_read_and_starred(store: SqliteStore) -> None:
    first = article(1)
    store.add_articles([first])
    store.set_read([first.id], True, NOON)
    store.set_starred([first.id], True, NOON)
    written = store.add_articles([replace(first, title="عنوان آخر", text="نص آخر")])
    assert written.changed == (first.id,)
    (summary,) = store.article_summaries([first.id])
    assert (summary.read, summary.starred, summary.title) == (True, True, "عنوان آخر")
    (revision,) = store.revisions(first.id)
    assert (revision.title, revision.text) == (first.title, first.text)
