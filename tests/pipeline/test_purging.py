"""Purging by the setting, after a refresh, as the command does it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from mujaz.pipeline.purging import purge_old
from mujaz.store.sqlite import SqliteStore
from tests.cli.test_doors import call
from tests.store.test_store import NOON, article, change

LATER = NOON + timedelta(days=40)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with an old story that was read, and a new one."""
    path = tmp_path / "data" / "mujaz.db"
    path.parent.mkdir()
    with SqliteStore(path) as store:
        old, new = article(1), article(2, published=LATER - timedelta(days=1))
        store.add_articles([old, new])
        store.save_stories([change("s1", old), change("s2", new)])
        store.set_read([old.id, new.id], True, NOON)
    return path


@pytest.mark.parametrize(("days", "gone"), [(0, 0), (50, 0), (30, 1)])
def test_what_is_older_than_the_setting_goes(path: Path, days: int, gone: int) -> None:
    with SqliteStore(path) as store:
        assert purge_old(store, days, LATER).stories == gone
        assert store.counts().articles == 2 - gone


def test_while_another_process_groups_nothing_is_purged(path: Path) -> None:
    with SqliteStore(path) as store, SqliteStore(path) as other, other.exclusive():
        assert purge_old(store, 30, LATER).stories == 0
    with SqliteStore(path) as store:
        assert purge_old(store, 30, LATER).stories == 1


@pytest.mark.parametrize(("setting", "left"), [("", 2), ("[store]\npurge_after_days = 30\n", 1)])
def test_a_refresh_purges_where_the_setting_asks_for_it(
    path: Path, tmp_path: Path, setting: str, left: int
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(setting)
    done = call("refresh", "--config", config, data=path.parent, MUJAZ_NOW=LATER.isoformat())
    assert done.returncode == 0, done.stderr
    with SqliteStore(path) as store:
        assert store.counts().articles == left


def test_a_setting_of_the_screen_counts_too(path: Path, tmp_path: Path) -> None:
    with SqliteStore(path) as store:
        store.put_value("settings", '{"store": {"purge_after_days": 30}}')
    config = tmp_path / "config.toml"
    config.write_text("")
    call("refresh", "--config", config, data=path.parent, MUJAZ_NOW=LATER.isoformat())
    with SqliteStore(path) as store:
        assert store.counts().articles == 1
