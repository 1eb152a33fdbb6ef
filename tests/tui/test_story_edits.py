"""Correcting stories in the running reader, on a real store; what was done stands in the store."""

from __future__ import annotations

import pytest

from mujaz.model import ArticleFilter
from mujaz.pipeline.corrections import corrections
from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start
from tui.commands import action_commands, matching
from tui.keymap import keys_by_action
from tui.screens.picking import Picker
from tui.screens.question import LineQuestion

TITLE = "الجسر الثاني يُفتح للسيارات"


def rows(seen: Driven) -> list[str]:
    return seen.reader.list.listing.rows


def kinds(store: SqliteStore) -> list[str]:
    return [edit.kind for edit in corrections(store)]


async def go(seen: Driven, row: str) -> None:
    index = seen.reader.list.listing.find(row)
    assert index is not None
    seen.reader.list.go_to(index)
    await seen.rest()


async def choose(seen: Driven, typed: str, first: str) -> None:
    picker = seen.app.screen
    assert isinstance(picker, Picker)
    picker.box.value = typed
    await seen.until(lambda: bool(picker._found) and picker._found[0].key == first)
    await seen.press("enter")


async def test_a_story_takes_another_and_gives_it_back(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        before = list(rows(seen))
        await go(seen, "s3")
        await seen.press("M")
        await choose(seen, "comet", "s4")
        assert kinds(store) == ["merge"]
        assert seen.reader.list.current == "s3"
        assert "s4" not in rows(seen)
        assert store.story_article_ids("s3") == ["a4", "a3"]
        await seen.press("u")
        assert kinds(store) == []
        assert rows(seen) == before
        assert seen.reader.list.current == "s3"


async def test_an_article_is_split_off_and_moved(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await go(seen, "s1")
        await seen.press("C")
        assert "Choose one of the story's articles first" in seen.screen_text
        await seen.press("e")
        await go(seen, "a2")
        await seen.press("C")
        assert kinds(store) == ["split"]
        new = store.story_of("a2")
        assert new not in (None, "s1")
        assert new in rows(seen)
        assert seen.reader.list.current == "s1"
        await seen.press("u")
        assert store.story_of("a2") == "s1"
        await seen.press("e")
        await go(seen, "a2")
        await seen.press("V")
        await choose(seen, "comet", "s4")
        assert kinds(store) == ["move"]
        assert store.story_of("a2") == "s4"


async def test_a_story_gets_another_title(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await go(seen, "s1")
        await seen.press("H")
        assert isinstance(seen.app.screen, LineQuestion)
        seen.app.screen._box.value = TITLE
        await seen.press("enter")
        assert store.story_summaries(["s1"])[0].title == TITLE
        shown = seen.reader.list.summary("s1")
        assert shown is not None
        assert shown.title == TITLE
        await seen.press("u")
        assert store.story_summaries(["s1"])[0].title != TITLE


async def test_a_muted_story_goes_and_the_cursor_goes_to_the_row_below(
    start: Start, store: SqliteStore
) -> None:
    async with start() as seen:
        await go(seen, "s3")
        await seen.press("D")
        assert "s3" not in rows(seen)
        assert seen.reader.list.current == "s4"
        assert seen.reader.reading is not None
        assert seen.reader.reading.article.id == "a4"
    async with start() as seen:
        assert "s3" not in rows(seen)
        await seen.press("U")
        assert "s3" in rows(seen)
        assert "Undone: muted" in seen.screen_text
        await seen.press("U")
        assert "No story has been corrected." in seen.screen_text


async def test_a_pinned_story_stands_first_and_says_so(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await go(seen, "s4")
        await seen.press("P")
        assert rows(seen)[0] == "s4"
        assert seen.reader.list.current == "s4"
        assert "pinned" in seen.screen_text
        await seen.press("P")
        assert rows(seen)[0] == "s1"
        assert kinds(store) == []
        await seen.press("u")
        assert store.story_ids(ArticleFilter())[0] == "s4"


async def test_while_searching_the_rows_found_stay(start: Start, store: SqliteStore) -> None:
    async with start() as seen:
        await seen.press("slash")
        assert seen.reader.search_box is not None
        seen.reader.search_box.value = "الجسر"
        await seen.until(lambda: sorted(rows(seen)) == ["a1", "a2"])
        await seen.press("enter")
        await go(seen, "a1")
        await seen.press("C")
        assert kinds(store) == ["split"]
        assert sorted(rows(seen)) == ["a1", "a2"]
        assert seen.reader.list.current == "a1"


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("pin", "pin_story"),
        ("mute", "mute_story"),
        ("merge", "merge_story"),
        ("split", "split_article"),
    ],
)
def test_the_palette_finds_corrections(typed: str, action: str) -> None:
    found = matching(action_commands(keys_by_action({})), typed)
    assert found[0].command.target == action
