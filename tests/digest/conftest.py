"""A store full of news and its edition, made once: both are only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from digest.edition import build_edition
from digest.model import Edition
from digest.settings import DigestSettings
from mujaz.store.sqlite import SqliteStore
from tests.digest import newsroom


@pytest.fixture(scope="session")
def december(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """The store of :func:`newsroom.december`."""
    with newsroom.open_store(tmp_path_factory.mktemp("december")) as store:
        yield newsroom.december(store)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """An empty store."""
    with newsroom.open_store(tmp_path_factory.mktemp("store")) as empty:
        yield empty


@pytest.fixture(scope="session")
def edition(december: SqliteStore) -> Edition:
    """The edition of 15 December 2025, three stories in full."""
    return build_edition(
        december, date=newsroom.DAY, settings=DigestSettings(length=3), now=newsroom.NOW
    )
