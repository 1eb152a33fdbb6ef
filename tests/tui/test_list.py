"""The list as its user works with it: marks, undo, going on, unfolding, sizes, empty lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

from mujaz.model import ArticleFilter
from mujaz.store import connection
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start, visual
from tests.tui.newsroom import NOW, article, story
from tui.place import KEY


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let another process's writer hold the store."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def more(store: SqliteStore, count: int, hours: float = 100) -> list[str]:
    """Add stories of one article each below the newsroom's own; return their ids."""
    articles = [
        article(f"m{n}", "صحيفة المساء", f"خبر رقم {n} من المدينة", "نص قصير.", hours + n)
        for n in range(count)
    ]
    store.add_articles(articles)
    store.save_stories([story(f"t{n}", one.title, [one]) for n, one in enumerate(articles)])
    return [f"t{n}" for n in range(count)]


def line(seen: Driven, number: int) -> str:
    """A line of the list as it is painted."""
    return seen.reader.list.render_line(number).text


# ------------------------------------------------------------------------- marks, undo
async def test_a_mark_is_shown_while_the_store_is_locked_and_written_after(
    start: Start, store: SqliteStore, tmp_path: Path
) -> None:
    async with start() as seen:
        await seen.press("j")
        with locked(tmp_path / "mujaz.db"):
            await seen.pilot.press("m")
            await seen.until(lambda: "●" not in line(seen, 2))
            await seen.pilot.press("j")
            await seen.until(lambda: seen.reader.reading is not None
                             and seen.reader.reading.article.id == "a4")  # fmt: skip
            assert store.counts().unread == 5
        await seen.rest()
        assert store.counts().unread == 4
        assert "●" not in line(seen, 2)


