"""What a purge takes out of a real store, what it leaves, and that nothing comes back unread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mujaz.model import ArticleFilter, Feed, Tag
from mujaz.store import connection as connections
from mujaz.store.sqlite import SqliteStore
from tests.store.test_store import FEED, NOON, article, change

LATER = NOON + timedelta(days=100)
BEFORE = NOON + timedelta(days=50)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mujaz.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(path) as opened:
        yield opened


def rows_of_tables(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as raw:
        names = [r[0] for r in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def test_only_what_is_old_read_and_unstarred_goes(store: SqliteStore) -> None:
    old, unread, starred, new = (article(n) for n in range(1, 5))
    new = article(4, published=LATER)
    store.add_articles([old, unread, starred, new])
    store.save_stories([change(f"s{n}", one) for n, one in enumerate([old, unread, starred, new])])
    store.set_read([old.id, starred.id, new.id], True, NOON)
    store.set_starred([starred.id], True, NOON)
    gone = store.purge(BEFORE, LATER)
    assert (gone.articles, gone.stories) == (1, 1)
    assert set(store.article_ids(ArticleFilter())) == {unread.id, starred.id, new.id}
    assert set(store.story_ids(ArticleFilter())) == {"s1", "s2", "s3"}
    assert store.purge(BEFORE, LATER).articles == 0


@pytest.mark.parametrize("kept", ["unread", "starred", "new"])
def test_a_story_stays_whole_while_one_of_its_articles_stays(store: SqliteStore, kept: str) -> None:
    first, second = article(1), article(2, **({"published": LATER} if kept == "new" else {}))
    store.add_articles([first, second])
    store.save_stories([change("s1", first, second)])
    store.set_read([first.id, *([] if kept == "unread" else [second.id])], True, NOON)
    store.set_starred([second.id] if kept == "starred" else [], True, NOON)
    assert store.purge(BEFORE, LATER).articles == 0
    story = store.story("s1")
    assert story is not None
    assert [one.id for one in story.articles] == [first.id, second.id]


def test_nothing_of_a_purged_story_is_left(store: SqliteStore, path: Path) -> None:
    empty = rows_of_tables(path)
    store.add_feed(Feed(FEED))
    first, second = article(1, "نص أول", fingerprint="x"), article(2)
    store.add_articles([first, second], Feed(FEED), {first.id: ["سطر"]})
    store.add_articles([article(1, "نص ثان", fingerprint="y")])
    store.save_article_tags({first.id: [Tag("سوريا", "place")]})
    store.add_own_tag(first.id, "خاص")
    store.save_stories([change("s1", first, second), change("s2", second, thread=("s1",))])
    store.set_read([first.id, second.id], True, NOON)
    store.purge(BEFORE, LATER)
    store.vacuum()
    left = {name: n for name, n in rows_of_tables(path).items() if n != empty[name]}
    assert left.pop("purged") == 2
    # the outlet's line counts are evidence about the outlet, not about the article
    assert set(left) == {"feeds", "lines", "line_totals"}
    assert store.search("نص") == []
    assert store.problems(thorough=True) == []


def test_a_thread_no_longer_names_what_is_gone(store: SqliteStore) -> None:
    old, new = article(1), article(2, published=LATER)
    store.add_articles([old, new])
    store.save_stories([change("s1", old), change("s2", new, thread=("s1",))])
    store.set_read([old.id], True, NOON)
    store.purge(BEFORE, LATER)
    story = store.story("s2")
    assert story is not None
    assert story.thread == ()


def test_an_article_that_is_not_grouped_goes_by_itself(store: SqliteStore) -> None:
    store.add_articles([article(1), article(2)])
    store.set_read([article(1).id], True, NOON)
    gone = store.purge(BEFORE, LATER)
    assert (gone.articles, gone.stories) == (1, 0)
    assert store.ungrouped() == [article(2).id]


def test_a_feed_does_not_bring_back_what_was_purged_but_the_user_may(store: SqliteStore) -> None:
    feed = Feed(FEED)
    store.add_feed(feed)
    store.add_articles([article(1), article(2)], feed)
    store.set_read([article(1).id], True, NOON)
    store.purge(BEFORE, LATER)
    assert store.known_guids(FEED, ["1", "2", "3"]) == {"1", "2"}
    assert store.add_articles([article(1), article(3)], feed).new == (article(3).id,)
    assert store.article(article(1).id) is None
    # an import names no feed: the user asks for the article
    assert store.add_articles([article(1)]).new == (article(1).id,)
    assert store.add_articles([article(1, "نص جديد")], feed).changed == (article(1).id,)


def test_the_guid_of_another_feed_is_not_meant(store: SqliteStore) -> None:
    other = Feed("https://other.example/feed")
    store.add_articles([article(1)])
    store.set_read([article(1).id], True, NOON)
    store.purge(BEFORE, LATER)
    assert store.known_guids(other.url, ["1"]) == set()
    same_guid = article(1, id="a-other", feed=other.url)
    assert store.add_articles([same_guid], other).new == ("a-other",)


def test_large_stories_are_forgotten_in_many_transactions(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HOLD", 0.0)
    articles = [article(n) for n in range(40)]
    store.add_articles(articles)
    store.save_stories([change("s1", *articles)])
    store.set_read([one.id for one in articles], True, NOON)
    gone = store.purge(BEFORE, LATER)
    assert (gone.articles, gone.stories) == (40, 1)
    assert rows_of_tables(path)["articles"] == 0


def test_a_purge_that_dies_leaves_a_sound_store(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mujaz.store import purge

    monkeypatch.setattr(connections, "HOLD", 0.0)
    articles = [article(n) for n in range(10)]
    store.add_articles(articles)
    store.save_stories([change("s1", *articles)])
    store.set_read([one.id for one in articles], True, NOON)
    whole, calls = purge._forget_article, 0

    def dying(*arguments: object) -> bool:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise KeyboardInterrupt
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(purge, "_forget_article", dying)
    with pytest.raises(KeyboardInterrupt):
        store.purge(BEFORE, LATER)
    monkeypatch.undo()
    assert store.problems(thorough=True) == []
    assert len(store.ungrouped()) == 6
    assert store.purge(BEFORE, LATER).articles == 6
