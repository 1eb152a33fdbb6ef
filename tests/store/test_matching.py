"""Queries against a real store: filters in SQL, saved searches, muted articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mujaz.model import ArticleFilter, Digested, Tag
from mujaz.query import Query, parse_query
from mujaz.store.names import name_rank
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore
from tests.store.test_store import article

NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        rows = [
            article(1, "انهار الجسر القديم فوق النهر", source="النهار", title="جسر النهر"),
            article(2, "قطار يعبر الجسر", source="النهار الجديد", title="قطار الشمال"),
            article(3, "محصول الزيتون وفير", source="صدى المدينة", title="زيتون"),
        ]
        dated = [replace(one, published=NOW - timedelta(days=n)) for n, one in enumerate(rows)]
        opened.add_articles(dated)
        opened.save_article_tags(
            {rows[0].id: [Tag("النهر", "place")], rows[2].id: [Tag("مجلس الأمن", "organisation")]}
        )
        opened.save_stories(
            [
                StoryChange("s1", (rows[0].id, rows[1].id), (), b"", Digested("جسر", 2), {}),
                StoryChange("s2", (rows[2].id,), (), b"", Digested("زيتون", 1), {}),
            ]
        )
        yield opened


def numbers(store: SqliteStore, text: str) -> list[int]:
    """Return the numbers of the articles that a query finds."""
    ids = {article(n).id: n for n in range(1, 9)}
    wanted = parse_query(text, NOW, UTC)
    found = [ids[one] for one in store.found_ids(wanted)]
    if wanted:
        as_filter = store.article_ids(ArticleFilter(query=wanted))
        assert sorted(found) == sorted(ids[one] for one in as_filter), text
        assert store.counts(ArticleFilter(query=wanted)).articles == len(found)
        assert [hit.article.id for hit in store.search(wanted)] == store.found_ids(wanted)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("الجسر", [1, 2]),
        ("جسر -قطار", [1]),
        ("-الجسر", [3]),
        ("-الجسر -زيتون", []),
        ('"فوق النهر"', [1]),
        ('"النهر فوق"', []),
        ("زيت*", [3]),
        ("عنوان:جسر", [1]),
        ("عنوان:الجسر قطار", []),
        ("مصدر:النهار", [1]),  # the very name goes before names that begin like it
        ("مصدر:الجديد", [2]),
        ("مصدر:مدين", [3]),
        ('source:"صدى المدينة"', [3]),
        ("مصدر:نهار,صدى", [1, 3]),
        ("-مصدر:النهار الجسر", [2]),
        ("مصدر:لا_أحد", []),
        ("وسم:النهر", [1]),
        ("وسم:نهر", []),
        ("وسم:نه*", []),
        ("#مجلس_الأمن", [3]),
        ("وسم:مجل*", [3]),
        ("-وسم:النهر", [2, 3]),
        ("بعد:اليوم", [1]),
        ("بعد:أمس", [1, 2]),
        ("قبل:أمس", [3]),
        ("تاريخ:أمس", [2]),
        ("-تاريخ:أمس", [1, 3]),
        ("الجسر قبل:اليوم", [2]),
        ("غير_مقروء", [1, 2, 3]),
        ("حالة:مفضلة", []),
        ("النهر \x00 OR x' --", []),
        ("NEAR AND NOT", []),
    ],
)
def test_queries_find(store: SqliteStore, text: str, found: list[int]) -> None:
    assert sorted(numbers(store, text)) == found


def test_states_are_asked_for(store: SqliteStore) -> None:
    store.set_read([article(1).id], True, NOW)
    store.set_starred([article(2).id], True, NOW)
    assert sorted(numbers(store, "غير_مقروء")) == [2, 3]
    assert numbers(store, "is:read") == [1]
    assert numbers(store, "حالة:مفضلة") == [2]
    assert sorted(numbers(store, "-is:starred")) == [1, 3]


def test_the_best_comes_first_and_without_words_the_newest(store: SqliteStore) -> None:
    assert numbers(store, "جسر")[0] == 1  # a word of the headline weighs more
    assert numbers(store, "غير_مقروء") == [1, 2, 3]


def test_stories_stand_where_their_best_article_does(store: SqliteStore) -> None:
    wanted = parse_query("جسر", NOW)
    assert store.found_ids(wanted, stories=True) == ["s1"]
    assert store.story_ids(ArticleFilter(query=wanted)) == ["s1"]
    assert store.found_ids(parse_query("غير_مقروء", NOW), stories=True) == ["s1", "s2"]


def test_names_of_outlets_are_ranked() -> None:
    assert name_rank("صدى المدينة", "صدي المدينه") == 2
    assert name_rank("صدى المدينة", "المدينه") == 1
    assert name_rank("صدى المدينة", "مدينه") == 1
    assert name_rank("صدى المدينة", "دينه") == 0
    assert name_rank("صدى المدينة", "المدينه صدي") == 0


# ------------------------------------------------------------------------- saved
def test_searches_are_kept_under_names(store: SqliteStore) -> None:
    store.save_search("جسور", "جسر", NOW)
    store.save_search("زيت", "زيتون", NOW + timedelta(seconds=1), alert=True)
    assert [(one.name, one.query, one.alert) for one in store.saved_searches()] == [
        ("جسور", "جسر", False),
        ("زيت", "زيتون", True),
    ]
    store.save_search("جسور", "جسر قديم", NOW)
    assert store.saved_searches()[0].query == "جسر قديم"
    assert not store.rename_search("جسور", "زيت")
    assert store.rename_search("جسور", "قديم")
    assert not store.rename_search("جسور", "غيره")
    assert store.set_search_alert("قديم", True)
    gone = store.remove_search("قديم")
    assert gone is not None
    assert gone.alert
    assert store.remove_search("قديم") is None
    assert [one.name for one in store.saved_searches()] == ["زيت"]


def test_what_came_since_is_new_until_it_is_seen(store: SqliteStore) -> None:
    query = parse_query("جسر", NOW)
    store.save_search("جسور", "جسر", NOW)
    assert store.search_counts({"جسور": query}) == {"جسور": (2, 0)}
    old = article(4, "جسر آخر", published=NOW - timedelta(days=300))
    store.add_articles([old])
    assert store.search_counts({"جسور": query, "لا": Query()}) == {"جسور": (3, 1), "لا": (0, 0)}
    store.mark_search_seen("جسور")
    assert store.search_counts({"جسور": query}) == {"جسور": (3, 0)}


def test_each_match_is_announced_once(store: SqliteStore, tmp_path: Path) -> None:
    query = parse_query("جسر", NOW)
    store.save_search("جسور", "جسر", NOW, alert=True)
    assert store.take_alerts("جسور", query) == []
    store.add_articles([article(4, "جسر رابع"), article(5, "لا شيء"), article(6, "جسر سادس")])
    with SqliteStore(tmp_path / "mujaz.db") as other:
        assert other.take_alerts("جسور", query) == [article(6).id, article(4).id]
    assert store.take_alerts("جسور", query) == []
    store.set_search_alert("جسور", False)
    store.add_articles([article(7, "جسر سابع")])
    assert store.take_alerts("جسور", query) == []
    store.set_search_alert("جسور", True)
    assert store.take_alerts("جسور", query) == []  # what came while it was silent is not told


# ------------------------------------------------------------------------- muted
def test_muted_articles_stand_in_no_list_unless_asked_for(store: SqliteStore) -> None:
    first, second = article(1).id, article(2).id
    assert store.mute([first], "القاعدة") == [first]
    assert store.mute([first], "أخرى") == []
    assert store.muted_by([first, second]) == {first: "القاعدة"}
    assert numbers(store, "جسر") == [2]
    assert numbers(store, "جسر is:muted") == [1]
    assert sorted(numbers(store, "-is:muted")) == [2, 3]
    assert store.counts().articles == 2
    assert [source for source, _n, _unread in store.sources()] == ["النهار الجديد", "صدى المدينة"]
    assert [tag.name for tag, _unread in store.tags()] == ["مجلس الأمن"]
    assert first in store.article_ids(ArticleFilter(muted="show"))
    assert store.article_ids(ArticleFilter(muted="only")) == [first]
    assert store.story_ids(ArticleFilter()) == ["s1", "s2"]
    assert store.story_summaries(["s1"])[0].unread == 1
    store.mute([second], "القاعدة")
    assert store.story_ids(ArticleFilter()) == ["s2"]
    assert store.unmute([first, article(3).id]) == [first]
    assert store.story_ids(ArticleFilter()) == ["s1", "s2"]
    assert store.article(second) is not None
