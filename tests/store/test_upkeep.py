"""What takes how much of a store, whether it is sound, and rebuilding what can be rebuilt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mujaz.store import space as space_module
from mujaz.store.sqlite import SqliteStore
from tests.store.test_store import NOON, article, change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mujaz.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(path) as opened:
        articles = [article(n, f"نص طويل رقم {n} " * 80) for n in range(60)]
        opened.add_articles(articles)
        opened.save_stories([change("s1", *articles)])
        yield opened


def test_the_parts_add_up_to_the_file(store: SqliteStore, path: Path) -> None:
    parts = {one.name: one for one in store.space()}
    with sqlite3.connect(path) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        size = pages * raw.execute("PRAGMA page_size").fetchone()[0]
    assert sum(one.size for one in parts.values()) == size
    assert parts["articles"].rows == parts["search"].rows == 60
    assert parts["stories"].rows == 1
    assert parts["articles"].size > parts["states"].size


def test_without_dbstat_contents_are_measured(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sizes(connection: sqlite3.Connection) -> list[tuple[str, int]]:
        tables = space_module._tables(connection)
        return [(name, space_module._content_size(connection, name)) for name in tables]

    exact = {one.name: one.size for one in store.space()}
    monkeypatch.setattr(space_module, "_table_sizes", sizes)
    rough = {one.name: one.size for one in store.space()}
    assert 0.4 * exact["articles"] < rough["articles"] <= exact["articles"]
    assert 0 < rough["search"] <= exact["search"]


def test_free_pages_are_given_back_on_request(store: SqliteStore, path: Path) -> None:
    store.set_read([article(n).id for n in range(60)], True, NOON)
    store.purge(NOON.replace(year=2030), NOON)
    free = {one.name: one.size for one in store.space()}["free"]
    assert free > 100_000
    assert store.vacuum() >= free
    assert {one.name: one.size for one in store.space()}["free"] == 0


def test_a_sound_store_has_no_problems(store: SqliteStore) -> None:
    assert store.problems(thorough=False) == []
    assert store.problems(thorough=True) == []


def test_gaps_of_the_search_index_are_told_and_mended(store: SqliteStore, path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM folded WHERE rowid <= 7")
        raw.execute("INSERT INTO folded (rowid, title, text) VALUES (9999, 'x', 'y')")
    raw.close()
    told = store.problems(thorough=False)
    assert len(told) == 2
    assert "7" in told[0]
    steps: list[tuple[int, int]] = []
    assert store.rebuild_indexes(lambda done, total: steps.append((done, total))) == 60
    assert steps[-1] == (60, 60)
    assert store.problems(thorough=True) == []
    assert len(store.search("طويل")) == 60


def test_a_damaged_search_index_is_made_anew(store: SqliteStore, path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE folded_data SET block = x'00' WHERE id > 10")
    raw.close()
    assert store.problems(thorough=True)
    store.rebuild_indexes(lambda done, total: None)
    assert store.problems(thorough=True) == []
    assert len(store.search("طويل")) == 60