async def test_a_mark_that_cannot_be_written_is_taken_back_with_a_notice(
    start: Start, store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT", 0.1)
    async with start() as seen:
        with locked(tmp_path / "mujaz.db"):
            await seen.press("s")
            await seen.until(lambda: "another process" in seen.screen_text)
        assert "★" not in line(seen, 1)
        assert store.counts().starred == 0
        await seen.press("u")
        assert "nothing to undo" in seen.screen_text


async def test_leaving_does_not_wait_for_another_process(
    start: Start, store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT", 1e9)  # waiting for the lock would never end
    with locked(tmp_path / "mujaz.db"):
        async with start() as seen:
            await seen.press("j")
            await seen.pilot.press("m", "q")
            await seen.until(lambda: not seen.app.is_running)
    assert store.counts().unread == 5
    store.put_value(KEY, "")  # the store is usable again


async def test_changes_are_undone_one_after_the_other(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await seen.press("s", "m", "j", "m")
        assert (store.counts().starred, store.counts().unread) == (2, 2)
        await seen.press("u")
        assert store.counts().unread == 3
        assert "●" in line(seen, 2)
        assert "Undone" in seen.screen_text
        await seen.press("u")
        assert store.counts().unread == 5
        await seen.press("u")
        assert store.counts().starred == 0
        await seen.press("u")
        assert "nothing to undo" in seen.screen_text


@pytest.mark.parametrize(
    ("key", "unread"),
    [("a", set()), ("K", {"a3", "a4", "a5"}), ("J", {"a1", "a2", "a3"})],
)
async def test_everything_above_or_below_is_marked_and_unmarked(
    start: Start, store: SqliteStore, key: str, unread: set[str]
) -> None:
    everything = set(store.article_ids(ArticleFilter(unread=True)))
    async with start() as seen:
        await seen.press("j", key)
        assert set(store.article_ids(ArticleFilter(unread=True))) == unread
        await seen.press("u")
        assert set(store.article_ids(ArticleFilter(unread=True))) == everything


async def test_marking_what_is_read_says_so(start: Start) -> None:
    async with start() as seen:
        await seen.press("a", "a")
        assert "read already" in seen.screen_text


# ------------------------------------------------------------------------ going on
async def test_n_goes_to_what_is_unread_and_round_the_end(start: Start, store: SqliteStore) -> None:
    store.set_read(["a3"], True, NOW)
    async with start() as seen:
        await seen.press("n")
        assert seen.reader.list.current == "s4"
        await seen.press("N")
        assert seen.reader.list.current == "s1"
        await seen.press("N")
        assert seen.reader.list.current == "s5"
        await seen.press("a", "n")
        assert "Nothing else here is unread" in seen.screen_text


async def test_n_finds_what_is_unread_beyond_the_rows_that_are_known(
    start: Start, store: SqliteStore
) -> None:
    rows = more(store, 400)
    store.set_read([f"m{n}" for n in range(399)], True, NOW)
    store.set_read(["a1", "a2", "a3", "a4", "a5"], True, NOW)
    async with start() as seen:
        await seen.press("n")
        assert seen.reader.list.current == rows[-1]


async def test_rows_and_pages_reach_the_end_of_a_long_list(
    start: Start, store: SqliteStore
) -> None:
    rows = more(store, 400)
    async with start(100, 20) as seen:
        await seen.until(lambda: seen.reader.list.count == 404)
        await seen.press("space", "space", "G")
        assert seen.reader.list.current == rows[-1]
        assert visual("رقم 399") in seen.screen_text


# --------------------------------------------------------------------------- rows
async def test_an_unfolded_story_keeps_its_unread_mark_and_says_what_it_is(start: Start) -> None:
    async with start() as seen:
        assert "◂" in line(seen, 1)
        await seen.press("e")
        assert "●" in line(seen, 0)
        assert "▾" in line(seen, 1)
        assert "figures differ" in line(seen, 1)


async def test_unfolding_at_the_foot_of_the_screen_shows_what_was_unfolded(
    start: Start, store: SqliteStore
) -> None:
    last = [article(f"z{n}", f"مصدر {n}", f"خبر بعيد {n}", "نص.", 200 + n) for n in range(3)]
    store.add_articles(last)
    store.save_stories([story("s9", "خبر بعيد", last)])
    async with start(100, 14) as seen:
        await seen.press("G")
        assert seen.reader.list.current == "s9"
        await seen.press("e")
        for n in range(3):
            assert visual(f"خبر بعيد {n}") in seen.screen_text


async def test_an_endless_headline_takes_one_line(start: Start, store: SqliteStore) -> None:
    title = "عاجل: " + "كلمة " * 20_000
    one = article("huge", "النهار", title + "\u0651" * 10_000, "نص.", 1)
    store.add_articles([one])
    store.save_stories([story("s0", one.title, [one])])
    async with start() as seen:
        assert seen.reader.list.current == "s0"
        assert "…" in line(seen, 0)
        assert "breaking" in line(seen, 1)
        assert visual("افتتاح جسر جديد فوق النهر") in line(seen, 2)


# ---------------------------------------------------------------- sections, sizes, nothing
async def test_today_is_the_local_date(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await seen.press("l", "g")
        assert seen.reader.section.kind == "today"
        assert seen.reader.list.listing.rows == ["s1"]
        assert seen.reader.sidebar.current is not None
        assert seen.reader.sidebar.current.count == 2


async def test_choosing_a_section_takes_the_search_box_away(start: Start) -> None:
    async with start() as seen:
        await seen.press("slash", *"جسر")
        await seen.rest()
        await seen.press("enter", "l", "l")
        seen.reader.focus_pane("sidebar")
        await seen.press("g")
        await seen.rest()
        assert not seen.app.query("#search")
        assert not seen.reader.words


async def test_resizing_there_and_back_gives_the_same_place(
    start: Start, store: SqliteStore
) -> None:
    more(store, 60)
    async with start(200, 60) as seen:
        await seen.press("e", "j", "enter", "space")
        await seen.pilot.resize_terminal(110, 20)
        await seen.rest()
        await seen.press("j", "j", "j")
        before = seen.reader.place
        for size in ((40, 12), (110, 35), (200, 60), (69, 15), (110, 20)):
            await seen.pilot.resize_terminal(*size)
            await seen.rest()
            for text in seen.screen_text.split("\n"):
                assert cell_len(text) == size[0]
        assert seen.reader.place == before


async def test_an_empty_list_says_why_and_takes_every_key(start: Start) -> None:
    async with start(60, 20) as seen:
        await seen.press("a", "i")
        assert seen.reader.list.count == 0
        assert "Nothing here" in seen.screen_text
        await seen.press("n", "N", "J", "K", "a", "m", "s", "e", "Y", "y", "enter", "G", "g", "u")
        assert seen.app.is_running
