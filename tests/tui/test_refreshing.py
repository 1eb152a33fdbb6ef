"""Fetching while the reader is open: steps, failures, stopping, what came, by itself."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.model import Feed
from mujaz.pipeline.progress import Progress, Report
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Start
from tests.tui.newsroom import article, story
from tui.listing import Listing
from tui.merge import merged
from tui.screens import refreshing
from tui.screens.fetching import FeedList, FetchingScreen
from tui.settings import ReaderSettings


def bring(store: SqliteStore, name: str, title: str, hours: float = 0.5) -> None:
    """Let a story come, as a refresh would."""
    one = article(name, "النهار الجديد", title, "نص جديد.", hours)
    store.add_articles([one])
    store.save_stories([story(f"s{name}", title, [one])])


async def test_what_came_moves_neither_row_nor_scroll_nor_article(
    start: Start, store: SqliteStore
) -> None:
    async def refresh(report: Report) -> None:
        for n in range(30):
            bring(store, f"n{n}", f"خبر جديد {n}", 0.5 + n / 100)
        # the story that is read goes on: it would go to the top
        bring(store, "a9", "الجسر يُفتح قبل موعده", 0.1)

    async with start(120, 14, refresh=refresh) as seen:
        rows = seen.reader.list
        await seen.press("j", "j", "enter", "j", "j")
        place, current = seen.reader.article.place, rows.current
        line = rows.cursor * rows.row_height - rows.scroll_y
        painted = rows.render_line(round(line)).text
        await seen.press("r")
        await seen.until(lambda: "31 new above" in seen.screen_text)
        assert rows.current == current
        assert rows.cursor * rows.row_height - rows.scroll_y == line
        assert rows.render_line(round(line)).text == painted
        assert seen.reader.article.place == place
        await seen.press("l", "g")
        assert rows.current == "sa9"
        assert "new above" not in seen.screen_text


IDS = st.lists(st.sampled_from([f"s{n}" for n in range(12)]), unique=True, max_size=12)


@given(IDS, IDS, st.data())
def test_a_merged_list_is_the_newer_one_with_the_row_that_is_read_in_its_place(
    older: list[str], newer: list[str], data: st.DataObject
) -> None:
    anchor = data.draw(st.sampled_from(older)) if older else None
    result = merged(Listing(older), newer, anchor, {})
    rows = result.listing.rows
    assert [one for one in rows if one != anchor] == [one for one in newer if one != anchor]
    assert result.fresh == len(set(newer) - set(older))
    if anchor is not None:
        assert anchor in rows
        below = [one for one in older[older.index(anchor) + 1 :] if one in newer]
        assert not below or rows[rows.index(anchor) + 1] == below[0]


async def test_unfolded_stories_stay_unfolded(start: Start, store: SqliteStore) -> None:
    async def refresh(report: Report) -> None:
        bring(store, "n1", "خبر جديد")

    async with start(refresh=refresh) as seen:
        await seen.press("e", "j", "r")
        await seen.until(lambda: "1 new above" in seen.screen_text)
        assert seen.reader.list.listing.rows[:4] == ["sn1", "s1", "a1", "a2"]
        assert seen.reader.list.current == "a1"


@pytest.mark.parametrize("key", ["r", "escape"])
async def test_a_refresh_is_stopped(start: Start, store: SqliteStore, key: str) -> None:
    begun, ended = threading.Event(), threading.Event()

    async def refresh(report: Report) -> None:
        bring(store, "n1", "خبر جديد")
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with start(refresh=refresh) as seen:
        await seen.pilot.press("r")
        await seen.until(begun.is_set)
        await seen.pilot.press(key)
        await seen.until(ended.is_set)
        await seen.until(lambda: "what came is kept" in seen.screen_text)
        await seen.until(lambda: "1 new above" in seen.screen_text)
        assert not seen.reader.refreshing


async def test_each_feed_is_shown_on_request(start: Start, store: SqliteStore) -> None:
    go_on = threading.Event()
    for name in ("أولى", "ثانية", "ثالثة"):
        store.add_feed(Feed(f"https://{name}.example/", source=f"صحيفة {name}"))

    async def refresh(report: Report) -> None:
        report(Progress("fetch", 1, 3, feed="https://أولى.example/", new=4))
        report(Progress("fetch", 2, 3, feed="https://ثانية.example/", error="503 [/red]"))
        await asyncio.to_thread(go_on.wait)

    async with start(refresh=refresh) as seen:
        await seen.pilot.press("r")
        await seen.until(lambda: "2/3" in seen.screen_text)
        await seen.pilot.press("R")
        await seen.until(lambda: "4 new articles" in seen.screen_text)
        assert "503 [/red]" in seen.screen_text
        assert "waits for its turn" in seen.screen_text
        assert "✗" in seen.screen_text
        await seen.pilot.press("j", "G", "g", "escape")
        await seen.until(lambda: len(seen.app.screen_stack) == 1)
        assert seen.reader.refreshing
        go_on.set()
        await seen.until(lambda: not seen.reader.refreshing)


@pytest.mark.parametrize(("every", "fetched"), [(15, 1), (0, 0)])
async def test_the_open_reader_looks_for_what_is_due_by_itself(
    start: Start, every: int, fetched: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "AFTER_START", 0.01)
    monkeypatch.setattr(refreshing, "TICK", 0.01)
    calls: list[int] = []

    async def refresh(report: Report) -> None:
        calls.append(1)

    async with start(settings=ReaderSettings(refresh_every=every), refresh=refresh) as seen:
        for _ in range(20):
            await asyncio.sleep(0.01)
        await seen.rest()
        assert len(calls) == fetched


async def test_leaving_during_a_refresh_ends(start: Start) -> None:
    begun = threading.Event()

    async def refresh(report: Report) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with start(refresh=refresh) as seen:
        await seen.pilot.press("r")
        await seen.until(begun.is_set)
        await seen.pilot.press("q")
        await seen.until(lambda: not seen.app.is_running)


async def test_the_feeds_page_goes_by_the_users_own_keys(start: Start, store: SqliteStore) -> None:
    for n in range(3):
        store.add_feed(Feed(f"https://{n}.example/", source=f"صحيفة {n}"))
    settings = ReaderSettings(refresh_every=0, keys={"next": "x", "feeds_state": "f7"})
    async with start(settings=settings) as seen:
        await seen.press("f7")
        page = seen.app.screen
        assert isinstance(page, FetchingScreen)
        await seen.press("x")
        assert page.query_one(FeedList).cursor == 1
        await seen.press("j")
        assert page.query_one(FeedList).cursor == 1
        await seen.press("f7")
        assert seen.app.screen is seen.reader


async def test_an_empty_reader_says_what_is_so_after_a_refresh(
    start: Start, tmp_path: Path
) -> None:
    with SqliteStore(tmp_path / "empty.db") as empty:

        async def refresh(report: Report) -> None:
            empty.add_feed(Feed("https://one.example/", source="صحيفة"))

        async with start(120, 14, other=empty, refresh=refresh) as seen:
            await seen.press("escape")
            assert "No feeds yet" in seen.screen_text
            await seen.press("r")
            assert "No feeds yet" not in seen.screen_text
            assert "No news yet" in seen.reader.list.empty
            assert seen.screen_text.count("No news yet") == 2
            # a refresh that was stopped before it had grouped what came
            empty.add_articles([article("a1", "صحيفة", "خبر", "نص.", 1)])
            await seen.press("i", "i")
            assert "not in stories yet" in seen.reader.list.empty
