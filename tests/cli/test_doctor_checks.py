"""What the doctor finds: configuration, clock, folder, store, space, feeds; and what it mends."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.context import Run
from cli.doctor_checks import Check, checks, size_words, space_checks
from cli.doctor_repair import repair
from mujaz.model import Feed
from mujaz.store.protocol_upkeep import SpacePart
from mujaz.store.sqlite import SqliteStore
from tests.cli.test_doors import call
from tests.tui.newsroom import fill

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    fill(folder / "mujaz.db").close()
    made = Run()
    made.data_option = str(folder)
    made.config_option = str(tmp_path / "config.toml")
    (tmp_path / "config.toml").write_text("")
    return made


def found(run: Run) -> dict[str, list[str]]:
    states: dict[str, list[str]] = {"ok": [], "warn": [], "fail": []}
    for check in checks(run):
        assert "\n" not in check.line
        states[check.state].append(check.line)
    return states


def store_path(run: Run) -> Path:
    return run.paths.store


def test_a_healthy_reader_has_no_failure(run: Run) -> None:
    states = found(run)
    assert states["fail"] == []
    text = "\n".join(states["ok"])
    for part in (
        "Configuration:",
        "Clock:",
        "Data folder:",
        "sound, 5 articles",
        "search index (5)",
    ):
        assert part in text


def test_a_wrong_configuration_does_not_hide_the_rest(run: Run) -> None:
    run.paths.config.write_text('[reader]\ntheme = "mujaz-drak"\n')
    states = found(run)
    assert len(states["fail"]) == 1
    assert "config.toml:2" in states["fail"][0]
    assert "mujaz-dark" in states["fail"][0]
    assert any("sound" in line for line in states["ok"])


def test_failing_feeds_are_told_with_the_reason(run: Run) -> None:
    with SqliteStore(store_path(run)) as store:
        for feed in (
            Feed("https://well.example/feed", checked=NOW, succeeded=NOW),
            Feed("https://user:secret@gone.example/feed", checked=NOW, failures=3, error="x",
                 status=410, disabled=True, given_up=True),
            Feed("https://ill.example/feed", checked=NOW, failures=2, error="no answer",
                 failing_since=NOW - timedelta(days=2)),
            Feed("https://off.example/feed", checked=NOW, disabled=True),
        ):  # fmt: skip
            store.add_feed(feed)
    states = found(run)
    text = "\n".join(states["fail"])
    assert len(states["fail"]) == 2
    assert "no answer" in text
    assert "gone.example" in text
    assert "secret" not in text
    assert any("1 feed is well" in line for line in states["ok"])


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_a_folder_that_others_may_read_is_told(run: Run) -> None:
    run.paths.data.chmod(0o755)
    assert any("chmod 700" in line for line in found(run)["warn"])


def test_a_frozen_clock_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_NOW", "2025-12-15T18:00:00Z")
    assert any("MUJAZ_NOW" in line for line in found(run)["warn"])


def test_a_store_that_is_no_store_fails_in_words(run: Run) -> None:
    store_path(run).write_bytes(b"no database" * 400)
    assert any("mujaz.db" in line for line in found(run)["fail"])


def test_a_missing_store_is_no_failure(tmp_path: Path, run: Run) -> None:
    run.data_option = str(tmp_path / "nothing")
    states = found(run)
    assert states["fail"] == []
    assert not (tmp_path / "nothing").exists()


def test_much_free_space_is_worth_a_word() -> None:
    parts = [SpacePart("articles", 30_000_000, 9), SpacePart("free", 25_000_000, None)]
    told = list(space_checks(parts))
    assert [one.state for one in told] == ["ok", "ok", "warn"]
    assert "--vacuum" in told[2].line


def test_repair_mends_the_search_index(run: Run) -> None:
    with sqlite3.connect(store_path(run)) as raw:
        raw.execute("DELETE FROM folded WHERE rowid < 3")
    raw.close()
    assert any("--repair" in line for line in found(run)["fail"])
    with SqliteStore(store_path(run)) as store:
        told: list[Check] = list(repair(store, vacuum=True, report=lambda done, total: None))
        assert [one.state for one in told] == ["warn", "ok", "ok", "ok"]
        assert store.search("الجسر")
    assert found(run)["fail"] == []


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 kB"), (4096, "4 kB"), (2_340_000, "2.3 MB"), (7_100_000_000, "7.1 GB")],
)
def test_sizes_are_told_in_round_numbers(size: int, words: str) -> None:
    import mujaz.i18n

    mujaz.i18n.set_language("en")
    try:
        assert size_words(size) == words
    finally:
        mujaz.i18n.set_language("ar")


def test_a_broken_configuration_is_told_once(run: Run) -> None:
    run.paths.config.write_text("[reader\n")
    options = ["--data", run.data_option, "--config", run.config_option]
    done = call("doctor", *options)
    assert done.returncode == 1
    assert done.stdout.count("config.toml:") == 1
